"""Inline forms beyond Python-Markdown's own: deleted, inserted, highlighted text, addresses, equations."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE, INLINE_PLACEHOLDER_RE, AtomicString

from exchange.authoring.equations import equation

_BEFORE_CODE = 195
_BEFORE_ESCAPES = 185  # behind code, which has priority 190
_BEHIND_LINKS = 85  # behind links in any form and HTML
_AMONG_EMPHASIS = 65
_BEFORE_CONTENTS = 6  # the list of contents has priority 5
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ANNOTATION = re.compile(r"<annotation.*?</annotation>", re.DOTALL)
_MARKS = {"~~": "del", "==": "mark", "^^": "ins"}
_MARK = r"(~~|==|\^\^)(?=\S)(.+?)(?<=\S)\1"
_ADDRESS = r"(?<![a-zA-Z0-9_/@.=-])(?:https?://|www\.)(?:[\w-]+\.)+[a-z]{2,}(?::\d+)?(?:[/?#][^\s<>\"\x02\x03\u3000-\uffff]*)?"
_LABEL = re.compile(r"\[([^\]]*)\]")  # close behind the text: `[a] [b]` are two links, not one
_CODE_TAG = re.compile(r"</?(?:code|kbd|samp|var)\b", re.IGNORECASE)
_BEHIND_ADDRESS = re.compile(r"(?:&[a-z]+;|[?!.,:*_~'\";])+$")
_EQUATION = (  # tried as one pattern: each pattern of its own is a pass over every text
    r"(?<![\\$])\$\$(?!\s)((?:\\.|[^$\\])+?)(?<!\s)\$\$(?!\$)"
    r"|(?<![\w\\$])\$(?!\s)((?:\\.|[^$\\\n])+?)(?<!\s)\$(?![\w$])"
    r"|(?<!\\)\\\((.+?)\\\)"
)
_CODE_EQUATION = (
    r"(?<![\w\\$])\$`([^`\n]+)`\$(?![\w$])"  # GitHub's form where Markdown would take signs of the equation
)
_ESCAPES = "~$=^|<\"'&%;,"  # GitHub's, without those that may stand in the name of a host
SIGNS = {
    "kx-mark": tuple(_MARKS),
    "kx-address": ("http", "www."),
    "kx-equation": ("$", "\\("),
    "kx-coded": ("$`",),
}
"""The names of the patterns, each with the signs of which a text must hold one to be matched."""


def register(md: Markdown) -> None:
    """Add the forms to a reader, and the escapes of their signs."""
    md.ESCAPED_CHARS = [*md.ESCAPED_CHARS, *(sign for sign in _ESCAPES if sign not in md.ESCAPED_CHARS)]
    for name in ("reference", "image_reference"):
        setattr(md.inlinePatterns[name], "RE_LINK", _LABEL)  # noqa: B010 -- of the class, in the library
    md.inlinePatterns.register(_Mark(_MARK, md), "kx-mark", _AMONG_EMPHASIS)
    md.inlinePatterns.register(_Address(_ADDRESS, md), "kx-address", _BEHIND_LINKS)
    md.treeprocessors.register(_PlainHeadings(md), "kx-headings", _BEFORE_CONTENTS)
    md.treeprocessors.register(_BarsInCode(md), "kx-bars", _BEFORE_CONTENTS)
    md.inlinePatterns.register(_Equation(_CODE_EQUATION, md), "kx-coded", _BEFORE_CODE)
    md.inlinePatterns.register(_Equation(_EQUATION, md), "kx-equation", _BEFORE_ESCAPES)


class _PlainHeadings(Treeprocessor):
    """Takes the source out of equations in headings, whose words the list of contents repeats."""

    def run(self, root: Element) -> None:
        """Change what is kept out of the tree."""
        assert self.md is not None
        blocks = self.md.htmlStash.rawHtmlBlocks
        for heading in root.iter():
            if heading.tag in _HEADINGS:
                for match in HTML_PLACEHOLDER_RE.finditer("".join(heading.itertext())):
                    blocks[int(match[1])] = _ANNOTATION.sub("", str(blocks[int(match[1])]))


class _BarsInCode(Treeprocessor):
    """Takes the backslash from a bar in code in a table, which GitHub wants there and does not show."""

    def run(self, root: Element) -> None:
        """Change the codes of all cells."""
        for cell in (*root.iter("td"), *root.iter("th")):
            for code in cell.iter("code"):
                code.text = AtomicString((code.text or "").replace("\\|", "|"))


class _Mark(InlineProcessor):
    """Deleted, highlighted and inserted text."""

    def handleMatch(  # type: ignore[override]
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002 -- Python-Markdown's signature
    ) -> tuple[Element, int, int]:
        """Return the element."""
        element = Element(_MARKS[m[1]])
        element.text = m[2]
        return element, m.start(), m.end()


class _Address(InlineProcessor):
    """An address without brackets; a particle that is joined to its end is not part of it."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(  # type: ignore[override]
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002 -- Python-Markdown's signature
    ) -> tuple[Element | None, int | None, int | None]:
        """Return the link; none within an element of code."""
        if self._in_code(m.string[: m.start()]):
            return None, None, None
        text = _BEHIND_ADDRESS.sub("", m[0])
        while text.endswith(")") and text.count(")") > text.count("("):
            text = _BEHIND_ADDRESS.sub("", text[:-1])
        link = Element("a", {"href": text if text.startswith("http") else f"http://{text}"})
        link.text = AtomicString(text)  # its stars and underscores are no emphasis
        return link, m.start(), m.start() + len(text)

    def _in_code(self, before: str) -> bool:
        """Return True if the last tag of code in a text, kept out of the tree as all HTML, opens it."""
        assert self.md is not None
        blocks = self.md.htmlStash.rawHtmlBlocks
        nodes: dict[str, object] = getattr(self.md.treeprocessors["inline"], "stashed_nodes")  # noqa: B009
        kept = "".join(str(nodes.get(match[1], "")) for match in INLINE_PLACEHOLDER_RE.finditer(before))
        html = (str(blocks[int(match[1])]) for match in HTML_PLACEHOLDER_RE.finditer(kept))
        tags = [tag for tag in html if _CODE_TAG.match(tag)]
        return bool(tags) and not tags[-1].startswith("</")


class _Equation(InlineProcessor):
    def handleMatch(  # type: ignore[override]
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002 -- Python-Markdown's signature
    ) -> tuple[str, int, int]:
        """Return the equation, kept out of the tree."""
        assert self.md is not None
        html = equation(next(filter(None, m.groups())), block=m[0].startswith("$$"))
        return self.md.htmlStash.store(html), m.start(), m.end()
