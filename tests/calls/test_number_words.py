"""Numbers in words, alone and in ranges, are read as in digits or shown as words, never as others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.calls.samples import SETTINGS

from exchange.calls.model.call import Amount, Count, Duration
from exchange.calls.reading.measures import read_amounts, read_count, read_duration
from exchange.calls.reading.reading import Reading
from exchange.languages.typed_values import words_beyond_figure
from exchange.text.fields import FieldReader
from exchange.text.yaml_text import Fields, read_yaml

_ENGLISH = {
    **{word: number for number, word in enumerate(
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen".split(), 2
    )},
    "twenty": 20, "twenty-one": 21, "thirty five": 35, "forty": 40, "ninety-nine": 99, "one hundred": 100,
    "a hundred and five": 105, "one hundred and twenty": 120, "two hundred": 200,
}  # fmt: skip
_NATIVE = dict(
    zip(
        "두 세 네 다섯 여섯 일곱 여덟 아홉 열 열한 열두 열다섯 스무".split(),
        (*range(2, 13), 15, 20),
        strict=True,
    )
)
_SINO = {
    "이": 2,
    "삼": 3,
    "사": 4,
    "오": 5,
    "육": 6,
    "십": 10,
    "십이": 12,
    "이십": 20,
    "삼십오": 35,
    "구십구": 99,
}
_BETWEEN = ("{} to {} {unit}", "between {} and {} {unit}", "{}-{} {unit}", "{} – {} {unit}", "{}~{} {unit}")
_LOOSE = (
    "{} or {} {unit}",
    "from {} up to {} {unit}",
    "{}, maybe {} {unit}",
    "at least {} and at most {} {unit}",
)
_KOREAN = ("{}~{} {unit}", "{} {unit}에서 {} {unit}", "{}{unit}~{}{unit}", "{} {unit}부터 {} {unit}까지")
_SORTS = {
    "awards": (read_count, 1),
    "months": (read_duration, 1),
    "years": (read_duration, 12),
    "pounds": (read_amounts, 1_000_000),
}


def _measure(read: Callable[..., object], text: str) -> Amount | Count | Duration | None:
    root = read_yaml(f'field: "{text}"', path="x.yml")
    assert isinstance(root, Fields)
    reading = Reading(settings=SETTINGS, problems=[], taking_part=("GB",))
    reader = FieldReader(root, names=["field"], problems=reading.problems)
    value = read(reader, "field", reading)
    quantity = value[0] if isinstance(value, tuple) and value else value
    assert reading.problems or isinstance(quantity, Amount | Count | Duration), text
    return quantity if isinstance(quantity, Amount | Count | Duration) else None


def _read(read: Callable[..., object], text: str) -> tuple[int | None, int | None]:
    """Return the limits that a text is read as; both None where its words are shown, or it is asked for."""
    measure = _measure(read, text)
    return (measure.low, measure.high) if measure else (None, None)


def _numbers(words: dict[str, int]) -> st.SearchStrategy[tuple[str, str]]:
    pairs = [(low, high) for low in words for high in words if words[low] < words[high]]
    return st.sampled_from(pairs)


@given(_numbers(_ENGLISH), st.sampled_from([*_BETWEEN, *_LOOSE]), st.sampled_from([*_SORTS]))
def test_an_english_range_is_read_whole(numbers: tuple[str, str], form: str, sort: str) -> None:
    """Both ends are read, in every field; another form than those of ranges may be shown in its words."""
    assume(not (form.startswith("{}-{}") and "hundred" in numbers[1]))  # forty-one hundred is one number
    read, factor = _SORTS[sort]
    unit = f"million {sort}" if sort == "pounds" else sort
    expected = tuple(_ENGLISH[word] * factor for word in numbers)
    result = _read(read, form.format(*numbers, unit=unit))
    is_one_number = form.startswith("{}-{}") and numbers[0] in ("twenty", "forty")  # forty-one hundred
    may_be_words = form not in _BETWEEN or is_one_number or (sort == "years" and expected[1] > 99 * 12)
    assert result == expected or (may_be_words and result == (None, None))


@given(
    st.one_of(
        st.tuples(_numbers(_NATIVE), st.just(_NATIVE), st.sampled_from(["개", "명", "팀", "과제"])),
        st.tuples(_numbers(_SINO), st.just(_SINO), st.sampled_from(["개월", "년", "명"])),
    ),
    st.sampled_from(_KOREAN),
)
def test_a_korean_range_is_read_whole(case: tuple[tuple[str, str], dict[str, int], str], form: str) -> None:
    """With numbers of either way of counting."""
    numbers, values, unit = case
    read, factor = (read_duration, 12 if unit == "년" else 1) if unit in ("개월", "년") else (read_count, 1)
    result = _read(read, form.format(*numbers, unit=unit))
    assert result in (tuple(values[word] * factor for word in numbers), (None, None))


@pytest.mark.parametrize(
    ("read", "text", "limits"),
    [
        (read_count, "between four and eight programmes", (4, 8)),
        (read_count, "up to twenty-five awards", (None, 25)),
        (read_count, "at least three", (3, None)),
        (read_count, "two to three hundred", (200, 300)),
        (read_count, "forty-one hundred", (4_100, 4_100)),
        (read_count, "one third", (None, None)),
        (read_count, "two dozen", (None, None)),
        (read_count, "a dozen", (12, 12)),
        (read_count, "four teams of two", (None, None)),
        (read_count, "두세 개", (2, 3)),
        (read_count, "네 팀에서 여섯 팀", (4, 6)),
        (read_count, "서너 과제 내외", (3, 4)),
        (read_count, "열 개 안팎", (10, 10)),
        (read_count, "이삼십 명", (20, 30)),
        (read_count, "삼분의 일", (None, None)),
        (read_count, "여러 개", (None, None)),
        (read_duration, "one or two years", (None, None)),
        (read_duration, "one year to eighteen months", (12, 18)),
        (read_duration, "one and a half years", (None, None)),
        (read_duration, "이삼 년", (24, 36)),
        (read_duration, "일 년 이내", (None, 12)),
        (read_duration, "삼 년 반", (None, None)),
        (read_amounts, "two to three million pounds", (2_000_000, 3_000_000)),
        (read_amounts, "half a million pounds", (500_000, 500_000)),
        (read_amounts, "삼사억 원", (300_000_000, 400_000_000)),
        (read_amounts, "이삼천만 원", (20_000_000, 30_000_000)),
        (read_amounts, "오천만 원 이내", (None, 50_000_000)),
        (read_amounts, "수억 원", (None, None)),
    ],
)
def test_each_form_is_what_people_mean(
    read: Callable[..., object], text: str, limits: tuple[int | None, int | None]
) -> None:
    """What no number is certain of is shown in its words."""
    assert _read(read, text) == limits


@pytest.mark.parametrize(
    "bracket",
    [
        "최대 2년, 연구비는 고정",
        "계속 지원 90여 명을 포함한 140명 내외",
        "협약 이후(3개월 이내) 지급",
        "지역 최소 3개",
        "at least 2 in Wales, up to 5 in all",
        "about half for staff (maximum 3)",
        "spent by the host from May",
    ],
)
@pytest.mark.parametrize(
    ("read", "text"),
    [
        (read_duration, "1년"),
        (read_duration, "3년 이내"),
        (read_duration, "at least 18 months"),
        (read_count, "5개 내외"),
        (read_count, "12"),
        (read_count, "up to 20"),
        (read_amounts, "90억 6천만원"),
        (read_amounts, "KRW 5 billion"),
        (read_amounts, "최대 3억원"),
        (read_amounts, "about £2 million"),
    ],
)
def test_words_in_brackets_never_change_the_figure_before_them(
    read: Callable[..., object], text: str, bracket: str
) -> None:
    """A limit or “about” in them is of what they tell; what is shown of them has all its brackets."""
    measure, alone = _measure(read, f"{text}({bracket})"), _measure(read, text)
    assert measure
    assert alone
    assert replace(measure, note=None, says_figure=alone.says_figure) == replace(alone, note=None)
    shown = words_beyond_figure(f"{text}({bracket})")
    assert bracket in shown
    assert shown.count("(") == shown.count(")")


@pytest.mark.parametrize(
    "text",
    [
        "최고 1억 5000만원",
        "최고액 1억5천만원",
        "a top of KRW 150 million",
        "no higher than KRW 150m",
        "no greater than KRW 150m",
        "capped at KRW 150 million",
        "KRW 150 million (maximum)",
    ],
)
def test_a_word_for_the_top_of_an_amount_is_a_maximum(text: str) -> None:
    """In brackets too, where they hold nothing else; and nothing is left to be shown beside the figure."""
    assert _read(read_amounts, text) == (None, 150_000_000)
    assert not words_beyond_figure(text)
