"""Translate between MkDocs' pages and calls: the pages we add, and what each page is about."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from exchange.calls.model.call import Call, is_reserved
from exchange.calls.model.overviews import LIST, Overview, overview_at
from exchange.calls.model.settings import Settings
from exchange.calls.outputs.plain_text import one_line
from exchange.calls.views.agenda import Agenda
from exchange.calls.views.headings import heading
from exchange.calls.views.wording import Wording
from exchange.mkdocs_plugins.files import place_page
from exchange.mkdocs_plugins.this_build import WholeSite
from exchange.pages.addresses import page_url
from exchange.pages.page_meta import LONGEST_DESCRIPTION
from exchange.text.original_text import OriginalText


def add_pages(files: Files, agenda: Agenda, config: MkDocsConfig, whole: WholeSite) -> None:
    """Add a page for each call that has no notice in any language, and the pages about all calls.

    A notice in another language is shown as any page that only other languages have.
    """
    wording = agenda.site.wording
    folder = wording.settings.calls_folder
    for call in agenda.site.calls:
        path = f"{folder}/{call.id}.md"
        if not any((whole.content / locale.code / path).is_file() for locale in whole.locales):
            files.append(_page(path, _call_text(call, wording), config, whole.locale))
    for overview in agenda.pages:
        title, description = heading(overview, agenda.site)
        text = _front_matter(
            title=title, description=description, kind=overview.kind.value, original=whole.locale
        )
        files.append(_page(f"{folder}/{overview.path}", text, config, whole.locale))


def drop_pages(files: Files, paths: Iterable[str], locale: str) -> None:
    """Remove pages of a language, by the paths they have in every language."""
    for path in paths:
        file = files.get_file_from_path(f"{locale}/{path}")
        if file is not None:
            files.remove(file)


def _call_text(call: Call, wording: Wording) -> str:
    check_day = max(source.checked for source in call.source)
    title = wording.words(call.title)
    return _front_matter(
        title=one_line(title),
        original=title.lang if isinstance(title, OriginalText) else wording.code,
        description=_shorten(one_line(wording.words(call.summary))),
        kind="call",
        check_day=check_day,
    )


def _front_matter(
    *, title: str, description: str, kind: str, original: str, check_day: datetime.date | None = None
) -> str:
    fields = {"title": json.dumps(title, ensure_ascii=False)}
    fields |= {"description": json.dumps(description, ensure_ascii=False)}
    fields |= {"kind": kind, "original": original}
    fields |= {"checked": check_day.isoformat()} if check_day else {}
    lines = [f"{name}: {value}" for name, value in fields.items()]
    return "\n".join(["---", *lines, "---", ""])


def _shorten(text: str) -> str:
    """Return what lists and programs show of a text; the page has all of it."""
    head = text[: LONGEST_DESCRIPTION - 1]
    return text if len(text) <= LONGEST_DESCRIPTION else f"{head.rpartition(' ')[0] or head}…"


def _page(path: str, text: str, config: MkDocsConfig, locale: str) -> File:
    file = File.generated(config, f"{locale}/{path}", content=text)
    return place_page(file, path, locale=locale, folder=page_url(path))


def text_language(file: File, whole: WholeSite) -> str:
    """Return the language of a page's text: another than the site's where only the original exists."""
    if file.abs_src_path is None:
        return whole.locale
    try:
        return Path(file.abs_src_path).relative_to(whole.content.absolute()).parts[0]
    except ValueError:
        return whole.locale


def to_root(url: str) -> str:
    """Return what leads from a page to the root of its language: `../../` from `calls/x/`."""
    return "../" * url.strip("./").count("/") + ("../" if url.strip("./") else "")


def call_of(path: str, settings: Settings) -> str | None:
    """Return the call that a page below the language's folder is about."""
    folder, _, name = path.rpartition("/")
    stem = name.removesuffix(".md")
    return stem if folder == settings.calls_folder and not is_reserved(stem) else None


def overview_of(path: str, settings: Settings) -> Overview:
    """Return which page about all calls a page of the folder of calls is."""
    address = page_url(path).removeprefix(f"{settings.calls_folder}/")
    return overview_at(address, settings) or LIST
