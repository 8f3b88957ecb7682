"""What the text of a page may hold: every element, attribute and value that our extensions and authors use.

Python-Markdown with attr_list, def_list, footnotes, tables, toc, admonition, details and fenced code; and
what our own add: exchange.authoring, exchange.pages.markup, exchange.terms.marking, the cards and dates of
funding_calendar.
"""

from __future__ import annotations

from collections.abc import Mapping

from exchange.authoring.equations import ELEMENTS as EQUATION_ELEMENTS
from exchange.authoring.fenced_code import COLOURED_TOKENS

TEXT = frozenset(
    "a abbr b bdi br cite code del dfn em i ins kbd mark q rp rt ruby s samp small span strong sub sup time "
    "u var wbr".split()
)
BLOCKS = frozenset(
    "article aside blockquote caption col colgroup dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 "
    "hr img li ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
DRAWINGS = frozenset("svg g path rect text tspan".split())
FOREIGN: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(EQUATION_ELEMENTS, EQUATION_ELEMENTS),
    **dict.fromkeys(DRAWINGS, DRAWINGS),
}
"""Elements of other vocabularies than HTML, each with those of its own: nothing else may be in it."""

FOREIGN_ROOTS = frozenset({"math", "svg"})
LEAVES = frozenset({"annotation", "mi", "mn", "mo", "ms", "mtext", "path", "rect", "tspan"})
"""Elements that hold nothing but text: some of them may hold HTML in a browser."""

ELEMENTS = TEXT | BLOCKS | EQUATION_ELEMENTS | DRAWINGS

GLOBAL = frozenset(
    "id class lang dir title tabindex role aria-label aria-labelledby aria-describedby aria-hidden".split()
)
ATTRIBUTES: Mapping[str, frozenset[str]] = {
    "a": frozenset("href hreflang download".split()),
    "annotation": frozenset(["encoding"]),
    "article": frozenset("data-timeline data-facets data-words".split()),
    "col": frozenset(["span"]),
    "del": frozenset(["datetime"]),
    "details": frozenset("open name".split()),
    "img": frozenset("src alt width height loading decoding".split()),
    "ins": frozenset(["datetime"]),
    "li": frozenset(["value"]),
    "math": frozenset("display alttext".split()),
    "menclose": frozenset(["notation"]),
    "mfrac": frozenset(["linethickness"]),
    "mi": frozenset("mathvariant movablelimits".split()),
    "mo": frozenset(
        "accent fence form lspace maxsize minsize movablelimits rspace separator stretchy".split()
    ),
    "mover": frozenset(["accent"]),
    "mpadded": frozenset("depth height lspace voffset width".split()),
    "mspace": frozenset("depth height width linebreak".split()),
    "mstyle": frozenset("displaystyle scriptlevel".split()),
    "mtable": frozenset("columnalign columnlines columnspacing displaystyle rowlines rowspacing".split()),
    "mtd": frozenset(["columnalign"]),
    "mtext": frozenset(["mathvariant"]),
    "munder": frozenset(["accentunder"]),
    "ol": frozenset("start type reversed".split()),
    "p": frozenset(["data-stage"]),
    "path": frozenset(["d"]),
    "rect": frozenset("x y width height rx".split()),
    "span": frozenset("data-call-state data-stage-state data-state".split()),
    "svg": frozenset("viewBox width height".split()),
    "td": frozenset("colspan rowspan headers style".split()),
    "text": frozenset("x y text-anchor".split()),
    "th": frozenset("colspan rowspan headers style scope abbr".split()),
    "time": frozenset(["datetime"]),
    "tspan": frozenset("x y".split()),
}
_ALIGNMENTS = frozenset(f"text-align: {side};" for side in ("left", "center", "right"))
VALUES: Mapping[str, frozenset[str]] = {
    "tabindex": frozenset(["0"]),
    "role": frozenset("region tooltip note group img list listitem".split()),
    "aria-hidden": frozenset("true false".split()),
    "style": _ALIGNMENTS,  # what the tables extension writes for `|:---:|`; bilingual makes it a class
    "loading": frozenset("lazy eager".split()),
    "scope": frozenset("col row colgroup rowgroup".split()),
    "decoding": frozenset("async sync auto".split()),
    "encoding": frozenset(["application/x-tex"]),
    "download": frozenset(["", "download"]),  # a name of its own would make a guide.pdf a guide.exe
}
"""The only values of these attributes, wherever they stand."""

SCHEMES = frozenset("http https mailto tel".split())

CLASSES = (
    frozenset(
        "admonition admonition-title footnote footnote-ref footnote-backref table section-link recheck term "
        "align-left align-center align-right term-note term-other visually-hidden code hll notice notice-lag "
        "equation figure-number numbered "
        "note info tip important warning caution danger example summary question success quote answer "
        "instructor tab tabs task task-done task-item diagram diagram-line diagram-head diagram-box "
        "diagram-choice "
        "diagram-lane diagram-label diagram-mark "
        "media media-video media-download media-transcript media-title media-facts media-digest file-facts "
        "call-card call-card-title call-card-summary call-card-stage call-marks call-mark call-state "
        "call-extended call-dates call-moment call-moment-other call-moment-note call-date "
        "call-date-other".split()
    )
    | COLOURED_TOKENS
)
CLASS_PREFIXES = ("language-",)


def allows_attribute(element: str, attribute: str) -> bool:
    """Return True if an element may have an attribute."""
    return attribute in GLOBAL or attribute in ATTRIBUTES.get(element, ())


def nh3_attributes() -> dict[str, set[str]]:
    """Return the attributes as nh3 takes them, without those whose values are settled by `nh3_values`."""
    plain_attributes = {element: set(names) - VALUES.keys() for element, names in ATTRIBUTES.items()}
    return {**plain_attributes, "*": set(GLOBAL) - VALUES.keys()}


def nh3_values() -> dict[str, dict[str, set[str]]]:
    """Return the settled values as nh3 takes them: by element, then attribute."""
    return {
        element: {name: set(values) for name, values in VALUES.items() if allows_attribute(element, name)}
        for element in ELEMENTS
    }
