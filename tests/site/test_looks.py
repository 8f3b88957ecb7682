"""Rules about colours judge each look once: what differs in anything that decides is another look."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.building import Built
from tests.site.kinds import TablePage, look

pytestmark = pytest.mark.browser

STYLE = """
body { background: #fff; color: #222; font: 16px/1.5 sans-serif }
.quiet { color: #666 }
.quiet.large { color: #888; font-size: 40px }
a { color: #06c; text-decoration: underline }
.dim { background: #999 }
.faint { opacity: .5 }
.box { position: absolute; inset: 0 auto auto 0; inline-size: 400px; block-size: 400px; background: #777 }
.box { z-index: -1 }
@media (prefers-color-scheme: dark) { .night { color: #ddd } }
"""
RIGHT = """
<p class="quiet">Words that can be read</p> <p class="quiet large">Large words</p> <p class="night">By day</p>
<p>Words with <a href="/">a link</a> in them.</p>
"""
FAULTS = {
    "another layer below": ('<div class="dim"><p class="quiet">Words</p></div>', "color-contrast"),
    "less opaque as a whole": ('<div class="faint"><p class="quiet">Words</p></div>', "color-contrast"),
    "smaller": ('<p class="quiet large" style="font-size: 16px">Words</p>', "color-contrast"),
    "on a box that does not hold it": ('<div class="box"></div><p class="quiet">Words</p>', "color-contrast"),
    "a link without a line": (
        '<p>Words with <a href="/" style="text-decoration: none">a link</a> in them.</p>',
        "link-in-text-block",
    ),
    "without words": ('<button type="button"></button>', "button-name"),
}


def test_a_text_of_another_look_is_judged(tmp_path: Path) -> None:
    """Each fault is found though texts of its element and class are right; so is one in the dark alone."""
    for number, body in enumerate([RIGHT, *(body for body, _ in FAULTS.values())]):
        folder = tmp_path / "en" / str(number)
        folder.mkdir(parents=True)
        head = f'<!doctype html><html lang="en"><title>x</title><style>{STYLE}</style>'
        html = f"{head}<main><h1>x</h1>{body}</main>"
        (folder / "index.html").write_text(html, encoding="utf-8")
    pages = [TablePage(site="faults", locale="en", path=f"en/{n}/") for n in range(len(FAULTS) + 1)]
    found = look(
        "axe.mjs",
        {"faults": Built(folder=tmp_path, status=0, output="")},
        pages,
        widths={f"faults:{page.path}": [1280] for page in pages},
    )["violations"]
    told = {tuple(line.split(" | ")[index] for index in (0, 3)) for line in found}
    rules = {(where, *rest.split(": ")[:2]) for where, rest in told}
    assert {(where, rule) for where, scheme, rule in rules if scheme == "light"} == {
        (f"faults:/en/{number}/", rule) for number, (_, rule) in enumerate(FAULTS.values(), 1)
    }
    assert ("faults:/en/0/", "dark", "color-contrast") in rules
