"""The shelf: editions are taken from the branch once, verified, and never served other than as sealed."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from jinja2 import Environment

from editions import branch, commands
from editions.assembling import Assembly, broken_editions
from editions.commands import Workplace
from editions.digests import SECTIONS
from editions.manifest import NAME, Changed, Difference, format_manifest, hashes
from editions.redirects import Redirects
from editions.root_pages import Around
from editions.shelf import CACHE, Sealed, link, shelf
from editions.telling import Refused
from editions.version_views import Known
from sitekit.problems import ContentProblems, explain

PAGE = "en/guides/x/index.html"


def git(root: Path, *arguments: str) -> str:
    done = subprocess.run(["git", "-C", str(root), *arguments], check=True, capture_output=True, text=True)
    return done.stdout.strip()


def seal(root: Path, edition: str, text: str) -> None:
    """Store an edition of one page."""
    folder = root.parent / f"built-{edition}"
    page = folder / PAGE
    page.parent.mkdir(parents=True)
    page.write_text(text, encoding="utf-8")
    (folder / SECTIONS).write_text(json.dumps({"/en/guides/x/": {"": ["X", text]}}), encoding="utf-8")
    (folder / NAME).write_text(format_manifest(edition, "0" * 40, hashes(folder)), encoding="utf-8")
    branch.store(root, edition, folder, commit="0" * 40)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with two editions."""
    root = tmp_path / "repository"
    root.mkdir()
    git(root, "init", "--quiet", "--initial-branch", "main")
    git(root, "config", "user.name", "Tester")
    git(root, "config", "user.email", "tester@example.org")
    git(root, "commit", "--quiet", "--allow-empty", "--message", "first")
    seal(root, "2026.1", "one")
    seal(root, "2026.2", "two")
    return root


def test_editions_come_in_order_with_what_was_sealed(repository: Path) -> None:
    """The oldest first; files as they were sealed; nothing broken."""
    first, second = shelf(repository)
    assert (first.edition, second.edition) == ("2026.1", "2026.2")
    assert (first.folder / PAGE).read_text("utf-8") == "one"
    assert set(second.files) == {PAGE, SECTIONS, NAME}
    assert second.sections() == {"/en/guides/x/": {"": ["X", "two"]}}
    assert not first.broken
    assert not second.broken


def test_what_is_on_the_shelf_is_not_taken_again(repository: Path) -> None:
    """The same files stand there, by their numbers on the disk; a new edition leaves them alone."""
    before = {sealed.edition: (sealed.folder / PAGE).stat().st_ino for sealed in shelf(repository)}
    seal(repository, "2026.3", "three")
    after = {sealed.edition: (sealed.folder / PAGE).stat().st_ino for sealed in shelf(repository)}
    assert after.keys() - before.keys() == {"2026.3"}
    assert before.items() <= after.items()


def test_what_was_changed_by_hand_is_taken_anew(repository: Path) -> None:
    """A longer, a missing and an added file."""
    for damage in ("longer", "missing", "added"):
        first = shelf(repository)[0]
        page = first.folder / PAGE
        page.chmod(0o644)
        if damage == "longer":
            page.write_text("one!", encoding="utf-8")
        elif damage == "missing":
            page.unlink()
        else:
            (first.folder / "more.html").write_text("more", encoding="utf-8")
        again = shelf(repository)[0]
        assert (again.folder / PAGE).read_text("utf-8") == "one"
        assert set(again.files) == {PAGE, SECTIONS, NAME}
        assert not (again.folder / "more.html").exists()


def test_a_branch_that_was_changed_is_found_out_every_time(repository: Path, tmp_path: Path) -> None:
    """Another byte, a missing and an added file; a broken edition is never kept as verified."""
    work = tmp_path / "work"
    git(repository, "worktree", "add", "--quiet", str(work), branch.BRANCH)
    folder = work / branch.PREFIX / "2026.1"
    (folder / PAGE).write_text("One", encoding="utf-8")
    (folder / "more.html").write_text("more", encoding="utf-8")
    (folder / SECTIONS).unlink()
    git(work, "add", "--all")
    git(work, "commit", "--quiet", "--message", "changed")
    for _ in range(2):
        first, second = shelf(repository)
        assert set(first.broken) == {
            Difference(Changed.OTHER, PAGE),
            Difference(Changed.ADDED, "more.html"),
            Difference(Changed.MISSING, SECTIONS),
        }
        assert not second.broken
    problems = list(broken_editions((first, second), branch=branch.BRANCH))
    assert [(one.rule, one.place.path) for one in problems] == [
        ("seal-changed", f"editions/2026.1/{PAGE}"),
        ("seal-added", "editions/2026.1/more.html"),
        ("seal-missing", f"editions/2026.1/{SECTIONS}"),
    ]
    assert all(explain(one, "en") != explain(one, "ko") for one in problems)


def test_what_is_on_the_branch_no_more_leaves_the_shelf(repository: Path) -> None:
    """Nothing is left behind in the cache."""
    shelf(repository)
    assert len(list((repository / CACHE).iterdir())) == 4
    git(repository, "branch", "--delete", "--force", branch.BRANCH)
    assert shelf(repository) == ()
    assert list((repository / CACHE).iterdir()) == []


def test_a_branch_of_that_name_with_something_else_is_left_alone(tmp_path: Path) -> None:
    """Nothing is sealed into somebody's work, nothing read from it; the way out is named."""
    root = tmp_path / "repository"
    (root / "content").mkdir(parents=True)
    git(root, "init", "--quiet", "--initial-branch", "editions")
    git(root, "config", "user.name", "Tester")
    git(root, "config", "user.email", "tester@example.org")
    (root / "mine.txt").write_text("mine", encoding="utf-8")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "mine")
    before = git(root, "rev-parse", "editions")
    place = Workplace(root=root, content=root / "content")
    for work in (commands.seal(place, "2026.1"), commands.publish(place, tmp_path / "out")):
        with pytest.raises(Refused) as refused:
            list(work)
        assert [line.key for line in refused.value.lines] == ["branch-taken"]
    assert branch.editions(root) == ()
    assert git(root, "rev-parse", "editions") == before
    assert not (tmp_path / "out").exists()


def test_a_link_takes_the_place_of_what_was_there(tmp_path: Path) -> None:
    """The same bytes by a second name; what stood there is not written into."""
    source, target, other = (tmp_path / name for name in ("source", "target", "other"))
    source.write_text("new", encoding="utf-8")
    target.write_text("old", encoding="utf-8")
    other.hardlink_to(target)
    link(source, target)
    assert target.samefile(source)
    assert other.read_text("utf-8") == "old"


@pytest.mark.parametrize("forged", [b"<svg>forged</svg>", b"<svg>sEaled</svg>", b""])
def test_a_shared_file_with_other_bytes_is_refused(tmp_path: Path, forged: bytes) -> None:
    """The name of a shared file says its bytes, but whoever came first could have written others."""
    path = "assets/sealed/0123456789ab/flow.svg"
    for folder, content in ((tmp_path / "shelf", b"<svg>sealed</svg>"), (tmp_path / "site", forged)):
        (folder / path).parent.mkdir(parents=True)
        (folder / path).write_bytes(content)
    known = Known(sealed={"2026.1": {}}, redirects=Redirects(), withdrawn=frozenset(), locales=())
    around = Around(locales=(), words={}, url="https://example.org/")
    assembly = Assembly(tmp_path / "site", Environment(autoescape=True), (), known, around)
    sealed = Sealed(edition="2026.1", folder=tmp_path / "shelf", files=(path,))
    with pytest.raises(ContentProblems) as found:
        assembly.add_all([sealed], {})
    assert [(one.code, one.place.path) for one in found.value.problems] == [("editions/seal-shared", path)]
    assert (tmp_path / "site" / path).read_bytes() == forged
