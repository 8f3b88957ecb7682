"""Golden cases: each folder of faulty-content is wrong in one way and gives exactly these findings.

`python -m tests.site.test_faulty_content` writes the findings anew, to be read before they are kept.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import pytest
from tests.site.small_sites import FAULTY, make_site, problems

from exchange.text.problems import Severity, explain

CASES = sorted(folder.name for folder in FAULTY.iterdir() if folder.is_dir() and folder.name != "base")
LANGUAGES = ("en", "ko")


def findings(case: str, folder: Path) -> dict[str, str]:
    """Return what is said about a case in each language, one finding a line."""
    found = problems(make_site(folder, FAULTY / case))
    return {
        language: "".join(
            f"{'error' if one.severity is Severity.ERROR else 'warning'} {explain(one, language)}\n"
            for one in found
        )
        for language in LANGUAGES
    }


@pytest.mark.parametrize("case", CASES)
def test_a_fault_gives_exactly_its_findings(case: str, tmp_path: Path) -> None:
    """Place, severity, words and code, in both languages; nothing is missed, nothing is added."""
    said = findings(case, tmp_path)
    for language in LANGUAGES:
        assert said[language] == (FAULTY / case / f"expected.{language}.txt").read_text(encoding="utf-8")


def main() -> int:
    """Write what is expected of every case."""
    for case in CASES:
        with tempfile.TemporaryDirectory() as scratch:
            for language, text in findings(case, Path(scratch)).items():
                (FAULTY / case / f"expected.{language}.txt").write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
