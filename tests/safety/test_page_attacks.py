"""Every attack on the body of a page is refused, by its own rule and at its own line."""

from __future__ import annotations

import re

import pytest
from tests.rendering import findings, frame, render, said

from exchange.safety.markdown_source import body_source
from exchange.safety.page_html import check_page_html

SCRIPTS = {
    "script": ("Text.\n\n<script>alert(1)</script>", ["3:element"]),
    "script-in-a-sentence": ("Text <script>alert(1)</script> text", ["1:element"]),
    "script-in-capitals": ("<ScRiPt src=//evil.example></sCrIpT>", ["1:element"]),
    "script-in-a-title": ('Text.\n\n!!! note "x<script>y</script>"\n\n    z', ["3:element"]),
    "second-script": ("`<script>`\n\nA\n\n<script>x</script>", ["5:element"]),
    "handler": ('<p onclick="x()">a</p>', ["1:attribute"]),
    "handler-by-attribute-list": ('Text\n{: onclick="x()" }', ["2:attribute"]),
    "handler-in-a-footnote": ("a[^1]\n\n[^1]: <img src=x.png onerror=y alt=''>", ["3:attribute"]),
    "handler-in-a-box": ('??? answer "x"\n\n    <b onclick=y>b</b>', ["3:attribute"]),
    "style": ('Text\n{: style="position:fixed;inset:0" }', ["2:attribute"]),
    "style-on-a-cell": (
        '<table><tr><td style="position:fixed">x</td></tr></table>',
        ["1:attribute-value"],
    ),
    "download-under-another-name": (
        '<a href="../assets/x.pdf" download="x.exe">y</a>',
        ["1:attribute-value"],
    ),
    "download-renamed-by-attribute-list": ("[y](x.pdf){: download=x.scr }", ["1:attribute-value"]),
    "style-element": ("<style>body{display:none}</style>", ["1:element"]),
    "base": ('<base href="//evil.example/">', ["1:element"]),
    "iframe": ('<iframe src="https://evil.example"></iframe>', ["1:element"]),
    "form": ("<form action=/x><input name=y></form>", ["1:element", "1:element"]),
    "object": ("<object data=x></object>", ["1:element"]),
    "embed": ("<embed src=x>", ["1:element"]),
    "refresh": ('<meta http-equiv=refresh content="0;url=//evil.example">', ["1:element"]),
    "style-sheet": ("<link rel=stylesheet href=//evil.example>", ["1:element"]),
    "drawing-with-a-page": ("<svg><foreignObject><b>x</b></foreignObject></svg>", ["1:element"]),
    "drawing-with-a-link": (
        '<svg><a href="javascript:x()"><text>x</text></a></svg>',
        ["1:element", "1:element"],
    ),
    "drawing-that-fetches": (
        '<svg><image href="//evil.example/x"/><use href="#x"/></svg>',
        ["1:element", "1:element"],
    ),
    "drawing-that-acts": ('<svg onload="x()"><path d="M0 0"></path></svg>', ["1:attribute"]),
    "drawing-with-a-style": ("<svg><style>*{display:none}</style></svg>", ["1:element"]),
    "equation-with-html": ("<math><mtext><b>x</b></mtext></math>", ["1:element"]),
    "equation-with-markup-for-others": (
        '<math><annotation-xml encoding="text/html"><b>x</b></annotation-xml></math>',
        ["1:element"],
    ),
    "equation-that-leads-away": ('<math href="javascript:x()"><mi>x</mi></math>', ["1:attribute"]),
    "svg": ("<svg><script>x</script></svg>", ["1:element"]),
    "template": ("<template><img src=x onerror=x></template>", ["1:element"]),
    "noscript": (
        '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
        ["1:element"],
    ),
    "turned-against-its-language": (
        '<span lang="ko" dir="rtl">x</span> <span lang="ar" dir="ltr">y</span>',
        ["1:attribute", "1:attribute"],
    ),
    "right-to-left": ('<span dir="rtl">x</span> <bdo>y</bdo>', ["1:attribute", "1:element"]),
}
"""The element or attribute is named, at its line."""

FRAME = {
    "closes-the-frame": ("</div></main>\n\nText", ["1:html-unbalanced"]),
    "closes-the-frame-at-its-end": ("Text.\n\n</div>", ["3:html-unbalanced"]),
    "closes-one-more-than-it-opens": ("<div>\nText.\n</div>\n</div>", ["4:html-unbalanced"]),
    "closes-the-article-around-it": ("Text.\n\n</article>", ["3:html-unbalanced"]),
    "closes-the-section-around-it": ("Text.\n\n</section>", ["3:html-unbalanced"]),
    "leaves-open": ("Text.\n\n<div>\n\nText", ["3:html-unbalanced"]),
    "leaves-letters-bold": ("<b>text", ["1:html-unbalanced"]),
    "swallows-the-rest": ("<textarea>", ["1:html-unbalanced", "1:element"]),
    "handler-on-the-body": ('Text\n\n<body onload="x()">', ["3:html-unbalanced"]),
    "handler-on-the-root": ("<html onclick=x>", ["1:html-unbalanced"]),
    "row-without-table": ("<tr onclick=x><td>a</td></tr>", ["1:html-dropped", "1:html-dropped"]),
    "frameset": ("<frameset onload=x>", ["1:html-dropped"]),
    "deep": ("<div>" * 80 + "x" + "</div>" * 80, ["0:html-too-deep"]),
    "mutation": (
        '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=x&gt;">',
        ["1:element"] * 2 + ["1:html-unbalanced"],
    ),
}
"""A page stays in its place: it neither closes nor changes what is around it."""

IDS = {
    "worker-of-the-theme": ("Text\n{: #__config }", ["2:id-internal"]),
    "frame": ("## A { #kx-content }", ["1:id-reserved"]),
    "frame-by-beginning": ("## A { #kx-filter-state }", ["1:id-reserved"]),
    "sources": ("## S { #kx-sources }", ["1:id-reserved"]),
    "name": ('<a name="__config">y</a>', ["1:attribute"]),
    "class-of-the-frame": ("Text\n{: .site-header }", ["2:class"]),
    "box-of-the-frame": ('!!! site-header "x"\n\n    y', ["1:class"]),
}
"""Ids and classes that the frame or its scripts answer to are the frame's."""

ADDRESSES = {
    "javascript": ("Text\n\n[a](javascript:alert(1))", ["3:link-scheme"]),
    "javascript-in-references": ("[a](java&#115;cript:alert(1))", ["1:link-scheme"]),
    "javascript-by-reference": ("[x][r]\n\n[r]: JavaScript:alert(1)", ["3:link-scheme"]),
    "javascript-after-a-control": ('<a href="&#1;javascript:alert(1)">x</a>', ["1:address-hidden"]),
    "data": ("[x](data:text/html,hi)", ["1:link-scheme"]),
    "vbscript": ("[x](vbscript:x)", ["1:link-scheme"]),
    "file": ("[x](file:///etc/passwd)", ["1:link-scheme"]),
    "without-scheme": ("[x](//evil.example)", ["1:address-without-scheme"]),
    "backslashes": (r'<a href="\\evil.example">x</a>', ["1:address-without-scheme"]),
    "name-before-the-host": ("[x](https://ukri.org@evil.example/)", ["1:address-with-name"]),
    "look-alike-host": ("[x](https://ukr\u0456.org/)", ["1:address-look-alike", "1:mixed-letters"]),
    "no-host": ("[x](https:evil)", ["1:address-not-valid"]),
    "ideographic-full-stop": ("Text\n\n[x](https://www.nihr.ac.uk。evil.example/)", ["3:address-disguised"]),
    "backslash": (r"[x](https://evil.example\@www.nihr.ac.uk/)", ["1:address-disguised"]),
    "percent-in-host": ("[x](https://ukr%D1%96.org/)", ["1:address-in-code"]),
    "punycode": ("<https://xn--80ak6aa92e.com/>", ["1:address-in-code"]),
    "number": ("[x](http://2130706433/)", ["1:address-of-numbers"]),
    "not-an-address": ("[x](http://[)", ["1:address-not-valid"]),
    "not-an-address-by-reference": ("[x][r]\n\n[r]: http://[x/", ["3:address-not-valid"]),
    "port": ("Text\n\n[x](https://www.nihr.ac.uk:8443/)", ["3:address-port"]),
    "port-of-the-other-scheme": ("<http://www.nihr.ac.uk:443/>", ["1:address-port"]),
    "line-end-in-a-path": ("[x](https://www.nihr.ac.uk/%0d%0aSet-Cookie:a)", ["1:address-encoded-control"]),
    "program-as-a-document": ("[x](https://www.nihr.ac.uk/guide.pdf%2eexe)", ["1:address-of-program"]),
    "line-end-in-a-mailbox": ("[x](mailto:a@nihr.ac.uk%0abcc:b@evil.example)", ["1:address-encoded-control"]),
    "copy-of-a-mail": ("A\n\n[x](mailto:a@nihr.ac.uk?subject=S&BCC=b@evil.example)", ["3:mail-to-others"]),
    "picture-with-a-tab": ('<img src="flow&Tab;.png" alt="x">', ["1:address-hidden"]),
    "copy-by-number": ("[x](mailto:a@nihr.ac.uk?%62cc=b@evil.example)", ["1:mail-to-others"]),
    "command-to-a-telephone": ("A\n\n[Call us](tel:*%2306%23)", ["3:phone-no-number"]),
    "mail-look-alike": ("[x](mailto:a@nihr.ac。uk.evil.example)", ["1:address-disguised"]),
    "remote-picture": ("![x](https://evil.example/t.gif)", ["1:remote-picture"]),
    "remote-picture-without-scheme": ("![x](//evil.example/t.gif)", ["1:remote-picture"]),
    "picture-of-data": ('<img src="data:image/png;base64,xx" alt="">', ["1:remote-picture"]),
    "picture-set": ('<img src="a.png" srcset="https://e/x 2x" alt="">', ["1:attribute"]),
    "new-window": ('<a href="x" target="_blank" ping="//e">x</a>', ["1:attribute", "1:attribute"]),
}
"""Links lead where they say, pictures come from the site."""

CHARACTERS = {
    "right-to-left-override": ("user\u202e txt", ["1:bidi-control"]),
    "override-by-number": ("A.\n\nuser &#x202e; txt", ["3:bidi-control"]),
    "override-in-a-title": ('[x](a.md "b&#x202e;c")', ["1:bidi-control"]),
    "override-by-name": ("a\n\nb&lrm;c", ["3:bidi-control"]),
    "control-in-what-is-read-aloud": ("![a&#1;b](x.png)", ["1:control-character"]),
    "joiner-of-a-short-form": ('<abbr title="a&zwnj;b">A</abbr>', ["1:invisible-character"]),
    "override-beside-a-warning": ("АВС.\n\na&#x202e;b", ["1:look-alike", "3:bidi-control"]),
    "zero-width": ("ad\u200bmin", ["1:invisible-character"]),
    "hangul-filler": ("한\u3164글", ["1:invisible-character"]),
    "joiner-in-a-word": ("ad\u200dmin", ["1:invisible-character"]),
    "tags": ("a\U000e0041b", ["1:invisible-character"]),
    "control": ("a\x08b", ["1:control-character"]),
    "line-separator": ("a\u2028b", ["1:control-character"]),
    "cyrillic-in-latin": ("р\u0430ypal of ukr\u0456", ["1:mixed-letters", "1:mixed-letters"]),
    "greek-capital": ("UΚRI", ["1:mixed-letters"]),
    "all-cyrillic": ("\u0441\u043e\u0440", ["1:look-alike"]),
    "mathematical-letters": ("𝐔𝐊𝐑𝐈", ["1:look-alike"]),
    "private": ("\uf0b7 item", ["1:damaged-character"]),
}
"""What nobody sees, what turns the order round and what looks like another letter is named."""

BUILT_TO_HURT = {
    "nested-lists": ("\n".join("    " * n + "- x" for n in range(250)), ["9:too-deep"]),
    "nested-quotations": (">" * 300 + " x", ["1:too-deep", "0:html-too-deep"]),
    "lists-in-one-line": ("- " * 300 + "x", ["1:too-deep", "0:html-too-deep"]),
    "open-brackets": ("Text\n\n" + "[x\n" * 30, ["23:too-deep"]),
    "brackets-in-brackets": ("[" * 21 + "x" + "]" * 21, ["1:too-deep"]),
    "signs": ("Text\n\n" + "*a*\n" * 5_000 + "*a* *b*\n" + "*a*\n" * 5_000, ["5003:too-many-signs"]),
    "long-line": ("x" * 20_000, ["1:line-too-long"]),
    "headings": ("\n\n".join(f"## H{n} {{ #h{n} }}" for n in range(201)), ["1:too-many-headings"]),
    "snippet": ('Text\n\n--8<-- ".git/config"', ["3:include"]),
    "snippet-block": ("--8<--\n.env\n--8<--", ["1:include", "3:include"]),
    "include": ("{!.env!}", ["1:include"]),
    "included-by-the-host": ("Text\n\n<!--#include virtual='/etc/passwd' -->", ["3:comment-acts"]),
    "cards": ("Text\n\n" + "::: call x\n\n" * 900, ["3:page-grows"]),
    "template-include": ('{% include ".env" %}', ["1:include"]),
}
"""Depth, length and number have limits that are checked before anything is rendered; nothing is included."""

FIELDS = {
    "title": ('---\ntitle: "<script>x</script>"\n---\nText', ["2:markup-in-field"]),
    "status": ("---\nstatus: x<img src=x onerror=y>\n---\nText", ["2:markup-in-field"]),
    "tags": ("---\ntags:\n  - a\n  - </title><b>\n---\nText", ["4:markup-in-field"]),
    "reference": ('---\ndescription: "&lt;script&gt;"\n---\nText', ["2:markup-in-field"]),
    "key": ("---\n<b>: x\n---\nText", ["2:markup-in-field"]),
    "bidi": ('---\ntitle: "a\u202eb"\n---\nText', ["2:bidi-control"]),
}
"""Front matter is plain text."""

ALL = {
    f"{group}: {name}": case
    for group, cases in {
        "scripts": SCRIPTS,
        "frame": FRAME,
        "ids": IDS,
        "addresses": ADDRESSES,
        "characters": CHARACTERS,
        "built to hurt": BUILT_TO_HURT,
        "fields": FIELDS,
    }.items()
    for name, case in cases.items()
}


@pytest.mark.parametrize("name", ALL)
def test_the_attack_is_refused_with_its_rule_and_line(name: str) -> None:
    """Each says what is wrong and where; nothing else is said."""
    text, expected = ALL[name]
    if name == "built to hurt: nested-lists":  # refused before it is rendered; rendering it would not end
        from exchange.safety.texts import check_text

        assert said(check_text(text, path="content/en/page.md")) == expected
    else:
        assert sorted(said(findings(text))) == sorted(expected)


@pytest.mark.parametrize("count", [49, 50, 1000])
def test_a_page_has_no_more_problems_than_anybody_reads(count: int) -> None:
    """Fifty; the page is looked at again once those are mended."""
    assert len(findings("<blink>x</blink>\n\n" * count)) == min(count, 50)


HARMLESS = {
    "equation-in-latex-that-leads-away": r"$\href{javascript:x()}{y}$",
    "equation-in-latex-with-html": r"$\text{<img src=x onerror=y>}$",
    "diagram-with-html": '```flow alt="x"\n<b onclick=x()>a</b> -> b\n```',
    "diagram-whose-alternative-closes-it": "```flow alt=\"x\" onload='x()'\na -> b\n```",
    "choice-with-a-handler": '=== "R" onclick=x\n\n    Text',
}
"""What a form of this site makes harmless: readers see it as text."""


@pytest.mark.parametrize("name", HARMLESS)
def test_a_form_lets_no_markup_through(name: str) -> None:
    """What is written in an equation, a diagram or the name of a choice is text."""
    html = render(HARMLESS[name])
    assert findings(HARMLESS[name]) == []
    assert not re.search(r"<(?:b|img)\b|<[^<>]*\s(?:on\w+|href)=", html)


@pytest.mark.parametrize(
    "text",
    ["## A { #__config }", "## A {: #__config .note }", '<b id="__config">A</b>', "## A { #kx-content }"],
)
def test_an_id_has_the_column_of_its_first_letter(text: str) -> None:
    """The brace before it is right."""
    (problem,) = findings(text)
    assert problem.place.column == max(text.find("__config"), text.find("kx-content")) + 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[x](https://www-nihr.ac.uk.evil.example/)", ["1:address-resembles"]),
        ("[x](mailto:apply@n1hr.ac.uk)", ["1:address-resembles"]),
        ("A\n\nWrite to apply@nlhr.ac.uk by post.", ["3:address-resembles"]),
        ("Write to <apply@nihrr.ac.uk>.", ["1:address-resembles"]),
        ("[x](https://www.nihr.ac.uk/), apply@nihr.ac.uk, <https://www.example.org/>", []),
    ],
)
def test_a_host_that_looks_like_a_funders_is_refused(text: str, expected: list[str]) -> None:
    """In links, in those to mailboxes, and in mailboxes that are only written."""
    source = body_source(text, path="content/en/page.md")
    assert said(check_page_html(render(text), source, frame=frame(), hosts=("nihr.ac.uk",))) == expected
