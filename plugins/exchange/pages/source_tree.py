"""Look at a content folder before anything is built, and say everything that must not be there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import cache
from itertools import pairwise
from pathlib import Path

from babel import Locale as CldrLocale
from babel import UnknownLocaleError

from exchange.text.content_folder import look_at
from exchange.text.file_names import COPY_WORDS, JOINED_COPY_WORDS, leftover, plain_name
from exchange.text.problems import Place, Problem
from exchange.text.suggestions import answer, nearest

_LOCALE_LIKE = re.compile(r"[a-z]{2}(-[A-Za-z]{4})?(-[A-Z]{2})?|[a-z]{2}_[A-Z]{2}")
_GOOD_PATH = re.compile(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*/)*[a-z0-9]+(?:-[a-z0-9]+)*\.md")
_PAGE_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\.md")


def content_paths(folder: Path) -> tuple[str, ...]:
    """Return the paths of all files and links below a folder, sorted; links are not followed."""
    return look_at(folder).visible


def tree_problems(
    folder: Path,
    paths: Sequence[str],
    *,
    root: str,
    locales: Sequence[str],
    links: Iterable[str] | None = None,
) -> list[Problem]:
    """Return what is wrong with the names and kinds of files; `root` is the folder as problems name it.

    `links` are the paths that are links, where that is known.
    """
    links_in_tree = [path for path in paths if (folder / path).is_symlink()] if links is None else links
    return [
        *(_problem("symlink", root, path) for path in links_in_tree),
        *_unknown_locales(paths, root, locales),
        *_same_paths(paths, root),
        *_page_names(paths, root, locales),
        *_doubled_folders(paths, root, locales),
        *_needless_endings(paths, root, locales),
        *_same_addresses(paths, root, locales),
    ]


def _unknown_locales(paths: Sequence[str], root: str, locales: Sequence[str]) -> Iterator[Problem]:
    tops = {_top(path) for path in paths if "/" in path}
    for top in sorted(tops - set(locales)):
        if _LOCALE_LIKE.fullmatch(top):
            by_hand = answer("folder", top, locales)
            best = by_hand.write if by_hand else nearest(top, locales) or ""
            names = {"folder": top, "locales": ", ".join(locales), "example": locales[0]}
            yield _problem("unknown-locale", root, top, best=best, **names)


def _same_paths(paths: Sequence[str], root: str) -> Iterator[Problem]:
    """Find paths that differ only by case or by Unicode form: one folder on some computers, two on others."""
    first: dict[str, str] = {}
    for path in paths:
        key = _compose(path).casefold()
        if key in first:
            is_same_name = _compose(path) == _compose(first[key])
            rule = "same-path-stored-twice" if is_same_name else "same-path"
            yield _problem(rule, root, path, other=f"{root}/{first[key]}")
        first.setdefault(key, path)


_FIRST_ELSEWHERE = "readme.md"
"""The page that hosts of repositories, and MkDocs, show for its folder."""


def _compose(path: str) -> str:
    return unicodedata.normalize("NFC", path)


def _page_names(paths: Sequence[str], root: str, locales: Sequence[str]) -> Iterator[Problem]:
    for path in paths:
        locale, _, rest = path.partition("/")
        if locale in locales and path.endswith(".md") and not _GOOD_PATH.fullmatch(rest):
            bad = [part for part in rest.split("/") if not _PAGE_NAME.fullmatch(_as_page(part))]
            if bad:
                folder, _, name = path.rpartition("/")
                is_first = name.lower() == _FIRST_ELSEWHERE and f"{folder}/index.md" not in paths
                better = "/".join(plain_name(part) for part in rest.split("/"))
                better = better.removesuffix(_FIRST_ELSEWHERE) + "index.md" if is_first else better
                better = f"{root}/{locale}/{better}" if all(better.split("/")) else ""
                yield _problem("page-name", root, path, name=bad[0], better=better)


def _doubled_folders(paths: Sequence[str], root: str, locales: Sequence[str]) -> Iterator[Problem]:
    """Find pages in a folder within a folder of its own name, or within that of another language."""
    for path in paths:
        *folders, name = path.split("/")
        if folders and folders[0] in locales and name.endswith(".md"):
            number = next(
                (place for place, pair in enumerate(pairwise(folders)) if pair[0] == pair[1]),
                None,
            )
            if number is None and folders[1:2] and folders[1] in locales:
                number = 0
            if number is not None:
                better = "/".join([root, *folders[:number], *folders[number + 1 :], name])
                doubled = "/".join(folders[number : number + 2])
                yield _problem("folder-doubled", root, path, folder=doubled, better=better)


def _needless_endings(paths: Sequence[str], root: str, locales: Sequence[str]) -> Iterator[Problem]:
    """Find names that say the language again that their folder says, or that they are a copy of a page."""
    pages = {path.partition("/")[2] for path in paths if _top(path) in locales}
    for path in paths:
        locale, _, rest = path.partition("/")
        folder, _, name = rest.rpartition("/")
        match = _ending(tuple(locales)).fullmatch(name) if locale in locales and not leftover(name) else None
        if match is None:
            continue
        better = f"{folder}/{match['name']}.md".lstrip("/")
        own_code = (match["code"] or "").lower() == locale
        if better in pages or own_code or (bool(match["word"]) and match["sign"].strip("-")):
            is_there = f"{locale}/{better}" in paths
            values = {"name": name, "ending": match["ending"], "better": f"{root}/{locale}/{better}"}
            is_copy = bool(match["copy"] or match["joined"])
            code = "name-of-copy" if is_there else "name-of-version" if is_copy else "language-in-name"
            yield _problem(code, root, path, **values)


@cache
def _ending(locales: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of a name that ends in the code or a name of a language, or like that of a copy."""
    words = {name for code in locales for name in _language_names(code, locales)}
    return re.compile(
        r"(?P<name>[a-z0-9]+(?:-[a-z0-9]+)*?)(?P<ending>(?P<sign>[-_. (\[]+)"
        rf"(?:(?P<code>{'|'.join(locales)})|(?P<word>{'|'.join(sorted(map(re.escape, words)))})"
        rf"|(?P<copy>{COPY_WORDS}))[)\]]?|(?P<joined>{JOINED_COPY_WORDS}))\.md",
        re.IGNORECASE,
    )


def _language_names(code: str, locales: Sequence[str]) -> Iterator[str]:
    """Yield what a language is called in each of the languages, and its code of three letters."""
    for locale in locales:
        with suppress(UnknownLocaleError, ValueError):
            name = CldrLocale.parse(code, sep="-").get_display_name(locale.replace("-", "_"))
            yield from [name] if name else ()


def _same_addresses(paths: Sequence[str], root: str, locales: Sequence[str]) -> Iterator[Problem]:
    """Find a page and a folder's index that would be published at one address, across all languages."""
    pages = {path.partition("/")[2]: path for path in paths if path.endswith(".md") and _top(path) in locales}
    for page, path in pages.items():
        rival = pages.get(f"{page.removesuffix('.md')}/index.md")
        if rival:
            yield _problem("same-address", root, path, other=f"{root}/{rival}")


def _top(path: str) -> str:
    return path.partition("/")[0]


def _as_page(part: str) -> str:
    return part if part.endswith(".md") else f"{part}.md"


def _problem(rule: str, root: str, path: str, **values: str) -> Problem:
    return Problem(code=f"pages/{rule}", place=Place(path=f"{root}/{path}"), values=values)
