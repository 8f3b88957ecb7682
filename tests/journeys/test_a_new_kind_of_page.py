"""A newcomer adds a kind of page by the steps of docs/developing.md."""

from __future__ import annotations

from pathlib import Path

from tests.journeys.newcomer import Newcomer

ROW = '''    EVENT = "event", Traits(fields=("venue",), required=("venue",))
    """A meeting to go to."""

'''
FIELD = '''    venue: str | None = _meta_field(FieldReader.text, default=None)
    """Where a meeting is."""

'''
TEMPLATE = """\
{%- extends "main.html" -%}
{%- block before_text -%}
<p class="venue">{{ words("kind-event") }}: {{ view.meta.venue }}</p>
{%- endblock -%}
"""
PAGE = """\
---
title: "Meeting"
description: "A meeting."
kind: event
original: en
venue: "{venue}"
---

Text.
"""
VENUES = {"en": "Hall 한", "ko": "과학관"}


def test_a_row_a_template_and_strings_make_a_kind(tmp_path: Path) -> None:
    """Its field is read, required, shown, and shown again from the cache after pages are rendered anew."""
    newcomer = Newcomer(tmp_path)
    newcomer.insert("plugins/exchange/pages/kinds.py", "    CALL = ", ROW)
    newcomer.insert("plugins/exchange/pages/page_meta.py", "    minutes: int | None", FIELD)
    newcomer.write("overrides/event.html", TEMPLATE)
    newcomer.string("{}.json", "kind-event", en="Meeting", ko="모임")
    assert len(newcomer.places) == 5  # the row, the field it has, a template, a word in two languages
    for locale, venue in VENUES.items():
        newcomer.write(f"content/{locale}/meeting.md", PAGE.format(venue=venue))
    with (tmp_path / "content/nav.yml").open("a", encoding="utf-8") as navigation:
        navigation.write("- meeting\n")
    newcomer.build()
    shown = {"en": "Meeting: Hall 한", "ko": "모임: 과학관"}
    assert all(text in newcomer.page(f"{locale}/meeting/index.html") for locale, text in shown.items())
    newcomer.insert("overrides/event.html", "{%- endblock -%}", "<p>Anew</p>\n")
    newcomer.build()
    for locale, text in shown.items():
        page = newcomer.page(f"{locale}/meeting/index.html")
        assert text in page
        assert "<p>Anew</p>" in page
    page = tmp_path / "content/en/meeting.md"
    page.write_text(PAGE.format(venue="Hall").replace("venue:", "minutes:"), encoding="utf-8")
    refused = newcomer.attempt("-m", "mkdocs", "build", "-q")
    assert refused.returncode
    assert "'venue'" in refused.stdout + refused.stderr
