"""Drawings that fetch by functions of styles, and small ones that keep a browser busy, are refused."""

from __future__ import annotations

import pytest
from tests.work import lines_run

from exchange.safety.svg import check_svg
from exchange.safety.svg_weight import Weight

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">\n{inner}\n</svg>'


def rules(inner: str) -> list[str]:
    """Return the rules that a drawing breaks."""
    return [problem.rule for problem in check_svg(SVG.format(inner=inner).encode(), path="x.svg")]


FETCHING = {
    "a set of pictures": "<rect style=\"mask-image: image-set('https://evil.example/x.png' 1x)\"/>",
    "a set of pictures in an attribute": "<rect mask=\"image-set('//evil.example/x' 1x)\"/>",
    "a set of pictures with its old name": "<rect style=\"fill:-webkit-image-set('//evil.example' 1x)\"/>",
    "a set of pictures in a style sheet": "<style>.a{cursor:image-set('//evil.example' 2x)}</style>",
    "a set with a comment inside": "<style>.a{cursor:IMAGE-SET(/* */'//evil.example' 2x)}</style>",
    "a picture": "<style>.a{cursor:image('//evil.example')}</style>",
    "two pictures": "<style>.a{cursor:cross-fade('//evil.example', '//evil.example')}</style>",
    "an element as a picture": "<style>.a{cursor:element(#x)}</style>",
    "an address with another name": "<style>.a{fill:src('//evil.example')}</style>",
    "a value of an attribute": "<style>.a{fill:attr(href url)}</style>",
    "a colour profile": "<style>@color-profile x{src:url(#a)}</style>",
    "a font": "<style>@font-face{font-family:x;src:local(x)}</style>",
    "a sheet in upper case": "<style>@IMPORT 'x.css';</style>",
    "a sheet in a layer": "<style>@import url(#x) layer(a);</style>",
    "a function nobody knows": "<rect style='fill:paint(x)'/>",
    "an address in a sheet within a sheet": "<style>@media print{.a{fill:url(//evil.example)}}</style>",
    "an address between CDATA": "<style><![CDATA[.a{fill:url(//evil.example)}]]></style>",
    "an address as a character reference": "<rect fill='u&#114;l(//evil.example)'/>",
    "an address behind a comment": "<style>.a{fill:/**/url(\n//evil.example)}</style>",
    "a set of a path": "<path d='M0 0'><set attributeName='d' to='M1 1'/></path>",
    "a moved address": "<use href='#a'><animate attributeName='href' to='//evil.example'/></use>",
    "text of a page": "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject>",
    "styles of a page": "<style xmlns='http://www.w3.org/1999/xhtml'>@import 'x'</style>",
    "a picture as a filter": "<filter id='f'><feImage href='//evil.example'/></filter>",
    "a base of addresses": "<g xml:base='//evil.example'><use href='#a'/></g>",
    "a discarded part": "<discard href='#a'/>",
    "a film": "<video xmlns='http://www.w3.org/1999/xhtml' src='x'/>",
    "an event of XML": "<g xmlns:e='http://www.w3.org/2001/xml-events' e:event='click' e:handler='#a'/>",
    "a style of an editor": "<g style='-inkscape-x:image-set(\"//evil.example\" 1x)'/>",
}


@pytest.mark.parametrize("name", FETCHING)
def test_a_drawing_fetches_nothing(name: str) -> None:
    """By no function of styles, known or to come: those that may be used are listed."""
    assert set(rules(FETCHING[name])) <= {
        "svg-style",
        "svg-address",
        "svg-element",
        "svg-attribute",
        "svg-labels",
    }
    assert rules(FETCHING[name])


def test_the_notes_of_a_drawing_program_are_no_fault() -> None:
    """By its own names; a picture within is refused once, its address with it."""
    assert (
        rules("<g xmlns:l='lucid' l:page-tab-id='0' xmlns:o='http://www.openswatchbook.org/' o:paint='x'/>")
        == []
    )
    assert rules("<image xlink:href='data:image/png;base64,iVBORw0KGgo='/>") == ["svg-element"]


def _nested(element: str, count: int, times: int = 10) -> str:
    """Return definitions of which each refers to the one before many times."""
    first = "<g id='g0'><path d='M0 0h1'/></g>"
    levels = (
        f"<g id='g{level}'>{element.format(previous=level - 1) * times}</g>" for level in range(1, count + 1)
    )
    return f"<defs>{first}{''.join(levels)}</defs><use href='#g{count}'/>"


LAYER = "<feTurbulence baseFrequency='.1' numOctaves='8'/>"
SHAPE = "<rect width='9' height='9'/>"
MARKER = f"<marker id='m'>{SHAPE * 200}</marker>"
PATTERN = f"<pattern id='p'>{SHAPE * 200}</pattern>"
HEAVY = {
    "parts of parts": _nested("<use href='#g{previous}'/>", 11),
    "parts of parts by the old name": _nested("<use xlink:href='#g{previous}'/>", 11),
    "two parts of two parts": _nested("<use href='#g{previous}'/>", 40, times=2),
    "patterns of patterns": _nested("<path d='M0 0h9' fill='url(#g{previous})'/>", 8),
    "masks of masks": _nested("<path d='M0 0h9' style='mask : url( \"#g{previous}\" )'/>", 8),
    "clips of clips": _nested("<g clip-path='url(#g{previous})'><path d='M0 0'/></g>", 8),
    "markers at each corner": "<marker id='m'>" + "<path d='M0 0'/>" * 200 + "</marker>"
    "<path marker-mid='url(#m)' d='M" + "0 0 " * 600 + "'/>",
    "markers where lines close": f"{MARKER}<path marker-mid='url(#m)' d='M0 0{'z' * 600}'/>",
    "markers where lines are level": f"{MARKER}<path marker-mid='url(#m)' d='M0 0{'h1' * 300}'/>",
    "markers where a style has the line": MARKER
    + f"<path style='marker:url(#m);d:path(\"M0 0{' 1 1' * 300}\")'/>",
    "markers by a style sheet": f"{MARKER}<style>.a{{marker-mid:url(#m)}}</style>"
    f"<path class='a' d='M0 0{' 1 1' * 300}'/>",
    "markers of a group": f"{MARKER}<g marker-mid='url(#m)'><path d='M0 0{' 1 1' * 300}'/></g>",
    "markers of a group that is used": f"{MARKER}<path id='g' d='M0 0{' 1 1' * 300}'/>"
    "<use href='#g' marker-mid='url(#m)'/>",
    "a pattern of a group": f"{PATTERN}<g fill='url(#p)'>{SHAPE * 300}</g>",
    "a pattern of a part that is used": f"{PATTERN}<g id='g'>{SHAPE * 300}</g>"
    "<use href='#g' style='stroke:url(#p)'/>",
    "blurs in a row": f"<rect style='filter:{'blur(2px) ' * 60}'/>",
    "blurs by a style sheet": f"<style>g{{filter:drop-shadow(0 0 9px)}}</style>{f'<g>{SHAPE}</g>' * 60}",
    "a wide blur": "<rect filter='blur(9000px)'/>",
    "a part that uses itself": "<g id='a'><use href='#a'/></g>",
    "parts that use each other": "<pattern id='a'><rect fill='url(#b)'/></pattern>"
    "<pattern id='b'><rect fill='url(#a)'/></pattern><rect fill='url(#a)'/>",
    "filters in a row": f"<filter id='f'>{LAYER * 60}</filter><rect filter='url(#f)'/>",
    "a filter on many shapes": f"<filter id='f'>{LAYER * 2}</filter>" + "<rect filter='url(#f)'/>" * 30,
    "a wide filter": "<filter id='f'><feMorphology radius='2000'/></filter><rect filter='url(#f)'/>",
    "a blurred filter": "<filter id='f'><feGaussianBlur stdDeviation='9,1e6'/></filter><rect filter='url(#f)'/>",  # noqa: E501
    "noise of many kinds": "<filter id='f'><feTurbulence numOctaves='999999'/></filter><rect filter='url(#f)'/>",  # noqa: E501
    "filters by a style sheet": f"<style>@media all {{ rect.x {{filter:url(#f)}} }}</style>"
    f"<filter id='f'>{LAYER * 2}</filter>" + "<rect class='y x'/>" * 30,
    "parts by a style sheet": "<style>.a{fill:url(#b)}.b{fill:url(#a)}</style>"
    "<pattern id='a'><rect class='b'/></pattern><pattern id='b'><rect class='a'/></pattern><rect class='a'/>",
}  # fmt: skip


@pytest.mark.parametrize("name", HEAVY)
def test_a_drawing_is_shown_in_time(name: str) -> None:
    """Weighed by what is drawn, not by what is written; weighing runs a few lines for each sign."""
    found: list[str] = []
    assert lines_run(lambda: found.extend(rules(HEAVY[name]))) < 5_000 + 6 * len(HEAVY[name])
    assert found == ["svg-heavy"]


LIGHT = {
    "shadows on some shapes": "<filter id='f'><feGaussianBlur stdDeviation='2'/><feOffset dy='1'/>"
    "<feMerge><feMergeNode/><feMergeNode in='SourceGraphic'/></feMerge></filter>"
    + "<rect filter='url(#f)'/>" * 10,
    "one part many times": "<defs><g id='a'><path d='M0 0h1'/></g></defs>" + "<use href='#a'/>" * 2_000,
    "a gradient by a style sheet": "<style>.a,.b{fill:url(#g)} @media print{.a{fill:rgb(0,0,0)}}</style>"
    "<linearGradient id='g'><stop class='b'/></linearGradient><rect class='a'/>",
    "arrows": "<marker id='m'><path d='M0 0h1v1z'/></marker>" + "<path d='M0 0 9 9' marker-end='url(#m)'/>" * 50,  # noqa: E501
    "arrows of a group": "<marker id='m'><path d='M0 0h1v1z'/></marker><g marker-end='url(#m)'>"
    + "<path d='M0 0h9v9'/>" * 50 + "</g>",
    "a gradient of a group": "<linearGradient id='g'><stop/><stop/></linearGradient><g fill='url(#g)'>"
    + "<rect/>" * 500 + "</g>",
    "turned and coloured": "<g transform='translate(1 2) rotate(3)'><path d='M0 0' fill='rgb(1,2,3)' "
    "style='transform:matrix(1,0,0,1,0,0);fill:hsl(1 2% 3%)'/></g>",
    "brackets in words": "<g aria-label='Stage (1) of f(x)'><title>image-set(x)</title><text>url(y)</text></g>",  # noqa: E501
}  # fmt: skip


@pytest.mark.parametrize("name", LIGHT)
def test_ordinary_drawings_pass(name: str) -> None:
    """Shadows, symbols, arrows, styles by media, words with brackets."""
    assert rules(LIGHT[name]) == []


def test_an_empty_drawing_weighs_nothing() -> None:
    """No element, no work."""
    assert Weight().total("") == 0


def test_a_drawing_with_labels_of_html_is_reported_once() -> None:
    """draw.io writes one for each label; what is within them says nothing more."""
    label = (
        "<g><switch><foreignObject style='overflow: visible'><div xmlns='http://www.w3.org/1999/xhtml' "
        "style='x: image-set(y)'>Screening</div></foreignObject><text x='1' y='2'>Scr...</text></switch></g>"
    )
    drawing = f"<svg xmlns='http://www.w3.org/2000/svg'>{label * 40}</svg>".encode()
    assert [problem.rule for problem in check_svg(drawing, path="x.svg")] == ["svg-labels"]


@pytest.mark.parametrize("element", ["g", "foreignObject", "svg", "text"])
def test_a_drawing_is_read_no_deeper_than_it_may_be(element: str) -> None:
    """What is below is neither looked at nor said: time would grow with the square of the depth."""
    deep = f"{f'<{element}>' * 70_000}{f'</{element}>' * 70_000}"
    found = check_svg(f'<svg xmlns="http://www.w3.org/2000/svg">{deep}</svg>'.encode(), path="a.svg")
    assert 1 <= len(found) <= 60
    assert found[-1].code == "safety/svg-element"


def test_colours_for_light_and_dark_are_no_attack() -> None:
    """As draw.io writes them: they are colours, whatever they depend on."""
    style = "fill: light-dark(#ffffff, var(--ge-dark-color, #121212));"
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg"><rect width="1" height="1" style="{style}"/></svg>'
    assert check_svg(drawing.encode(), path="assets/x.svg") == []
