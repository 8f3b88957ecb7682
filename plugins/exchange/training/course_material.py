"""Gather what the packages of one language are made from: of a course, or of pages that somebody chose."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from exchange.pages.addresses import page_url
from exchange.pages.kinds import Kind
from exchange.pages.library import Library, SourcePage
from exchange.pages.navigation import Navigation
from exchange.text.strings import Strings
from exchange.training.instructor_pages import instructor_path
from exchange.training.packages import Material, Part, course_name, package_paths
from exchange.training.question_views import QuestionView, question_views
from exchange.training.questions import LessonQuestions
from exchange.training.web_content import Roots

_TEACHING_KINDS = (Kind.COURSE, Kind.LESSON)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentSource:
    """The site as it is read in one language. `text_of` returns the HTML of a page's text, by its path."""

    library: Library
    navigation: Navigation
    questions: Mapping[str, LessonQuestions]
    locale: str
    words: Strings
    site: str  # its name
    licence: tuple[str, ...]  # a sentence and an address
    roots: Roots
    text_of: Callable[[str], str]

    def page(self, path: str) -> SourcePage:
        """Return a page as readers of the language see it."""
        return self.library.pairs[path].read_in(self.locale)

    def address(self, path: str) -> str:
        """Return the address of a page, from the site's root."""
        return f"/{self.locale}/{page_url(path)}"

    def questions_of(self, path: str) -> tuple[QuestionView, ...]:
        """Return the questions of a lesson, in the reader's language; other pages have none."""
        record = self.questions.get(self.library.pairs[path].original.meta.id or "")
        return question_views(record.questions, self.locale, self.words) if record else ()

    def courses(self) -> Iterator[str]:
        """Yield the path of each course that is written in the language."""
        for path, pair in self.library.pairs.items():
            if pair.original.meta.kind is Kind.COURSE and self.locale in pair.pages:
                yield path

    def pages_of(self, course: str) -> tuple[str, ...]:
        """Return the course and its lessons, in reading order."""
        branches = self.navigation.trails[course][-1].walk()
        return tuple(
            branch.path for branch in branches if self.page(branch.path).meta.kind in _TEACHING_KINDS
        )


def question_packages(
    library: Library, navigation: Navigation, questions: Mapping[str, LessonQuestions], locale: str
) -> Iterator[tuple[str, str]]:
    """Yield the path of each lesson with questions, and the learners' package that has them in a language."""
    for course, pair in library.pairs.items():
        if pair.original.meta.kind is Kind.COURSE and locale in pair.pages:
            package, _ = package_paths(course_name(pair.read_in(locale).meta.id, course), locale)
            for branch in navigation.trails[course][-1].walk():
                if library.pairs[branch.path].original.meta.id in questions:
                    yield branch.path, package


def course_material(course: str, source: ContentSource) -> Material:
    """Return a course: links to its pages, the questions, and the notes for instructors."""
    meta = source.page(course).meta
    return Material(
        name=course_name(meta.id, course),
        title=meta.title,
        description=meta.description,
        lang=source.locale,
        address=source.address(course),
        site=source.site,
        licence=source.licence,
        roots=source.roots,
        objectives=meta.objectives,
        prerequisites=meta.prerequisites,
        parts=tuple(part(path, (), source) for path in source.pages_of(course)),
    )


def selection(
    choices: Iterable[tuple[str, str]],
    source: ContentSource,
    *,
    title: str,
    description: str,
    has_texts: bool,
) -> Material:
    """Return chosen pages and sections: a path each, and the id of a section or an empty text."""
    sections: dict[str, list[str]] = {}
    for path, section in choices:
        sections.setdefault(path, [])
        if section:
            sections[path].append(section)
    return Material(
        name="selection",
        title=title,
        description=description,
        lang=source.locale,
        address=f"/{source.locale}/",
        site=source.site,
        licence=source.licence,
        roots=source.roots,
        parts=tuple(
            part(path, section_ids, source, has_text=has_texts and not section_ids)
            for path, section_ids in sections.items()
        ),
    )


def part(path: str, sections: Iterable[str], source: ContentSource, *, has_text: bool = False) -> Part:
    """Return one page, with a link to each of the sections, or to the whole of it."""
    page, address = source.page(path), source.address(path)
    titles = {section.id: section.title for section in page.sections}
    links = [(titles[section], f"{address}#{section}") for section in sections]
    is_taught = page.meta.kind in _TEACHING_KINDS
    notes_path = instructor_path(path)
    return Part(
        name=page_url(path).strip("/").replace("/", "-") or "home",
        title=page.meta.title,
        address=address,
        links=tuple(links) or ((page.meta.title, address),),
        text=source.text_of(path) if has_text else "",
        questions=source.questions_of(path),
        notes=source.text_of(notes_path) if is_taught else "",
        notes_address=source.address(notes_path) if is_taught else "",
    )
