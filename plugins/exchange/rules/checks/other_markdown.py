"""Forms of other programs, which are shown as they were typed: shortcodes, templates, directives."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pymdownx.gemoji_db import emoji

from exchange.authoring.boxes import fenced_box, quoted_box
from exchange.authoring.equations import EquationError, mathml
from exchange.languages.expressions import expression
from exchange.languages.language import in_any_language
from exchange.rules.masking import COMMENTED, MASK
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
CONTENTS_MARKER = Rule(
    name="contents-marker",
    severity=Severity.ERROR,
    fix=Fix.EXACT,
    words={
        "en": Words(
            fault="'{text}' asks another program for a list of contents: readers here would see its signs.",
            way_out="Delete it: every page with sections has its list of contents already.",
        ),
        "ko": Words(
            fault="'{text}'은(는) 다른 프로그램에서 목차를 넣는 표기라서, 여기서는 기호가 그대로 보입니다.",
            way_out="지워 주십시오. 절이 있는 페이지에는 목차가 저절로 붙습니다.",
        ),
    },
    example=Example(wrong="[TOC]\n\nThe trial begins.", right="The trial begins."),
)
RULES = (OTHER_MARKDOWN, EQUATION_UNREADABLE, CONTENTS_MARKER)

_CALLS = in_any_language(lambda language: language.call_names)
Better = Callable[[re.Match[str]], str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Form:
    """A form of another program: its pattern, a sign that it cannot be without, and what to write instead."""

    sign: str
    pattern: re.Pattern[str]
    better: Better = lambda _match: None


def _form(sign: str, pattern: str, better: Better | str | None = None) -> _Form:
    """Return a form; a text is a template of what to write, with the groups of the pattern."""
    compiled = expression(pattern, re.MULTILINE)
    if isinstance(better, str):
        template = better
        return _Form(sign=sign, pattern=compiled, better=lambda match: match.expand(template))
    return _Form(sign=sign, pattern=compiled, better=better or (lambda _match: None))


def _keys(match: re.Match[str]) -> str:
    keys = (key.strip('"') if key.startswith('"') else key.capitalize() for key in match[1].split("+"))
    return "+".join(f"<kbd>{key}</kbd>" for key in keys)


def _newer_lines(match: re.Match[str]) -> str | None:
    """Return what a pasted difference makes of the lines that it changes."""
    return "\n".join(line[1:].strip() for line in match[0].split("\n")[1:] if line.startswith("+")) or None


def _picture(match: re.Match[str]) -> str | None:
    code = emoji.get(match[0], {}).get("unicode")
    return "".join(chr(int(part, 16)) for part in code.split("-")) if code else None


def _wiki_link(match: re.Match[str]) -> str:
    name, sign, section = match[1].strip().removesuffix(".md").partition("#")
    file = re.sub(r"[\s_]+", "-", f"{name.lower()}.md" if name else "")
    section = re.sub(r"[^\w-]+", "-", section.lower())
    return f"[{match[2] or match[1]}]({file}{sign}{section})"


_PICTURES = "(?i:png|jpe?g|gif|svg|webp|avif)"
_FORMS = (
    _form("{{", r"\{\{[<%].*?[>%]\}\}"),  # Hugo
    _form("{{", rf"\{{\{{(?![<%]|[ ]*(?:{_CALLS})[ ]*:)[^{{}}\n]+\}}\}}"),  # macros, Jinja, Liquid
    _form(  # Liquid
        "{%",
        rf"\{{%-?\s*comment\b[^{{}}]*%\}}({COMMENTED})\{{%-?\s*endcomment\b[^{{}}]*%\}}",
        r"<!--\1-->",
    ),
    _form("{%", r"\{%(?!-?\s*(?:include|import|extends|macro|(?:end)?comment)\b)(?:.*?|[^{}]*?)%\}"),
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
    _form("[[", rf"!\[\[([^\[\]|\n]+\.(?:{_PICTURES}))(?:\|[^\[\]\n]*)?\]\]", r"![…](assets/\1)"),
    _form(
        "[[",
        rf"!?\[\[(?![^\[\]\n]*\.{_PICTURES}\b)([^\W\d][^\[\]|\n]*)(?:\|([^\[\]\n]+))?\]\](?![(\[])",
        _wiki_link,
    ),
    _form(
        "^[",
        r"(?<!\w)\^\[([^\[\]\n]+)\]|(?<=\w)\^\[([^\[\]\n]+)\]|(?<=[.,;])\^\[([^\[\]\n]+)\]",
        lambda match: f" ({match[1] or match[2] or match[3]})",
    ),
    _form("[@", r"\[@([\w:-]+)(?:[;,][^\[\]\n]*)?\](?![(\[:])", r"[^\1]"),  # Pandoc
    _form("~", r"(?<=[A-Za-z])~([\w+-]{1,8})~(?!\w*~)", r"<sub>\1</sub>"),
    _form("^", r"\^(?<=\w\^)([^\s^]{1,8})\^(?!\^)", r"<sup>\1</sup>"),
    _form(":", r":(?<![\w:/]:)[a-z][a-z0-9_+-]*:(?![\w:`/])", _picture),
    _form("`", r"\{[a-z:]+\}(?=\0)"),  # roles of MyST
    _form(":::", rf"^[ ]*:::+(?![ ]?(?:{_CALLS})\b)[ ]*\{{?[\w-].*$"),
    _form("///", r"^[ ]*///+[ ]*(?!(?:figure-|table-)?caption\b)[\w-].*$"),
    _form("..", r"^\.\. ([\w-]+)::.*$", lambda match: f"!!! {match[1]}"),  # reStructuredText
    _form(":", r":(?<!\w:)[a-z]+:(?=\0)"),
    _form("import", r"^import [\w{].* from .*$"),  # MDX
    _form("export", r"^export (?:const|default) .*$"),
    _form("%%", r"%%([^%\n]+)%%", r"<!--\1-->"),  # Obsidian
    _form("@[", r"@\[\w+\]\([^()\n]*\)"),
    _form("<<<", r"^<<< ?@?/\S.*$"),
    _form("==", r"^(={2,6}) (\w.*)$", lambda match: f"{'#' * len(match[1])} {match[2]}"),  # AsciiDoc
    _form("::", r"^image::?(\S+)\[(.*)\]$", r"![\2](\1)"),
    _form("\\begin", r"\\begin\{(equation|align|gather|math|displaymath)\*?\}", "$$"),
    _form("\\[", r"(?<=[^\s\\] )\\\[(\w|[^\[\]\n]*[\\^_=][^\[\]\n]*?)\\\]", r"$\1$"),
    _form("[=", r"\[=\d{1,3}(?:\.\d+)?%(?:[ ]+\"[^\"\n]*\")?\]"),  # PyMdown
    _form("#", r"#(?:only|gh)-(?:dark|light)(?:-mode-only)?(?=\))", ""),
    _form("{++", r"^\{(?:\+\+|--|==)[ ]*$"),
    _form("$$", r"(?<=\$\$)[ ]\([\w:-]+\)[ ]*$", ""),  # MyST
    _form("%", r"(?<=\n\n)% (\S.*)$", r"<!-- \1 -->"),
    _form("+++", r"^\+\+\+[ ]*$", "---"),
    _form(")=", r"^\([\w:.-]+\)=[ ]*$"),
    _form("{", r"\{(?<=\n\n\{)[#.][^{}\n]*\}[ ]*$"),
    _form("]{", r"(?<![!\]\w])\[([^\[\]^\n]+)\]\{[#.][^{}\n]*\}", r"\1"),  # Pandoc
    _form(":::", r"^[ ]*:::+[ ]*\{[#.][^{}\n]*\}[ ]*$"),
    _form("-+", r"^\+(?:-+\+)+[ ]*\n(?:[|+].*\n?)+"),
    _form("--", r"^[ ]*-{2,}(?:[ ]+-{2,})+[ ]*$"),
    _form(": ", r": (?<=\|\n\n: )(\S.*)$", r"/// table-caption\n\1\n///"),
    _form("| ", r"\| (?<=^\| )[^|\n]+$\n?(?:^\| [^|\n]+$\n?)+"),
    _form("(@", r"^\(@[\w-]*\)(?=[ ])", "1."),
    _form("#.", r"^#\.(?=[ ])", "1."),
    _form("@", r"(?<![\w@./])@(?:fig|tbl|sec|eq|lst|thm)-[\w-]+"),  # Quarto
    _form("{/*", r"\{/\*(.*?)\*/\}", r"<!--\1-->"),  # Docusaurus
    _form("{", r"\{(?:props|frontMatter|siteConfig|metadata)\.[\w.]+\}"),
    _form("\\", r"\\(?:newpage|pagebreak|clearpage)\b"),  # LaTeX
    _form("\\textbf", r"\\textbf\{([^{}\n]*)\}", r"**\1**"),
    _form("\\", r"\\(?:emph|textit)\{([^{}\n]*)\}", r"*\1*"),
    _form("\\", r"\\(?:cite[pt]?|ref|label|(?:sub)*section|footnote)\*?\{[^{}\n]*\}"),
    _form("\\", r"\\(?:begin|end)\{(?:itemize|enumerate|table|tabular|figure|quote|center|verbatim)\}"),
    _form("'''", r"(?<!')'''([^'\n]+)'''(?!')", r"**\1**"),  # wikis
    _form("{|", r"^\{\|.*$"),
    _form("//", r"//(?<![:/\w]//)([^/\s][^/\n]*[^/\s])//(?![/\w])", r"*\1*"),
    _form("h", r"^h([1-6])\. (\S.*)$", lambda match: f"{'#' * int(match[1])} {match[2]}"),  # Jira
    _form("bq.", r"^bq\. (\S.*)$", r"> \1"),
    _form("{", r"^\{(?:code|info|panel|note|warning|tip|quote|noformat|expand)(?::[^{}\n]*)?\}[ ]*$"),
    _form("[/", r"\[(b|i|u|url|img|quote|color|size)(?:=[^\[\]\n]*)?\].*?\[/\1\]"),  # BBCode
    _form("[block:", r"^\[block:\w+\]"),
    _form("_", r"(?<=\0)__?(?=[\s.,;:)]|$)"),  # links of reStructuredText
    _form("::", r"(?<=\w)::[ ]*$(?=\n\n(?:    |\0))", ":"),
    _form("[", r"(https?://[^\s\[\]<>()]{1,300})\[([^\[\]^\n]+)\](?!\()", r"[\2](\1)"),  # AsciiDoc
    _form("+}", r"\{\+ ([^{}\n]+) \+\}", r"<ins>\1</ins>"),  # GitLab
    _form("-}", r"\{- ([^{}\n]+) -\}", r"<del>\1</del>"),
    _form(">>>", r"^>>>[ ]*$"),
    _form(" ^", r"(?<=\w|[.!?])[ ]\^[a-zA-Z][\w-]+$", ""),  # Obsidian
    _form(" =", r"(!\[[^\[\]\n]*\]\([^\s()]+) =(\d+)?x\d*\)", r"\1){ width=\2 }"),  # HackMD, Azure
    *(
        _form(sign, r"^\S.*?(?<![.·…])(?<![.·…][ ])(?:[.·…][ ]?){6,}+[ ]*\d{1,4}[ ]*$")
        for sign in ("..", "··", "……")
    ),  # Word's own list of contents
    _form("HYPERLINK", r"\{ ?HYPERLINK \"([^\"\n]+)\" ?([^{}\n]*?) ?\}", r"[\2](\1)"),
    _form("{", r"\{ ?(?:PAGEREF|TOC|REF|SEQ|NUMPAGES|MERGEFIELD|STYLEREF)(?: [^{}\n]*)?\}"),
    _form("@@", r"^@@ -\d+(?:,\d+)? \+\d+(?:,\d+)? @@.*(?:\n[-+].*)*", _newer_lines),
    _form("#", r"#(?:REF!|DIV/0!|VALUE!|NAME\?|NULL!|NUM!|(?<=\| #)#{3,}(?= \|))"),  # Excel
    _form("E+", r"(?<![\w.])\d(?:\.\d+)?E\+(?:0[6-9]|1\d)(?!\d)"),
    _form("=", r"(?<=\| )=(?:[A-Z]{2,10}\([A-Z$0-9:;, ]+\)|[A-Z]{1,2}\d+(?:[-+*/][A-Z]{1,2}\d+)+)(?= \|)"),
    _form("_x0", r"_x00[0-9A-F]{2}_", " "),
    _form("Error!", r"Error! (?:Reference source|Bookmark) not (?:found|defined)\.?"),  # Word
    _form("[!", r"^(?P<start>[ >]*>[ ]*)\[!(?P<kind>[\w-]+)\](?P<rest>.*)$", r"\g<start>[!NOTE]\g<rest>"),
    _form("|", r"!\[([^\[\]\n|\\]*)\\?\|(\d{1,4})(?:x\d{1,4})?\](\([^()\n]*\))", r"![\1]\3{ width=\2 }"),
    _form(
        "|", r"\{(?<![\w$\\}]\{)([^\W\d_][^{}|\n]*)\|([^{}|\n]+)\}", r"<ruby>\1<rt>\2</rt></ruby>"
    ),  # HackMD
    _form("%%", r"^%%[ ]*\n((?:(?!%%).*\n){1,40})%%[ ]*$", r"<!--\n\1-->"),
    _form(":: ", r"^([^\W\d_][\w -]{0,30})::[ ]+(\S.*)$", r"**\1:** \2"),
    _form("{", r"\{(?:status|anchor|jira|children|excerpt):[^{}\n]+\}|\{color(?::[^{}\n]+)?\}"),  # Confluence
    _form("!", r"!(?<![\w!]!)([\w./-]+\.(?:png|jpe?g|gif|svg|webp))(?:\|[^!\n]*)?!(?!\[)", r"![…](\1)"),
    _form("|http", r"(?<!\])\[([^\[\]|\n]+)\|(https?://[^\s\[\]|]+)(?:\|[^\[\]\n]*)?\](?!\()", r"[\1](\2)"),
    _form("::", r"^::[a-z][\w-]*(?:\[[^\[\]\n]*\])?(?:\{[^{}\n]*\})?[ ]*$"),  # directives of remark, GitLab
    _form(":", r":(?<![\w:/\\]:)(?!contentReference)[a-z][\w-]*\[([^\[\]\n]+)\](?:\{[^{}\n]*\})?", r"\1"),
    _form("{", r"\{(?<![\w$\\{]\{)(?:new [A-Z]\w*\(|[a-z]\w*(?:\.\w+)*\()[^{}\n]*\}"),  # MDX
    _form("** ", r"^(\*{2,6})[ ](\w[^*\n]*)$", lambda match: f"{'#' * len(match[1])} {match[2]}"),  # Org
    _form("~", r"\b(Figs?|Figure|Tab|Table|Sec|Section|Eqn?|Equation|Appendix)(\.?)~(?=\\?\w)", r"\1\2 "),
    _form("''", r"(?<!`)``(?!`)([^`'\n]+)''(?!')", r'"\1"'),  # LaTeX
    _form("├", r"^[ ]*[│┃].*\n[ ]*├.*(?:\n[ ]*[│┃├└].*)*"),
    *(_form(sign, rf"^[ ]*{sign}.*(?:\n[ ]*[│║┃├╠┣└╚┗].*)+") for sign in "┌╔┏"),  # a table that was drawn
    _form("`]:", r"^\[\0[^\[\]\n]*\]:[ ]*\S+"),  # code is no name of a reference here
    _form("]", r"\[(?<=\|\n\[)([^\[\]\n|]+)\](?:\[[^\[\]\n]*\])?[ ]*$", r"\n/// table-caption\n\1\n///"),
    _form("||", r"(?<![|\\\w])\|\|(?=\S)([^|\n]+)(?<=\S)\|\|(?![|\w])", r"\1"),  # hidden text
    _form("!<", r">!([^!<>\n]+)!<", r"\1"),
    _form("\\end", r"\\end\{(equation|align|gather|math|displaymath)\*?\}", "$$"),
)
_CONTENTS = re.compile(
    rf"^[ ]*(?:@?\[\[?_?(?i:{in_any_language(lambda lang: lang.contents_name)})_?\]?\]"
    r"|(?:(?:[*-]|1\.)[ ](?i:toc)[ ]*\n)?\$?\{:?(?i:toc)(?::[^{}\n]*)?\})[ ]*(?:\n+|\Z)",
    re.MULTILINE,
)
"""What other programs put a list of contents in the place of, with the empty lines behind it."""

_EQUATION = re.compile(
    r"\$\$(?!\s*\$)(?P<block>(?:\\.|[^$\\])+?)\$\$"
    r"|(?<![\w\\$])\$(?!\s)(?P<line>(?:\\.|[^$\\\n])+?)(?<!\s)\$(?![\w$])|(?<!\\)\\\((?P<bracket>.+?)\\\)"
)
_IN_CODE = re.compile(
    r"(?:#|//|--|%)[ ]*(?:\(\d{1,2}\)!?[ ]*$|\[!code [^\]\n]*\]|highlight-(?:next-line|start|end)[ ]*$)"
    r"|(?<=`)(?:[#:]!\w+(?= )|r[ ][\w.]+\([^`\n]*\)(?=`))",
    re.MULTILINE,
)
"""Remarks in code that another program would act on, and the kind of code within a line."""

_DRAWN = (
    "mermaid|plantuml|puml|uml|graphviz|dot|d2|pikchr|vega|vega-lite|vegalite|geojson|topojson|stl|flowchart"
    "|sequence|mindmap|markmap|wavedrom|nomnoml|svgbob|bytefield|ditaa|blockdiag|abc|echarts?|kroki(?:-\\w+)?"
)
"""What other programs draw in the place of code."""

_FLOW = '```flow alt="In one sentence, what it shows."'
_FOREIGN_FENCE = re.compile(
    r"^(?P<lead>[ >]*(?:[-*+] |\d+\. )?)(?P<fence>`{3,}|~{3,})[ ]*"
    rf"(?:(?:\{{[ ]*\.?|\.)?(?P<drawn>(?i:{_DRAWN}))\b"
    r"|(?:dataview(?:js)?|suggestion|ad-[a-z]+)\b|\{(?:[a-z]+:)*(?:[a-z]+-)*(?:note|tip|warning|important|admonition|figure|table|image|math|include|set)\}|\{=\w+\}|\{(?P<run>r|python|julia|ojs|bash)\b[^}\n]*\})"
    r"[^\n]*$",
    re.MULTILINE,
)


def check(page: Page) -> Iterator[Problem]:
    """Yield the forms of other programs that a page holds, and equations that cannot be drawn."""
    structure = page.views.structure
    equations = (
        list(_EQUATION.finditer(structure, page.body_at)) if "$" in structure or "\\(" in structure else []
    )
    contents = (
        list(_CONTENTS.finditer(structure, page.body_at)) if "]" in structure or "}" in structure else []
    )
    spans = [match.span() for match in (*equations, *contents)]
    for match in contents:
        yield page.problem(CONTENTS_MARKER, *match.span(), {"text": match[0].strip()}, better="")
    for form in _FORMS:
        if form.sign in page.text:
            for match in form.pattern.finditer(structure, page.body_at):
                if match[0].strip("\n \0") == "":
                    continue
                is_drawn = any(start <= match.start() < end for start, end in spans)
                text = match[0].strip(" >")
                if not is_drawn and not fenced_box(text) and not quoted_box(text):
                    yield _problem(page, match, _at(page, form.better(match)))
    for match in _FOREIGN_FENCE.finditer(page.text, page.body_at):
        code = f"{match['lead']}{match['fence']}{match['run']}" if match["run"] else None
        yield _problem(page, match, f"{match['lead']}{_FLOW}" if match["drawn"] else code)
    for match in _IN_CODE.finditer(page.text, page.body_at):
        if page.in_code(*match.span()):
            yield _problem(page, match, None)
    for match in (equation for equation in equations if MASK not in equation[0]):
        yield from _unreadable(page, match)


def _at(page: Page, better: str | None) -> str | None:
    """Return what to write in a page, with the path from it to the folder of shared files."""
    return better and better.replace("](assets/", f"]({'../' * (page.name.count('/') + 1)}assets/")


def _problem(page: Page, match: re.Match[str], better: str | None) -> Problem:
    text = page.text[match.start() : match.end()].strip()
    values = {"text": text, "better": better} if better is not None else {"text": text, "none": text}
    return page.problem(OTHER_MARKDOWN, *match.span(), values, better=better)


def _unreadable(page: Page, match: re.Match[str]) -> Iterator[Problem]:
    source = next(text for text in match.groups() if text)
    try:
        mathml(source, block=bool(match["block"]))
    except EquationError as error:
        values = {"text": source.strip(), "sign": str(error)}
        yield page.problem(EQUATION_UNREADABLE, *match.span(), values)
