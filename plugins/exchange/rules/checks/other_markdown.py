"""Forms of other programs, which are shown as they were typed: shortcodes, templates, directives."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pymdownx.gemoji_db import emoji

from exchange.authoring.boxes import fenced_box
from exchange.authoring.equations import EquationError, mathml
from exchange.rules.page import Page
from exchange.rules.rule import Example, Fix, Rule, Words
from exchange.text.problems import Problem, Severity

OTHER_MARKDOWN = Rule(
    name="other-markdown",
    severity=Severity.ERROR,
    fix=Fix.OFFERED,
    words={
        "en": Words(
            fault="'{text}' is written for another program: readers here would see its signs.",
            way_out="[[Write: {better}]] [[In place of '{none}' write what readers should see.]]",
        ),
        "ko": Words(
            fault="'{text}'은(는) 다른 프로그램의 표기라서, 이 사이트에서는 기호가 그대로 보입니다.",
            way_out="[[이렇게 적어 주십시오: {better}]] [['{none}' 대신 독자가 볼 글을 적어 주십시오.]]",
        ),
    },
    example=Example(wrong="Press ++ctrl+c++.", right="Press <kbd>Ctrl</kbd>+<kbd>C</kbd>."),
)
EQUATION_UNREADABLE = Rule(
    name="equation-unreadable",
    severity=Severity.ERROR,
    words={
        "en": Words(
            fault="The equation '{text}' cannot be drawn because of '{sign}'.",
            way_out="Use a command of LaTeX that is known here; if this is no equation, write \\$.",
        ),
        "ko": Words(
            fault="'{sign}' 때문에 수식 '{text}'을(를) 그릴 수 없습니다.",
            way_out="이 사이트가 아는 LaTeX 명령으로 적어 주십시오. 수식이 아니면 $ 앞에 \\를 넣어 주십시오.",
        ),
    },
    example=Example(wrong="It is $\\foo{x}$ here.", right="It is $x^2$ here."),
)
RULES = (OTHER_MARKDOWN, EQUATION_UNREADABLE)

Better = Callable[[re.Match[str]], str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Form:
    """A form of another program: its pattern, a sign that it cannot be without, and what to write instead."""

    sign: str
    pattern: re.Pattern[str]
    better: Better = lambda _match: None


def _form(sign: str, pattern: str, better: Better | str | None = None) -> _Form:
    """Return a form; a text is a template of what to write, with the groups of the pattern."""
    compiled = re.compile(pattern, re.MULTILINE)
    if isinstance(better, str):
        template = better
        return _Form(sign=sign, pattern=compiled, better=lambda match: match.expand(template))
    return _Form(sign=sign, pattern=compiled, better=better or (lambda _match: None))


def _keys(match: re.Match[str]) -> str:
    keys = (key.strip('"') if key.startswith('"') else key.capitalize() for key in match[1].split("+"))
    return "+".join(f"<kbd>{key}</kbd>" for key in keys)


def _picture(match: re.Match[str]) -> str | None:
    code = emoji.get(match[0], {}).get("unicode")
    return "".join(chr(int(part, 16)) for part in code.split("-")) if code else None


_FORMS = (
    _form("{{", r"\{\{[<%].*?[>%]\}\}"),  # Hugo
    _form("{{", r"\{\{(?![<%])[^{}\n]+\}\}"),  # macros, Jinja, Liquid
    _form("{%", r"\{%(?!-?\s*(?:include|import|extends|macro)\b).*?%\}"),
    _form("{*", r"\{\*[^*{}\n]+\*\}"),
    _form("{++", r"\{\+\+(.+?)\+\+\}", r"<ins>\1</ins>"),  # CriticMarkup
    _form("{--", r"\{--(.+?)--\}", r"<del>\1</del>"),
    _form("{==", r"\{==(.+?)==\}", r"==\1=="),
    _form("{>>", r"\{>>.*?<<\}"),
    _form("{~~", r"\{~~(.+?)~>(.+?)~~\}", r"<del>\1</del><ins>\2</ins>"),
    _form(
        "++",
        r"""(?<![\w+{])\+\+((?:"[^"\n]*"|[a-z0-9-]+)(?:\+(?:"[^"\n]*"|[a-z0-9-]+))*)\+\+(?![\w+}])""",
        _keys,
    ),
    _form("[[", r"!?\[\[([^\W\d][^\[\]|\n]*)\|([^\[\]\n]+)\]\]", r"[\2](\1.md)"),
    _form("[[", r"!?\[\[([^\W\d][^\[\]|\n]*)\]\]", r"[\1](\1.md)"),
    _form(
        "^[",
        r"(?<!\w)\^\[([^\[\]\n]+)\]|(?<=\w)\^\[([^\[\]\n]+)\]|(?<=[.,;])\^\[([^\[\]\n]+)\]",
        lambda match: f" ({match[1] or match[2] or match[3]})",
    ),
    _form("[@", r"\[@([\w:-]+)(?:[;,][^\[\]\n]*)?\]", r"[^\1]"),  # Pandoc
    _form("~", r"(?<=[A-Za-z])~([\w+-]{1,8})~(?!\w*~)", r"<sub>\1</sub>"),
    _form("^", r"(?<=\w)\^([^\s^]{1,8})\^(?!\^)", r"<sup>\1</sup>"),
    _form(":", r"(?<![\w:/]):[a-z][a-z0-9_+-]*:(?![\w:`/])", _picture),
    _form("`", r"\{[a-z:]+\}(?=\0)"),  # roles of MyST
    _form(":::", r"^[ ]*:::+(?![ ]?call\b)[ ]*\{?[\w-].*$"),
    _form("///", r"^[ ]*///+[ ]*(?!(?:figure-|table-)?caption\b)[\w-].*$"),
    _form("..", r"^\.\. ([\w-]+)::.*$", lambda match: f"!!! {match[1]}"),  # reStructuredText
    _form(":", r"(?<!\w):[a-z]+:(?=\0)"),
    _form("import", r"^import [\w{].* from .*$"),  # MDX
    _form("export", r"^export (?:const|default) .*$"),
    _form("%%", r"%%([^%\n]+)%%", r"<!--\1-->"),  # Obsidian
    _form("@[", r"@\[\w+\]\([^()\n]*\)"),
    _form("<<<", r"^<<< ?@?/\S.*$"),
    _form("==", r"^(={2,6}) (\w.*)$", lambda match: f"{'#' * len(match[1])} {match[2]}"),  # AsciiDoc
    _form("::", r"^image::?(\S+)\[(.*)\]$", r"![\2](\1)"),
    _form("{:toc}", r"\{:toc\}"),
    _form("\\begin", r"\\begin\{(equation|align|gather|math|displaymath)\*?\}", "$$"),
    _form("\\end", r"\\end\{(equation|align|gather|math|displaymath)\*?\}", "$$"),
)
_EQUATION = re.compile(
    r"\$\$(?!\s*\$)(?P<block>(?:\\.|[^$\\])+?)\$\$"
    r"|(?<![\w\\$])\$(?!\s)(?P<line>(?:\\.|[^$\\\n])+?)(?<!\s)\$(?![\w$])|(?<!\\)\\\((?P<bracket>.+?)\\\)"
)
_FLOW = '```flow alt="In one sentence, what it shows."'
_DRAWN_BY_OTHERS = re.compile(
    r"^(?P<lead>[ >]*(?:[-*+] |\d+\. )?)(?P<fence>`{3,}|~{3,})[ ]*"
    r"(?:(?P<drawn>mermaid|plantuml|puml|graphviz|dot|d2|pikchr|vega|vega-lite|geojson|topojson|stl)\b"
    r"|\{(?:[a-z]+:)*(?:[a-z]+-)*(?:note|tip|warning|important|admonition|figure|table|image|math|include|set)\})"
    r"[^\n]*$",
    re.MULTILINE,
)


def check(page: Page) -> Iterator[Problem]:
    """Yield the forms of other programs that a page holds, and equations that cannot be drawn."""
    structure = page.views.structure
    equations = (
        list(_EQUATION.finditer(structure, page.body_at)) if "$" in structure or "\\(" in structure else []
    )
    spans = [match.span() for match in equations]
    for form in _FORMS:
        if form.sign in page.text:
            for match in form.pattern.finditer(structure, page.body_at):
                is_drawn = any(start <= match.start() < end for start, end in spans)
                if not is_drawn and not fenced_box(match[0].strip()):
                    yield _problem(page, match, form.better(match))
    for match in _DRAWN_BY_OTHERS.finditer(page.text, page.body_at):
        yield _problem(page, match, f"{match['lead']}{_FLOW}" if match["drawn"] else None)
    for match in equations:
        yield from _unreadable(page, match)


def _problem(page: Page, match: re.Match[str], better: str | None) -> Problem:
    text = match[0].strip().replace("\0", "")
    values = {"text": text, "better": better} if better is not None else {"text": text, "none": text}
    return page.problem(OTHER_MARKDOWN, *match.span(), values, better=better)


def _unreadable(page: Page, match: re.Match[str]) -> Iterator[Problem]:
    source = next(text for text in match.groups() if text)
    try:
        mathml(source, block=bool(match["block"]))
    except EquationError as error:
        values = {"text": source.strip(), "sign": str(error)}
        yield page.problem(EQUATION_UNREADABLE, *match.span(), values)
