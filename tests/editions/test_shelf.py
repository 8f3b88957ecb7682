"""The shelf: editions are taken from the branch once, verified, and never served other than as sealed."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest
from jinja2 import Environment
from tests.editions.repositories import PAGE, git, ledger_line, new_repository, rewrite, seal

from exchange.build.linked_trees import LinkedTrees
from exchange.build.links import link
from exchange.build.outputs import Outputs
from exchange.build.store import Store
from exchange.editions import branch, commands
from exchange.editions.assembly import Assembly, broken_editions
from exchange.editions.commands import Workplace
from exchange.editions.digests import SECTIONS, digests_of
from exchange.editions.git_tree import tree_name
from exchange.editions.ledger import read_ledger
from exchange.editions.manifest import NAME, Difference, DifferenceKind, hashes, read_manifest
from exchange.editions.previews import lost_editions, unsealed_editions
from exchange.editions.redirects import Redirects
from exchange.editions.report_lines import Refusal
from exchange.editions.root_pages import PageContext
from exchange.editions.section_texts import METHOD
from exchange.editions.shelf import CACHE, Sealed, shelf
from exchange.editions.version_views import VersionRecords
from exchange.text.problems import ContentProblems, explain


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with two editions."""
    root = new_repository(tmp_path / "repository")
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
    assert not first.differences
    assert not second.differences


def test_what_is_on_the_shelf_is_not_taken_again(repository: Path) -> None:
    """The same files stand there, by their numbers on the disk; a new edition leaves them alone."""
    before = {sealed.edition: (sealed.folder / PAGE).stat().st_ino for sealed in shelf(repository)}
    seal(repository, "2026.3", "three")
    after = {sealed.edition: (sealed.folder / PAGE).stat().st_ino for sealed in shelf(repository)}
    assert after.keys() - before.keys() == {"2026.3"}
    assert before.items() <= after.items()


@pytest.mark.parametrize("damage", "longer missing added empty bit manifest folder file link".split())
def test_what_is_not_as_it_was_sealed_is_taken_again(repository: Path, damage: str) -> None:
    """Whatever the difference, also where size and time are the same; and it is said, once."""
    first = shelf(repository)[0]
    assert not first.is_damaged
    _damage(first.folder, damage)
    again = shelf(repository)[0]
    assert again.is_damaged
    assert (again.folder / PAGE).read_text("utf-8") == "one"
    assert hashes(again.folder) == read_manifest((again.folder / NAME).read_text("utf-8"))
    assert set(again.files) == {PAGE, SECTIONS, NAME}
    assert not list(again.folder.glob("more*"))
    assert not shelf(repository)[0].is_damaged


def _damage(folder: Path, damage: str) -> None:
    page, manifest = folder / PAGE, folder / NAME
    match damage:
        case "longer":
            page.chmod(0o644)
            page.write_text("one!", encoding="utf-8")
        case "missing":
            page.unlink()
        case "added":
            (folder / "more.html").write_text("more", encoding="utf-8")
        case "empty":
            (folder / "more").mkdir()
        case "bit":
            _flip(page)
        case "manifest":
            _flip(manifest)
        case "folder":
            page.unlink()
            page.mkdir()
        case "file":
            shutil.rmtree(folder)
            folder.write_text("no folder", encoding="utf-8")
        case "link":
            page.unlink()
            page.symlink_to(manifest)


def _flip(file: Path) -> None:
    """Change one bit, and leave size and time of change as they were."""
    before, content = file.stat(), bytearray(file.read_bytes())
    content[-1] ^= 1
    file.chmod(0o644)
    file.write_bytes(content)
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def test_a_shelf_that_cannot_be_written_costs_time_only(repository: Path) -> None:
    """A file in its place, as good as a disk that is read-only: the editions are taken somewhere else."""
    (repository / CACHE).parent.mkdir()
    (repository / CACHE).write_text("in the way", encoding="utf-8")
    first, second = shelf(repository)
    assert (first.folder / PAGE).read_text("utf-8") == "one"
    assert (second.folder / PAGE).read_text("utf-8") == "two"


def test_the_name_of_a_folder_is_that_of_git(repository: Path) -> None:
    """Names in git's order, in which folders end in a slash; letters of any script; both kinds of digest."""
    folder = repository / "tree"
    for name in ("a/b.html", "a.html", "a-c", "a0", "가/나", "A/z"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name, encoding="utf-8")
    for algorithm in ("sha1", "sha256"):
        work = repository.parent / algorithm
        git(repository, "init", "--quiet", "--object-format", algorithm, str(work))
        shutil.copytree(folder, work / "tree")
        git(work, "add", "--all")
        name = git(work, "write-tree", "--prefix=tree/")
        assert tree_name(work / "tree", like=name) == name


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
        assert set(first.differences) == {
            Difference(DifferenceKind.CONTENT, PAGE),
            Difference(DifferenceKind.ADDED, "more.html"),
            Difference(DifferenceKind.MISSING, SECTIONS),
        }
        assert not second.differences
    problems = list(broken_editions((first, second), branch=branch.BRANCH))
    assert [(one.rule, one.place.path) for one in problems] == [
        ("seal-changed", f"editions/2026.1/{PAGE}"),
        ("seal-added", "editions/2026.1/more.html"),
        ("seal-missing", f"editions/2026.1/{SECTIONS}"),
    ]
    assert all(explain(one, "en") != explain(one, "ko") for one in problems)


def _digests(sealed: Iterable[Sealed]) -> dict[str, str]:
    return {one.edition: one.digest for one in sealed}


@pytest.mark.parametrize(
    ("line", "rules"),
    [
        ("edition,/editions/9999.1/,{other}", ["edition-lost"]),
        ("edition,/editions/../x/,{other}", ["edition-lost"]),
        ("edition,/editions//,{other}", ["edition-lost"]),
        ("edition,/editions/-x/,{other}", ["edition-lost"]),
        ("edition,/editions/2026.1/x/,{digest}", ["edition-lost"]),
        ("edition,/editions/2026.1/,{other}", ["edition-other"]),
        ("edition,/editions/2026.1/,{digest}", []),
        ("page,/en/", []),
    ],
)
def test_a_line_about_an_edition_that_was_never_sealed_is_found_before_it_is_merged(
    repository: Path, line: str, rules: list[str]
) -> None:
    """No later build would be published, and the line could not be taken out again."""
    digest = ledger_line(repository, "2026.1").rpartition(",")[2]
    ledger = read_ledger(line.format(digest=digest, other="0" * 64), path="content/ledger.csv")
    found = list(unsealed_editions(repository, ledger, path="content/ledger.csv"))
    assert [(problem.rule, str(problem.place)) for problem in found] == [
        (rule, "content/ledger.csv:1") for rule in rules
    ]


def test_without_the_branch_a_whole_clone_knows_that_nothing_was_sealed(
    repository: Path, tmp_path: Path
) -> None:
    """One that is cut off does not know, and no edition is no question."""
    ledger = read_ledger(ledger_line(repository, "2026.1"), path="ledger.csv")
    (clone, part) = (tmp_path / "clone", tmp_path / "part")
    for folder, depth in ((clone, "99"), (part, "1")):
        address = f"file://{repository}"
        git(tmp_path, "clone", "--quiet", "--single-branch", "--depth", depth, address, str(folder))
    (clone / ".git/shallow").unlink(missing_ok=True)
    assert [one.rule for one in unsealed_editions(clone, ledger, path="ledger.csv")] == ["edition-lost"]
    assert branch.shallow(part) is (part / ".git/shallow").exists()
    if branch.shallow(part):
        assert list(unsealed_editions(part, ledger, path="ledger.csv")) == []
    assert list(unsealed_editions(tmp_path, read_ledger("page,/en/", path="ledger.csv"), path="x")) == []


def test_an_edition_that_was_changed_with_its_manifest_is_known_by_the_ledger(repository: Path) -> None:
    """The manifest agrees with the file; the digest that was published does not."""
    lines = [ledger_line(repository, edition) for edition in ("2026.1", "2026.2")]
    text = "\n".join(["page,/en/", *lines])
    ledger = read_ledger(text, path="content/ledger.csv")
    assert list(lost_editions(ledger, _digests(shelf(repository)), path="content/ledger.csv")) == []
    rewrite(repository, "2026.2", "other")
    changed = shelf(repository)
    assert not any(sealed.differences for sealed in changed)
    problems = list(lost_editions(ledger, _digests(changed), path="content/ledger.csv"))
    assert [(one.rule, str(one.place)) for one in problems] == [("edition-other", "content/ledger.csv:3")]
    assert problems[0].values["published"] == lines[1].rpartition(",")[2]


def test_a_branch_that_began_again_is_known_by_the_ledger(repository: Path) -> None:
    """One commit without a past, with another edition of that name, and without the other one."""
    text = "\n".join(ledger_line(repository, edition) for edition in ("2026.1", "2026.2"))
    ledger = read_ledger(text, path="ledger.csv")
    git(repository, "branch", "--delete", "--force", branch.BRANCH)
    (repository.parent / "built-repository-2026.1").rename(repository.parent / "before")
    seal(repository, "2026.1", "other")
    problems = list(lost_editions(ledger, _digests(shelf(repository)), path="ledger.csv"))
    assert [one.rule for one in problems] == ["edition-other", "edition-lost"]


@pytest.mark.parametrize("name", [PAGE, NAME, SECTIONS])
def test_a_link_on_the_branch_is_told_and_never_followed(repository: Path, tmp_path: Path, name: str) -> None:
    """To a file of the computer, in place of a page, of the manifest, of the sections."""
    work = tmp_path / "work"
    git(repository, "worktree", "add", "--quiet", str(work), branch.BRANCH)
    file = work / branch.PREFIX / "2026.1" / name
    file.unlink()
    file.symlink_to("/etc/hostname")
    git(work, "add", "--all")
    git(work, "commit", "--quiet", "--message", "link")
    first, second = shelf(repository)
    assert first.differences == (Difference(DifferenceKind.LINK, name),)
    assert not second.differences
    problems = list(broken_editions((first,), branch=branch.BRANCH))
    assert [(one.rule, one.place.path) for one in problems] == [("seal-link", f"editions/2026.1/{name}")]


def test_a_manifest_that_is_none_is_told(repository: Path, tmp_path: Path) -> None:
    """No JSON, or JSON of something else."""
    work = tmp_path / "work"
    git(repository, "worktree", "add", "--quiet", str(work), branch.BRANCH)
    for text in ("{", "[]", '{"files": []}'):
        (work / branch.PREFIX / "2026.1" / NAME).write_text(text, encoding="utf-8")
        git(work, "commit", "--quiet", "--all", "--message", "changed")
        assert shelf(repository)[0].differences == (Difference(DifferenceKind.CONTENT, NAME),)


def test_what_is_on_the_branch_no_more_leaves_the_shelf(repository: Path) -> None:
    """Nothing is left behind in the cache."""
    shelf(repository)
    assert len(list((repository / CACHE).iterdir())) == 2
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
        with pytest.raises(Refusal) as refused:
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
    (tmp_path / "shelf" / path).parent.mkdir(parents=True)
    (tmp_path / "shelf" / path).write_bytes(b"<svg>sealed</svg>")
    known = VersionRecords(sealed={"2026.1": {}}, redirects=Redirects(), withdrawn=frozenset(), locales=())
    around = PageContext(locales=(), words={}, url="https://example.org/")
    outputs = Outputs(tmp_path / "site", has_old_files=False)
    outputs.write(path, forged)
    store = Store(tmp_path / "store.sqlite", stamp="")
    assembly = Assembly(outputs, Environment(autoescape=True), (), known, around, store, "", LinkedTrees())
    sealed = Sealed(edition="2026.1", folder=tmp_path / "shelf")
    with pytest.raises(ContentProblems) as found:
        assembly.add_all([sealed], {}, {})
    assert [(one.code, one.place.path) for one in found.value.problems] == [("editions/seal-shared", path)]
    assert (tmp_path / "site" / path).read_bytes() == forged


def test_an_edition_sealed_by_another_method_is_compared_by_the_present_one(tmp_path: Path) -> None:
    """Else each page of it would be said to have changed as soon as words are told in another way."""
    root = new_repository(tmp_path / "repository")
    seal(root, "2026.1", "text")
    (new,) = shelf(root)
    assert new.sections() == {"/en/guides/x/": {"": ["X", "text"]}}
    manifest = json.loads((new.folder / "manifest.json").read_text("utf-8"))
    page = new.folder / "en/guides/x/index.html"
    for file, text in (
        (new.folder / "manifest.json", json.dumps({**manifest, "method": METHOD - 1})),
        (page, '<h1>X</h1><div class="text"><p>Words</p></div>'),
    ):
        file.unlink()
        file.write_text(text, encoding="utf-8")
    assert new.sections() == digests_of(new.folder, ["en"])
    assert new.sections()["/en/guides/x/"][""][0] == "X"
