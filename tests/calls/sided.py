"""Calls in every shape in which a date could lose its side, and the moment at which they are read."""

from __future__ import annotations

from tests.calls.samples import SETTINGS, utc

from exchange.calls.model.call import Call
from exchange.calls.reading.record import read_call

SEEN = utc(2026, 11, 28, 12)
_FUNDERS = {"GB": "nihr", "KR": "khidi"}
_BOTH = ("GB", "KR")


def record(
    *stages: str, sides: tuple[str, ...] = _BOTH, lifecycle: str = "announced", changes: tuple[str, ...] = ()
) -> str:
    """Return a record of some stages and changes, each written as one line of YAML."""
    lines = [
        'title: {en: "Joint call", ko: "공동 공고"}',
        'summary: {en: "For a test.", ko: "시험용입니다."}',
        f"lifecycle: {lifecycle}",
        "kind: grant",
        "funders:",
        *(f'  - {{id: {_FUNDERS[side]}, name: {{en: "F", ko: "기관"}}, country: {side}}}' for side in sides),
        "sides:",
        *(f"  - {{side: {side}, funder: {_FUNDERS[side]}}}" for side in sides),
        "stages:",
        *(f"  - {{{stage}}}" for stage in stages),
        "changes:",
        *(f"  - {{{change}}}" for change in ("at: 2026-06-01, kind: added", *changes)),
        "source:",
        '  - {title: {en: "A notice", ko: "공고문"}, checked: 2026-11-20, confidence: A}',
    ]
    return "\n".join([*lines, ""])


def read(text: str, name: str) -> Call:
    """Return the call of a record."""
    return read_call(text, path=f"content/calls/{name}.yml", settings=SETTINGS)


RECORDS = {
    "apart": record(
        "id: full-uk, kind: full, side: GB, opens: 2026-11-02, closes: 2027-03-10 13:00 Europe/London",
        "id: full-korea, kind: full, side: KR, opens: 2026-11-03, closes: 2027-03-17 18:00 Asia/Seoul",
    ),
    "one-over": record(
        "id: full-uk, kind: full, side: GB, opens: 2026-09-18, closes: 2026-11-25 12:00 Europe/London",
        "id: full-korea, kind: full, side: KR, opens: 2026-09-11, closes: 2026-12-02 18:00 Asia/Seoul",
    ),
    "days": record(
        "id: full-uk, kind: full, side: GB, opens: 2027-01-11, closes: 2027-04-07",
        "id: full-korea, kind: full, side: KR, opens: 2027-01-12, closes: 2027-04-14",
    ),
    "months": record(
        "id: full-uk, kind: full, side: GB, opens: 2026-11-04, closes: 2027-05",
        "id: full-korea, kind: full, side: KR, opens: 2026-11-05, closes: 2027-06",
    ),
    "uk-alone": record(
        "id: full, kind: full, opens: 2026-10-12, closes: 2026-12-09 13:00 Europe/London",
        "id: briefing, kind: briefing, window: {from: 2026-12-01, to: 2026-12-03}",
        sides=("GB",),
    ),
    "korea-invites": record(
        "id: first, kind: outline, opens: 2026-07-01, closes: 2026-09-16 18:00 Asia/Seoul",
        "id: second, kind: full, invite_only: yes, opens: 2026-11-10, closes: 2026-12-08 18:00 Asia/Seoul",
        sides=("KR",),
    ),
    "moved": record(
        "id: full-uk, kind: full, side: GB, opens: 2026-10-01, closes: 2027-02-10 13:00 Europe/London",
        "id: full-korea, kind: full, side: KR, opens: 2026-10-02, closes: 2027-02-24",
        "id: approval, kind: institution-approval, side: KR, date: 2027-02-26 18:00 Asia/Seoul",
        changes=(
            "at: 2026-11-01, kind: extended, stage: full-korea, from: 2027-02-17, to: 2027-02-24",
            "at: 2026-11-02, kind: corrected, stage: full-uk, what: opens, from: 2026-09-30, to: 2026-10-01",
        ),
    ),
    "decided": record(
        "id: full-uk, kind: full, side: GB, opens: 2025-11-03, closes: 2026-01-14 16:00 Europe/London",
        "id: full-korea, kind: full, side: KR, opens: 2025-11-04, closes: 2026-01-21",
        lifecycle="awarded",
    ),
}

CALLS = {name: read(text, name) for name, text in RECORDS.items()}
