"""Say in which direction the texts of a site run, where they do not all run from left to right."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markupsafe import Markup

from exchange.languages.language import text_direction


def direction_attribute(locales: Sequence[str]) -> Callable[[str], Markup]:
    """Return what gives the attribute `dir` beside a `lang`; nothing where all texts run to the right."""
    is_needed = any(text_direction(code) == "rtl" for code in locales)

    def attribute(code: str) -> Markup:
        return Markup(f' dir="{text_direction(code)}"' if is_needed else "")  # noqa: S704 -- `rtl` or `ltr`

    return attribute
