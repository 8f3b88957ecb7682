"""What `kx seal`, `erratum`, `withdraw`, `publish` and `serve-published` do; each returns an exit status."""

from __future__ import annotations

import argparse
import functools
import http.server
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from editions import branch
from editions.assembling import SECTIONS, other_words
from editions.ledger import Kind, Line, format_ledger, read_ledger
from editions.manifest import NAME, differences, format_manifest, hashes, read_manifest
from editions.notes import Note, NoteKind, format_note
from editions.published import read_published
from editions.sizes import size_report
from editions.variables import EDITION, PUBLISH
from sitekit.clock import build_moment

LEDGER = "ledger.csv"
NOTES = "editions.yml"
_NAME = re.compile(r"[0-9][0-9a-z]*([.-][0-9a-z]+)*")
_SHOWN = 20


class Refused(Exception):
    """What was asked for is not done; the message says why and what to do."""


def seal(arguments: argparse.Namespace) -> int:
    """Seal `edition` from the current commit of `root`."""
    return _reported(lambda: seal_edition(arguments.root, arguments.edition))


def erratum(arguments: argparse.Namespace) -> int:
    """Add a dated note, `text` by language, to `page` of `edition`."""
    return _reported(lambda: _add_note(arguments, NoteKind.ERRATUM))


def withdraw(arguments: argparse.Namespace) -> int:
    """Replace `page` of `edition` by the reason, `text` by language, and a link to `instead`."""
    return _reported(lambda: _add_note(arguments, NoteKind.WITHDRAWN))


def publish(arguments: argparse.Namespace) -> int:
    """Put the live site and all editions into `out`, and add to the ledger what is new."""
    return _reported(lambda: publish_site(arguments.root, arguments.out))


def serve_published(arguments: argparse.Namespace) -> int:
    """Show `out` on this computer, at `port`."""
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(arguments.out))
    with http.server.ThreadingHTTPServer(("127.0.0.1", arguments.port), handler) as server:
        print(f"http://127.0.0.1:{server.server_port}/ (Ctrl+C ends it)", flush=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return 0
    return 0


def seal_edition(root: Path, edition: str) -> Iterator[str]:
    """Build the edition from HEAD and store it. Raises Refused where it was sealed with other bytes."""
    if not _NAME.fullmatch(edition):
        raise Refused(f"'{edition}' cannot name an edition. Write for example: 2026.1")
    branch.refuse_shallow(root)
    commit = branch.said(root, "rev-parse", "HEAD")
    if branch.said(root, "status", "--porcelain", "--untracked-files=no"):
        yield f"Changes that are not committed are not in the edition; it is made from {commit[:12]}."
    with tempfile.TemporaryDirectory() as work, _checkout(root, Path(work) / "source") as source:
        folder = Path(work) / "edition"
        moment = branch.said(root, "log", "-1", "--format=%ct", commit)
        _build(source, folder, {EDITION: edition, "SOURCE_DATE_EPOCH": moment})
        files = hashes(folder)
        before = branch.sealed_file(root, edition, NAME)
        if before is not None:
            _refuse_change(root, edition, read_manifest(before), folder)
            yield f"Edition {edition} is sealed already, with the same bytes: nothing to do."
            return
        (folder / NAME).write_text(format_manifest(edition, commit, files), encoding="utf-8")
        branch.store(root, edition, folder, commit=commit)
    yield f"Edition {edition} is sealed on '{branch.BRANCH}': {len(files)} files from {commit[:12]}."
    yield f"Send it to others: git push origin {branch.BRANCH}"


def publish_site(root: Path, out: Path) -> Iterator[str]:
    """Build everything beside `out`, put it in its place, and add to the ledger."""
    if _shallow_without_editions(root):
        raise branch.NotInClone(
            "This clone lacks the editions. Bring them: git fetch origin editions:editions"
        )
    _build(root, out, {PUBLISH: str(root)})
    ledger_file = root / "content" / LEDGER
    text = ledger_file.read_text(encoding="utf-8") if ledger_file.is_file() else ""
    before = read_ledger(text, path=LEDGER)
    editions = branch.editions(root)
    sealed = [Line(kind=Kind.EDITION, address=f"/editions/{edition}/") for edition in editions]
    after = before.with_lines(read_published(out).lines()).with_lines(sealed)
    _replace(ledger_file, format_ledger(after))
    yield from size_report(out, editions)
    added = len(after.lines) - len(before.lines)
    yield f"The ledger grew by {added} to {len(after.lines)} lines; commit content/{LEDGER}."


def _add_note(arguments: argparse.Namespace, kind: NoteKind) -> Iterator[str]:
    """Add a note to the file of notes, for a pull request."""
    sealed = branch.sealed_file(arguments.root, arguments.edition, NAME)
    if sealed is None:
        known = ", ".join(branch.editions(arguments.root)) or "none"
        raise Refused(f"There is no edition '{arguments.edition}'. Sealed are: {known}.")
    page = f"/{arguments.page.strip('/')}/"
    if not any(path.endswith(f"{page}index.html") for path in read_manifest(sealed)):
        raise Refused(
            f"Edition {arguments.edition} has no page '{page}'. Name it as in its address, without /en."
        )
    note = Note(
        edition=arguments.edition,
        page=page,
        kind=kind,
        day=getattr(arguments, "day", None) or build_moment(os.environ).date(),
        text=arguments.text,
        instead=f"/{arguments.instead.strip('/')}/" if kind is NoteKind.WITHDRAWN else "",
    )
    file = arguments.root / "content" / NOTES
    before = file.read_text(encoding="utf-8") if file.is_file() else ""
    _replace(file, before + format_note(note))
    yield f"Added to content/{NOTES}; it shows with the next 'kx publish'."


def _refuse_change(root: Path, edition: str, sealed: Mapping[str, str], folder: Path) -> None:
    """Raise Refused where a byte would change; name the sections that say something else first."""
    files = hashes(folder)
    found = list(differences(sealed, files))
    if not found:
        return
    before = json.loads(branch.sealed_file(root, edition, SECTIONS) or "{}")
    now = json.loads((folder / SECTIONS).read_text(encoding="utf-8"))
    lines = [*other_words(before, now), *found]
    more = [f"and {len(lines) - _SHOWN} more"] if len(lines) > _SHOWN else []
    shown = "\n  ".join([*lines[:_SHOWN], *more])
    raise Refused(
        f"Edition {edition} is sealed and would change:\n  {shown}\n"
        "Seal it under a new name, or correct it beside the text: kx erratum"
    )


@contextmanager
def _checkout(root: Path, folder: Path) -> Iterator[Path]:
    """Check out HEAD beside the working tree, with its history, and remove it afterwards."""
    branch.git(root, "worktree", "add", "--detach", "--quiet", str(folder), "HEAD")
    try:
        yield folder
    finally:
        branch.git(root, "worktree", "remove", "--force", str(folder))


def _build(root: Path, folder: Path, environment: Mapping[str, str]) -> None:
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "--strict",
        "--quiet",
        "--site-dir",
        str(folder.absolute()),
    ]
    clean = {name: value for name, value in os.environ.items() if name not in (EDITION, PUBLISH)}
    done = subprocess.run(command, check=False, cwd=root, env={**clean, **environment})
    if done.returncode:
        raise Refused("The build failed; its messages are above. Nothing was changed.")


def _shallow_without_editions(root: Path) -> bool:
    text = root / "content" / LEDGER
    published = text.is_file() and "\nedition," in f"\n{text.read_text(encoding='utf-8')}"
    return published and not branch.reference(root)


def _replace(file: Path, text: str) -> None:
    """Write a file whole or not at all."""
    new = file.with_name(f".{file.name}.new")
    new.write_text(text, encoding="utf-8")
    new.replace(file)


def _reported(work: Callable[[], Iterator[str]]) -> int:
    try:
        for line in work():
            print(line)
    except (Refused, branch.NotInClone) as error:
        print(error, file=sys.stderr)
        return 1
    return 0
