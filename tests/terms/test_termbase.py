"""Terms: the termbase as a CSV file that people edit."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.languages.language import likely_language
from exchange.terms.termbase import NameSource, Term, read_terms
from exchange.text.problems import ContentProblems, Problem, explain, message_languages

LOCALES = ("en", "ko")
COLUMNS = ["id", "en", "ko", "abbr_en", "abbr_ko", "definition_en", "definition_ko", "avoid_en", "avoid_ko"]
MORE = ["also_{}", "source_{}", "avoid_{}_unchecked", "avoid_{}_remark"]
ALL_COLUMNS = [*COLUMNS, *(column.format(code) for column in MORE for code in LOCALES)]
ROW = ["g001", "consent", "동의", "", "", "A yes.", "허락.", "", ""]
TERMBASE = Path(__file__).parents[2] / "content" / "glossary.csv"

words = st.text(
    st.characters(exclude_categories=["C", "Z"], exclude_characters=";:()（）-#/、〃″"),
    min_size=1,
    max_size=9,
)  # without `#`: a spreadsheet leaves ####
avoided = st.lists(words.map("-{}".format), max_size=2, unique=True).map(tuple)  # so that none is a name

NAMES = st.fixed_dictionaries(dict.fromkeys(LOCALES, words)).filter(
    lambda names: likely_language(names["en"], LOCALES) == "en"  # one in Hangul stands in the wrong column
)


@st.composite
def terms(draw: st.DrawFn) -> Term:
    """Return any valid term; some words to avoid have a remark."""

    def both(strategy: st.SearchStrategy[Any]) -> dict[str, Any]:
        return {code: draw(strategy) for code in LOCALES}

    avoid, unchecked = both(avoided), both(avoided)
    remarked = {
        code: draw(st.sets(st.sampled_from([*avoid[code], *unchecked[code], ""]))) for code in LOCALES
    }
    return Term(
        id=f"g{draw(st.integers(100, 99_999))}",
        names=draw(NAMES),
        abbreviations=both(words | st.just("")),
        definitions=both(words),
        avoid=avoid,
        unchecked_names=unchecked,
        remarks={
            code: {word: draw(words) for word in sorted(found - {""})} for code, found in remarked.items()
        },
        variants=both(st.lists(words, max_size=2).map(tuple)),
        sources=draw(st.dictionaries(st.sampled_from(LOCALES), st.sampled_from(NameSource))),
    )


def csv_text(*rows: list[str]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()


def written(term: Term) -> list[str]:
    both = [[part[code] for code in LOCALES] for part in (term.names, term.abbreviations, term.definitions)]
    lists = (term.avoid, term.variants, term.unchecked_names)
    avoid, variants, unchecked = ([("; ".join(part[code])) for code in LOCALES] for part in lists)
    sources = [term.sources.get(code, "") for code in LOCALES]
    remarks = ["; ".join(f"{word}: {said}" for word, said in term.remarks[code].items()) for code in LOCALES]
    return [
        term.id, *both[0], *both[1], *both[2], *avoid, *variants, *sources, *unchecked, *remarks,
    ]  # fmt: skip


def problems(text: str) -> tuple[Problem, ...]:
    with pytest.raises(ContentProblems) as raised:
        read_terms(text, path="glossary.csv", locales=LOCALES)
    return tuple(raised.value.problems)


def faults(text: str) -> list[tuple[str, int]]:
    return [(problem.rule, problem.place.line) for problem in problems(text)]


def row(**cells: str) -> dict[str, str]:
    """Return a right row of all columns, with some cells of one's own."""
    return dict.fromkeys(ALL_COLUMNS, "") | dict(zip(COLUMNS, ROW, strict=True)) | cells


def table(*rows: dict[str, str]) -> str:
    return csv_text(ALL_COLUMNS, *([*one.values()] for one in rows))


@given(
    st.lists(terms(), unique_by=(lambda term: term.id, lambda term: str(term.names).casefold()), max_size=4),
    st.sampled_from(["", "\ufeff"]),
)
def test_what_is_written_is_read(written_terms: list[Term], mark: str) -> None:
    """Terms come back as they were written, in order, also from a file that Excel has marked."""
    text = mark + csv_text(ALL_COLUMNS, *(written(term) for term in written_terms))
    assert list(read_terms(text, path="x.csv", locales=LOCALES)) == written_terms


def test_absent_columns_are_named_all_at_once() -> None:
    """A termbase without a column cannot be read; the way out names every one."""
    with pytest.raises(ContentProblems) as raised:
        read_terms("id,en,ko\n", path="x.csv", locales=LOCALES)
    (problem,) = raised.value.problems
    assert problem.values["columns"] == "abbr_en, definition_en, avoid_en, abbr_ko, definition_ko, avoid_ko"


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (["g001", "a", *ROW[2:]], [("term-id-used", 3)]),
        (["x1", "a", *ROW[2:]], [("term-id", 3)]),
        (["", "a", *ROW[2:]], [("term-id-missing", 3)]),
        (["g002", *ROW[1:]], [("term-twice", 3)]),
        (["g002", "1-Mar", *ROW[2:]], [("term-cell-changed", 3)]),
        (["g002", "a", "b", "#NAME?", *ROW[4:]], [("term-cell-changed", 3)]),
        (["g002", "", *ROW[2:]], [("term-incomplete", 3)]),
        (["g002", "a", "동의", "", "", "A yes."], [("term-incomplete", 3)]),
    ],
)
def test_a_faulty_row_is_named_by_its_line(row: list[str], expected: list[tuple[str, int]]) -> None:
    """An id used twice or malformed, and a row that lacks a name or definition, are problems."""
    assert faults(csv_text(COLUMNS, ROW, row)) == expected


@pytest.mark.parametrize("column", ["definition_en", "avoid_ko", "also_ko"])
def test_no_cell_is_longer_than_what_pages_repeat(column: str) -> None:
    """A definition is shown on each page that uses its term, so a long one is there hundreds of times."""
    read_terms(table(row(**{column: "x" * 1_000})), path="glossary.csv", locales=LOCALES)
    assert faults(table(row(**{column: "x" * 1_001}))) == [("too-long", 2)]


def test_rows_after_a_line_break_in_a_cell_keep_their_line() -> None:
    """A quoted cell of two lines does not shift the lines of what follows."""
    two_lines = ["g002", "a", "b", "", "", "one\ntwo", "c", "", ""]
    assert faults(csv_text(COLUMNS, ROW, two_lines, ["x", "c", *ROW[2:]])) == [("term-id", 5)]


def test_a_row_with_too_many_cells_is_a_problem() -> None:
    """A comma that was not quoted moves every cell after it; the row is refused, not read askew."""
    row = ["g002", "consent, informed", *ROW[2:]]
    assert faults(f"{csv_text(COLUMNS, ROW)}{','.join(row)}\n") == [("term-cells", 3)]


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ([*COLUMNS, "avoid_en_remarks"], ("termbase-column-unknown", "avoid_en_remark")),
        ([*COLUMNS, "notes"], ("termbase-column-unknown", None)),
        (["", *COLUMNS], ("termbase-column-unknown", None)),
        ([*COLUMNS, "avoid_en"], ("termbase-column-twice", None)),
    ],
)
def test_a_column_that_would_not_be_read_is_named(
    columns: list[str], expected: tuple[str, str | None]
) -> None:
    """A misspelt column is not left out silently, nor the first of two with one name."""
    (problem,) = problems(csv_text(columns))
    assert problem.rule == expected[0]
    assert expected[1] in (None, problem.values.get("nearest"))


@pytest.mark.parametrize(
    ("first_line", "better"),
    [
        ("번호,영어,한국어,영어 약어,한국어 약어,영어 정의,한국어 정의,avoid_en,avoid_ko", ",".join(COLUMNS)),
        ("No.,English,Korean,Abbreviation (Korean),abbr_en,definition_en,definition_ko,avoid_en,avoid_ko",
         "id,en,ko,abbr_ko,abbr_en,definition_en,definition_ko,avoid_en,avoid_ko"),
        ("id,en,ko,영어 약어,나,definition_en,definition_ko,avoid_en,avoid_ko", None),
    ],
)  # fmt: skip
def test_a_translated_first_line_is_put_back(first_line: str, better: str | None) -> None:
    """Each name comes back in its place; where one is not known no line is offered."""
    (problem,) = problems(f"{first_line}\n")
    assert (problem.rule, problem.values.get("better_entry")) == ("termbase-columns-renamed", better)


def test_columns_and_rows_of_nothing_are_passed_over() -> None:
    """Excel adds them; a cell too many in a row that other rows do not have is a comma not quoted."""
    padded = csv_text([*COLUMNS, "", ""], [*ROW, "", ""], [""] * (len(ROW) + 2))
    assert len(read_terms(padded, path="x.csv", locales=LOCALES)) == 1
    assert faults(csv_text([*COLUMNS, ""], [*ROW, "x"])) == [("term-cells", 2)]
    assert faults(f"{csv_text(COLUMNS)}{','.join([*ROW, ''])}\n") == [("term-cells", 2)]


@pytest.mark.parametrize("sign", [(";", "termbase-semicolons"), ("\t", "termbase-tabs")])
def test_another_separator_is_named(sign: tuple[str, str]) -> None:
    """One message, and not that all columns are absent."""
    assert faults(csv_text(COLUMNS, ROW).replace(",", sign[0])) == [(sign[1], 1)]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"avoid_ko": "찬성; 승인 (동의어로 쓰는 경우)"}, ["term-avoid-bracket"]),
        ({"avoid_ko": "승인(띄어쓰기"}, ["term-avoid-bracket"]),
        ({"avoid_ko": "승인（혼용）"}, ["term-avoid-bracket"]),
        ({"avoid_en_unchecked": "assent (for a child)"}, ["term-avoid-bracket"]),
        ({"avoid_en": "Consent"}, ["term-avoid-approved"]),
        ({"avoid_en": "approval", "also_en": "approval"}, ["term-avoid-approved"]),
        ({"avoid_en": "IC", "abbr_en": "IC"}, ["term-avoid-approved"]),
        ({"avoid_ko_remark": "승인: 혼용"}, ["term-remark"]),
        ({"avoid_ko": "승인", "avoid_ko_remark": "혼용"}, ["term-remark"]),
        ({"avoid_ko": "승인", "avoid_ko_remark": "승인:"}, ["term-remark"]),
        ({"source_ko": "law", "source_en": "S9"}, ["term-source", "term-source"]),
    ],
)
def test_a_word_to_avoid_that_would_never_be_found_is_a_problem(
    cells: dict[str, str], expected: list[str]
) -> None:
    """A remark in brackets, a name of a term, a remark on no word and an unknown source are refused."""
    assert faults(table(row(), row(id="g002", en="assent", ko="승낙", **cells))) == [
        (rule, 3) for rule in expected
    ]


def test_the_way_out_of_a_bracket_is_read_when_it_is_followed() -> None:
    """What the message says to write is right, in each language the messages are in."""
    (problem,) = problems(table(row(avoid_ko="승인 (혼용)")))
    values = problem.values
    for language in message_languages():
        assert all(values[name] in explain(problem, language) for name in ("word", "remarks", "unchecked"))
    mended = row(
        **{values["column"]: values["word"], values["remarks"]: f"{values['word']}: {values['said']}"}
    )
    (term,) = read_terms(table(mended), path="x.csv", locales=LOCALES)
    assert (term.avoid["ko"], term.avoided_names("ko")) == (("승인",), {"승인": "혼용"})


def test_another_terms_name_may_be_avoided_in_one_sense() -> None:
    """An unchecked word may be the name of another term: it is the right word for something else."""
    cells = {"avoid_en_unchecked": "consent", "avoid_en_remark": "consent: as a synonym"}
    assent = row(id="g002", en="assent", ko="승낙", **cells)
    consent, term = read_terms(table(row(), assent), path="x.csv", locales=LOCALES)
    assert (consent.avoided_names("en"), term.avoided_names("en")) == ({}, {"consent": "as a synonym"})


def test_the_projects_own_termbase_is_complete() -> None:
    """All concepts of content/glossary.csv are read, each with an id of its own."""
    found = read_terms(TERMBASE.read_text(encoding="utf-8"), path="glossary.csv", locales=LOCALES)
    assert len(found) >= 216


def test_an_abbreviation_of_the_termbase_means_one_thing() -> None:
    """No two terms share an abbreviation but the two Korean committees called IRB: a page names their law."""
    found = read_terms(TERMBASE.read_text(encoding="utf-8"), path="glossary.csv", locales=LOCALES)
    for code in LOCALES:
        written = [term.abbreviations[code] for term in found if term.abbreviations[code]]
        assert {one for one in written if written.count(one) > 1} <= {"IRB"}
        assert not {"CT", "IC", "WD", "SM", "CI", "PI"} & {*written}


def test_every_korean_name_of_the_termbase_has_a_source() -> None:
    """Readers see which names are the site's own translations, so each says where it comes from."""
    found = read_terms(TERMBASE.read_text(encoding="utf-8"), path="glossary.csv", locales=LOCALES)
    assert [term.id for term in found if "ko" not in term.sources] == []
    assert {NameSource.OURS, NameSource.OFFICIAL} <= {term.sources["ko"] for term in found}


HEADER = "id,en,abbr_en,definition_en,avoid_en,ko,abbr_ko,definition_ko,avoid_ko"


def test_a_term_may_wait_for_a_language() -> None:
    """A row may be empty in a language, and all columns of a language may be absent."""
    row = "g101,consent,,Agreement.,,,,,"
    (waiting,) = read_terms(f"{HEADER}\n{row}\n", path="glossary.csv", locales=["en", "ko"])
    (absent,) = read_terms(
        "id,en,abbr_en,definition_en,avoid_en\ng101,consent,,Agreement.,\n",
        path="glossary.csv",
        locales=["en", "ko"],
    )
    assert [term.language(code) for term in (waiting, absent) for code in ("en", "ko")] == ["en"] * 4
    assert waiting.approved_names("ko") == ()


@pytest.mark.parametrize(
    "row",
    [
        "g101,consent,,Agreement.,,동의,,,",
        "g101,consent,,Agreement.,,,,동의함,",
        "g101,consent,,Agreement.,,,,,합의",
        "g101,,,,,,,,",
    ],
)
def test_a_term_is_not_half_in_a_language(row: str) -> None:
    """A name needs a definition, a definition or a word to avoid a name, and a term one of its languages."""
    with pytest.raises(ContentProblems) as found:
        read_terms(f"{HEADER}\n{row}\n", path="glossary.csv", locales=["en", "ko"])
    assert {problem.code for problem in found.value.problems} == {"text/term-incomplete"}
