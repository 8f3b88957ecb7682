"""What `kx seal`, `erratum`, `withdraw`, `publish` and `serve-published` do, told line by line."""

from __future__ import annotations

import datetime
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from exchange.build.git import prune_worktrees
from exchange.build.linked_trees import LinkedTrees
from exchange.build.local_site import local_server
from exchange.build.work_folders import PREFIX, clear_work_folders, work_folder
from exchange.editions import branch
from exchange.editions.branch import GitError
from exchange.editions.destination import mark, refuse_destination
from exchange.editions.digests import SECTIONS, other_words
from exchange.editions.edition_names import Slip, next_name, slip_in
from exchange.editions.environment import EDITION, PREVIEW, PUBLISH, SEALED_ON, SHELF
from exchange.editions.ledger import Kind, Ledger, Line, format_ledger, read_ledger
from exchange.editions.manifest import (
    NAME,
    differences,
    format_manifest,
    hashes,
    read_address,
    read_commit,
    read_day,
    read_manifest,
)
from exchange.editions.note_targets import pages_on_branch
from exchange.editions.notes import Note, NoteKind, format_note
from exchange.editions.preconditions import (
    refuse_incomplete,
    refuse_nameless,
    refuse_other_editions,
    refuse_placeholder,
    refuse_strange,
    refuse_unshared_commit,
)
from exchange.editions.published_files import read_published
from exchange.editions.report_lines import Refusal, ReportLine
from exchange.editions.shelf import CACHE, LINKED_TREES, Sealed, shelf
from exchange.editions.sizes import size_report
from exchange.editions.tree_names import TreeNames
from exchange.editions.versions import promised_lines
from exchange.languages.language import FALLBACK
from exchange.text.clock import EPOCH, build_moment
from exchange.text.problems import ContentProblems, explain
from exchange.text.suggestions import nearest_path

CODE = "plugins"
"""Where a project keeps the code that builds it, as this one does."""

_NAME = re.compile(r"[0-9][0-9a-z]*([.-][0-9a-z]+)*")
_FILES_TO_NAME = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionCounts:
    """How many sections of the pages that editions keep there are, by what is known of their languages."""

    late: int = 0  # those in which a language lags behind another
    unknown: int = 0  # those of which the history does not say whether one does


@dataclass(frozen=True, slots=True, kw_only=True)
class Workplace:
    """A project in its repository, as its settings describe it."""

    root: Path  # with mkdocs.yml
    content: Path
    settings: str = "mkdocs.yml"  # below the root
    ledger: str = "ledger.csv"  # both below the content
    notes: str = "editions.yml"
    address: str = ""  # of the site: where its pages will be read
    locales: tuple[str, ...] = ()
    messages: str = FALLBACK  # the language in which the build explains problems
    names: Callable[[], Iterable[Line]] = tuple  # what the content's addresses are called, for the ledger
    sections: Callable[[], SectionCounts] = SectionCounts  # how the languages of its pages keep pace

    def display_path(self, name: str) -> str:
        """Return how a file of the content is named to people."""
        return f"{self.content.name}/{name}"


def seal(
    place: Workplace, edition: str, *, agrees: Callable[[ReportLine], bool] = lambda _question: False
) -> Iterator[ReportLine]:
    """Build the edition from HEAD and store it. Raises Refusal where it was sealed with other bytes.

    `agrees` asks a person about a name that looks like a slip.
    """
    _refuse_to_seal(place, edition)
    yield from _look_at_name(place, edition, agrees)
    sections = place.sections()
    if sections.unknown:
        raise Refusal(ReportLine("edition-states-unknown", {"count": sections.unknown}))
    yield ReportLine("edition-late" if sections.late else "edition-equal", {"count": sections.late})
    commit = branch.git_line(place.root, "rev-parse", "HEAD")
    refuse_unshared_commit(place.root, commit)
    if branch.git_line(place.root, "status", "--porcelain", "--untracked-files=no"):
        yield ReportLine("edition-uncommitted", {"commit": commit[:12]})
    manifests = branch.sealed_files(place.root, NAME)
    yield from _replaced(place.root, {name: read_commit(text) for name, text in manifests.items()})
    _clear_leftovers(place.root)
    with work_folder(place.root) as work, _checkout(place.root, work / "source") as source:
        folder = work / "edition"
        moment = branch.git_line(place.root, "log", "-1", "--format=%ct", commit)
        old_manifest = branch.sealed_file(place.root, edition, NAME)
        day = _day_of_sealing(old_manifest)
        yield ReportLine("edition-building", {"edition": edition})
        environment = {EDITION: edition, SEALED_ON: day, EPOCH: moment, **_code_of(source)}
        _build(place, source, folder, environment)
        files = hashes(folder)
        if old_manifest is not None:
            _refuse_change(place, edition, old_manifest, folder)
            yield ReportLine("edition-same", {"edition": edition})
            return
        yield ReportLine("edition-storing", {"branch": branch.BRANCH})
        manifest = format_manifest(edition, commit, place.address, files, day=day)
        (folder / NAME).write_text(manifest, encoding="utf-8")
        branch.store(place.root, edition, folder, commit=commit)
    values = {"edition": edition, "branch": branch.BRANCH, "files": len(files), "commit": commit[:12]}
    yield ReportLine("edition-sealed", values)


def _refuse_to_seal(place: Workplace, edition: str) -> None:
    """Raise Refusal, or GitError, where no edition of this name may be sealed here."""
    if not _NAME.fullmatch(edition):
        raise Refusal(ReportLine("edition-name", {"edition": edition}))
    ledger = _ledger(place)
    refuse_incomplete(place.root, ledger, editions=False)
    refuse_nameless(place.root)
    refuse_placeholder(place.address, edition)
    refuse_other_editions(place.root, ledger, file=place.display_path(place.ledger))


def _day_of_sealing(manifest: bytes | None) -> str:
    """Return today, or the day of an edition that was sealed before; empty where its manifest has none."""
    return build_moment(os.environ).date().isoformat() if manifest is None else read_day(manifest)


def _look_at_name(
    place: Workplace, edition: str, agrees: Callable[[ReportLine], bool]
) -> Iterator[ReportLine]:
    """Ask about a new name that looks like a slip; only say so of one that lies far ahead."""
    sealed = branch.editions(place.root)
    year = int(branch.git_line(place.root, "log", "-1", "--format=%cd", "--date=format:%Y"))
    slip = None if edition in sealed else slip_in(edition, sealed, year=year)
    if slip is None:
        return
    values = {"edition": edition, "best": next_name(sealed, year=year), "newest": (*sealed, "-")[-1]}
    question = ReportLine(f"edition-slip-{slip.value}", values)
    if slip is Slip.FUTURE:
        yield question
    elif not agrees(question):
        raise Refusal(question, ReportLine("edition-slip-way-out", values))


def publish(place: Workplace, destination: Path) -> Iterator[ReportLine]:
    """Build everything beside `destination`, put it in its place, and add to the ledger."""
    old_ledger = _ledger(place)
    refuse_incomplete(place.root, old_ledger, editions=True)
    refuse_destination(destination, root=place.root, content=place.content)
    _clear_leftovers(place.root)
    editions = branch.editions(place.root)
    yield ReportLine("publish-building", {"count": len(editions)})
    names = TreeNames(place.root / f"{CACHE}.stamps")
    on_shelf = shelf(place.root, names)  # looked at once, for the processes of all languages
    for sealed in on_shelf:
        if sealed.is_damaged:
            yield ReportLine("publish-damaged", {"edition": sealed.edition, "branch": branch.BRANCH})
    yield from _replaced(place.root, {sealed.edition: sealed.commit for sealed in on_shelf if sealed.digest})
    environment = {PUBLISH: str(place.root.resolve()), SHELF: json.dumps(names.stamps)}
    _build(place, place.root, destination, environment)
    names.save()
    mark(destination)
    yield ReportLine("publish-ledger")
    published = (*read_published(destination).lines(), *place.names(), *_sealed_lines(on_shelf))
    new_ledger = old_ledger.with_lines(published)
    file = place.display_path(place.ledger)
    try:
        _replace(place.content / place.ledger, format_ledger(new_ledger))
    except OSError as error:
        raise Refusal(ReportLine("publish-no-ledger", {"file": file, "reason": error.strerror})) from error
    yield from size_report(destination, editions, LinkedTrees((place.root / CACHE).with_name(LINKED_TREES)))
    count = len(new_ledger.lines) - len(old_ledger.lines)
    values = {"added": count, "lines": len(new_ledger.lines), "file": file}
    yield ReportLine("publish-grew" if count else "publish-same", values)


def erratum(
    place: Workplace, edition: str, page: str, *, text: Mapping[str, str], day: datetime.date
) -> Iterator[ReportLine]:
    """Add a dated note, `text` by language, to a page (`guides/x`) of an edition."""
    address = _sealed_page(place, edition, page)
    note = Note(edition=edition, page=address, kind=NoteKind.ERRATUM, day=day, text=text)
    yield from _add_note(place, note)


def withdraw(
    place: Workplace,
    edition: str,
    page: str,
    *,
    text: Mapping[str, str],
    day: datetime.date,
    successor: str,
    pages: Collection[str],
) -> Iterator[ReportLine]:
    """Replace a page of an edition by the reason, `text` by language, and a link to `successor`.

    `pages` are those of the live site, by the address they have in every language.
    """
    address, leads = _sealed_page(place, edition, page), _page_address(successor)
    if leads not in pages:
        raise _no_page("note-no-page", leads, pages)
    note = Note(edition=edition, page=address, kind=NoteKind.WITHDRAWN, day=day, text=text, instead=leads)
    yield from _add_note(place, note)


def serve_published(place: Workplace, destination: Path, port: int) -> Iterator[ReportLine]:
    """Show a built site on this computer, at the path that it has on its host, until it is interrupted."""
    if not (destination / "index.html").is_file():
        raise Refusal(ReportLine("serving-nothing", {"folder": destination}))
    base = urlsplit(place.address).path or "/"
    try:
        server = local_server(destination, port=port, base=base)
    except (OSError, OverflowError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise Refusal(ReportLine("serving-port", {"port": port, "reason": reason})) from error
    with server:
        yield ReportLine("serving", {"url": f"http://127.0.0.1:{server.server_port}{base}"})
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return


def _sealed_page(place: Workplace, edition: str, page: str) -> str:
    """Return the address of a page that the edition has, the same in every language."""
    refuse_strange(place.root)
    sealed = pages_on_branch(place.root, (edition,), place.locales)
    if not sealed:
        raise Refusal(ReportLine("no-editions", {"branch": branch.BRANCH}))
    if edition not in sealed:
        raise Refusal(ReportLine("edition-unknown", {"edition": edition, "known": ", ".join(sealed)}))
    address, pages = _page_address(page), sealed[edition]
    if address not in pages:
        raise _no_page("edition-no-page", address, pages, edition=edition)
    return address


def _no_page(words: str, page: str, pages: Collection[str], **values: str) -> Refusal:
    """Return the refusal of a page that is not there, with the one that was very likely meant."""
    best = nearest_path(page, sorted(pages))
    suggestion = {"best": best} if best else {}
    return Refusal(ReportLine(f"{words}-near" if best else words, {"page": page, **suggestion, **values}))


def _page_address(address: str) -> str:
    """Return the address of a page as it is typed: `guides/x` gives `/guides/x/`."""
    return f"/{address.strip('/')}/".replace("//", "/")


def _ledger(place: Workplace) -> Ledger:
    """Read the ledger; it may be absent. Raises Refusal with every line that is wrong."""
    file = place.content / place.ledger
    try:
        text = file.read_text(encoding="utf-8") if file.is_file() else ""
        return read_ledger(text, path=place.display_path(place.ledger))
    except UnicodeDecodeError as error:
        raise Refusal(ReportLine("not-utf8", {"file": place.display_path(place.ledger)})) from error
    except ContentProblems as refusal:
        lines = [
            ReportLine("problem", {"text": explain(problem, place.messages)}) for problem in refusal.problems
        ]
        raise Refusal(*lines) from refusal


def _add_note(place: Workplace, note: Note) -> Iterator[ReportLine]:
    """Add a note to the file of notes, for a pull request."""
    file = place.content / place.notes
    text = file.read_text(encoding="utf-8") if file.is_file() else ""
    _replace(file, text + format_note(note))
    yield ReportLine("note-added", {"file": place.display_path(place.notes)})


def _refuse_change(place: Workplace, edition: str, manifest: bytes, folder: Path) -> None:
    """Raise Refusal where a byte would change; name the cause if it is known, then sections, then files."""
    changes = list(differences(read_manifest(manifest), hashes(folder)))
    if not changes:
        return
    sealed_for = read_address(manifest)
    cause = []
    if sealed_for and sealed_for != place.address:
        cause.append(ReportLine("edition-other-address", {"sealed": sealed_for, "now": place.address}))
    old_sections = json.loads(branch.sealed_file(place.root, edition, SECTIONS) or "{}")
    now = json.loads((folder / SECTIONS).read_text(encoding="utf-8"))
    lines = [
        ReportLine("edition-words-of", {"address": address}) for address in other_words(old_sections, now)
    ]
    lines += [
        ReportLine(f"edition-file-{difference.kind.value}", {"path": difference.path})
        for difference in changes
    ]
    rest = (
        [ReportLine("edition-more", {"count": len(lines) - _FILES_TO_NAME})]
        if len(lines) > _FILES_TO_NAME
        else []
    )
    parts: Sequence[ReportLine] = [*cause, *lines[:_FILES_TO_NAME], *rest]
    raise Refusal(
        ReportLine("edition-would-change", {"edition": edition}, tuple(parts)), ReportLine("edition-way-out")
    )


@contextmanager
def _checkout(root: Path, folder: Path) -> Iterator[Path]:
    """Check out HEAD beside the working tree, with its history, and remove it afterwards."""
    branch.git(root, "worktree", "add", "--detach", "--quiet", str(folder), "HEAD")
    try:
        yield folder / branch.git_line(root, "rev-parse", "--show-prefix")
    finally:
        with suppress(GitError):  # the folder goes with the temporary one above it
            branch.git(root, "worktree", "remove", "--force", str(folder))


def _clear_leftovers(root: Path) -> None:
    """Remove what a command has left here that was killed: its folder, and what git knows of it."""
    clear_work_folders(root)
    prune_worktrees(root, PREFIX)


def _code_of(source: Path) -> dict[str, str]:
    """Return what makes Python take the build's own code from the commit too, where it holds that code."""
    code = source / CODE
    paths = [str(code), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {"PYTHONPATH": os.pathsep.join(paths)} if code.is_dir() else {}


def _build(place: Workplace, root: Path, folder: Path, environment: Mapping[str, str]) -> None:
    """Build the site; its messages and, on a terminal, its progress are shown as they come."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    command += ["--config-file", place.settings, "--site-dir", str(folder.absolute())]
    clean = {
        name: value
        for name, value in os.environ.items()
        if name not in (EDITION, PREVIEW, PUBLISH, SEALED_ON, SHELF)
    }
    variables = {**clean, "KX_MESSAGES": place.messages, "NO_MKDOCS_2_WARNING": "1", **environment}
    if subprocess.run(command, check=False, cwd=root, env=variables).returncode:
        raise Refusal(ReportLine("build-failed"))


def _replaced(root: Path, commits: Mapping[str, str]) -> Iterator[ReportLine]:
    """Name each edition whose commit the main branch of `origin` has no more: its history was replaced."""
    main = branch.main_of_origin(root) if commits else ""
    outside = branch.outside(root, main, {*commits.values()}) if main else ()
    for edition, commit in commits.items():
        if commit in outside:
            yield ReportLine("edition-commit-gone", {"edition": edition, "commit": commit, "main": main})


def _sealed_lines(editions: Sequence[Sealed]) -> Iterator[Line]:
    """Yield the lines of the ledger that editions ask for."""
    for sealed in editions:
        yield Line(kind=Kind.EDITION, address=f"/editions/{sealed.edition}/", digest=sealed.digest)
    yield from promised_lines(sealed.sections() for sealed in editions)


def _replace(file: Path, text: str) -> None:
    """Write a file whole or not at all; not beside it, where half a file would be content."""
    with work_folder(file.parent.resolve().parent) as work:
        new = work / file.name
        new.write_text(text, encoding="utf-8")
        new.replace(file)
