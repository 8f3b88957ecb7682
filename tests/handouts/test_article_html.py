"""What a book or a PDF takes over of a finished page: its text, as text, and nothing that acts."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree
from tests.handouts.pages import PUBLISHER, write_page

from exchange.handouts.article_html import ArticleWriter, Medium
from exchange.handouts.booklet import Role, booklet, read_page

_ROOT = '<div xmlns="http://www.w3.org/1999/xhtml">{}</div>'
TEXTS = {
    "script": "<script>act()</script>",
    "module": '<script type="module" src="x.js"></script>',
    "style": "<style>p { color: red }</style>",
    "template": "<template><p>act()</p></template>",
    "button": "<button onclick='act()'>act()</button>",
    "form": "<form action='/x'><input value='act()'></form>",
    "frame": "<iframe src='x'>act()</iframe>",
    "object": "<object data='x'>act()</object>",
    "hidden": "<p hidden>act()</p>",
    "handler": "<p onclick='act()' data-x='act()' style='act()'>a</p>",
    "handler of a drawing": "<svg onload='act()' data-x='act()' style='act()'><path d='M0 0'></path></svg>",
    "handler within a drawing": "<svg><g onclick='act()'><path d='M0 0'></path></g></svg>",
    "handler of an equation": "<math onclick='act()'><mi>x</mi></math>",
}


def written(folder: Path, text: str) -> str:
    """Return a text of a page as it is in a book."""
    write_page(folder, "en/x/", "en", "X", text)
    whole = booklet(folder, [read_page(folder, "en/x/")], role=Role.INSTRUCTOR, publisher=PUBLISHER)
    return ArticleWriter(whole, 0, Medium(chapter=lambda number: f"{number}.xhtml")).html()


@pytest.mark.parametrize("name", TEXTS)
def test_nothing_that_acts_is_in_a_book(tmp_path: Path, name: str) -> None:
    """Elements of forms and scripts, handlers, what only scripts read."""
    text = written(tmp_path, f"<p>before</p>{TEXTS[name]}<p>after</p>")
    assert "before" in text
    assert "after" in text
    assert "act()" not in text
    etree.fromstring(_ROOT.format(text))


@pytest.mark.parametrize(
    "text", ["a &lt;script&gt;act()&lt;/script&gt; &amp;lt;", "]]&gt; &lt;!-- -- &amp;#60;"]
)
def test_text_that_looks_like_markup_is_text(tmp_path: Path, text: str) -> None:
    """In a paragraph, in an attribute, in a drawing and in an equation."""
    html = written(
        tmp_path,
        f'<p title="&quot; {text}">{text}</p><svg aria-label="{text}"><text>{text}</text></svg>'
        f"<math><mtext>{text}</mtext></math>",
    )
    tree = etree.fromstring(_ROOT.format(html))
    words = etree.fromstring(f"<p>{text}</p>").text
    found = ["".join(node.itertext()) for node in tree.iter() if (node.text or "").strip()]
    assert found.count(words) == 3
    assert not [node for node in tree.iter() if str(node.tag).endswith("script")]
