"""A title in the page's own language says its direction where none of its letters has that of the page."""

from __future__ import annotations

import pytest
from jinja2 import DictLoader, Environment

from exchange.pages.text_direction import prepare_templates
from exchange.text.frame import THEME
from exchange.text.original_text import OriginalText, Part


def test_code_runs_from_the_left_among_any_words() -> None:
    """Else `--strict` reads `strict--` on an Arabic page, and blocks of code begin at the right."""
    styles = (THEME / "assets/css/base.css").read_text(encoding="utf-8")
    assert "pre, code, kbd { direction: ltr; unicode-bidi: isolate; }" in styles


@pytest.mark.parametrize(
    ("locales", "page", "text", "attribute"),
    [
        (("ar", "en"), "ar", "Call one.", ' dir="ltr"'),
        (("he", "fr"), "fr-CA", "קול קורא", ' dir="rtl"'),
        (("ar", "en"), "ar", "NIHR تعلن", ""),
        (("ar", "en"), "ar", "2027 (1)", ""),
        (("ar", "en"), "en", "Call one.", ""),
        (("ko", "en"), "ko", "Call one.", ""),
        (("ar", "en"), "ar", OriginalText(Part("Call one.", "en")), ""),
    ],
)
def test_only_a_text_that_runs_the_other_way_says_so(
    locales: tuple[str, ...], page: str, text: str, attribute: str
) -> None:
    """An acronym at the beginning turns no title round, digits decide nothing, a marked text has its mark."""
    environment = Environment(loader=DictLoader({}), autoescape=True)
    prepare_templates(environment, locales, page)
    assert environment.from_string("{{ text | own_direction }}").render(text=text) == attribute
