"""Whatever the gate finds can be said in both languages, and what can be said is found somewhere."""

from __future__ import annotations

import re
from pathlib import Path

from tests.building import ROOT

from exchange import safety as gate
from exchange.safety import pdf
from exchange.safety.limits import KILOBYTE, MEGABYTE, Limits
from exchange.text.problems import Place, Problem, explain, messages

CODE = Path(gate.__file__).parent
VALUES = re.compile(r"(?<!\{)\{(\w+)\}(?!\})")


def test_every_rule_is_worded_and_every_wording_is_used() -> None:
    """A rule without words would be a crash in front of an author; words without a rule are dead."""
    code = "\n".join(file.read_text(encoding="utf-8") for file in sorted(CODE.glob("*.py")))
    named = set(re.findall(r'"(?:safety/)?([a-z][a-z0-9]*(?:-[a-z0-9]+)*)"', code))
    for language in ("en", "ko"):
        assert set(messages("safety", language)) <= named, language
    used = set(re.findall(r'code="safety/([a-z0-9-]+)"', code)) | set(
        re.findall(r'report\(\s*"([a-z0-9-]+)"', code)
    )
    assert used <= set(messages("safety", "en"))


def test_both_languages_use_the_same_values() -> None:
    """And a message with all of them is complete."""
    english, korean = messages("safety", "en"), messages("safety", "ko")
    assert english.keys() == korean.keys()
    for rule, wording in english.items():
        names = set(VALUES.findall(wording["fault"] + wording["way_out"]))
        assert names == set(VALUES.findall(korean[rule]["fault"] + korean[rule]["way_out"])), rule
        problem = Problem(code=f"safety/{rule}", place=Place(path="x.md"), values=dict.fromkeys(names, "x"))
        for language in ("en", "ko"):
            assert "{x" not in explain(problem, language)


def test_the_limits_of_every_site_are_those_that_the_page_on_the_gate_promises() -> None:
    """Tests of a limit take a small one of their own; what holds in earnest is written for people."""
    page = (ROOT / "docs/gate.md").read_text(encoding="utf-8").replace("\n", " ")
    most = Limits()
    for promise in (
        f"more than {most.unpacked_bytes // MEGABYTE} MB or {most.parts:,} parts unpacked",
        f"a whole site {most.site_bytes // MEGABYTE // 1024} GB",
        f"{most.picture_points // 1_000_000} million points",
        f"HTML may have {most.output_base // KILOBYTE} kB and {most.output_times} times its text",
        f"{most.signs:,} signs that Markdown",
        f"and {most.brackets} brackets",
        f"may take {most.page_seconds:.0f} seconds of processor time",
        f"reading all content {most.reading_seconds:.0f} seconds and {most.reading_seconds_per_page} for",
        f"A PDF file may have {pdf._MOST_OBJECTS:,} objects, and be read in {pdf._MEMORY // MEGABYTE} MB",
    ):
        assert promise in page
