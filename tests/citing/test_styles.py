"""Citations as text: persons, bodies, sections, editions, both languages."""

from __future__ import annotations

import pytest

from exchange.citing.styles import citations
from exchange.citing.works import Name, Work, names_of
from tests.citing.works import SITE, words, work

URL = "https://x.example/editions/2026.1/en/guides/estimands/"
KOREAN = work(
    lang="ko", title="추정대상모수", site="교류 사이트", authors=(Name(whole="김민지"), Name(whole="이서준"))
)


@pytest.mark.parametrize(
    ("cited", "style", "expected"),
    [
        (work(), "vancouver", f"Kim MJA, Body of Trials. Estimands [Internet]. Edition 2026.1. {SITE}; 2026 Nov 9. Available from: {URL}"),
        (work(), "apa", f"Kim, M.-J. A., & Body of Trials. (2026, November 9). Estimands (Edition 2026.1). {SITE}. {URL}"),
        (work(), "corner", f"Min-ji Anna Kim·Body of Trials, 「Estimands」, 『{SITE}』, Edition 2026.1, 9 November 2026, {URL}"),
        (work(authors=(Name(whole=SITE),)), "apa", f"{SITE}. (2026, November 9). Estimands (Edition 2026.1). {URL}"),
        (work(day=None, edition=""), "vancouver", f"Kim MJA, Body of Trials. Estimands [Internet]. {SITE}; n.d. Available from: {URL}"),
        (work(title="Which effect?"), "apa", f"Kim, M.-J. A., & Body of Trials. (2026, November 9). Which effect? (Edition 2026.1). {SITE}. {URL}"),
        (work().part("attributes", "Attributes"), "vancouver", f"Kim MJA, Body of Trials. Estimands [Internet]. Edition 2026.1. {SITE}; 2026 Nov 9. Attributes. Available from: {URL}#attributes"),
        (work().part("attributes", "Attributes"), "apa", f"Kim, M.-J. A., & Body of Trials. (2026, November 9). Attributes. In Estimands (Edition 2026.1). {SITE}. {URL}#attributes"),
        (KOREAN, "vancouver", f"김민지, 이서준. 추정대상모수 [Internet]. 2026.1판. 교류 사이트; 2026 Nov 9. Available from: {URL}"),
        (KOREAN, "apa", f"김민지, & 이서준. (2026. 11. 9.). 추정대상모수 (2026.1판). 교류 사이트. {URL}"),
        (KOREAN.part("attributes", "속성"), "corner", f"김민지·이서준, 「추정대상모수」 중 ‘속성’, 『교류 사이트』, 2026.1판, 2026년 11월 9일, {URL}#attributes"),
    ],
)  # fmt: skip
def test_a_citation_reads_as_its_style_says(cited: Work, style: str, expected: str) -> None:
    """Every part in its place, none twice, nothing where nothing is known."""
    assert citations(cited, words(cited.lang))[style] == expected


def test_many_authors_are_cut_as_each_style_says() -> None:
    """Vancouver names six and others; APA names nineteen and the last."""
    many = work(authors=tuple(Name(family=f"F{number}", given="A") for number in range(25)))
    texts = citations(many, words("en"))
    assert texts["vancouver"].startswith("F0 A, F1 A, F2 A, F3 A, F4 A, F5 A, et al. Estimands")
    assert "F18, A., ... F24, A. (2026" in texts["apa"]


def test_names_are_read_as_front_matter_has_them() -> None:
    """A comma parts the names of a person; without one a name is cited as it is."""
    assert names_of(["Kim, Minji", "Body of Trials", "김민지"]) == (
        Name(family="Kim", given="Minji"),
        Name(whole="Body of Trials"),
        Name(whole="김민지"),
    )
