"""What of the last build holds: a text while its parts and answers do, a page while its parts do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.build.cached_page import Text
from exchange.build.inputs import Inputs
from exchange.build.reuse import Pages, Tally, Texts, difference
from exchange.build.store import Store

PATH = "guides/a.md"
TEXT = Text(html="<p>글</p>", title="A", contents=(), meta={}, anchors=("a",), links={})
PARTS = {"source": "1", "terms": "2"}
parts = st.dictionaries(st.sampled_from("abc"), st.sampled_from("12"))


class Build:
    """One build on what the last one has kept; `answers` are those of now, by question."""

    def __init__(
        self,
        folder: Path,
        *,
        text: Mapping[str, str] = PARTS,
        around: Mapping[str, str] = PARTS,
        answers: Mapping[str, str] | None = None,
    ) -> None:
        self.inputs = Inputs()
        self.inputs.page(PATH, text=text, surroundings=around)
        if answers is not None:
            self.inputs.answers("term", lambda _path, question: answers.get(question, ""))
        store = Store(folder / "kept", stamp="")
        self.texts = Texts(store, self.inputs)
        self.pages = Pages(store, self.inputs, self.texts, kind="page")

    def run(self, *asked: str, more: Mapping[str, str] | None = None) -> tuple[bool, bool]:
        """Return whether the text and the page had to be made; what is made is kept."""
        self.inputs.begin()
        text = self.texts.find(PATH)
        if text is None:
            for question in asked:
                self.inputs.ask("term", question)
            self.texts.keep(PATH, TEXT)
        html = self.pages.find(PATH, more or {})
        if html is None:
            self.pages.keep(PATH, more or {}, "<html>")
        assert (text or TEXT, html or "<html>") == (TEXT, "<html>")
        self.tally: Tally = self.pages.finish()
        return text is None, html is None


def test_nothing_is_made_twice(tmp_path: Path) -> None:
    """While everything is as it was, in any number of builds."""
    assert Build(tmp_path, answers={"g1": "A"}).run("g1") == (True, True)
    for _ in range(3):
        assert Build(tmp_path, answers={"g1": "A", "g2": "B"}).run() == (False, False)


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"source": "9", "terms": "2"}, "source"),
        ({"source": "1", "terms": "2", "cards": "3"}, "cards"),
        ({"source": "1"}, "terms"),
    ],
    ids=["another", "more", "gone"],
)
def test_a_part_that_is_another_or_more_or_gone_is_a_reason(
    tmp_path: Path, changed: dict[str, str], reason: str
) -> None:
    """Of a text, which makes the page around it too, or of that page alone; the reason names the part."""
    Build(tmp_path).run()
    around = Build(tmp_path, around=changed)
    assert around.run() == (False, True)
    assert around.tally.reasons == {PATH: reason}
    text = Build(tmp_path, text=changed, around=changed)
    assert text.run()[0]
    assert text.tally.reasons == {PATH: reason}


@pytest.mark.parametrize("answers", [{"g1": "B"}, {}, None], ids=["another", "no answer", "nobody answers"])
def test_a_text_holds_while_its_questions_have_the_same_answers(
    tmp_path: Path, answers: dict[str, str] | None
) -> None:
    """Each build asks again; another answer is a reason that names the question."""
    Build(tmp_path, answers={"g1": "A"}).run("g1")
    later = Build(tmp_path, answers=answers)
    assert later.run()[0]
    assert later.tally.reasons == {PATH: "term g1"}


def test_what_others_add_to_a_page_is_a_part_of_it(tmp_path: Path) -> None:
    """It comes late, when the text is there; what is no longer added is missed."""
    Build(tmp_path).run(more={"meta facets": "1"})
    assert Build(tmp_path).run(more={"meta facets": "1"}) == (False, False)
    assert Build(tmp_path).run() == (False, True)


def test_a_text_that_must_be_said_again_is_not_kept(tmp_path: Path) -> None:
    """Neither is the page around it; nor a text with something in it that cannot be written down."""
    first = Build(tmp_path)
    first.inputs.begin()
    first.inputs.spoil()
    first.texts.keep(PATH, TEXT)
    first.inputs.begin()
    first.texts.keep(PATH, replace(TEXT, meta={"x": object()}))
    first.pages.finish()
    assert Build(tmp_path).run() == (True, True)


@given(parts, parts)
def test_two_sets_of_parts_differ_where_they_are_not_the_same(
    before: dict[str, str], now: dict[str, str]
) -> None:
    """What is named is a part that differs."""
    part = difference(before, now)
    assert (part is None) == (before == now)
    assert part is None or before.get(part) != now.get(part)
