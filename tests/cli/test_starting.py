"""What `kx start` says to the one who starts a site."""

from __future__ import annotations

from pathlib import Path

import pytest

from exchange.cli.main import main


@pytest.mark.parametrize(
    ("side", "is_asked"), [("DE", False), ("MY", False), ("KR", False), ("CA", True), ("NZ", True)]
)
def test_a_zone_is_asked_about_where_clocks_differ(
    side: str, is_asked: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two names for the same clock, as Berlin and Büsingen, are no question to anybody."""
    assert main(["start", str(tmp_path / "site"), "--languages", "en", "--sides", side]) == 0
    assert ("several time zones" in capsys.readouterr().out) is is_asked
