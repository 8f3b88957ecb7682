"""Smaller promises: words in both languages, layers, documentation, notes about time, versions compared."""

from __future__ import annotations

import ast
import re
import string
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from tests.building import FRAME
from tests.calls.outputs import all_files, overview_pages, site_of
from tests.calls.record_reference import reference
from tests.calls.samples import ROOT, SETTINGS, WORDINGS, call, changed, utc
from tests.calls.strategies import many

from exchange.calls.model.call import Call
from exchange.calls.model.due import due_json
from exchange.calls.model.embargo import calls_under_embargo, published
from exchange.calls.model.schedule import by_month, occurrences
from exchange.calls.model.status import transitions
from exchange.calls.reading.cautions import cautions, unknown_predecessor
from exchange.calls.reading.prose import check_prose
from exchange.calls.reading.record_places import RecordPlaces
from exchange.text.frame import THEME
from exchange.text.problems import explain, messages
from exchange.text.strings import without_category

_PLACES = r"Europe/London|Asia/Seoul|'(GB|KR|GBP|KRW|en|ko|en_GB|ko_KR)'"
_CODE = ROOT / "plugins" / "exchange" / "calls"


def _names(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_both_languages_have_the_same_words() -> None:
    """No key is missing or extra, but for forms of numbers, and each has the same values to fill in."""
    words = {code: FRAME.strings(f"calendar.{code}").with_prefix("") for code in ("en", "ko")}
    assert set(map(without_category, words["en"])) == set(map(without_category, words["ko"]))
    both = words["en"].keys() & words["ko"].keys()
    assert [key for key in both if _names(words["en"][key]) != _names(words["ko"][key])] == []


def test_both_languages_explain_the_same_rules() -> None:
    """Every message has its fault and its way out in both."""
    english, korean = messages("calls", "en"), messages("calls", "ko")
    assert english.keys() == korean.keys()
    for rule, wording in english.items():
        assert wording.keys() == korean[rule].keys() == {"fault", "way_out"}


def test_every_word_that_is_asked_for_is_there() -> None:
    """Keys that code and templates name in full exist."""
    known = WORDINGS["en"].strings.keys()
    files = [
        *_CODE.rglob("*.py"),
        *THEME.glob("call*.html"),
        *(THEME / "components").glob("call*.html"),
    ]
    asked = {
        key
        for file in files
        for key in re.findall(r"\b(?:strings|said)\(\s*\"([a-z_.-]+)\"", file.read_text(encoding="utf-8"))
    }
    assert asked - known == set()


def test_no_code_names_a_country_or_a_language() -> None:
    """Sides, zones and languages come from configuration; only the analysis of prose knows any."""
    for file in _CODE.rglob("*.py"):
        if not file.name.startswith("prose"):
            text = ast.unparse(_without_docstrings(file))
            assert not re.search(_PLACES, text), file


def _without_docstrings(file: Path) -> ast.Module:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list) and body and isinstance(body[0], ast.Expr):
            body[0] = ast.Pass()
    return tree


def test_the_reference_is_up_to_date() -> None:
    """docs/calls-reference.md is what the model says: `tests.calls.record_reference` writes it."""
    assert (ROOT / "docs" / "calls-reference.md").read_text(encoding="utf-8") == reference()


def test_every_message_can_be_filled_in() -> None:
    """No wording asks for a value by position or with a stray brace."""
    for code in ("en", "ko"):
        for wording in messages("calls", code).values():
            for text in wording.values():
                assert all(name.isidentifier() for name in _names(text))


def test_notes_about_days_off_and_old_sources() -> None:
    """A deadline on a holiday of one side, or a weekend, is pointed out; so is a source nobody reads."""
    text = changed(("2026-10-22 17:00 Europe/London", "2027-02-07 17:00 Asia/Seoul"))
    found = cautions(call(text), utc(2027, 1, 20), SETTINGS, RecordPlaces(text, path="x.yml"))
    assert [f"{problem.code.partition('/')[2]} {problem.place}" for problem in found] == [
        "deadline-on-weekend x.yml:15:13",
        "deadline-on-weekend x.yml:15:13",
        "deadline-on-holiday x.yml:15:13",
        "source-unchecked x.yml:19:51",
    ]
    assert all(explain(problem, "ko") for problem in found)


def test_an_expected_date_that_passed_is_pointed_out() -> None:
    """A forecast that nobody confirmed does not stay silently."""
    text = changed(("    opens: 2026-09-01", "    basis: expected\n    opens: 2026-09-01"))
    found = cautions(call(text), utc(2026, 11, 1), SETTINGS, RecordPlaces(text, path="x.yml"))
    assert [f"{problem.code} {problem.place}" for problem in found] == [
        "calls/expected-date-passed x.yml:16:13"
    ]


def test_deadlines_that_differ_are_pointed_out_at_the_second() -> None:
    """So is the newest of several sources, and a call that is superseded and not there."""
    text = changed(
        ("kind: grant", "kind: grant\nsupersedes: gone"),
        ("  - id: full\n    kind: full\n", "  - id: full\n    kind: full\n    side: GB\n"),
        (
            "changes:\n",
            "  - id: other\n    kind: full\n    side: KR\n    opens: 2026-09-01\n"
            "    closes: 2026-10-23 17:00 Asia/Seoul\nchanges:\n",
        ),
        ("source:\n", 'source:\n  - {title: {en: "A", ko: "옛 것"}, checked: 2025-08-01, confidence: A}\n'),
    )
    one, places = call(text), RecordPlaces(text, path="x.yml")
    lines = text.split("\n")
    found = [*cautions(one, utc(2026, 10, 20), SETTINGS, places), *unknown_predecessor(one, {}, places)]
    seen = [(problem.rule, lines[problem.place.line - 1][problem.place.column - 1 :]) for problem in found]
    assert seen == [
        ("deadlines-differ", "2026-10-23 17:00 Asia/Seoul"),
        ("supersedes-unknown", "gone"),
    ]
    found = cautions(one, utc(2027, 5, 1), SETTINGS, places)
    assert [problem.rule for problem in found] == []


def test_a_deadline_on_the_clock_of_the_other_side_is_pointed_out() -> None:
    """Not where both sides close at that very moment, as calls with one portal do."""
    side = ("  - id: full\n    kind: full\n", "  - id: full\n    kind: full\n    side: KR\n")
    both = (
        "changes:\n",
        "  - id: other\n    kind: full\n    side: GB\n    opens: 2026-09-01\n"
        "    closes: 2026-10-22 17:00 Europe/London\nchanges:\n",
    )
    for texts, rules in (((side,), ["deadline-on-other-clock"]), ((side, both), [])):
        text = changed(*texts)
        found = cautions(call(text), utc(2026, 10, 1), SETTINGS, RecordPlaces(text, path="x.yml"))
        assert [problem.rule for problem in found] == rules


def _embargoed() -> Call:
    return call(changed(("kind: grant", "kind: grant\npublish: 2026-10-10 09:00 Asia/Seoul")))


def test_an_embargo_ends_at_its_instant() -> None:
    """Before it the call is withheld; from it on it is published; the end is due."""
    one, end = _embargoed(), utc(2026, 10, 10)
    before = utc(2026, 10, 9, 23, 59, 59)
    assert (published([one], before), calls_under_embargo([one], before)) == ((), (one,))
    assert (published([one], end), calls_under_embargo([one], end)) == ((one,), ())
    said = due_json([one], before, SETTINGS)
    assert said["next"] == "2026-10-10T00:00:00Z"
    assert said["changes"][0]["before"] == "withheld"  # type: ignore[index]


def test_nothing_of_an_embargoed_call_is_in_any_output() -> None:
    """Neither its id nor its title is anywhere before the moment."""
    shown = published([_embargoed()], utc(2026, 10, 9))
    content = b"".join(all_files(shown).values())
    assert b"Trial call" not in content
    assert "시험 공고".encode() not in content


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=25)
@given(many(2))
def test_the_same_calls_give_the_same_bytes_between_changes(drawn: list[Call]) -> None:
    """At any two moments between two changes of state, every file is the same."""
    instants = sorted({instant for one in drawn for instant in transitions(one, SETTINGS)})
    for start, end in list(pairwise(instants))[:2]:
        middle = start + (end - start) / 2
        assert all_files(drawn, start) == all_files(drawn, middle.replace(microsecond=0))


PROSE = {
    "The call closes on 22 October 2026 at 5pm.": [],
    "It closes on Thursday 22 October at 17:00, which is 01:00 on 23 October in Korea.": [],
    "마감은 2026년 10월 22일(목) 오후 5시이며 한국 시각으로는 10월 23일 새벽 1시입니다.": [],
    "It closes on 23 November 2026.": ["prose-date"],
    "It closes on Friday 22 October 2026.": ["prose-weekday"],
    "It closes at 4pm, that is 16:00.": ["prose-time", "prose-time"],
    "Up to £10,000 or 2 million won.": ["prose-amount", "prose-amount"],
    "마감은 10월 24일입니다.": ["prose-date"],
    "마감은 2026년 10월 22일(금)입니다.": ["prose-weekday"],
    "오후 6시까지, 자정까지": ["prose-time", "prose-time"],
    "10만 파운드, 3억, 1억 5천만 원": ["prose-amount", "prose-amount", "prose-amount"],
    "월요일에 열립니다.": ["prose-date"],
    "참여자 10만 명, 3시간, 제1차, 5일간": [],
    "Phase 2, 95% of 1,000 patients, section 3.2, ratio 1:1.": [],
    "[^1]: A notice of 3 March 2020, at 9:15.": [],
    "`17 March 2020` and <!-- 18 March 2020 --> {call:trial/full}": [],
    "In September 2026": [],
    "In May 2019": ["prose-date"],
    "2019년 5월에": ["prose-date"],
}


@pytest.mark.parametrize("text", PROSE)
def test_prose_cannot_contradict_the_record(text: str) -> None:
    """What no field holds is found in either language, with the form to use instead."""
    problems = check_prose(text, call(), SETTINGS, path="x.md")
    assert [problem.code.partition("/")[2] for problem in problems] == PROSE[text]
    for problem in problems:
        assert "{call:trial/full}" in explain(problem, "en") or problem.code.endswith("amount")
        assert explain(problem, "ko")


@settings(deadline=None)
@given(many(1))
def test_views_are_there_for_any_call(drawn: list[Call]) -> None:
    """Every view of any call can be made in both languages, at any moment."""
    from exchange.calls.views.call_views import call_page
    from exchange.calls.views.lists import ListPage
    from exchange.calls.views.months import MonthsPage

    for code in WORDINGS:
        site = site_of(drawn, code)
        page = call_page(drawn[0], site, root="../../")
        assert len(page.stages) == len(drawn[0].dated_parts)
        pages = overview_pages(site)
        listed = {
            card.id
            for view in pages
            if isinstance(view, ListPage)
            for group in view.groups
            for card in group.cards
        }
        assert listed == {drawn[0].id}
        months = {view.month.id for view in pages if isinstance(view, MonthsPage) and view.month.has_entries}
        assert months == {f"month-{month:%Y-%m}" for month in by_month(occurrences(drawn[0]))}
