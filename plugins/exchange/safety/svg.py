"""Check a drawing (SVG 2) against what drawings need: shapes, text, gradients; nothing that acts or fetches.

Two judges: our own list, which can say what is wrong and where, and py-svg-hush, which must keep all of it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from xml.parsers import expat

import py_svg_hush

from exchange.safety.svg_weight import WEIGHT_LIMIT, Weight
from exchange.text.problems import Place, Problem

_W3C = "http://www.w3.org/"  # only attributes of its names do anything
_SVG = f"{_W3C}2000/svg"
_ELEMENTS = frozenset(
    "svg g defs symbol use title desc metadata path rect circle ellipse line polyline polygon text tspan "
    "textPath linearGradient radialGradient stop pattern clipPath mask marker switch style filter feBlend "
    "feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDisplacementMap feDropShadow feFlood "
    "feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset "
    "feSpecularLighting feTile feTurbulence".split()
)
_LABELS = "foreignObject"
_XLINK = f"{_W3C}1999/xlink"
_EDITORS = (  # notes that drawing programs leave; they do nothing
    "http://www.inkscape.org/namespaces/inkscape",
    "http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://creativecommons.org/ns#",
    "http://purl.org/dc/elements/1.1/",
)
_ACTIVE_STYLE = re.compile(r"@(?!media\b)|behavior|-moz-binding|\\|<", re.IGNORECASE)
_FUNCTION = re.compile(r"(?P<name>[\w-]+)\s*\(")
_FUNCTIONS = frozenset(
    "url rgb rgba hsl hsla hwb lab lch oklab oklch color color-mix light-dark calc min max clamp var matrix "
    "translate translatex translatey scale scalex scaley rotate skewx skewy polygon circle ellipse "
    "inset path rect blur brightness contrast drop-shadow grayscale hue-rotate invert opacity "
    "saturate sepia cubic-bezier steps linear-gradient radial-gradient and or not only".split()
)
"""What stands before a bracket in styles, also in `@media`; others, such as image-set(), fetch."""
_TEXT_ATTRIBUTES = frozenset(
    "id class content d points role lang aria-label aria-labelledby data-name".split()
)
"""Attributes whose values are no styles: brackets in them mean nothing."""
_STYLE_SHEET = "text of <style>"
_STYLES = ("style", _STYLE_SHEET)
_URL = re.compile(r"url\s*\(\s*+['\"]?+\s*+(?P<address>[^'\")\s]*)", re.IGNORECASE)


def check_svg(content: bytes, *, path: str) -> list[Problem]:
    """Return everything in a drawing that acts, fetches, or is not known to be harmless."""
    reader = _Reader(path)
    if not reader.read(content) or reader.problems:
        return reader.problems
    weight = reader.weight.total(reader.styles)
    if weight > WEIGHT_LIMIT:
        values = {"times": f"{min(weight / WEIGHT_LIMIT, 1e9):,.0f}"}
        return [Problem(code="safety/svg-heavy", place=Place(path=path), values=values)]
    if not _kept_whole(content):
        return [Problem(code="safety/svg-differs", place=Place(path=path))]
    return []


class _Reader:
    """Collects problems with their lines while the XML is parsed; no entity is ever expanded."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.reported: set[str] = set()  # the names of elements
        self.open: list[str] = []
        self.style = ""
        self.styles = ""  # of the whole drawing
        self.has_html = False
        self.weight = Weight()
        self.encoding = "UTF-8"
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.XmlDeclHandler = self._declaration
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.ProcessingInstructionHandler = self._instruction

    def read(self, content: bytes) -> bool:
        """Parse the drawing; return True if it is XML whose outermost element is an SVG one."""
        try:
            self.parser.Parse(content, True)
        except _NotADrawing:
            return False
        except expat.ExpatError as error:
            place = Place(path=self.path, line=error.lineno, column=error.offset + 1)
            self.problems.append(Problem(code="safety/svg-not-xml", place=place))
            return False
        except (ValueError, LookupError):  # pyexpat reads no encoding of several bytes besides Unicode's
            self._report("svg-encoding", encoding=self.encoding)
            return False
        return True

    def _declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        self.encoding = encoding or self.encoding

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        namespace, _, local = name.rpartition(" ")
        if not self.open and (namespace, local) != (_SVG, "svg"):
            self._report("svg-not-svg")
            raise _NotADrawing
        self.open.append(local)
        if len(self.open) > 60:  # reading on takes the square of the depth
            self._report("svg-element", name=local)
            raise _NotADrawing
        if local == _LABELS and "requiredExtensions" in attributes:  # a note of Illustrator, no label
            self._report("svg-element", name=local)
            self.has_html = True
            return
        if _LABELS in self.open and _LABELS not in _ELEMENTS:
            self._labels()
            return
        is_allowed = local in _ELEMENTS if namespace == _SVG else namespace in _EDITORS
        if not is_allowed:
            if not (self.has_html and local == "a"):  # what draw.io shows in place of the labels
                self._report("svg-element", name=local)
            attributes = {}  # one cause is one message
        self.weight.start(local, {key.rpartition(" ")[2]: value for key, value in attributes.items()})
        for attribute, value in attributes.items():
            self._attribute(*attribute.rpartition(" ")[::2], value)

    def _labels(self) -> None:
        """Report once that labels are HTML, as draw.io writes them; what is in them is not looked at."""
        if not self.has_html:
            self._report("svg-labels")
        self.has_html = True

    def _attribute(self, namespace: str, name: str, value: str) -> None:
        if namespace in _EDITORS or (namespace and not namespace.startswith(_W3C)):
            return  # a note of a program
        if name.lower().startswith("on") or (
            namespace not in ("", _XLINK) and name not in ("space", "lang", "base")
        ):
            self._report("svg-attribute", name=name)
        elif name in ("href", "src", "base") and not value.strip().startswith("#"):
            self._report("svg-address", name=name, value=value)
        else:
            self._styling(name, value)

    def _styling(self, name: str, value: str) -> None:
        if name in _TEXT_ATTRIBUTES:
            return
        functions = {match["name"].lower() for match in _FUNCTION.finditer(value)}
        harmless: tuple[str, ...] = ("#",)
        if functions - _FUNCTIONS or (name in _STYLES and _ACTIVE_STYLE.search(value)):
            self._report("svg-style", name=name)
            harmless = ("#", "data:")  # a font within the drawing, said already
        addresses = [
            match["address"] for match in _URL.finditer(value) if not match["address"].startswith(harmless)
        ]
        if addresses:
            self._report("svg-address", name=name, value=addresses[0])

    def _text(self, text: str) -> None:
        if self.open and self.open[-1] == "style":
            self.style += text

    def _end(self, _name: str) -> None:
        is_label = _LABELS in self.open and _LABELS not in _ELEMENTS
        element = self.open.pop()
        if is_label:
            return
        self.weight.end()
        if element == "style":
            self._styling(_STYLE_SHEET, self.style)
            self.styles += f"{self.style}}}"
            self.style = ""

    def _doctype(self, _name: str, _system: str | None, _public: str | None, internal: bool) -> None:
        if internal:  # entities are declared there
            self._report("svg-doctype")
            raise _NotADrawing

    def _instruction(self, target: str, _text: str) -> None:
        self._report("svg-element", name=f"?{target}")

    def _report(self, rule: str, **values: str) -> None:
        if rule == "svg-element":
            if values["name"] in self.reported:
                return
            self.reported.add(values["name"])
        place = Place(
            path=self.path, line=self.parser.CurrentLineNumber, column=self.parser.CurrentColumnNumber + 1
        )
        self.problems.append(Problem(code=f"safety/{rule}", place=place, values=values))


class _NotADrawing(Exception):
    """Raised inside a handler to stop reading; what is wrong has been reported."""


def _kept_whole(content: bytes) -> bool:
    """Return True if py-svg-hush leaves every element and attribute of SVG's own where it is."""
    try:
        safe_content = py_svg_hush.filter_svg(content)
    except ValueError:
        return False
    return not Counter(_parts(content)) - Counter(_parts(safe_content))


def _parts(content: bytes) -> Iterator[tuple[str, str]]:
    """Yield each element, and each attribute as (element, name), of the namespace of SVG."""
    parts: list[tuple[str, str]] = []

    def start(name: str, attributes: Mapping[str, str]) -> None:
        namespace, _, local = name.rpartition(" ")
        if namespace == _SVG and local not in ("metadata", "switch"):
            parts.append((local, ""))
            names = (attribute.rpartition(" ") for attribute in attributes)
            parts.extend((local, local_name) for space, _, local_name in names if space in ("", _XLINK))

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    parser.Parse(content, True)
    return iter(parts)
