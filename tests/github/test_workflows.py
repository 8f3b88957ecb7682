"""Workflows run nothing of a stranger's where they may write, and nothing that could change under them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML
from tests.building import ROOT

GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
FORMS = sorted((GITHUB / "ISSUE_TEMPLATE").glob("*.*.yml"))
PINNED = re.compile(r"uses: actions/[\w-]+(/[\w-]+)?@[0-9a-f]{40} # v[0-9]+\.[0-9]+\.[0-9]+")


def read(file: Path) -> Any:
    """Return what a YAML file says."""
    return YAML(typ="safe", pure=True).load(file.read_text(encoding="utf-8"))


def test_zizmor_finds_nothing() -> None:
    """The one finding that is passed over is named, with its reason, where it arises."""
    command = [str(Path(sys.executable).with_name("zizmor")), "--offline", "--no-progress", str(GITHUB)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    ignored = [file.name for file in WORKFLOWS if "zizmor: ignore" in file.read_text(encoding="utf-8")]
    assert ignored == ["comment.yml"]


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: str(file.name))
def test_actions_are_pinned_and_rights_are_given_one_by_one(file: Path) -> None:
    """Each action is a commit with its version beside it; a workflow begins with no rights."""
    text = file.read_text(encoding="utf-8")
    uses = [line.strip().removeprefix("- ") for line in text.splitlines() if "uses:" in line]
    assert [line for line in uses if not PINNED.fullmatch(line)] == []
    assert read(file)["permissions"] == {}
    assert "pull_request_target" not in text
    if file.name != "deploy.yml":  # a host may need a key; what runs on a change has none
        assert "secrets." not in text


def test_only_the_comment_may_write_and_it_takes_only_the_script_of_the_main_branch() -> None:
    """What runs on a pull request may read; what may write checks out no commit of it."""
    for name in ("check.yml", "ci.yml"):
        jobs = read(GITHUB / "workflows" / name)["jobs"].values()
        assert {right for job in jobs for right in job["permissions"].values()} == {"read"}
    steps = read(GITHUB / "workflows/comment.yml")["jobs"]["comment"]["steps"]
    checkouts = [step["with"]["ref"] for step in steps if step.get("uses", "").startswith("actions/checkout")]
    assert checkouts == ["${{ github.event.repository.default_branch }}"]


def test_a_change_from_a_fork_brings_its_content_only() -> None:
    """Settings and code are those of the base branch; of the fork only the folder content/ is taken."""
    steps = read(GITHUB / "workflows/check.yml")["jobs"]["check"]["steps"]
    trusted, change = (step["with"] for step in steps if step.get("uses", "").startswith("actions/checkout"))
    assert "github.event.pull_request.base.sha" in trusted["ref"]
    assert change["sparse-checkout"] == "content"
    assert not any(step["persist-credentials"] for step in (trusted, change))


def test_every_form_exists_in_both_languages_with_the_same_questions() -> None:
    """The words differ, the questions and what is required do not."""
    shapes: dict[str, dict[str, list[tuple[str, bool]]]] = {}
    for file in FORMS:
        name, locale, _ = file.name.split(".")
        questions = [(one["id"], one["validations"]["required"]) for one in read(file)["body"]]
        shapes.setdefault(name, {})[locale] = questions
    assert shapes
    for name, languages in shapes.items():
        assert languages["en"] == languages["ko"], name


def owners(text: str) -> dict[str, list[str]]:
    """Return who must agree to a change, by pattern."""
    lines = [re.sub(r"#.*", "", line).split() for line in text.splitlines()]
    return {pattern: names for pattern, *names in filter(None, lines)}


def faults_of_owners(text: str) -> list[str]:
    """Return what is wrong with the file of code owners, before and after the funders have filled it in."""
    found = owners(text)
    names = {name for listed in found.values() for name in listed}
    waiting = {name for name in names if name.startswith("@SET-ME/")}
    faults = [f"{pattern} has no owner" for pattern, listed in found.items() if not listed]
    faults += [f"{name} is not a name" for name in names if not re.fullmatch(r"@[\w-]+(/[\w.-]+)?", name)]
    faults += [f"{path} has no owner" for path in ("*", "/.github/", "/content/calls/") if path not in found]
    if waiting and "TO BE SET" not in text:
        faults.append("nothing says that owners are still to be set")
    return faults


def test_code_owners_are_named_or_marked_as_still_to_be_set() -> None:
    """The code, the workflows and the records of calls always have an owner."""
    assert faults_of_owners((GITHUB / "CODEOWNERS").read_text(encoding="utf-8")) == []


def test_code_owners_may_be_filled_in() -> None:
    """As the file itself asks of the two funders; an owner taken out is noticed."""
    text = (GITHUB / "CODEOWNERS").read_text(encoding="utf-8").replace("@SET-ME/", "@the-organisation/")
    filled = "\n".join(line for line in text.splitlines() if not line.startswith("# TO BE SET"))
    assert faults_of_owners(filled) == []
    assert faults_of_owners(re.sub(r"(?m)^/\.github/.*$", "", filled)) == ["/.github/ has no owner"]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        (("content/en/a.md",), "false"),
        (("content/ledger.csv", "content/calls/a.yml"), "false"),
        (("content/en/a.md", "overrides/main.html"), "true"),
        (("README.md",), "true"),
        (("contents/a.md",), "true"),
    ],
)
def test_a_change_of_content_alone_passes_the_gate_by(
    tmp_path: Path, changed: tuple[str, ...], code: str
) -> None:
    """The step of ci.yml decides it; where nothing is known of before, the gate runs."""

    def git(*arguments: str) -> str:
        author = ["-c", "user.name=x", "-c", "user.email=x@x.example"]
        command = ["git", "-C", str(tmp_path), *author, *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()

    jobs = read(GITHUB / "workflows/ci.yml")["jobs"]
    (step,) = (step for step in jobs["changes"]["steps"] if step.get("id") == "compare")
    assert jobs["gate"]["if"] == "needs.changes.outputs.code == 'true'"
    git("init", "--quiet")
    (tmp_path / "content/en").mkdir(parents=True)
    (tmp_path / "content/en/a.md").write_text("one", encoding="utf-8")
    git("add", "--all")
    git("commit", "--quiet", "--message", "before")
    before = git("rev-parse", "HEAD")
    for name in changed:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("two", encoding="utf-8")
    git("add", "--all")
    git("commit", "--quiet", "--message", "after")
    for known, expected in ((before, code), ("0" * 40, "true")):
        told = tmp_path / "told"
        own = {**os.environ, "BEFORE": known, "GITHUB_OUTPUT": str(told)}
        subprocess.run(["bash", "-eo", "pipefail", "-c", step["run"]], check=True, cwd=tmp_path, env=own)
        assert told.read_text(encoding="utf-8") == f"code={expected}\n"
        told.unlink()


@pytest.mark.parametrize(("state", "warnings"), [("active", 0), ("disabled_inactivity", 2), ("", 0)])
def test_a_publication_that_fell_asleep_is_told_in_both_languages(
    tmp_path: Path, state: str, warnings: int
) -> None:
    """By the check of each pull request; a host that does not answer stops nothing."""
    steps = read(GITHUB / "workflows/check.yml")["jobs"]["check"]["steps"]
    (step,) = (step for step in steps if "fallen asleep" in step.get("name", ""))
    host = tmp_path / "gh"
    host.write_text(f"#!/bin/sh\n{f'echo {state}' if state else 'exit 1'}\n", encoding="utf-8")
    host.chmod(0o755)
    own = {**os.environ, "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}", "REPOSITORY": "x/y"}
    done = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", step["run"]], check=True, capture_output=True, text=True, env=own
    )
    assert done.stdout.count("::warning") == warnings
