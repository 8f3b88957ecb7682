"""What the gate refuses in files and texts, remembered for files that have not changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from exchange import safety as gate
from exchange.rules.examination import Examined
from exchange.rules.examination_cache import Kept, Remembered, read_kept, write_kept
from exchange.rules.page_facts import Facts
from exchange.safety.file_kinds import RECORDS, Places
from exchange.site.project import Project
from exchange.text.content_folder import look_at
from exchange.text.digest import digest
from exchange.text.problems import Problem

PLUGIN = "gate"
_KEPT = Path(".cache") / "gate.json"
_TEXTS = (".md", ".yml", ".csv")


def harmful(project: Project) -> list[Problem]:
    """Return what a build would refuse in the content before anything is rendered."""
    folder, root = project.content.folder, project.content.name
    records = tuple(project.plugins[PLUGIN].get("records", RECORDS))
    places = Places(locales=project.content.locales, records=records)
    refused = gate.check_paths(folder, root=root, places=places, limits=gate.Limits())
    if refused:  # such files are not opened
        return refused
    return [*gate.check_files(folder, root=root, places=places), *_texts(project)]


def _texts(project: Project) -> Iterator[Problem]:
    folder, file, stamp = project.content.folder, project.root / _KEPT, _stamp()
    before, now = read_kept(file, stamp), Kept()
    files = look_at(folder)
    for path in sorted(one for one in files.entries if one.endswith(_TEXTS) and files.is_file(one)):
        shown = f"{project.content.name}/{path}"
        written = files.read(path)
        own = digest(written, length=32)
        known = before.get(shown)
        now[shown] = known if known and known.digest == own else Remembered(own, _examine(written, shown))
        yield from now[shown].examined.problems
    if now != before:
        write_kept(file, stamp, now)


def _examine(written: bytes, shown: str) -> Examined:
    text = written.decode("utf-8", errors="replace")
    facts = Facts(path=shown, locale="", name="", readable=False)
    return Examined(facts=facts, problems=tuple(gate.check_text(text, path=shown)))


def _stamp() -> str:
    own = Path(gate.__file__).parent
    return digest(*(file.read_bytes() for file in sorted(own.rglob("*.py"))), length=32)
