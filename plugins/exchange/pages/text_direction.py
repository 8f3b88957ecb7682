"""Mark texts with their language, and with their direction where not all run from left to right."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup, escape

from exchange.languages.language import text_direction
from exchange.pages.own_templates import OwnTemplates
from exchange.text.original_text import OriginalText


def prepare_templates(env: Environment, locales: Sequence[str]) -> None:
    """Let templates mark texts; what content says is text, and only rendered Markdown is markup."""
    env.autoescape = True
    if isinstance(env.loader, FileSystemLoader):
        env.loader = OwnTemplates(env.loader.searchpath)
    env.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": True}
    env.filters |= {
        "direction": direction_attribute(locales),
        "marked": marks(locales),
        "single_quoted": single_quoted,
    }


def single_quoted(text: str) -> Markup:
    """Return the value of an attribute in single quotes: JSON is twice as long with each `"` written out."""
    return Markup(f"'{escape(text)}'".replace("&#34;", '"'))  # noqa: S704 -- escaped but for double quotes


def direction_attribute(locales: Sequence[str]) -> Callable[[str], Markup]:
    """Return what gives the attribute `dir` beside a `lang`; nothing where all texts run to the right."""
    is_needed = any(text_direction(code) == "rtl" for code in locales)

    def attribute(code: str) -> Markup:
        return Markup(f' dir="{text_direction(code)}"' if is_needed else "")  # noqa: S704 -- `rtl` or `ltr`

    return attribute


def marks(locales: Sequence[str]) -> Callable[[str], Markup]:
    """Return what gives a text of the interface as HTML, marked where it is in another language."""
    direction = direction_attribute(locales)

    def mark(text: str) -> Markup:
        if not isinstance(text, OriginalText):
            return escape(text)
        return Markup("").join(
            Markup('<span lang="{}"{}>{}</span>').format(part.lang, direction(part.lang), part.text)
            if part.lang
            else escape(part.text)
            for part in text.parts
        )

    return mark
