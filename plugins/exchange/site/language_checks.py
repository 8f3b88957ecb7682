"""What a site lacks in one of its languages: strings, or a description of the language."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from exchange.languages.language import FALLBACK, is_described, lineage
from exchange.site.reading import Site
from exchange.site.settings import SiteSettings
from exchange.site.translations import reasons, records, terms
from exchange.text.frame import Frame
from exchange.text.problems import Place, Problem, Severity
from exchange.text.strings import OF_THE_LANGUAGE, strings_of, without_category

_OF_PLUGINS = {
    "bilingual": "",
    "funding_calendar": "calendar.",
    "editions": "editions.",
    "citing": "citing.",
    "training": "training.",
}
"""From each plugin that has strings to what the names of their files begin with."""


def language_problems(settings: SiteSettings) -> Iterator[Problem]:
    """Yield files of strings that cannot be read, and what falls back."""
    parts = [part for plugin, part in _OF_PLUGINS.items() if settings.has(plugin)]
    for code in settings.content.locales:
        unreadable = list(_unreadable(settings, code, parts))
        yield from unreadable
        if not unreadable:
            yield from _incomplete(settings, code, parts)
        if not is_described(code):
            yield Problem(
                code="pages/language-plain",
                place=Place(path="mkdocs.yml"),
                values={"locale": code},
                severity=Severity.WARNING,
            )


def translation_problems(site: Site) -> Iterator[Problem]:
    """Yield, once for each file and language, that its texts are without it: another is shown."""
    for rule, lacking in (
        ("records-untranslated", records(site)),
        ("terms-untranslated", terms(site)),
        ("reasons-untranslated", reasons(site)),
    ):
        groups: dict[tuple[str, str], list[str]] = {}
        for entry in lacking:
            groups.setdefault((entry.locale, entry.path), []).extend(
                entry.texts if entry.of_record else (entry.name,)
            )
        for (code, path), names in groups.items():
            values = {"locale": code, "count": str(len(names)), "ids": ", ".join(sorted(names))}
            values["whole"] = "" if names else code
            place = Place(path=path)
            yield Problem(code=f"pages/{rule}", place=place, values=values, severity=Severity.WARNING)


def _unreadable(settings: SiteSettings, code: str, parts: list[str]) -> Iterator[Problem]:
    for part in parts:
        for file in settings.frame.layers(f"locales/{part}{code}.json"):
            place = _unreadable_at(file, _display_path(file, settings.root))
            if place is not None:
                yield Problem(code="pages/strings-unreadable", place=place, values={"locale": code})


def _unreadable_at(file: Path, path: str) -> Place | None:
    """Return the place at which a file is no object of texts."""
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        return Place(path=path, line=error.lineno, column=error.colno)
    except UnicodeDecodeError:
        return Place(path=path)
    is_right = isinstance(content, dict) and all(isinstance(text, str) for text in content.values())
    return None if is_right else Place(path=path)


def _incomplete(settings: SiteSettings, code: str, parts: list[str]) -> Iterator[Problem]:
    """Yield one problem for all strings that a language lacks."""
    absent = {f"{part}{code}.json": keys for part in parts if (keys := _absent(settings.frame, part, code))}
    if absent:
        site = settings.frame.folders[0]
        folder = _display_path(site, settings.root) if site.is_relative_to(settings.root) else "overrides"
        values = {
            "locale": code,
            "folder": f"{folder}/locales",
            "reference": FALLBACK,
            "count": str(sum(map(len, absent.values()))),
            "keys": "; ".join(f"{file}: {', '.join(sorted(keys))}" for file, keys in absent.items()),
        }
        place = Place(path="mkdocs.yml")
        yield Problem(code="pages/strings-incomplete", place=place, values=values, severity=Severity.WARNING)


def _absent(frame: Frame, part: str, code: str) -> set[str]:
    """Return the keys that the fallback language has and a language has not."""
    keys = [
        {
            without_category(key)
            for language in languages
            for file in frame.layers(f"locales/{part}{language}.json")
            for key in strings_of(file)
        }
        for languages in ((FALLBACK,), lineage(code))
    ]
    return keys[0] - keys[1] - OF_THE_LANGUAGE


def _display_path(file: Path, root: Path) -> str:
    """Return a file as messages name it: from the folder of the settings, or whole where it is elsewhere."""
    return file.relative_to(root).as_posix() if file.is_relative_to(root) else file.as_posix()
