"""The formats: valid where there is a schema, with columns in each one's unit, and nothing forged."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.cli.arguments import FORMATS
from exchange.cli.findings import Finding, cells, utf8_column, utf16_column
from exchange.cli.main import read_words
from exchange.text.problems import Explanation, Place, Problem, Replacement, Severity

SCHEMAS = Path(__file__).parent / "schemas"
VALIDATED = {"sarif": "sarif-2.1.0", "rdjson": "rdjson", "gitlab": "code-quality"}
LINE = "😀 한글 the the e\u0301nd"
START, END = 6, 13  # code points, from 1: `the the`


def finding(line: str = LINE, first: int = START, behind: int = END, **changes: Any) -> Finding:
    values: dict[str, Any] = {
        "code": "rules/doubled-word",
        "place": Place(path="content/en/한글.md", line=3, column=first),
        "end": Place(path="content/en/한글.md", line=3, column=behind),
        "values": {"text": "the the", "better": "the"},
        "severity": Severity.WARNING,
        "replacement": Replacement(text="the"),
    }
    problem = Problem(**(values | changes))
    words = Explanation(fault="Fault: 100%, <b>@you</b>.", way_out="Way out.")
    return Finding(problem=problem, words=words, line=line, end_line=line)


WITHOUT_COLUMN = finding(
    place=Place(path="a.md", line=2), end=None, replacement=None, severity=Severity.ERROR
)
WITHOUT_LINE = finding(place=Place(path="a.md"), end=None, replacement=None)


def written(name: str, *found: Finding, language: str = "en") -> str:
    text: str = import_module(f"exchange.cli.formats.{name}").write(list(found), read_words(language))
    return text


@pytest.mark.parametrize("name", sorted(VALIDATED))
@pytest.mark.parametrize("found", [[], [finding()], [finding(), WITHOUT_COLUMN, WITHOUT_LINE, finding()]])
def test_json_is_valid_by_its_schema(name: str, found: list[Finding]) -> None:
    """Whatever is known of a place, the published format is kept."""
    schema = json.loads((SCHEMAS / f"{VALIDATED[name]}.json").read_text(encoding="utf-8"))
    jsonschema.Draft7Validator.check_schema(schema)
    jsonschema.validate(json.loads(written(name, *found)), schema)


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_leads_to_the_page_that_shows_the_form(name: str) -> None:
    """A summary counts rules and names none of their pages."""
    address = "https://kx.example/en/about/what-you-can-write/#lists"
    text = written(name, replace(finding(), guide=address))
    assert (address in text) == (name != "summary")
    schema_name = VALIDATED.get(name)
    if schema_name:
        schema = json.loads((SCHEMAS / f"{schema_name}.json").read_text(encoding="utf-8"))
        jsonschema.validate(json.loads(text), schema)


def test_sarif_counts_utf16_units() -> None:
    """An emoji is two units, Hangul one; the end is behind the last character."""
    result = json.loads(written("sarif", finding()))["runs"][0]["results"][0]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 3, "startColumn": 7, "endLine": 3, "endColumn": 14}
    assert result["fixes"][0]["artifactChanges"][0]["replacements"][0]["deletedRegion"] == region


def test_rdjson_counts_utf8_bytes() -> None:
    """An emoji is four bytes, a syllable three."""
    diagnostic = json.loads(written("rdjson", finding()))["diagnostics"][0]
    assert diagnostic["location"]["range"] == {
        "start": {"line": 3, "column": 13},
        "end": {"line": 3, "column": 20},
    }
    assert diagnostic["suggestions"][0]["text"] == "the"


def test_github_counts_code_points_and_escapes() -> None:
    """A command stays on one line; the last column is included."""
    assert written("github", finding()) == (
        "::warning file=content/en/한글.md,line=3,endLine=3,col=6,endColumn=12,"
        "title=rules/doubled-word::Fault: 100%25, <b>@you</b>. Way out.\n"
    )


def test_gitlab_tells_equal_findings_apart() -> None:
    """Two of the same keep two fingerprints, and one keeps its own when its line moves."""
    one, two = (issue["fingerprint"] for issue in json.loads(written("gitlab", finding(), finding())))
    moved = finding(place=Place(path="content/en/한글.md", line=9, column=1))
    assert one != two
    assert json.loads(written("gitlab", moved))[0]["fingerprint"] == one


def test_the_caret_stands_under_wide_characters() -> None:
    """Hangul and emoji take two cells, a combining accent none."""
    excerpt, carets = written("text", finding()).splitlines()[1:3]
    before = excerpt[: excerpt.index("the the")]
    assert carets.count("^") == 7
    assert cells(before) == carets.index("^")


def test_a_long_line_is_shown_around_the_fault() -> None:
    """A Korean paragraph on one line does not fill the screen."""
    line = "가" * 500 + "틀린 말" + "나" * 500
    excerpt, carets = written("text", finding(line, 501, 505)).splitlines()[1:3]
    assert cells(excerpt) < 150
    assert cells(excerpt[: excerpt.index("틀린")]) == carets.index("^")
    assert carets.count("^") == 7


def test_markdown_shows_what_was_written_as_text() -> None:
    """No markup, mention or link of an author's comes to life."""
    text = written("markdown", finding())
    assert "<b>" not in text
    assert "@you" not in text
    assert "### content/en/한글.md" in text


def test_markdown_fits_into_a_comment() -> None:
    """GitHub refuses longer ones."""
    many = [
        finding(place=Place(path=f"content/en/p{number}.md", line=1), end=None, replacement=None)
        for number in range(1000)
    ]
    assert len(written("markdown", *many)) < 65_000


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_format_speaks_both_languages(name: str, language: str) -> None:
    """Nothing and something can be said in each."""
    assert isinstance(written(name, language=language), str)
    assert "doubled-word" in written(name, finding(), language=language).replace("\\", "")


@given(st.text(), st.data())
def test_columns_are_those_of_the_encoded_text(line: str, data: st.DataObject) -> None:
    """A column of either unit is the length of what stands before it, encoded."""
    line = re.sub(r"[\ud800-\udfff]", "", line)
    column = data.draw(st.integers(1, len(line) + 1))
    before = line[: column - 1]
    assert utf8_column(line, column) == len(before.encode("utf-8")) + 1
    assert utf16_column(line, column) == len(before.encode("utf-16-le")) // 2 + 1
