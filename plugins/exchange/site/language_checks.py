"""What a site lacks in one of its languages: strings, or a description of the language."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from exchange.languages.language import FALLBACK, is_described
from exchange.site.reading import Site
from exchange.site.settings import SiteSettings
from exchange.site.translations import reasons, records, terms
from exchange.text.problems import Place, Problem, Severity
from exchange.text.strings import strings_of

_OF_PLUGINS = {
    "bilingual": "",
    "funding_calendar": "calendar.",
    "editions": "editions.",
    "training": "training.",
}
"""From each plugin that has strings to what the names of their files begin with."""


def language_problems(settings: SiteSettings) -> Iterator[Problem]:
    """Yield files of strings that are absent or cannot be read, and what falls back."""
    folder = settings.overrides / "locales"
    if not folder.is_dir():
        return
    for code in settings.content.locales:
        for plugin, prefix in _OF_PLUGINS.items():
            if settings.has(plugin):
                yield from _of_file(folder, prefix, code, settings.root)
        if not is_described(code):
            yield Problem(
                code="pages/language-plain",
                place=Place(path="mkdocs.yml"),
                values={"locale": code, "folder": code.partition("-")[0].lower()},
                severity=Severity.WARNING,
            )


def translation_problems(site: Site) -> Iterator[Problem]:
    """Yield, once for each file and language, that its texts are without it: another is shown."""
    for rule, lacking in (
        ("records-untranslated", records(site)),
        ("terms-untranslated", terms(site)),
        ("reasons-untranslated", reasons(site)),
    ):
        found: dict[tuple[str, str], list[str]] = {}
        for one in lacking:
            found.setdefault((one.locale, one.path), []).append(one.name)
        for (code, path), names in found.items():
            values = {"locale": code, "count": str(len(names)), "ids": ", ".join(sorted(names))}
            place = Place(path=path)
            yield Problem(code=f"pages/{rule}", place=place, values=values, severity=Severity.WARNING)


def _of_file(folder: Path, prefix: str, code: str, root: Path) -> Iterator[Problem]:
    file, reference = folder / f"{prefix}{code}.json", folder / f"{prefix}{FALLBACK}.json"
    values = {"locale": code, "file": _display_path(file, root), "reference": _display_path(reference, root)}
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except OSError:
        yield Problem(code="pages/strings-missing", place=Place(path=values["file"]), values=values)
        return
    except json.JSONDecodeError as error:
        place = Place(path=values["file"], line=error.lineno, column=error.colno)
        yield Problem(code="pages/strings-unreadable", place=place, values=values)
        return
    except UnicodeDecodeError:
        yield Problem(code="pages/strings-unreadable", place=Place(path=values["file"]), values=values)
        return
    if not (isinstance(content, dict) and all(isinstance(text, str) for text in content.values())):
        yield Problem(code="pages/strings-unreadable", place=Place(path=values["file"]), values=values)
        return
    absent = sorted(strings_of(reference).keys() - content.keys())
    if absent:
        values |= {"count": str(len(absent)), "keys": ", ".join(absent)}
        place = Place(path=values["file"])
        yield Problem(code="pages/strings-incomplete", place=place, values=values, severity=Severity.WARNING)


def _display_path(file: Path, root: Path) -> str:
    """Return a file as messages name it: from the folder of the settings, or whole where it is elsewhere."""
    return file.relative_to(root).as_posix() if file.is_relative_to(root) else file.as_posix()
