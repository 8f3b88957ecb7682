"""What is written for translation tools is read back as it was, and foreign readers read it too."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from exchange.translation.interchange import (
    NotReadable,
    Unit,
    join_paragraphs,
    po,
    read_po_units,
    read_xliff,
    segments,
    xliff,
)

NOW = datetime.datetime(2026, 11, 22, tzinfo=datetime.UTC)
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"))
LINES = st.lists(st.text(st.sampled_from('가a1 "\\|<>&%{}\t\u0001'), min_size=1), min_size=1).map("\n\n".join)
SEGMENTS = st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=4).map(tuple)


def unit(parts: tuple[tuple[str, str], ...]) -> Unit:
    return Unit(name="guides/a.md#first", file="content/ko/guides/a.md", digest="0a", segments=parts)


@settings(deadline=None)
@given(SEGMENTS)
def test_xliff_keeps_every_sign(parts: tuple[tuple[str, str], ...]) -> None:
    """Also those that XML cannot hold, and every space."""
    (read_unit,) = read_xliff(xliff([unit(parts)], source="en", target="ko"))
    assert replace(read_unit, copies=()) == unit(parts)


@settings(deadline=None)
@given(SEGMENTS)
def test_po_keeps_every_sign(parts: tuple[tuple[str, str], ...]) -> None:
    """A message without a source is the head of a PO file, so that none is written."""
    assume(all(source for source, _ in parts))
    assert list(read_po_units(po([unit(parts)], target="ko", now=NOW))) == [unit(parts)]


@given(LINES, LINES)
def test_segments_are_put_together_again(source: str, target: str) -> None:
    """Paragraph by paragraph where both have as many."""
    parts = segments(source, target)
    assert join_paragraphs(target, [translation for _, translation in parts]) == target


@pytest.mark.parametrize("content", [b"", b"<x/>", b"<!DOCTYPE x><x/>", b"msgid 1"])
def test_another_file_is_refused(content: bytes) -> None:
    """With a reason."""
    with pytest.raises(NotReadable):
        list(read_xliff(content))


def _xliff(target: str, encoding: str = "utf-8") -> bytes:
    text = xliff([unit((("a", "TARGET"),))], source="en", target="ko").decode()
    return (
        text.replace("TARGET", target).replace('encoding="utf-8"', f'encoding="{encoding}"').encode(encoding)
    )


_HOSTILE_XLIFF = {
    "a sign beyond Unicode": _xliff('<cp hex="110000"/>'),
    "half a sign of UTF-16": _xliff('<cp hex="D800"/>'),
    "a number that is none": _xliff('<cp hex="zz"/>'),
    "a number below nothing": _xliff('<cp hex="-1"/>'),
    "no number": _xliff("<cp/>"),
    "a number of many digits": _xliff(f'<cp hex="{"0" * 5_000}41"/>'),
    "an encoding that expat cannot read": b'<?xml version="1.0" encoding="utf-7"?><xliff/>',
    "an encoding that is none": b'<?xml version="1.0" encoding="nonsense"?><xliff/>',
    "elements without end": _xliff(f"{'<mrk>' * 60_000}x{'</mrk>' * 60_000}"),
    "a type in another encoding": _xliff("&a;", "utf-16").replace(
        "<xliff".encode("utf-16-le"), '<!DOCTYPE x [<!ENTITY a "b">]><xliff'.encode("utf-16-le")
    ),
}


@pytest.mark.parametrize("name", _HOSTILE_XLIFF)
def test_a_hostile_xliff_file_is_refused_in_words(name: str) -> None:
    """Signs that no text can hold, depth, a document type in any encoding: never an exception of ours."""
    with pytest.raises(NotReadable):
        list(read_xliff(_HOSTILE_XLIFF[name]))


def _po(old: str, new: str) -> bytes:
    text = po([unit((("a", "TARGET"),))], target="ko", now=NOW).decode()
    assert old in text
    return text.replace(old, new).encode()


@pytest.mark.parametrize("charset", ["nonsense", "hex", "", "zlib"])
def test_a_po_file_of_an_encoding_that_is_none_is_refused(charset: str) -> None:
    """Some that Python knows are not of texts."""
    with pytest.raises(NotReadable):
        list(read_po_units(_po("charset=utf-8", f"charset={charset}")))


@pytest.mark.parametrize("number", ["²", "٣", "9" * 5_000, "-1", ""])
def test_a_po_segment_without_a_number_is_passed_over(number: str) -> None:
    """The context of a message is its unit and a number; anything else is no message of ours."""
    assert list(read_po_units(_po("#first|1", f"#first|{number}"))) == []


@pytest.mark.parametrize("context", ["#first|1", "#first|01"])
def test_two_po_messages_for_one_segment_are_refused(context: str) -> None:
    """One would be written over the other, as the same section twice in XLIFF would."""
    content = _po("#first|1", "#first|1").decode()
    message = content[content.index("#. digest") :].replace("#first|1", context)
    with pytest.raises(NotReadable, match=r"first\|0?1 \(2\)"):
        list(read_po_units(f"{content}\n{message}".replace('msgid "a"', 'msgid "b"', 1).encode()))


def test_a_po_file_may_begin_with_a_mark_of_its_order() -> None:
    """Editors on Windows write one."""
    content = _po("TARGET", "TARGET")
    assert list(read_po_units(b"\xef\xbb\xbf" + content)) == list(read_po_units(content))


@pytest.mark.parametrize(
    "content",
    [
        _po("#. digest", "#, fuzzy\n#. digest"),
        _po('msgstr "TARGET"', 'msgid_plural "b"\nmsgstr[0] "c"'),
        _po('msgstr "TARGET"', 'msgstr ""'),
    ],
)
def test_a_po_message_that_is_no_final_text_is_not_whole(content: bytes) -> None:
    """A draft, plural forms, nothing at all: none may take the place of a text."""
    (read_unit,) = read_po_units(content)
    assert [target for _, target in read_unit.segments] == [""]
    assert not read_unit.is_whole


_TWO = (("First. Second.", "하나. 둘."), ("Third.", "셋."))


def _changed(*edits: tuple[str, str]) -> Unit:
    """Return what is read where a tool has edited a file with two paragraphs."""
    text = xliff([unit(_TWO)], source="en", target="ko").decode()
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    (read_unit,) = read_xliff(text.encode())
    return read_unit


_SPACE = 'xml:space="preserve"'
_FIRST = f"<source {_SPACE}>First. Second.</source><target {_SPACE}>하나. 둘.</target>"
_SPLIT = (
    "<source>First.</source><target>하나.</target></segment><ignorable><source> </source></ignorable>"
    '<segment id="x" state="final"><source>Second.</source><target>둘.</target>'
)


def test_segments_that_a_tool_has_divided_are_one_paragraph() -> None:
    """With what is between them: a space that has no target is the same in both languages."""
    assert _changed((_FIRST, _SPLIT)).segments == _TWO


def test_segments_that_a_tool_has_joined_are_put_together_again() -> None:
    """Both paragraphs are in one segment then, with what was between them."""
    between = re.compile(
        r"</source><target [^>]*>(하나. 둘.)</target></segment>"
        r".*?<source [^>]*>Third.</source><target [^>]*>(셋.)",
        re.DOTALL,
    )
    text = xliff([unit(_TWO)], source="en", target="ko").decode()
    joined = between.sub(r"\n\nThird.</source><target>\1\n\n\2", text)
    (read_unit,) = read_xliff(joined.encode())
    assert join_paragraphs("하나.\n\n셋.", [target for _, target in read_unit.segments]) == "하나. 둘.\n\n셋."


def test_targets_stand_in_their_own_order() -> None:
    """XLIFF lets a tool put them in another one than the sources."""
    edits = (f"<target {_SPACE}>하나. 둘.</target>", '<target order="3">하나. 둘.</target>')
    other_edits = (f"<target {_SPACE}>셋.</target>", '<target order="1">셋.</target>')
    assert _changed(edits, other_edits).segments == (("First. Second.", "셋."), ("Third.", "하나. 둘."))


@pytest.mark.parametrize(
    ("state", "is_whole"),
    [
        ('state="translated" subState="tool:needs-review"', False),
        ('state="reviewed" subState="tool:rejected"', False),
        ('state="final" subState="tool:approved"', True),
        ('state="final"', True),
    ],
)
def test_a_segment_that_somebody_is_to_look_at_again_is_a_draft(state: str, is_whole: bool) -> None:
    """As `fuzzy` is in PO: the section stays late."""
    assert _changed(('id="s2" state="initial"', f'id="s2" {state}')).is_whole is is_whole


def test_a_target_that_is_only_a_copy_is_known() -> None:
    """Tools fill in the source where nobody has translated; one that a person confirms is a translation."""
    copy = (f"<target {_SPACE}>셋.</target>", "<target>Third.</target>")
    assert _changed(copy).copies == ("Third.",)
    assert _changed(copy, ('id="s2" state="initial"', 'id="s2" state="translated"')).copies == ()
    assert not _changed(("셋.", "")).is_whole


def test_a_file_that_another_program_has_written_is_read_alike() -> None:
    """Ends of lines of Windows, a mark of the order of bytes, another prefix, UTF-16."""
    text = xliff([unit(_TWO)], source="en", target="ko").decode()
    prefixed = re.sub(r"<(/?)(?=[a-z])", r"<\1x:", text).replace("xmlns=", "xmlns:x=")
    wide = text.replace('encoding="utf-8"', 'encoding="utf-16"').encode("utf-16")
    lines = text.replace("><", ">\r\n  <").replace("하나.", "하나.&#13;\n")
    (expected,) = read_xliff(text.encode())
    for content in (b"\xef\xbb\xbf" + text.encode(), prefixed.encode(), wide):
        assert list(read_xliff(content)) == [expected]
    (read_unit,) = read_xliff(lines.encode())
    assert read_unit.segments == (("First. Second.", "하나.\n 둘."), ("Third.", "셋."))
