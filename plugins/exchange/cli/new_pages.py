"""Make the files of a new page in every language, valid at once, with hints for the one who writes on."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from exchange.cli.refusals import CannotDo
from exchange.languages.language import FALLBACK, lineage
from exchange.site.settings import SiteSettings
from exchange.text.strings import Strings
from exchange.text.whole_files import write_files

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
Ask = Callable[[str], str]
"""From a question to an answer, empty without a terminal."""


class FileKind(Enum):
    """What can be made."""

    GUIDE = "guide"
    LESSON = "lesson"
    CALL = "call"
    PAGE = "page"
    TERM = "term"
    QUESTION = "question"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """An author's order; texts go from a language to the text in it."""

    kind: FileKind
    id: str
    original: str  # the language it will be written in first
    titles: Mapping[str, str]
    descriptions: Mapping[str, str]
    course: str = ""  # of a lesson: the folder of its course
    folder: str = "about"  # of a page
    minutes: int = 45


_HINTS = {
    FileKind.GUIDE: ("title", "description", "id", "sections", "sources", "checked"),
    FileKind.LESSON: ("title", "description", "id", "minutes", "sections", "sources"),
    FileKind.CALL: ("title", "description", "call"),
    FileKind.PAGE: ("title", "description", "sections"),
}
_SIDES = "<!-- sides -->"
"""The line of a template in place of which each side has a section."""


def page_name(order: Order, project: SiteSettings) -> str:
    """Return the path of a page below each language's folder."""
    folder = {
        FileKind.GUIDE: "guides",
        FileKind.LESSON: f"training/{order.course}",
        FileKind.CALL: project.calls.calls_folder,
        FileKind.PAGE: order.folder,
    }[order.kind]
    return f"{folder}/{order.id}.md" if folder else f"{order.id}.md"


def page_files(
    order: Order, project: SiteSettings, words: Strings, *, today: datetime.date
) -> dict[str, str]:
    """Return path in the content folder and text of a page in every language."""
    locales = [code for code in project.content.locales if code == order.original or hastemplate_text(code)]
    return {
        f"{code}/{page_name(order, project)}": _page(order, code, words, project, today) for code in locales
    }


def course_files(order: Order, project: SiteSettings) -> dict[str, str]:
    """Return path and text of the course of a first lesson."""
    files = {}
    for locale in project.content.locales:
        if locale == order.original or hastemplate_text(locale):
            title = json.dumps(_from_id(order.course), ensure_ascii=False)
            front = f"title: {title}\ndescription: {title}\nkind: course\nid: {order.course}"
            front += f"\noriginal: {order.original}"
            body = _with_text(template_text(locale, "course"), template_text(locale, "text"))
            files[f"{locale}/training/{order.course}/index.md"] = f"---\n{front}\n---\n\n{body}"
    return files


def hastemplate_text(locale: str) -> bool:
    """Return True if there are sections for new pages in a language."""
    return bool(_templates(locale))


def _templates(locale: str) -> list[Traversable]:
    """Return the folder of sections of new pages in a language, or none."""
    folders = (resources.files("exchange.cli") / "templates" / code for code in lineage(locale))
    return [folder for folder in folders if folder.is_dir()]


def _page(order: Order, locale: str, words: Strings, project: SiteSettings, today: datetime.date) -> str:
    record = f"{project.content.name}/{project.calls.calls_folder}/{order.id}.yml"
    hints = [words(f"hint-{name}", today=today.isoformat(), record=record) for name in _HINTS[order.kind]]
    body = _body(order, locale, project)
    return "\n".join(["---", *(f"# {hint}" for hint in hints), *_fields(order, locale), "---", "", body])


def _fields(order: Order, locale: str) -> list[str]:
    title = order.titles.get(locale) or _from_id(order.id)
    description = order.descriptions.get(locale) or f"{title}."
    fields = {
        "title": json.dumps(title, ensure_ascii=False),
        "description": json.dumps(description, ensure_ascii=False),
        "kind": order.kind.value,
    }
    if order.kind in (FileKind.GUIDE, FileKind.LESSON):
        fields["id"] = order.id
    if order.kind is FileKind.LESSON:
        fields["minutes"] = str(order.minutes)
    fields["original"] = order.original
    return [f"{name}: {value}" for name, value in fields.items()]


def _from_id(identifier: str) -> str:
    return identifier.replace("-", " ").capitalize()


def _body(order: Order, locale: str, project: SiteSettings) -> str:
    """Return the sections that a page of this kind has, one for each side; none without a template.

    The first says what the description does, or else that the page is being written.
    """
    wording = project.wording(locale)
    sides = [f"## {wording.short_side(code)} {{ #{code.lower()} }}" for code in project.calls.side_codes]
    sections = template_text(locale, order.kind.value).replace(_SIDES, "\n\n".join(sides))
    return _with_text(sections, order.descriptions.get(locale) or template_text(locale, "text"))


def _with_text(sections: str, text: str) -> str:
    """Return sections with a text in the first, since headings alone are no page."""
    heading, _, rest = sections.partition("\n")
    return f"{heading}\n\n{text.strip()}\n{rest}" if text else sections


def template_text(locale: str, name: str) -> str:
    """Return a text for new pages in a language, or in the fallback; empty where there is none."""
    folder = (_templates(locale) or _templates(FALLBACK))[-1]
    file = folder / f"{name}.md"
    return file.read_text(encoding="utf-8") if file.is_file() else ""


def write_new(files: Mapping[str, str], project: SiteSettings, words: Strings) -> list[str]:
    """Write files that do not exist yet, and those that only grow; return their paths.

    Raises CannotDo before anything is written.
    """
    targets = {project.content.folder / path: text for path, text in files.items()}
    for target, text in targets.items():
        if target.exists() and not text.startswith(
            target.read_bytes().decode("utf-8-sig", "replace").rstrip("\n")
        ):
            raise CannotDo(words("exists", path=_display_path(target, project)))
    write_files(targets)
    return [_display_path(target, project) for target in targets]


def _display_path(target: Path, project: SiteSettings) -> str:
    return f"{project.content.name}/{target.relative_to(project.content.folder).as_posix()}"
