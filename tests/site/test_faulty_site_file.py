"""Whatever is wrong with site.yml, a check of the whole site says it, and the records beside it are read."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from tests.building import ROOT, SITES, write_settings
from tests.site.small_sites import NOW

from exchange.site.checking import all_problems
from exchange.site.settings import read_settings
from exchange.text.problems import Severity

_SIDES = re.compile(r"^sides:.*?(?=^\S|\Z)", re.MULTILINE | re.DOTALL)
FAULTS = {
    "mistyped": (r"(?m)^sides:", "sidez:"),
    "left out": (_SIDES, ""),
    "none": (_SIDES, "sides: []\n"),
    "empty": (_SIDES, "sides:\n"),
    "a text": (_SIDES, "sides: x\n"),
    "fields": (_SIDES, "sides: {GB: x}\n"),
    "a zone that is none": ("zone: Europe/London", "zone: Europe/Lond"),
    "zones that are none": ("zone: .*", "zone: x"),
    "no zones": ("zone: .*\n", "# \n"),
    "codes that are none": ("code: ..(?=\n)", "code: 1"),
    "no currencies": ("currency: .*\n", "# \n"),
    "no languages": ("languages: .*", "languages: []"),
    "bytes": (r"(?s)^.*$", "\0\x01\x02"),
    "twice": (r"(?s)\A(.*)\Z", r"\1\1"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_of_the_site_file_is_said(tmp_path: Path, fault: str) -> None:
    """Never by a traceback: dates of records have zones even where no side could be read."""
    content = shutil.copytree(SITES / "every-kind", tmp_path / "content")
    settings = write_settings(content, tmp_path)
    text = (ROOT / "content/site.yml").read_text(encoding="utf-8")
    pattern, replacement = FAULTS[fault]
    faulty = re.sub(pattern, replacement, text)
    assert faulty != text
    (content / "site.yml").write_text(faulty, encoding="utf-8")
    found = all_problems(read_settings(settings), now=NOW)
    assert [one for one in found if one.severity is Severity.ERROR]
