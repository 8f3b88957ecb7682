"""Links and pictures: what they lead to is there."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from exchange.rules.link_paths import local_path
from exchange.rules.own_addresses import file_in_repository, file_on_site
from exchange.rules.page_facts import Facts, Target
from exchange.rules.rule import Example, Fix, Rule, Words
from exchange.rules.site_facts import SiteFacts, first_written
from exchange.text.file_names import odd_part, plain_name
from exchange.text.problems import Problem, Severity
from exchange.text.suggestions import nearest, nearest_path

LINK_PAGE = Rule(
    name="link-page",
    severity=Severity.ERROR,
    fix=Fix.OFFERED,
    words={
        "en": Words(
            fault="There is no page at '{target}'.",
            way_out=(
                "[[Did you mean '{better}'?]] Name the file by its path from this page, such as "
                "estimands.md; if the page was taken away, remove the link."
            ),
        ),
        "ko": Words(
            fault="'{target}'에 페이지가 없습니다.",
            way_out=(
                "[[혹시 '{better}'입니까?]] estimands.md처럼 이 페이지에서 그 파일까지의 경로로 적어 "
                "주십시오. 페이지가 없어졌으면 링크를 지워 주십시오."
            ),
        ),
    },
    example=Example(wrong="See [Estimands](estimand.md).", right="See [Estimands](estimands.md)."),
)
LINK_SECTION = Rule(
    name="link-section",
    severity=Severity.ERROR,
    fix=Fix.OFFERED,
    words={
        "en": Words(
            fault="The link '{target}' leads to a section '{id}' that {page} does not have.",
            way_out=(
                "[[Did you mean '{better}'?]] Write the id in braces at that page's heading, or link to "
                "the page alone."
            ),
        ),
        "ko": Words(
            fault="링크 '{target}'이(가) 가리키는 절 '{id}'이(가) {page}에 없습니다.",
            way_out=(
                "[[혹시 '{better}'입니까?]] 그 페이지의 제목 끝 중괄호 안에 있는 id를 적거나, # 없이 "
                "페이지로만 링크해 주십시오."
            ),
        ),
    },
    example=Example(
        wrong="See [strategies](estimands.md#stategies).", right="See [strategies](estimands.md#strategies)."
    ),
)
LINK_FILE = Rule(
    name="link-file",
    severity=Severity.ERROR,
    fix=Fix.OFFERED,
    words={
        "en": Words(
            fault="There is no file at '{target}'.",
            way_out="[[Did you mean '{better}'?]] Put it into content/assets, or correct the path.",
        ),
        "ko": Words(
            fault="'{target}'에 파일이 없습니다.",
            way_out="[[혹시 '{better}'입니까?]] content/assets에 넣거나 경로를 고쳐 주십시오.",
        ),
    },
    example=Example(
        wrong="Open the [form](../../assets/from.pdf).", right="Open the [form](../../assets/form.pdf)."
    ),
)
LINK_ABSOLUTE = Rule(
    name="link-absolute",
    severity=Severity.ERROR,
    words={
        "en": Words(
            fault="The address '{target}' begins at the root of the site and breaks where the site moves.",
            way_out="Write the path from this page to the file, such as ../guides/estimands.md.",
        ),
        "ko": Words(
            fault="'{target}'은(는) 사이트 첫머리부터 적은 주소라 사이트가 옮겨지면 끊어집니다.",
            way_out="../guides/estimands.md처럼 이 페이지에서 그 파일까지의 경로를 적어 주십시오.",
        ),
    },
    example=Example(wrong="See [Estimands](/en/guides/estimands/).", right="See [Estimands](estimands.md)."),
)
LINK_OWN_SITE = Rule(
    name="link-own-site",
    severity=Severity.ERROR,
    fix=Fix.OFFERED,
    words={
        "en": Words(
            fault="'{target}' is a page of this site; in a preview or an edition the link leads out of it.",
            way_out="Write the path from this page to the file: `{better}`",
        ),
        "ko": Words(
            fault="'{target}'은(는) 이 사이트의 페이지인데 전체 주소로 적혀 있어, 미리 보기와 보관된 판에서 "
            "밖으로 나갑니다.",
            way_out="이 페이지에서 그 파일까지의 경로를 적어 주십시오: `{better}`",
        ),
    },
    example=Example(
        wrong="See [Estimands](https://site.example/en/guides/estimands/).",
        right="See [Estimands](estimands.md).",
    ),
)
LINK_REPOSITORY = Rule(
    name="link-repository",
    severity=Severity.WARNING,
    fix=Fix.OFFERED,
    words={
        "en": Words(
            fault="'{target}' shows the source of a page or file of this site, not what readers see.",
            way_out="Write the path from this page to the file: `{better}`",
        ),
        "ko": Words(
            fault="'{target}'은(는) 이 사이트의 것을 독자가 보는 모습이 아니라 원본 글로 보여 줍니다.",
            way_out="이 페이지에서 그 파일까지의 경로를 적어 주십시오: `{better}`",
        ),
    },
    example=Example(
        wrong="See [Estimands](https://github.com/org/site/blob/main/content/en/guides/estimands.md).",
        right="See [Estimands](estimands.md).",
    ),
)
IMAGE_FILE = Rule(
    name="image-file",
    severity=Severity.ERROR,
    fix=Fix.OFFERED,
    words={
        "en": Words(
            fault="There is no picture at '{target}'.",
            way_out="[[Did you mean '{better}'?]] Put it into content/assets, or correct the path. "
            "[[A picture has lower-case letters, digits and hyphens in its name, as {plain}.]]",
        ),
        "ko": Words(
            fault="'{target}'에 그림이 없습니다.",
            way_out="[[혹시 '{better}'입니까?]] content/assets에 넣거나 경로를 고쳐 주십시오. "
            "[[그림 이름은 {plain}처럼 영문 소문자와 숫자, 붙임표로 짓습니다.]]",
        ),
    },
    example=Example(
        wrong="![Visits in order](../../assets/flow.png)", right="![Visits in order](../../assets/flow.svg)"
    ),
)
IMAGE_REMOTE = Rule(
    name="image-remote",
    severity=Severity.ERROR,
    words={
        "en": Words(
            fault="[[The picture '{target}' is fetched from another site.]] [[The picture itself is written "
            "in the page, as '{inline}…'; pages refer to files.]]",
            way_out=(
                "[[It is here already, as `{better}`. If it is another one:]] "
                "Put a copy into content/assets, if its licence allows that, "
                "and link there, with words that say what it shows."
            ),
        ),
        "ko": Words(
            fault="[[그림 '{target}'을(를) 다른 사이트에서 가져옵니다.]] [[그림이 파일이 아니라 "
            "글자('{inline}…')로 페이지 안에 적혀 있습니다.]]",
            way_out=(
                "[[이 그림은 이미 여기에 있습니다: `{better}`. 다른 그림이면]] 이용 조건이 허락하는 한 "
                "content/assets에 사본을 넣고, 무엇을 보여 주는 그림인지 적어 그 파일을 가리키게 해 주십시오."
            ),
        ),
    },
    example=Example(
        wrong="![Visits in order](https://example.org/a.svg)",
        right="![Visits in order](../../assets/flow.svg)",
    ),
)
LINK_OTHER_LANGUAGE = Rule(
    name="link-other-language",
    severity=Severity.WARNING,
    fix=Fix.OFFERED,
    words={
        "en": Words(
            fault="The link '{target}' leads out of this language, though the page is there in it.",
            way_out="Write '{better}'; readers change the language on any page.",
        ),
        "ko": Words(
            fault="'{target}' 링크는 다른 언어의 페이지로 이어집니다. 같은 페이지가 이 언어로도 있습니다.",
            way_out="'{better}'로 적어 주십시오. 언어는 어느 페이지에서나 바꿀 수 있습니다.",
        ),
    },
    example=Example(
        wrong="See [Estimands](../../ko/guides/estimands.md).", right="See [Estimands](estimands.md)."
    ),
)
RULES = (
    LINK_PAGE,
    LINK_SECTION,
    LINK_FILE,
    LINK_ABSOLUTE,
    LINK_OWN_SITE,
    LINK_REPOSITORY,
    IMAGE_FILE,
    IMAGE_REMOTE,
    LINK_OTHER_LANGUAGE,
)


_TEMPLATE = ("{%", "{{")
_PAGE = re.compile(r"(?:\.md|/|(?:^|/)[\w-]+|\.html?|^)$")


def compare(page: Facts, site_facts: SiteFacts) -> Iterator[Problem]:
    """Yield links of one page that lead nowhere, and pictures that are not in the content."""
    for link in page.links:
        yield from _link(page, link, site_facts)
    for image in page.images:
        yield from _image(page, image, site_facts)


def _link(page: Facts, link: Target, site_facts: SiteFacts) -> Iterator[Problem]:
    path, _, fragment = link.target.partition("#")
    if "://" in path or path.startswith(("//", "www.")):
        yield from _own_file(page, link, site_facts)
        return
    if path.startswith("/") and not path.startswith("//"):
        yield LINK_ABSOLUTE.problem(*page.span(link), {"target": link.target})
        return
    local = local_path(page, link.target)
    if local is None or (local in site_facts.files and not local.endswith(".md")):
        return
    if path.startswith(_TEMPLATE):  # said of the template itself
        return
    locale, _, name = local.partition("/")
    if locale in site_facts.locales and (name in site_facts.pages or name in site_facts.generated):
        yield from _section(page, link, fragment, name, locale, site_facts)
        is_there = name in site_facts.generated or page.locale in site_facts.pages[name]
        if locale != page.locale and is_there and not link.names_language:
            better = _relative(page, f"{page.locale}/{name}") + link.target[len(path) :]
            values = {"target": link.target, "better": better}
            yield LINK_OTHER_LANGUAGE.problem(*page.span(link), values, better=better)
    elif local.startswith("assets/") or not _PAGE.search(local):
        yield _missing(page, link, LINK_FILE, local, [*site_facts.files])
    else:
        names = [f"{locale}/{name}" for name in (*site_facts.pages, *site_facts.generated)]
        if locale not in site_facts.locales:
            names = [f"{page.locale}/{name}" for name in (*site_facts.pages, *site_facts.generated)]
        yield _missing(page, link, LINK_PAGE, local, names)


def _own_file(page: Facts, link: Target, site_facts: SiteFacts) -> Iterator[Problem]:
    """Yield a link by a whole address to what is in the content of this site."""
    address, sign, fragment = link.target.partition("#")
    rule, file = LINK_OWN_SITE, file_on_site(address.partition("?")[0], site_facts)
    if file is None:
        rule, file = LINK_REPOSITORY, file_in_repository(address, page, site_facts)
    if file is not None:
        better = f"{_relative(page, file)}{sign}{fragment}"
        yield rule.problem(*page.span(link), {"target": link.target, "better": better}, better=better)


def _relative(page: Facts, file: str) -> str:
    return posixpath.relpath(file, posixpath.dirname(f"{page.locale}/{page.name}"))


def _section(
    page: Facts, link: Target, fragment: str, name: str, locale: str, site_facts: SiteFacts
) -> Iterator[Problem]:
    """Yield a link to a section that the page a reader would see does not have."""
    generated_ids = site_facts.generated.get(name, frozenset())
    target = _visible_page(
        site_facts.pages.get(name, {}), locale, is_written=name not in site_facts.generated
    )
    if not fragment or generated_ids is None or (target is not None and not target.readable):
        return
    if target and target.kind == "glossary" and not site_facts.terms:  # that it cannot be read is said of it
        return
    if target and any("{{" in section.title for section in target.sections):  # a template makes more
        return
    sections = generated_ids | {section.id for section in (target.sections if target else ()) if section.id}
    if target and target.locale == locale:  # what only another language has is shown in this one too
        twins = site_facts.pages[name].values()
        sections |= {section.id for twin in twins for section in twin.sections if section.id}
    sections |= site_facts.terms if target and target.kind == "glossary" else set()
    if unquote(fragment) in sections | set(target.anchors if target else ()):
        return
    words = re.sub(r"[\W_]+", "", unquote(fragment)).casefold()
    by_title = (
        section.id
        for section in (target.sections if target else ())
        if section.id and re.sub(r"[\W_]+", "", section.title).casefold() == words
    )
    suggestion = next(by_title, None) or nearest(unquote(fragment), sorted(sections))
    better = f"{link.target.partition('#')[0]}#{suggestion}" if suggestion else None
    path = target.path if target else f"{locale}/{name}"
    values = {"target": link.target, "page": path, "id": fragment, "better": better or ""}
    yield LINK_SECTION.problem(*page.span(link), values, better=better)


def _visible_page(pages: Mapping[str, Facts], locale: str, *, is_written: bool) -> Facts | None:
    """Return the page that a reader of a language sees; None for one that the site makes in that language."""
    return pages.get(locale) if locale in pages or not is_written else first_written(pages.values())


def _image(page: Facts, image: Target, site_facts: SiteFacts) -> Iterator[Problem]:
    local = local_path(page, image.target)
    if image.target.startswith("/") and not image.target.startswith("//"):
        yield _missing(page, image, IMAGE_FILE, image.target.strip("/"), [*site_facts.files])
    elif local is None:
        file = file_in_repository(image.target, page, site_facts) or file_on_site(image.target, site_facts)
        better = _relative(page, file) if file else ""
        inline = image.target.lower().startswith("data:")
        target = {"inline": image.target[:16]} if inline else {"target": image.target}
        yield IMAGE_REMOTE.problem(*page.span(image), target | {"better": better})
    elif local not in site_facts.files:
        yield _missing(page, image, IMAGE_FILE, local, [*site_facts.files])


def _missing(page: Facts, link: Target, rule: Rule, local: str, names: list[str]) -> Problem:
    """Return a problem that names the nearest target there is."""
    if "\\" in link.target:  # as Windows writes paths
        local = local_path(page, link.target.replace("\\", "/")) or local
    guess = local if local.endswith(".md") or rule is not LINK_PAGE else f"{local.removesuffix('.html')}.md"
    doubled = next((name for name in names if name.startswith(f"{local}.")), None)  # as plan.png.png
    best = doubled or _folder_page(guess, names) or nearest_path(guess, names)
    fragment = link.target[len(link.target.partition("#")[0]) :]
    better = None
    if best:
        start = posixpath.dirname(f"{page.locale}/{page.name}")
        better = posixpath.relpath(best, start) + (fragment if rule is LINK_PAGE else "")
    better = None if better == link.target else better
    values = {"target": link.target, "better": better or ""}
    if rule is IMAGE_FILE and not best and odd_part(local):
        values["plain"] = plain_name(posixpath.basename(local)) or f"picture-1{posixpath.splitext(local)[1]}"
    return rule.problem(*page.span(link), values, better=better)


def _folder_page(local: str, names: list[str]) -> str | None:
    """Return the page of the folder that a target names, or the page of that name where it has no ending."""
    index = f"{local.removesuffix('.md')}/index.md"
    return index if index in names else local if local in names else None
