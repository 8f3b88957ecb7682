"""Hold the HTML of a page's text against what is allowed, and say what is not, with its line in the source.

Two judges. Ours walks the tree and can name what is wrong. nh3 sanitises the text as a whole, and what it
leaves must be what was there. A third question is whether the text stays in its place in the page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

import nh3
from selectolax.lexbor import LexborHTMLParser, LexborNode

from exchange.languages.language import text_direction
from exchange.safety import allowed
from exchange.safety.addresses import link_fault, picture_fault
from exchange.safety.characters import character_problems
from exchange.safety.frame_ids import is_reserved
from exchange.safety.growth import growth_problem
from exchange.safety.limits import Limits
from exchange.safety.markdown_source import Source
from exchange.text.host_names import is_workplace, resembled_host
from exchange.text.problems import Place, Problem
from exchange.text.suggestions import proposal
from exchange.text.web_addresses import host_of

_FRAME = (
    "<!doctype html><html><head><title>x</title></head><body><div><section><article><main>"
    '<div id="a">{html}</div>after<hr></main></article></section></div></body></html>'
)
_WRAPPERS = (["div", "-text", "hr"], ["main"], ["article"], ["section"], ["div"])
_OPENING = re.compile(r"<!--.*?-->|<(?P<name>[A-Za-z][^\s/>]*|[!?](?!--))", re.DOTALL)
_ACTING_COMMENT = re.compile(r"<!--(?:#(?!#)|esi\b|\[\s*(?:if|endif)|\?|%|<!\[)", re.IGNORECASE)
_ANY_TAG = r"</?[A-Za-z][^>\n]*>|<!--"
_LIMIT = 50  # problems of one page; looking up the places of more would take long
_CLEANER = nh3.Cleaner(
    tags=set(allowed.ELEMENTS),
    attributes=allowed.nh3_attributes(),
    tag_attribute_values=allowed.nh3_values(),
    url_schemes=set(allowed.SCHEMES),
    strip_comments=False,
    link_rel=None,
)
_BOXES = ("summary", "note", "warning", "example", "answer")


def check_page_html(
    html: str,
    source: Source,
    *,
    frame: frozenset[str] = frozenset(),
    classes: frozenset[str] = frozenset(),
    limits: Limits | None = None,
    hosts: tuple[str, ...] = (),
) -> list[Problem]:
    """Return what a page's text must not hold.

    `frame` are the ids of the frame (`frame_ids`); `classes` are allowed beyond those of `allowed`; no link
    may lead to a host that looks like one of `hosts`.
    """
    limits = limits or Limits()
    if len(html) > limits.output_base and (problem := growth_problem(source, limits, len(html))):
        return [problem]
    page = LexborHTMLParser(_FRAME.format(html=html))
    text = page.css_first("#a")
    checker = _Checker(source, frame, allowed.CLASSES | classes, limits, hosts)
    if text is None or not _in_place(page, text):
        place, tag = _unbalanced_tag(source)
        checker.report("html-unbalanced", place or source.find(_ANY_TAG), tag=tag)
        repaired_html = LexborHTMLParser(html, is_fragment=True).html or ""
        text = LexborHTMLParser(_FRAME.format(html=repaired_html)).css_first("#a")
    assert text is not None
    checker.walk(text)
    checker.characters("\n".join([text.text(deep=True), *checker.read_values]))
    checker.mailboxes(text.text(deep=True))
    if not checker.problems:
        checker.missing_elements(html)
    if not checker.problems and not _kept_whole(html, text):
        checker.report("html-differs", source.find(_ANY_TAG))
    return checker.problems


def _in_place(page: LexborHTMLParser, text: LexborNode) -> bool:
    """Return True if the text closes what it opens, and no more, and adds nothing around it."""
    body, root = page.body, page.css_first("html")
    if body is None or root is None or body.attributes or root.attributes:
        return False
    ancestor = text
    for tags in _WRAPPERS:
        if ancestor.parent is None:
            return False
        ancestor = ancestor.parent
        if [node.tag for node in ancestor.iter(include_text=True)] != tags:
            return False
    return ancestor == body


def _kept_whole(html: str, text: LexborNode) -> bool:
    """Return True if nh3 leaves the tree of a text as it is; nearly always both readers write it alike."""
    clean_html, whole = _CLEANER.clean(html), text.html
    if whole == f'<div id="a">{clean_html}</div>':
        return True
    clean_root = LexborHTMLParser(_FRAME.format(html=clean_html)).css_first("#a")
    return clean_root is not None and clean_root.html == whole


def _unbalanced_tag(source: Source) -> tuple[Place | None, str]:
    """Return the first tag that closes what is not open, or that is never closed, with its place."""
    open_tags: list[re.Match[str]] = []
    text = _CODE.sub(lambda code: " " * len(code[0]), source.text)
    for tag in _TAG.finditer(text):
        if not tag["closes"]:
            open_tags += [] if tag["name"].lower() in _VOID or tag[0].endswith("/>") else [tag]
        elif open_tags and open_tags[-1]["name"].lower() == tag["name"].lower():
            open_tags.pop()
        else:
            return source.place(tag.start()), tag[0]
    return (source.place(open_tags[0].start()), open_tags[0][0]) if open_tags else (None, "")


_TAG = re.compile(r"<(?P<closes>/?)(?P<name>[A-Za-z][\w-]*)\b[^<>\n]*>")
_SIGN_IN_BRACES = re.compile(r"\{[^\w\s#.:{}\"'][^{}\n]*\}")
_MAILBOX = re.compile(r"[\w.+-]+@(?:[A-Za-z0-9_-]+\.)+[A-Za-z]{2,}")
_ID = r"(?:\bid\s*=\s*[\"']?|\{[^{}\n]*#)"  # before an id in HTML or braces
_CODE = re.compile(r"^(`{3,}|~{3,}).*?^\1[ ]*$|(`+)[^`\n]*\2|<!--.*?-->", re.MULTILINE | re.DOTALL)
_VOID = frozenset("area br col hr img input wbr".split())


class _Checker:
    """Walks the elements of one page; the n-th wrong `<x>` is looked for at the n-th `<x` of the source."""

    def __init__(
        self,
        source: Source,
        frame: frozenset[str],
        classes: frozenset[str],
        limits: Limits,
        hosts: tuple[str, ...],
    ) -> None:
        self.source = source
        self.frame = frame
        self.classes = classes
        self.limits = limits
        self.hosts = hosts
        self.problems: list[Problem] = []
        self.counts: Counter[str] = Counter()  # how often each thing was looked for in the source
        self.tree_counts: Counter[str] = Counter()  # elements in the tree
        self.read_values: list[str] = []  # of attributes that people read or hear

    def report(self, rule: str, place: Place | None, **values: str) -> None:
        """Add a problem, at the page as a whole where its place is not known."""
        self._add(f"safety/{rule}", place, values)

    def _add(self, code: str, place: Place | None, values: Mapping[str, str]) -> None:
        place = place or Place(path=self.source.path)
        self.problems.append(Problem(code=code, place=place, values=values))

    def walk(self, text: LexborNode) -> None:
        """Check every element below the one that holds the text."""
        deep = False
        depth_limit, problems = self.limits.elements_depth, self.problems
        for node, depth in _elements(text):
            if len(problems) >= _LIMIT:
                return
            if node.is_comment_node:
                self._comment(node)
                continue
            if depth > depth_limit:
                deep = True
                continue
            self._element(node)
        if deep:
            self.report("html-too-deep", None, most=str(self.limits.elements_depth))

    def characters(self, text: str) -> None:
        """Report characters written by their numbers, as `&#8238;`; others are found in the source."""
        for problem in character_problems(text, path=self.source.path):
            if _character(problem) not in self.source.text:
                self.report(problem.rule, self.source.find(r"&#?\w"), **problem.values)

    def mailboxes(self, text: str) -> None:
        """Report mailboxes in the text whose host looks like a familiar one; those of links are addresses."""
        for match in _MAILBOX.finditer(text) if self.hosts and "@" in text else ():
            if not any(match[0] in problem.values.get("address", "") for problem in self.problems):
                self._address(f"mailto:{match[0]}", None)

    def missing_elements(self, html: str) -> None:
        """Report tags that stand where browsers ignore them, such as a `<tr>` outside a table."""
        source_counts = Counter(match["name"].lower() for match in _OPENING.finditer(html) if match["name"])
        for name in sorted(source_counts):
            if source_counts[name] > self.tree_counts[name]:
                self.report("html-dropped", self._find(rf"<{re.escape(name)}(?!\w)"), name=name)

    def _element(self, node: LexborNode) -> None:
        tag = node.tag or ""
        self.tree_counts[tag] += 1
        if tag not in allowed.ELEMENTS or not _may_hold(node.parent, tag):
            source = node.attributes.get("src") or ""
            link = source if source.startswith("https://") else ""
            self.report("element", self._find(rf"<{re.escape(tag)}(?!\w)"), name=tag, link=link)
            return
        for name, value in node.attributes.items():
            self._attribute(tag, name, value or "", node)

    def _comment(self, node: LexborNode) -> None:
        """Report a comment that a host, a cache or an old browser takes for an instruction."""
        if _ACTING_COMMENT.match(text := node.html or ""):
            self.report("comment-acts", self._find(re.escape(text[:12])), found=text[:40])

    def _attribute(self, tag: str, name: str, value: str, node: LexborNode) -> None:
        turns = name == "dir" and value != text_direction(node.attributes.get("lang") or "")
        if turns or not allowed.allows_attribute(tag, name):
            written = rf"(?<![\w-]){re.escape(name)}\s*=" if value not in ("", name) else _in_braces(name)
            sign = _SIGN_IN_BRACES.search(self.source.text) if name == "_" else None
            self.report("attribute", self._find(written), name=sign[0] if sign else name, element=tag)
        elif name in allowed.VALUES and value not in allowed.VALUES[name]:
            place = self._find(rf"\b{re.escape(name)}\s*=")
            options = ", ".join(sorted(filter(None, allowed.VALUES[name])))
            self.report("attribute-value", place, name=name, value=value, options=options)
        elif name == "id":
            self._id(value, node)
        elif name == "class":
            self._classes(value)
        elif name in ("href", "src"):
            self._address(value, link_fault(value) if name == "href" else picture_fault(value))
        elif value:
            self.read_values.append(value)

    def _id(self, value: str, node: LexborNode) -> None:
        if re.match(r"__(?!\d+$)", value) or not value or re.search(r"\s", value):
            self.report("id-internal", self._find(rf"{_ID}(?P<at>{re.escape(value)})"), id=value)
        elif is_reserved(value, self.frame) and not _heads_footnotes(node):
            self.report("id-reserved", self._find(rf"{_ID}(?P<at>{re.escape(value)}\b)"), id=value)

    def _classes(self, value: str) -> None:
        for name in value.split():
            if name not in self.classes and not name.startswith(allowed.CLASS_PREFIXES):
                place = self._find(
                    rf"(?:\.|[!?]{{3}}\+?[ ]?|class=[^>\n]{{0,200}}?)(?P<at>{re.escape(name)}\b)"
                )
                self.report("class", place, name=name, **proposal("box", name, _BOXES))

    def _address(self, value: str, code: str | None) -> None:
        if code:
            self._add(code, self._find_address(value), {"address": value})
            return
        host = host_of(value.removeprefix("mailto:")) if self.hosts else ""
        if familiar_host := host and not is_workplace(host) and resembled_host(host, self.hosts):
            values = {"address": value, "host": host, "other": familiar_host}
            self._add("text/address-resembles", self._find_address(value), values)

    def _find(self, pattern: str) -> Place | None:
        number = self.counts[pattern]
        self.counts[pattern] += 1
        return self.source.find(pattern, number)

    def _find_address(self, value: str) -> Place | None:
        value = value.removeprefix("mailto:")
        visible = max(re.split(r"[\s\0-\x20]+", value), key=len)
        return self._find(re.escape(visible)) or self.source.find_unescaped_text(visible)


def _character(problem: Problem) -> str:
    """Return the character, or the word, that a finding is about."""
    return problem.values.get("word") or chr(int(problem.values["code"].removeprefix("U+"), 16))


def _in_braces(name: str) -> str:
    """Return the pattern of an attribute without a value, as it is typed behind a heading or a picture."""
    if name == "_":
        return _SIGN_IN_BRACES.pattern
    name_there = re.escape(name).replace("_", r"[\W_]")  # other signs are written as _ in HTML
    return rf"\{{[^{{}}\n]*?(?<![\w-]){name_there}(?![\w-])|(?<![\w-]){re.escape(name)}\s*="


def _may_hold(parent: LexborNode | None, tag: str) -> bool:
    """Return True if an element is in its own vocabulary: HTML in HTML, an equation in an equation."""
    holder = (parent.tag if parent else "") or ""
    if holder in allowed.LEAVES or tag in allowed.FOREIGN_ROOTS:
        return holder not in allowed.FOREIGN
    return allowed.FOREIGN.get(holder) == allowed.FOREIGN.get(tag)


def _heads_footnotes(node: LexborNode) -> bool:
    parent = node.parent
    return node.tag == "h2" and parent is not None and parent.attributes.get("class") == "footnote"


def _elements(root: LexborNode) -> Iterator[tuple[LexborNode, int]]:
    """Yield each element below one, with its depth; without recursion, since content decides the depth."""
    waiting = [root.iter()]
    while waiting:
        node = next(waiting[-1], None)
        if node is None:
            waiting.pop()
            continue
        yield node, len(waiting)
        waiting.append(node.iter())
