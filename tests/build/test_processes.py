"""Work in another process gives what it gives here, whether that process is a copy or a new one."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from typing import NoReturn

import pytest
from tests.building import ROOT, SITES, digests, write_settings

from exchange.build import processes
from exchange.build.processes import Say, spread, start


def _refuse() -> NoReturn:
    raise OSError(errno.EAGAIN, "Resource temporarily unavailable")


@pytest.fixture(params=["copies", "refused", "new processes"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """As on Linux, as where the system refuses a copy, and as on Windows and macOS."""
    if request.param == "copies" and not processes.copies_are_safe():
        pytest.skip("processes are not copied here")
    if request.param == "refused":
        monkeypatch.setattr(os, "fork", _refuse)
    elif request.param == "new processes":
        monkeypatch.setattr(processes, "_COPIES_ARE_SAFE", False)
    return str(request.param)


def greet(name: str, say: Say) -> int:
    say(f"안녕, {name}")
    print("printed,\nin two lines")
    say(os.environ["KX_TEST"])
    return 3


def fail(say: Say) -> int:
    say("before")
    raise KeyError("a fault")


def wait_for_ever(say: Say) -> int:
    say(str(os.getpid()))
    time.sleep(600)
    return 0


def upper(word: str) -> str:
    return word.upper() + "!"


def where(_: int) -> str:
    return str(os.getpid())


def divide(number: int) -> str:
    return str(1 // (number - 150))


@pytest.mark.usefixtures("way")
def test_what_work_says_and_prints_is_heard() -> None:
    """In order, with the exit status and the variables it was given."""
    process = start(partial(greet, "reader"), {"KX_TEST": "값"})
    assert list(process.lines()) == ["안녕, reader", "printed,", "in two lines", "값"]
    assert process.wait() == 3


@pytest.mark.usefixtures("way")
def test_a_fault_in_the_work_is_raised_where_it_is_heard() -> None:
    """After all that was said before it."""
    lines = start(fail).lines()
    assert next(lines) == "before"
    with pytest.raises(KeyError, match="a fault"):
        next(lines)


@pytest.mark.usefixtures("way")
def test_work_that_is_ended_says_no_more() -> None:
    """Its process is gone at once."""
    process = start(wait_for_ever)
    number = int(next(process.lines()))
    process.end()
    assert list(process.lines()) == []
    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)


def test_only_a_new_process_does_other_work(way: str) -> None:
    """A closure is work for a copy; a new process is given what can be pickled."""
    heard = list(
        start(
            lambda say: say("a copy") or 0, in_new=partial(greet, "new"), environment={"KX_TEST": ""}
        ).lines()
    )
    assert heard[0] == ("a copy" if way == "copies" else "안녕, new")


def test_work_ends_with_the_process_that_started_it(tmp_path: Path) -> None:
    """However that ends, and in both ways."""
    for safe in (True, False):
        script = tmp_path / "starts.py"
        script.write_text(
            "import time\nfrom exchange.build import processes\n"
            "from tests.build.test_processes import wait_for_ever\n"
            f"if __name__ == '__main__':\n    processes._COPIES_ARE_SAFE = {safe}\n"
            "    print(next(processes.start(wait_for_ever).lines()), flush=True)\n    time.sleep(600)\n",
            encoding="utf-8",
        )
        leader = subprocess.Popen(
            [sys.executable, str(script)],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        assert leader.stdout
        number = int(leader.stdout.readline())
        leader.send_signal(signal.SIGKILL)
        leader.wait()
        leader.stdout.close()
        for _ in range(600):
            if (
                not Path(f"/proc/{number}").exists()
                or "Z" in Path(f"/proc/{number}/stat").read_text().split()[2]
            ):
                break
            time.sleep(0.1)
        else:
            pytest.fail(f"process {number} goes on")


@pytest.mark.parametrize("count", [0, 1, 99, 100, 257])
@pytest.mark.usefixtures("way")
def test_results_come_in_the_order_of_the_items(count: int) -> None:
    """Few items or many, here or in other processes."""
    words = [f"낱말 {number}" for number in range(count)]
    assert list(spread(words, upper)) == [f"{word.upper()}!" for word in words]


@pytest.mark.usefixtures("way")
def test_many_items_are_worked_on_elsewhere_and_few_here() -> None:
    """Where there is a second core."""
    here = str(os.getpid())
    assert set(spread(range(5), where)) == {here}
    assert (here not in set(spread(range(200), where))) == ((os.cpu_count() or 1) > 1)


def test_work_that_cannot_be_given_away_is_done_here(way: str) -> None:
    """A closure is none for a new process."""
    here = str(os.getpid())
    numbers = set(spread(range(200), lambda _: str(os.getpid())))
    assert (here in numbers) == (way != "copies" or (os.cpu_count() or 1) == 1)


@pytest.mark.usefixtures("way")
def test_a_fault_in_shared_work_is_raised_here() -> None:
    """And the next work is done as if nothing had been."""
    with pytest.raises(ZeroDivisionError):
        list(spread(range(200), divide))
    assert list(spread(range(150), str)) == [str(number) for number in range(150)]


def test_a_whole_build_without_copies_has_the_same_bytes(tmp_path: Path) -> None:
    """The companion, the analyser and the checks work in new processes, as on Windows and macOS."""
    built = []
    for safe in (True, False):
        settings = write_settings(SITES / "showcase", tmp_path / str(safe))
        code = (
            "import sys; from exchange.build import processes; from mkdocs.__main__ import cli\n"
            f"processes._COPIES_ARE_SAFE = {safe}\n"
            f"sys.argv = ['mkdocs', 'build', '-q', '-f', {str(settings)!r}]; cli()"
        )
        environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1795900000"}
        done = subprocess.run(
            [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        built.append(digests(tmp_path / str(safe) / "site"))
    assert built[0] == built[1]
