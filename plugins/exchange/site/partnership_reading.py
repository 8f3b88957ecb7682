"""Turn content/site.yml into a Partnership, with everything that is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from functools import lru_cache
from pathlib import Path
from typing import Any

from exchange.calls.model.settings import Settings as CallSettings
from exchange.calls.reading.agreement import check_names_once
from exchange.calls.reading.declared_fields import declared_fields
from exchange.calls.reading.reading import Reading
from exchange.languages.language import described_languages, is_language, language_name, likely_territory
from exchange.safety.files import size_problem
from exchange.safety.limits import Limits
from exchange.site.partnership import Partnership
from exchange.site.unlisted_languages import CODE, gather_unlisted, unlisted_language
from exchange.text.fields import FieldReader
from exchange.text.host_names import is_of_many
from exchange.text.locales import Locale
from exchange.text.problems import Place, Problem, in_order
from exchange.text.suggestions import answer
from exchange.text.text_files import not_utf8
from exchange.text.yaml_rest import read_rest
from exchange.text.yaml_text import Fields, Items, Node, Text

_TAKEN_FOLDERS = frozenset({"id"})
"""Codes whose folder holds something else: permanent addresses begin with `/id/`."""

_EMPTY_VALUES: Mapping[str, Any] = {
    "name": {},
    "description": {},
    "languages": (),
    "address": "",
    "domain": "",
}


def read_partnership(file: Path, *, path: str) -> tuple[Partnership, tuple[Problem, ...]]:
    """Return what a site.yml says, as far as it can be understood, and its problems; `path` names it."""
    if file.is_symlink():  # read before anything else is judged
        return Partnership(**_EMPTY_VALUES), (Problem(code="pages/symlink", place=Place(path=path)),)
    if file.exists() and not file.is_file():  # a pipe would never answer
        return Partnership(**_EMPTY_VALUES), (Problem(code="safety/not-a-file", place=Place(path=path)),)
    try:
        if file.stat().st_size > Limits().record_bytes:
            return Partnership(**_EMPTY_VALUES), (_too_large(file, path),)
        text = file.read_text(encoding="utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        return Partnership(**_EMPTY_VALUES), (Problem(code="text/no-site-file", place=Place(path=path)),)
    except OSError as error:
        values = {"reason": error.strerror or str(error)}
        problem = Problem(code="text/no-access", place=Place(path=path), values=values)
        return Partnership(**_EMPTY_VALUES), (problem,)
    except UnicodeDecodeError:
        return Partnership(**_EMPTY_VALUES), (not_utf8(file.read_bytes(), display_path=path),)
    return read_partnership_text(text, path=path)


def _too_large(file: Path, path: str) -> Problem:
    return size_problem("text-size", path, size=file.stat().st_size, limit=Limits().record_bytes)


@lru_cache(maxsize=4)
def read_partnership_text(text: str, *, path: str) -> tuple[Partnership, tuple[Problem, ...]]:
    """Return what the text of a site.yml says, as far as it can be understood, and its problems.

    Several plugins of one build ask for the same text.
    """
    problems: list[Problem] = []
    root = read_rest(text, path=path, problems=problems)
    if root is None:
        return Partnership(**_EMPTY_VALUES), in_order(problems)
    reading = Reading(settings=_settings(()), problems=problems)
    reader = reading.fields_of(root, Partnership, name=path)
    values = {} if reader is None else _values(reader, problems)
    return Partnership(**{**_EMPTY_VALUES, **values}), tuple(problems)


def _values(reader: FieldReader, problems: list[Problem]) -> dict[str, Any]:
    problem_count = len(problems)
    languages = _languages(reader, Reading(settings=_settings(()), problems=problems))
    if not languages:  # no text can be read without them
        return {}
    is_doubtful = len(problems) > problem_count
    reading = Reading(settings=_settings(languages), problems=problems)
    values = declared_fields(Partnership, reader, reading, special=("languages",), zones=("UTC",))
    check_names_once(reader, reading, ("sides",), "code")
    _check_body_names(reader, reading)
    _check_hosts(reader, reading)
    listed = reading.settings.codes
    if is_doubtful:  # the fault is the language, not each text in it
        problems[:] = [problem for problem in problems if not unlisted_language(problem, listed)]
    else:
        node = reader.node("languages")
        problems[:] = gather_unlisted(problems, listed, place=node.place if node else reader.place)
    return {**values, "languages": languages}


def _check_body_names(reader: FieldReader, reading: Reading) -> None:
    """Report each name that two bodies have: it would say nothing about which of them is meant."""
    first_places: dict[str, Text] = {}
    for names in _lists(reader.node("sides"), "bodies", "names"):
        texts = [field.value for name in names.items if isinstance(name, Fields) for field in name]
        for text in texts:
            if not isinstance(text, Text):
                continue
            first = first_places.setdefault(text.value, text)
            if first not in texts:
                line = str(first.place.line)
                reading.report("name-twice", text.place, name="names", value=text.value, first=line)


def _check_hosts(reader: FieldReader, reading: Reading) -> None:
    """Report hosts that are nobody's own: all that is below one in the list is trusted."""
    for hosts in (reader.node("hosts"), *_under(reader.node("sides"), "hosts")):
        for node in hosts.items if isinstance(hosts, Items) else (hosts,):
            if not isinstance(node, Text):
                continue
            for host in filter(is_of_many, re.split(r"[^\w.-]+", node.value)):
                reading.report("host-of-many", node.place, name="hosts", value=host)


def _lists(node: Node | None, *keys: str) -> Iterator[Items]:
    """Yield the lists under a key of the items of a list, and so on from key to key."""
    if not isinstance(node, Items):
        return
    if not keys:
        yield node
        return
    for value in _under(node, keys[0]):
        yield from _lists(value, *keys[1:])


def _under(node: Node | None, key: str) -> Iterator[Node]:
    """Yield what stands under a key of the items of a list."""
    for item in node.items if isinstance(node, Items) else ():
        entries = item.fields if isinstance(item, Fields) else ()
        yield from (field.value for field in entries if field.key.value == key)


def _languages(reader: FieldReader, reading: Reading) -> tuple[Locale, ...]:
    """Return the languages, each once."""
    languages: dict[str, Locale] = {}
    places: dict[str, Place] = {}
    for node in reading.items(reader, "languages", required=True):
        locale = _language(node, reading)
        if locale is not None and locale.code in languages:
            first = str(places[locale.code].line)
            reading.report("name-twice", node.place, name="languages", value=locale.code, first=first)
        elif locale is not None:
            languages[locale.code], places[locale.code] = locale, node.place
    return tuple(languages.values())


def _language(node: Node, reading: Reading) -> Locale | None:
    """Return a language from its code, or from its code and its name for itself."""
    if isinstance(node, Fields):
        reader = FieldReader(node, names=[entry.name for entry in fields(Locale)], problems=reading.problems)
        code, name = reader.node("code", required=True), reader.text("name", longest=60)
    else:
        code, name = node, None
    if code is None:
        return None
    value = code.value if isinstance(code, Text) else ""
    is_meant = bool(CODE.fullmatch(value)) and is_language(value)
    is_slip = "-" not in value and answer("field", value, described_languages())
    if not is_meant or is_slip:
        reading.report("not-language", code.place, name="languages", value=value)
        return None
    if value in _TAKEN_FOLDERS:
        better = f"{value}-{likely_territory(value)}"
        reading.report("language-folder-taken", code.place, value=value, better=better)
        return None
    return Locale(code=value, name=name or language_name(value))


def _settings(languages: tuple[Locale, ...]) -> CallSettings:
    return CallSettings(site_url="", domain="", locales=languages, formats={}, sides=())
