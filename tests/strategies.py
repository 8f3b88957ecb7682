"""Hypothesis strategies for what authors write; they grow with the models of plugins/."""

from __future__ import annotations

from hypothesis import strategies as st

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
