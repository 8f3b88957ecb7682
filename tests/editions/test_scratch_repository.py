"""The life of editions in a repository: seal, change, seal again, correct, withdraw, move, publish, crawl."""

from __future__ import annotations

import datetime
import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from babel.dates import format_date
from tests.building import ROOT, Ended, build, digests, mkdocs
from tests.editions.scratch import ADDRESS, CALL, DEADLINE, EXTENDED, Scratch, new_scratch
from tests.site.hosting import served
from tests.tools import HERE, chromium_path

from exchange.citing.short_links import section_code, short_address
from exchange.editions.manifest import hashes, read_day, read_manifest

LINKINATOR = ROOT / "tests" / "node_modules" / ".bin" / "linkinator"


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Scratch:
    """Two editions, a section renamed and a page moved between them, an erratum and a withdrawal."""
    scratch = new_scratch(tmp_path_factory.mktemp("story"))
    assert scratch.run("seal", "2026.1") == 0
    assert scratch.publish() == 0
    scratch.commit(2)
    for locale in ("en", "ko"):
        folder = scratch.root / "content" / locale / "guides"
        (folder / "second.md").rename(folder / "moved.md")
    scratch.replace("guides/*.md", "second.md", "moved.md")
    nav = scratch.root / "content" / "nav.yml"
    nav.write_text(nav.read_text("utf-8").replace("second", "moved"), encoding="utf-8")
    record = scratch.root / "content" / "calls" / f"{CALL}.yml"
    record.write_text(record.read_text("utf-8").replace(DEADLINE, EXTENDED), encoding="utf-8")
    scratch.replace("guides/first.md", "{ #dates }", "{ #when }")
    scratch.commit(3)
    return scratch


@pytest.fixture(scope="module")
def published(story: Scratch) -> Scratch:
    """The story with its redirects written, the second edition sealed, and all of it published."""
    (story.root / "content" / "redirects.yml").write_text(
        "moved:\n  - {from: /guides/second/, to: /guides/moved/}\n"
        "  - {from: /guides/first/#dates, to: /guides/first/#when}\n",
        encoding="utf-8",
    )
    story.commit(4)
    assert story.run("seal", "2026.2") == 0
    for locale, text in (("en", "New part"), ("ko", "새 부분")):
        guide = story.root / "content" / locale / "guides" / "first.md"
        added = f"\n## {text} {{ #new-part }}\n\n{text}.\n"
        guide.write_text(guide.read_text("utf-8") + added, encoding="utf-8")
    texts = ["--text", "en=The table was wrong.", "--text", "ko=표가 잘못되었습니다."]
    assert story.run("erratum", "2026.1", "guides/first", *texts) == 0
    why = ["--text", "en=It was unsafe.", "--text", "ko=안전하지 않았습니다."]
    assert story.run("withdraw", "2026.1", "guides/second", "--instead", "guides/moved", *why) == 0
    assert story.publish() == 0
    story.commit(5)
    return story


def links_of(page: str) -> dict[str, str]:
    """Return the address of each link of a page by its text."""
    found = re.findall(r'<a href="([^"]*)"[^>]*>([^<]*)</a>', page)
    return {text: address for address, text in found}


def test_a_change_without_redirects_is_refused_with_the_lines_to_add(
    story: Scratch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Nothing is written, and each line that is missing is named."""
    before, ledger = digests(story.out), story.ledger()
    assert story.publish() == 1
    said = capfd.readouterr().err
    assert "- {from: /guides/second/, to: /guides/moved/}" in said
    assert "- {from: /guides/first/#dates, reason: " in said
    assert digests(story.out) == before
    assert story.ledger() == ledger


def test_the_same_commit_gives_the_same_bytes(published: Scratch, capfd: pytest.CaptureFixture[str]) -> None:
    """Sealing again from the commit that was sealed does nothing; from another, it is refused."""
    tip = published.git("rev-parse", "editions")
    with_notes = published.git("rev-parse", "HEAD")
    published.git("checkout", "--quiet", f"{with_notes}~1")
    try:
        assert published.run("seal", "2026.2") == 0
        assert "the same bytes" in capfd.readouterr().out
        assert published.run("seal", "2026.1") == 1
        said = capfd.readouterr().err
        assert "words of /en/guides/first/#when" in said
        assert "kx erratum" in said
    finally:
        published.git("checkout", "--quiet", "main")
    assert published.git("rev-parse", "editions") == tip


def test_sealed_bytes_are_published_as_they_were_sealed(published: Scratch) -> None:
    """Every file of a manifest is there with its hash, shared ones at the root; only the withdrawn differ."""
    for edition in ("2026.1", "2026.2"):
        folder = published.out / "editions" / edition
        found = hashes(folder)
        for path, sealed in read_manifest((folder / "manifest.json").read_text("utf-8")).items():
            if path.startswith("assets/"):
                assert hashes(published.out)[path] == sealed
            elif not (edition == "2026.1" and "guides/second" in path):
                assert found[path] == sealed


def test_a_sealed_page_holds_no_date_of_a_call(published: Scratch) -> None:
    """Without scripts there is a link to the call, in the words of the reader, and no date."""
    for locale, words in (("en", "See the current dates"), ("ko", "현재 일정 보기")):
        page = (published.out / "editions/2026.1" / locale / "guides/first/index.html").read_text("utf-8")
        assert page.count(words) == 2
        assert f'href="../../../../../{locale}/calls/{CALL}/"' in page
        text = page.partition("<article")[2].partition("</article>")[0]  # the menus name live pages of years
        assert "2025" not in re.sub(r"<script.*?</script>", "", text, flags=re.DOTALL)


def test_a_sealed_page_says_what_it_is(published: Scratch) -> None:
    """The edition, the live page, canonical to it; the language switch stays in the edition."""
    page = (published.out / "editions/2026.1/en/guides/first/index.html").read_text("utf-8")
    assert "edition 2026.1, sealed on" in page
    assert '<link rel="canonical" href="https://exchange.example.org/en/guides/first/">' in page
    assert '<a href="../../../../../en/guides/first/" data-live>' in page
    assert '<a href="../../../ko/guides/first/" lang="ko"' in page
    assert 'href="../../../../../en/only-english/" data-leaves=""' in page


def sealing_day(published: Scratch, edition: str) -> datetime.date:
    """Return the day that an edition's manifest names."""
    manifest = published.out / "editions" / edition / "manifest.json"
    return datetime.date.fromisoformat(read_day(manifest.read_bytes()))


def test_a_page_is_cited_by_its_newest_edition(published: Scratch) -> None:
    """By the words, the day of sealing and the address of the edition, in the reader's language."""
    day = sealing_day(published, "2026.2")
    page = (published.out / "ko/guides/first/index.html").read_text("utf-8")
    assert f'name="citation_publication_date" content="{day:%Y/%m/%d}"' in page
    assert f'name="citation_public_url" content="{ADDRESS}editions/2026.2/ko/guides/first/"' in page
    assert "2026.2판" in page.partition('class="cite"')[2].partition("</details>")[0]


def test_an_edition_has_its_own_citations(published: Scratch) -> None:
    """The file with all ways, the collected files, without a link that leaves the edition."""
    edition = published.out / "editions/2026.1"
    ways = (edition / "en/guides/first/cite.html").read_text("utf-8")
    assert f"{ADDRESS}editions/2026.1/en/guides/first/#dates" in ways
    assert 'href="../../../data/en/citations.bib"' in ways
    assert "data-leaves" not in ways
    assert "Edition 2026.1" in ways
    items = json.loads((edition / "data/en/citations.json").read_text("utf-8"))
    assert {item["version"] for item in items} == {"2026.1"}


def test_an_old_address_says_which_page_it_was(published: Scratch) -> None:
    """By its name, in the title that other programs show too."""
    page = (published.out / "en/guides/second/index.html").read_text("utf-8")
    title = page.partition("<title>")[2].partition("</title>")[0]
    assert title.startswith("Second guide – ")


def test_a_short_link_outlives_a_move(published: Scratch) -> None:
    """In its language, to the page's new address, with the sections it had."""
    address = short_address("/id/second/", "ko")
    page = published.out.joinpath(address.strip("/"), "index.html").read_text("utf-8")
    assert 'href="../../../ko/guides/moved/" hreflang="ko" data-forward' in page
    assert f'<li id="{section_code("timelines")}"><a href="../../../ko/guides/moved/#timelines"' in page
    assert f"id,{address}" in published.ledger()


def test_what_was_said_since_is_shown_from_outside(published: Scratch) -> None:
    """The erratum, sections that differ, a page that only moved: in both languages, by link and as data."""
    folder = published.out / "editions" / "2026.1"
    notes = json.loads((folder / "since.json").read_text("utf-8"))
    assert notes["guides-first"]["en"][0].endswith("The table was wrong.")
    assert "Changed since in the current page:" in notes["guides-first"]["en"][1]
    assert "표가 잘못되었습니다." in (folder / "since/ko/index.html").read_text("utf-8")
    assert notes["guides-second"]["en"][-1] == "The current page says the same."
    assert notes["guides-only-korean"]["ko"] == ["현재 문서의 내용과 같습니다."]


def test_a_withdrawn_page_is_replaced_by_why(published: Scratch) -> None:
    """The tombstone names the reason and where to go on; the branch keeps what was sealed."""
    page = (published.out / "editions/2026.1/ko/guides/second/index.html").read_text("utf-8")
    assert "안전하지 않았습니다." in page
    assert 'href="../../../../../ko/guides/moved/"' in page
    sealed = published.git("show", "editions:editions/2026.1/ko/guides/second/index.html")
    assert "안전하지 않았습니다." not in sealed


def test_a_live_page_leads_to_its_newest_edition(published: Scratch) -> None:
    """By a link written at build time, to the same language; a page without editions has none."""
    page = (published.out / "ko/guides/moved/index.html").read_text("utf-8")
    assert links_of(page)["이 문서의 2026.2판"] == "../../../editions/2026.2/ko/guides/moved/"
    assert links_of(page)["이 문서의 모든 판"] == "../../../editions/pages/ko/guides/moved/"
    assert "page-editions" not in (published.out / "en/only-english/index.html").read_text("utf-8")


def test_versions_of_a_page_are_listed_where_it_is_and_was(published: Scratch) -> None:
    """Current, newer, older; the withdrawn says so; the language switch stays; a row for each section."""
    for place in ("second", "moved"):
        page = (published.out / f"editions/pages/en/guides/{place}/index.html").read_text("utf-8")
        links = links_of(page)
        assert links["Current"].endswith("../../en/guides/moved/#timelines")
        assert links["Edition 2026.2"] == "../../../../../editions/2026.2/en/guides/moved/"
        assert links["Edition 2026.1"] == "../../../../../editions/2026.1/en/guides/second/"
        assert "(withdrawn)" in page
        assert links["한국어"] == f"../../../../../editions/pages/ko/guides/{place}/"
        assert '<li id="timelines">' in page


def test_a_section_is_found_under_every_name_it_had(published: Scratch) -> None:
    """A renamed section is one row, linked by the id it has in each edition; a new one says who lacks it."""
    page = (published.out / "editions/pages/en/guides/first/index.html").read_text("utf-8")
    row = re.search(r'<li id="when">.*?</li>', page, re.DOTALL)
    assert row
    assert '<span id="dates"></span>' in row[0]
    assert links_of(row[0]) == {
        "Current": "../../../../../en/guides/first/#when",
        "2026.2": "../../../../../editions/2026.2/en/guides/first/#when",
        "2026.1": "../../../../../editions/2026.1/en/guides/first/#dates",
    }
    assert "Not in: 2026.2, 2026.1" in page


def test_publishing_again_gives_the_same_bytes(published: Scratch, tmp_path: Path) -> None:
    """The editions come from the shelf: each file stands in the site by a second name."""
    again = Scratch(root=published.root, out=tmp_path / "again")
    ledger = published.ledger()
    assert again.publish() == 0
    assert digests(again.out / "editions") == digests(published.out / "editions")
    assert published.ledger() == ledger
    page = "editions/2026.1/en/guides/first/index.html"
    assert (again.out / page).stat().st_ino == (published.out / page).stat().st_ino


def test_permanent_ids_survive_a_move(published: Scratch) -> None:
    """The id leads to where the page is now, in both languages."""
    ids = [line.split("/")[2] for line in published.ledger() if line.startswith("id,/id/")]
    pages = {name: (published.out / "id" / name / "index.html").read_text("utf-8") for name in ids}
    assert any(
        'href="../../en/guides/moved/"' in page and "../../ko/guides/moved/" in page
        for page in pages.values()
    )


def test_every_line_of_the_ledger_resolves_by_http(published: Scratch) -> None:
    """Pages, sections, files and editions, as a static host serves them."""
    addresses = [line.split(",")[:2] for line in published.ledger()]
    kinds = {kind for kind, _ in addresses}
    assert kinds >= {"page", "section", "calendar", "event", "edition", "id", "download"}
    calendars = ""
    pages: dict[str, str] = {}
    with served(published.out) as root:
        for kind, address in addresses:
            if kind == "event":
                continue
            page, _, section = address.partition("#")
            if page not in pages:
                pages[page] = _read(root + page.lstrip("/"))
            assert not section or f'id="{section}"' in pages[page], address
            calendars += pages[page] if kind == "calendar" else ""
    unfolded = calendars.replace("\r\n ", "")
    assert all(f"UID:{address}" in unfolded for kind, address in addresses if kind == "event")


def _read(url: str) -> str:
    try:
        with urlopen(url) as answer:  # noqa: S310 -- the loopback interface
            return str(answer.read().decode("utf-8"))
    except HTTPError as error:
        raise AssertionError(f"{url}: {error}") from error


@pytest.fixture(scope="module")
def seen(published: Scratch) -> dict[str, dict[str, str]]:
    """Return what a Korean reader sees in a browser, with and without scripts."""
    pages = ["editions/2026.1/en/guides/first/", "id/second/#timelines", "en/guides/second/#timelines"]
    pages.append("both/guides/second/#timelines")
    command = ["node", "editions/sealed.mjs", str(published.out), *pages]
    environment = {**os.environ, "CHROMIUM": chromium_path()}
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=HERE, env=environment)
    found: dict[str, dict[str, str]] = json.loads(done.stdout)
    assert {name: page["faults"] for name, page in found.items() if page["faults"]} == {}
    return found


@pytest.mark.browser
def test_a_deadline_extended_after_a_seal_is_right_on_the_sealed_page(
    seen: dict[str, dict[str, str]],
) -> None:
    """With scripts the date of today, in a sentence and in the card; without, no date at all."""
    text = seen["scripts editions/2026.1/en/guides/first/"]["text"]
    assert text.count("24 March 2025") == 2
    assert "17 March" not in text
    plain = seen["none editions/2026.1/en/guides/first/"]["text"]
    assert "2025" not in plain
    assert "Deadline: See the current dates." in plain


@pytest.mark.browser
def test_errata_are_shown_on_the_sealed_page(seen: dict[str, dict[str, str]]) -> None:
    """With scripts at once; without, behind a link."""
    assert "The table was wrong." in seen["scripts editions/2026.1/en/guides/first/"]["text"]
    assert "Corrections and changes since" in seen["none editions/2026.1/en/guides/first/"]["text"]


@pytest.mark.browser
def test_old_addresses_and_ids_keep_the_section(seen: dict[str, dict[str, str]]) -> None:
    """Ids, and pages of both languages that moved, lead to the reader's language; old addresses to their own.

    Without scripts both can be chosen.
    """
    assert seen["scripts id/second/#timelines"]["url"] == "/ko/guides/moved/#timelines"
    assert seen["scripts en/guides/second/#timelines"]["url"] == "/en/guides/moved/#timelines"
    assert seen["scripts both/guides/second/#timelines"]["url"] == "/ko/guides/moved/#timelines"
    assert "한국어로 읽기" in seen["none id/second/#timelines"]["text"]
    assert "#timelines" in seen["none en/guides/second/#timelines"]["text"]


@pytest.fixture(scope="module")
def links(published: Scratch) -> dict[str, Any]:
    """Return what the menus of sections copy and where switches lead, all from the keyboard or by a click."""
    short = short_address("/id/first/", "ko").lstrip("/")
    command = ["node", "editions/links.mjs", str(published.out), "", short]
    environment = {**os.environ, "CHROMIUM": chromium_path()}
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=HERE, env=environment)
    found: dict[str, Any] = json.loads(done.stdout)
    assert found["faults"] == []
    return found


def cited_section(title: str, address: str, day: datetime.date) -> str:
    """Return how a section of the first guide is cited in its newest edition, on the day of these tests."""
    site, written = "UK–Korea Smart Trials Exchange", format_date(day, "y MMM d", locale="en")
    edition = f"Edition 2026.2. {site}; {written}"
    return f"{site}. First guide [Internet]. {edition}. {title}. Available from: {address}"


@pytest.mark.browser
def test_a_heading_offers_links_that_last(links: dict[str, Any], published: Scratch) -> None:
    """Current page, newest edition that holds the section, permanent id: one press copies each."""
    short = f"{ADDRESS[:-1]}{short_address('/id/first/', 'en')}"
    assert links["live"]["found"] == {
        "Link to the current page": "/en/guides/first/#when",
        "Link to edition 2026.2, which never changes": "/editions/2026.2/en/guides/first/#when",
        "Permanent link, also after the page moves": "/id/first/#when",
        "Short link, with the language": f"{short}#{section_code('when')}",
        "Citation of this section": cited_section(
            "Dates", f"{ADDRESS}editions/2026.2/en/guides/first/#when", sealing_day(published, "2026.2")
        ),
        "Code to embed this section": (
            '<iframe src="/embed/en/guides/first/#when" title="Dates – First guide" width="640" height="400" '
            'loading="lazy"></iframe>'
        ),
    }
    assert list(links["other"]["found"].values())[:3] == [
        "/ko/guides/moved/#timelines",
        "/editions/2026.2/ko/guides/moved/#timelines",
        "/id/second/#timelines",
    ]
    unheld = list(links["unheld"]["found"].values())
    assert unheld[:2] == ["/en/guides/first/#new-part", "/id/first/#new-part"]
    assert unheld[3].endswith(f"Available from: {ADDRESS}en/guides/first/#new-part")
    assert links["sealed"]["found"]["Link to edition 2026.1, which never changes"] == (
        "/editions/2026.1/en/guides/first/#dates"
    )


@pytest.mark.browser
def test_the_menu_of_a_heading_works_from_the_keyboard(links: dict[str, Any]) -> None:
    """It opens by Enter or Space, says so and what was copied; Esc closes it and gives the focus back."""
    expected = {
        "role": "button",
        "before": "false",
        "open": "true",
        "after": "false",
        "back": True,
        "closed": True,
    }
    for place in ("live", "other", "sealed"):
        assert links[place]["roles"] == expected
    assert links["live"]["said"].startswith("Copied: <iframe")
    assert links["plain"] == "/en/guides/first/#when"  # without scripts: a link to the section


@pytest.mark.browser
def test_a_switch_of_version_keeps_the_section(links: dict[str, Any]) -> None:
    """To the newest edition, the list, another edition, the other language, the live page."""
    assert links["toEdition"]["url"] == "/editions/2026.2/en/guides/first/#when"
    assert links["toList"]["url"] == "/editions/pages/en/guides/first/#dates"
    assert links["toNewer"]["url"] == "/editions/2026.2/en/guides/first/#when"
    assert links["toKorean"]["url"] == "/editions/pages/ko/guides/first/#dates"
    assert links["toLive"]["url"] == "/ko/guides/first/#timelines"
    assert links["plainToOlder"] == "/editions/2026.1/en/guides/first/#dates"


@pytest.mark.browser
def test_a_section_that_an_edition_lacks_is_named(links: dict[str, Any]) -> None:
    """The switch leads to the list of versions, which says who lacks it and offers the nearest."""
    assert links["toEditionWithout"]["url"] == "/editions/pages/en/guides/first/#new-part"
    assert (
        "Edition 2026.2 (without this section; opens at its beginning)" in links["toEditionWithout"]["text"]
    )
    assert "New part Current Not in: 2026.2, 2026.1" in links["toEditionWithout"]["text"]


@pytest.mark.browser
def test_axe_finds_nothing_around_editions(links: dict[str, Any]) -> None:
    """Sealed pages, tombstones, lists, permanent ids, redirects, and the open menu of a heading."""
    assert links["axe"] == []


@pytest.mark.java
def test_pages_around_editions_are_valid_html(published: Scratch) -> None:
    """The Nu checker finds no error on guides, live or sealed, nor on pages that stand at old addresses."""
    jar = HERE / "node_modules/vnu-jar/build/dist/vnu.jar"
    command = ["java", "-jar", str(jar), "--format", "json", "--errors-only", "--skip-non-html"]
    folders = [str(published.out / name) for name in ("editions", "id", "en/guides", "ko/guides")]
    done = subprocess.run([*command, *folders], check=False, capture_output=True, text=True)
    found = json.loads(done.stderr)["messages"]
    assert [f"{one.get('url', '')}: {one['message']}" for one in found] == []


@pytest.mark.browser
def test_search_of_an_edition_stays_in_it(links: dict[str, Any]) -> None:
    """Its index holds its own pages, and a result opens the sealed page."""
    assert links["hits"]
    assert all("/editions/2026.1/en/" in hit for hit in links["hits"])
    assert links["searchLeads"].startswith("/editions/2026.1/en/guides/")


@pytest.mark.browser
def test_a_foreign_crawler_finds_no_dead_link(published: Scratch) -> None:
    """linkinator over the live site, both editions, both languages, with anchors."""
    starts = ["", "en/", "ko/", "editions/", *(f"editions/{one}/" for one in ("2026.1", "2026.2"))]
    starts += [f"editions/pages/{locale}/guides/second/" for locale in ("en", "ko")]
    starts += [f"editions/2026.1/since/{locale}/" for locale in ("en", "ko")]
    starts += [f"{locale}/guides/second/" for locale in ("en", "ko")]
    with served(published.out) as root:
        command = [str(LINKINATOR), *(root + start for start in starts), "--recurse", "--check-fragments"]
        options = ["--concurrency", "4", "--skip", r"^https?://(?!127\.0\.0\.1)", "--format", "json"]
        done = subprocess.run([*command, *options], check=False, capture_output=True, text=True)
    links = json.loads(done.stdout)["links"]
    assert [link["url"] for link in links if link["state"] == "BROKEN"] == []
    assert sum("/editions/2026.1/" in link["url"] for link in links) > 10


def test_a_line_taken_out_of_the_ledger_stops_the_build(published: Scratch, tmp_path: Path) -> None:
    """History remembers it, and the message holds the line to put back."""
    copy = tmp_path / "copy"
    shutil.copytree(published.root, copy)
    ledger = copy / "content" / "ledger.csv"
    lines = ledger.read_text(encoding="utf-8").splitlines(keepends=True)
    ledger.write_text("".join(lines[1:]), encoding="utf-8")
    subprocess.run(["git", "-C", str(copy), "commit", "--quiet", "-am", "shorter"], check=True)
    built = build(copy / "content", tmp_path / "work")
    assert built.status != 0
    assert f"Put this line back: {lines[0].strip()}" in built.output


def plain_build(root: Path, work: Path, **environment: str) -> Ended:
    """Do what `mkdocs build` does, without the editions."""
    site = str(work / "site")
    return mkdocs("build", "--quiet", "--site-dir", site, folder=root, environment=environment)


def copy_of(published: Scratch, folder: Path) -> Scratch:
    """Return a copy of the repository, to be published elsewhere."""
    shutil.copytree(published.root, folder / "copy")
    return Scratch(root=folder / "copy", out=folder / "out")


def test_a_plain_build_refuses_to_drop_an_edition(published: Scratch, tmp_path: Path) -> None:
    """One message names all, at the line of the first; nothing is written. A preview has to be asked for."""
    refused = plain_build(published.root, tmp_path, KX_PREVIEW="")
    assert refused.status != 0
    lines = published.ledger()
    number = next(
        count for count, line in enumerate(lines, 1) if line.startswith("edition,/editions/2026.1/")
    )
    assert f"content/ledger.csv:{number}: This build would leave out what was sealed: 2026.1, 2026.2." in (
        refused.output
    )
    assert refused.output.count("kx publish site") == 1
    assert "git fetch origin editions:editions" in refused.output
    assert not (tmp_path / "site").exists()
    preview = plain_build(published.root, tmp_path, KX_PREVIEW="1")
    assert preview.status == 0, preview.output
    assert (tmp_path / "site/en/guides/first/index.html").is_file()


@pytest.mark.parametrize("known", ["by the branch", "by the branch of origin", "by the ledger"])
def test_an_edition_is_known_by_the_branch_or_by_the_ledger(
    published: Scratch, tmp_path: Path, known: str
) -> None:
    """Sealed and not yet published; in a clone that has only fetched; in a clone without the branch."""
    clone = tmp_path / "clone"
    options = [] if known == "by the branch of origin" else ["--single-branch"]
    subprocess.run(["git", "clone", "--quiet", *options, f"file://{published.root}", str(clone)], check=True)
    if known == "by the branch":
        subprocess.run(["git", "-C", str(clone), "fetch", "-q", "origin", "editions:editions"], check=True)
    if known != "by the ledger":
        for name in ("ledger.csv", "editions.yml"):
            (clone / "content" / name).unlink()
        for command in (["checkout", "-q", "--orphan", "new"], ["commit", "-q", "-am", "no ledger"]):
            author = ["-c", "user.name=Tester", "-c", "user.email=tester@example.org"]
            subprocess.run(["git", "-C", str(clone), *author, *command], check=True)
    refused = plain_build(clone, tmp_path)
    assert refused.status != 0
    rule, times = ("edition-lost", 2) if known == "by the ledger" else ("edition-dropped", 1)
    assert refused.output.count(f"[editions/{rule}]") == times
    assert "git fetch origin editions:editions" in refused.output


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("/guides/second/", "/guides/secondd/", "note-page"),
        ('"2026.1"', '"2016.1"', "note-edition"),
        ("instead: /guides/moved/", "instead: /guides/mooved/", "note-instead"),
    ],
)
def test_a_note_by_hand_that_would_have_no_effect_stops_every_build(
    published: Scratch, tmp_path: Path, old: str, new: str, rule: str
) -> None:
    """A preview as well as a publication: an unsafe page would stay where it is."""
    copy = copy_of(published, tmp_path)
    notes = copy.root / "content/editions.yml"
    notes.write_text(notes.read_text("utf-8").replace(old, new), encoding="utf-8")
    refused = plain_build(copy.root, tmp_path, KX_PREVIEW="1")
    assert refused.status != 0
    assert f"[editions/{rule}]" in refused.output
    assert "content/editions.yml:" in refused.output
    assert copy.publish() == 1
    assert not copy.out.exists()


def test_a_note_that_would_have_no_effect_is_not_written(
    published: Scratch, capfd: pytest.CaptureFixture[str]
) -> None:
    """The nearest page is named, of the edition or of the site."""
    notes = published.root / "content/editions.yml"
    before = notes.read_text("utf-8")
    texts = ["--text", "en=Unsafe.", "--text", "ko=안전하지 않음."]
    assert published.run("erratum", "2026.1", "guides/secnd", *texts) == 1
    assert "/guides/second/" in capfd.readouterr().err
    assert published.run("erratum", "2026.9", "guides/second", *texts) == 1
    assert "2026.1, 2026.2" in capfd.readouterr().err
    assert published.run("withdraw", "2026.1", "guides/first", "--instead", "guides/mooved", *texts) == 1
    assert "/guides/moved/" in capfd.readouterr().err
    assert notes.read_text("utf-8") == before


def test_what_somebody_put_into_the_published_folder_is_not_deleted(
    published: Scratch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """A publication replaces its own folder, and refuses one to which more was added."""
    copy = Scratch(root=published.root, out=tmp_path / "copy")
    shutil.copytree(published.out, copy.out)
    (copy.out / "CNAME").write_text("exchange.example.org", encoding="utf-8")
    before, ledger = digests(copy.out), published.ledger()
    assert copy.publish() == 1
    assert "CNAME" in capfd.readouterr().err
    assert digests(copy.out) == before
    assert published.ledger() == ledger
    (copy.out / "CNAME").unlink()
    assert copy.publish() == 0


def test_an_edition_changed_with_its_manifest_is_not_published(
    published: Scratch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """The ledger has the digest of the manifest that was published; a seal finds it out too."""
    copy = copy_of(published, tmp_path)
    work = tmp_path / "work"
    copy.git("worktree", "add", "--quiet", str(work), "editions")
    folder = work / "editions/2026.1"
    page = folder / "en/guides/first/index.html"
    page.write_text(page.read_text("utf-8").replace("Deadline", "Another deadline"), encoding="utf-8")
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    manifest["files"] = hashes(folder)
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    subprocess.run(["git", "-C", str(work), "commit", "--quiet", "-am", "changed"], check=True)
    assert copy.publish() == 1
    assert "[editions/edition-other]" in capfd.readouterr().err
    assert not copy.out.exists()
    assert copy.run("seal", "2026.3") == 1
    assert "2026.1 on the branch 'editions' is not the one that was published" in capfd.readouterr().err


def test_an_edition_sealed_again_for_another_address_says_so(
    published: Scratch,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The cause comes before the files; a placeholder is never sealed."""
    copy = copy_of(published, tmp_path)
    copy.git("checkout", "--quiet", "HEAD~1")
    monkeypatch.setenv("SITE_URL", "https://other.example.org/")
    assert copy.run("seal", "2026.2") == 1
    said = capfd.readouterr().err
    assert f"it was sealed for the address {ADDRESS}" in said
    assert said.index("Cause") < said.index("changed:")
    monkeypatch.setenv("SITE_URL", "https://smart-trials.example/")
    assert copy.run("seal", "2026.3") == 1
    assert "SITE_URL=https://www.example.org/ kx seal 2026.3" in capfd.readouterr().err


def test_a_shallow_clone_says_what_it_lacks(
    published: Scratch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Neither sealing nor publishing guesses."""
    clone = tmp_path / "clone"
    subprocess.run(
        ["git", "clone", "--quiet", "--depth", "1", f"file://{published.root}", str(clone)], check=True
    )
    shallow = Scratch(root=clone, out=tmp_path / "out")
    assert shallow.run("seal", "2027.1") == 1
    assert "git fetch --unshallow" in capfd.readouterr().err
    assert shallow.publish() == 1
    said = capfd.readouterr().err
    assert "git fetch --unshallow" in said
    assert "git fetch origin editions:editions" in said


def test_frames_follow_pages_and_editions(published: Scratch) -> None:
    """A page that moved, a section by both names, a sealed page, and why one was withdrawn."""
    frames = published.out / "embed"
    for locale, why in (("en", "It was unsafe."), ("ko", "안전하지 않았습니다.")):
        moved, old, first = (
            (frames / locale / "guides" / name / "index.html").read_text("utf-8")
            for name in ("moved", "second", "first")
        )
        assert moved == old
        assert '<section id="when"><div id="dates">' in first
        sealed = frames / "editions/2026.1" / locale / "guides"
        text = (sealed / "first/index.html").read_text("utf-8")
        assert (
            f'<base href="../../../../../../editions/2026.1/{locale}/guides/first/" target="_blank">' in text
        )
        assert '<section id="dates">' in text
        assert why in (sealed / "second/index.html").read_text("utf-8")
        page = (published.out / "editions/2026.2" / locale / "guides/first/index.html").read_text("utf-8")
        assert f'href="{ADDRESS}embed/editions/2026.2/{locale}/guides/first/oembed.json"' in page


def test_what_changed_is_data_and_a_feed(published: Scratch) -> None:
    """What moved, what each edition holds by the ids it had, and what differs from the newest."""
    changes = json.loads((published.out / "changes.json").read_text("utf-8"))
    assert changes["editions"] == ["2026.2", "2026.1"]
    assert changes["moved"]["/guides/second/"] == "/guides/moved/"
    sealed = json.loads((published.out / "editions/2026.1/changes.json").read_text("utf-8"))
    assert "dates" in sealed["/ko/guides/first/"]
    feed = (published.out / "changes/en/guides/first.atom").read_text("utf-8")
    assert "Different from edition 2026.2: New part." in feed
    feeds = [(published.out / f"changes/ko/guides/{name}.atom").read_bytes() for name in ("moved", "second")]
    assert feeds[0] == feeds[1]
