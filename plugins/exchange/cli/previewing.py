"""The commands `kx preview` and `kx changes`: what a change does, as a page or a list."""

from __future__ import annotations

import argparse
import datetime
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from importlib import resources
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, StrictUndefined

from exchange.build.git import FAILURES
from exchange.build.pages_from_disk import make_readable_from_disk
from exchange.cli.arguments import moment_of
from exchange.cli.changes_report import ChangesReport, changes_report, markdown
from exchange.cli.findings import Sources, findings
from exchange.cli.main import read_words
from exchange.cli.refusals import CannotDo
from exchange.pages.addresses import page_url
from exchange.site.changes import Changes, changes, embargo
from exchange.site.checking import all_problems, checked_store, drop_duplicates
from exchange.site.effects import concerning, effects
from exchange.site.partnership import SITE_FILE
from exchange.site.past import changed_files, compared_commit, new_files
from exchange.site.reader_texts import ReaderTexts
from exchange.site.reading import Site, read_content
from exchange.site.settings import SiteSettings
from exchange.site.translation_tasks import TranslationTask, late_by_change, translation_tasks
from exchange.text.build_report import read_report
from exchange.text.problems import ContentProblems, Problem, explain, message_languages
from exchange.text.strings import Strings
from exchange.text.whole_files import write_files

START = "index.html"
_DIFFERENCES = frozenset({"rules/facts-differ", "rules/term-absent"})
_LINE = re.compile(r":\d+$")
_NO_CHANGES = Changes(
    pages=(), added_calls=(), edited_calls=(), removed_calls=(), dates=(), terms=(), other_files=()
)
_BANNER = '<p class="notice" role="note" lang="{lang}">{text}</p>'


def run(options: argparse.Namespace, project: SiteSettings, words: Strings) -> int:
    """Do the one or the other."""
    return (_preview if options.command == "preview" else _list_changes)(options, project, words)


def _list_changes(options: argparse.Namespace, project: SiteSettings, words: Strings) -> int:
    """Print what a change does as a list for a comment. Raises CannotDo without a past to compare with.

    What is wrong with it, differing languages among that, is in the list of findings beside it.
    """
    now = moment_of(options)
    site = read_content(project, now=now, store=checked_store(project))
    try:
        report = changes_report(
            changes(site, options.since),
            project,
            words,
            now,
            late=_late(site, options.since, now),
        )
    except (ContentProblems, *FAILURES) as reason:
        raise CannotDo(words("preview-no-past", reason=_reason(reason, words))) from reason
    text = markdown(report)
    if options.output:
        write_files({options.output: text})
    else:
        sys.stdout.write(text)
    return 0


def _preview(options: argparse.Namespace, project: SiteSettings, words: Strings) -> int:
    """Make a built site readable from a disk, with a first page that says what changed.

    What was found elsewhere in the site is folded there: a reviewer looks at the change.
    """
    folder: Path = options.site
    home = folder / project.locales[0].code / "index.html"
    if not home.is_file():
        raise CannotDo(words("preview-nothing", folder=folder))
    now = moment_of(options)
    site = read_content(project, now=now, store=checked_store(project))
    problems = all_problems(
        project, now=now, revision=options.since, build_problems=_build_problems(options.build_report)
    )
    late: Mapping[str, Sequence[TranslationTask]] = {}
    differing: Sequence[Problem] = ()
    near: Sequence[Problem] = problems
    try:
        site_changes, reason = changes(site, options.since), ""
        late = _late(site, options.since, now)
        differing = _differing(site, options.since, problems)
        near = _near(site, options.since, problems)
    except (ContentProblems, *FAILURES) as error:
        site_changes, reason = _NO_CHANGES, words("preview-no-past", reason=_reason(error, words))
    far = [problem for problem in problems if problem not in near]
    reports = {
        code: changes_report(site_changes, project, read_words(code), now, late=late, differing=differing)
        for code in message_languages()
    }
    banners = _banners(site, reports[words("language")])
    base = urlsplit(project.site_url).path or "/"
    make_readable_from_disk(folder, base=base, banner=lambda page: banners.get(page, ""))
    for code, report in reports.items():
        text = _start_page(report, site, (near, far), reason=reason, folder=folder, reports=reports)
        names = [f"changes.{code}.html", *([START] if code == words("language") else [])]
        write_files({folder / name: text for name in names})
    print(words("preview-written", file=folder / START))
    return 0


def _late(site: Site, revision: str, now: datetime.datetime) -> Mapping[str, Sequence[TranslationTask]]:
    """Return what falls behind by the change, by the language that does. Raises as `late_by_change` does."""
    states = late_by_change(site, revision, now)
    return {
        code: tuple(translation_tasks(site, code, states=states)) for code in site.settings.content.locales
    }


def _differing(site: Site, revision: str, problems: Sequence[Problem]) -> Sequence[Problem]:
    """Return what is said of languages that state other things, in files that the change is about."""
    commit = compared_commit(site, revision)
    paths = {site.settings.display_path(path) for path in changed_files(site, commit)}
    return [
        problem
        for problem in problems
        if problem.code in _DIFFERENCES
        and paths.intersection((problem.place.path, *(_LINE.sub("", twin) for twin in _twins(problem))))
    ]


def _twins(problem: Problem) -> Iterator[str]:
    """Yield the place of the other language, as it is in the message."""
    yield from (problem.values[name] for name in ("twin", "beginning_twin") if name in problem.values)


def _reason(error: Exception, words: Strings) -> str:
    if isinstance(error, ContentProblems):
        return explain(error.problems[0], words("language"))
    return str(error)


def _build_problems(file: Path | None) -> Sequence[Problem]:
    return read_report(file) if file and file.is_file() else ()


def _banners(site: Site, report: ChangesReport) -> Mapping[str, str]:
    """Return what is on top of the pages of calls that may not be shown yet, by the path of their page."""
    lang = report.words("language")
    return {
        f"{code}/{page_url(f'{site.calls_folder}/{call.id}.md')}index.html": _BANNER.format(
            lang=lang, text=escape(report.caution(call))
        )
        for call in site.calls.values()
        if embargo(call, report.now)
        for code in site.settings.content.locales
    }


def _near(site: Site, revision: str, problems: Sequence[Problem]) -> Sequence[Problem]:
    """Return what was found in the files of a change and about them, and what it does to other pages.

    It is all that was found where the change is about what all pages are compared with.
    """
    paths = changed_files(site, compared_commit(site, revision)) | new_files(site)
    if not paths.isdisjoint({SITE_FILE, site.settings.glossary}):
        return problems
    names = {site.settings.display_path(path) for path in paths}
    return drop_duplicates([*concerning(problems, names, site), *effects(site, names, revision)])


def _start_page(
    report: ChangesReport,
    site: Site,
    problems: tuple[Sequence[Problem], Sequence[Problem]],
    *,
    reason: str,
    folder: Path,
    reports: Mapping[str, ChangesReport],
) -> str:
    """Return the first page; `problems` are those of the change, and the others."""
    settings, code = site.settings, report.words("language")
    sources = Sources(settings.root, settings.content.folder, settings.content.name)
    environment = Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined
    )
    source = resources.files("exchange.cli").joinpath("templates/preview.html").read_text(encoding="utf-8")
    return environment.from_string(source).render(
        report=report,
        words=report.words,
        code=code,
        locales=settings.locales,
        reason=reason,
        findings=[findings(part, sources, code) for part in problems],
        readers={locale.code: ReaderTexts(site, locale.code) for locale in settings.locales},
        address=lambda locale, path: _address(folder, locale, path),
        others={name: version.words("language-name") for name, version in reports.items() if name != code},
    )


def _address(folder: Path, locale: str, path: str) -> str:
    """Return where a page is in the preview; nothing where it has none."""
    address = f"{locale}/{page_url(path)}index.html"
    return address if (folder / address).is_file() else ""
