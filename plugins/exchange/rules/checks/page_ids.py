"""Permanent ids: each belongs to one page."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from exchange.rules.page_facts import Facts
from exchange.rules.rule import Example, Part, Rule, Words
from exchange.text.problems import Problem, Severity

PAGE_ID_TWICE = Rule(
    name="page-id-twice",
    severity=Severity.ERROR,
    words={
        "en": Words(
            fault="The permanent id '{id}' belongs to {other} already.",
            way_out=(
                "[[If it is the same page in another language, name this file {twin}.]] "
                "If it is another page, give it an id of its own, in every language."
            ),
        ),
        "ko": Words(
            fault="고유 id '{id}'은(는) 이미 {other}의 것입니다.",
            way_out=(
                "[[같은 페이지의 다른 언어판이면 이 파일의 이름을 {twin}(으)로 바꿔 주십시오.]] "
                "다른 페이지이면 모든 언어에서 다른 id를 붙여 주십시오."
            ),
        ),
    },
    example=Example(wrong="id: estimands", right="id: consent", part=Part.FIELD),
)
RULES = (PAGE_ID_TWICE,)


def compare_all(pages: Collection[Facts]) -> Iterator[Problem]:
    """Yield pages whose permanent id another page has; the languages of one page share theirs."""
    first: dict[str, Facts] = {}
    written = {page.path for page in pages}
    for page in pages:
        if page.id:
            other = first.setdefault(page.id, page)
            if other.name != page.name:
                twin = f"{page.path.removesuffix(page.name)}{other.name}"
                apart = other.locale != page.locale and twin not in written
                values = {"id": page.id, "other": other.path, "twin": twin if apart else ""}
                yield PAGE_ID_TWICE.problem(page.field_place("id"), None, values)
