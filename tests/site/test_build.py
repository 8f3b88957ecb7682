"""What a build promises whatever happens: the same bytes, the last good site, every message."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from tests.building import ROOT, SITES, build, digests

LEFTOVERS = ".site-building-*"
LONGEST = 120  # seconds, for what takes five where nothing else runs


def showcase_copy(folder: Path) -> Path:
    """Return a copy of the showcase content that a test may change."""
    return Path(shutil.copytree(SITES / "showcase", folder / "content"))


def test_the_same_content_gives_the_same_bytes(tmp_path: Path) -> None:
    """In another folder, on another day, in another time zone."""
    later = {"TZ": "Asia/Seoul", "SOURCE_DATE_EPOCH": str(2_000_000_000)}
    one = build(showcase_copy(tmp_path / "one"), tmp_path / "one/work")
    content = showcase_copy(tmp_path / "other")
    other = build(content, tmp_path / "other/work", environment=later, new_process=True)
    assert (one.status, other.status) == (0, 0), other.output
    assert digests(other.folder) == digests(one.folder)


def test_a_failed_build_leaves_the_last_good_site(tmp_path: Path) -> None:
    """An error in one page of one language stops the build, and readers keep what they had."""
    content = showcase_copy(tmp_path)
    good = build(content, tmp_path)
    before = digests(good.folder)
    (content / "ko/guides/first.md").write_text("---\ntitle: Call 3: rare\n---\n", encoding="utf-8")
    failed = build(content, tmp_path)
    assert failed.status != 0
    assert "content/ko/guides/first.md:2:14" in failed.output
    assert digests(good.folder) == before
    assert not list(tmp_path.glob(LEFTOVERS))


def test_all_problems_are_said_at_once_in_the_authors_language(tmp_path: Path) -> None:
    """Three faults in three files of two languages are three lines, in Korean where that is asked for."""
    content = showcase_copy(tmp_path)
    for path, old, new in [
        ("en/guides/first.md", "checked: 2026-09-01", "checked: 2026-02-30"),
        ("ko/guides/first.md", "{ #timelines }", "{ #time }"),
        ("ko/index.md", "kind: home", "kid: home"),
    ]:
        file = content / path
        file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    failed = build(content, tmp_path, environment={"KX_MESSAGES": "ko"})
    assert failed.status != 0
    for expected in (
        "content/en/guides/first.md:8:10: 'checked'의 날짜 2026-02-30",
        "이렇게 적어 주십시오: ## 일정 { #timelines }",
        "혹시 'kind'입니까?",
    ):
        assert expected in failed.output


def unchecked(folder: Path) -> Path:
    """Return the settings without content_check, which would find the fault in the first process."""
    settings = folder / "unchecked.yml"
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    text = text.replace("docs_dir: content", f"docs_dir: {ROOT / 'content'}")  # which says what the site is
    settings.write_text(text.replace("  content_check:\n", ""), encoding="utf-8")
    return settings


def test_a_warning_in_the_other_language_counts_in_strict_mode(tmp_path: Path) -> None:
    """A broken anchor in a Korean page is said with its language, and strict mode refuses the site."""
    content = showcase_copy(tmp_path)
    page = content / "ko/guides/second.md"
    page.write_text(
        page.read_text(encoding="utf-8").replace("first.md#eligibility", "first.md#nowhere"), encoding="utf-8"
    )
    lenient = build(content, tmp_path / "lenient", base=unchecked(tmp_path))
    assert lenient.status == 0
    assert "ko: " in lenient.output
    assert "first.md#nowhere" in lenient.output
    strict = build(content, tmp_path / "strict", "--strict", base=unchecked(tmp_path))
    assert strict.status != 0
    assert not strict.folder.exists()
    assert not list((tmp_path / "strict").glob(LEFTOVERS))


def test_a_broken_link_to_the_other_language_is_an_error(tmp_path: Path) -> None:
    """It names the page and the nearest one there is, in whichever process reads it."""
    content = showcase_copy(tmp_path)
    page = content / "ko/guides/first.md"
    page.write_text(
        page.read_text(encoding="utf-8").replace("../../en/guides/second.md", "../../en/guides/secnd.md"),
        encoding="utf-8",
    )
    failed = build(content, tmp_path, base=unchecked(tmp_path))
    assert failed.status != 0
    assert "ko: content/ko/guides/first.md" in failed.output
    assert "en/guides/second.md" in failed.output


def test_hidden_entries_of_the_site_survive(tmp_path: Path) -> None:
    """A .git folder in the site, as publishing to a branch keeps it, is still there after a build."""
    (tmp_path / "site/.git").mkdir(parents=True)
    (tmp_path / "site/.git/HEAD").write_text("ref", encoding="utf-8")
    for name in ("old.html", "404.html", "sitemap.xml"):  # by which a site is known
        (tmp_path / "site" / name).write_text("old", encoding="utf-8")
    built = build(SITES / "showcase", tmp_path)
    assert built.status == 0, built.output
    assert (built.folder / ".git/HEAD").read_text(encoding="utf-8") == "ref"
    assert not (built.folder / "old.html").exists()


def test_an_interrupted_build_leaves_nothing_behind(tmp_path: Path) -> None:
    """Ctrl-C stops both processes, and the staging folder is gone."""
    content = showcase_copy(tmp_path)
    page = (content / "ko/guides/second.md").read_text(encoding="utf-8")
    for number in range(400):
        for locale in ("en", "ko"):
            copy = content / locale / "guides" / f"copy-{number}.md"
            copy.write_text(
                page.replace("id: second", f"id: copy-{number}").replace("[", "").replace("](", " "),
                encoding="utf-8",
            )
    build_settings(content, tmp_path)
    process = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "build", "-f", str(tmp_path / "mkdocs.yml")],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        cwd=tmp_path,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )
    try:
        wait_for(lambda: list(tmp_path.glob(f"{LEFTOVERS}/ko")))
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=LONGEST)
    finally:
        process.kill()
    assert process.returncode != 0
    assert not (tmp_path / "site").exists()
    assert not list(tmp_path.glob(LEFTOVERS))


def test_a_preview_rebuilds_both_languages_on_a_save(tmp_path: Path) -> None:
    """`mkdocs serve` shows a change of a Korean page, whose language another process builds."""
    content = showcase_copy(tmp_path)
    build_settings(content, tmp_path)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    process = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "-f", str(tmp_path / "mkdocs.yml"), "-a", address],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=tmp_path,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )
    try:
        wait_for(lambda: "홈" in fetch(f"http://{address}/ko/"))
        assert "Home" in fetch(f"http://{address}/en/")
        home = content / "ko/index.md"
        home.write_text(home.read_text(encoding="utf-8") + "\n새 문장\n", encoding="utf-8")
        wait_for(lambda: "새 문장" in fetch(f"http://{address}/ko/"))
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=LONGEST)


def build_settings(content: Path, work: Path) -> None:
    """Write the settings that `build` writes."""
    (work / "mkdocs.yml").write_text(
        f"INHERIT: {ROOT / 'mkdocs.yml'}\ndocs_dir: {content}\nsite_dir: {work / 'site'}\n"
        f"theme:\n  name: exchange\n  custom_dir: {ROOT / 'overrides'}\n",
        encoding="utf-8",
    )


def fetch(url: str) -> str:
    """Return what is at an address, or nothing while there is no answer."""
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:  # noqa: S310 - our own server
            body: str = answer.read().decode("utf-8")
            return body
    except OSError:
        return ""


def wait_for(ready: object, seconds: float = LONGEST) -> None:
    """Wait until something holds."""
    assert callable(ready)
    end = time.monotonic() + seconds
    while not ready():
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.05)
