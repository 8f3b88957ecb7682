"""The pages for those who teach: one beside each course and lesson, at an address of its own."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterator, Mapping

from exchange.pages.kinds import Kind
from exchange.pages.library import Library, Pair
from exchange.text.strings import Strings
from exchange.training.instructor_parts import Audience, PartsOfPage

FILE_NAME = "instructor.md"
_KINDS = (Kind.COURSE, Kind.LESSON)


def instructor_path(path: str) -> str:
    """Return the page for those who teach another one: `training/x/y.md` to `training/x/y/instructor.md`."""
    folder = path.removesuffix(".md").removesuffix("/index")
    return f"{folder}/{FILE_NAME}"


def instructor_pages(library: Library) -> Mapping[str, str]:
    """Return the path of each page for instructors, with the path of the page that it is made from."""
    return {instructor_path(pair.path): pair.path for pair in _teaching_pairs(library)}


def _teaching_pairs(library: Library) -> Iterator[Pair]:
    return (pair for pair in library if pair.original.meta.kind in _KINDS)


def instructor_source(pair: Pair, locale: str, words_in: Mapping[str, Strings]) -> str:
    """Return the Markdown file of the page: the text of the course or lesson below fields of its own.

    All of it is in the language of the page that readers of a locale see.
    """
    page = pair.read_in(locale)
    words, title = words_in[page.locale], page.meta.title
    fields = {
        "title": _field(words("instructor-title", title=title), longest=120),
        "description": _field(words("instructor-description", title=title), longest=300),
        "kind": Kind.INSTRUCTOR.value,
        "original": locale,
    }
    lines = (f"{name}: {value}" for name, value in fields.items())
    return "\n".join(["---", *lines, "---", "", page.document.body])


def _field(text: str, *, longest: int) -> str:
    """Return the value of a field of front matter, shortened to what such a field may hold."""
    return json.dumps(text if len(text) <= longest else text[: longest - 1] + "…", ensure_ascii=False)


def parts_of(
    path: str,
    library: Library,
    learner_pages: Mapping[str, str],
    locale: str,
    words: Mapping[str, Strings],
) -> PartsOfPage:
    """Return for whom a page is; `library` has the pages that are written, in all languages."""
    learners_path = learner_pages.get(path)
    pair = library.pairs.get(learners_path or path)
    if pair is None or pair.original.meta.kind not in _KINDS:
        return PartsOfPage()
    lang = pair.read_in(locale).locale
    if learners_path is None:
        counterpart = posixpath.relpath(instructor_path(path), posixpath.dirname(path))
        return PartsOfPage(
            audience=Audience.LEARNERS, counterpart=counterpart, answer_link=words[lang]("answer-apart")
        )
    return PartsOfPage(
        audience=Audience.INSTRUCTORS,
        counterpart=posixpath.relpath(learners_path, posixpath.dirname(path)),
        lang=lang if lang != locale else "",
    )
