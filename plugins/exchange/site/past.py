"""Compare a site with what was published of it: nothing that readers saw is altered without a word."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import PurePosixPath

from exchange.build.git import git_text, objects
from exchange.calls.reading.since import VARIABLE, PublishedRevision, published_commit, silent_changes
from exchange.pages.kinds import Kind
from exchange.pages.library import SourcePage
from exchange.pages.page_meta import page_meta
from exchange.site.reading import Site
from exchange.site.settings import SiteSettings
from exchange.text.documents import read_document, text_of
from exchange.text.problems import ContentProblems, Place, Problem, Severity
from exchange.training.questions import FOLDER, read_questions

_OF_WHOLE_STAGES = frozenset(
    {
        "calls/stage-changed-silently",
        "calls/stage-removed",
        "calls/stage-renamed",
        "calls/call-withheld-again",
    }
)
"""What cannot be told of a record where the fault is in a stage of it."""

_DIGITS = 12  # of a commit, in messages


def past_problems(site: Site, *, now: datetime.datetime, base: str) -> Iterator[Problem]:
    """Yield what was done to published calls and to days of publication without a word.

    `base` is the revision that the command line names, or an empty text. A revision that is not there is a
    problem too, beside all others.
    """
    folder = site.files.folder
    try:
        commit = published_commit(folder, _revision(site.settings, base))
    except ContentProblems as error:
        yield from error.problems
        return
    if commit and site.settings.has("funding_calendar"):
        drafts = {name: draft for name, draft in site.drafts.items() if "changes" not in draft.cut}
        changes = silent_changes(
            folder,
            site.settings.calls,
            {**site.calls, **{name: draft.call for name, draft in drafts.items()}},
            root=site.settings.content.name,
            commit=commit,
            now=now,
        )
        partial = {
            f"{site.calls_folder}/{name}.yml" for name, draft in drafts.items() if not draft.has_all_stages
        }
        partial_paths = {site.settings.display_path(path) for path in partial}
        yield from (
            change
            for change in changes
            if change.code not in _OF_WHOLE_STAGES or change.place.path not in partial_paths
        )
    if commit:
        yield from _other_days(site, commit)
        yield from _lost_languages(site, commit)
        yield from _lost_questions(site, commit)


def removed_calls(problems: Iterable[Problem]) -> frozenset[str]:
    """Return the ids of the calls of which the problems say that their record is gone or has another name."""
    codes = ("calls/call-removed", "calls/call-renamed")
    return frozenset(problem.values["id"] for problem in problems if problem.code in codes)


def commit_of(site: Site, base: str) -> str:
    """Return the commit of what was published; empty where none is named, or it is not there."""
    try:
        return published_commit(site.files.folder, _revision(site.settings, base)) or ""
    except ContentProblems:
        return ""


def compared_commit(site: Site, base: str) -> str:
    """Return the commit that a change is compared with: what was published, else the last one.

    Raises ContentProblems, or one of `exchange.build.git.FAILURES` where there is no commit.
    """
    return published_commit(site.files.folder, _revision(site.settings, base)) or head_commit(site)


def head_commit(site: Site) -> str:
    """Return the last commit. Raises one of `exchange.build.git.FAILURES` where there is none."""
    return git_text(site.files.folder, "rev-parse", "HEAD").strip()


def changed_files(site: Site, commit: str) -> frozenset[str]:
    """Return the paths in the content folder of files that are not as a commit has them."""
    options = ("--name-only", "-z", "--no-renames", "--relative")
    return frozenset(git_text(site.files.folder, "diff", *options, commit, "--", ".").split("\0")) - {""}


def new_files(site: Site) -> frozenset[str]:
    """Return the files that no commit has yet."""
    output = git_text(site.files.folder, "ls-files", "--others", "--exclude-standard", "-z")
    return frozenset(output.split("\0")) - {""}


def _added_files(site: Site, commit: str) -> Iterator[str]:
    """Yield the files of the content that a commit does not have."""
    options = ("--name-only", "-z", "--no-renames", "--relative", "--diff-filter=A")
    added = git_text(site.files.folder, "diff", *options, commit, "--", ".").split("\0")
    yield from (path for path in (*added, *new_files(site)) if path in site.files.entries)


def _plain_name(path: str) -> str:
    """Return the name of a file without its endings: `x` for `X.md.txt`, which is said of that file."""
    return path.rpartition("/")[2].partition(".")[0].strip().casefold()


def committed_texts(site: Site, commit: str, paths: Sequence[str]) -> list[str | None]:
    """Return files as a commit has them, in order; None for one that it has not, or not as a text."""
    contents = objects(site.files.folder, [f"{commit}:./{path}" for path in paths])
    return [_text(content) for content in contents]


def _text(content: bytes | None) -> str | None:
    try:
        return None if content is None else text_of(content)
    except UnicodeDecodeError:
        return None


def _lost_languages(site: Site, commit: str) -> Iterator[Problem]:
    """Yield pages that were published in a language and whose file in it is gone: readers see another one."""
    locales = site.settings.content.locales
    ids = {
        (page.locale, page.meta.id) for pair in site.library for page in pair.pages.values() if page.meta.id
    }
    lost = [
        (pair, f"{locale}/{pair.path}")
        for pair in site.library
        for locale in locales
        if locale not in pair.pages and (locale, pair.original.meta.id) not in ids
    ]
    changed = changed_files(site, commit) if lost else frozenset()
    new_names = {_plain_name(path) for path in _added_files(site, commit)} if lost else set()
    lost = [
        (pair, path)
        for pair, path in lost
        if path in changed and path not in site.files.entries and _plain_name(path) not in new_names
    ]
    for (pair, path), text in zip(
        lost, committed_texts(site, commit, [path for _, path in lost]), strict=True
    ):
        if text is not None:
            values = {"locale": path.partition("/")[0], "other": pair.original.locale}
            place = Place(path=site.settings.display_path(path), line=1)
            code = "pages/language-removed"
            yield Problem(code=code, place=place, values=values, severity=Severity.WARNING)


def _lost_questions(site: Site, commit: str) -> Iterator[Problem]:
    """Yield lessons that are still there and lack questions which were published."""
    lessons = {pair.original.meta.id for pair in site.library if pair.original.meta.kind is Kind.LESSON}
    paths = sorted(path for path in changed_files(site, commit) if path.startswith(FOLDER))
    names = [PurePosixPath(path).stem for path in paths]
    for path, name, text in zip(paths, names, committed_texts(site, commit, paths), strict=True):
        is_gone = path not in site.files.entries
        if text is None or name not in lessons or (name not in site.questions) is not is_gone:
            continue  # a record that cannot be read is said to be so
        if is_gone and _stands_elsewhere(site, text.encode("utf-8")):
            continue  # so is a file with a wrong name or in a wrong place
        place = Place(path=site.settings.display_path(path), line=1)
        with suppress(ContentProblems):
            old = read_questions(text, path=place.path, locales=site.settings.content.locales)
            left = site.questions[name].questions if name in site.questions else ()
            lost = [asked.id for asked in old.questions if asked.id not in {question.id for question in left}]
            if lost:
                values = {"ids": ", ".join(lost), "lesson": name}
                code = "training/questions-removed"
                yield Problem(code=code, place=place, values=values, severity=Severity.WARNING)


def _stands_elsewhere(site: Site, content: bytes) -> bool:
    """Return True if a file of the content has these bytes."""
    entries = site.files.entries.values()
    return any(site.files.read(entry.path) == content for entry in entries if entry.size == len(content))


def _other_days(site: Site, commit: str) -> Iterator[Problem]:
    """Yield pages whose day of publication is another now: "What is new" lists them by it."""
    changed_paths = changed_files(site, commit)
    pages = [page for pair in site.library for page in pair.pages.values() if page.meta.kind.traits.news]
    pages = [page for page in pages if f"{page.locale}/{page.path}" in changed_paths]
    texts = committed_texts(site, commit, [f"{page.locale}/{page.path}" for page in pages])
    for page, text in zip(pages, texts, strict=True):
        old_day = _published(text, page, site.settings.content.locales) if text else None
        place = _published_place(page)
        is_unreadable = place is not None and page.meta.published is None  # which is said of the field itself
        if old_day and old_day != page.meta.published and not is_unreadable:
            values = {"before": old_day.isoformat(), "revision": commit[:_DIGITS]}
            yield Problem(
                code="pages/published-rewritten",
                place=place or Place(path=page.document.path, line=1),
                values=values,
                severity=Severity.WARNING,
            )


def _published_place(page: SourcePage) -> Place | None:
    keys = (field.key for field in page.document.meta)
    return next((key.place for key in keys if key.value == "published"), None)


def _published(text: str, page: SourcePage, locales: Sequence[str]) -> datetime.date | None:
    try:
        document = read_document(text, path=page.document.path)
    except ContentProblems:
        return None
    return page_meta(document, locales=locales, problems=[]).published


def _revision(settings: SiteSettings, base: str) -> PublishedRevision:
    """Return the revision to compare with: that of the command line, of the variable or of the settings."""
    if base:
        return PublishedRevision(base, source="--since")
    if os.environ.get(VARIABLE):
        return PublishedRevision(os.environ[VARIABLE])
    return PublishedRevision(
        settings.option("funding_calendar", "since", ""), source="funding_calendar: since"
    )
