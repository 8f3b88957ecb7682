"""Look at every file below the content folder, and say which may not be there."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from exchange.safety.archives import UnsafeDocument, parts
from exchange.safety.documents import check_document
from exchange.safety.file_kinds import SHARED_KINDS, FileKind, Places, dropping
from exchange.safety.limits import KILOBYTE, Limits
from exchange.safety.pdf import UnreadablePdf, active_content
from exchange.safety.pictures import UnreadablePicture, points
from exchange.safety.svg import check_svg
from exchange.safety.texts import check_text
from exchange.text.content_folder import Entry, EntryKind
from exchange.text.file_names import (
    ASSETS,
    DOCUMENT_TYPES,
    copy_of,
    device_part,
    in_the_sites_own_folder,
    is_hidden,
    is_utf8,
    leftover,
    odd_part,
    plain_name,
    program_suffix,
    steers_the_host,
)
from exchange.text.picture_headers import read_picture
from exchange.text.problems import Place, Problem
from exchange.text.suggestions import answer, nearest_path

_TOO_LARGE = {
    **dict.fromkeys(("pdf", *DOCUMENT_TYPES), "download-size"),
    **dict.fromkeys(("md", "yml", "csv"), "text-size"),
}
_TEXTS = ("txt", "md", "json", "r", "rmd", "qmd", "py", "sas", "do", "stan", "bib", "tex")
"""Further kinds of texts that an archive may hold: programs that readers run themselves, if they wish."""

_ENDINGS = ((".txt", ""), (".yaml", ".yml"), (".markdown", ".md"), (".mdx", ".md"))
_ORDINARY = r"(?:[a-z0-9-]+/)*[a-z0-9-]+\.md"  # a page of such a name, if not large, can have no other fault


def check_entries(entries: Iterable[Entry], *, root: str, places: Places, limits: Limits) -> list[Problem]:
    """Return what is wrong with the entries of a folder, of which no more than allowed are looked at."""
    problems: list[Problem] = []
    pages: Counter[str] = Counter()
    ordinary = re.compile(rf"(?:{'|'.join(map(re.escape, places.locales))})/{_ORDINARY}")
    for number, entry in enumerate(entries, 1):
        if number > limits.files:
            values = {"most": str(limits.files)}
            return [*problems, _problem("too-many-files", root, **values)]
        if (
            not ordinary.fullmatch(entry.path)
            or entry.kind is not EntryKind.FILE
            or entry.size > limits.page_bytes
            or device_part(entry.path)
            or len(entry.path) > limits.path
        ):
            problems += _path_problems(entry, f"{root}/{entry.path}", places, limits)
        pages[entry.path.partition("/")[0]] += entry.path.endswith(".md")
    for locale in places.locales:
        if pages[locale] > limits.pages:
            values = {"count": str(pages[locale]), "most": str(limits.pages)}
            problems.append(_problem("too-many-pages", f"{root}/{locale}", **values))
    return problems


def check_file(content: bytes, path: str, *, root: str, places: Places, limits: Limits) -> Iterator[Problem]:
    """Yield what is wrong with what is inside a picture or a download."""
    kind = places.kind(path)
    if kind is not None and kind.extension != "md":
        yield from _content_problems(content, kind, f"{root}/{path}", limits)


def _path_problems(entry: Entry, display_path: str, places: Places, limits: Limits) -> Iterator[Problem]:
    path = entry.path
    if len(path) > limits.path:
        values = {"length": str(len(path)), "most": str(limits.path)}
        yield _problem("path-too-long", f"{display_path[: limits.path]}…", **values)
        return
    if entry.kind is EntryKind.LINK:
        return
    kind = places.kind(path)
    if entry.kind is EntryKind.OTHER:
        yield _problem("not-a-file", display_path)
    elif steers_the_host(path):
        yield _problem("host-file", display_path, name=path.rpartition("/")[2])
    elif is_hidden(path):
        if not dropping(path):
            name = path.rpartition("/")[2]
            rule = "submodule" if name == ".git" else "leftover" if leftover(name) else "hidden-file"
            folder = display_path.rpartition("/")[0]
            yield _problem(rule, display_path, name=name, original=copy_of(name), folder=folder)
    elif kind is None:
        if places.locales or not path.endswith(
            ".md"
        ):  # else the cause is what says which languages there are
            yield _wrong_folder(path, display_path, places)
    elif leftover(path.rpartition("/")[2]):
        name = path.rpartition("/")[2]
        yield _problem("leftover", display_path, name=name, original=copy_of(name))
    elif entry.size > kind.size_limit(limits):
        rule = _TOO_LARGE.get(kind.extension, "file-size")
        yield size_problem(rule, display_path, size=entry.size, limit=kind.size_limit(limits))
    elif in_the_sites_own_folder(path):
        yield _problem("bundle-folder", display_path, folder=path.split("/")[1])
    elif device_part(path):
        yield _problem("device-name", display_path, name=device_part(path) or "")
    elif program_suffix(path):
        yield _problem("program-suffix", display_path, suffix=program_suffix(path) or "")
    elif odd_part(path) and (
        kind.extension != "md" or not is_utf8(path)
    ):  # other pages are bilingual's business
        values = {"name": odd_part(path) or "", "better": plain_name(path.rpartition("/")[2])}
        yield _problem("file-name", display_path, **values)


def _wrong_folder(path: str, display_path: str, places: Places) -> Problem:
    """Return the problem of a file that may not be where it is: its kind, its name or its folder."""
    folder, _, name = path.rpartition("/")
    if leftover(name):
        return _problem("leftover", display_path, name=name, original=copy_of(name))
    root = display_path.removesuffix(path)
    if record := _record_path(path, places):
        return _problem("record-place", display_path, better=f"{root}{record}")
    if better_path := next((candidate for candidate in _likely_paths(path) if places.kind(candidate)), ""):
        return _problem(
            "file-ending", display_path, name=name, better=f"{display_path.removesuffix(path)}{better_path}"
        )
    if picture := next(
        (candidate for candidate in SHARED_KINDS if name.lower().endswith(f".{candidate.extension}")), None
    ):
        better = f"{display_path.removesuffix(path)}{ASSETS}/{name.lower()}"
        if folder.partition("/")[0] != ASSETS:
            values = {"extension": picture.extension, "better": better}
            if picture.extension in DOCUMENT_TYPES:
                values |= {"page": f"{name.rpartition('.')[0]}.md", "document": name}
            return _problem("download-place", display_path, **values)
    if name.endswith(".md"):
        better_paths = ", ".join(f"{root}{better_path}" for better_path in _page_paths(path, places))
        record = f"{path.removesuffix('.md')}.yml"
        is_record = folder != "calls" and bool(places.kind(record))  # a call has a page beside its record
        values = {
            "places": "" if is_record else better_paths,
            "record": f"{root}{record}" if places.kind(record) else "",
        }
        return _problem("page-place", display_path, **values)
    kinds = places.kinds(path)
    if not kinds:
        proposal = nearest_path(path, [record for record in places.records if "*" not in record])
        if folder == "" and name.endswith(".yml") and proposal is None:
            proposal = f"calls/{name}" if places.kind(f"calls/{name}") else None
        better = f"{root}{proposal}" if proposal else ""
        return _problem("file-place", display_path, records=", ".join(places.records), better=better)
    extensions = ", ".join(dict.fromkeys(kind.extension for kind in kinds))
    if "." not in name:
        return _problem("no-ending", display_path, name=name, allowed=extensions, ending=kinds[0].extension)
    extension = name.rpartition(".")[2]
    return _problem("file-type", display_path, extension=extension, allowed=extensions)


def _record_path(path: str, places: Places) -> str:
    """Return the path of a record that is in a folder of a language or below its own, or a table of Excel."""
    top, _, rest = path.partition("/")
    stem, _, ending = path.partition(".")
    folder, _, name = path.rpartition("/")
    table = f"{stem}.csv" if ending.rpartition(".")[2] in ("xlsx", "xls", "csv") else ""
    questions = f"questions/{name}" if top in places.locales and "/training/" in path else ""
    candidates = (
        rest if top in places.locales else "",
        f"{folder.partition('/')[0]}/{name}",
        questions,
        table,
    )
    return next(
        (
            name
            for name in candidates
            if name != path and name.endswith((".yml", ".csv")) and places.kind(name)
        ),
        "",
    )


def _page_paths(path: str, places: Places) -> Sequence[str]:
    """Return where a page may belong: behind the folder of its language, or what people call that."""
    parts = path.split("/")
    for number, part in enumerate(parts[:-1]):
        by_hand = answer("folder", part, places.locales)
        locale = by_hand.write if by_hand and by_hand.write else part.lower()
        if locale in places.locales:
            return ["/".join([locale, *parts[number + 1 :]])]
    return [f"{locale}/{path}" for locale in places.locales]


def _likely_paths(path: str) -> Iterator[str]:
    """Yield a path with the endings that may be meant: in small letters, without .txt, .yml for .yaml."""
    folder, slash, name = path.rpartition("/")
    lower = name.lower()
    if "." not in name:
        yield f"{path}.md"
    yield f"{folder}{slash}{lower}"
    for ending, better_ending in _ENDINGS:
        if lower.endswith(ending):
            yield f"{folder}{slash}{lower.removesuffix(ending)}{better_ending}"


_LFS_POINTER = b"version https://git-lfs.github.com/spec/"
"""What Git LFS leaves in place of a file that it has not fetched."""


def _content_problems(content: bytes, kind: FileKind, display_path: str, limits: Limits) -> Iterator[Problem]:
    if content.startswith(_LFS_POINTER):
        yield _problem("lfs-pointer", display_path)
    elif kind.begins is not None and not kind.begins.match(content):
        picture = read_picture(content)
        values = {"kind": picture.kind} if picture else {}
        yield _problem("wrong-bytes", display_path, extension=kind.extension, **values)
    elif kind.extension == "svg":
        yield from check_svg(content, path=display_path)
    elif kind.extension in DOCUMENT_TYPES:
        yield from _document_problems(content, kind.extension, display_path, limits)
    elif kind.begins is not None and zipfile.is_zipfile(io.BytesIO(content)):
        yield _problem("also-an-archive", display_path)
    elif kind.extension == "pdf":
        yield from _pdf_problems(content, display_path)
    elif kind.begins is not None:
        yield from _picture_problems(content, kind, display_path, limits)


def _pdf_problems(content: bytes, display_path: str) -> Iterator[Problem]:
    try:
        names = active_content(content)
    except UnreadablePdf:
        yield _problem("pdf-unreadable", display_path)
        return
    if names:
        yield _problem("pdf-active", display_path, names=", ".join(names))


def _document_problems(
    content: bytes, extension: str, display_path: str, limits: Limits
) -> Iterator[Problem]:
    try:
        check_document(content, extension, limits)
        if extension == "zip":
            _check_files_inside(content, limits)
    except UnsafeDocument as error:
        yield _problem(error.rule, display_path, **error.values)


def _check_files_inside(content: bytes, limits: Limits) -> None:
    """Raise UnsafeDocument for an archive of what could not be published outside it."""
    for name, part in parts(content, limits):
        extension = name.rpartition(".")[2].lower()
        kind = next((kind for kind in SHARED_KINDS if kind.extension == extension != "zip"), None)
        is_right = next(_content_problems(part, kind, name, limits), None) is None if kind else _is_text(part)
        if extension == "csv" and is_right:
            _check_cells(part, name)
        if (
            not is_right
            or not (kind or extension in _TEXTS)
            or is_hidden(name)
            or leftover(name.rpartition("/")[2])
        ):
            extensions = ", ".join(
                [*(kind.extension for kind in SHARED_KINDS if kind.extension != "zip"), *_TEXTS]
            )
            raise UnsafeDocument("archive-part", name=name[:80], allowed=extensions)


def _check_cells(content: bytes, name: str) -> None:
    """Raise UnsafeDocument for a table in an archive that a spreadsheet would run."""
    for problem in check_text(content.decode("utf-8", errors="replace"), path=name):
        if problem.code == "safety/formula":
            raise UnsafeDocument("formula", **problem.values)


def _is_text(content: bytes) -> bool:
    try:
        return "\0" not in content.decode("utf-8")
    except UnicodeDecodeError:
        return False


def _picture_problems(content: bytes, kind: FileKind, display_path: str, limits: Limits) -> Iterator[Problem]:
    try:
        count = points(content, kind.extension, limit=limits.picture_points)
    except UnreadablePicture:
        yield _problem("picture-unreadable", display_path, extension=kind.extension)
        return
    if count > limits.picture_points:
        values = {"count": f"{count / 1e6:,.0f}", "most": f"{limits.picture_points / 1e6:,.0f}"}
        yield _problem("picture-points", display_path, **values)


def size_problem(rule: str, display_path: str, *, size: int, limit: int) -> Problem:
    """Return the problem of a file that has more bytes than it may have."""
    return _problem(rule, display_path, size=_kilobytes(size), most=_kilobytes(limit))


def _kilobytes(size: int) -> str:
    return f"{-(-size // KILOBYTE):,}"


def _problem(rule: str, display_path: str, **values: str) -> Problem:
    return Problem(code=f"safety/{rule}", place=Place(path=display_path), values=values)
