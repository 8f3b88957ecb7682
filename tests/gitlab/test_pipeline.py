"""The pipeline for GitLab keeps the promises of the workflows: its own script lines, run on a bare remote."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.building import ROOT, digests
from tests.editions.scratch import ADDRESS, Scratch, new_scratch
from tests.github.test_workflows import read

PIPELINE = read(ROOT / ".gitlab-ci.yml")
FILES = (".gitattributes", "Makefile", "pyproject.toml", "requirements")


def lines(script: Any) -> Iterator[str]:
    """Yield the lines of a script; lists in it count as their lines."""
    for line in script:
        yield from [line] if isinstance(line, str) else lines(line)


class Runner:
    """Runs jobs in one clone of the main branch, as a runner that keeps its artifacts."""

    def __init__(self, remote: Path, work: Path) -> None:
        self.remote, self.work = remote, work

    def new_clone(self) -> None:
        """Begin a pipeline: the branch as it is, without the branches beside it; the cache stays."""
        cache = self.work / ".cache"
        kept = self.work.with_name("kept")
        if cache.exists():
            cache.rename(kept)
        shutil.rmtree(self.work, ignore_errors=True)
        source = f"file://{self.remote}"
        command = ["git", "clone", "--quiet", "--single-branch", "--branch", "main", source, str(self.work)]
        subprocess.run(command, check=True)
        (self.work / ".venv").mkdir()
        (self.work / ".venv/bin").symlink_to(Path(sys.executable).parent)
        (self.work / ".venv/site.stamp").touch()
        if kept.exists():
            kept.rename(cache)

    def run(self, name: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run the script of a job in one shell, which ends at the first fault."""
        job = PIPELINE[name]
        clean = {name: text for name, text in os.environ.items() if not name.startswith(("KX_", "SITE_URL"))}
        head = subprocess.run(
            ["git", "-C", str(self.work), "rev-parse", "HEAD"], check=True, capture_output=True, text=True
        )
        push = "https://ledger:t@gitlab.example/funders/exchange.git"
        given = {
            "CI_MERGE_REQUEST_DIFF_BASE_SHA": head.stdout.strip(),
            "CI_PROJECT_PATH": "funders/exchange",
            "CI_PROJECT_URL": "https://gitlab.example/funders/exchange",
            "CI_SERVER_HOST": "gitlab.example",
            "LEDGER_TOKEN": "t",
            "KX_PDF": "off",
            "GIT_CONFIG_COUNT": "1",
            "GIT_CONFIG_KEY_0": f"url.file://{self.remote}.insteadOf",
            "GIT_CONFIG_VALUE_0": push,
        }
        own = {key: os.path.expandvars(text) for key, text in job.get("variables", {}).items()}
        own = {key: given.get(text.removeprefix("$"), text) for key, text in own.items()}
        return subprocess.run(
            ["bash", "-eo", "pipefail", "-c", "\n".join(lines(job["script"]))],
            check=False,
            capture_output=True,
            text=True,
            cwd=self.work,
            env={**clean, **PIPELINE["variables"], **given, **own, **variables},
        )


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> tuple[Scratch, Runner]:
    """A repository with a bare remote."""
    folder = tmp_path_factory.mktemp("gitlab")
    scratch = new_scratch(folder)
    for name in FILES:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, scratch.root / name)
        else:
            shutil.copy2(source, scratch.root / name)
    with (scratch.root / ".gitignore").open("a", encoding="utf-8") as ignored:
        ignored.write("/.venv/\n/public/\n")
    scratch.commit(2)
    remote = folder / "remote.git"
    subprocess.run(["git", "init", "--quiet", "--bare", "--initial-branch", "main", str(remote)], check=True)
    scratch.git("remote", "add", "origin", str(remote))
    scratch.git("push", "--quiet", "origin", "main")
    runner = Runner(remote, folder / "runner")
    runner.new_clone()
    return scratch, runner


def test_the_site_is_published_and_the_ledger_grows_by_itself(story: tuple[Scratch, Runner]) -> None:
    """What was published is refused to be lost by the next pipeline, though nobody merged its lines."""
    scratch, runner = story
    assert "SITE_URL is not set" in runner.run("pages").stdout
    done = runner.run("pages", SITE_URL=ADDRESS)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (runner.work / "public/ko/guides/first/index.html").is_file()
    hook = runner.remote / "hooks/pre-receive"
    hook.write_text("#!/bin/sh\necho 'This branch is protected.' >&2\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    refused = runner.run("ledger")
    assert refused.returncode != 0
    assert "This branch is protected." in refused.stderr  # git's own words, between ours
    assert "run this job again" in refused.stdout
    assert "이 작업을 다시 실행하십시오" in refused.stdout
    hook.unlink()
    subprocess.run(["git", "-C", str(runner.work), "reset", "-q", "HEAD~1"], check=True)  # a clone anew
    grown = runner.run("ledger")
    assert grown.returncode == 0, grown.stdout + grown.stderr
    scratch.git("fetch", "--quiet", "origin")
    assert "page,/en/only-english/" in scratch.git("show", "origin/ledger:content/ledger.csv").splitlines()
    nowhere = {"KEY_1": "url.file:///nowhere/.insteadOf", "VALUE_1": f"file://{runner.remote}", "COUNT": "2"}
    silent = runner.run("ledger", **{f"GIT_CONFIG_{key}": value for key, value in nowhere.items()})
    assert silent.returncode != 0  # nobody could say which lines are there: they are not pushed over
    assert "/nowhere/" in silent.stderr
    published = digests(runner.work / "public")
    (scratch.root / "content/en/only-english.md").unlink()
    scratch.replace("guides/first.md", "../only-english.md", "second.md")
    nav = scratch.root / "content/nav.yml"
    nav.write_text(nav.read_text("utf-8").replace("- only-english\n", ""), encoding="utf-8")
    scratch.commit(3)
    scratch.git("push", "--quiet", "origin", "main")
    runner.new_clone()
    refused = runner.run("pages", SITE_URL=ADDRESS)
    assert refused.returncode != 0
    assert "- {from: /only-english/, reason: " in refused.stdout + refused.stderr
    assert published


def test_content_is_checked_in_both_languages_with_a_preview(story: tuple[Scratch, Runner]) -> None:
    """The report is one that the host reads; the page that was lost above fails the job."""
    _, runner = story
    done = runner.run("check")
    assert done.returncode != 0
    said = done.stdout + done.stderr
    assert "/only-english/" in said
    assert said.count("[editions/unresolved]") > 1
    assert "오류" in said
    assert (runner.work / "code-quality.json").is_file()


def test_a_change_of_content_alone_does_not_run_the_gate() -> None:
    """Its paths are all but the content; and no push is passed over."""
    paths = PIPELINE["gate"]["rules"][0]["changes"]
    folders = {name for path in paths for name in path.strip("*/").strip("{}").split(",") if name}
    tracked = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "-z"], check=True, capture_output=True, text=True
    ).stdout
    top = {path.partition("/")[0] for path in tracked.split("\0") if "/" in path}
    assert folders == top - {"content"}
    assert PIPELINE["pages"]["resource_group"] == "deploy"
