"""What is right gives no finding: the site's own content, and pages made to look wrong."""

from __future__ import annotations

import datetime
import re
from html.parser import HTMLParser
from pathlib import Path

import markdown
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.building import FRAME, ROOT, SITES
from tests.pages.writing import read_library
from tests.partnerships import partnership
from tests.rules.examination import examine
from tests.site.small_sites import NOW, make_site, problems
from tests.strategies import bodies

from exchange.rules.examination import PageRules
from exchange.rules.masking import views
from exchange.rules.written_cards import card_links, written_cards
from exchange.rules.written_links import written_links
from exchange.site.checking import all_problems
from exchange.site.page_checks import page_problems
from exchange.site.reading import read_site
from exchange.site.settings import SiteSettings, make_settings, read_settings
from exchange.text.content_folder import look_at
from exchange.text.documents import read_document, text_of
from exchange.text.editor_traces import conflict
from exchange.text.problems import Severity, explain

BETWEEN_TRANSLATIONS = ("rules/facts-differ", "rules/term-absent")
EXTENSIONS = ["attr_list", "footnotes", "sane_lists", "tables", "toc", "exchange.authoring.extension"]
PAGES = sorted(file for folder in (ROOT / "content", SITES / "legitimate") for file in folder.rglob("*.md"))


def test_the_real_content_has_no_error() -> None:
    """On the day of its newest page. A warning may be published, so it is the authors' to judge."""
    assert errors_of(read_settings(ROOT / "mkdocs.yml")) == []


def errors_of(project: SiteSettings) -> list[str]:
    """Return what stops a project from being published on the day of its newest `checked`."""
    library = read_library(project.content.folder, root="content", locales=project.content.locales)
    days = [page.meta.checked for pair in library for page in pair.pages.values() if page.meta.checked]
    now = datetime.datetime.combine(max(NOW.date(), *days), NOW.timetz())
    found = all_problems(project, now=now)
    return [explain(problem, "en") for problem in found if problem.severity is Severity.ERROR]


def test_legitimate_pages_have_no_finding(tmp_path: Path) -> None:
    """Every extension in use, quotations, foreign passages, odd numbers and dates.

    Its two languages are no translations of one another, so that what they state is not compared.
    """
    found = problems(make_site(tmp_path, SITES / "legitimate"))
    assert [explain(one, "en") for one in found if one.code not in BETWEEN_TRANSLATIONS] == []


def test_the_real_content_states_the_same_in_both_languages() -> None:
    """At most three of a hundred sections are found, of more than four hundred."""
    found = all_problems(read_settings(ROOT / "mkdocs.yml"), now=NOW)
    assert len([problem for problem in found if problem.code == "rules/facts-differ"]) <= 12


class _Addresses(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        name = {"a": "href", "img": "src"}.get(tag, "")
        address = dict(attributes).get(name)
        if address and not address.startswith(("#fn", "mailto:")):
            self.found.add(address)


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.relative_to(file.parents[2]).as_posix())
def test_links_are_those_of_the_rendered_page(file: Path) -> None:
    """What is found without rendering is what Python-Markdown makes a link or picture of."""
    text = file.read_text(encoding="utf-8")
    document = read_document(text, path=file.name)
    rendered = _Addresses()
    rendered.feed(markdown.markdown(document.body, extensions=EXTENSIONS))
    body_at = len(text) - len(document.body)
    structure = views(text, body_at=body_at, locale=file.relative_to(file.parents[2]).parts[0]).structure
    cards = tuple(written_cards(text, body_at))
    written = {link.target for link in (*written_links(structure), *card_links(text, cards))}
    automatic = set(re.findall(r"<(https?:[^>\s]+)>", structure))
    expected = {address for address in rendered.found if not address.startswith("#fn")}
    assert {link for link in written if not link.startswith("#fn")} | automatic == expected


@pytest.mark.parametrize(
    "html", ["<a href=x.md>y</a>", "<a hreflang=ko href = x.md>y</a>", "<IMG SRC=x.md alt=y>"]
)
def test_an_address_without_quotes_is_one(html: str) -> None:
    """A browser follows it as well."""
    (link,) = written_links(html)
    assert (link.target, html[link.target_start : link.target_end], link.text) == ("x.md", "x.md", "y")


@settings(deadline=None)
@given(bodies(), st.sampled_from(["en", "ko"]))
def test_views_keep_every_offset(body: str, locale: str) -> None:
    """Each view is as long as the text, and its lines end where the text's do."""
    for view in (
        getattr(views(body, body_at=0, locale=locale), name)
        for name in ("structure", "prose", "unquoted", "any_language")
    ):
        assert len(view) == len(body)
        assert [at for at, one in enumerate(view) if one == "\n"] == [
            at for at, one in enumerate(body) if one == "\n"
        ]


_RULES = PageRules(locales=("en", "ko"), terms=())
_FRONT = '---\ntitle: "x"\ndescription: "x"\nkind: page\noriginal: en\n---\n'


@settings(max_examples=200, deadline=None)  # the first page of a process loads the dictionaries
@given(
    st.one_of(
        bodies(),
        st.text(),
        st.text(st.sampled_from("[]()!`*_#|{}<>^:-\n 가a1.")),
    ),
    st.sampled_from(["en", "ko"]),
)
def test_any_text_is_examined_and_its_places_are_in_it(body: str, locale: str) -> None:
    """No text crashes a rule, and every finding points into the file."""
    content = (_FRONT + body).encode("utf-8", errors="replace")
    assume(conflict(text_of(content), "x.md") is None)  # such a file is not read
    examined = examine(_RULES, content, locale=locale, name="x.md")
    lines = content.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for problem in examined.problems:
        for place in (problem.place, problem.end or problem.place):
            assert 1 <= place.line <= len(lines)
            assert 0 <= place.column <= len(lines[place.line - 1]) + 1


def test_an_unknown_language_is_checked_as_far_as_possible(tmp_path: Path) -> None:
    """A third language needs a folder and no code: what needs its grammar is left out."""
    page = tmp_path / "content" / "cy" / "index.md"
    page.parent.mkdir(parents=True)
    page.write_text(_FRONT.replace("original: en", "original: cy") + "[x](nowhere.md)\n", encoding="utf-8")
    settings = make_settings(
        root=tmp_path,
        content=tmp_path / "content",
        frame=FRAME,
        site_url="https://x.example/",
        plugins={"content_check": {}},
        extensions=(),
        extension_options={},
        partnership=partnership("cy"),
    )
    site = read_site(settings, look_at(settings.content.folder), now=NOW)
    found = list(page_problems(site, today=NOW.date(), now=NOW, warnings=True))
    assert [problem.code for problem in found] == ["rules/link-page"]
