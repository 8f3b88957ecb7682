"""Make two packages of a course, or of pages that somebody chose: one for learners, one for instructors.

A platform that does not know the role Instructor would show everything to everybody: so they are never one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from exchange.pages.addresses import page_url
from exchange.text.strings import Strings
from exchange.training.cartridge import SUFFIX, Assessment, Cartridge, Item, Module, WebLink, WebPage
from exchange.training.question_views import QuestionView
from exchange.training.web_content import Roots, answers, document, items, link, standalone

FOLDER = "training/"
"""Where the packages of courses are, below the site's root."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A page of a course or selection; its texts are HTML as the site shows it, or empty."""

    name: str  # ASCII, of this part alone
    title: str
    address: str  # below the site's root
    links: tuple[tuple[str, str], ...]  # titles and addresses: of the page, or of sections
    text: str = ""  # to be in the package too
    questions: tuple[QuestionView, ...] = ()
    notes: str = ""  # what only instructors see
    notes_address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """All that a package is made from, in one language."""

    name: str  # ASCII: the permanent id of a course
    title: str
    description: str
    lang: str
    address: str  # of the course; of the site, for a selection
    site: str  # its name
    licence: tuple[str, ...] = ()  # a sentence and an address
    roots: Roots
    objectives: tuple[str, ...] = ()
    prerequisites: tuple[str, ...] = ()
    parts: tuple[Part, ...]


def course_name(page_id: str | None, path: str) -> str:
    """Return how packages name a course: by its permanent id, which no move of its page changes."""
    return page_id or page_url(path).strip("/").replace("/", "-")


def package_paths(name: str, lang: str) -> tuple[str, str]:
    """Return where the packages of a course are, below the site's root: for learners, and for instructors."""
    start = f"{FOLDER}{name}/{name}-{lang}"
    return f"{start}{SUFFIX}", f"{start}-instructor{SUFFIX}"


def is_package(path: str) -> bool:
    """Return True for the path of a package below the site's root, or that of an edition."""
    return path.startswith(FOLDER) and path.endswith(SUFFIX)


def learners_cartridge(material: Material, words: Strings) -> Cartridge:
    """Return the links and the questions; and the pages themselves, where they are given."""
    modules = [
        Module(title=part.title, items=tuple(_for_learners(part, material, words))) for part in material.parts
    ]
    return _cartridge(material, words, modules, material.title, for_instructors=False)


def instructors_cartridge(material: Material, words: Strings) -> Cartridge:
    """Return notes, model answers and answers to questions, each with a link to its page on the site."""
    modules = []
    for part in material.parts:
        if part.notes or part.questions:
            modules.append(Module(title=part.title, items=tuple(_for_instructors(part, material, words))))
    title = words("instructor-title", title=material.title)
    return _cartridge(material, words, modules, title, for_instructors=True)


def _cartridge(
    material: Material, words: Strings, modules: list[Module], title: str, *, for_instructors: bool
) -> Cartridge:
    about_page = WebPage(
        name="about-this-package", title=words("package-about"), html=_about_html(material, words, title)
    )
    return Cartridge(
        name=f"{material.name}-{material.lang}{'-instructor' if for_instructors else ''}",
        title=title,
        description=material.description,
        lang=material.lang,
        rights=f"{_source(material, words)} {material.roots.full(material.address)}",
        for_instructors=for_instructors,
        modules=(Module(title=words("package-about"), items=(about_page,)), *modules),
    )


def _for_learners(part: Part, material: Material, words: Strings) -> Iterator[Item]:
    for number, (title, address) in enumerate(part.links):
        name = f"{part.name}-{number}" if number else part.name
        yield WebLink(name=name, title=title, url=material.roots.full(address))
    if part.text:
        text = standalone(part.text, address=part.address, roots=material.roots)
        yield _page(part, part.title, text, part.address, material, words)
    if part.questions:
        title = words("package-questions", title=part.title)
        yield Assessment(name=part.name, title=title, questions=part.questions)


def _for_instructors(part: Part, material: Material, words: Strings) -> Iterator[Item]:
    title = words("instructor-title", title=part.title)
    notes = standalone(part.notes, address=part.notes_address, roots=material.roots)
    yield _page(part, title, notes + answers(part.questions, words), part.notes_address, material, words)
    yield WebLink(name=part.name, title=title, url=material.roots.full(part.notes_address))


def _page(part: Part, title: str, body: str, address: str, material: Material, words: Strings) -> WebPage:
    html = document(title, body, lang=material.lang, credit=_credit(material, address, words))
    return WebPage(name=part.name, title=title, html=html)


def _credit(material: Material, address: str, words: Strings) -> str:
    url = material.roots.full(address)
    return f"{escape(_source(material, words))} {link(url, url)}"


def _source(material: Material, words: Strings) -> str:
    return " ".join((words("package-credit", site=material.site), *material.licence[:1]))


def _about_html(material: Material, words: Strings, title: str) -> str:
    """Return the first page: what the material is for, where it is from and how it may be used."""
    lists = {
        words("package-objectives"): material.objectives,
        words("package-prerequisites"): material.prerequisites,
        words("package-licence"): material.licence,
    }
    body = "".join(f"<h2>{escape(head)}</h2>{items(texts)}" for head, texts in lists.items() if texts)
    credit = _credit(material, material.address, words)
    return document(title, f"<p>{escape(material.description)}</p>{body}", lang=material.lang, credit=credit)
