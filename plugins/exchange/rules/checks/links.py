"""Links whose text says nothing, and links by undefined labels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from exchange.languages.language import language
from exchange.rules.masking import MASK
from exchange.rules.page import Page
from exchange.rules.rule import Example, Rule, Words
from exchange.rules.written_links import missing_references
from exchange.text.problems import Problem, Severity
from exchange.text.web_addresses import host_of

LINK_EMPTY = Rule(
    name="link-empty",
    severity=Severity.ERROR,
    words={
        "en": Words(
            fault="The link to '{target}' has no text.",
            way_out="Write between the square brackets where it leads.",
        ),
        "ko": Words(
            fault="'{target}'(으)로 가는 링크에 글이 없습니다.",
            way_out="대괄호 안에 어디로 가는 링크인지 적어 주십시오.",
        ),
    },
    example=Example(wrong="See [](estimands.md).", right="See [Estimands](estimands.md)."),
)
LINK_TEXT = Rule(
    name="link-text",
    severity=Severity.ERROR,
    words={
        "en": Words(
            fault="The link text '{text}' does not say where the link leads.",
            way_out="Use words that make sense alone, such as the title of the page.",
        ),
        "ko": Words(
            fault="링크의 글 '{text}'만으로는 어디로 가는지 알 수 없습니다.",
            way_out="페이지 제목처럼 따로 읽어도 뜻이 통하는 말로 적어 주십시오.",
        ),
    },
    example=Example(
        wrong="[여기](estimands.md)를 보십시오.",
        right="[추정대상모수](estimands.md)를 보십시오.",
        locale="ko",
    ),
)
REFERENCE_UNDEFINED = Rule(
    name="reference-undefined",
    severity=Severity.ERROR,
    words={
        "en": Words(
            fault="The label '{label}' of this link is not defined on the page.",
            way_out=(
                "Add a line `[{label}]: address`, or write the address in round brackets after the text."
            ),
        ),
        "ko": Words(
            fault="이 링크의 이름표 '{label}'이(가) 페이지에 정의되어 있지 않습니다.",
            way_out="`[{label}]: 주소` 줄을 추가하거나 글 뒤의 소괄호 안에 주소를 적어 주십시오.",
        ),
    },
    example=Example(
        wrong="See [the act][act].", right="See [the act][act].\n\n[act]: https://example.org/act"
    ),
)
LINK_DIFFERS = Rule(
    name="link-differs",
    severity=Severity.ERROR,
    words={
        "en": Words(
            fault="The words of this link are '{text}', but it leads to '{target}'.",
            way_out="Find out which one is right, and write it in both places.",
        ),
        "ko": Words(
            fault="링크의 글은 '{text}'인데 실제로는 '{target}'(으)로 연결됩니다.",
            way_out="어느 쪽이 맞는지 확인하고 두 곳에 같은 것을 적어 주십시오.",
        ),
    },
    example=Example(
        wrong="Write to [office@nihr.ac.uk](mailto:help@nihr.ac.uk).",
        right="Write to [office@nihr.ac.uk](mailto:office@nihr.ac.uk).",
    ),
)
RULES = (
    LINK_EMPTY,
    LINK_TEXT,
    LINK_DIFFERS,
    REFERENCE_UNDEFINED,
)


_MARKS = re.compile(r"<[^<>]*>|[*_`~\\]|^\W+|\W+$")
_PICTURE = re.compile(r"!\[[^\[\]]*[^\s\[\]][^\[\]]*\]\(")


_ADDRESS = re.compile(r"https?://[\w.-]+\.[a-z]{2,}(?:[:/?#]\S*)?")


_MAILBOX = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_NUMBER = re.compile(r"\+?[\d ().-]{7,}")


def _last_digits(number: str) -> str:
    """Return the digits by which a number is the same with and without its country."""
    return re.sub(r"\D", "", number)[-7:]


def _is_of_another(text: str, target: str) -> bool:
    """Return True if the words of a link are another host, mailbox or number than the one it leads to."""
    bare = text.strip(" `<>")
    scheme, _, mailbox = target.partition("?")[0].partition(":")
    if scheme == "mailto":
        return _MAILBOX.fullmatch(bare) is not None and bare.lower() != unquote(mailbox).strip().lower()
    if scheme == "tel":
        return _NUMBER.fullmatch(bare) is not None and _last_digits(bare) != _last_digits(mailbox)
    if not (_ADDRESS.fullmatch(bare) and _ADDRESS.fullmatch(target)):
        return False
    if (doi := _DOI.search(bare)) and doi[0].lower() in target.lower():
        return False
    host, target_host = (host_of(address).removeprefix("www.") for address in (bare, target))
    return (
        host != target_host and not host.endswith(f".{target_host}") and not target_host.endswith(f".{host}")
    )


def check(page: Page) -> Iterator[Problem]:
    """Yield links that readers of a list of links cannot tell apart."""
    vague = language(page.locale).vague
    headings = {(f"#{section.id}", section.title.lower()) for section in page.sections}
    for link in page.written_links:
        if link.picture or link.text is None:
            continue
        link_text = page.text[link.text_start : link.text_end] if link.text else ""
        words = _MARKS.sub("", " ".join(link_text.split())).lower()
        if not link_text.strip():
            yield page.problem(LINK_EMPTY, link.start, link.end, {"target": link.target})
        elif (link.target, words) in headings:
            continue  # a list of contents
        elif words in vague and not _PICTURE.search(link_text):
            values = {"text": link_text.strip()}
            yield page.problem(LINK_TEXT, link.text_start, link.text_end, values)
        elif _is_of_another(link_text, link.target):
            values = {"text": link_text.strip(), "target": link.target}
            yield page.problem(LINK_DIFFERS, link.text_start, link.text_end, values)
    for missing in missing_references(page.views.structure):
        if MASK not in missing.label:
            yield page.problem(REFERENCE_UNDEFINED, missing.start, missing.end, {"label": missing.label})
