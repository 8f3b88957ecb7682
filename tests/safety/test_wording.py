"""Whatever the gate finds can be said in both languages, and what can be said is found somewhere."""

from __future__ import annotations

import re
from pathlib import Path

from exchange import safety as gate
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
