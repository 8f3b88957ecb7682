"""What comes out is limited: few letters that become many are refused with their line."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.rendering import frame, render, said
from tests.work import lines_run

from exchange.safety.limits import Limits
from exchange.safety.markdown_source import read_source
from exchange.safety.page_html import check_page_html
from exchange.safety.site_size import site_size_problem
from exchange.safety.texts import check_text
from exchange.text.problems import Problem, explain

PATH = "content/en/page.md"
TITLE = "t" * 9_000
GROWING = {
    "a title used often": ("[a]\n" * 20_000 + f'\n[a]: https://x.example "{TITLE}"', 20_002),
    "a title on its own line": ("[a]\n" * 20_000 + f'\n[a]: https://x.example\n  "{TITLE}"', 20_002),
    "an address used often": ("Text.\n\n" + "[a] " * 20_000 + f"\n\n[A]: https://x.example/{TITLE}", 5),
    "two addresses": ("[a][b][c] " * 9_000 + f"\n\n[b]: /{TITLE[:4000]}\n[c]: /{TITLE[:4500]}", 4),
    "a picture used often": ("![x][p] " * 9_000 + f"\n\n[p]: ../../assets/{TITLE}.png", 3),
    "a wide table": ("|a" * 900 + "\n" + "|-" * 900 + "\n" + "|\n" * 4_000, 2),
    "a wide table without its outer signs": ("a|" * 900 + "a\n" + ":-:|" * 900 + ":-:\n" + "b|\n" * 4_000, 2),
    "footnotes used often": ("a[^1]" * 19_000 + "\n\n[^1]: Note.", 1),
    "cards of calls": ("Text.\n\n" + "::: call x\n\n" * 900, 3),
    "dates of calls": ("{call:x full} " * 6_000, 1),
}  # fmt: skip


@pytest.mark.parametrize("name", GROWING)
def test_what_would_grow_is_refused_before_it_is_made(name: str) -> None:
    """At the line that says what is used so often, with less work than the text has signs."""
    text, line = GROWING[name]
    problems: list[Problem] = []
    assert lines_run(lambda: problems.extend(check_text(text, path=PATH))) < 5_000 + len(text) // 2
    found = [problem for problem in problems if problem.rule == "page-grows"]
    assert [problem.place.line for problem in found] == [line]
    assert all("kB" in explain(found[0], language) for language in ("en", "ko"))


ORDINARY = {
    "a wide table with few rows": "|a" * 12 + "\n" + "|-" * 12 + "\n" + ("|b" * 12 + "\n") * 200,
    "many footnotes": "".join(f"Text[^{n}].\n\n[^{n}]: <https://x.example/{n}>\n\n" for n in range(300)),
    "one source cited often": "Text.[^1] " * 100 + "\n\n[^1]: Source.",
    "links by names": "".join(f"[a{n}] " for n in range(200))
    + "\n\n"
    + "".join(f"[a{n}]: https://x.example/{n}\n" for n in range(200)),
    "some cards": "::: call x\n\n" * 20,
}


@pytest.mark.parametrize("name", ORDINARY)
def test_ordinary_pages_pass(name: str) -> None:
    """Tables, sources, links by name and cards as pages have them."""
    assert "page-grows" not in [problem.rule for problem in check_text(ORDINARY[name], path=PATH)]


def test_a_text_that_has_grown_otherwise_is_refused_at_what_it_repeats() -> None:
    """What no rule foresees is measured when it is made; nothing else of it is looked at."""
    text = "# Title\n\nOne line.\n\n" + "a\n\n" * 40
    found = check_page_html("<p>" + "x" * 200_000, read_source(text, path=PATH), limits=Limits())
    assert said(found) == ["5:page-grows"]


@pytest.mark.parametrize(
    "comment", ["<!--#include virtual='/etc/passwd' -->", "<!--#exec cmd='id' -->", "<!--esi <x/> -->",
                "<!--[if IE]><b>x</b><![endif]-->", "<!--%x%-->", "<!--?php x ?-->"]
)  # fmt: skip
def test_comments_that_are_instructions_are_refused(comment: str) -> None:
    """To a host (SSI), a cache (ESI), an old browser; in a sentence too."""
    for text, line in ((f"Text.\n\n{comment}\n", 3), (f"A {comment} b", 1)):
        found = check_page_html(render(text), read_source(text, path=PATH), frame=frame())
        assert said(found) == [f"{line}:comment-acts"]
    ordinary = "Text.\n\n<!-- A remark for editors, no. 1 -->\n"
    assert not check_page_html(render(ordinary), read_source(ordinary, path=PATH), frame=frame())


def test_a_site_has_a_size(tmp_path: Path) -> None:
    """All its files together, in whatever language; the largest is named."""
    for name, size in (("a.html", 10), ("search/index.json", 3_000_000)):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x" * size)
    paths = {"a.html", "search/index.json"}
    assert site_size_problem(tmp_path, paths, Limits(), "content") is None
    problem = site_size_problem(tmp_path, paths, Limits(site_bytes=2 * 1024 * 1024), "content")
    assert problem is not None
    assert problem.code == "safety/site-too-large"
    assert "search/index.json" in explain(problem, "en")
