"""The table of faults: whatever breaks, the last good site stands and the next build equals a clean one.

`make test` tries the rows that are marked for it; `make test-faults` tries all and prints what came of each.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from tests.build.edited_sites import BUILT_AT
from tests.building import ROOT, SITES, digests, mkdocs, write_settings

ALL = bool(os.environ.get("KX_FAULTS"))
BUILD = ("mkdocs", "build", "--strict")
PATIENCE = 240  # seconds, on a busy machine
GUIDES = ("content/en/guides/first.md", "content/ko/guides/first.md")


class Project:
    """A site in a repository, built and then edited in both languages; each row begins with it."""

    def __init__(self, folder: Path) -> None:
        self.root, self.temporary = folder / "project", folder / "temporary"
        self.master = folder / "master"
        shutil.copytree(SITES / "showcase", self.root / "content")
        write_settings(self.root / "content", self.root)
        (self.root / ".gitignore").write_text("/site/\n/.cache/\n.site-building-*\n", encoding="utf-8")
        self.temporary.mkdir()
        for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "x"]):
            subprocess.run(["git", *command], check=True, cwd=self.root, env=self.environment())
        self.build()
        self.last_good = digests(self.root / "site")
        for path in GUIDES:
            with (self.root / path).open("a", encoding="utf-8") as page:
                page.write("\nOne more 문장.\n")
        subprocess.run(["git", "commit", "-qam", "y"], check=True, cwd=self.root, env=self.environment())
        shutil.copytree(self.root, self.master, symlinks=True)
        self.build()
        assert digests(self.root / "site") != self.last_good
        shutil.rmtree(self.root / ".cache")
        self.build()
        self.clean = digests(self.root / "site")

    def environment(self) -> dict[str, str]:
        """Return the variables of all processes: one clock, one person, a folder for temporary files."""
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("KX_", "GIT_"))}
        who = {f"GIT_{who}_{what}": "x" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        dates = {f"GIT_{who}_DATE": f"{BUILT_AT} +0000" for who in ("AUTHOR", "COMMITTER")}
        own = {
            "TMPDIR": str(self.temporary),
            "SOURCE_DATE_EPOCH": str(BUILT_AT),
            "SITE_URL": "https://exchange.example.org/",
            "NO_MKDOCS_2_WARNING": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONPATH": os.pathsep.join((str(ROOT / "plugins"), str(ROOT))),
        }
        return {**clean, **who, **dates, **own}

    def begin(self) -> None:
        """Put everything back as it was before the fault of another row."""
        for folder in (self.root, self.temporary):
            shutil.rmtree(folder)
        shutil.copytree(self.master, self.root, symlinks=True)
        self.temporary.mkdir()

    def build(self) -> None:
        """Build without any fault."""
        done = mkdocs(*BUILD[1:], folder=self.root, environment=self.environment())
        assert done.status == 0, done.output

    def start(self, *command: str, **variables: str) -> subprocess.Popen[str]:
        """Start a command in a group of processes of its own."""
        return subprocess.Popen(
            command,
            cwd=self.root,
            env={**self.environment(), **variables},
            text=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def leftovers(self) -> list[str]:
        """Return folders and files that a build makes for itself, working trees, and processes."""
        folders = [*self.root.glob(".site-building-*"), *self.root.glob(".cache/.site-building-*")]
        trees = self.root.glob(".git/worktrees/*")
        names = [path.name for path in (*folders, *trees, *self.temporary.iterdir())]
        return [*names, *(f"process {number}" for number in self.processes())]

    def processes(self) -> list[int]:
        """Return the processes that work in the project."""
        numbers = [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdecimal()]
        return [number for number in numbers if _working_folder(number).is_relative_to(self.root)]

    def wait_for(self, condition: Callable[[], bool]) -> None:
        """Wait until something is so."""
        end = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < end
            time.sleep(0.02)


def _working_folder(process: int) -> Path:
    try:
        return Path(f"/proc/{process}/cwd").readlink()
    except OSError:
        return Path("/gone")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One row: what is broken, and how the build may end."""

    name: str
    start: tuple[str, ...] = ()  # a fault of faulty_start
    first: str = ""  # what a shell does before it starts the build
    variables: Mapping[str, str] = field(default_factory=dict)
    prepare: Callable[[Path], None] = lambda _: None
    ends: frozenset[str] = frozenset({"built"})
    in_gate: bool = False


EITHER = frozenset({"built", "refused"})
OTHER_BYTES = frozenset({"built otherwise"})
NOW = {"SOURCE_DATE_EPOCH": ""}
ASCII = {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


def _each_file(change: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    def prepare(root: Path) -> None:
        for file in sorted(file for file in (root / ".cache").rglob("*") if file.is_file()):
            file.write_bytes(change(file.read_bytes()))

    return prepare


def _flip(content: bytes) -> bytes:
    changed = bytearray(content)
    for place in random.Random(len(content)).choices(range(len(content) * 8), k=3 if content else 0):  # noqa: S311
        changed[place // 8] ^= 1 << place % 8
    return bytes(changed)


def _times(seconds: int) -> Callable[[Path], None]:
    def prepare(root: Path) -> None:
        for file in [*root.glob("content/**/*"), *root.glob(".cache/**/*")]:
            os.utime(file, (seconds, seconds))

    return prepare


def _no_folder(name: str) -> Callable[[Path], None]:
    def prepare(root: Path) -> None:
        shutil.rmtree(root / name, ignore_errors=True)
        (root / name).write_text("in the way", encoding="utf-8")

    return prepare


def _leftover_of_same_number(root: Path) -> None:
    """As in containers, where each build has the number of the one that was killed."""
    for number in (1, os.getpid()):
        (root / f".site-building-{number}-0" / "en").mkdir(parents=True)


ROWS = (
    *(
        Fault(name=f"full disk from write {n} on", start=(f"full-disk={n}",), ends=EITHER, in_gate=n == 9)
        for n in (1, 2, 3, 5, 9, 15, 25, 40, 60, 80, 100, 130, 160, 200, 300)
    ),
    Fault(name="no file above 32 kB", first="ulimit -f 64", ends=EITHER),
    Fault(name="cache may not be written", start=("read-only=.cache",), in_gate=True),
    Fault(name="source may not be written", start=("read-only=content",)),
    Fault(name="folder of the site may not be written", start=("read-only=.",), ends=frozenset({"refused"})),
    Fault(name="a changed bit in each kept file", prepare=_each_file(_flip)),
    Fault(name="kept files cut off", prepare=_each_file(lambda content: content[: len(content) // 2])),
    Fault(name="kept files of another program", prepare=_each_file(lambda _: b"\xff\xfe other" * 900)),
    Fault(name="kept files empty", prepare=_each_file(lambda _: b"")),
    Fault(name="a file where the cache should be", prepare=_no_folder(".cache")),
    Fault(name="a file where the spare site should be", prepare=_no_folder(".cache/spare")),
    Fault(name="leftovers under the number of a process", prepare=_leftover_of_same_number),
    Fault(name="no copies of processes", start=("no-fork",), in_gate=True),
    Fault(name="twenty open files", first="ulimit -n 20", ends=EITHER),
    Fault(name="forty open files", first="ulimit -n 40", ends=EITHER),
    Fault(name="little memory", first="ulimit -v 400000", ends=EITHER),
    Fault(name="the clock jumps", start=("clock-jumps",), variables=NOW, ends=OTHER_BYTES | EITHER),
    Fault(name="files of 2001", prepare=_times(1_000_000_000)),
    Fault(name="files of 2099", prepare=_times(4_080_000_000)),
    Fault(name="no home", first="unset HOME USER LOGNAME"),
    Fault(name="no UTF-8", variables=ASCII),
    Fault(name="no folder for temporary files", variables={"TMPDIR": "/nowhere"}),
    Fault(name="nobody reads what it says", first="exec >&- 2>&-", ends=EITHER),
    Fault(name="no git", variables={"PATH": "/nowhere"}, ends=OTHER_BYTES),
    Fault(name="no analyser of Korean", start=("no-module=kiwipiepy",), ends=OTHER_BYTES | EITHER),
    Fault(name="no matcher of terms", start=("no-module=matchum",), ends=OTHER_BYTES | EITHER),
)  # fmt: skip


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return Project(tmp_path_factory.mktemp("faults"))


@pytest.mark.parametrize("fault", [row for row in ROWS if ALL or row.in_gate], ids=lambda row: str(row.name))
def test_the_site_stands_and_the_next_build_is_a_clean_one(project: Project, fault: Fault) -> None:
    """No traceback, no half site; when the fault is gone nothing is left of it."""
    project.begin()
    fault.prepare(project.root)
    started = time.monotonic()
    python = [sys.executable, "-m"]
    words = [*python, "tests.build.faulty_start", *fault.start, *BUILD] if fault.start else [*python, *BUILD]
    process = project.start(
        "/bin/sh", "-c", f'{fault.first or ":"}; exec "$@"', "sh", *words, **fault.variables
    )
    output = process.communicate(timeout=PATIENCE)[0]
    outcome = _outcome(project, process.returncode)
    assert outcome in fault.ends, output
    assert "Traceback" not in output
    project.build()
    assert digests(project.root / "site") == project.clean
    assert project.leftovers() == []
    _print_row(fault.name, outcome, started)


def _outcome(project: Project, status: int) -> str:
    files = digests(project.root / "site")
    if status:
        return "refused" if files == project.last_good else "refused, and another site"
    return "built" if files == project.clean else "built otherwise"


def _print_row(name: str, outcome: str, started: float) -> None:
    print(f"\n| {name} | {outcome} | {time.monotonic() - started:.0f} |")


def _pages_are_written(root: Path) -> bool:
    return any(root.glob(".site-building-*/en/guides/*")) or any(
        root.glob(".site-building-*/*/*/en/guides/*")
    )


def _in_the_beginning(root: Path) -> bool:
    return any(root.glob(".site-building-*"))


KILLS = {
    "build killed, all its processes": (BUILD, _pages_are_written, True),
    "build killed, the first process only": (BUILD, _pages_are_written, False),
    "build killed in the beginning": (BUILD, _in_the_beginning, False),
    "seal killed": (("exchange.cli.main", "seal", "2026.1"), _pages_are_written, True),
    "seal killed, the first process only": (
        ("exchange.cli.main", "seal", "2026.1"),
        _in_the_beginning,
        False,
    ),
    "publish killed": (("exchange.cli.main", "publish", "out"), _pages_are_written, True),
}
_IN_GATE = ("build killed, the first process only", "seal killed")


@pytest.mark.parametrize("name", [name for name in KILLS if ALL or name in _IN_GATE])
def test_nothing_is_left_of_what_was_killed(project: Project, name: str) -> None:
    """Its other processes end by themselves; the next build clears the rest away."""
    command, moment, whole_group = KILLS[name]
    project.begin()
    started = time.monotonic()
    process = project.start(sys.executable, "-m", *command)
    project.wait_for(lambda: moment(project.root) or process.poll() is not None)
    assert process.poll() is None, process.communicate()[0]
    os.killpg(process.pid, signal.SIGKILL) if whole_group else process.kill()
    process.communicate()
    project.wait_for(lambda: not project.processes())
    assert digests(project.root / "site") in (project.last_good, project.clean)
    project.build()
    assert digests(project.root / "site") == project.clean
    assert project.leftovers() == []
    _print_row(name, "killed", started)


def _preview(project: Project) -> subprocess.Popen[str]:
    """Start a preview, and wait until it answers."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    process = project.start(sys.executable, "-m", "mkdocs", "serve", "-q", "-a", f"127.0.0.1:{port}")

    def answers() -> bool:
        with socket.socket() as client:
            return client.connect_ex(("127.0.0.1", port)) == 0 and any(project.temporary.glob("mkdocs_*/en"))

    project.wait_for(answers)
    return process


if ALL:

    def test_nothing_is_left_of_a_preview_that_was_killed(project: Project) -> None:
        """Neither the folder that MkDocs makes for it, nor ours beside it, once there is another preview."""
        project.begin()
        started = time.monotonic()
        process = _preview(project)
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        assert list(project.temporary.glob("mkdocs_*"))
        process = _preview(project)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=PATIENCE)
        assert project.leftovers() == []
        _print_row("preview killed", "killed", started)

    def test_two_builds_at_once_do_no_harm(project: Project) -> None:
        """Either publishes the whole site; nothing is left."""
        project.begin()
        started = time.monotonic()
        running = [project.start(sys.executable, "-m", *BUILD) for _ in range(2)]
        assert [process.communicate(timeout=PATIENCE) and process.returncode for process in running] == [0, 0]
        assert digests(project.root / "site") == project.clean
        assert project.leftovers() == []
        _print_row("two builds at once", "built", started)
