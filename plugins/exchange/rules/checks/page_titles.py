"""Titles: in a menu, pages beside each other are told apart by them alone."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from exchange.rules.page_facts import Facts
from exchange.rules.rule import Example, Part, Rule, Words
from exchange.text.problems import Problem, Severity

TITLE_TWICE = Rule(
    name="title-twice",
    severity=Severity.WARNING,
    words={
        "en": Words(
            fault="{other}, in the same folder, has the title '{title}' too.",
            way_out="Give each a title of its own, so that readers can tell them apart in menus and search. "
            "Delete this file if it was copied by mistake.",
        ),
        "ko": Words(
            fault="같은 폴더의 {other}도 제목이 '{title}'입니다.",
            way_out="독자가 메뉴와 검색에서 구별할 수 있도록 제목을 서로 다르게 지어 주십시오. 잘못 복사한 "
            "파일이면 지워 주십시오.",
        ),
    },
    example=Example(wrong="title: Estimands", right="title: Consent", part=Part.FIELD),
)
RULES = (TITLE_TWICE,)


def plain_title(title: str) -> str:
    """Return a title without what readers hardly see: spaces, and which letters are capitals."""
    return "".join(title.casefold().split())


def compare_all(pages: Collection[Facts]) -> Iterator[Problem]:
    """Yield pages that are called like another one of their folder, but for spaces and capitals.

    A copy with the same id is told by that.
    """
    first: dict[tuple[str, str, str], Facts] = {}
    for page in pages:
        if not page.title:
            continue
        folder = page.name.rpartition("/")[0]
        namesake = first.setdefault((page.locale, folder, plain_title(page.title)), page)
        if namesake is not page and not (page.id and page.id == namesake.id):
            values = {"other": namesake.path, "title": page.title}
            yield TITLE_TWICE.problem(page.field_place("title"), None, values)
