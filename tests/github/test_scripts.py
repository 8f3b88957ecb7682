"""The scripts of the workflows: a report from a stranger becomes plain text, on its own pull request only."""

from __future__ import annotations

import datetime
import importlib.util
import inspect
import re
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from tests.building import ROOT

from exchange.cli.changes_report import ChangesReport
from exchange.cli.main import read_words


def script(name: str) -> ModuleType:
    """Return a script of .github/scripts as a module."""
    spec = importlib.util.spec_from_file_location(name, ROOT / ".github/scripts" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


summary, rebuild = script("post_summary"), script("rebuild_is_due")
HEAD = summary.Head("a" * 40, "patch-1", "author/exchange")


class Host:
    """Answers as the host would, and remembers what it was asked to write."""

    def __init__(self, comments: list[dict[str, Any]], head: Any = HEAD, state: str = "open") -> None:
        self.comments, self.head, self.state = comments, head, state
        self.written: list[tuple[str, str]] = []

    def __call__(self, method: str, path: str, said: object = None) -> Any:  # noqa: ARG002
        """Answer one request."""
        if method != "GET":
            self.written.append((method, path))
            return {}
        if path.startswith("pulls/"):
            commit, branch, repository = self.head
            head = {"sha": commit, "ref": branch, "repo": repository and {"full_name": repository}}
            return {"head": head, "state": self.state}
        return self.comments


def report(folder: Path, **files: str) -> Path:
    """Write a report."""
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text, encoding="utf-8")
    return folder


def test_the_number_is_believed_only_for_the_commit_that_was_checked(tmp_path: Path) -> None:
    """A report cannot name another's pull request."""
    folder = report(tmp_path, number="12\n")
    assert summary.pull_request(folder, head=HEAD, ask=Host([])) == 12
    assert summary.pull_request(folder, head=HEAD._replace(commit="b" * 40), ask=Host([])) is None
    assert summary.pull_request(folder, head=HEAD, ask=Host([], state="closed")) is None
    for other in (HEAD._replace(repository="victim/exchange"), HEAD._replace(branch="other")):
        assert summary.pull_request(folder, head=HEAD, ask=Host([], head=other)) is None
    gone = HEAD._replace(repository=None)
    assert summary.pull_request(folder, head=HEAD, ask=Host([], head=gone)) is None
    for wrong in ("", "0", "12/../13", "-1", "12 13", "1" * 30):
        assert summary.pull_request(report(tmp_path, number=wrong), head=HEAD, ask=Host([])) is None


def test_one_comment_is_kept_up_to_date() -> None:
    """Ours is changed; one that only looks like ours is left alone."""
    other = {"id": 1, "user": {"login": "somebody"}, "body": summary.MARK}
    ours = {"id": 2, "user": {"login": summary.AUTHOR}, "body": f"{summary.MARK}\nold"}
    host = Host([other, ours])
    summary.post(7, "new", ask=host)
    assert host.written == [("PATCH", "issues/comments/2")]
    host = Host([other])
    summary.post(7, "new", ask=host)
    assert host.written == [("POST", "issues/7/comments")]


@pytest.mark.parametrize(
    ("language", "first"), [("en", "## Content check"), ("ko", "## 콘텐츠 검사"), ("xx", "## C")]
)
def test_the_authors_language_comes_first(tmp_path: Path, language: str, first: str) -> None:
    """The other one is folded below it."""
    folder = report(tmp_path, en_md="One error", ko_md="오류 1건", language=language)
    text = summary.comment(folder, run="https://example.org/run")
    assert text.startswith(f"{summary.MARK}\n{first}")
    assert "One error" in text
    assert "오류 1건" in text
    assert "There is no preview" in text
    report(tmp_path, preview="built")
    assert "preview of the site is kept" in summary.comment(folder, run="https://example.org/run")


def test_a_report_that_is_not_there_is_said_to_be_so(tmp_path: Path) -> None:
    """An author learns that it is not their fault."""
    assert "could not be completed" in summary.comment(tmp_path, run="https://example.org/run")


@pytest.mark.parametrize(
    ("following", "due"),
    [
        (None, False),
        ("2026-11-22T16:00:00Z", True),
        ("2026-11-22T17:00:00Z", True),
        ("2026-11-22T17:00:01Z", False),
    ],
)
def test_the_site_is_built_again_when_a_moment_has_passed(following: str | None, due: bool) -> None:
    """Not before it, and not when no call will ever change."""
    now = datetime.datetime(2026, 11, 22, 17, tzinfo=datetime.UTC)
    assert rebuild.rebuild_is_due({"next": following}, now) is due


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_list_of_what_a_change_does_is_a_list_with_headings(language: str) -> None:
    """Each heading that `kx changes` writes is let through, and what an author wrote stays text."""
    words = read_words(language)
    parts = re.findall(r'"(changes-[a-z]+)": ', inspect.getsource(ChangesReport.parts))
    assert len(parts) == 7
    headings = [f"### {words('changes-heading')}", *(f"**{words(part)}**" for part in parts)]
    text = "\n".join(["**x**", *headings, "- [a](b): **c** → d"])
    *lines, last = summary.plain(text).split("\n")[1:]
    assert lines == headings
    assert last == r"- \[a\]\(b\): \*\*c\*\* → d"
