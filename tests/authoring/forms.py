"""Each form that authors may bring, one file in forms/: what readers see of it, or what is found.

`python -m tests.authoring.forms` prints the table of all of them, and writes it and the HTML of the forms
that are this site's own, to be read before they are committed.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import cmarkgfm
from cmarkgfm.cmark import Options
from markdown import Markdown

from exchange.pages.markup import ReaderMarkup
from exchange.rules.examination import PageRules
from tests.authoring.outline import has_signs, outline, words
from tests.building import FRAME
from tests.rendering import findings, render, settings
from tests.rules.examination import examine

FOLDER = Path(__file__).parent / "forms"
_HEAD = "---\ntitle: Forms\ndescription: Forms.\nkind: page\noriginal: en\n---\n\n"
_RULES = PageRules(locales=("en", "ko"), terms=())
_GITHUB = Options.CMARK_OPT_FOOTNOTES | Options.CMARK_OPT_UNSAFE
_ABOUT_OTHERS = frozenset({"rules/heading-without-id", "rules/page-language", "rules/unmarked-language"})
"""What is found of the words of a form, not of the form."""


def as_github_shows(markdown: str) -> list[tuple[str, str]]:
    """Return the outline of what GitHub makes of some Markdown."""
    return outline(cmarkgfm.github_flavored_markdown_to_html(markdown, _GITHUB))


def codes(markdown: str) -> list[str]:
    """Return what is found of some Markdown as the text of a page."""
    page = _HEAD + markdown
    problems = (*examine(_RULES, page.encode(), locale="en", name="forms.md").problems, *findings(page))
    return sorted({problem.code for problem in problems} - _ABOUT_OTHERS)


def is_shown_as_meant(markdown: str) -> bool:
    """Return True if readers see what GitHub shows, or a list or table where GitHub shows its signs."""
    ours, github = outline(render(markdown)), as_github_shows(markdown)
    is_better = words(ours) == words(github) and has_signs(github) and not has_signs(ours)
    return ours == github or is_better


@dataclass(frozen=True)
class Form:
    """One form, by its file."""

    file: Path

    @cached_property
    def markdown(self) -> str:
        """Its source."""
        return self.file.read_text(encoding="utf-8")

    @property
    def golden(self) -> Path:
        """The file of its HTML in both languages, where it is a form of this site's own."""
        return self.file.with_suffix(".html")

    @property
    def outcome(self) -> str:
        """Return `found`, `github` where readers see what GitHub shows, or `site` for a form of this site."""
        if found := codes(self.markdown):
            return f"found: {', '.join(found)}"
        return "github" if is_shown_as_meant(self.markdown) else "site"


def html(markdown: str, locale: str) -> str:
    """Return what a page of one language has for some Markdown."""
    markup = ReaderMarkup()
    markup.words = FRAME.strings(locale)
    extensions, options = settings()
    reader = Markdown(extensions=[*extensions, markup], extension_configs=options)
    return reader.convert(markdown)


OUTCOMES = FOLDER.parent / "outcomes.tsv"
FORMS = tuple(Form(file) for file in sorted(FOLDER.glob("*.md")))

if __name__ == "__main__":
    table = "".join(f"{form.file.stem}\t{form.outcome}\n" for form in FORMS)
    OUTCOMES.write_text(table, encoding="utf-8")
    print(table, end="")
    for form in FORMS:
        if form.outcome == "site":
            form.golden.write_text(
                "".join(f"{html(form.markdown, locale)}\n" for locale in ("en", "ko")), encoding="utf-8"
            )
