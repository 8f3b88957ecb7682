"""A site, its words and one plain call, for tests of the funding calendar."""

from __future__ import annotations

import datetime
from pathlib import Path

from tests.building import FRAME

from exchange.calls.model.call import Call
from exchange.calls.model.settings import Settings, Side
from exchange.calls.reading.record import read_call
from exchange.calls.views.wording import Wording
from exchange.text.locales import Locale

ROOT = Path(__file__).parents[2]
LONDON, SEOUL = "Europe/London", "Asia/Seoul"
SETTINGS = Settings(
    site_url="https://smart-trials.example/",
    domain="smart-trials.example",
    locales=(Locale(code="en", name="English"), Locale(code="ko", name="한국어")),
    formats={"en": "en_GB", "ko": "ko_KR"},
    sides=(
        Side(
            code="GB",
            zone=LONDON,
            currency="GBP",
            name={"en": "UK", "ko": "영국"},
            holidays=("GB-ENG",),
        ),
        Side(
            code="KR",
            zone=SEOUL,
            currency="KRW",
            name={"en": "Republic of Korea", "ko": "한국"},
            short_name={"en": "Korea", "ko": "한국"},
            holidays=("KR",),
        ),
    ),
    sides_name={"en": "UK-Korea", "ko": "한-영"},
)
WORDINGS = {
    code: Wording(
        code=code,
        format=SETTINGS.formats[code],
        strings=FRAME.strings(code, f"calendar.{code}"),
        settings=SETTINGS,
    )
    for code in SETTINGS.codes
}

RECORD = """\
title: {en: "Trial call", ko: "시험 공고"}
summary: {en: "For a test.", ko: "시험용입니다."}
lifecycle: announced
kind: grant
funders:
  - {id: one, name: {en: "One", ko: "하나"}, country: GB}
  - {id: two, name: {en: "Two", ko: "둘"}, country: KR}
sides:
  - {side: GB, funder: one}
  - {side: KR, funder: two}
stages:
  - id: full
    kind: full
    opens: 2026-09-01
    closes: 2026-10-22 17:00 Europe/London
changes:
  - {at: 2026-08-01, kind: added}
source:
  - {title: {en: "A notice", ko: "공고문"}, checked: 2026-08-01, confidence: A}
"""


def call(text: str = RECORD, name: str = "trial") -> Call:
    """Return the call of a record."""
    return read_call(text, path=f"content/calls/{name}.yml", settings=SETTINGS)


def changed(*replacements: tuple[str, str]) -> str:
    """Return the plain record with some of its text replaced; each must be there."""
    text = RECORD
    for old, new in replacements:
        assert old in text, old
        text = text.replace(old, new)
    return text


def utc(*parts: int) -> datetime.datetime:
    """Return a moment in UTC."""
    year, month, day, hour, minute, second = [*parts, 0, 0, 0][:6]
    return datetime.datetime(year, month, day, hour, minute, second, tzinfo=datetime.UTC)
