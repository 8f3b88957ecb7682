"""Post the report of the content check as one comment of a pull request, or bring the comment up to date.

The report comes from a run that a stranger may have changed. So the number in it is believed only where that
pull request's last commit is the one that was checked, and of its text only plain Markdown without links,
pictures, HTML and mentions is let through. Standard library only: nothing is installed where comments may be
written.
"""

from __future__ import annotations

import json
import os
import re
import sys
import urllib.request
from pathlib import Path
from typing import Any

MARK = "<!-- content-check -->"
AUTHOR = "github-actions[bot]"
LONGEST = 28_000  # characters of one language; a comment may have 65,536
_HEADINGS = {"en": "Content check", "ko": "콘텐츠 검사"}
_PREVIEW = {
    "en": "A preview of the site is kept with [the run]({run}) for 14 days (artifact `preview`).",
    "ko": "사이트 미리 보기는 [실행 결과]({run})에 14일 동안 보관됩니다(아티팩트 `preview`).",
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
_MENTION = re.compile(r"(?<![A-Za-z0-9_])&#64;(?=[A-Za-z0-9])")
_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|#64|#58|#46);)")


def plain(text: str) -> str:
    """Return Markdown in which nothing is a tag, a picture, a link, an address or a mention."""
    text = "".join(character for character in text if character.isprintable() or character == "\n")
    text = _ENTITY.sub("&amp;", text)
    text = re.sub(r"<(?!/?sub>)", "&lt;", text).replace("@", "&#64;").replace("://", "&#58;//")
    text = _MENTION.sub("&#64;<sub></sub>", text)  # GitHub looks for mentions after it has read entities
    text = re.sub(r"(?i)www\.", "www&#46;", text)
    text = re.sub(r"(?<!\\)\[", r"\\[", text)
    return text if len(text) <= LONGEST else text[:LONGEST].rpartition("\n")[0] + "\n…"


def comment(folder: Path, *, run: str) -> str:
    """Return the comment: the author's language first, the other one folded."""
    language = _first_line(folder / "language")
    language = language if language in _HEADINGS else "en"
    other = next(code for code in _HEADINGS if code != language)
    sections = {code: _section(folder, code, run) for code in _HEADINGS}
    folded = f"<details><summary>{_OTHER[language]}</summary>\n\n{sections[other]}\n\n</details>"
    return f"{MARK}\n{sections[language]}\n\n{folded}\n"


def _section(folder: Path, language: str, run: str) -> str:
    file = folder / f"{language}.md"
    if not file.is_file():
        return f"## {_HEADINGS[language]}\n\n{_BROKEN[language].format(run=run)}"
    found = plain(file.read_text(encoding="utf-8", errors="replace"))
    if (folder / "preview").is_file():
        parts = [found, _PREVIEW[language].format(run=run)]
    elif _ERROR in found:
        parts = [found, _NO_PREVIEW[language].format(run=run)]
    else:
        rest = _SUMMARY.sub("", found).strip()  # it would say that all is well
        parts = [_BUILD_FAILED[language].format(run=run), rest]
    return "\n\n".join([f"## {_HEADINGS[language]}", *filter(None, parts)])


def pull_request(folder: Path, *, head: str, ask: Any) -> int | None:
    """Return the number of the pull request in the report, None where its last commit is another."""
    written = _first_line(folder / "number")
    if not re.fullmatch(r"[1-9][0-9]{0,8}", written):
        return None
    found = ask("GET", f"pulls/{written}")
    return int(written) if found["head"]["sha"] == head and found["state"] == "open" else None


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


def _first_line(file: Path) -> str:
    return file.read_text(encoding="utf-8", errors="replace")[:100].strip() if file.is_file() else ""


def main(folder: Path) -> int:
    """Post; a report that belongs to no open pull request is passed over."""
    environment = os.environ
    ask = asker(
        api=environment["GITHUB_API_URL"],
        repository=environment["GITHUB_REPOSITORY"],
        token=environment["GITHUB_TOKEN"],
    )
    number = pull_request(folder, head=environment["HEAD_SHA"], ask=ask)
    if number is None:
        print("The report belongs to no open pull request at this commit.")
        return 0
    post(number, comment(folder, run=environment["RUN_URL"]), ask=ask)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
