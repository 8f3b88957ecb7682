"""Two judges look at pages and at drawings: what one list lets pass by mistake, the other refuses."""

from __future__ import annotations

import pytest
from PIL import ImageFile
from tests.rendering import findings, said
from tests.safety.samples import picture

from exchange.safety import allowed, pictures, svg
from exchange.safety.svg import check_svg

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg"{more}>{inner}</svg>'


@pytest.mark.parametrize(
    ("elements", "text"),
    [
        ("marquee", "Text.\n\n<marquee>x</marquee>"),
        ("button", "A <button>x</button> in a sentence"),
        ("form input", "<form><input></form>"),
    ],
)
def test_an_element_that_our_list_lets_pass_is_refused(
    elements: str, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """nh3 would take it out, so the page is not what readers would get: it is refused as a whole."""
    assert {one.rpartition(":")[2] for one in said(findings(text))} == {"element"}
    monkeypatch.setattr(allowed, "ELEMENTS", allowed.ELEMENTS | set(elements.split()))
    assert [one.rpartition(":")[2] for one in said(findings(text))] == ["html-differs"]


def test_an_attribute_that_our_list_lets_pass_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A handler too, on an element that pages may have."""
    text = '<p onclick="x()">a</p>'
    assert said(findings(text)) == ["1:attribute"]
    monkeypatch.setattr(allowed, "allows_attribute", lambda _element, _name: True)
    assert said(findings(text)) == ["1:html-differs"]


@pytest.mark.parametrize(
    ("elements", "inner", "rule"),
    [
        ("script", "<script>alert(1)</script>", "svg-element"),
        ("foreignObject", "<foreignObject/>", "svg-labels"),
        ("handler", "<g><handler>x</handler></g>", "svg-element"),
    ],
)
def test_a_part_of_a_drawing_that_our_list_lets_pass_is_refused(
    elements: str, inner: str, rule: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """py-svg-hush would take it out."""
    drawing = DRAWING.format(more="", inner=inner).encode()
    assert [one.rule for one in check_svg(drawing, path="x.svg")] == [rule]
    monkeypatch.setattr(svg, "_ELEMENTS", svg._ELEMENTS | set(elements.split()))
    assert [one.rule for one in check_svg(drawing, path="x.svg")] == ["svg-differs"]


@pytest.mark.parametrize("judge", ["structure", "Pillow"])
def test_a_damaged_picture_is_refused_by_either_reader(judge: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """One follows the parts with their check sums, the other draws the points."""
    if judge == "structure":
        monkeypatch.setattr(pictures, "_drawn_points", lambda *_: 48)
    else:
        monkeypatch.setattr(pictures, "_ENDS", {"png": len})
        monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)  # as WeasyPrint does when it is loaded
    whole = picture("PNG")
    assert pictures.points(whole, "png", limit=48) == 48
    at = whole.index(b"IDAT") + 10
    with pytest.raises(pictures.UnreadablePicture):
        pictures.points(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :], "png", limit=48)
