"""Count the pages of other sites that silently show other words here than with their authors' extensions.

`python -m benchmarks.silent_differences <folder> ...`: files written for Material for MkDocs. Pages in
English and Korean are taken, by their names (`x.ko.md`, `ko/docs/`); `ALL=1` takes every language.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from markdown import Markdown
from pymdownx import emoji
from selectolax.lexbor import LexborHTMLParser
from tests.authoring.forms import is_shown_as_meant
from tests.building import FRAME
from tests.rendering import findings, settings
from tests.rules.examination import examine

from exchange.authoring.boxes import KINDS
from exchange.languages.language import all_languages
from exchange.pages.markup import ReaderMarkup
from exchange.rules.examination import PageRules
from exchange.text.frame import frame_of

_MATERIAL = [
    *("abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc"),
    *("pymdownx.caret", "pymdownx.details", "pymdownx.highlight", "pymdownx.inlinehilite"),
    *("pymdownx.keys", "pymdownx.mark", "pymdownx.superfences", "pymdownx.tasklist", "pymdownx.tilde"),
    *(
        "pymdownx.blocks.admonition",
        "pymdownx.blocks.details",
        "pymdownx.blocks.tab",
        "pymdownx.blocks.caption",
    ),
    *("pymdownx.tabbed", "pymdownx.arithmatex", "pymdownx.emoji"),
]
_OPTIONS = {
    "pymdownx.tabbed": {"alternate_style": False},
    "pymdownx.arithmatex": {"generic": True},
    "pymdownx.emoji": {"emoji_index": emoji.gemoji, "emoji_generator": emoji.to_alt},
    "pymdownx.blocks.tab": {"alternate_style": False},
    "pymdownx.blocks.admonition": {"types": [*"note tip info warning danger check".split()]},
}
_RULES = PageRules(locales=("en", "ko"), terms=())
_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_LANGUAGE = re.compile(r"\.([a-z]{2}(?:[-_][A-Za-z]{2,4})?)\.md$|/docs/([a-z]{2}(?:-[a-z]+)?)/docs/")
_SIGNS = re.compile(r"[\s*#-]+|(?<!\d)\d{1,2}\.(?=[ ])")
"""A list or heading that one of the two prints with its signs, since GitHub sees one, has the same words."""
_LEFT_OUT = (
    ".footnote h2, "
    "math, .arithmatex, .equation, .footnote-backref, .headerlink, .toclink, .section-link, .task, .linenos"
)
_BOX_NAMES = {
    *(FRAME.strings(locale)(f"box-{kind}") for locale in ("en", "ko") for kind in KINDS),
    *(word for language in all_languages() for word in language.boxes),
}
_ABOUT_FORMS = frozenset(
    "other-markdown equation-unreadable list-unseen bullet-sign table-tabs table-unseen table-cells "
    "table-broken table-equation box-empty fence-not-closed heading-braces heading-several-lines odd-space "
    "escaped-mark backslash-lost form-mistyped signs-shown".split()
)
_HEAD = "---\ntitle: Page\ndescription: Page.\nkind: page\noriginal: en\n---\n\n"


def main(folders: list[str]) -> None:
    """Print each page that differs silently, and the share of them."""
    pages = [file for folder in folders for file in sorted(Path(folder).rglob("*.md")) if _is_wanted(file)]
    counts = {"same": 0, "found": 0, "silent": 0}
    for file in pages:
        text = _FRONT.sub("", file.read_text(encoding="utf-8").replace("\r\n", "\n"))
        outcome = _outcome(text, _locale(file))
        counts[outcome] += 1
        if outcome == "silent":
            print(file, *_first_difference(text), sep="\n    ")
    print(len(pages), "pages:", ", ".join(f"{count} {name}" for name, count in counts.items()))
    print(f"silent: {counts['silent'] / len(pages):.2%}")


def _is_wanted(file: Path) -> bool:
    match = _LANGUAGE.search(str(file))
    return bool(os.environ.get("ALL")) or not match or (match[1] or match[2]) in ("en", "ko")


def _locale(file: Path) -> str:
    match = _LANGUAGE.search(str(file))
    return "ko" if match and "ko" in match.groups() else "en"


def _outcome(text: str, locale: str) -> str:
    if _words(_authors(), text) == _words(_ours(locale), text) or is_shown_as_meant(text):
        return "same"
    page = _HEAD + text
    problems = (*examine(_RULES, page.encode(), locale="en", name="page.md").problems, *findings(page))
    return "found" if any(_is_about_form(problem.code) for problem in problems) else "silent"


def _is_about_form(code: str) -> bool:
    """Return True if a finding is about how something is written, not about what it says."""
    return code.startswith("safety/") or code.removeprefix("rules/") in _ABOUT_FORMS


def _words(reader: Markdown, text: str) -> str:
    html = LexborHTMLParser(f"<main>{reader.reset().convert(text)}</main>")
    for node in html.css(_LEFT_OUT):
        node.decompose()
    for box in html.css(".admonition > .admonition-title, details:not(.tab) > summary"):
        if box.text() in _BOX_NAMES or box.text().lower() in (box.parent.attributes.get("class") or ""):
            box.decompose()  # the name of a kind is said in the reader's language here
    main_node = html.css_first("main")
    return _SIGNS.sub("", main_node.text() if main_node else "")


def _first_difference(text: str) -> Iterator[str]:
    authors, ours = _words(_authors(), text), _words(_ours("en"), text)
    at = next((n for n, (a, b) in enumerate(zip(authors, ours, strict=False)) if a != b), 0)
    yield authors[max(0, at - 30) : at + 50]
    yield ours[max(0, at - 30) : at + 50]


def _authors() -> Markdown:
    return Markdown(extensions=_MATERIAL, extension_configs=_OPTIONS)


def _ours(locale: str) -> Markdown:
    markup = ReaderMarkup()
    markup.words = frame_of(Path("overrides")).strings(locale)
    extensions, options = settings()
    return Markdown(extensions=[*extensions, markup], extension_configs=options)


if __name__ == "__main__":
    main(sys.argv[1:])
