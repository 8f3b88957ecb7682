"""Write the tables of docs/theming.md: the names in the theme that a site may rely on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from exchange.text.frame import THEME

PAGE = Path(__file__).parents[2] / "docs/theming.md"
TABLES = re.compile(r"(?<=<!-- names -->\n).*?(?=<!-- end of names -->)", re.DOTALL)
_BLOCK = re.compile(r"{%-? *block (\w+)")
_MACRO = re.compile(r"macro (\w+\([^)]*\))")
_TOKEN = re.compile(r"^ +(--[\w-]+):", re.MULTILINE)


def tables() -> str:
    """Return the tables as they are in the page."""
    return "\n".join(
        [
            *_table("template", "its blocks", _matches("*.html", _BLOCK)),
            *_table("page of no language", "its blocks", _matches("root/*.html", _BLOCK)),
            *_table("component", "its macros", _matches("components/*.html", _MACRO)),
            *_table("part of the frame", "", _matches("partials/*.html", _BLOCK)),
            *_table("picture", "", ((name, []) for name in _names("assets/static/*"))),
            *_table("icon", "", ((name, []) for name in _names("icons/*"))),
            *_table("styles", "tokens", _matches("assets/css/tokens.css", _TOKEN)),
            *_table(
                "styles of components", "", ((name, []) for name in _names("assets/css/components/*.css"))
            ),
        ]
    )


def _names(pattern: str) -> list[str]:
    return sorted(file.relative_to(THEME).as_posix() for file in THEME.glob(pattern))


def _matches(pattern: str, expression: re.Pattern[str]) -> Iterator[tuple[str, list[str]]]:
    for name in _names(pattern):
        found = expression.findall((THEME / name).read_text(encoding="utf-8"))
        yield name, list(dict.fromkeys(found))


def _table(what: str, parts: str, rows: Iterator[tuple[str, list[str]]]) -> Iterator[str]:
    yield f"| {what} | {parts} |"
    yield "|---|---|"
    for name, names in rows:
        yield f"| `{name}` | {', '.join(f'`{one}`' for one in names)} |"
    yield ""


if __name__ == "__main__":
    PAGE.write_text(TABLES.sub(lambda _: tables(), PAGE.read_text(encoding="utf-8")), encoding="utf-8")
