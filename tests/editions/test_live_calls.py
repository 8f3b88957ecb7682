"""In a sealed page a call is a link to the call as it stands, under its name as it was written."""

from __future__ import annotations

import json
from pathlib import Path

import html5lib
import pytest
from markdown import Markdown
from tests.building import FRAME

from exchange.calls.model.call import Reason
from exchange.editions.live_calls import LiveCalls, call_words


def sealed(text: str, folder: Path) -> str:
    calls = LiveCalls(folder, "en", FRAME.strings("en", "editions.en"))
    calls.root = "../../"
    return Markdown(extensions=[calls]).convert(text)


@pytest.mark.parametrize("title", ["<marquee>x</marquee>", 'A "call"', "R&D &amp; x", "'><script>x</script>"])
def test_a_name_is_shown_as_it_was_written(title: str, tmp_path: Path) -> None:
    """No sign in it becomes an element or an entity."""
    (tmp_path / "a.yml").write_text(f"title: {{en: {json.dumps(title)}}}\n", encoding="utf-8")
    tree = html5lib.parse(sealed("::: call a", tmp_path), namespaceHTMLElements=False)
    assert {element.tag for element in tree.find("body").iter()} == {"body", "div", "p", "a"}
    assert title in "".join(tree.itertext())


def test_a_date_is_a_link_to_its_stage(tmp_path: Path) -> None:
    """With which of its ends is meant, for the script that shows it."""
    tree = html5lib.parse(sealed("Until {call:a/full/closes}.", tmp_path), namespaceHTMLElements=False)
    assert tree.find(".//a").get("href") == "../../en/calls/a/?date=closes#stage-full"


def test_a_date_that_is_missing_says_why() -> None:
    """One that is to be confirmed, or that there is none of, is not called unpublished."""
    words = call_words(FRAME.strings("en", "calendar.en"), [])["missing"]
    assert words == {
        "tbc": "To be confirmed",
        "unpublished": "Not published",
        "none": "No closing date",
    }
    assert [*words] == [reason.value for reason in Reason]
