"""What a site's own templates say in vain, after the theme has changed below them."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from exchange.site.frame_checks import frame_problems
from exchange.site.settings import SiteSettings
from exchange.text.frame import frame_of

MAIN = '{% extends "theme/main.html" %}'


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("main.html", f"{MAIN}\n{{% block banner %}}x{{% endblock %}}", ["block-unknown:2"]),
        ("main.html", f"{MAIN}{{% block before_text %}}x{{% endblock %}}", []),
        ("call.html", "{%- extends 'theme/call.html' -%}{%- block frame -%}x{%- endblock -%}", []),
        ("main.html", f"{MAIN}{{% block content %}}{{% block mine %}}{{% endblock %}}{{% endblock %}}", []),
        ("components/card.html", "{% macro tile(link) %}x{% endmacro %}", ["macro-missing:1"]),
        ("components/card.html", "{% macro card(link, level=2, label='') %}x{% endmacro %}", []),
        ("components/mine.html", "{% macro mine() %}x{% endmacro %}", []),
        ("event.html", '{% extends "main.html" %}{% block text %}x{% endblock %}', []),
        ("main.html", "x\n{% block", ["template-fails:2"]),
    ],
)
def test_what_a_template_says_in_vain_is_a_warning(
    tmp_path: Path, name: str, text: str, expected: list[str]
) -> None:
    """A block that the theme has not, a macro that others may call; what is a site's own may be anything."""
    file = tmp_path / "overrides" / name
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")
    settings = SimpleNamespace(frame=frame_of(tmp_path / "overrides"), root=tmp_path)
    problems = frame_problems(cast("SiteSettings", settings))
    assert [f"{problem.rule}:{problem.place.line}" for problem in problems] == expected


def test_a_site_without_templates_has_none(tmp_path: Path) -> None:
    """The theme itself is not looked at."""
    settings = SimpleNamespace(frame=frame_of(None), root=tmp_path)
    assert list(frame_problems(cast("SiteSettings", settings))) == []
