"""What stands in a file thousands of times, or is as long as the file: read in little memory, said once."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from tests.building import SITES, write_settings
from tests.calls.samples import RECORD, SETTINGS
from tests.site.small_sites import NOW

from exchange.calls.reading.record import read_call
from exchange.cli.main import main
from exchange.editions.ledger import read_ledger
from exchange.rules.examination import PageRules
from exchange.safety.limits import MEGABYTE, Limits
from exchange.safety.markdown_source import body_source, work_problems
from exchange.safety.memory_limit import memory_limit
from exchange.safety.texts import check_text
from exchange.site.checking import all_problems
from exchange.site.settings import read_settings
from exchange.terms.termbase import read_terms
from exchange.text.problems import ContentProblems, Problem, shorten_list
from exchange.text.suggestions import nearest
from exchange.text.yaml_text import read_yaml
from exchange.translation.agreements import read_agreements

LOCALES = ("en", "ko")
HEAD = "---\ntitle: A\ndescription: B.\nkind: page\noriginal: en\n---\n\n"
TERMS = "id,en,ko,abbr_en,abbr_ko,definition_en,definition_ko,avoid_en,avoid_ko\n"
FIELDS = "".join(f"unknown{number}: x\n" for number in range(6_000))
STAGES = "stages:\n" + "  - x\n" * 9_000
TEXTS = {
    "rows of the termbase that lack cells": ("glossary.csv", TERMS + "x,y\n" * 20_000),
    "rows of the termbase with the id of another": ("glossary.csv", TERMS + "g001,a,가,,,d,뜻,,\n" * 2_900),
    "lines of the termbase without anything": ("glossary.csv", TERMS + ",\n" * 500_000),
    "formulas": ("assets/a.csv", "=1+1,x\n" * 20_000),
    "one cell": ("assets/a.csv", "x" * 1_900_000),
    "signs that cannot be seen": ("assets/a.csv", "\x01" * 1_900_000),
    "unknown fields": ("calls/a-call.yml", RECORD + FIELDS),
    "stages that are none": ("calls/a-call.yml", RECORD.replace("stages:\n", STAGES)),
    "names without values": ("calls/a-call.yml", "? x\n" * 20_000),
    "documents in a file": ("calls/a-call.yml", "---\na: b\n" * 9_000),
    "anchors and merges": ("calls/a-call.yml", "a: &a x\n<<: *a\n" * 5_000),
    "a label of the whole file": ("calls/a-call.yml", f"{'x' * 90_000}: y\n" * 1),
    "tags": ("calls/a-call.yml", "".join(f"a{number}: !!x y\n" for number in range(6_000))),
    "lists within each other": ("calls/a-call.yml", f"a: {'[' * 45_000}{']' * 45_000}\n"),
    "lines of the ledger that are none": ("ledger.csv", "x\n" * 500_000),
    "agreements that are none": ("agreed.csv", "x\n" * 500_000),
    "links to nothing": ("en/a.md", HEAD + "[text](nowhere.md) " * 5_000),
    "words twice": ("en/a.md", HEAD + "word " * 18_000),
    "two spaces": ("en/a.md", HEAD + "a  b  c\n\n" * 9_000),
    "footnotes without a text": ("en/a.md", HEAD + "".join(f"a[^{number}]\n" for number in range(9_000))),
    "calls to include": ("en/a.md", HEAD + '--8<-- "x"\n\n' * 7_000),
    "a table that ends with the file": ("en/a.md", f"{HEAD}|a|b|\n|-|-|\n|{'x' * 90_000}|b|"),
}
RULES = PageRules(locales=LOCALES, terms=())


def problems(path: str, text: str) -> list[Problem]:
    """Return what all readers of a file say of a text."""
    place = f"content/{path}"
    result = check_text(text, path=place)
    try:
        if path == "glossary.csv":
            read_terms(text, path=place, locales=LOCALES)
        elif path == "ledger.csv":
            read_ledger(text, path=place)
        elif path == "agreed.csv":
            read_agreements(text, path=place)
        elif path.startswith("calls/"):
            read_yaml(text, path=place)
            read_call(text, path=place, settings=SETTINGS)
        elif path.endswith(".md"):
            result += RULES.examine_body(text.encode(), path=place, locale="en", name="a.md").problems
    except ContentProblems as error:
        result += error.problems
    return result


@pytest.mark.parametrize("case", TEXTS)
def test_much_of_one_kind_is_read_in_little_memory(case: str) -> None:
    """In 300 MB, with a list that ends."""
    with memory_limit(300 * MEGABYTE):
        found = shorten_list(problems(*TEXTS[case]))
    assert found
    assert len(found) <= 80


def test_a_text_of_any_length_is_compared_with_none() -> None:
    """Nobody mistypes a name of forty thousand letters, though one letter is all that differs."""
    assert nearest("x" * 40_000, ["x" * 40_001] * 100) is None


def test_a_check_says_how_much_more_there_is(tmp_path: Path) -> None:
    """A termbase of twenty thousand faulty rows is one list of 25, and how many follow."""
    settings = read_settings(write_settings(SITES / "showcase", tmp_path))
    edits = {"glossary.csv": TEXTS["rows of the termbase that lack cells"][1].encode()}
    found = shorten_list(all_problems(settings, now=NOW, edits=edits))
    rules = [one.code for one in found if one.place.path.endswith("glossary.csv")]
    assert rules == ["text/term-incomplete"] * 25 + ["text/more"]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        *((text, "too-many-signs") for text in ("*_" * 45_000, "[x\n" * 30_000, "> |a" * 20_000)),
        *((text, "too-deep") for text in ("[x\n" * 30, "## " + "[a](" * 3_000, "![a](b 'c\n" * 900)),
    ],
)
def test_a_page_that_is_endless_work_is_not_opened(text: str, rule: str, tmp_path: Path) -> None:
    """Its line is said, the same on every machine, and no other reader has to end after some seconds."""
    settings = read_settings(write_settings(SITES / "showcase", tmp_path))
    found = all_problems(settings, now=NOW, edits={"en/guides/first.md": f"{HEAD}{text}\n".encode()})
    rules = [one.code for one in found if one.place.path.endswith("en/guides/first.md")]
    assert rules == [f"safety/{rule}"]


@pytest.mark.parametrize("text", ["[a](b) (c) " * 30, "[a](b\n\n" * 30, "\\[a](" * 30, "a) (b " * 30])
def test_links_that_end_are_no_endless_work(text: str) -> None:
    """However many there are; and brackets that are no links at all."""
    assert not work_problems(body_source(text, path="a.md"), Limits())


def test_a_line_of_an_endless_file_is_not_sought(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A page of 3 GB, most of it a hole in the disk, is refused for its size without being read."""
    content = shutil.copytree(SITES / "showcase", tmp_path / "content")
    settings = write_settings(content, tmp_path)
    page = content / "en/large.md"
    page.touch()
    os.truncate(page, 3_000 * MEGABYTE)
    with memory_limit(300 * MEGABYTE):
        assert main(["--config", str(settings), "check", "--today", NOW.date().isoformat()]) == 1
    assert "[safety/text-size]" in capsys.readouterr().out
