"""Real calls as a person writes them after reading the page on writing are read and shown."""

from __future__ import annotations

import re
import textwrap
from enum import Enum
from pathlib import Path

import pytest
from tests.calls.samples import ROOT, SETTINGS, WORDINGS, utc

from exchange.calls.model.call import Call, CallKind, CareerStage, Matching, OrganisationType, StageKind
from exchange.calls.reading.prose import check_record_texts
from exchange.calls.reading.record import read_call
from exchange.calls.reading.record_places import RecordPlaces
from exchange.calls.reading.writing import write_call
from exchange.calls.views.call_views import call_page, calls_view

_CASES = sorted((ROOT / "tests" / "golden" / "real-calls").glob("*.yml"))
_NOW = utc(2026, 11, 28)


def _call(path: Path) -> Call:
    return read_call(path.read_text(encoding="utf-8"), path=str(path), settings=SETTINGS, today=_NOW.date())


@pytest.mark.parametrize("case", _CASES, ids=lambda case: case.stem)
def test_a_real_call_is_read_and_shown(case: Path) -> None:
    """Without a fault, in both languages; and it reads back as itself."""
    one = _call(case)
    places = RecordPlaces(case.read_text(encoding="utf-8"), path=str(case))
    assert [*check_record_texts(one, SETTINGS, places)] == []
    assert read_call(write_call(one), path=str(case), settings=SETTINGS) == one
    for wording in WORDINGS.values():
        assert call_page(one, calls_view([one], _NOW, wording), root="").stages


@pytest.mark.parametrize("page", ["writing-a-call.md", "writing-a-call.ko.md"])
def test_the_examples_of_the_page_are_read(page: str) -> None:
    """What staff copy from it has no fault where it takes the place of the same fields."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    blocks = re.findall(r"( *)```yaml\n(.*?)```", text, re.DOTALL)
    whole, *parts = (textwrap.dedent(block) for _, block in blocks)
    assert read_call(whole, path="a.yml", settings=SETTINGS)
    for part in parts:
        keys = re.findall(r"(?m)^ *(\w+):", part.partition("\n")[0]) + re.findall(r"(?m)^(\w+):", part)
        if keys[0] == "closes":
            continue  # the line of a stage, with the change that belongs to it
        rest = re.sub(rf"(?m)^(?:{'|'.join(keys)}):.*\n(?:[ -].*\n)*", "", whole)
        assert read_call(rest + part, path="a.yml", settings=SETTINGS)


@pytest.mark.parametrize("page", ["writing-a-call.md", "writing-a-call.ko.md"])
@pytest.mark.parametrize("kinds", [CallKind, StageKind, OrganisationType, CareerStage, Matching])
def test_the_page_names_every_word_that_a_field_takes(page: str, kinds: type[Enum]) -> None:
    """Who reads that page alone need not guess one."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    named = set(re.findall(r"[a-z][a-z-]+", text))
    assert {kind.value for kind in kinds} - {"round"} <= named
