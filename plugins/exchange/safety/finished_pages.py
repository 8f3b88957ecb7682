"""Read a finished page as a browser does, and say what in it could act that is not the site's own.

The last line: whatever way content took into the page, through a title, a record, the glossary or a template
that forgot to escape.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from exchange.text.parsed_html import parse_html

_HANDLER = re.compile(r"""on(?<=[\s"'/]on)[a-zıſ\u0307]+\s*=""")
"""In a page in lower case (`İ` becomes `i` and U+0307); with plain letters first, it is found quickly."""
_FORBIDDEN_ELEMENTS = (
    "base, iframe, frame, frameset, object, embed, applet, portal, style, fencedframe, [srcdoc], [formaction]"
)
_ADDRESSES = ("href", "src", "action", "xlink:href", "poster", "data", "srcset")
_WITH_ADDRESS = '[href*=":"], [src], [action], [poster], [data], [srcset]'
_ACTS = re.compile(r"[\0-\x20]*(?:javascript|vbscript|data)\s*:", re.IGNORECASE)
_OTHER_SITE = re.compile(r"\s*(?:[A-Za-z][A-Za-z0-9+.-]*:|[/\\]{2})")
_LOADING_RELATIONS = frozenset(
    "stylesheet icon apple-touch-icon mask-icon manifest preload modulepreload prefetch prerender preconnect "
    "dns-prefetch expect pingback".split()
)
_DATA_BLOCKS = frozenset({"application/json", "application/ld+json"})


def check_published(html: str) -> list[tuple[str, str]]:
    """Return what is wrong with a finished page as pairs: the rule, and what was found."""
    page = parse_html(html)
    problems = [
        *_strange_elements(page),
        *_strange_scripts(page),
        *_strange_addresses(page),
        *_strange_ids(page),
    ]
    if _HANDLER.search(html.lower()):
        problems += _handlers(page)
    return [(rule, excerpt) for rule, excerpt in dict.fromkeys(problems)]


def _strange_elements(page: LexborHTMLParser) -> Iterator[tuple[str, str]]:
    for node in page.css(_FORBIDDEN_ELEMENTS):
        yield "published-markup", f"<{node.tag}>"
    for node in page.css("meta[http-equiv]"):
        if (node.attributes.get("http-equiv") or "").lower() != "content-security-policy":
            yield "published-markup", "<meta http-equiv>"


def _strange_scripts(page: LexborHTMLParser) -> Iterator[tuple[str, str]]:
    policy = page.css_first("head meta[http-equiv='Content-Security-Policy']")
    policy_text = (policy.attributes.get("content") or "") if policy else None
    for script in page.css("script"):
        if not _is_own_script(script, policy_text):
            yield "published-markup", "<script>"


def _is_own_script(script: LexborNode, policy: str | None) -> bool:
    """Return True if a script is the site's: a file of its own, data, or one that the policy names."""
    source = script.attributes.get("src")
    if source is not None:
        return not _OTHER_SITE.match(source)
    if script.attributes.get("type") in _DATA_BLOCKS or policy is None:  # a preview has no policy
        return True
    text = script.text(deep=True).encode()
    return f"'sha256-{base64.b64encode(hashlib.sha256(text).digest()).decode()}'" in policy


def _strange_addresses(page: LexborHTMLParser) -> Iterator[tuple[str, str]]:
    for node in page.css(_WITH_ADDRESS):
        for name in _ADDRESSES:
            value = node.attributes.get(name)
            if not value:
                continue
            is_loaded = name != "href" or (node.tag == "link" and _is_loaded(node))
            if _ACTS.match(value) or (is_loaded and _OTHER_SITE.match(value)):
                yield "published-markup", f'<{node.tag} {name}="{value[:60]}">'


def _is_loaded(link: LexborNode) -> bool:
    """Return True if a browser loads what a `<link>` names without being asked."""
    kinds = (link.attributes.get("rel") or "").lower().split()
    return bool(_LOADING_RELATIONS.intersection(kinds))


def _strange_ids(page: LexborHTMLParser) -> Iterator[tuple[str, str]]:
    ids = Counter(node.attributes.get("id") or "" for node in page.css("[id]"))
    for name, count in ids.items():
        if name.startswith("__"):
            yield "published-markup", f'id="{name}"'
        elif count > 1:
            yield "published-id-twice", name


def _handlers(page: LexborHTMLParser) -> Iterator[tuple[str, str]]:
    for node in page.css("*"):
        for name in node.attributes:
            if name.lower().startswith("on"):
                yield "published-markup", f"<{node.tag} {name}>"
