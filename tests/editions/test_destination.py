"""Nothing is published over what is somebody else's: the project, or a folder that no publication filled."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.building import digests
from tests.editions.repositories import git, new_repository

from exchange.editions.destination import MARKER, mark, refuse_destination
from exchange.editions.report_lines import Refusal


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with a folder of its own beside the content."""
    root = new_repository(tmp_path / "above" / "project")
    for file in ("docs/page.md", ".github/form.yml"):
        (root / file).parent.mkdir()
        (root / file).write_text("Text", encoding="utf-8")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "docs")
    return root


def refusal(root: Path, out: Path) -> str:
    """Return the key of what is said, or nothing; what is refused is not touched."""
    before = digests(root.parent)
    try:
        refuse_destination(out, root=root, content=root / "content")
    except Refusal as refused:
        return refused.lines[0].key
    finally:
        assert digests(root.parent) == before
    return ""


@pytest.mark.parametrize(
    ("out", "expected"),
    [
        (".", "out-holds-project"),
        ("..", "out-holds-project"),
        ("/", "out-holds-project"),
        ("content", "out-in-project"),
        ("content/en/new", "out-in-project"),
        ("docs", "out-in-project"),
        ("docs/new", "out-in-project"),
        (".github", "out-in-project"),
        (".git", "out-in-project"),
        (".git/new", "out-in-project"),
        ("site", ""),
        ("build/site", ""),
        ("../elsewhere", ""),
    ],
)
def test_no_folder_of_the_project_is_published_into(root: Path, out: str, expected: str) -> None:
    """The repository, what holds it, what git tracks, git itself; a new folder beside them is free."""
    assert refusal(root, root / out) == expected


def test_content_that_is_not_committed_yet_is_the_project_too(root: Path) -> None:
    """Also where git knows nothing of it, and by a link."""
    (root / "pages").mkdir()
    with pytest.raises(Refusal):
        refuse_destination(root / "pages/new", root=root, content=root / "pages")
    (root.parent / "link").symlink_to(root / "docs")
    assert refusal(root, root.parent / "link") == "out-in-project"


def test_a_folder_with_somebodys_files_is_refused(root: Path, tmp_path: Path) -> None:
    """Empty, or with names that begin with a dot only, it is free; a file is no folder."""
    out = tmp_path / "web"
    out.mkdir()
    assert refusal(root, out) == ""
    (out / ".git").mkdir()
    assert refusal(root, out) == ""
    (out / "thesis.docx").write_text("mine", encoding="utf-8")
    assert refusal(root, out) == "out-not-published"
    assert refusal(root, out / "thesis.docx") == "out-not-a-folder"


def test_an_earlier_publication_is_replaced_unless_somebody_put_more_into_it(
    root: Path, tmp_path: Path
) -> None:
    """The marker says what a publication has put there."""
    out = tmp_path / "web"
    (out / "en").mkdir(parents=True)
    (out / "404.html").write_text("", encoding="utf-8")
    mark(out)
    assert (out / MARKER).read_text("utf-8").splitlines()[1:] == ["404.html", "en"]
    assert refusal(root, out) == ""
    (out / ".well-known").mkdir()
    assert refusal(root, out) == ""
    (out / "CNAME").write_text("exchange.example.org", encoding="utf-8")
    assert refusal(root, out) == "out-has-more"
