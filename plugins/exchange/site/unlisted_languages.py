"""Say once for each file that it has texts in a language that the site does not list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from exchange.languages.language import described_languages, is_language
from exchange.text.problems import Place, Problem

CODE = re.compile(r"[a-z]{2}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?")


def gather_unlisted(
    problems: Iterable[Problem], listed: Sequence[str], *, place: Place | None = None
) -> Iterator[Problem]:
    """Yield one problem in place of those of each text, column or page in such a language.

    It stands where the first of them was, or at another `place`.
    """
    problems = list(problems)
    folders = {problem.place.path for problem in problems if problem.code == "pages/unknown-locale"}
    said: set[tuple[str, str]] = set()
    for problem in problems:
        code = unlisted_language(problem, listed)
        file = problem.place.path
        if code and (file, code) not in said:
            of_file = (problem for problem in problems if problem.place.path == file)
            same = (problem for problem in of_file if unlisted_language(problem, listed) == code)
            lines = dict.fromkeys(str(problem.place.line) for problem in same if problem.place.line)
            values = {"value": code, "lines": ", ".join(lines), "all": ", ".join([*listed, code])}
            said.add((file, code))
            yield Problem(code="text/language-not-listed", place=place or problem.place, values=values)
        elif not code and not (
            problem.code == "safety/page-place" and any(file.startswith(f"{folder}/") for folder in folders)
        ):
            yield problem


def unlisted_language(problem: Problem, listed: Sequence[str]) -> str:
    """Return the code of the language that a problem is about, if it is one that the site does not list."""
    values, is_guessed = problem.values, False
    match problem.code:
        case "text/unknown-field" | "text/unknown-field-no-guess":
            if not {*values.get("known", "").split(", ")} <= {*listed, ""}:  # a field, not a text
                return ""
            names, is_guessed = [values["name"]], problem.code == "text/unknown-field"
        case "text/termbase-column-unknown":
            names = values["column"].split("_")
        case "pages/unknown-locale":
            names, is_guessed = [values["folder"]], bool(values["best"])
        case _:
            return ""
    meant = (name for name in names if name not in listed and CODE.fullmatch(name) and is_language(name))
    return next((code for code in meant if not is_guessed or code in described_languages()), "")
