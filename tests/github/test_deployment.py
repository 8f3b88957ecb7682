"""The steps of deploy.yml, run as they are written, in a repository with a remote: editions stay there."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from tests.building import ROOT, digests
from tests.editions.scratch import ADDRESS, Scratch, new_scratch
from tests.github.test_workflows import read

WORKFLOW = read(ROOT / ".github/workflows/deploy.yml")
_EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")
_GH = """\
#!/bin/sh
case "$*" in
  "auth setup-git") ;;
  *statuses*) echo "$GH_STATE" ;;
  *deployments*) cat "$GH_DEPLOYMENTS" ;;
  *) echo "unexpected: gh $*" >&2; exit 1 ;;
esac
"""


@dataclass
class Host:
    """Stands for the service that runs workflows: a bare remote, artifacts, the site that is deployed."""

    remote: Path
    work: Path
    event: str = "push"
    state: str = "success"
    deployed: list[str] = field(default_factory=list)  # commits, the last one last
    publications: list[Path] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    since: list[str] = field(default_factory=list)

    def run(self) -> None:
        """Run every job of the workflow in its order; one that another needs comes before it."""
        artifacts = self.work / f"artifacts-{len(list(self.work.glob('artifacts-*')))}"
        outputs: dict[str, Mapping[str, str]] = {}
        for name, job in WORKFLOW["jobs"].items():
            assert {*outputs} >= {*([job["needs"]] if "needs" in job else [])}
            outputs[name] = Job(self, job, outputs, artifacts).run()

    def site(self) -> Path:
        """Return the folder that readers see."""
        return self.publications[-1]


class Job:
    """One job on a machine of its own."""

    def __init__(self, host: Host, job: Any, needs: Mapping[str, Mapping[str, str]], artifacts: Path) -> None:
        self.host, self.job, self.needs, self.artifacts = host, job, needs, artifacts
        self.folder = host.work / f"machine-{len(list(host.work.glob('machine-*')))}"
        self.folder.mkdir()
        self.steps: dict[str, Mapping[str, str]] = {}

    def run(self) -> Mapping[str, str]:
        """Do the steps; return the outputs of the job."""
        for step in self.job["steps"]:
            if step.get("if") == "github.event_name == 'schedule'" and self.host.event != "schedule":
                continue
            if "run" in step:
                self._shell(step)
            else:
                self._action(step["uses"].partition("@")[0].removeprefix("actions/"), step.get("with", {}))
        return {name: self._filled(value) for name, value in self.job.get("outputs", {}).items()}

    def _filled(self, text: str) -> str:
        return _EXPRESSION.sub(lambda found: self._value(found[1]), str(text))

    def _value(self, expression: str) -> str:
        match expression.split("."):
            case ["steps", step, "outputs", name]:
                return self.steps.get(step, {}).get(name, "")
            case ["needs", job, "outputs", name]:
                return self.needs[job].get(name, "")
        known = {
            "github.token": "none",
            "github.repository": "funders/exchange",
            "github.server_url": "https://host.example",
            "github.ref_name": "main",
            "vars.SITE_URL": ADDRESS,
        }
        return known[expression]

    def _shell(self, step: Any) -> None:
        told = self.host.work / "output"
        told.write_text("", encoding="utf-8")
        tools = self.host.work / "tools"
        tools.mkdir(exist_ok=True)
        (tools / "gh").write_text(_GH, encoding="utf-8")
        (tools / "gh").chmod(0o755)
        deployments = self.host.work / "deployments"
        lines = [
            f"{number} {commit} 2026-11-28T00:00:00Z\n" for number, commit in enumerate(self.host.deployed)
        ]
        deployments.write_text("".join(reversed(lines)), encoding="utf-8")
        clean = {name: text for name, text in os.environ.items() if not name.startswith(("KX_", "SITE_URL"))}
        own = {name: self._filled(text) for name, text in step.get("env", {}).items()}
        self.host.since += [own["KX_SINCE"]] if "KX_SINCE" in own else []
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", self._filled(step["run"])],
            check=False,
            capture_output=True,
            text=True,
            cwd=self.folder,
            env={
                **clean,
                "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
                "GITHUB_OUTPUT": str(told),
                "GH_DEPLOYMENTS": str(deployments),
                "GH_STATE": self.host.state,
                **own,
            },
        )
        assert done.returncode == 0, f"{step.get('name')}: {done.stdout}{done.stderr}"
        self.host.notices += [line for line in done.stdout.splitlines() if line.startswith("::notice")]
        found = [line.partition("=") for line in told.read_text(encoding="utf-8").splitlines()]
        self.steps[step.get("id", "")] = {name: value for name, _, value in found}

    def _action(self, action: str, options: Mapping[str, Any]) -> None:
        if action == "checkout":
            self._check_out(whole=options.get("fetch-depth") == 0)
        elif action == "upload-artifact":
            kept = self.artifacts / options["name"]
            kept.mkdir(parents=True)
            shutil.copy2(self.folder / options["path"], kept)
        elif action == "download-artifact":
            shutil.copytree(
                self.artifacts / options["name"], self.folder / options["path"], dirs_exist_ok=True
            )
        elif action == "deploy-pages":
            self._deploy()
        else:
            assert action == "cache", action

    def _check_out(self, *, whole: bool) -> None:
        """Fetch one commit, or all branches; the virtual environment is the one that runs the tests."""
        depth = ["--no-single-branch"] if whole else ["--depth", "1"]
        source = f"file://{self.host.remote}"
        subprocess.run(
            ["git", "clone", "--quiet", *depth, "--branch", "main", source, "."], check=True, cwd=self.folder
        )
        (self.folder / ".venv").mkdir()
        (self.folder / ".venv/bin").symlink_to(Path(sys.executable).parent)
        (self.folder / ".venv/site.stamp").touch()

    def _deploy(self) -> None:
        site = self.host.work / f"site-{len(self.host.publications)}"
        site.mkdir()
        packed = self.artifacts / "github-pages/artifact.tar"
        subprocess.run(["tar", "--extract", "--file", str(packed)], check=True, cwd=site)
        self.host.publications.append(site)
        head = ["git", "-C", str(self.host.remote), "rev-parse", "main"]
        self.host.deployed.append(
            subprocess.run(head, check=True, capture_output=True, text=True).stdout.strip()
        )


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> tuple[Scratch, Host]:
    """A first deployment without editions; then one is sealed and pushed; then another change is merged."""
    folder = tmp_path_factory.mktemp("deployment")
    scratch = new_scratch(folder)
    for name in ("Makefile", "pyproject.toml", "requirements", ".github"):
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, scratch.root / name)
        else:
            shutil.copy2(source, scratch.root / name)
    with (scratch.root / ".gitignore").open("a", encoding="utf-8") as ignored:
        ignored.write("/.venv/\n")
    scratch.commit(2)
    remote = folder / "remote.git"
    subprocess.run(["git", "init", "--quiet", "--bare", "--initial-branch", "main", str(remote)], check=True)
    scratch.git("remote", "add", "origin", str(remote))
    scratch.git("push", "--quiet", "origin", "main")
    work = folder / "work"
    work.mkdir()
    host = Host(remote=remote, work=work)
    host.run()
    assert scratch.run("seal", "2026.1") == 0
    scratch.git("push", "--quiet", "origin", "editions")
    host.run()
    scratch.replace("guides/first.md", "Deadline", "The deadline")
    scratch.commit(3)
    scratch.git("push", "--quiet", "origin", "main")
    host.run()
    return scratch, host


def test_a_site_is_deployed_before_there_is_any_edition(story: tuple[Scratch, Host]) -> None:
    """Neither the branch of editions nor that of the ledger exists; no deployment is known."""
    _, host = story
    assert (host.publications[0] / "en/guides/first/index.html").is_file()
    assert not (host.publications[0] / "editions/2026.1").exists()
    assert host.since[0] == ""


def test_an_edition_stays_published_with_every_deployment(story: tuple[Scratch, Host]) -> None:
    """Byte for byte, and the live page leads to it."""
    scratch, host = story
    _, second, third = host.publications
    sealed = digests(second / "editions/2026.1/en")
    assert sealed == digests(third / "editions/2026.1/en")
    manifest = json.loads(scratch.git("show", "editions:editions/2026.1/manifest.json"))
    page = "en/guides/first/index.html"
    assert digests(third / "editions/2026.1")[page] == manifest["files"][page]
    live = (third / page).read_text("utf-8")
    assert "The deadline" in live
    assert "../../../editions/2026.1/en/guides/first/" in live


def test_each_deployment_is_compared_with_the_one_before(story: tuple[Scratch, Host]) -> None:
    """The commit that readers have seen is handed to the build."""
    _, host = story
    assert host.since == ["", host.deployed[0], host.deployed[1]]


def test_the_ledger_grows_by_itself(story: tuple[Scratch, Host]) -> None:
    """On a branch of its own, with the edition's digest; a person is told where to merge it."""
    scratch, host = story
    scratch.git("fetch", "--quiet", "origin")
    lines = scratch.git("show", "origin/ledger:content/ledger.csv").splitlines()
    assert "page,/en/guides/first/" in lines
    assert [line for line in lines if line.startswith("edition,/editions/2026.1/,")]
    assert any("compare/main...ledger" in notice for notice in host.notices)


def test_what_was_deployed_and_never_merged_into_the_ledger_is_remembered(
    story: tuple[Scratch, Host],
) -> None:
    """A page that was on the web cannot be deleted without a word, whoever forgot to merge the ledger."""
    scratch, host = story
    before = digests(host.site())
    (scratch.root / "content/en/only-english.md").unlink()
    scratch.replace("guides/first.md", "../only-english.md", "second.md")
    nav = scratch.root / "content/nav.yml"
    nav.write_text(nav.read_text("utf-8").replace("- only-english\n", ""), encoding="utf-8")
    scratch.commit(4)
    scratch.git("push", "--quiet", "origin", "main")
    try:
        with pytest.raises(AssertionError, match=re.escape("- {from: /only-english/, to: ")):
            host.run()
    finally:
        scratch.git("push", "--quiet", "--force", "origin", "HEAD~1:main")
        scratch.git("reset", "--quiet", "--hard", "HEAD~1")
    assert digests(host.site()) == before


def test_no_push_is_dropped() -> None:
    """All runs wait their turn; a run that has begun is never cut off."""
    assert WORKFLOW["concurrency"] == {"group": "deploy", "cancel-in-progress": False, "queue": "max"}
