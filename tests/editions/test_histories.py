"""Random histories of a site: whatever is edited, moved or deleted, what was published stays reachable."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from exchange.editions.addresses import in_locale, page_of, section_of
from exchange.editions.digests import Sections
from exchange.editions.ledger import Kind, Ledger, Line
from exchange.editions.moved_sections import MovedSections
from exchange.editions.page_ids import PageIds
from exchange.editions.previews import lost_editions
from exchange.editions.published_files import Publication
from exchange.editions.redirects import Redirects, read_redirects
from exchange.editions.resolution import Promise, broken_promises
from exchange.editions.root_pages import PageContext, RootPage, root_pages
from exchange.editions.shelf import Sealed
from exchange.editions.version_views import VERSIONS_FOLDER, VersionLink, VersionRecords, version_pages
from exchange.editions.versions import promised_lines
from exchange.text.locales import Locale
from exchange.text.problems import ContentProblems, Problem
from exchange.text.strings import Strings

LOCALES = ("en", "ko")
PAGES = [f"/guides/{name}/" for name in "abcd"]
SECTIONS = ["x", "y", "z"]

pages = st.sampled_from(PAGES)
sections = st.sampled_from(SECTIONS)
honest = st.booleans()  # whether the author writes the line that is asked for
steps = st.one_of(
    st.tuples(st.just("write"), pages, st.frozensets(sections)),
    st.tuples(st.just("move"), pages, pages),
    st.tuples(st.just("rename"), pages, sections, sections),
    st.tuples(st.just("delete"), pages),
    st.tuples(st.just("retire"), pages),
    st.tuples(st.just("seal")),
    st.tuples(st.just("publish"), honest),
)


@dataclass
class Site:
    """A site as it is being edited, and as it was last published."""

    pages: dict[str, frozenset[str]] = field(default_factory=lambda: {"/": frozenset()})
    moved: dict[str, str] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    ledger: Ledger = field(default_factory=Ledger)
    sealed: dict[str, Sections] = field(default_factory=dict)  # on the branch of editions

    def published(self) -> Publication:
        return Publication(
            pages={
                in_locale(page, locale): PageIds(all=ids, lasting=ids)
                for page, ids in self.pages.items()
                for locale in LOCALES
            },
            files=frozenset(),
            events=frozenset(),
        )

    def redirects(self) -> Redirects:
        lines = [f"  - {{from: {source}, to: {target}}}\n" for source, target in sorted(self.moved.items())]
        reasons = [
            f"  - {{from: {source}, reason: {{en: Old, ko: 낡음}}, instead: /}}\n"
            for source in sorted(self.gone)
        ]
        text = "moved:\n" + "".join(lines) if lines else ""
        text += "gone:\n" + "".join(reasons) if reasons else ""
        return read_redirects(text, path="redirects.yml", locales=LOCALES)

    def promise(self) -> Promise:
        return Promise(
            ledger=self.ledger.with_lines(promised_lines(self.sealed.values())),
            redirects=self.redirects(),
            published=self.published(),
            locales=LOCALES,
            ledger_path="ledger.csv",
            redirects_path="redirects.yml",
        )

    def problems(self) -> list[Problem]:
        shelf = [Sealed(edition=one, folder=Path()) for one in self.sealed]
        try:
            return [
                *broken_promises(self.promise()),
                *lost_editions(self.ledger, {one.edition: one.digest for one in shelf}, path="ledger.csv"),
            ]
        except ContentProblems as found:
            return list(found.problems)

    def follow(self, problem: Problem) -> None:
        """Do what the message says."""
        if problem.rule in ("unresolved", "unresolved-section"):
            self.gone.add(problem.values["gone_entry"].removeprefix("- {from: ").partition(",")[0])
        elif "better" in problem.values and problem.rule.startswith("unresolved"):
            source, _, target = problem.values["better"].removeprefix("- {from: ").partition(", to: ")
            self.moved[source] = target.removesuffix("}")
        elif problem.rule == "redirect-chain":
            self.moved[problem.values["address"]] = problem.values["better"]
        elif problem.rule == "redirect-of-something-there":
            self.moved.pop(problem.values["address"], None)
            self.gone.discard(problem.values["address"])
        elif problem.rule == "redirect-to-nothing":
            address, best = problem.values["address"], problem.values["best"]
            self.moved = {**self.moved, address: best} if best else self.moved
            if not best:
                self.moved.pop(address, None)
        elif problem.rule == "redirect-kind":
            del self.moved[problem.values["address"]]
        elif problem.rule == "redirect-twice":
            self.gone.discard(problem.values["address"])

    def publish(self) -> bool:
        """Publish if nothing speaks against it; return True if it was."""
        if self.problems():
            return False
        sealed = [Line(kind=Kind.EDITION, address=f"/editions/{edition}/") for edition in self.sealed]
        more = promised_lines(self.sealed.values())
        self.ledger = self.ledger.with_lines(self.published().lines()).with_lines((*sealed, *more))
        return True

    def seal(self) -> None:
        """Seal the pages as they are, as the next edition."""
        self.sealed[f"2026.{len(self.sealed) + 1}"] = self.sections()

    def sections(self) -> Sections:
        """Return what `digests_of` finds in the site."""
        return {
            in_locale(page, locale): {"": (page, "0"), **{one: (one, "0") for one in sorted(ids)}}
            for page, ids in self.pages.items()
            for locale in LOCALES
        }

    def context(self) -> PageContext:
        words = dict.fromkeys(LOCALES, Strings({"moved-section": "moved"}))
        locales = tuple(Locale(code=code, name=code) for code in LOCALES)
        return PageContext(locales=locales, words=words, url="https://example.org/")


def reached(promise: Promise, around: PageContext) -> set[str]:
    """Return every address a reader reaches: pages, our pages for what moved, and marks in pages."""
    found = {f"{page}#{one}" for page, ids in promise.published.pages.items() for one in ids.all}
    found |= set(promise.published.pages)
    for page in root_pages(promise, (), around):
        found |= {page.address, *(f"{page.address}#{section.id}" for section in page.sections)}
        for href in (href for section in page.sections for href in section.hrefs.values()):
            assert promise.published.has(posixpath.normpath(page_of(f"{page.address}{href}")) + "/")
    marks = MovedSections(promise.redirects)
    for address in promise.published.pages:
        marks.page, marks.locale = promise.neutral(address), address.split("/")[1]
        marks.words = around.words[marks.locale]
        here = promise.published.pages[address].all
        found |= {f"{address}#{old}" for old, new in marks.renames() if new in here}
        found |= {f"{address}#{left.id}" for left in marks.old_sections()}
    return found


def reached_in_editions(site: Site) -> set[str]:
    """Return the editions, after following every link between the versions of a page."""
    redirects = site.redirects()
    known = VersionRecords(sealed=site.sealed, redirects=redirects, withdrawn=(), locales=LOCALES)
    pages = {page.address: page.page() for page in version_pages(known, site.sections(), site.context())}
    here = reached(site.promise(), site.context())
    for page in pages.values():
        for link in links(page):
            target = posixpath.normpath(page_of(page.address + link.href)) + "/"
            edition, _, address = target.removeprefix("/editions/").partition("/")
            if not link.edition:
                assert target in here
            elif not link.missing:
                section = section_of(link.href)
                assert not section or section in site.sealed[edition][f"/{address}"]
    for edition, sealed in site.sealed.items():
        for address in sealed:  # a sealed page names its list by its own address, for ever
            listed = [link.edition for link in pages[f"{VERSIONS_FOLDER}{address}"].extras["versions"]]  # type: ignore[attr-defined]
            assert edition in listed
    return {f"/editions/{edition}/" for edition in site.sealed}


def links(page: RootPage) -> Iterator[VersionLink]:
    """Yield every link between versions that a page shows."""
    if "live" in page.extras:
        yield from (page.extras["live"], *page.extras["versions"])  # type: ignore[misc]
        yield from (link for row in page.extras["rows"] for link in row.links)  # type: ignore[attr-defined]


def edit(site: Site, step: tuple[object, ...]) -> None:
    match step:
        case ("write", str(page), frozenset() as ids):
            site.pages[page] = ids
        case ("move", str(old), str(new)) if old in site.pages and new not in site.pages:
            site.pages[new] = site.pages.pop(old)
        case ("rename", str(page), str(old), str(new)) if old in site.pages.get(page, ()):
            site.pages[page] = site.pages[page] - {old} | {new}
        case ("delete", str(page)):
            site.pages.pop(page, None)
        case ("retire", str(page)) if page in site.pages:
            del site.pages[page]
            site.gone.add(page)
        case ("seal",):
            site.seal()
        case _:
            pass


@settings(max_examples=400, deadline=None)
@given(st.lists(steps, max_size=14))
def test_no_history_loses_a_line(history: list[tuple[object, ...]]) -> None:
    """After each publishing, every line ever published resolves; a build that would lose one is refused."""
    site = Site()
    for step in history:
        before = site.ledger
        edit(site, step)
        if step[0] != "publish":
            continue
        rounds = 12 if step[1] else 0
        while rounds and (problems := site.problems()):
            site.follow(problems[0])
            rounds -= 1
        if site.publish():
            found = reached(site.promise(), site.context()) | reached_in_editions(site)
            assert {line.address for line in site.ledger} <= found
        else:
            assert site.ledger == before
        assert before.lines <= site.ledger.lines


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(pages, st.frozensets(sections), min_size=1), st.data())
def test_following_the_messages_mends_one_change(
    found: dict[str, frozenset[str]], data: st.DataObject
) -> None:
    """Publish, change one thing, add exactly the lines that are asked for: the next build passes."""
    site = Site(pages={"/": frozenset(), **found})
    assert site.publish()
    changes = st.one_of(
        st.tuples(st.just("move"), st.sampled_from(sorted(found)), pages),
        st.tuples(st.just("rename"), st.sampled_from(sorted(found)), sections, st.just("renamed")),
        st.tuples(st.just("delete"), st.sampled_from(sorted(found))),
    )
    edit(site, data.draw(changes))
    for problem in site.problems():
        site.follow(problem)
    assert site.problems() == []


def test_an_edition_that_was_published_cannot_be_lost() -> None:
    """A build without it is refused, and the ledger stays as it was; with the branch back, it goes on."""
    site = Site()
    site.seal()
    assert site.publish()
    lost, ledger = dict(site.sealed), site.ledger
    site.sealed.clear()
    assert not site.publish()
    assert [problem.rule for problem in site.problems()] == ["edition-lost"]
    assert site.ledger == ledger
    site.sealed.update(lost)
    assert site.publish()


def test_a_deleted_page_takes_its_sections_along() -> None:
    """One line mends a page and all its sections; a section of its own is asked for only where it is lost."""
    site = Site(pages={"/": frozenset(), "/guides/a/": frozenset({"x", "y"})})
    assert site.publish()
    site.pages["/guides/b/"] = frozenset({"x", "renamed"})
    del site.pages["/guides/a/"]
    page, section = site.problems()
    assert page.values["better"] == "- {from: /guides/a/, to: /guides/b/}"
    assert section.rule == "unresolved-section"
    assert section.values["gone_entry"].startswith("- {from: /guides/a/#y, ")
    assert {page_of(line.address) for line in site.ledger.lines_of(Kind.SECTION)} == {
        "/en/guides/a/",
        "/ko/guides/a/",
    }
