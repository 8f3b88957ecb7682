"""What a broken promise proposes: `gone` first, a successor only where its sections show that it is one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from exchange.editions.ledger import Kind, Ledger, Line
from exchange.editions.published_files import PageIds, Publication
from exchange.editions.redirects import read_redirects
from exchange.editions.resolution import Promise, broken_promises, with_companions
from exchange.editions.root_pages import copied_files
from exchange.text.problems import Problem, explanation

LOCALES = ("en", "ko")
KEPT = {
    "/": (),
    "/calls/": (),
    "/calls/b/": ("stages",),
    "/guides/": (),
    "/guides/estimands/": ("anatomy", "strategies"),
    "/guides/estimands-2/": ("strategies-2",),
}
FILES = ("/calendar/en/all-internal.ics", "/calendar/en/call/b.ics", "/assets/form.pdf")


def published(**more: tuple[str, ...]) -> Publication:
    """Return a site of these pages in both languages."""
    pages = {**KEPT, **{f"/guides/{name.replace('_', '-')}/": ids for name, ids in more.items()}}
    return Publication(
        pages={
            f"/{locale}{page}": PageIds(all=frozenset(ids), lasting=frozenset(ids))
            for page, ids in pages.items()
            for locale in LOCALES
        },
        files=frozenset(FILES),
        events=frozenset(),
    )


def promise(*lost: str, now: Publication | None = None, redirects: str = "moved: []\n") -> Promise:
    """Return what is promised: all that is there of old, and what was lost, in both languages."""
    sections = [address for address in lost if "#" in address]
    lines = [*published().lines()]
    for address in lost:
        kind = Kind.SECTION if address in sections else Kind.CALENDAR if "." in address else Kind.PAGE
        lines += [
            Line(kind=kind, address=f"/{locale}{address}" if kind is not Kind.CALENDAR else address)
            for locale in LOCALES
        ]
    return Promise(
        ledger=Ledger(frozenset(lines)),
        redirects=read_redirects(redirects, path="content/redirects.yml", locales=LOCALES),
        published=now or published(),
        locales=LOCALES,
        ledger_path="content/ledger.csv",
        redirects_path="content/redirects.yml",
    )


def after(asked: Promise, problem: Problem, line: str) -> list[str]:
    """Return the rules that are still broken when a proposed line is added."""
    key = "gone" if "reason" in line else "moved"
    redirects = read_redirects(
        f"{key}:\n  {line}\n",
        path="content/redirects.yml",
        locales=LOCALES,
        published=frozenset(known.address for known in asked.ledger),
    )
    return [one.rule for one in broken_promises(replace(asked, redirects=redirects)) if one != problem]


@pytest.mark.parametrize(
    ("lost", "instead"),
    [
        ("/calls/x/", "/calls/"),
        ("/guides/estimand/", "/guides/"),
        ("/training/a/b/", "/"),
        ("/calendar/en/call/x.ics", "/calls/"),
        ("/calendar/en/all.ics", "/calls/"),
    ],
)
def test_what_was_removed_is_gone_with_a_reason(lost: str, instead: str) -> None:
    """Nothing that only sounds alike is proposed; the line works when it is typed."""
    asked = promise(lost)
    (problem,) = broken_promises(asked)
    assert problem.rule == "unresolved"
    assert (
        problem.values["gone_entry"]
        == f'- {{from: {lost}, reason: {{en: "...", ko: "..."}}, instead: {instead}}}'
    )
    assert after(asked, problem, problem.values["gone_entry"]) == []
    for language in LOCALES:
        way_out = explanation(problem, language).way_out
        assert way_out.index("gone") < way_out.index("moved")
        assert "estimands" not in way_out
        assert "internal" not in way_out
        assert "calls/b" not in way_out


def test_a_page_whose_sections_are_in_a_new_one_has_moved_there() -> None:
    """The sections are evidence, the name is none."""
    lost = ("/guides/old/", "/guides/old/#one", "/guides/old/#two")
    asked = promise(*lost, now=published(quite_another_name=("one", "two", "three")))
    (problem,) = broken_promises(asked)
    assert problem.rule == "unresolved-moved"
    assert problem.values["better"] == "- {from: /guides/old/, to: /guides/quite-another-name/}"
    assert after(asked, problem, problem.values["better"]) == []
    assert after(asked, problem, problem.values["gone_entry"]) == []


def test_a_page_that_shares_a_minority_of_sections_is_another_one() -> None:
    """Such as `sources` or `further-reading`, which many pages have."""
    lost = ("/guides/old/", "/guides/old/#one", "/guides/old/#two", "/guides/old/#sources")
    asked = promise(*lost, now=published(new=("sources",)))
    assert [one.rule for one in broken_promises(asked)] == ["unresolved"]


COURSE = ("/training/c/", "/training/c/instructor/", "/training/c/one/", "/training/c/one/instructor/")
FILES_OF_COURSE = tuple(
    f"/{locale}/training/c/c{end}" for locale in LOCALES for end in (".pdf", "-instructor.pdf", ".epub")
)


def lost_course(now: Publication, redirects: str = "moved: []\n") -> Promise:
    """Return what is promised where a course with a lesson is no longer where it was."""
    asked = promise(*COURSE, now=now, redirects=redirects)
    lines = [Line(kind=Kind.DOWNLOAD, address=address) for address in FILES_OF_COURSE]
    lines += [
        Line(kind=Kind.NAME, address="/id/c/", name="/training/c/"),
        Line(kind=Kind.NAME, address="/id/c-one/", name="/training/c/one/"),
    ]
    ids = {"/id/c/": "/guides/d/", "/id/c-one/": "/guides/d-one/", "/id/other/": "/guides/"}
    return replace(asked, ledger=asked.ledger.with_lines(lines), ids=ids)


def renamed_course() -> Publication:
    """Return a site in which the course is `/guides/d/`, with all its files; its lesson has another name."""
    pages = published(d=("part",), d_one=("part",)).with_pages(
        {f"/{locale}/guides/{name}/instructor/": frozenset() for locale in LOCALES for name in ("d", "d-one")}
    )
    files = (address.replace("/training/c/c", "/guides/d/d") for address in FILES_OF_COURSE)
    return replace(pages, files=frozenset((*FILES, *files)))


MOVED = "moved:\n  - {from: /training/c/, to: /guides/d/}\n  - {from: /training/c/one/, to: /guides/d-one/}\n"


def test_a_page_is_known_by_its_permanent_id_whatever_its_sections_are_called() -> None:
    """A renamed course is asked for by its pages: pages for instructors and handouts go along with theirs."""
    problems = [*broken_promises(lost_course(renamed_course()))]
    assert [problem.values["better"] for problem in problems] == [
        "- {from: /training/c/, to: /guides/d/}",
        "- {from: /training/c/one/, to: /guides/d-one/}",
    ]


def test_what_belongs_to_a_page_moves_with_it() -> None:
    """In every language, a file under the name of its new folder; not what is not there."""
    moved = with_companions(lost_course(renamed_course(), MOVED))
    assert list(broken_promises(moved)) == []
    assert moved.redirects.moves["/training/c/one/instructor/"].to == "/guides/d-one/instructor/"
    assert dict(copied_files(moved)) == {
        address: address.replace("/training/c/c", "/guides/d/d") for address in FILES_OF_COURSE
    }
    without = replace(renamed_course(), files=frozenset(FILES))
    problems = broken_promises(with_companions(lost_course(without, MOVED)))
    assert [problem.values["source"] for problem in problems] == [
        f"/training/c/c{end}" for end in ("-instructor.pdf", ".epub", ".pdf")
    ]


def test_what_belongs_to_a_page_that_is_gone_is_gone_for_the_same_reason() -> None:
    """But another page below it is asked for, and a file that only begins with the same letters."""
    gone = "gone:\n  - {from: /training/c/, reason: {en: Old, ko: 낡음}, instead: /guides/}\n"
    asked = lost_course(published(), gone)
    more = Line(kind=Kind.DOWNLOAD, address="/en/training/c/chart.pdf")
    asked = with_companions(replace(asked, ledger=asked.ledger.with_lines([more]), ids={}))
    assert [problem.values["address"] for problem in broken_promises(asked)] == [
        "/en/training/c/one/",
        "/en/training/c/chart.pdf",
    ]
    assert asked.redirects.tombstones["/training/c/c.pdf"].instead == "/guides/"


def test_a_section_that_was_removed_is_gone_with_a_reason() -> None:
    """A section that is only nearly so called is another one; readers go on to the page."""
    asked = promise("/guides/estimands/#strategie")
    (problem,) = broken_promises(asked)
    assert problem.rule == "unresolved-section"
    assert problem.values["gone_entry"].endswith("instead: /guides/estimands/}")
    assert "strategies" not in explanation(problem, "en").way_out
    assert after(asked, problem, problem.values["gone_entry"]) == []


def test_a_section_whose_text_is_elsewhere_has_moved_there() -> None:
    """What says so is the text, whatever the section is called now."""
    asked = replace(
        promise("/guides/estimands/#agreement"),
        successor=lambda _lost: "/en/guides/estimands-2/#strategies-2",
    )
    (problem,) = broken_promises(asked)
    assert problem.rule == "unresolved-section-moved"
    assert problem.values["better"].endswith("to: /guides/estimands-2/#strategies-2}")
    assert after(asked, problem, problem.values["better"]) == []
    assert after(asked, problem, problem.values["gone_entry"]) == []


@pytest.mark.parametrize(
    ("to", "best"),
    [("/guides/estimand/", "/guides/estimands/"), ("/guides/federated/", ""), ("/calls/x/", "")],
)
def test_a_redirect_to_nothing_names_what_is_near_or_nothing(to: str, best: str) -> None:
    """And its message shows no empty place."""
    problems = broken_promises(promise(redirects=f"moved:\n  - {{from: /a/, to: {to}}}\n"))
    (problem,) = problems
    assert problem.values["best"] == best
    assert ("Did you mean" in explanation(problem, "en").way_out) == bool(best)
    assert "''" not in explanation(problem, "ko").way_out


def test_the_sections_of_a_page_that_is_gone_need_no_entry() -> None:
    """The page that says what happened serves them too; a section of another page is still asked for."""
    gone = "gone:\n  - {from: /guides/old/, reason: {en: Old, ko: 낡음}, instead: /guides/}\n"
    lost = ("/guides/old/", "/guides/old/#one", "/guides/old/#two")
    assert list(broken_promises(promise(*lost, redirects=gone))) == []
    (problem,) = broken_promises(promise(*lost, "/guides/estimands/#three", redirects=gone))
    assert problem.values["address"] == "/en/guides/estimands/#three"


def test_the_sections_of_a_page_that_moved_are_looked_for_where_it_is() -> None:
    """One that did not go along is asked for; an entry that leads into a section serves all of them."""
    lost = ("/guides/old/", "/guides/old/#anatomy", "/guides/old/#left")
    moved = "moved:\n  - {from: /guides/old/, to: /guides/estimands/}\n"
    (problem,) = broken_promises(promise(*lost, redirects=moved))
    assert problem.values["address"] == "/en/guides/old/#left"


@pytest.mark.parametrize(
    "entry",
    [
        "moved:\n  - {from: /guides/estimands/, to: /guides/}\n",
        "moved:\n  - {from: /guides/estimands/#anatomy, to: /calls/b/#stages}\n",
        "gone:\n  - {from: /assets/form.pdf, reason: {en: Old, ko: 낡음}, instead: /guides/}\n",
        "gone:\n  - {from: /guides/estimands/, reason: {en: Old, ko: 낡음}, instead: /guides/}\n",
    ],
)
def test_no_entry_hides_what_is_still_published(entry: str) -> None:
    """A page, a section, a file: neither a move nor a tombstone may turn its readers away."""
    (problem,) = broken_promises(promise(redirects=entry))
    assert problem.rule == "redirect-of-something-there"
    assert explanation(problem, "en") != explanation(problem, "ko")


def test_an_entry_of_an_event_may_stay_when_there_is_such_an_event_again() -> None:
    """Calendars know it by its id; nobody is turned away."""
    entry = 'gone:\n  - {from: "event:a@x", reason: {en: Off, ko: 취소}, instead: /calls/}\n'
    again = replace(published(), events=frozenset(["a@x"]))
    assert list(broken_promises(promise(now=again, redirects=entry))) == []


@pytest.mark.parametrize("left", ["en", "ko"])
def test_a_language_that_was_published_is_said_once(left: str) -> None:
    """Not each of its pages, sections, calendars: no redirect leads out of a whole language."""
    asked = promise()
    pages = {path: ids for path, ids in asked.published.pages.items() if path.startswith(f"/{left}/")}
    site = replace(asked.published, pages=pages, files=frozenset({"/assets/form.pdf"}))
    problems = list(broken_promises(replace(asked, published=site, locales=(left,))))
    (dropped,) = {*LOCALES} - {left}
    assert [problem.rule for problem in problems] == ["language-dropped"]
    assert problems[0].values["language"] == dropped
    assert list(broken_promises(replace(asked, published=asked.published))) == []
