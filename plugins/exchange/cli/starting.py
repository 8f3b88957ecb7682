"""Write a new site: settings, first pages in every language that has words for them, workflows."""

from __future__ import annotations

import argparse
import datetime
import json
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.numbers import get_territory_currencies

from exchange.calls.model.working_days import holiday_calendars
from exchange.cli.arguments import other_languages
from exchange.cli.asking import terminal_answer
from exchange.cli.new_pages import Ask
from exchange.cli.refusals import CannotDo
from exchange.languages.language import FALLBACK, language, language_name, lineage
from exchange.pages.site_address import check_site_address
from exchange.site.partnership import SITE_FILE
from exchange.site.partnership_reading import read_partnership_text
from exchange.text.problems import Place, Problem, explain, visible
from exchange.text.strings import Strings
from exchange.text.whole_files import write_files

_DATA = resources.files("exchange.cli") / "start"
_KINDS = {"index": "home", "calls/index": "calls", "glossary": "glossary", "search": "search"}
_KINDS |= {"site-map": "site-map"}
_NAVIGATION = """\
# The order of the pages, the same in every language. Titles come from the pages themselves.
# A folder has its pages indented below it; what is not listed follows at the end of its folder.
- guides: []
- pathways: []
- training: []
- calls: []
- glossary
- about:
    - writing-guide
- site-map
- search
"""
_WORKFLOWS = {"github": ".github/workflows/site.yml", "gitlab": ".gitlab-ci.yml"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A side as the command names it: `XX`, or `XX:Region/City` where it has several zones."""

    code: str
    zone: str
    is_sure: bool  # whether its clocks all show the same, or the zone was given


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSite:
    """What is asked of somebody who starts a site."""

    languages: tuple[str, ...]
    sides: tuple[Side, ...]
    address: str
    names: Mapping[str, str]  # in some languages; others get one made of the sides
    host: str


def run(options: argparse.Namespace, words: Strings, ask: Ask = terminal_answer) -> int:
    """Write the site and say what there is to do next. Raises CannotDo."""
    site = _site(options, words, ask)
    files = site_files(site, words)
    _write(options.folder, files, words)
    for path in files:
        print(visible(words("written", path=f"{options.folder}/{path}")))
    for side in site.sides:
        if not side.is_sure:
            print(words("start-zone", side=side.code, zone=side.zone))
    lacking = [language_name(code) for code in site.languages if not _has_texts(code)]
    if len(lacking) == len(site.languages):
        print(words("start-to-translate", folder=f"content/{site.languages[0]}", language=lacking[0]))
    elif lacking:
        print(words("start-untranslated", languages=", ".join(lacking)))
    print(visible(words("start-next", folder=shlex.quote(str(options.folder)))))
    return 0


def site_files(site: NewSite, words: Strings) -> dict[str, str]:
    """Return path and text of every file of a new site. Raises CannotDo where its site.yml is wrong."""
    files = {
        f"content/{SITE_FILE}": _site_text(site, words),
        "content/nav.yml": _NAVIGATION,
        "content/glossary.csv": _columns(site.languages),
        **{f"content/{path}": text for path, text in _pages(site)},
        "mkdocs.yml": _file("mkdocs.yml"),
        "requirements.txt": f"kx-site{_extras(site)}=={version('kx-site')}\n",
        ".gitignore": _file("gitignore"),
    }
    first = _texts_of(site.languages[0])
    name, description = (_of_site(site, site.languages[0], first, key) for key in ("name", "description"))
    files["README.md"] = _file(f"README.{words('language')}.md").format(name=name, description=description)
    for host, path in _WORKFLOWS.items():
        if site.host in (host, "both"):
            files[path] = _file(f"{host}.yml")
    return files


def _extras(site: NewSite) -> str:
    """Return the extras of this package that languages of a site need, as pip reads them: `[xx]`."""
    codes = sorted({code.partition("-")[0] for code in site.languages if language(code).has_analyser})
    return f"[{','.join(codes)}]" if codes else ""


def _site(options: argparse.Namespace, words: Strings, ask: Ask) -> NewSite:
    languages = _split_list(options.languages or ask(words("ask-languages")))
    faults = list(check_site_address(options.address, languages, path=f"content/{SITE_FILE}"))
    sides = _split_list(options.sides or ask(words("ask-sides")))
    if not languages or not sides:
        raise CannotDo(words("start-options"))
    if unknown := other_languages(options, languages):
        raise CannotDo(visible(words("no-such-language", language=unknown[0], known=", ".join(languages))))
    if faults:
        raise CannotDo(explain(faults[0], words("language")))
    return NewSite(
        languages=languages,
        sides=tuple(_side(side) for side in sides),
        address=options.address,
        names=dict(options.name),
        host=options.host,
    )


def _split_list(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))


def _side(text: str) -> Side:
    code, _, zone = text.partition(":")
    if zone:
        return Side(code=code, zone=zone, is_sure=True)
    zones = get_global("territory_zones").get(code, ["UTC"])
    main_zone = json.loads((_DATA / "zones.json").read_text(encoding="utf-8")).get(code, zones[0])
    return Side(code=code, zone=main_zone, is_sure=len({_offsets(name) for name in zones}) == 1)


def _offsets(zone: str) -> tuple[datetime.timedelta | None, ...]:
    """Return how far a zone is from UTC in each month of this year: Berlin and Büsingen are one."""
    now = datetime.datetime.now(datetime.UTC)
    return tuple(
        now.replace(month=month, day=1).astimezone(ZoneInfo(zone)).utcoffset() for month in range(1, 13)
    )


def _site_text(site: NewSite, words: Strings) -> str:
    """Return the site.yml, which is read as any other, so that a wrong code is said as the check says it."""
    codes = [code for code in site.languages if _has_texts(code)] or [site.languages[0]]
    domain = urlsplit(site.address).hostname or site.address
    lines = [f"# {words('start-site-file')}"]
    for key in ("name", "description"):
        lines.append(f"{key}:")
        codes_of_key = [
            code for code in site.languages if code in codes or (key == "name" and code in site.names)
        ]
        lines += [f"  {code}: {_quote(_of_site(site, code, _texts_of(code), key))}" for code in codes_of_key]
    lines += [f"languages: [{', '.join(site.languages)}]", f"address: {_quote(site.address)}"]
    lines += [f"domain: {domain}", "sides:"]
    for side in site.sides:
        lines += [f"  - code: {side.code}", f"    zone: {side.zone}", f"    currency: {_currency(side.code)}"]
        if side.code in holiday_calendars(side.code):
            lines.append(f"    holidays: [{side.code}]")
    first = site.languages[0]
    lines += [
        f"    # {words('start-hint-side')}",
        f"    # bodies: [{{names: [{{{first}: World Health Organization}}, {{{first}: WHO}}]}}]",
        f"# {words('start-hint-responsible')}",
    ]
    text = "\n".join([*lines, ""])
    path = f"content/{SITE_FILE}"
    _, problems = read_partnership_text(text, path=path)
    for name in site.names.values():  # which pages have in one line
        if len(name.splitlines()) > 1:
            values = {"name": "name"}
            problems = (
                *problems,
                Problem(code="text/control-characters", place=Place(path=path), values=values),
            )
    if problems:
        raise CannotDo("\n".join(explain(problem, words("language")) for problem in problems))
    return text


def _currency(code: str) -> str:
    currencies = get_territory_currencies(code)
    return currencies[0] if currencies else "EUR"


def _of_site(site: NewSite, code: str, texts: Mapping[str, Any], key: str) -> str:
    if key == "name" and code in site.names:
        return site.names[code]
    names = _territories(code)
    sides = texts["between"].join(names.get(side.code, side.code) for side in site.sides)
    return str(texts[f"site-{key}"]).format(sides=sides)


def _territories(code: str) -> Mapping[str, str]:
    try:
        names: Mapping[str, str] = Locale.parse(code, sep="-").territories
    except (UnknownLocaleError, ValueError):
        return {}
    return names


def _pages(site: NewSite) -> list[tuple[str, str]]:
    """Return the first pages in each language that has words; in the first language where none has."""
    codes = [code for code in site.languages if _has_texts(code)] or [site.languages[0]]
    pages = []
    for code in codes:
        texts = _texts_of(code)
        values = {key: _of_site(site, code, texts, key) for key in ("name", "description")}
        for path in _paths():
            title, description, body = (_fill(text, values) for text in texts[path])
            front = {"title": _quote(title), "description": _quote(description)}
            front |= {"kind": _KINDS.get(path, "page"), "original": codes[0]}
            fields = "\n".join(f"{name}: {value}" for name, value in front.items())
            pages.append((f"{code}/{path}.md", f"---\n{fields}\n---\n" + (f"\n{body}\n" if body else "")))
    return pages


def _fill(text: str, values: Mapping[str, str]) -> str:
    """Return a text with its values; braces of Markdown are no places for one."""
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def _columns(languages: Sequence[str]) -> str:
    """Return the head of an empty termbase."""
    names = ("{}", "abbr_{}", "definition_{}", "avoid_{}")
    return ",".join(["id", *(name.format(code) for name in names for code in languages)]) + "\n"


def _write(folder: Path, files: Mapping[str, str], words: Strings) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CannotDo(words("start-not-empty", folder=folder))
    write_files({folder / path: text for path, text in files.items()})


def _quote(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _file(name: str) -> str:
    return (_DATA / "files" / name).read_text(encoding="utf-8")


def _paths() -> list[str]:
    return [key for key, value in _texts_of(FALLBACK).items() if isinstance(value, list)]


def _has_texts(code: str) -> bool:
    """Return True if there are words for first pages in a language."""
    return any(map(_is_file_of, lineage(code)))


def _is_file_of(code: str) -> bool:
    return f"{code}.json" in _text_files()


@cache
def _text_files() -> frozenset[str]:
    return frozenset(file.name for file in (_DATA / "texts").iterdir())


@cache
def _texts_of(code: str) -> Mapping[str, Any]:
    """Return the words of first pages in a language, or in the fallback."""
    name = next(filter(_is_file_of, (*lineage(code), FALLBACK)))
    texts: Mapping[str, Any] = json.loads((_DATA / "texts" / f"{name}.json").read_text(encoding="utf-8"))
    return texts
