"""`kx serve` as an author meets it: faults at the start, a site, a fault again; and nobody else."""

from __future__ import annotations

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.building import ROOT, SITES

from exchange.mkdocs_plugins.preview_server import BuildOutcome

_PATIENCE = 60.0  # seconds for a build
_STRANGE = (
    "/repo//en",
    "/repo/%2fen",
    f"/livereload/{'9' * 5000}/1",
    "/livereload/%2e%2e/x",
    "/repo/%1b%5b2J",
)
PAGE = "content/en/guides/first.md"
COURSE = "course-only-english"
"""A course whose handouts were published: a preview, which makes none, has lost nothing."""
_SETTINGS = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").replace(" overrides", f" {ROOT / 'overrides'}")


class Preview:
    """A running `kx serve` over a copy of a small site."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.folder = folder
        self.log = folder / "serve.log"
        (folder / "tmp").mkdir()
        environment = {
            **os.environ,
            "SITE_URL": "https://example.org/repo/",
            "TMPDIR": str(folder / "tmp"),
        }
        kx = [sys.executable, "-m", "exchange.cli.main", "serve", "--lang", "ko"]
        command = [*kx, "--address", f"127.0.0.1:{self.port}"]
        with self.log.open("w", encoding="utf-8") as said:
            self.process = subprocess.Popen(command, cwd=folder, env=environment, stdout=said, stderr=said)

    def ask(self, path: str, host: str = "localhost", method: str = "GET") -> tuple[int, str]:
        """Return status and text of an answer to somebody whose other heads act on terminals."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_PATIENCE)
        connection.putrequest(method, path, skip_host=True)
        connection.putheader("Host", f"{host}:{self.port}")
        connection.putheader("Referer", "http://localhost/\x1b[2J")
        connection.endheaders()
        answer = connection.getresponse()
        text = answer.read().decode("utf-8")
        connection.close()
        return answer.status, text

    def wait_for(self, path: str, status: int, text: str) -> str:
        """Return an answer as soon as it has a status and a text."""
        ends, answer = time.monotonic() + _PATIENCE, (0, "")
        while time.monotonic() < ends and self.process.poll() is None:
            try:
                answer = self.ask(path)
            except ConnectionError:
                answer = (0, "")
            if answer[0] == status and text in answer[1]:
                return answer[1]
            time.sleep(0.1)
        raise AssertionError(f"{answer}\n{self.log.read_text(encoding='utf-8')}")

    def end(self) -> None:
        """End it as a system does."""
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=_PATIENCE)


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    """Yield a preview of a site of which the settings and one page have faults from the start."""
    content = shutil.copytree(SITES / "showcase", tmp_path / "content")
    for page in (SITES / "every-kind/en/training" / COURSE).iterdir():
        (content / "en/training" / COURSE).mkdir(parents=True, exist_ok=True)
        shutil.copy(page, content / "en/training" / COURSE)
    (tmp_path / "mkdocs.yml").write_text(_SETTINGS.replace("plugins:", "plugins: ["), encoding="utf-8")
    (content / "site.yml").write_text("name: {en: Small}\n", encoding="utf-8")
    (tmp_path / "right.md").write_bytes((tmp_path / PAGE).read_bytes())
    (content / "ledger.csv").write_text(f"download,/en/training/{COURSE}/{COURSE}.epub\n", encoding="utf-8")
    _break(tmp_path)
    running = Preview(tmp_path)
    yield running
    if running.process.poll() is None:
        running.process.kill()
        running.process.wait()


def test_a_preview_grows_by_no_build() -> None:
    """What a build leaves in cycles, which nobody looks for meanwhile, goes before the next one."""
    left: list[weakref.ref[Preview]] = []

    def build() -> None:
        value = Preview.__new__(Preview)
        value.__dict__["itself"] = value
        left.append(weakref.ref(value))

    outcome = BuildOutcome("en")
    outcome.attempt(build)
    outcome.attempt(lambda: None)
    assert left[0]() is None


def _break(folder: Path) -> None:
    text = (folder / "right.md").read_text(encoding="utf-8")
    (folder / PAGE).write_text(text.replace("title: ", "title: a: ", 1), encoding="utf-8")


def test_the_last_good_site_is_served_whatever_the_author_writes(preview: Preview) -> None:
    """With what is wrong on top, in the author's language, from the first build on."""
    _test_the_settings_are_mended(preview)
    faulty = preview.wait_for("/repo/en/", 503, "first.md:2")
    assert '<html lang="ko">' in faulty
    assert "title: &quot;a: " in faulty
    (preview.folder / PAGE).write_bytes((preview.folder / "right.md").read_bytes())
    right = preview.wait_for("/repo/en/guides/first/", 200, "<main")
    assert "first.md:2" not in right
    _break(preview.folder)
    for path, status in (("/repo/en/guides/first/", 200), ("/repo/ko/", 200), ("/repo/ko/nowhere/", 404)):
        page = preview.wait_for(path, status, "first.md:2")
        assert ("<main" in page, page.count('role="alert" lang="ko"')) == (True, 1)
    _test_nobody_else(preview)
    (preview.folder / "mkdocs.yml").write_text("site_name: [", encoding="utf-8")
    preview.wait_for("/repo/ko/", 200, "mkdocs.yml")
    assert "Traceback" not in preview.log.read_text(encoding="utf-8")
    preview.end()
    assert list((preview.folder / "tmp").glob("mkdocs_*")) == []


def _test_the_settings_are_mended(preview: Preview) -> None:
    """What is wrong with mkdocs.yml, then with site.yml, is said in the page, which goes on by itself.

    So it is on the terminal, which says where the page is.
    """
    settings, site = preview.folder / "mkdocs.yml", preview.folder / "content" / "site.yml"
    waiting = preview.wait_for("/", 503, "text/not-yaml")
    assert ('role="alert" lang="ko"' in waiting, "location.reload" in waiting) == (True, True)
    settings.write_text(_SETTINGS.replace("  languages:\n", "  langauges:\n"), encoding="utf-8")
    preview.wait_for("/repo/en/", 503, "pages/not-installed")
    said = preview.log.read_text(encoding="utf-8")
    assert f"http://127.0.0.1:{preview.port}/" in said
    assert [said.count(code) for code in ("text/not-yaml", "pages/not-installed")] == [1, 1]
    settings.write_text(_SETTINGS, encoding="utf-8")
    preview.wait_for("/repo/en/", 503, "site.yml:1:1")
    site.write_bytes((ROOT / "content" / "site.yml").read_bytes())


def _test_nobody_else(preview: Preview) -> None:
    """Other names are refused, folders are not listed, and nothing outside the site is answered."""
    assert preview.ask("/repo/en/", host="evil.invalid")[0] == 403
    for path in (
        "/repo/assets/",
        "/repo/%00",
        "/repo/..%5cx",
        "/repo/%2e%2e/%2e%2e/etc/passwd",
        "/x/",
        *_STRANGE,
    ):
        assert preview.ask(path)[0] == 404, path
    for method in ("POST", "PUT", "DELETE", "TRACE", "<script>"):
        assert preview.ask("/repo/en/", method=method)[0] == 405, method
    assert preview.ask("/livereload/0/1")[0] == 200
    assert "\x1b" not in preview.log.read_text(encoding="utf-8")
    assert 'lang="ko"' in preview.ask("/repo/ko/nowhere/")[1].partition("<head>")[0]


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])  # noqa: S104 -- which is refused
def test_a_preview_that_others_could_read_is_refused(tmp_path: Path, host: str) -> None:
    """With the address of this computer, before anything is built."""
    (tmp_path / "mkdocs.yml").write_text(
        f"INHERIT: {ROOT / 'mkdocs.yml'}\ndocs_dir: {SITES / 'showcase'}\n"
        f"theme: {{name: exchange, custom_dir: {ROOT / 'overrides'}}}\n",
        encoding="utf-8",
    )
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "serve",
        "-a",
        f"{host}:0" if ":" not in host else f"[{host}]:0",
    ]
    done = subprocess.run(command, cwd=tmp_path, check=False, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert "kx serve -a 127.0.0.1:" in done.stderr
    assert "Traceback" not in done.stderr
