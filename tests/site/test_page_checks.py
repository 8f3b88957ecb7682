"""What a build tells is what `kx check` finds, of the severities it tells, remembered or found afresh.

KX_EDITS is the number of series of edits that are drawn: 50 where it is not set.
"""

from __future__ import annotations

import datetime
import os
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.building import ROOT, SITES
from tests.site.small_sites import EXAMPLES, FAULTY, NOW, PAGE, make_site, put, settings_for

from exchange.build.store import Store
from exchange.rules.checks import facts
from exchange.rules.page_facts import Facts
from exchange.rules.site_facts import SiteFacts
from exchange.site import page_checks
from exchange.site.page_checks import page_problems
from exchange.site.reading import read_site
from exchange.text.content_folder import look_at
from exchange.text.problems import Problem, Severity, in_order

CASES = sorted(folder for folder in FAULTY.iterdir() if folder.is_dir())
OTHER_SITES = [ROOT / "content", SITES / "showcase", *sorted((SITES / "faulty").iterdir())]


def told(
    folder: Path, store: Path | None, *, warnings: bool, now: datetime.datetime = NOW, **options: object
) -> tuple[Problem, ...]:
    """Return the problems of a folder's pages, remembered in a store or found afresh."""
    kept = Store(store, stamp="") if store else None
    site = read_site(settings_for(folder, "glossary", **options), look_at(folder), now=now, store=kept)
    found = in_order(page_problems(site, today=now.date(), now=now, warnings=warnings, store=kept))
    if kept:
        kept.save()
    return found


def agree(folder: Path, scratch: Path) -> None:
    """Compare what is found afresh with what is found to be remembered, and then remembered."""
    every = told(folder, None, warnings=True)
    for warnings in (False, True):
        right = tuple(one for one in every if warnings or one.severity is Severity.ERROR)
        store = scratch / f"kept-{warnings}"
        assert [told(folder, store, warnings=warnings) for _ in range(2)] == [right] * 2


@pytest.mark.parametrize("case", CASES, ids=lambda folder: folder.name)
def test_what_is_remembered_is_what_is_found_in_every_case(case: Path, tmp_path: Path) -> None:
    """Each faulty folder, with warnings and without, afresh and from memory."""
    agree(make_site(tmp_path, case).content.folder, tmp_path)


@pytest.mark.parametrize("site", OTHER_SITES, ids=lambda folder: folder.name)
def test_what_is_remembered_is_what_is_found_in_every_site(site: Path, tmp_path: Path) -> None:
    """The real content, without its past, the site that shows everything, and the faulty ones of others."""
    agree(shutil.copytree(site, tmp_path / "content"), tmp_path)


@pytest.mark.parametrize("rule", sorted(EXAMPLES))
def test_no_error_is_left_out_with_the_warnings(rule: str, tmp_path: Path) -> None:
    """The rules that a build leaves out find no errors: the wrong example of each rule, told or not told."""
    project = make_site(tmp_path)
    put(project, EXAMPLES[rule], EXAMPLES[rule].wrong, wrong=True)
    folder = project.content.folder
    every = told(folder, None, warnings=True)
    errors = tuple(one for one in every if one.severity is Severity.ERROR)
    assert told(folder, None, warnings=False) == errors


LINES = (
    "[two](two.md#part)",
    "[gone](three.md)",
    "[own](#part)",
    "[call](../calls/x.md)",
    "[list](../calls/calendar.md)",
    "[term](../glossary.md#g001)",
    "![A picture](../../assets/a.gif)",
    "![](../../assets/a.gif)",
    "## Part { #part }",
    "31 June 2026, the the end",
    "28 April 2026[^a]",
    "[^a]: A source.",
)
LINKED = (
    "[two](two.md#part)",
    "[term](../glossary.md#g001)",
    "![A picture](../../assets/a.gif)",
    "## Part { #part }",
)
TEXTS = {
    **{
        f"{locale}/guides/{name}.md": [
            f"---\ntitle: A\ndescription: B\nkind: guide\nid: {own}\noriginal: en\n{checked}---\n"
            for own in (name, "two")
            for checked in ("", "checked: 2026-11-01\n", "checked: 2026-11-30\n", "checked: 2020-01-01\n")
        ]
        for locale in ("en", "ko")
        for name in ("one", "two")
    },
    "ko/glossary.md": [
        "---\ntitle: A\ndescription: B\nkind: glossary\noriginal: en\n---\n",
        "no front matter",
    ],
    "glossary.csv": [
        "id,en,ko,abbr_en,abbr_ko,definition_en,definition_ko,avoid_en,avoid_ko\n" + row
        for row in ("g001,trial,시험,,,A.,가.,end,\n", "g002,trial,시험,,,A.,가.,,\n", "wrong\n")
    ],
    "calls/x.yml": ["id: x\n", "phone: 07700 900123\n"],
    "assets/a.gif": ["GIF89a\x02\0\x02\0", "\x89PNG", "none"],
}
_texts = st.sampled_from(sorted(TEXTS)).flatmap(
    lambda path: st.tuples(
        st.just(path),
        st.one_of(st.none(), st.sampled_from(TEXTS[path])),
        st.one_of(st.just(list(LINKED)), st.lists(st.sampled_from(LINES), max_size=4)),
    )
)
_builds = st.lists(
    st.tuples(st.lists(_texts, max_size=2), st.booleans(), st.sampled_from([0, 0, 30])),
    min_size=2,
    max_size=5,
)
Edit = tuple[str, str | None, list[str]]


@given(_builds)
@settings(
    max_examples=int(os.environ.get("KX_EDITS") or 50),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_memory_equals_checking_after_any_edits(
    tmp_path: Path, builds: Sequence[tuple[list[Edit], bool, int]]
) -> None:
    """After any series of edits, moves, days and changed options, memory tells what a first build tells."""
    shutil.rmtree(tmp_path)
    folder = tmp_path / "content"
    whole: list[Edit] = [
        (path, texts[0], list(LINKED) if "guides" in path else []) for path, texts in TEXTS.items()
    ]
    for edits, warnings, later in [(whole, False, 0), *builds]:
        for path, text, lines in edits:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).unlink(missing_ok=True)
            if text is not None:
                body = "".join(f"{line}\n\n" for line in lines) if path.endswith(".md") else ""
                (folder / path).write_bytes(
                    (text + body).encode("utf-8" if path.endswith("d") else "latin-1", "replace")
                )
        day = {"now": NOW + datetime.timedelta(days=later)}
        remembered = told(folder, tmp_path / "kept", warnings=warnings, **day)
        assert remembered == told(folder, None, warnings=warnings, **day)


def test_only_what_changed_is_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page is examined again when its own bytes change; another that links to it is held against it."""
    folder = make_site(tmp_path).content.folder
    told(folder, tmp_path / "kept", warnings=False)
    looked: list[str] = []
    before = page_checks._Rules.examine

    def noting(rules: page_checks._Rules, page: page_checks._PageFile) -> object:
        looked.append(page.path)
        return before(rules, page)

    monkeypatch.setattr(page_checks._Rules, "examine", noting)
    assert told(folder, tmp_path / "kept", warnings=False) == ()
    assert looked == []
    page = folder / "en" / PAGE
    page.write_text(page.read_text(encoding="utf-8").replace("{ #", "{ #x-"), encoding="utf-8")
    assert told(folder, tmp_path / "kept", warnings=False) == told(folder, None, warnings=False)
    assert looked[0] == f"en/{PAGE}"


def test_another_day_is_asked_for_anew(tmp_path: Path) -> None:
    """Facts that were checked lately become old although no file changes; so does a day that lay ahead."""
    project, kept = make_site(tmp_path, FAULTY / "checked-ahead"), tmp_path / "kept"
    later = NOW + datetime.timedelta(days=365)
    rules = [
        [one.rule for one in told(project.content.folder, kept, warnings=False, now=day)]
        for day in (later, NOW, later)
    ]
    assert rules == [[], ["checked-ahead"], []]


def test_other_limits_are_asked_for_anew(tmp_path: Path) -> None:
    """A picture that was small enough is too large under another limit, remembered or not."""
    project = make_site(tmp_path)
    put(project, EXAMPLES["image-alt"], EXAMPLES["image-alt"].right, wrong=False)
    folder, kept = project.content.folder, tmp_path / "kept"
    assert told(folder, kept, warnings=False) == ()
    assert [one.rule for one in told(folder, kept, warnings=False, image_bytes=1)] == ["image-bytes"]


@pytest.mark.parametrize("value", ["", "[]", "[1, 2]", '["", {"what x": ""}]', "{", '["", {"page": 1}]'])
def test_a_damaged_value_costs_time_only(tmp_path: Path, value: str) -> None:
    """What is kept is read with suspicion."""
    folder, kept = make_site(tmp_path, FAULTY / "date-missing").content.folder, tmp_path / "kept"
    right = told(folder, kept, warnings=False)
    with sqlite3.connect(kept) as base:
        base.execute("UPDATE kept SET value = ? WHERE kind LIKE 'rules%'", (value,))
    base.close()
    assert told(folder, kept, warnings=False) == right


@pytest.mark.parametrize("fault", ["\tkind: guide", "kind guide", "description: 'one"])
def test_faults_of_the_body_are_not_hidden_by_the_front_matter(tmp_path: Path, fault: str) -> None:
    """Both are told at once, and nothing of a front matter that cannot be read is judged."""
    folder = make_site(tmp_path).content.folder
    page = folder / "en" / PAGE
    text = page.read_text(encoding="utf-8").replace("---\n", f"---\n{fault}\n", 1)
    page.write_text(f"{text}\n\nSee [the plan](nowhere.md) of 31 February 2026.\n", encoding="utf-8")
    rules = [one.code for one in told(folder, None, warnings=True) if one.place.path.endswith(f"en/{PAGE}")]
    assert rules == ["rules/link-page", "rules/date-missing"]


def test_a_page_is_compared_with_its_languages_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where a page that it links to changes: nothing of that is in what its languages state."""
    folder = make_site(tmp_path).content.folder
    compared: list[str] = []
    compare = facts.compare_languages

    def counted(page: Facts, site_facts: SiteFacts) -> Iterator[Problem]:
        compared.append(page.path)
        return compare(page, site_facts)

    monkeypatch.setattr(facts, "compare_languages", counted)
    told(folder, tmp_path / "kept", warnings=True)
    assert len(compared) == len(set(compared)) > 1
    for repetition in range(2):
        compared.clear()
        with (folder / "ko" / PAGE).open("a", encoding="utf-8") as page:
            page.write(f"\n글 {repetition}.\n")
        told(folder, tmp_path / "kept", warnings=True)
        assert {path.partition("/")[2].partition("/")[2] for path in compared} == {PAGE}
