"""Read a PDF file as a reader's program does (ISO 32000-2) and find what in it acts, fetches or is hidden.

pikepdf, which is qpdf, takes the file apart: names in any notation, objects packed into streams, all at once.
What it cannot read whole, without mending it, is refused: another program might read something else there.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from exchange.safety.addresses import is_deceptive
from exchange.safety.limits import MEGABYTE
from exchange.safety.memory_limit import memory_limit

if TYPE_CHECKING:
    import pikepdf

_ACTIVE_KEYS = frozenset(
    "JS JavaScript AA EF EmbeddedFiles XFA RichMediaContent RichMediaSettings 3DD OPI PresSteps Collection "
    "FFilter NeedsRendering".split()
)
_ACTIVE_ACTIONS = frozenset(
    "JavaScript Launch GoToR GoToE Rendition Movie Sound SubmitForm ImportData ResetForm Hide GoTo3DView "
    "RichMediaExecute Thread".split()
)
_ACTIVE_TYPES = frozenset(
    "EmbeddedFile FileAttachment Movie Sound Screen RichMedia 3D Projection U3D PRC PS".split()
)
_ACTION_KEYS = ("A", "PA", "Next", "OpenAction")
_ACTIONS = frozenset("GoTo GoToDp URI Named".split())
"""What may happen when a reader clicks; when the file is opened, only a place in it may be shown."""
_NAMED_ACTIONS = frozenset("NextPage PrevPage FirstPage LastPage".split())
_COMPRESSIONS = frozenset("FlateDecode Fl LZWDecode LZW RunLengthDecode RL".split())
_DEFLATED = ("FlateDecode", "Fl")
_MOST_OBJECTS = 200_000
_MOST_UNPACKED = 500 * MEGABYTE  # of one packed stream: a reader's program holds it whole
_MOST_POINTS = 1_000_000_000  # of a picture; a sheet of a metre, scanned finely, has half as many
_HARMLESS_WARNING = re.compile(r"Resources is missing or invalid; repairing")  # of a page that shows nothing
_MEMORY = 256 * MEGABYTE  # beside what the build has: a packed object can become a thousand times as large
_END = re.compile(rb"%%EOF\s*\Z")
_TAIL = 64  # bytes in which the end is looked for


class UnreadablePdf(Exception):
    """Raised for a file that cannot be read whole."""


def active_content(content: bytes) -> tuple[str, ...]:
    """Return the names of active parts, sorted. Raises UnreadablePdf.

    What an encrypted file holds cannot be judged, so `Encrypt` is such a name.
    """
    import pikepdf  # takes a tenth of a second, which a site without a new PDF file need not spend

    if not _END.search(content[-_TAIL:]):
        raise UnreadablePdf
    try:
        with memory_limit(_MEMORY), pikepdf.open(io.BytesIO(content), attempt_recovery=False) as pdf:
            if pdf.is_encrypted:
                return ("Encrypt",)
            names = set(_names(pdf))
            if not all(_HARMLESS_WARNING.search(warning) for warning in pdf.get_warnings()):
                raise UnreadablePdf
    except pikepdf.PasswordError:
        return ("Encrypt",)
    except (pikepdf.PdfError, AttributeError, MemoryError, RuntimeError, TypeError, ValueError) as error:
        raise UnreadablePdf from error
    return tuple(sorted(names))


def _names(pdf: pikepdf.Pdf) -> Iterator[str]:
    if len(pdf.objects) > _MOST_OBJECTS or not pdf.Root.Pages.Kids:
        raise UnreadablePdf
    children = [child.objgen for node in pdf.objects for child in _children(node) if child.is_indirect]
    if len(children) > len({*children}):  # ten pages, ten times each, and so on, are a page without an end
        raise UnreadablePdf
    for whole in (pdf.trailer, *pdf.objects):
        yield from _object_names(whole)


def _children(node: Any) -> Iterable[Any]:
    """Return the pages, or groups of pages, in a group."""
    import pikepdf

    children = node.get("/Kids") if isinstance(node, pikepdf.Dictionary) else None
    return children if isinstance(children, pikepdf.Array) else ()


def _object_names(whole: Any) -> Iterator[str]:
    """Yield what is active in one object and in those within it; others are objects of their own."""
    import pikepdf

    waiting = [whole]
    while waiting:
        part = waiting.pop()
        if isinstance(part, pikepdf.Array):
            waiting += [item for item in part if _is_within(item)]
        elif isinstance(part, pikepdf.Dictionary | pikepdf.Stream):
            entries = {str(name)[1:]: value for name, value in part.items()}
            yield from _entry_names(entries)
            if isinstance(part, pikepdf.Stream):
                yield from _stream_names(entries, part)
            waiting += [value for value in entries.values() if _is_within(value)]


def _is_within(value: Any) -> bool:
    import pikepdf

    return isinstance(value, pikepdf.Array | pikepdf.Dictionary | pikepdf.Stream) and not value.is_indirect


def _entry_names(entries: dict[str, Any]) -> Iterator[str]:
    yield from _ACTIVE_KEYS.intersection(entries)
    for key, active in (("S", _ACTIVE_ACTIONS), ("Type", _ACTIVE_TYPES), ("Subtype", _ACTIVE_TYPES)):
        if _name(entries.get(key)) in active:
            yield _name(entries[key])
    for key in _ACTION_KEYS:
        if key in entries:
            yield from _action_names(entries[key], opens=key == "OpenAction")
    if "URI" in entries and not _leads_to_a_page(entries["URI"]):
        yield from ("URI", _address(entries["URI"]))


def _action_names(value: Any, *, opens: bool) -> Iterator[str]:
    """Yield the kind of an action, or of each in a list, that is none of those that may be."""
    import pikepdf

    actions = value if isinstance(value, pikepdf.Array) else [value]
    for action in actions:
        kind = _name(action.get("/S")) if isinstance(action, pikepdf.Dictionary) else ""
        is_allowed = kind == "GoTo" if opens else kind in _ACTIONS
        if kind and (not is_allowed or (kind == "Named" and _name(action.get("/N")) not in _NAMED_ACTIONS)):
            yield kind


def _stream_names(entries: dict[str, Any], stream: pikepdf.Stream) -> Iterator[str]:
    """Yield what is active about a stream: bytes from elsewhere, or more than a program can hold."""
    import pikepdf

    if "F" in entries:
        yield "F"
    if "Ref" in entries:
        yield "Ref"
    filters = entries.get("Filter")
    names = [*map(_name, filters if isinstance(filters, pikepdf.Array) else [filters])]
    packings = sum(name in _COMPRESSIONS for name in names)
    if packings > 1 or (packings and _is_bomb(stream, names)):
        yield "Filter"
    if _size(entries.get("Width")) * _size(entries.get("Height")) > _MOST_POINTS:
        yield "Width"


def _is_bomb(stream: pikepdf.Stream, filters: Sequence[str]) -> bool:
    """Return True if a packed stream becomes more than a program can hold, or if nobody can tell."""
    import pikepdf

    if filters[0] not in _DEFLATED:
        try:
            return len(stream.read_bytes()) > _MOST_UNPACKED
        except pikepdf.PdfError:
            return len(filters) > 2
    reader, rest, size = zlib.decompressobj(), stream.read_raw_bytes(), 0
    with suppress(zlib.error):
        while rest and size <= _MOST_UNPACKED:
            size += len(reader.decompress(rest, MEGABYTE))
            rest = reader.unconsumed_tail
    return size > _MOST_UNPACKED


def _size(value: Any) -> int:
    return int(value) if isinstance(value, int | Decimal) else 0


def _leads_to_a_page(value: Any) -> bool:
    """Return True if an address, or a base of addresses, leads to the page or mailbox that it seems to."""
    import pikepdf

    address = value.get("/Base", pikepdf.String("")) if isinstance(value, pikepdf.Dictionary) else value
    return isinstance(address, pikepdf.String) and not is_deceptive(_address(value).strip())


def _address(value: Any) -> str:
    import pikepdf

    address = value.get("/Base", "") if isinstance(value, pikepdf.Dictionary) else value
    return str(address) if isinstance(address, pikepdf.String) else ""


def _name(value: Any) -> str:
    import pikepdf

    return str(value)[1:] if isinstance(value, pikepdf.Name) else ""
