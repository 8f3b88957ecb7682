"""Where handouts are: beside the page of their course, at names that stay."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import PurePosixPath

from exchange.handouts.booklet import Role
from exchange.pages.addresses import INSTRUCTOR, page_url
from exchange.pages.kinds import Kind
from exchange.pages.library import Library


class Form(Enum):
    """A file of a course; its value is how its name ends."""

    PDF = ".pdf"
    EPUB = ".epub"
    INSTRUCTOR_PDF = "-instructor.pdf"
    OFFLINE = "-offline.zip"

    @property
    def role(self) -> Role:
        """For whom it is."""
        return Role.INSTRUCTOR if self is Form.INSTRUCTOR_PDF else Role.LEARNER

    @property
    def is_pdf(self) -> bool:
        """Return True if it has to be typeset."""
        return self.value.endswith(".pdf")


PROMISED_FORMS = (Form.PDF, Form.EPUB)
"""What every course has, for good. An instructor's copy needs pages for instructors; offline copies pass."""

OFFLINE_SITE = "offline.zip"
"""The offline copy of a whole site or edition, at its root."""

_FOR_INSTRUCTORS = re.compile(rf"(?!assets/).*(?:/{INSTRUCTOR}.*|-{Role.INSTRUCTOR.value}\.imscc)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Handout:
    """One file to take away; paths are below the site."""

    course: str  # the folder of its page: `en/training/planning-a-trial/`
    form: Form

    @property
    def path(self) -> str:
        """The path of the file. It names no language: one line of redirects.yml serves all of them."""
        return f"{self.course}{PurePosixPath(self.course).name}{self.form.value}"


def courses(library: Library, *, hidden_paths: Collection[str] = ()) -> Iterator[str]:
    """Yield the folder of each course's page, in each language that it is written in."""
    for pair in library:
        if pair.original.meta.kind is Kind.COURSE and pair.path not in hidden_paths:
            yield from (f"{locale}/{page_url(pair.path)}" for locale in pair.pages)


def promised_paths(
    library: Library, *, hidden_paths: Collection[str] = (), teaching_pages: Collection[str] = ()
) -> frozenset[str]:
    """Return the paths of the handouts that a site has for good.

    `teaching_pages` are the pages that have a page for instructors, by their path in every language.
    """
    return frozenset(
        Handout(course=course, form=form).path
        for course in courses(library, hidden_paths=hidden_paths)
        for form in (*PROMISED_FORMS, Form.INSTRUCTOR_PDF)
        if form in PROMISED_FORMS
        or any(page_url(page).startswith(course.partition("/")[2]) for page in teaching_pages)
    )


def is_for_instructors(path: str) -> bool:
    """Return True for the path of a page, a PDF or a package that only instructors are given."""
    file = PurePosixPath(path)
    is_pdf = file.name == f"{file.parent.name}{Form.INSTRUCTOR_PDF.value}"
    return is_pdf or _FOR_INSTRUCTORS.fullmatch(path) is not None
