"""Citations as text: persons, bodies, sections, editions, both languages."""

from __future__ import annotations

from pathlib import Path

from exchange.citing.styles import citations
from exchange.citing.works import Name, names_of
from tests.building import ROOT
from tests.citing.works import SITE, words, work

GOLDEN = Path(ROOT / "tests/golden/citing/citations.txt")
KOREAN = work(lang="ko", title="추정대상모수", site="교류 사이트", authors=names_of(["김민지", "이서준"]))
CASES = {
    "a person and a body, in an edition": work(),
    "the site is its own author": work(authors=(Name(whole=SITE),)),
    "neither a day nor an edition": work(day=None, edition=""),
    "a title that ends a sentence": work(title="Which effect?"),
    "a section": work().part("attributes", "Attributes"),
    "Hangul": KOREAN,
    "a section in Hangul": KOREAN.part("attributes", "속성"),
}


def test_citations_read_as_their_styles_say() -> None:
    """Every part in its place, none twice, nothing where nothing is known; the file is read by people."""
    lines = [
        line
        for name, cited in CASES.items()
        for line in (f"# {name}", *citations(cited, words(cited.lang)).values())
    ]
    assert GOLDEN.read_text(encoding="utf-8").splitlines() == lines


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
