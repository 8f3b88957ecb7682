"""Stand for the service that runs workflows: their own shell lines, on a bare remote, as of any moment.

Actions are replaced by what they do here: a checkout is a clone, an artifact a folder, a deployment the
folder that readers see. The step that installs packages finds the environment of the tests in its place;
those of the system are not installed.
"""

from __future__ import annotations

import datetime
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.building import ROOT
from tests.github.expressions import Value, evaluate, filled
from tests.github.test_workflows import read

_GH = """\
#!/bin/sh
case "$*" in
  "auth setup-git") ;;
  *statuses*) echo success ;;
  *deployments*) cat "$GH_DEPLOYMENTS" ;;
  *deploy.yml/enable) echo awake >> "$GH_AWAKE" ;;
  *) echo "unexpected: gh $*" >&2; exit 1 ;;
esac
"""
_SUDO = """\
#!/bin/sh
test "$1" = apt-get || { echo "unexpected: sudo $*" >&2; exit 1; }
"""


class StepFailed(Exception):
    """A step ended with a fault; the text is all that it said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Why a workflow runs, and at what moment."""

    name: str
    moment: datetime.datetime
    before: str = ""  # the commit that the branch had
    schedule: str = ""


@dataclass
class Service:
    """A bare remote, what is kept between runs, and the site that is deployed."""

    remote: Path
    work: Path
    address: str
    deployed: list[tuple[str, datetime.datetime]] = field(default_factory=list)
    publications: list[Path] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)

    def run(self, workflow: str, event: Event) -> dict[str, str]:
        """Run a workflow; return the result of each job. Raises StepFailed where a step fails."""
        return _Run(self, read(ROOT / ".github/workflows" / workflow), event).jobs()

    @property
    def site(self) -> Path:
        """The folder that readers see."""
        return self.publications[-1]

    @property
    def awake(self) -> Path:
        """The file in which calls that keep the schedule awake are counted."""
        return self.work / "awake"

    def head(self) -> str:
        """Return the commit of the main branch."""
        return _git(self.remote, "rev-parse", "main")

    def deploy(self, packed: Path, moment: datetime.datetime) -> None:
        """Put a packed site into its place."""
        site = self.work / f"site-{len(self.publications)}"
        site.mkdir()
        subprocess.run(["tar", "--extract", "--file", str(packed)], check=True, cwd=site)
        self.publications.append(site)
        self.deployed.append((self.head(), moment))


class _Run:
    """One run of a workflow."""

    def __init__(self, service: Service, workflow: Any, event: Event) -> None:
        self.service, self.workflow, self.event = service, workflow, event
        self.artifacts = _new_folder(service.work, "artifacts")
        self.outputs: dict[str, Mapping[str, str]] = {}
        self.results: dict[str, str] = {}

    def jobs(self) -> dict[str, str]:
        for name, job in self.workflow["jobs"].items():
            needs = [job["needs"]] if "needs" in job else []
            assert {*needs} <= {*self.results}, "a job comes after those that it needs"
            due = evaluate(_bare(job["if"]), self.look_up) if "if" in job else True
            before = all(self.results[one] == "success" for one in needs)
            if not due or not (before or "cancelled()" in job.get("if", "")):
                self.results[name], self.outputs[name] = "skipped", {}
                continue
            self.outputs[name] = _Job(self, job).run()
            self.results[name] = "success"
        return self.results

    def look_up(self, name: str) -> Value:
        match name.split("."):
            case ["needs", job, "outputs", output]:
                return self.outputs[job].get(output, "")
            case ["needs", job, "result"]:
                return self.results[job]
        head = self.service.head()
        values: dict[str, Value] = {
            "cancelled()": False,
            "github.event.before": self.event.before,
            "github.event.pull_request.base.sha": "",
            "github.event.schedule": self.event.schedule,
            "github.event_name": self.event.name,
            "github.ref_name": "main",
            "github.repository": "funders/exchange",
            "github.run_id": str(len(self.service.publications)),
            "github.server_url": "https://host.example",
            "github.sha": head,
            "github.token": "none",
            "vars.SITE_URL": self.service.address,
        }
        return values[name]


class _Job:
    """One job on a machine of its own."""

    def __init__(self, run: _Run, job: Any) -> None:
        self.run_of, self.job, self.service = run, job, run.service
        self.folder = _new_folder(self.service.work, "machine")
        self.steps: dict[str, Mapping[str, str]] = {}
        self.variables: dict[str, str] = {}
        self.caches = False

    def run(self) -> Mapping[str, str]:
        """Do the steps; return the outputs of the job."""
        for step in self.job["steps"]:
            if "if" in step and not evaluate(_bare(step["if"]), self._look_up):
                continue
            if "run" in step:
                self._shell(step)
            else:
                self._action(step["uses"].partition("@")[0].removeprefix("actions/"), step.get("with", {}))
        if self.caches:
            shutil.rmtree(self.service.work / "cache", ignore_errors=True)
            shutil.copytree(self.folder / ".cache", self.service.work / "cache", symlinks=True)
        return {name: filled(text, self._look_up) for name, text in self.job.get("outputs", {}).items()}

    def _look_up(self, name: str) -> Value:
        match name.split("."):
            case ["steps", step, "outputs", output]:
                return self.steps.get(step, {}).get(output, "")
        return self.run_of.look_up(name)

    def _shell(self, step: Any) -> None:
        files = {
            name: self.service.work / name for name in ("GITHUB_OUTPUT", "GITHUB_ENV", "GITHUB_STEP_SUMMARY")
        }
        for file in files.values():
            file.write_text("", encoding="utf-8")
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", filled(step["run"], self._look_up)],
            check=False,
            capture_output=True,
            text=True,
            cwd=self.folder,
            env=self._environment(step, files),
        )
        said = done.stdout + done.stderr
        if done.returncode:
            raise StepFailed(f"{step.get('name')}: {said}")
        self.service.notices += [line for line in said.splitlines() if line.startswith("::notice")]
        self.steps[step.get("id", "")] = _read_pairs(files["GITHUB_OUTPUT"])
        self.variables |= _read_pairs(files["GITHUB_ENV"])

    def _environment(self, step: Any, files: Mapping[str, Path]) -> dict[str, str]:
        tools = self.service.work / "tools"
        tools.mkdir(exist_ok=True)
        for name, script in (("gh", _GH), ("sudo", _SUDO)):
            (tools / name).write_text(script, encoding="utf-8")
            (tools / name).chmod(0o755)
        deployments = self.service.work / "deployments"
        rows = [
            f"{number} {commit} {moment:%Y-%m-%dT%H:%M:%SZ}\n"
            for number, (commit, moment) in enumerate(self.service.deployed)
        ]
        deployments.write_text("".join(reversed(rows)), encoding="utf-8")
        clean = {name: text for name, text in os.environ.items() if not name.startswith(("KX_", "SITE_URL"))}
        return {
            **clean,
            "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
            "SOURCE_DATE_EPOCH": str(int(self.run_of.event.moment.timestamp())),
            "GH_DEPLOYMENTS": str(deployments),
            "GH_AWAKE": str(self.service.awake),
            **{name: str(file) for name, file in files.items()},
            **self.variables,
            **{name: filled(str(text), self._look_up) for name, text in step.get("env", {}).items()},
        }

    def _action(self, action: str, options: Mapping[str, Any]) -> None:
        kept = self.run_of.artifacts / str(options.get("name"))
        match action:
            case "checkout":
                self._check_out(whole=options.get("fetch-depth") == 0)
            case "upload-artifact":
                kept.mkdir()
                shutil.copy2(self.folder / options["path"], kept)
            case "download-artifact":
                shutil.copytree(kept, self.folder / options["path"], dirs_exist_ok=True)
            case "deploy-pages":
                packed = self.run_of.artifacts / "github-pages/artifact.tar"
                self.service.deploy(packed, self.run_of.event.moment)
            case "cache":
                self._restore(options["path"])
            case _:
                raise StepFailed(f"unknown action: {action}")

    def _check_out(self, *, whole: bool) -> None:
        """Fetch one commit, or all branches; the virtual environment is the one that runs the tests."""
        shutil.rmtree(self.folder)  # as the action does
        self.folder.mkdir()
        depth = ["--no-single-branch"] if whole else ["--depth", "1"]
        source = f"file://{self.service.remote}"
        subprocess.run(
            ["git", "clone", "--quiet", *depth, "--branch", "main", source, "."], check=True, cwd=self.folder
        )
        (self.folder / ".venv").mkdir()
        (self.folder / ".venv/bin").symlink_to(Path(sys.executable).parent)
        (self.folder / ".venv/site.stamp").touch()

    def _restore(self, paths: str) -> None:
        """Bring back what a build has kept; packages are there already."""
        self.caches |= ".cache" in paths.split()
        if self.caches and (self.service.work / "cache").is_dir():
            shutil.copytree(self.service.work / "cache", self.folder / ".cache", dirs_exist_ok=True)


def _bare(condition: str) -> str:
    """Return the expression of an `if`, which may stand in marks or not."""
    return condition.strip().removeprefix("${{").removesuffix("}}").strip()


def _read_pairs(file: Path) -> dict[str, str]:
    pairs = (line.partition("=") for line in file.read_text(encoding="utf-8").splitlines())
    return {name: value for name, _, value in pairs}


def _new_folder(work: Path, name: str) -> Path:
    folder = work / f"{name}-{len(list(work.glob(f'{name}-*')))}"
    folder.mkdir()
    return folder


def _git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True, text=True)
    return done.stdout.strip()
