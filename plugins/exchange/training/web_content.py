"""Make the pages that a package holds: HTML documents that need nothing but themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import quote, urljoin

from selectolax.lexbor import LexborHTMLParser

from exchange.text.strings import Strings
from exchange.training.question_views import QuestionView

_ONLY_ON_THE_SITE = ".section-link, .term-note, .notice-lag, script, template"
_SAFE = "!#$&'()*+,/:;=?@[]~%"
_NEEDED_ATTRIBUTES = frozenset("href src alt lang id colspan rowspan scope open start value datetime".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Roots:
    """Where addresses lead: into an edition, as far as it holds them, else to the live site."""

    url: str  # of the edition, or of the live site; with a slash at its end
    live_url: str
    prefixes: tuple[str, ...] = ()  # how addresses that the edition holds begin, without their language

    def full(self, address: str) -> str:
        """Return the full address, in ASCII, of one below the site's root: `/en/guides/x/#y`."""
        path = address.lstrip("/")
        root = self.url if path.partition("/")[2].startswith(self.prefixes) else self.live_url
        return root + quote(path, safe=_SAFE)


def document(title: str, body: str, *, lang: str, credit: str) -> str:
    """Return a whole page; `credit` is its last line."""
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(title)}</title>\n</head>\n<body>\n<h1>{escape(title)}</h1>\n{body}\n<hr>\n<p>{credit}</p>\n</body>\n</html>\n"
    )


def link(url: str, title: str) -> str:
    """Return a link, as HTML."""
    return f'<a href="{escape(url)}">{escape(title)}</a>'


def items(texts: Sequence[str]) -> str:
    """Return a list of texts, as HTML."""
    return f"<ul>{''.join(f'<li>{escape(text)}</li>' for text in texts)}</ul>"


def standalone(html: str, *, address: str, roots: Roots) -> str:
    """Return the text of a page of the site without what only works there, its links as full addresses."""
    main = LexborHTMLParser(f"<main>{html}</main>").css_first("main")
    if main is None:
        return ""
    for node in main.css(_ONLY_ON_THE_SITE):
        node.decompose()
    for node in main.css("*"):
        for name in set(node.attributes) - _NEEDED_ATTRIBUTES:
            del node.attrs[name]
        for name in ("href", "src"):
            value = node.attributes.get(name)
            if value and not value.startswith("#"):
                node.attrs[name] = _full(value, address, roots)
    return main.inner_html or ""


def _full(value: str, address: str, roots: Roots) -> str:
    target = urljoin(address, value)
    return roots.full(target) if target.startswith("/") else quote(target, safe=_SAFE)


def answers(questions: Sequence[QuestionView], words: Strings) -> str:
    """Return the questions with their answers, as HTML."""
    if not questions:
        return ""
    entries = "".join(f"<li>{''.join(_answer(question, words))}</li>" for question in questions)
    return f"<h2>{escape(words('question-answers'))}</h2><ol>{entries}</ol>"


def _answer(question: QuestionView, words: Strings) -> Iterator[str]:
    yield f"<p>{mark_language(question.text)}</p>"
    if question.options:
        rows = (
            _option(option.text, option.feedback, words, is_right=option.is_right)
            for option in question.options
        )
        yield f"<ul>{''.join(rows)}</ul>"
    else:
        yield f"<p>{escape(words('question-accepted', answers=words('comma').join(question.accepted)))}</p>"
        yield f"<p>{mark_language(question.feedback)}</p>"


def _option(text: str, feedback: str, words: Strings, *, is_right: bool) -> str:
    judgement = words("question-right") if is_right else words("question-wrong")
    return f"<li>{mark_language(text)} <strong>{escape(judgement)}</strong> {mark_language(feedback)}</li>"


def mark_language(text: str) -> str:
    """Return a text as HTML, with its language where that is not the page's."""
    lang = getattr(text, "lang", "")
    return f'<span lang="{lang}">{escape(text)}</span>' if lang else escape(text)
