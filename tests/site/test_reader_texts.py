"""A text is shown as its readers read it: words, no marks, and the dates of calls."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.calls.samples import call
from tests.site.small_sites import NOW, make_site

from exchange.site.reader_texts import ReaderTexts
from exchange.site.reading import Site, read_content
from exchange.site.word_changes import Fate


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Return a small site with a call."""
    site = read_content(make_site(tmp_path_factory.mktemp("site")), now=NOW)
    return replace(site, calls={"trial-2026": call()})


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("**Bold**, *slanted*, `code`, ~~gone~~ and <b>tags</b>.", "Bold, slanted, code, gone and tags."),
        ("See [the form](forms.md#a) and [this] too.[^1]", "See the form and this too."),
        (
            "## Who { #who }\n\n- one\n- **two**\n\n1. first\n2. second",
            "Who\n\n• one\n• two\n\n1. first\n2. second",
        ),
        ("| Item | Sum |\n|---|---|\n| Fee | [£5](a.md) |", "Item · Sum\nFee · £5"),
        ('!!! warning "Mind"\n    ![A lamp](lamp.svg) is on.', "Mind\n\nA lamp is on."),
        ("---\ntitle: Forms\nkind: page\n---\n\nText.", "title: Forms\n\nkind: page\n\nText."),
        ("Closes {call:trial-2026/full}.", "Closes Thu, 22 Oct 2026, 17:00 BST."),
        ("From {call:trial-2026/full/opens}; {call:none/full}", "From Tue, 1 Sept 2026; {call:none/full}"),
        ("::: call trial-2026", "Trial call"),
        ("a_b_c, 2 * 3 and \\* stay <https://example.org/>", "a_b_c, 2 * 3 and * stay https://example.org/"),
        ("```python hl_lines='1'\nx = **a\n\ny\n```", "x = **a\n\ny"),
    ],
)
def test_words_that_readers_read(site: Site, source: str, text: str) -> None:
    """Links by their labels, pictures by what they say, items and rows in lines of their own."""
    assert ReaderTexts(site, "en").text(source) == text


@pytest.mark.parametrize(
    ("old", "new", "removed", "added"),
    [
        ("**60일** 안에 [알립니다](a.md).", "**45일** 안에 알립니다.", "60일", "45일"),
        ("[알립니다](a.md).", "[알립니다](b.md).", "a", "b"),
        (
            "{call:trial-2026/full}까지",
            "{call:trial-2026/full/opens}부터",
            "10월|22일|목|17:00 영국 서머타임까지",
            "9월|1일|화|부터",
        ),
    ],
)
def test_changes_are_those_of_the_words(site: Site, old: str, new: str, removed: str, added: str) -> None:
    """What is written is compared where readers would see no difference."""
    passages = ReaderTexts(site, "ko").changes(old, new)
    for fate, text in ((Fate.REMOVED, removed), (Fate.ADDED, added)):
        assert "|".join(part.text.strip() for part in passages if part.fate is fate) == text
