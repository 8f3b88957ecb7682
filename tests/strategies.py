"""Hypothesis strategies for what authors write; they grow with the models of plugins/."""

from __future__ import annotations

import datetime
from dataclasses import fields
from typing import Any, get_type_hints

from hypothesis import strategies as st

from exchange.pages.kinds import Kind
from exchange.pages.page_meta import PageMeta

# --- words ---------------------------------------------------------------------------------------------

ENGLISH_WORDS = ("Estimands", "consent", "What it is", "A", "a", "A_1", "1", "Q&A", "C#", "data 2")
KOREAN_WORDS = ("임상시험", "전자동의", "연구 윤리", "공고")
MARKED_WORDS = (
    "*bold*",
    "`code`",
    "[x](y.md)",
    "[ref][r]",
    "note[^n]",
    "&amp;",
    r"\#",
    "_",
    "_1",
    "<b>b</b>",
)

HOSTILE_MARKDOWN = (
    "[" * 400, "![" * 300, "<" * 2000, "<a " * 500, "<span" * 500, "`" * 999 + "x", "*a_" * 300,
    "\\" * 999, "> " * 90 + "x", "- " * 80 + "x", "# " * 500, "- - " * 400 + "x", "|" * 2000,
    "a|b\n-|-\n" + "|" * 999, "[^n]" * 300 + "\n\n[^n]: x", "[a]: x\n" * 300, "&#" * 500, "{ " * 500,
    "{" * 99 + "}" * 99, "```a\n" * 300, "a\n" * 500 + "|", "  a\n" * 500 + "=", "**" * 500,
    "_a*" * 300, "<!--" * 300, ": a\n" * 99, "::: call\n" * 50,
)  # fmt: skip
"""Texts that are there to be slow: unclosed, repeated, nested."""

slugs = st.from_regex(r"[a-z][a-z0-9]{0,5}(-[a-z0-9]{1,5}){0,2}", fullmatch=True)
locales = st.sampled_from(["en", "ko"])
page_paths = st.builds(
    lambda parts, index: "/".join([*parts, "index"] if index else parts) + ".md",
    st.lists(slugs, min_size=1, max_size=3),
    st.booleans(),
)
hangul = st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), min_size=1, max_size=12)

# --- front matter --------------------------------------------------------------------------------------

_BY_TYPE: dict[Any, st.SearchStrategy[Any]] = {
    str: hangul,
    int: st.integers(1, 600),
    datetime.date: st.dates(datetime.date(2000, 1, 1), datetime.date(2026, 10, 1)),
    tuple[str, ...]: st.lists(hangul, min_size=1, max_size=2).map(tuple),
}
_BY_NAME: dict[str, st.SearchStrategy[Any]] = {
    "id": slugs,
    "kind": st.sampled_from(Kind),
    "original": locales,
}


def values_of(name: str, model: type[PageMeta] = PageMeta) -> st.SearchStrategy[Any]:
    """Draw what a field of PageMeta may say, by its type: one that is added needs nothing here."""
    hint = get_type_hints(model)[name]
    return _BY_NAME[name] if name in _BY_NAME else _BY_TYPE[_without_none(hint)]


def _without_none(hint: Any) -> Any:
    kinds = getattr(hint, "__args__", ())
    return next(kind for kind in kinds if kind is not type(None)) if type(None) in kinds else hint


def may_say(kind: Kind) -> tuple[str, ...]:
    """Return the fields that a kind of page may have."""
    some = {name for other in Kind for name in other.traits.fields}
    names = [entry.name for entry in fields(PageMeta) if entry.name != "texts"]  # of other packages' kinds
    return tuple(name for name in names if name not in some or name in kind.traits.fields)


@st.composite
def page_metas(draw: st.DrawFn) -> PageMeta:
    """Draw what any kind of page may say, each field that it need not have maybe absent."""
    kind = draw(st.sampled_from(Kind))
    needed = {"title", "description", "original", "id", *kind.traits.required}
    values = {
        name: draw(values_of(name))
        for name in may_say(kind)
        if name != "kind" and (name in needed or draw(st.booleans()))
    }
    return PageMeta(kind=kind, **values)


def front_matter(meta: PageMeta) -> dict[str, object]:
    """Return the fields of a page as an author writes them; those that are absent are left out."""
    values = {entry.name: getattr(meta, entry.name) for entry in fields(meta) if entry.name != "texts"}
    return {name: written(value) for name, value in values.items() if value is not None and value != ()}


def written(value: object) -> object:
    """Return the value of a field as JSON has it, which YAML reads."""
    if isinstance(value, Kind):
        return value.value
    if isinstance(value, datetime.date | int):
        return str(value)
    return list(value) if isinstance(value, tuple) else value


# --- Markdown ------------------------------------------------------------------------------------------

titles = st.lists(st.sampled_from(ENGLISH_WORDS + KOREAN_WORDS + MARKED_WORDS), max_size=3).map(" ".join)
_attributes = st.sampled_from(
    [
        "",
        "",
        " { #own-id }",
        " {#a}",
        " {: #estimands .wide }",
        " { .wide }",
        ' { title="x #y" }',
        " { #a #b }",
    ]
)
_plain = st.sampled_from(
    ["Some text.", "한 문단입니다.", "two\nlines", "a # b", "- item", "1. item", "***", "> said"]
)
_hidden_lines = st.lists(
    st.sampled_from(["# hidden", "## 숨김 { #gone }", "Hidden\n---", "", "text", "~~~~", "    "]), max_size=4
)


@st.composite
def _atx(draw: st.DrawFn) -> str:
    space = draw(st.sampled_from([" ", "", "  "]))
    closing = draw(st.sampled_from(["", "", " ##", "#", " # "]))
    return "#" * draw(st.integers(1, 7)) + space + draw(titles) + draw(_attributes) + closing


@st.composite
def _setext(draw: st.DrawFn) -> str:
    indent = draw(st.sampled_from(["", "", " ", "   "]))
    underline = draw(st.sampled_from(["=", "-"])) * draw(st.integers(1, 5)) + draw(st.sampled_from(["", " "]))
    return f"{indent}{draw(titles.filter(bool))}{draw(_attributes)}\n{underline}"


@st.composite
def _fenced(draw: st.DrawFn) -> str:
    fence = draw(st.sampled_from(["```", "~~~", "````"]))
    opening = fence + draw(st.sampled_from(["", "yaml", " python ", "{.py}", ' hl_lines="1"', " two words"]))
    closing = draw(st.sampled_from([fence, fence, fence, f"{fence} ", "```", ""]))
    return "\n".join([opening, *draw(_hidden_lines), closing])


@st.composite
def _comment(draw: st.DrawFn) -> str:
    opening = draw(st.sampled_from(["<!-- ", "<!--\n", "  <!-- "]))
    return opening + "\n".join(draw(_hidden_lines)) + draw(st.sampled_from([" -->", "\n-->", "\n"]))


@st.composite
def bodies(draw: st.DrawFn) -> str:
    """Draw a Markdown body: headings of all kinds among paragraphs, code and comments."""
    blocks = draw(st.lists(st.one_of(_atx(), _atx(), _setext(), _fenced(), _comment(), _plain), max_size=8))
    breaks = draw(
        st.lists(st.sampled_from(["\n\n", "\n\n", "\n"]), min_size=len(blocks), max_size=len(blocks))
    )
    return "".join(block + end for block, end in zip(blocks, breaks, strict=True))
