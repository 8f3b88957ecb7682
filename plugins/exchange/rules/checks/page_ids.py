"""Permanent ids: each belongs to one page."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import count
from pathlib import PurePosixPath

from exchange.rules.page_facts import Facts
from exchange.rules.rule import Example, Part, Rule, Words
from exchange.text.problems import Problem, Severity

PAGE_ID_TWICE = Rule(
    name="page-id-twice",
    severity=Severity.ERROR,
    words={
        "en": Words(
            fault="The permanent id '{id}' belongs to {other} already.",
            way_out="[[If both are one page in two languages, rename this file to {better}. If not:]] Write "
            "an id of its own, in every language, such as `id: {free}`.",
        ),
        "ko": Words(
            fault="고유 id '{id}'은(는) 이미 {other}의 것입니다.",
            way_out="[[한 페이지의 두 언어라면 이 파일의 이름을 {better}(으)로 바꿔 주십시오. 아니면]] 모든 "
            "언어에서 다른 id를 적어 주십시오. 예: `id: {free}`",
        ),
    },
    example=Example(wrong="id: estimands", right="id: consent", part=Part.FIELD),
)
RULES = (PAGE_ID_TWICE,)

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def compare_all(pages: Collection[Facts]) -> Iterator[Problem]:
    """Yield pages whose permanent id another page has; the languages of one page share theirs."""
    first: dict[str, Facts] = {}
    locations = {(page.locale, page.name) for page in pages}
    for page in pages:
        if page.id:
            first_page = first.setdefault(page.id, page)
            if first_page.name != page.name:
                apart = {(page.locale, first_page.name), (first_page.locale, page.name)}
                translation = page.locale != first_page.locale and apart.isdisjoint(locations)
                better = page.path.removesuffix(page.name) + first_page.name if translation else ""
                values = {
                    "id": page.id,
                    "other": first_page.path,
                    "better": better,
                    "free": _free(page, first),
                }
                yield PAGE_ID_TWICE.problem(page.field_place("id"), None, values)


def _free(page: Facts, ids: Collection[str]) -> str:
    """Return the name of a page's file as its id, with a number where another page has that."""
    stem = PurePosixPath(page.name).stem
    stem = stem if _NAME.fullmatch(stem) else page.id
    names = (f"{stem}-{number}" if number > 1 else stem for number in count(1))
    return next(name for name in names if name not in ids)
