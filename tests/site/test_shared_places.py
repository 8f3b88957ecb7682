"""What is wrong with a text that pages share is said of its own file and line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.site.small_sites import NOW, PAGE, SETTINGS, make_site

from exchange.site.checking import all_problems
from exchange.site.settings import read_settings


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("safety/link-scheme", "[x](javascript:alert)"),
        ("safety/link-scheme", "[x](java&#115;cript:alert)"),
        ("safety/element", "<iframe></iframe>"),
        ("safety/id-internal", "x\\n{: #__config }"),
    ],
)
def test_what_a_page_shares_is_said_where_it_is_written(code: str, text: str, tmp_path: Path) -> None:
    """Of the record and its line, and once; the lesson only shows it."""
    make_site(tmp_path)
    (tmp_path / "mkdocs.yml").write_text(SETTINGS + "  - gate\n", encoding="utf-8")
    settings = read_settings(tmp_path / "mkdocs.yml")
    (settings.content.folder / "snippets").mkdir(exist_ok=True)
    record = settings.content.folder / "snippets/notice.yml"
    record.write_text(
        f'en: "Plain."\nko: |\n  평범한 글.\n\n  {text}\n'.replace("\\n", "\n  "), encoding="utf-8"
    )
    page = settings.content.folder / "ko" / PAGE
    page.write_text(f"{page.read_text(encoding='utf-8')}\n```snippet\nnotice\n```\n", encoding="utf-8")
    places = [str(p.place) for p in all_problems(settings, now=NOW) if p.code == code]
    assert len(places) == 1
    assert re.match(r"content/snippets/notice\.yml:[56]", places[0])
