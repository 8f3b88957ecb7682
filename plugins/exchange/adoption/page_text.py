"""Turn one page of another site into one of this site: fields, links, headings; code stays as it is."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from exchange.adoption.source_files import SourceFile, without_language
from exchange.authoring.sections import Section, outside_code, sections
from exchange.rules.masking import views
from exchange.rules.written_links import written_links
from exchange.text.documents import read_document
from exchange.text.problems import ContentProblems
from exchange.text.yaml_text import Text

_LONGEST_TITLE, _LONGEST_DESCRIPTION = 120, 300  # characters (exchange.pages.page_meta)
_HEAD = re.compile(r"\A---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_MARKUP = re.compile(
    r"\{[^{}]*\}|<[^<>]*>|!\[[^\[\]]*\]\([^()]*\)|\]\([^()]*\)|[*`\[\]]|(?<!\w)_|_(?!\w)|\0+|\\(?=[^\w\s])"
)
_NOT_A_PARAGRAPH = re.compile(r"\s*(?:[#>|!<]|[-*+] |\d+\. |\?\?\?|/{3}|:{3}|\[[^\]]+\]:|\{)")
_TAG = re.compile(r"<[a-zA-Z][^<>]*>")
_LOOKS = re.compile(r"""\s(?:target|rel|align|style|border|bgcolor)=(?:"[^"]*"|'[^']*'|[^\s>"']+)""")
_ANCHOR_NAME = re.compile(r"(?P<tag><a) name=")
_HEADING = re.compile(r"#{1,5}(?!#)")
_HASH_OF_TEXT = re.compile(r"#(?=[^#\s])")
_SENTENCE_END = re.compile(r"(?<=[.?!。])\s")


def adopt_page(text: str, page: SourceFile, targets: Mapping[str, str], *, original: str) -> str:
    """Return the text of a page here; `targets` goes from sources to paths here."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    fields, body = _split(text, page.source)
    body = _with_plain_tags(_with_links(body, page, targets), page.locale)
    title, body = _extract_title(_with_plain_hashes(body), fields.get("title", ""))
    title = title or _from_name(page.path)
    head = {
        "title": title,
        "description": fields.get("description", "") or _first_paragraph(body, page.locale) or title,
        "kind": "page",
        "original": original,
    }
    head |= {"title": head["title"][:_LONGEST_TITLE], "description": _short(head["description"])}
    front_matter = "\n".join(f"{name}: {_value(name, value)}" for name, value in head.items())
    return f"---\n{front_matter}\n---\n\n{body.strip()}\n"


def _split(text: str, path: str) -> tuple[dict[str, str], str]:
    """Return the fields of a front matter that are texts, and the body."""
    head = _HEAD.match(text)
    if head is None:
        return {}, text
    try:
        document = read_document(text, path=path)
    except ContentProblems:
        return {}, text[head.end() :]
    fields = {entry.key.value: entry.value.value for entry in document.meta if isinstance(entry.value, Text)}
    return fields, document.body


def _with_plain_hashes(body: str) -> str:
    """Return the body with `#word` as the text that it is elsewhere; here, no space would be needed.

    `##word` stays a heading: nobody means two signs to be read.
    """
    lines, visible = body.split("\n"), outside_code(body).split("\n")
    return "\n".join(
        f"\\{line}" if _HASH_OF_TEXT.match(shown) else line
        for line, shown in zip(lines, visible, strict=True)
    )


def _extract_title(body: str, title: str) -> tuple[str, str]:
    """Return the title and the body without the heading it came from; other headings begin below it."""
    headings = sections(body)
    tops = [section for section in headings if section.level == 1]
    if not tops:
        return title, body
    lines = body.split("\n")
    if tops[0] is headings[0]:
        title = title or _plain(tops[0].title)
        _remove(lines, tops[0])
        tops = tops[1:]
    for section in headings if tops else ():
        if section.level > 1 or section in tops:
            lines[section.line - 1] = _HEADING.sub(lambda marks: f"{marks[0]}#", lines[section.line - 1])
    return title, "\n".join(lines)


def _remove(lines: list[str], heading: Section) -> None:
    is_underlined = not lines[heading.line - 1].startswith("#")
    lines[heading.line - 1] = ""
    if is_underlined:
        lines[heading.line] = ""


def _with_links(body: str, page: SourceFile, targets: Mapping[str, str]) -> str:
    """Return the body with links and pictures leading to where their files are here."""
    structure = views(body, body_at=0, locale=page.locale).structure
    spans = {(link.target_start, link.target_end): link.target for link in written_links(structure)}
    parts, position = [], 0
    for (start, end), target in sorted(spans.items()):
        if start >= position:
            parts += [body[position:start], _target(target, page, targets)]
            position = end
    return "".join([*parts, body[position:]])


def _target(target: str, page: SourceFile, targets: Mapping[str, str]) -> str:
    path, sign, fragment = target.partition("#")
    path = unquote(path)
    if not path or re.match(r"[a-zA-Z][\w+.-]*:|//", path):
        return target
    new_path = next((targets[source] for source in _sources(path, page) if source in targets), None)
    if new_path is None:
        return target
    start = posixpath.dirname(f"{page.locale}/{page.path}")
    destination = new_path if new_path.startswith("assets/") else f"{page.locale}/{new_path}"
    return posixpath.relpath(destination, start) + sign + fragment


def _sources(path: str, page: SourceFile) -> Iterator[str]:
    """Yield the files that a path may mean: from its file, its address, or the root, also of its language."""
    starts: tuple[str, ...] = (posixpath.dirname(page.source), page.source.removesuffix(".md"))
    if path.startswith("/"):
        path, starts = path.removeprefix(f"/{page.locale}/"), ("",)
    for start in starts:
        local = posixpath.normpath(posixpath.join(start, path.lstrip("/")))
        yield from (local, without_language(local))
        stem = local.removesuffix(".html").removesuffix("/")
        yield from (f"{stem}.md", f"{stem}/index.md", f"{stem}/README.md")


def _with_plain_tags(body: str, locale: str) -> str:
    """Return the body without attributes that change only looks or windows, and with ids for names."""
    structure = views(body, body_at=0, locale=locale).structure
    parts, position = [], 0
    for match in _TAG.finditer(structure):
        tag = _LOOKS.sub("", body[match.start() : match.end()])
        parts += [body[position : match.start()], _ANCHOR_NAME.sub(r"\g<tag> id=", tag)]
        position = match.end()
    return "".join([*parts, body[position:]])


def _first_paragraph(body: str, locale: str) -> str:
    """Return the first paragraph that is prose, as plain text."""
    prose = views(body, body_at=0, locale=locale).structure
    for paragraph in re.split(r"\n[ \t]*\n", prose):
        plain = _plain(paragraph)
        if not _NOT_A_PARAGRAPH.match(paragraph.strip("\n")) and any(
            character.isalpha() for character in plain
        ):
            return plain
    return ""


def _plain(text: str) -> str:
    return " ".join(_MARKUP.sub("", text).split())


def _short(text: str) -> str:
    """Return a description that is not too long, cut at the end of a sentence or a word."""
    if len(text) <= _LONGEST_DESCRIPTION:
        return text
    first = _SENTENCE_END.split(text)[0]
    beginning = f"{text[: _LONGEST_DESCRIPTION - 1].rpartition(' ')[0]}…"
    return first if len(first) <= _LONGEST_DESCRIPTION else beginning


def _value(name: str, value: str) -> str:
    return value if name in ("kind", "original") else json.dumps(value, ensure_ascii=False)


def _from_name(path: str) -> str:
    stem = posixpath.splitext(path.removesuffix("/index.md"))[0]
    return posixpath.basename(stem).replace("-", " ").capitalize()
