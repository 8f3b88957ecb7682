"""Forms of this site, and of Markdown, that were typed almost right and are not seen as meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import unquote

from exchange.languages.expressions import expression
from exchange.languages.language import in_any_language
from exchange.rules.masking import MASK
from exchange.rules.page import Page
from exchange.rules.rule import Example, Fix, Rule, Words
from exchange.text.problems import Problem, Severity

FORM_MISTYPED = Rule(
    name="form-mistyped",
    severity=Severity.ERROR,
    fix=Fix.OFFERED,
    words={
        "en": Words(
            fault="'{text}' is not typed as it is meant: its signs are shown, or words are lost.",
            way_out="Write: {better}",
        ),
        "ko": Words(
            fault="'{text}'은(는) 표기가 조금 달라, 기호가 그대로 보이거나 글이 사라집니다.",
            way_out="이렇게 적어 주십시오: {better}",
        ),
    },
    example=Example(wrong="(Estimands)[https://example.org]", right="[Estimands](https://example.org)"),
)
SIGNS_SHOWN = Rule(
    name="signs-shown",
    severity=Severity.WARNING,
    fix=Fix.OFFERED,
    words={
        "en": Words(fault="The signs of '{text}' are shown as they are typed.", way_out="Write: {better}"),
        "ko": Words(
            fault="'{text}'의 기호가 글자 그대로 보입니다.", way_out="이렇게 적어 주십시오: {better}"
        ),
    },
    example=Example(wrong="Ask ** both ** teams.", right="Ask **both** teams."),
)
RULES = (FORM_MISTYPED, SIGNS_SHOWN)

Better = Callable[[re.Match[str]], str]
_TARGET = r"https?://[^\s()\[\]{}]+|[\w./-]+\.(?:md|png|jpe?g|svg|pdf|webp)(?:#[\w-]+)?"
_CALLS = in_any_language(lambda language: language.call_names)
_DOMAINS = in_any_language(lambda language: language.national_domain)
_PARTICLES = in_any_language(lambda language: language.particles)
_CALL = r"(?P<name>[a-z0-9-]+)[ ]*/[ ]*(?P<stage>[a-z0-9-]+)"
_NUMBERS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_DEFINITION = re.compile(r"[ ]{0,3}\[(?!\^)[^\]\n]+\]:[ ]*")
_LOCAL = re.compile(r"localhost|[\d.]+(?:[:/]|$)")


def _box(match: re.Match[str]) -> str:
    title = match["title"].strip().strip("“”‘’\"'").replace('"', "'")
    return f'{match["start"]}{match["kind"]} "{title}"'


def _task(match: re.Match[str]) -> str:
    mark = "x" if (match["mark"] or "").strip() else " "
    return f"{match['indent']}- [{mark}] {match['text']}"


def _address(match: re.Match[str]) -> str:
    return match["rest"] if match["rest"].startswith("http") else f"https://{match['rest']}"


def _whole_address(match: re.Match[str]) -> str:
    """Return an address in brackets, which end it; in the line that defines a link it has an end."""
    line_start = match.string.rfind("\n", 0, match.start()) + 1
    if _DEFINITION.fullmatch(match.string, line_start, match.start()):
        return match[0]
    return f"<{match['address']}>{match['behind']}"


def _detour(match: re.Match[str]) -> str:
    """Return the address that a mail program or a search engine leads to by way of its own."""
    return unquote(match["url"])


def _untranslated(match: re.Match[str]) -> str:
    """Return the address of what is translated: its host has - for each dot, and -- for a hyphen."""
    host = match["host"].replace("--", "\0").replace("-", ".").replace("\0", "-")
    return f"https://{host}{match['path'] or '/'}"


def _once_numbered(match: re.Match[str]) -> str:
    """Return the beginning of an item without its own number again; another number is its text."""
    is_same = match["sign"] is None or _NUMBERS.index(match["sign"]) + 1 == int(match["number"])
    return match["item"] if is_same else match[0]


def _heading(match: re.Match[str]) -> str:
    marks = len(match[0]) - len(match[0].lstrip("#＃"))
    return f"{'#' * marks} {match['rest']}"


_Signs = str | tuple[str, ...]
"""A text that a form cannot be without, or several, of which it has one: looking for them first is quick."""
_FORMS: tuple[tuple[Rule, _Signs, str, Better | str], ...] = (
    (SIGNS_SHOWN, ("oC", "ºC"), r"(?<=\d)(?P<space>[ ]?)[oº]C(?![A-Za-z])", r"\g<space>°C"),
    (SIGNS_SHOWN, "", r"^(?P<item>[ ]*[-*+][ ]+)[•·●○■▪◦‣∙ㆍ][ ]*(?=\S)", r"\g<item>"),
    (
        SIGNS_SHOWN,
        "",
        rf"^(?P<item>[ ]*(?P<number>\d{{1,2}})[.)][ ]+)(?:(?P=number)[.)]|(?P<sign>[{_NUMBERS}]))[ ]*(?=\S)",
        _once_numbered,
    ),
    (SIGNS_SHOWN, "\\", r"(?<![\\\w])\\(?P<sum>\d{1,3}(?:,\d{3})+)(?!\d)", r"₩\g<sum>"),
    (
        FORM_MISTYPED,
        "doi",
        r"(?<=\]\()https?://(?:dx\.)?doi\.org/(?:https?://(?:dx\.)?doi\.org/|doi:[ ]*)"
        r"(?P<doi>10\.\d{4,9}/[^\s()]+)(?=\))",
        r"https://doi.org/\g<doi>",
    ),
    (SIGNS_SHOWN, "ww", r"ww(?<!\www)(?:w,|ww+\.|\.)(?P<rest>[\w-]+(?:\.[\w-]+)+)", r"www.\g<rest>"),
    (SIGNS_SHOWN, (",,", ", ,"), r"(?<![^\W\d_])(?P<word>[^\W\d_]{2,}+),[ ]?,(?=\s)", r"\g<word>,"),
    (
        SIGNS_SHOWN,
        " @ ",
        r"(?<![\w.+-])(?P<who>[\w.+-]++) @ (?P<where>[\w-]+(?:\.[\w-]+)+)",
        r"\g<who>@\g<where>",
    ),
    (
        SIGNS_SHOWN,
        ",",
        r"(?=\d)(?<![\w.,])(?P<whole>\d{1,3}),(?P<part>\d{1,2})"
        r"(?=[ ]?(?:mg|kg|g|ml|mL|cm|mm|km|°C|%)(?![A-Za-z/]))"
        r"|(?=0)(?<![\w.,(\[-])(?P<none>0),(?P<digits>\d{2,4})(?![\d,)\]])",
        lambda match: f"{match['whole'] or match['none']}.{match['part'] or match['digits']}",
    ),
    (
        FORM_MISTYPED,
        "::",
        rf"^[ ]*:{{2,}}[ ]*(?:{_CALLS})(?:[ ]*:)?[ ]+(?P<name>[a-z0-9-]+)[ ]*$",
        r"::: call \g<name>",
    ),
    (FORM_MISTYPED, "::", r"(?<=\S)[ ]+::: call (?P<name>[a-z0-9-]+)[ ]*$", "\n\n::: call \\g<name>"),
    (
        FORM_MISTYPED,
        "/",
        rf"(?:[{{｛(（]|\{{\{{)[ ]*(?:{_CALLS})[ ]*[:：][ ]*{_CALL}"
        r"(?:[ ]*(?:\}\}|[}｝)）])|(?![a-z0-9}/#-]))",
        r"{call:\g<name>/\g<stage>}",
    ),
    (
        FORM_MISTYPED,
        "!!",
        r"^[ ]*(?<!!)(?:!!|！！！|!!!！)(?P<rest>[ ]+[a-z]+(?:[ ]+\".*\")?[ ]*)$",
        r"!!!\g<rest>",
    ),
    (
        FORM_MISTYPED,
        "",
        r"^(?P<start>[ ]*(?:!!!|\?\?\?\+?)[ ]*)(?P<kind>[^\W\d][\w-]*(?:[ ]+(?:inline|end))*)"
        r"(?:[ ]*[:：])?[ ]+(?P<title>(?!inline\b|end\b)[^\s\"\0][^\"\n\0]*)$",
        _box,
    ),
    (
        FORM_MISTYPED,
        "[",
        rf"\((?<![\w\]!]\()(?P<words>[^()\[\]\n]+)\)\[(?P<target>{_TARGET})\]",
        r"[\g<words>](\g<target>)",
    ),
    (
        FORM_MISTYPED,
        "!",
        rf"!\((?P<words>[^()\[\]\n]*)\)\[(?P<target>{_TARGET})\]",
        r"![\g<words>](\g<target>)",
    ),
    (
        FORM_MISTYPED,
        "! [",
        r"[!！][ ]+\[(?P<words>[^\[\]\n]+)\]\((?P<target>[\w./-]+\.(?:png|jpe?g|svg|webp))\)",
        r"![\g<words>](\g<target>)",
    ),
    (
        FORM_MISTYPED,
        "[",
        rf"\[(?<![\]\\!\w]\[)(?P<words>[^\[\]()\n]+)\((?P<target>{_TARGET})\)(?!\])",
        r"[\g<words>](\g<target>)",
    ),
    (
        FORM_MISTYPED,
        "](",
        r"\[(?P<words>[^\[\]\n]+)\]\((?P<target>https?://[A-Za-z0-9./?=&%#_-]+|[\w./-]+?\.md(?:#[a-z0-9-]+)?)"
        r"(?=[^\x00-\x7f\s)]|[ ]*$)(?![^\s()]*\)|\n[ ]*[^\s()\[\]]+\))",
        r"[\g<words>](\g<target>)",
    ),
    (
        FORM_MISTYPED,
        "]",
        rf"\[(?<![\]\\!]\[)(?P<words>[^\[\]^\n]+)\](?:[\n:]\((?P<target>{_TARGET})\)|\{{(?P<braced>{_TARGET})\}})",
        lambda match: f"[{match['words']}]({match['target'] or match['braced']})",
    ),
    (
        FORM_MISTYPED,
        "(",
        rf"[〔［](?P<words>[^〔〕［］\n]+)[〕］][(（](?P<target>{_TARGET})[)）]",
        r"[\g<words>](\g<target>)",
    ),
    (
        FORM_MISTYPED,
        "](",
        rf"(?<=\]\()(?P<host>www\.[^\s()]+|(?:localhost|(?:\d+\.)+\d+)(?::\d+[^\s()]*|/[^\s()]*)?|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:{_DOMAINS}|org|com|net)(?:/[^\s()]*)?)(?=\))",
        lambda match: f"http{'' if _LOCAL.match(match['host']) else 's'}://{match['host']}",
    ),
    (
        FORM_MISTYPED,
        "](",
        r"(?<=\]\()(?:https?(?:[;：；]|[ ]+:)?//|https?://(?=https?://)|(?:htps|htt|hhttps|ttps|htpps|htttps)://|https?:/(?=[^/\s])"
        r"|https?:(?=www)|https?://[ ]+)(?P<rest>[^\s()]+)(?=\))",
        _address,
    ),
    (
        FORM_MISTYPED,
        "@",
        r"(?<=\]\()(?:ma?i?lt?o?:/*[ ]*)?(?P<mail>[\w.+-]+@[\w-]+(?:[.,][\w-]+)+)(?=\))",
        lambda match: f"mailto:{match['mail'].replace(',', '.')}",
    ),
    (
        FORM_MISTYPED,
        "mailto:",
        r"(?<=\]\()(?P<mail>mailto:[!-~]+@[\w.-]+?\.[a-z]{2,})[^\x00-\x7f]+(?=\))",
        r"\g<mail>",
    ),
    (
        FORM_MISTYPED,
        "(tel:",
        r"(?<=\]\()tel:[ ]*(?P<number>\+?\d[\d-]*(?:[ ()]+[\d-]+)+)(?=\))",
        lambda match: "tel:" + re.sub("[ ()]+", "-", match["number"]),
    ),
    (
        FORM_MISTYPED,
        "10.",
        r"(?<=\]\()(?:doi:[ ]*|DOI:[ ]*)?(?P<doi>10\.\d{4,9}/[^\s()]+)(?=\))",
        r"https://doi.org/\g<doi>",
    ),
    (
        FORM_MISTYPED,
        "url=",
        r"(?<=\]\()https://[\w.-]+\.safelinks\.protection\.outlook\.com/\?(?:[^\s()]*&)?url=(?P<url>https?[^\s()&]+)[^\s()]*(?=\))",
        _detour,
    ),
    (
        FORM_MISTYPED,
        ("=http",),
        r"(?<=\]\()https://(?:www\.google\.com/url|translate\.google\.[a-z.]+/translate|link\.naver\.com/bridge"
        r"|lm?\.(?:facebook|instagram|messenger)\.com/(?:l\.php)?|(?:www\.)?deref-[\w.-]+/[\w./-]*"
        r"|slack-redir\.net/link|vk\.com/away\.php|(?:www\.)?linkedin\.com/redir/[\w./-]+)\?(?:[^\s()]*&)?"
        r"(?:q|url|u|to|redirectUrl)=(?P<url>https?[^\s()&]+)[^\s()]*(?=\))",
        _detour,
    ),
    (
        FORM_MISTYPED,
        "urldefense.",
        r"(?<=\]\()https://urldefense\.(?:com|us|proofpoint\.com)/v3/__(?P<url>https?:/[^\s()]+?)__;[^\s()]*(?=\))",
        lambda match: re.sub(r"(?<=:)/(?!/)", "//", _detour(match)),
    ),
    (
        FORM_MISTYPED,
        ".translate.goog",
        r"(?<=\]\()https://(?P<host>[\w-]+)\.translate\.goog(?P<path>/[^\s()?]*)?(?:\?[^\s()]*)?(?=\))",
        _untranslated,
    ),
    (
        FORM_MISTYPED,
        "](",
        r"\[(?P<words>[^\[\]\n]+)\]\((?P<start>https?://[^\s()]+)\n[ ]*(?P<rest>[^\s()\[\]]+)\)",
        r"[\g<words>](\g<start>\g<rest>)",
    ),
    (
        FORM_MISTYPED,
        "](",
        r"(?<=\]\()https?://[^\s()]+(?:[ ]+[^\s(){\"'<>“”]+)+(?=\))",
        lambda match: re.sub("[ ]+", "%20", re.sub("(?<=/)[ ]+|[ ]+(?=/)", "", match[0])),
    ),
    (
        FORM_MISTYPED,
        "](",
        r"(?<=\]\()(?P<target>https?://[^\s()]+?)(?:[,;、。]|(?<=/)\.)(?=\))",
        r"\g<target>",
    ),
    (
        FORM_MISTYPED,
        "|",
        r"<(?P<target>https?://[^\s<>|]+)\|(?P<words>[^<>|\n]+)>",
        r"[\g<words>](\g<target>)",
    ),
    (FORM_MISTYPED, "](", r"\[(?<!!\[)(?P<words>[^\[\]\n]+)\]\([ ]*+(?:#|mailto:|<>)?+[ ]*+\)", r"\g<words>"),
    (FORM_MISTYPED, "-->", r"<(?:--?|!-)(?!-)[ ]*(?P<words>[^<>\n]+?)[ ]*--?>", r"<!-- \g<words> -->"),
    (FORM_MISTYPED, "->", r"<!-(?!-)[ ]*(?P<words>[^<>\n]+?)[ ]*->", r"<!-- \g<words> -->"),
    (FORM_MISTYPED, "<!--", r"<!--(?P<words>(?:(?!-->)[^\n])*)$(?![\s\S]*-->)", r"<!--\g<words> -->"),
    (FORM_MISTYPED, "", r"^[ ]*(?:[‘’´]{3}|``(?!`))[ ]*$", "```"),
    (FORM_MISTYPED, "=", r"(?<=\n\n)={4,}[ ]*$", "---"),
    (SIGNS_SHOWN, '""', r'(?<![\w"=])""(?=[^\s"])(?P<words>[^"\n]{1,80})""(?!")', r'"\g<words>"'),
    (FORM_MISTYPED, "~~", r"(?<=\d)~~(?=\d)", "~"),
    (
        FORM_MISTYPED,
        ("://", "www."),
        rf"(?<![\w</(\[\"'])(?P<address>(?:https?://|www\.)[!#-&*-;=?-Z^-~]{{0,120}}?[/=_-]"
        rf"(?!(?:{_PARTICLES})(?:[^\w/]|$))[^\W\x00-\u2fff][^\s<>\"'()\[\]\x00,;]{{0,100}}?)"
        rf"(?P<behind>(?:(?:{_PARTICLES})?[.]?(?=[\s<>\"'()\[\]\x00,;]|$)))",
        _whole_address,
    ),
    (
        SIGNS_SHOWN,
        "_",
        r"(?<![\w\\*])(?P<mark>__?)(?P<words>[^\W_](?:[^_\n]{0,80}[^\W_])?)(?P=mark)(?=[^\W\x00-\x7f])",
        lambda match: f"{'*' * len(match['mark'])}{match['words']}{'*' * len(match['mark'])}",
    ),
    (FORM_MISTYPED, "%%", r"(?<=\d)%%(?![A-Za-z\d%])", "%"),
    (
        FORM_MISTYPED,
        tuple(f"{digit}O" for digit in range(10)),
        r"(?<![\w#/.=-])\d+O\d*(?![A-Za-z/-]|\.\d)",
        lambda match: match[0].replace("O", "0"),
    ),
    (
        SIGNS_SHOWN,
        "#",
        r"^(?P<words>#{2,6}[ ]++[^\n{`]*[^\s:：`{?])[ ]*[:：](?P<id>(?:[ ]*\{[^{}\n]*\})?)[ ]*$",
        r"\g<words>\g<id>",
    ),
    (
        FORM_MISTYPED,
        "#",
        r"^#{1,6}(?:[ ]+\{[ ]*#(?P<id>[\w-]+)[ ]*\})?[ ]*$",
        lambda match: f"## … {{ #{match['id'] or 'id'} }}",
    ),
    (FORM_MISTYPED, "＃", r"^[#＃]*＃[#＃]*[ ]*(?P<rest>.+)$", _heading),
    (FORM_MISTYPED, "#######", r"^#{7,}[ ]+", "### "),
    (
        SIGNS_SHOWN,
        "@",
        r"(?<![\w.+-])(?P<who>[\w.+-]+@[\w-]+(?:\.[\w-]+)*)\.\.(?P<rest>[a-z]+)",
        r"\g<who>.\g<rest>",
    ),
    (
        SIGNS_SHOWN,
        (".. ", "..\n", "..\t", "..\u3000"),
        r"(?<![^\W\d_])(?P<word>[^\W\d_]{2,}+)\.\.(?=\s|$)",
        r"\g<word>.",
    ),
    (SIGNS_SHOWN, "&amp;", r"&amp;(?P<entity>(?:#\d{2,5}|[a-z]{2,6});)", r"&\g<entity>"),
    (
        SIGNS_SHOWN,
        "&lt;",
        r"&lt;(?P<tag>b|i|u|strong|em|p|span|div|font)\b[^&\n]*&gt;(?P<words>[^&\n]+)&lt;/(?P=tag)&gt;",
        r"\g<words>",
    ),
    (
        SIGNS_SHOWN,
        "++",
        r"(?<![\w+])\+\+(?P<words>[^\x00-\x7f][^+\n]*)(?<![A-Za-z])\+\+(?!\+)",
        r"<ins>\g<words></ins>",
    ),
    (
        SIGNS_SHOWN,
        "[",
        r"^(?P<indent>[ ]*)(?:[-*+])(?:\[(?P<mark>[ xX]?)\][ ]*|[ ]+\[\][ ]+)(?P<text>[^\s(\[:].*)$",
        _task,
    ),
    (SIGNS_SHOWN, "[", r"^(?P<indent>[ ]*)\[(?P<mark>[ xX])\][ ]+(?P<text>[^\s(\[:].*)$", _task),
    (
        SIGNS_SHOWN,
        "~",
        r"(?<![\w~\\/])~(?P<words>[^\W\d_](?:[^~\n]{0,80}[^\W\d_])?)~(?![~\d/]|\w{2})",
        r"~~\g<words>~~",
    ),
)
_MARKED = re.compile(
    r"^(?P<indent>[ ]*)(?:[-*+][ ]+)?(?:\[(?P<mark>[vVoO✓✔○√])\]|(?P<box>[☐☑☒□]))[ ]+(?P<text>\S.*)$",
    re.MULTILINE,
)
_PARAGRAPH = re.compile(r"(?:^[ ]*[^\s|][^\n]*(?:\n|\Z))+", re.MULTILINE)
_WORDS = re.compile(
    rf"(?!(?:{_PARTICLES})\s)[^\W\d][^.,;:()\[\]*\n\0]*?(?=[.,;:()\[\]*\n\0]|[ ]*$)", re.MULTILINE
)
_BOLD = re.compile(r"(?<![*\\])\*\*(?!\*)")
_COMPILED = tuple(
    (rule, (signs,) if isinstance(signs, str) else signs, expression(pattern, re.MULTILINE), better)
    for rule, signs, pattern, better in _FORMS
)


def check(page: Page) -> Iterator[Problem]:
    """Yield forms that were typed almost right, with what to write."""
    structure = page.views.structure
    for rule, signs, pattern, better in _COMPILED:
        if any(sign in page.text for sign in signs):
            for match in pattern.finditer(structure, page.body_at):
                if MASK not in match[0]:
                    text = match.expand(better) if isinstance(better, str) else better(match)
                    if text != match[0]:
                        yield _problem(page, rule, *match.span(), text)
    tasks = [match for match in _MARKED.finditer(structure, page.body_at) if MASK not in match[0]]
    for match in tasks if len(tasks) > 1 or any(match["mark"] for match in tasks) else ():
        is_open = match["box"] in ("☐", "□")
        text = f"{match['indent']}- [{' ' if is_open else 'x'}] {match['text']}"
        yield _problem(page, SIGNS_SHOWN, *match.span(), text)
    if "**" in page.text:
        yield from _bold(page, structure)


def _problem(page: Page, rule: Rule, start: int, end: int, better: str) -> Problem:
    text = page.text[start:end]
    values = {"text": " ".join(text.split())[:80], "better": " ".join(better.split())}
    return page.problem(rule, start, end, values, better=better)


def _bold(page: Page, structure: str) -> Iterator[Problem]:
    """Yield asterisks for bold that have no end in their paragraph, or a space within them."""
    for paragraph in _PARAGRAPH.finditer(structure, page.body_at):
        if "**" in paragraph[0] and "***" not in paragraph[0] and "\\*" not in paragraph[0]:
            yield from _bold_of(page, paragraph[0], paragraph.start())


def _bold_of(page: Page, text: str, offset: int) -> Iterator[Problem]:
    opening: re.Match[str] | None = None
    for sign in _BOLD.finditer(text):
        last_sign, next_sign = text[: sign.start()][-1:], text[sign.end() :][:1]
        if opening is None:
            opening = sign if next_sign.strip() or not last_sign.strip() else None
            continue
        phrase = text[opening.end() : sign.start()]
        if phrase != phrase.strip(" \u00a0") and phrase.strip() and MASK not in phrase:
            start, end = offset + opening.start(), offset + sign.end()
            yield _problem(page, SIGNS_SHOWN, start, end, f"**{phrase.strip()}**")
        opening = None
    words = _WORDS.match(text, opening.end()) if opening else None
    if opening and words:
        start, end = offset + opening.start(), offset + words.end()
        yield _problem(page, SIGNS_SHOWN, start, end, f"{page.text[start:end]}**")
