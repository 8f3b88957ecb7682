"""Files that editors, other systems and accidents leave in content: check and build answer in words."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.building import ROOT, SITES, build, mkdocs

from exchange.cli.arguments import FORMATS
from exchange.cli.main import main
from exchange.mkdocs_plugins.ports import port_is_free
from exchange.site.checking import all_problems
from exchange.site.settings import SiteSettings, read_settings
from exchange.text.clock import build_moment
from exchange.text.problems import Place, message_languages, messages
from exchange.text.text_files import encoding_of

KOREAN = "통합되었습니다.\n"
TEXTS = {
    "redirects.yml": f"gone:\n  - {{from: /x/, reason: {{ko: {KOREAN.strip()}}}}}\n",
    "editions.yml": f"- text: {KOREAN}",
    "ledger.csv": f"page,/ko/{KOREAN}",
    "nav.yml": f"- {KOREAN}",
    "glossary.csv": f"id,en,ko\nx,x,{KOREAN}",
    "ko/guides/consent.md": f'---\ntitle: "{KOREAN.strip()}"\n---\n{KOREAN}',
    "calls/x.yml": f"title: {KOREAN}",
}


def codes(project: SiteSettings) -> set[tuple[str, str]]:
    """Return place and code of each error."""
    found = all_problems(project, now=build_moment(os.environ))
    return {(str(one.place), one.code) for one in found if one.severity.value == "error"}


_NOT_UTF8 = ("통합.md".encode("cp949"), "통합.yml".encode("cp949"), b"\xff\xfe.png", b"a\xc3.csv")
_NAMES = (*_NOT_UTF8, b"new\nline.md", b"new\nline.yml", b"HEAD:x\n.md", b'$(x)`".md', b"\x1b]0;x\x07.md")


@pytest.fixture
def showcase_project(tmp_path: Path) -> SiteSettings:
    """Return a site that is right, with the project's own plugins, in a copy."""
    shutil.copytree(SITES / "showcase", tmp_path / "content")
    (tmp_path / "mkdocs.yml").write_text(
        f"INHERIT: {ROOT / 'mkdocs.yml'}\ndocs_dir: {tmp_path / 'content'}\n"
        f"theme: {{name: exchange, custom_dir: {ROOT / 'overrides'}}}\n",
        encoding="utf-8",
    )
    project = read_settings(tmp_path / "mkdocs.yml")
    assert codes(project) == set()
    return project


def _lock(content: Path) -> None:
    (content / "ko/guides/.#first.md").symlink_to("me@host.123:1")


def _dangling(content: Path) -> None:
    (content / "ko/guides/zz.md").symlink_to("nowhere.md")


def _folder(content: Path) -> None:
    (content / "ko/guides/dir.md").mkdir()


def _pipe(content: Path) -> None:
    os.mkfifo(content / "ko/guides/pipe.md")


def _pipe_for_record(content: Path) -> None:
    (content / "calls").mkdir(exist_ok=True)
    os.mkfifo(content / "calls/x.yml")


def _dangling_record(content: Path) -> None:
    (content / "calls").mkdir(exist_ok=True)
    (content / "calls/y.yml").symlink_to("/nowhere")


def _folder_for_order(content: Path) -> None:
    (content / "nav.yml").unlink()
    (content / "nav.yml").mkdir()


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (_lock, set()),
        (_dangling, {("content/ko/guides/zz.md", "pages/symlink")}),
        (_folder, {("content/ko/guides/dir.md", "safety/not-a-file")}),
        (_pipe, {("content/ko/guides/pipe.md", "safety/not-a-file")}),
        (_pipe_for_record, {("content/calls/x.yml", "safety/not-a-file")}),
        (_dangling_record, {("content/calls/y.yml", "pages/symlink")}),
        (_folder_for_order, {("content/nav.yml", "safety/not-a-file")}),
    ],
)
def test_check_and_build_answer_alike(
    showcase_project: SiteSettings,
    tmp_path: Path,
    make: Callable[[Path], None],
    expected: set[tuple[str, str]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Whatever is left there is named or passed over; nothing is opened that would never answer."""
    make(showcase_project.content.folder)
    assert codes(showcase_project) == expected
    status = main(["--config", str(tmp_path / "mkdocs.yml"), "check"])
    assert (status, "Traceback" in capsys.readouterr().err) == (1 if expected else 0, False)
    report = tmp_path / "report.jsonl"
    built = build(showcase_project.content.folder, tmp_path / "work", environment={"KX_REPORT": str(report)})
    assert "Traceback" not in built.output
    rows = (
        [json.loads(line)["problem"] for line in report.read_text("utf-8").splitlines()]
        if report.is_file()
        else []
    )
    assert {
        (Place(**row["place"]).path, row["code"]) for row in rows if row.get("severity", "error") == "error"
    } == expected
    assert built.status == (1 if expected else 0), built.output


@pytest.mark.skipif(sys.platform != "linux", reason="other systems make no names of any bytes")
@pytest.mark.parametrize("folder", ["en/guides", "ko/assets", "calls", ""])
def test_a_name_of_any_bytes_is_judged_once_and_read_by_nothing_else(
    showcase_project: SiteSettings, folder: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """In each format, beside the commit before; the build says the same."""
    root = showcase_project.root

    def git(*arguments: str) -> None:
        subprocess.run(
            ["git", "-c", "user.name=x", "-c", "user.email=x@example.org", *arguments], cwd=root, check=True
        )

    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", "before")
    place = showcase_project.content.folder / folder
    place.mkdir(parents=True, exist_ok=True)
    page = (showcase_project.content.folder / "en/guides/first.md").read_bytes()
    for name in _NAMES:
        (place / os.fsdecode(name)).write_bytes(page)
    git("add", "-A")
    git("commit", "-qm", "after")
    config = ["--config", str(root / "mkdocs.yml")]
    for form in FORMATS:
        assert main([*config, "check", "--since", "HEAD~1", "--format", form]) == 1
        assert capsys.readouterr().out.encode()
    assert main([*config, "changes", "--since", "HEAD~1"]) == 0
    found = all_problems(showcase_project, now=build_moment(os.environ))
    named = Counter(problem.place.path.rpartition("/")[2] for problem in found)
    assert all(named[os.fsdecode(name)] == 1 for name in _NOT_UTF8), named
    built = mkdocs("build", folder=root)
    assert (built.status, "Traceback" in built.output) == (1, False)


@pytest.mark.parametrize("encoding", ["cp949", "utf-16"])
@pytest.mark.parametrize("path", sorted(TEXTS))
def test_a_file_in_another_encoding_is_named_once(
    showcase_project: SiteSettings, path: str, encoding: str
) -> None:
    """With the encoding it has, and nothing else said of it: the rest would follow from that."""
    file = showcase_project.content.folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(TEXTS[path].encode(encoding))
    found = all_problems(showcase_project, now=build_moment(os.environ))
    (problem,) = [one for one in found if one.place.path == f"content/{path}"]
    assert problem.rule in ("not-utf8", "not-utf-8", "not-text-file")
    assert problem.values["encoding"] == encoding.upper()


@pytest.mark.parametrize("path", ["redirects.yml", "editions.yml", "ledger.csv"])
def test_a_build_names_it_too(tmp_path: Path, path: str) -> None:
    """What `kx publish` and staff write by hand is read before the gate looks into files."""
    content = tmp_path / "content"
    shutil.copytree(SITES / "showcase", content)
    (content / path).write_bytes(TEXTS[path].encode("cp949"))
    built = build(content, tmp_path / "work", environment={"KX_MESSAGES": "ko"})
    assert built.status == 1
    assert "Traceback" not in built.output
    assert f"content/{path}:" in built.output
    assert "지금은 CP949입니다" in built.output


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("통합".encode("cp949"), "CP949"),
        ("※ 접수 기간: 3월 〈마감〉".encode("cp949"), "CP949"),
        ("통합".encode("utf-16"), "UTF-16"),
        ("a plain text".encode("utf-16-le"), "UTF-16"),
        ("caf\u00e9, na\u00efve".encode("latin-1"), ""),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", ""),
    ],
)
def test_an_encoding_is_named_only_where_it_is_sure(content: bytes, encoding: str) -> None:
    """Another one would send people into the wrong menu."""
    assert encoding_of(content) == encoding


def test_all_say_the_same_of_an_encoding() -> None:
    """Whichever package comes upon it first."""
    rules = (("pages", "not-utf8"),)
    for language in message_languages():
        for package, rule in rules:
            assert messages(package, language)[rule] == messages("text", language)["not-text-file"]


def test_a_preview_whose_port_is_taken_says_so_in_a_line(showcase_project: SiteSettings) -> None:
    """Before anything is built, with a command that works."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert not port_is_free("127.0.0.1", port)
        done = mkdocs("serve", "-a", f"127.0.0.1:{port}", folder=showcase_project.root)
    assert done.status == 1
    assert "Traceback" not in done.output
    (line,) = [line for line in done.output.splitlines() if str(port) in line]
    assert "kx serve -a 127.0.0.1:" in line
    assert port_is_free("127.0.0.1", port)


def test_pages_that_are_no_folders_are_refused(showcase_project: SiteSettings) -> None:
    """Thousands of links would be broken; the way out names the preview that opens from a disk."""
    done = mkdocs("build", "--no-directory-urls", folder=showcase_project.root)
    assert (done.status, "Traceback" in done.output) == (1, False)
    assert "use_directory_urls: true" in done.output
    assert "make preview" in done.output


@pytest.mark.parametrize("folder", ["thesis", ".", "mkdocs.yml", ".git"])
def test_a_site_takes_the_place_of_no_other_files(showcase_project: SiteSettings, folder: str) -> None:
    """Whatever the command line names: what a person keeps there is not replaced by pages."""
    for work in ("thesis/chapter.md", ".git/HEAD"):
        (showcase_project.root / work).parent.mkdir(exist_ok=True)
        (showcase_project.root / work).write_text("x", encoding="utf-8")
    done = mkdocs("build", "--site-dir", folder, folder=showcase_project.root)
    assert (done.status, "Traceback" in done.output) == (1, False)
    assert (showcase_project.root / "thesis" / "chapter.md").read_text(encoding="utf-8") == "x"
    assert (showcase_project.root / ".git" / "HEAD").exists()
    assert (showcase_project.root / "mkdocs.yml").is_file()


@pytest.mark.parametrize(
    ("command", "environment"), [("gh-deploy", {}), ("build", {"MIKE_DOCS_VERSION": "1.0"})]
)
def test_what_would_publish_the_live_site_alone_is_refused_in_words(
    showcase_project: SiteSettings, command: str, environment: dict[str, str]
) -> None:
    """In both languages, with the way to publish."""
    done = mkdocs(command, folder=showcase_project.root, environment=environment)
    assert done.status == 1
    assert "Traceback" not in done.output
    assert done.output.count("kx publish OUT") == 2
    assert not (showcase_project.root / "site").exists()
