"""Make the files of a new page in every language, valid at once, with hints for the one who writes on."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from importlib import resources
from pathlib import Path

from exchange.site.settings import SiteSettings
from exchange.text.strings import Strings

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
Ask = Callable[[str], str]
"""From a question to an answer, empty without a terminal."""


class FileKind(Enum):
    """What can be made."""

    GUIDE = "guide"
    LESSON = "lesson"
    CALL = "call"
    PAGE = "page"


class CannotMake(Exception):
    """Why a page cannot be made, in the author's words."""


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


def page_name(order: Order) -> str:
    """Return the path of a page below each language's folder."""
    folder = {
        FileKind.GUIDE: "guides",
        FileKind.LESSON: f"training/{order.course}",
        FileKind.CALL: "calls",
        FileKind.PAGE: order.folder,
    }[order.kind]
    return f"{folder}/{order.id}.md" if folder else f"{order.id}.md"


def page_files(
    order: Order, project: SiteSettings, words: Strings, *, today: datetime.date
) -> dict[str, str]:
    """Return path in the content folder and text of a page in every language."""
    return {
        f"{locale}/{page_name(order)}": _page(order, locale, words, project, today)
        for locale in project.content.locales
    }


def _page(order: Order, locale: str, words: Strings, project: SiteSettings, today: datetime.date) -> str:
    record = f"{project.content.name}/calls/{order.id}.yml"
    hints = [words(f"hint-{name}", today=today.isoformat(), record=record) for name in _HINTS[order.kind]]
    return "\n".join(
        ["---", *(f"# {hint}" for hint in hints), *_fields(order, locale), "---", "", _body(order, locale)]
    )


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


def _body(order: Order, locale: str) -> str:
    """Return the sections that a page of this kind has; a language without a template has no sections."""
    template = resources.files("exchange.cli") / "templates" / locale / f"{order.kind.value}.md"
    return template.read_text(encoding="utf-8") if template.is_file() else ""


def write_new(files: Mapping[str, str], project: SiteSettings, words: Strings) -> list[str]:
    """Write files that do not exist yet; return their paths. Raises CannotMake before anything is written."""
    targets = {project.content.folder / path: text for path, text in files.items()}
    for target in targets:
        if target.exists():
            raise CannotMake(words("exists", path=_display_path(target, project)))
    for target, text in targets.items():
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return [_display_path(target, project) for target in targets]


def _display_path(target: Path, project: SiteSettings) -> str:
    return f"{project.content.name}/{target.relative_to(project.content.folder).as_posix()}"
