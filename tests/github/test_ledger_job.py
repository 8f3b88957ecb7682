"""The job that keeps the ledger, on every host we write one for: whatever refuses it, no line is lost."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from tests.building import ROOT
from tests.editions.repositories import git, name
from tests.github.test_workflows import read

FILES = (
    ".github/workflows/deploy.yml",
    ".gitlab-ci.yml",
    "plugins/exchange/cli/start/files/github.yml",
    "plugins/exchange/cli/start/files/gitlab.yml",
)
LEDGER = "content/ledger.csv"
SAID = ("Then run this job again", "이 작업을 다시 실행하십시오")
HOOK = "#!/bin/sh\necho '{reason}' >&2\nexit 1\n"


def _script(file: str) -> str:
    """Return the commands of the job, of either host."""
    pipeline: Any = read(ROOT / file)
    steps = pipeline["jobs"]["ledger"]["steps"] if "jobs" in pipeline else pipeline["ledger"]["script"]
    commands = (step if isinstance(step, str) else step.get("run", "") for step in steps)
    return "\n".join(command for command in commands if command)


class Job:
    """The job of one host on a bare remote, whose branch of the ledger has a line that main lacks."""

    def __init__(self, file: str, folder: Path) -> None:
        self.script, self.folder, self.remote = _script(file), folder, folder / "remote.git"
        self.work = folder / "work"
        first = folder / "first"
        git(folder, "init", "--quiet", "--bare", "--initial-branch", "main", str(self.remote))
        git(folder, "clone", "--quiet", str(self.remote), str(first))
        name(first)
        self.other = first
        (first / "content").mkdir()
        self.push_lines("main", "page,/en/")
        self.push_lines("ledger", "page,/en/", "page,/en/of-others/")
        programs = folder / "programs"
        programs.mkdir()
        (programs / "gh").write_text("#!/bin/sh\n", encoding="utf-8")
        (programs / "gh").chmod(0o755)

    def push_lines(self, branch: str, *lines: str) -> None:
        """Send a ledger, as another run would."""
        (self.other / LEDGER).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        git(self.other, "add", "--all")
        git(self.other, "commit", "--quiet", "--allow-empty", "--message", "x")
        git(self.other, "push", "--quiet", "--force", "origin", f"HEAD:refs/heads/{branch}")

    def run(self, *, push: str = "") -> subprocess.CompletedProcess[str]:
        """Run it in a new clone, with the ledger of its publication; its pushes may go elsewhere."""
        shutil.rmtree(self.work, ignore_errors=True)
        git(self.folder, "clone", "--quiet", "--depth", "1", f"file://{self.remote}", str(self.work))
        (self.work / LEDGER).write_text("page,/en/\npage,/en/new/\n", encoding="utf-8")
        hook = self.folder / "post-commit"
        if hook.exists():
            shutil.copy2(hook, self.work / ".git/hooks/post-commit")
        address = "https://ledger:t@gitlab.example/funders/exchange.git"
        variables = {
            "PATH": f"{self.folder / 'programs'}:{os.environ['PATH']}",
            "COMPARE": "https://host.example/compare",
            "CI_PROJECT_PATH": "funders/exchange",
            "CI_SERVER_HOST": "gitlab.example",
            "LEDGER_TOKEN": "t",
            "GIT_TERMINAL_PROMPT": "0",
            "GIT_CONFIG_COUNT": "2",
            "GIT_CONFIG_KEY_0": f"url.file://{self.remote}.insteadOf",
            "GIT_CONFIG_VALUE_0": address,
            "GIT_CONFIG_KEY_1": f"url.{push or f'file://{self.remote}'}.pushInsteadOf",
            "GIT_CONFIG_VALUE_1": f"file://{self.remote}",
        }
        if push:
            variables["GIT_CONFIG_KEY_0"] = f"url.{push}.insteadOf"
        command = ["bash", "-eo", "pipefail", "-c", self.script]
        environment = {**os.environ, **variables}
        return subprocess.run(
            command, check=False, capture_output=True, text=True, cwd=self.work, env=environment
        )

    def lines(self) -> list[str]:
        """Return the lines that the branch has."""
        return git(self.remote, "show", f"ledger:{LEDGER}").splitlines()


@pytest.fixture(params=FILES)
def job(request: pytest.FixtureRequest, tmp_path: Path) -> Job:
    return Job(request.param, tmp_path)


@pytest.fixture
def host_that_refuses() -> Iterator[Callable[[int], str]]:
    """A host that answers every push with one status: it wants a key, or another one."""

    class Refuses(BaseHTTPRequestHandler):
        status = 401

        def do_GET(self) -> None:
            self.send_response(self.status)
            self.send_header("WWW-Authenticate", 'Basic realm="host"')
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    def address(status: int) -> str:
        Refuses.status = status
        return f"http://127.0.0.1:{server.server_port}/exchange.git"

    with ThreadingHTTPServer(("127.0.0.1", 0), Refuses) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield address
        server.shutdown()


EVERY_LINE = ["page,/en/", "page,/en/new/", "page,/en/of-others/"]


def test_lines_that_nobody_has_merged_stay(job: Job) -> None:
    """Also when an old run is run again; and where there is no branch, it is made."""
    for _ in range(2):
        done = job.run()
        assert done.returncode == 0, done.stderr
        assert job.lines() == EVERY_LINE
    git(job.remote, "branch", "-D", "ledger")
    assert job.run().returncode == 0
    assert job.lines() == EVERY_LINE[:2]


@pytest.mark.parametrize(
    ("fault", "git_says"),
    [
        ("declined", "pre-receive hook declined"),
        ("protected", "GH006: Protected branch update failed"),
        ("full", "No space left on device"),
        ("silent", "onnect"),
        ("no-key", "could not read Username"),
        ("other-key", "403"),
        ("no-repository", "does not appear to be a git repository"),
        ("other-lines-first", "stale info"),
        ("no-origin", "does not appear to be a git repository"),
        ("no-ledger", LEDGER),
    ],
)
def test_what_refuses_is_said_and_the_next_run_has_every_line(
    job: Job, fault: str, git_says: str, request: pytest.FixtureRequest
) -> None:
    """In git's words and in both of our languages; what the branch had it still has."""
    hook, away = job.remote / "hooks/pre-receive", job.remote.with_name("away.git")
    reasons = {
        "declined": "Ask the maintainers.",
        "protected": "error: GH006: Protected branch update failed",
        "full": "fatal: write error: No space left on device",
    }
    before, push = job.lines(), ""
    if fault in reasons:
        hook.write_text(HOOK.format(reason=reasons[fault]), encoding="utf-8")
        hook.chmod(0o755)
    elif fault == "silent":
        push = "http://127.0.0.1:9/x.git"
    elif fault in ("no-key", "other-key"):
        push = request.getfixturevalue("host_that_refuses")(401 if fault == "no-key" else 403)
    elif fault == "no-repository":
        push = f"file://{away}"
    elif fault == "other-lines-first":
        commands = f"git -C {job.other} push --quiet --force {job.remote} HEAD:refs/heads/ledger"
        job.push_lines("waiting", *before, "page,/en/meanwhile/")
        (job.folder / "post-commit").write_text(f"#!/bin/sh\n{commands}\n", encoding="utf-8")
        (job.folder / "post-commit").chmod(0o755)
        before = [*before, "page,/en/meanwhile/"]
    elif fault == "no-origin":
        job.script = f"git remote set-url origin file://{away}\n{job.script}"
    else:
        (job.other / LEDGER).unlink()
        (job.other / "mine").touch()
        git(job.other, "add", "--all")
        git(job.other, "commit", "--quiet", "--message", "mine")
        git(job.other, "push", "--quiet", "--force", "origin", "HEAD:refs/heads/ledger")
    refused = job.run(push=push)
    assert refused.returncode != 0
    assert git_says in refused.stderr
    assert all(words in refused.stdout for words in SAID)
    if fault == "no-ledger":
        assert git(job.remote, "ls-tree", "--name-only", "ledger") == "mine"
        git(job.remote, "branch", "-D", "ledger")
        before = []
    else:
        assert job.lines() == before
    hook.unlink(missing_ok=True)
    (job.folder / "post-commit").unlink(missing_ok=True)
    job.script = job.script.removeprefix(f"git remote set-url origin file://{away}\n")
    done = job.run()
    assert done.returncode == 0, done.stderr
    assert job.lines() == sorted({*before, *EVERY_LINE[:2]})
