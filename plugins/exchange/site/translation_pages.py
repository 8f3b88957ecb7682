"""What is late in a language, as its translators read it: a page, a table for programs, and a feed."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from exchange.calls.outputs.feeds import Entry, FeedText, Form, atom
from exchange.pages.addresses import page_url
from exchange.pages.views import PageView
from exchange.site.reading import Site
from exchange.site.translation_tasks import TranslationTask
from exchange.site.word_changes import Passage, excerpts
from exchange.text.strings import Strings
from exchange.translation.states import State

FOLDER = "translation"
_CONTEXT = 8  # words shown before and behind what changed
_LONGEST = 50  # entries of a feed


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskView:
    """One task as the page shows it."""

    name: str
    anchor: str
    title: str
    href: str  # to the page, relative to the page of tasks
    facts: str
    edit: str  # absolute, or empty where the repository is not known
    is_both: bool
    locale: str
    locale_name: str
    twin_locale: str
    twin_name: str
    excerpts: tuple[tuple[Passage, ...], ...]
    text: str
    twin_text: str
    terms: tuple[tuple[str, tuple[str, ...]], ...]
    agreement: str


def page_values(
    tasks: Sequence[TranslationTask], site: Site, view: PageView, words: Strings, *, repository: str
) -> Mapping[str, object]:
    """Return what the template `translation.html` prints."""
    names = {locale.code: locale.name for locale in site.settings.locales}
    return {
        "view": view,
        "tasks": [_task_view(task, names, words, repository) for task in tasks],
        "is_known": bool(site.sections),
        "unknown": sum(state.state is State.UNKNOWN for state in site.sections),
        "agreements": site.settings.display_path(site.settings.agreements),
    }


def _task_view(task: TranslationTask, names: Mapping[str, str], words: Strings, repository: str) -> TaskView:
    facts = words("tasks-facts", day=task.day, words=task.words, pages=task.weight)
    return TaskView(
        name=task.state.name,
        anchor=_anchor(task),
        title=task.place.title,
        href=f"../../{_address(task)}",
        facts=facts,
        edit=edit_address(task, repository),
        is_both=task.has_changed_itself,
        locale=task.locale,
        locale_name=names[task.locale],
        twin_locale=task.twin_locale,
        twin_name=names[task.twin_locale],
        excerpts=tuple(excerpts(task.changes, context=_CONTEXT)),
        text=task.text,
        twin_text=task.twin_text,
        terms=task.terms,
        agreement=task.agreement,
    )


def _anchor(task: TranslationTask) -> str:
    return "".join(sign if sign.isalnum() else "-" for sign in task.state.name.lower())


def edit_address(task: TranslationTask, repository: str) -> str:
    """Return where the file of a task is edited in a browser, at its line."""
    if not repository:
        return ""
    return f"{repository.rstrip('/')}/edit/main/{task.place.path}#L{task.place.line}"


def _address(task: TranslationTask) -> str:
    """Return where readers see what is late, below the site's root; the language's home for other records."""
    page = task.state.page
    if page.endswith(".md"):
        return f"{task.locale}/{page_url(page)}{'#' if task.state.section else ''}{task.state.section}"
    return f"{task.locale}/"


def tasks_json(tasks: Sequence[TranslationTask], site: Site, *, repository: str) -> bytes:
    """Return the tasks for other programs, in the order of the page."""
    rows = [
        {
            "name": task.state.name,
            "state": task.state.state.value,
            "language": task.locale,
            "changed_language": task.twin_locale,
            "file": task.place.path,
            "line": task.place.line,
            "url": f"{site.settings.site_url}{_address(task)}",
            "edit": edit_address(task, repository) or None,
            "since": task.day,
            "changed_words": task.words,
            "pages_leading_here": task.weight,
            "changes": [
                [{"fate": passage.fate.value, "text": passage.text} for passage in excerpt]
                for excerpt in excerpts(task.changes, context=_CONTEXT)
            ],
            "text": task.text,
            "changed_text": task.twin_text,
            "terms": [{"name": name, "approved": approved_names} for name, approved_names in task.terms],
            "agreement": task.agreement,
        }
        for task in tasks
    ]
    unknown_count = sum(state.state is State.UNKNOWN for state in site.sections)
    whole = {"is_known": bool(site.sections), "unknown": unknown_count, "tasks": rows}
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def tasks_feed(
    tasks: Sequence[TranslationTask], site: Site, view: PageView, words: Strings, *, newest: str
) -> bytes:
    """Return the tasks as a feed; `newest` is the moment of the newest change of any page, ISO 8601."""
    home = f"{site.settings.site_url}{view.locale}/{FOLDER}/"
    entries = sorted(_entries(tasks, site, words), key=lambda entry: (entry.updated, entry.id), reverse=True)
    moment = (
        datetime.datetime.fromisoformat(newest)
        if newest
        else datetime.datetime.fromtimestamp(0, datetime.UTC)
    )
    return atom(
        FeedText(
            id=home,
            title=view.title,
            subtitle=view.description,
            language=view.locale,
            home=home,
            author=words("site-name"),
            addresses=((Form.ATOM, f"{home}late.atom"),),
            updated=max((entry.updated for entry in entries), default=moment),
            entries=tuple(entries[:_LONGEST]),
        )
    )


def _entries(tasks: Sequence[TranslationTask], site: Site, words: Strings) -> Iterator[Entry]:
    for task in tasks:
        day = datetime.datetime.fromisoformat(f"{task.day}T00:00:00+00:00")
        yield Entry(
            id=f"{site.settings.site_url}{task.locale}/{FOLDER}/#{_anchor(task)}",
            title=task.place.title,
            text=words("tasks-facts", day=task.day, words=task.words, pages=task.weight),
            url=f"{site.settings.site_url}{task.locale}/{FOLDER}/#{_anchor(task)}",
            alternates=(),
            published=day,
            updated=day,
            category=task.state.page,
        )
