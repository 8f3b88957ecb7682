"""A run that a stranger has changed: whatever it leaves behind alters nothing but its own comment."""

from __future__ import annotations

import http.server
import json
import os
import re
import subprocess
import threading
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.building import ROOT
from tests.github.test_scripts import HEAD, report, summary
from tests.github.test_workflows import read

from exchange.cli.formats.markdown import escape
from exchange.text.problems import visible

RUN = "https://host.example/run"
TOKEN = "token-of-the-job"  # noqa: S105 -- stands for one
STEPS = read(ROOT / ".github/workflows/comment.yml")["jobs"]["comment"]["steps"]
HOSTILE = (
    r"\\[click](//evil.invalid)",
    "[click](//evil.invalid)",
    "[click]: //evil.invalid\n[click]",
    "![x](//evil.invalid/x.png)",
    "<https://evil.invalid>",
    "https://evil.invalid www.evil.invalid WWW.evil.invalid",
    "a@evil.invalid mailto:a@evil.invalid",
    "@octo-org/team &#64;octo-org/team &commat;octo-org",
    "#1 &#35;1 owner/exchange#1 GH-1",
    "0123456789abcdef0123456789abcdef01234567",
    "```\nnever closed",
    "~~~\nnever closed",
    "# Approved by the maintainers",
    "Approved by the maintainers\n===\n",
    "Approved\n---",
    "### Approved by the maintainers",
    "**Approved by the maintainers**\n**Approved again**",
    "> [!NOTE]\n> Approved",
    "- [x] Approved",
    "1. Approved\n2) Approved\n+ Approved\n* Approved",
    "| a | b |\n|---|---|\n| c | d |",
    "    indented code\n\tindented too",
    "<details><summary>x</summary>",
    "</details></details>",
    "<!-- never closed",
    "<sub>x</sub><sub>y",
    "$x$ $$y$$ `$z$`",
    "[^1]\n\n[^1]: a note",
    "  <sub>x](//evil.invalid)</sub>",
    "- ❌ **error**, [x](//evil.invalid): y",
    "line\u2028break\u2029break\rbreak\x0bbreak \u202eright to left",
    "&#13;# x&#10;# y",
)


def shown(markdown: str) -> str:
    """Return the letters that a reader sees of a line."""
    text = re.sub(r"</?(?:sub|span)>", "", markdown)
    return unescape(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text))


@given(st.text(alphabet=st.sampled_from("<>[]()!@&;:/#.wWsubGH-12`*\\_~=+$| \n\u202e가ax❌")))
def test_no_text_becomes_a_tag_a_link_or_a_mention(text: str) -> None:
    """Whatever the report says; and it is shown as it was written."""
    plain = summary.plain(escape(text))
    assert not re.search(r"@|://|www\.|\u202e|#\d|GH-\d", plain.replace("&#", "&"), re.IGNORECASE)
    assert re.sub(r"</?sub>|</?span>", "", plain).count("<") == 0
    assert re.search(r"(?<!\\)(?:\\\\)*[\[`~|]", plain) is None
    assert shown(plain) == visible(text).strip()  # on one line, whatever the name of a file holds


@pytest.mark.browser
def test_a_reader_of_markdown_finds_nothing_but_the_report_s_own_lines(tmp_path: Path) -> None:
    """Each trick as the whole report, and where a fault or a way out is told; nothing after it is lost."""
    texts = [
        trick for text in HOSTILE for trick in (text, f"**x**\n\n- ❌ **error**, line 1: {text}\n  {text}")
    ]
    comments = []
    for text in texts:
        report(tmp_path, en_md=text, ko_md="끝", language="en")
        comments.append(summary.comment(tmp_path, run=RUN))
    done = subprocess.run(
        ["node", str(Path(__file__).with_name("read_markdown.mjs"))],
        input=json.dumps(comments), check=True, capture_output=True, text=True,
    )  # fmt: skip
    allowed = {
        *("## Content check", "## 콘텐츠 검사", f"link {RUN}", "<sub>", "</sub>", "<span>", "</span>"),
        *(summary.MARK, "<details><summary>한국어</summary>", "</details>"),
    }
    for text, parts in zip(texts, json.loads(done.stdout), strict=True):
        assert {*parts} <= allowed, text
        assert {"## 콘텐츠 검사", f"link {RUN}", "</details>"} <= {*parts}, text


class Host(http.server.ThreadingHTTPServer):
    """Answers as the host's interface does, with two open pull requests, and notes what is written."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.written: list[tuple[str, str, str]] = []

    def answer(self, path: str) -> object:
        """Return what is at an address: number 12 is ours, 13 another's with the same commit."""
        number = path.rpartition("/")[2]
        if "/comments" in path:
            return []
        if number not in ("12", "13"):
            return None
        owner = HEAD.repository if number == "12" else "victim/exchange"
        head = {"sha": HEAD.commit, "ref": HEAD.branch, "repo": {"full_name": owner}}
        return {"head": head, "state": "open"}


class _Answers(http.server.BaseHTTPRequestHandler):
    server: Host

    def do_GET(self) -> None:
        self._send(self.server.answer(self.path))

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["body"]
        self.server.written.append((self.command, self.path, body))
        self._send({})

    def _send(self, value: object) -> None:
        content = json.dumps(value).encode()
        self.send_response(404 if value is None else 200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def host() -> Iterator[Host]:
    with Host() as host:
        threading.Thread(target=host.serve_forever, daemon=True).start()
        yield host
        host.shutdown()


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """Return a folder as the first two steps leave it: the script of the main branch, and a report."""
    (tmp_path / ".github").symlink_to(ROOT / ".github")
    (tmp_path / "report").mkdir()
    report(tmp_path / "report", number="12", language="en", preview="built", en_md="One.", ko_md="하나.")
    return tmp_path


def post(machine: Path, host: Host, *, branch: str = HEAD.branch) -> subprocess.CompletedProcess[str]:
    """Run the last step as it is written, with the variables that it names."""
    values = {
        "github.token": TOKEN,
        "github.event.workflow_run.head_sha": HEAD.commit,
        "github.event.workflow_run.head_branch": branch,
        "github.event.workflow_run.head_repository.full_name": HEAD.repository,
        "github.event.workflow_run.html_url": RUN,
    }
    named = {name: values[text.strip("${} ")] for name, text in STEPS[-1]["env"].items()}
    address = {"GITHUB_API_URL": f"http://127.0.0.1:{host.server_port}", "GITHUB_REPOSITORY": "x/exchange"}
    return subprocess.run(
        ["bash", "-e", "-c", STEPS[-1]["run"]],
        cwd=machine, check=True, capture_output=True, text=True, timeout=60,
        env={"PATH": os.environ["PATH"], **named, **address},
    )  # fmt: skip


def test_a_report_becomes_one_comment_of_its_own_pull_request(machine: Path, host: Host) -> None:
    """The number, the branch and the commit belong together."""
    post(machine, host)
    ((method, path, body),) = host.written
    assert (method, path) == ("POST", "/repos/x/exchange/issues/12/comments")
    assert "One\\." in body or "One." in body
    assert "as you would any file of its author" in body


@pytest.mark.parametrize("number", ["13", "12\n13", "012", "12/../13", "١٢", "14", "", "9" * 40])
def test_a_report_cannot_speak_on_another_s_pull_request(machine: Path, host: Host, number: str) -> None:
    """Nor where the stranger's branch ends in the very commit of the other's."""
    (machine / "report/number").write_text(number, encoding="utf-8")
    post(machine, host)
    assert {path for _, path, _ in host.written} <= {"/repos/x/exchange/issues/12/comments"}
    assert not host.written or number == "12\n13"


@pytest.mark.parametrize(
    "branch",
    [
        "$(touch owned)",
        "`touch owned`",
        "x'; touch owned; '",
        'x"; touch owned; "',
        "-x\n::add-mask::e",
        "a" * 9_000,
    ],
)
def test_a_branch_may_be_called_anything(machine: Path, host: Host, branch: str) -> None:
    """It runs nothing, says nothing to the host, and is no other branch's."""
    done = post(machine, host, branch=branch)
    assert host.written == []
    assert not (machine / "owned").exists()
    assert "::" not in done.stdout + done.stderr


@pytest.mark.parametrize("kind", ["link", "folder link", "pipe", "folder", "huge", "not text", "none"])
def test_a_file_of_the_report_that_is_no_text_says_nothing(machine: Path, host: Host, kind: str) -> None:
    """A link would show a secret of the machine; a pipe would never end; a large file has no end to read."""
    file, secret = machine / "report/en.md", machine / "secret"
    secret.write_text(TOKEN, encoding="utf-8")
    file.unlink()
    match kind:
        case "link":
            file.symlink_to(secret)
        case "folder link" | "folder":
            file.mkdir() if kind == "folder" else file.symlink_to(machine)
        case "pipe":
            os.mkfifo(file)
        case "huge":
            with file.open("wb") as content:
                content.truncate(10**12)  # a file with a hole: nothing is written
        case "not text":
            file.write_bytes(bytes(range(256)) * 100)
    done = post(machine, host)
    ((_, _, body),) = host.written
    assert TOKEN not in body + done.stdout + done.stderr
    assert len(body) < 65_536
    assert "하나" in body


def test_a_report_as_long_as_can_be_is_a_comment_that_the_host_takes(machine: Path, host: Host) -> None:
    """Signs that grow when they are escaped, on one line and on many, in both languages."""
    for text in ("@" * 900_000, "@#$\n" * 200_000, "- ❌ **error**, [" + "www." * 100_000):
        for name in ("en.md", "ko.md"):
            (machine / "report" / name).write_text(text, encoding="utf-8")
        host.written.clear()
        post(machine, host)
        assert len(host.written[0][2]) < 65_536


def test_no_cache_is_saved_where_a_change_is_checked() -> None:
    """Only what publishes the main branch writes one; the host keeps those of a change's own runs apart."""
    saving = [
        file.name
        for file in sorted((ROOT / ".github/workflows").glob("*.yml"))
        if re.search(r"actions/cache(/save)?@", file.read_text(encoding="utf-8"))
    ]
    assert saving == ["deploy.yml"]
    triggers = read(ROOT / ".github/workflows/deploy.yml")["on"]
    assert triggers["push"] == {"branches": ["main"]}
    assert {*triggers} == {"push", "schedule", "workflow_dispatch"}
