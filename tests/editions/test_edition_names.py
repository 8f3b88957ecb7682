"""The name of an edition is in addresses for ever: one that looks like a slip is asked about."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.editions.repositories import ADDRESS, git, new_repository

from exchange.editions import commands
from exchange.editions.commands import Workplace
from exchange.editions.edition_names import next_name, slip_in
from exchange.editions.report_lines import Refusal, ReportLine


@pytest.mark.parametrize(
    ("edition", "sealed", "expected"),
    [
        ("2026.1", (), None),
        ("2026.2", (), None),  # a first edition may have any number
        ("2027.1", ("2026.1", "2026.2"), None),  # sealed in December for the next year
        ("2026.10", ("2026.9",), None),
        ("20291", (), "shape"),
        ("2026.01", (), "shape"),
        ("2026-1", (), "shape"),
        ("2026.1a", (), "shape"),
        ("2026.100", (), "shape"),
        ("2019.1", (), "past"),
        ("2026.1", ("2026.2",), "order"),
        ("2026.3", ("2026.2", "2027.1"), "order"),
        ("2099.1", ("2026.2",), "future"),
        ("2062.1", (), "future"),
    ],
)
def test_a_name_is_compared_with_those_before(
    edition: str, sealed: tuple[str, ...], expected: str | None
) -> None:
    """Of a commit of 2026."""
    slip = slip_in(edition, sealed, year=2026)
    assert (slip.value if slip else None) == expected


def test_the_next_name_counts_within_its_year() -> None:
    """Whatever else was sealed."""
    assert next_name(("2026.1", "2026.9", "old", "2027.1"), year=2026) == "2026.10"
    assert next_name(("2026.1",), year=2027) == "2027.1"


def test_a_seal_under_such_a_name_asks_a_person_first(tmp_path: Path) -> None:
    """Before anything is built; the question names the next name, the refusal how to insist."""
    root = new_repository(tmp_path / "repository")
    asked: list[str] = []

    def agrees(question: ReportLine) -> bool:
        asked.append(f"{question.key} {question.values['best']}")
        return False

    place = Workplace(root=root, content=root / "content", address=ADDRESS)
    with pytest.raises(Refusal) as refused:
        list(commands.seal(place, "20291", agrees=agrees))
    year = git(root, "log", "-1", "--format=%cd", "--date=format:%Y")
    assert asked == [f"edition-slip-shape {year}.1"]
    assert [line.key for line in refused.value.lines] == ["edition-slip-shape", "edition-slip-way-out"]
