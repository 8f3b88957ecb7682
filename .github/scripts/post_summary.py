"""Post the report of the content check as one comment of a pull request, or bring the comment up to date.

The report comes from a run that a stranger may have changed. So the number in it is believed only where that
pull request asks for the branch and the commit that were checked, and of its text only the shapes of the
report's own lines are let through: the rest is shown letter by letter. Standard library only: nothing is
installed where comments may be written.
"""

from __future__ import annotations

import html
import json
import os
import re
import stat
import sys
import urllib.request
from http import HTTPStatus
from pathlib import Path
from typing import Any, NamedTuple
from urllib.error import HTTPError

MARK = "<!-- content-check -->"
AUTHOR = "github-actions[bot]"
LONGEST = 28_000  # characters of one language; a comment may have 65,536
_HEADINGS = {"en": "Content check", "ko": "콘텐츠 검사"}
_PREVIEW = {
    "en": (
        "A preview of the site is kept with [the run]({run}) for 14 days (artifact `preview`). "
        "The change itself can alter what is in it: open a preview as you would any file of its author."
    ),
    "ko": (
        "사이트 미리 보기는 [실행 결과]({run})에 14일 동안 보관됩니다(아티팩트 `preview`). "
        "변경을 올린 사람이 그 내용을 바꿀 수 있으니, 다른 사람이 보낸 파일처럼 주의하여 열어 주십시오."
    ),
}
_NO_PREVIEW = {
    "en": (
        "There is no preview: the site could not be built with the errors above. "
        "The whole log is with [the run]({run})."
    ),
    "ko": (
        "위의 오류 때문에 사이트를 만들 수 없어 미리 보기가 없습니다. "
        "전체 기록은 [실행 결과]({run})에 있습니다."
    ),
}
_BUILD_FAILED = {
    "en": (
        "**The site could not be built, though no error was found in the content.**\n\n"
        "There is no preview. The log is with [the run]({run}), in the step “Build the preview”. "
        "The maintainers will look at it."
    ),
    "ko": (
        "**콘텐츠에서 오류를 찾지 못했지만 사이트를 만들지 못했습니다.**\n\n"
        "미리 보기가 없습니다. 기록은 [실행 결과]({run})의 “Build the preview” 단계에 있습니다. "
        "관리자가 확인하겠습니다."
    ),
}
_BROKEN = {
    "en": "The check itself could not be completed. The maintainers will look at [the run]({run}).",
    "ko": "검사를 끝내지 못했습니다. 관리자가 [실행 결과]({run})를 확인하겠습니다.",
}
_ERROR = "❌"  # how the report marks each error
_SUMMARY = re.compile(r"\A\*\*[^\n]*\*\*\n")  # the first line of the report
_OTHER = {"en": "한국어", "ko": "English"}
_SIZE_LIMIT = 1_000_000  # bytes of a file that are read
_SHAPES = (
    re.compile(r"(?P<start>### )(?P<text>content/.+)(?P<end>)"),
    re.compile(r"(?P<start>- (?:❌|⚠️) \*\*[^\W\d_]+\*\*, )(?P<text>.+)(?P<end>)"),
    re.compile(r"(?P<start>  <sub>)(?P<text>[a-z-]+/[a-z-]+)(?P<end></sub>)"),
    re.compile(r"(?P<start>  |- )(?P<text>\S.*)(?P<end>)"),
)
"""The lines that `kx check --format markdown` and `kx changes` write; any other line is text throughout."""
_CHANGE_HEADINGS = frozenset(
    (
        *("### What this change does", "### 이 변경의 내용"),
        *("**What falls behind by this change**", "**이 변경으로 뒤처지는 곳**"),
        *("**Where the languages state other things**", "**두 언어의 내용이 서로 다른 곳**"),
        *("**Dates**", "**날짜**", "**Calls**", "**공고**", "**Terms**", "**용어**"),
        *("**Pages**", "**페이지**", "**Other files**", "**그 밖의 파일**"),
    )
)
"""Let through only word for word: as a heading, a stranger's own words would look like the maintainers'."""
_SUMMARY_SHAPE = re.compile(r"(?P<start>\*\*)(?P<text>.+)(?P<end>\*\*)")
"""The first line of all."""

_BREAK = "<sub></sub>"
"""Shown as nothing. GitHub looks for references in what is shown, so an entity or a backslash stops none."""

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_MARKUP = re.compile(r"([\\`*_\[\]()|~!>^=])")
_BLOCK_START = re.compile(r"\A([-+])|\A(\d+)([.)])")
_REFERENCES = (
    (re.compile(r"@"), f"&#64;{_BREAK}"),
    (re.compile(r"#"), rf"\\#{_BREAK}"),
    (re.compile(r"://"), f"&#58;{_BREAK}//"),
    (re.compile(r"(?i)(www)\."), rf"\1{_BREAK}."),
    (re.compile(r"(?i)(gh-)(?=\d)"), rf"\1{_BREAK}"),
    (re.compile(r"(?i)([0-9a-f]{6})(?=[0-9a-f])"), rf"\1{_BREAK}"),  # names of commits have seven digits
    (re.compile(r"\$"), "<span>$</span>"),  # as GitHub documents it, where no formula is meant
)


def plain(text: str) -> str:
    """Return Markdown in which nothing but the report's own lines is more than text."""
    text = "".join(character for character in text if character.isprintable() or character == "\n")
    lines: list[str] = []
    length = 0
    for line in text.split("\n"):
        lines.append(_plain_line(line, _SHAPES if lines else (_SUMMARY_SHAPE,)))
        length += len(lines[-1]) + 1
        if length > LONGEST:
            lines[-1] = "\n…"
            break
    return "\n".join(lines)


def _plain_line(line: str, shapes: tuple[re.Pattern[str], ...]) -> str:
    """Return a line with the markup of its shape, and everything else in it escaped again."""
    if line in _CHANGE_HEADINGS:
        return line
    shape = next(filter(None, (shape.fullmatch(line) for shape in shapes)), None)
    if shape is None:
        return _escape(line)
    return shape["start"] + _escape(shape["text"]) + shape["end"]


def _escape(text: str) -> str:
    """Return what a text shows, as Markdown that shows just that: no markup, link, mention or reference."""
    shown = html.unescape(_ESCAPED.sub(r"\1", text).replace(_BREAK, "")).strip()
    shown = "".join(character for character in shown if character.isprintable())
    shown = _MARKUP.sub(r"\\\1", shown).replace("&", "&amp;").replace("<", "&lt;")
    shown = _BLOCK_START.sub(r"\2\\\1\3", shown)
    for reference, escaped in _REFERENCES:
        shown = reference.sub(escaped, shown)
    return shown


def comment(folder: Path, *, run: str) -> str:
    """Return the comment: the author's language first, the other one folded."""
    language = _first_line(folder / "language")
    language = language if language in _HEADINGS else "en"
    other = next(code for code in _HEADINGS if code != language)
    sections = {code: _section(folder, code, run) for code in _HEADINGS}
    folded = f"<details><summary>{_OTHER[language]}</summary>\n\n{sections[other]}\n\n</details>"
    return f"{MARK}\n{sections[language]}\n\n{folded}\n"


def _section(folder: Path, language: str, run: str) -> str:
    text = _text(folder / f"{language}.md")
    if text is None:
        return f"## {_HEADINGS[language]}\n\n{_BROKEN[language].format(run=run)}"
    found = plain(text)
    if _text(folder / "preview") is not None:
        parts = [found, _PREVIEW[language].format(run=run)]
    elif _ERROR in found:
        parts = [found, _NO_PREVIEW[language].format(run=run)]
    else:
        rest = _SUMMARY.sub("", found).strip()  # it would say that all is well
        parts = [_BUILD_FAILED[language].format(run=run), rest]
    return "\n\n".join([f"## {_HEADINGS[language]}", *filter(None, parts)])


class Head(NamedTuple):
    """What the run checked, as the host says."""

    commit: str
    branch: str
    repository: str


def pull_request(folder: Path, *, head: Head, ask: Any) -> int | None:
    """Return the number of the pull request in the report, None where it asks for something else.

    The commit alone would not do: anybody may push the commit of somebody else's pull request to their own
    fork, and open one from there.
    """
    written = _first_line(folder / "number")
    if not re.fullmatch(r"[1-9][0-9]{0,8}", written):
        return None
    try:
        found = ask("GET", f"pulls/{written}")
    except HTTPError as error:
        if error.code == HTTPStatus.NOT_FOUND:
            return None
        raise
    source = found["head"]
    is_head = (source["sha"], source["ref"], (source["repo"] or {}).get("full_name")) == head
    return int(written) if is_head and found["state"] == "open" else None


def post(number: int, body: str, *, ask: Any) -> None:
    """Write the comment anew, or change the one there is."""
    for page in range(1, 11):
        comments = ask("GET", f"issues/{number}/comments?per_page=100&page={page}")
        for one in comments:
            if one["user"]["login"] == AUTHOR and one["body"].startswith(MARK):
                ask("PATCH", f"issues/comments/{one['id']}", {"body": body})
                return
        if len(comments) < 100:
            break
    ask("POST", f"issues/{number}/comments", {"body": body})


def asker(*, api: str, repository: str, token: str) -> Any:
    """Return a function that asks the host's interface and returns what it answers."""

    def ask(method: str, path: str, said: object = None) -> Any:
        request = urllib.request.Request(  # noqa: S310 -- the address is the host's own
            f"{api}/repos/{repository}/{path}",
            method=method,
            data=None if said is None else json.dumps(said).encode(),
            headers={"Authorization": f"Bearer {token}", "Accept": "application/vnd.github+json"},
        )
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
            return json.load(answer)

    return ask


def _text(file: Path) -> str | None:
    """Return the beginning of a file as text; None for one that is not there, or is a link or a pipe."""
    try:
        handle = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return None
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            return None
        return os.read(handle, _SIZE_LIMIT).decode("utf-8", errors="replace")
    finally:
        os.close(handle)


def _first_line(file: Path) -> str:
    return (_text(file) or "")[:100].strip()


def main(folder: Path) -> int:
    """Post; a report that belongs to no open pull request is passed over."""
    environment = os.environ
    ask = asker(
        api=environment["GITHUB_API_URL"],
        repository=environment["GITHUB_REPOSITORY"],
        token=environment["GITHUB_TOKEN"],
    )
    head = Head(environment["HEAD_SHA"], environment["HEAD_BRANCH"], environment["HEAD_REPOSITORY"])
    number = pull_request(folder, head=head, ask=ask)
    if number is None:
        print("The report belongs to no open pull request at this commit.")
        return 0
    post(number, comment(folder, run=environment["RUN_URL"]), ask=ask)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
