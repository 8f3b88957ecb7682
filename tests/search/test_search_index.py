"""Index building: the same pages give the same bytes, caching changes nothing, Python and browser agree."""

from __future__ import annotations

import json
import random
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from benchmarks.search.collection import read_pages, read_queries, search_pages
from hypothesis import given, settings
from hypothesis import strategies as st
from search_strategies import pages

from exchange.languages.en import search_terms as english
from exchange.languages.ko import particles as hangul
from exchange.search import packing, word_analyser
from exchange.search.analysis import ANALYSES, analyse
from exchange.search.cache import DiskCache
from exchange.search.index import build_index
from exchange.search.model import Concept, Page, Section
from exchange.search.scripts import bundle, squeeze
from exchange.search.units import MOST_UNITS, outline
from exchange.text.frame import THEME

Answer = Any
SURFACE = word_analyser.SurfaceAnalyser(["임상시험", "무작위배정"])
SCRIPTS = THEME / "assets" / "js"


@given(made=pages(), chance=st.randoms())
def test_order_of_pages_does_not_matter(made: list[Page], chance: random.Random) -> None:
    """The same pages in any order give the same bytes."""
    shuffled = made.copy()
    chance.shuffle(shuffled)
    written = [build_index(each, (), lang="ko", cache={}, analyser=SURFACE) for each in (made, shuffled)]
    assert written[0] == written[1]


@given(made=pages())
def test_a_cached_build_equals_a_clean_one(made: list[Page]) -> None:
    """Analyses from the cache give the same bytes as fresh ones."""
    cache: dict[str, str] = {}
    first = build_index(made, (), lang="ko", cache=cache, analyser=SURFACE)
    assert build_index(made, (), lang="ko", cache=cache, analyser=SURFACE) == first


def test_an_unchanged_page_is_not_analysed_again() -> None:
    """Facets and addresses may change without costing an analysis; words may not."""

    class Counting(word_analyser.SurfaceAnalyser):
        asked = 0

        def terms(self, sentences: Any) -> list[list[str]]:
            self.asked += 1
            return super().terms(sentences)

    analyser, cache = Counting([]), dict[str, str]()
    page = Page(id="a", lang="ko", url="ko/a/", title="임상시험", kind="guide")
    moved = Page(id="a", lang="ko", url="ko/b/", title="임상시험", kind="call")
    changed = Page(id="a", lang="ko", url="ko/b/", title="임상시험을", kind="call")
    asked = []
    for each in (page, moved, changed):
        build_index([each], (), lang="ko", cache=cache, analyser=analyser)
        asked.append(analyser.asked)
    assert asked == [1, 1, 2]


def test_a_changed_termbase_is_a_new_analysis() -> None:
    """Words of the termbase are found in the text, so they are part of what an analysis depends on."""
    page = Page(id="a", lang="ko", url="ko/a/", title="임상 시험")
    cache: dict[str, str] = {}
    for concepts in ((), (Concept(id="g", names={"ko": ("임상시험",)}),)):
        build_index([page], concepts, lang="ko", cache=cache, analyser=word_analyser.SurfaceAnalyser([]))
    assert len(cache) == 2


def test_the_disk_cache_survives_damage_and_forgets_the_unused(tmp_path: Path) -> None:
    """A broken file counts as missing; what was not asked for is pruned, other kinds of keys too."""
    cache = DiskCache(tmp_path)
    cache["one-aa"], cache["one-bb"], cache["other-cc"] = "a", "b", "c"
    cache.prune()
    again = DiskCache(tmp_path)
    assert (again["one-bb"], again.get("one-zz"), list(again)) == ("b", None, ["one-aa", "one-bb"])
    again.prune()
    third = DiskCache(tmp_path)
    assert (third.get("one-aa"), third["one-bb"], third.get("other-cc")) == (None, "b", None)
    (tmp_path / "kept.sqlite").write_bytes(b"\xff\xfe")
    assert DiskCache(tmp_path).get("one-bb") is None


def test_an_analysis_can_be_kept() -> None:
    """read(write(analysis)) is the analysis."""
    page = Page(
        id="a", lang="en", url="en/a/", title="Trials", sections=(Section(id="s", heading="H", text="T."),)
    )
    analysis = analyse(page, analyser=SURFACE)
    assert ANALYSES.read(ANALYSES.write(analysis)) == analysis


@given(
    numbers=st.lists(st.integers(min_value=0, max_value=10**6), max_size=50),
    units=st.sets(st.integers(0, 29), min_size=1),
)
@settings(max_examples=10, deadline=None)
def test_numbers_come_back(node: Answer, numbers: list[int], units: set[int]) -> None:
    """What Python packs the browser unpacks."""
    packed = {"numbers": "".join(map(packing.pack_number, numbers)), "units": packing.pack_units(units)}
    script = """print([...unpackNumbers(input.numbers, input.count),
        new NumberReader(input.units).nextUnits()])"""
    *back, bits = node(script, packed | {"count": len(numbers)}, packing="unpackNumbers, NumberReader")
    assert back == numbers
    assert bits == sum(1 << unit for unit in units)


def test_words_come_back(node: Answer) -> None:
    """Sorted words survive front coding."""
    words = sorted({"trial", "trials", "임상", "임상시험", "임", "값", "힣", "a", "ab", "e-consent", "n’s"})
    assert node("print(unpackWords(input))", packing.pack_words(words), packing="unpackWords") == words


@given(texts=st.lists(st.text(alphabet="가힣임시험 ~aA(\n", max_size=8), min_size=1))
@settings(max_examples=10, deadline=None)
def test_lines_come_back(node: Answer, texts: list[str]) -> None:
    """Texts of any script survive, line ends in them become spaces."""
    expected = [text.replace("\n", " ") for text in texts]
    assert node("print(unpackLines(input))", packing.pack_lines(texts), packing="unpackLines") == expected


def test_english_is_read_alike_on_both_sides(node: Answer, collection: Path) -> None:
    """Every word of the collection, and hard ones, get the same term from Python and from the browser."""
    text = (collection / "pages.json").read_text(encoding="utf-8") + (
        " randomisation programme centres labelling aetiology analyses hypotheses licence practise oedema "
        "enrolment "
        "behaviour dialogues judgement sulphate yes yyy skies agreed hopping falling sized national "
        "rationalise "
        "patient's o'clock patients' naïve β-blocker e.g. 3.5 and/or n-of-1 ICH-E6(R3) "
        "临床试验 covid-19試験 การทดลอง ניסוי־קליני ثبت\u200cنام पंजीकरण। nghiệm"
    )
    words = sorted(set(english.WORD.findall(text.lower())))
    expected = [[part for part, _ in english.terms(word)] for word in words]
    script = """print(input.map((word) => {
      const { terms, joined } = termsOf(word);
      const kept = partsOf(word).filter((part) => !STOP_WORDS.has(part));
      return [...(joined === null ? [] : [joined]), ...(kept.length ? terms : [])];
    }))"""
    assert node(script, words, english="partsOf", terms="termsOf, STOP_WORDS") == expected


def test_the_lists_are_the_same_on_both_sides(node: Answer) -> None:
    """Particles and stop words."""
    script = "print({ particles: PARTICLES, stop: [...STOP_WORDS].sort() })"
    lists = node(script, hangul="PARTICLES", terms="STOP_WORDS")
    assert sorted(lists["particles"]) == sorted(hangul.PARTICLES)
    assert lists["stop"] == sorted(english.STOP_WORDS)


@pytest.mark.parametrize(
    ("eojeol", "form"),
    [
        *(("써야", "쓰다"), ("배워서", "배우다"), ("걸려", "걸리다"), ("쉬운", "쉽다"), ("들어", "듣다")),
        *(
            ("달라", "다르다"),
            ("받을", "받다"),
            ("보낸다", "보내다"),
            ("모읍니다", "모으다"),
            ("짜려면", "짜다"),
        ),
    ],
)
def test_stems_of_inflected_words(node: Answer, eojeol: str, form: str) -> None:
    """The dictionary form is among those an eojeol may belong to."""
    assert form in node("print(dictionaryForms(input))", eojeol, hangul="dictionaryForms")


def test_compounds_are_terms_together_and_apart() -> None:
    """Nouns written together, apart, and in the termbase all give the compound and its parts."""
    pytest.importorskip("kiwipiepy")
    together, apart = word_analyser.KiwiAnalyser(["추정대상"]).terms(["중간분석을 한다", "중간 분석을 한다"])
    assert {"중간", "분석", "중간분석"} <= set(together) & set(apart)


def test_the_fallback_strips_particles_and_knows_the_termbase() -> None:
    """Without kiwipiepy: eojeol less particles, and the termbase's words however they are spaced."""
    (terms,) = SURFACE.terms(["무작위 배정을 임상시험에서는 한다"])
    assert {"배정", "임상시험", "무작위배정"} <= set(terms)


def test_a_word_is_the_same_in_every_sentence() -> None:
    """What is learnt of a word depends on the word alone, so that a build from a cache equals a clean one."""
    pytest.importorskip("kiwipiepy")
    cache: dict[str, str] = {}
    apart = [
        word_analyser.KiwiAnalyser([], cache=cache).terms([text])[0]
        for text in ("자료를 이전한다", "(IRB는) 심의")
    ]
    together = word_analyser.KiwiAnalyser([]).terms(["자료를 이전한다", "(IRB는) 심의"])
    assert apart == together
    assert len(cache) == 1


def test_without_kiwipiepy_the_fallback_is_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    """No module, no analyser: the build goes on with the surface analyser."""
    monkeypatch.setattr(word_analyser, "has_kiwi", lambda: False)
    assert isinstance(word_analyser.best_analyser(["임상시험"], cache={}), word_analyser.SurfaceAnalyser)


def test_long_pages_keep_to_the_units_there_are() -> None:
    """However long a page, its units can be numbered, and small pages have a unit a sentence."""
    long = tuple(Section(id=f"s{n}", heading="h", text="하나다. 둘이다. 셋이다.") for n in range(60))
    many = outline(Page(id="a", lang="ko", url="ko/a/", title="t", sections=long))
    few = outline(Page(id="a", lang="ko", url="ko/a/", title="t", sections=long[:2]))
    assert max(stretch.unit for stretch in many.stretches) < MOST_UNITS
    assert few.units == (3, 3)


def test_the_index_of_the_collection_is_small(index: Path) -> None:
    """All a browser can fetch for 120 pages, index, engine, box, results page and marks: 60 kB gzipped."""
    import gzip

    files = [
        path for path in index.rglob("*.json") if not (path.parent.name == "ko" and path.name == "terms.json")
    ]
    sizes = [len(gzip.compress(path.read_bytes(), 9)) for path in files]
    scripts = [bundle(SCRIPTS / entry) for entry in ("search/worker.js", "searching/main.js")]
    sizes += [len(gzip.compress(script.encode(), 9)) for script in scripts]
    assert sum(sizes) <= 60_000


@given(st.lists(st.sampled_from([*"ab12+-.,;:(){}[]=<>&|!?% \n", "/x y/g", '"a  b"', "`c  d`"]), max_size=30))
def test_squeezing_leaves_literals_alone(pieces: list[str]) -> None:
    """Only space goes, and none of it from within a string, a template or after a sign that opens one."""
    script = "".join(pieces)
    assert re.sub(r"\s", "", squeeze(script)) == re.sub(r"\s", "", script)
    assert squeeze(f'x = "{"a  b"}" ;') == 'x="a  b";'


def test_the_bundle_answers_as_the_modules_do(node: Answer, small_worker: Path, collection: Path) -> None:
    """Squeezing changes no answer: all judged queries, in the bundle and in the modules."""
    queries = [query.text for query in read_queries(collection / "queries.json")]
    script = f"""const bundled = await import("{small_worker.as_uri()}");
    const readBy = (read) => JSON.stringify(input.map((text) => read(text)));
    print(readBy(bundled.readQuery) === readBy(readQuery));"""
    assert node(script, queries, query="readQuery")


def test_the_bundle_is_the_modules(node: Answer, small_worker: Path) -> None:
    """One script without imports or comments, which answers as the modules do."""
    text = small_worker.read_text(encoding="utf-8")
    assert "import {" not in text
    assert "/**" not in text
    script = f"""const {{ answerTo }} = await import("{small_worker.as_uri()}");
    print([await answerTo({{ id: 1, type: "search" }}), await answerTo({{ id: 2, type: "none" }})]);"""
    assert [answer["type"] for answer in node(script)] == ["error", "error"]


@pytest.fixture
def small_worker(tmp_path: Path) -> Path:
    """The bundle, with its entrance exported for Node."""
    copied = shutil.copytree(SCRIPTS / "search", tmp_path / "search")
    entry = copied / "worker.js"
    read = 'import { readQuery } from "./query.js";\n' + entry.read_text(encoding="utf-8")
    entry.write_text(read + "\nexport { answerTo, readQuery };\n", encoding="utf-8")
    path = tmp_path / "worker.mjs"
    path.write_text(bundle(entry), encoding="utf-8")
    return path


def test_pages_refuse_times_without_a_zone() -> None:
    """A time without a zone would mean another moment on another machine."""
    from datetime import datetime

    with pytest.raises(ValueError, match="zone"):
        Page(id="a", lang="ko", url="ko/a/", title="t", states=((datetime(2026, 1, 1), "open"),))  # noqa: DTZ001
    with pytest.raises(ValueError, match="zone"):
        Page(id="a", lang="ko", url="ko/a/", title="t", deadlines=(({}, datetime(2026, 1, 1)),))  # noqa: DTZ001


def test_links_to_other_pages_are_left_out(collection: Path) -> None:
    """A list item that is only a link tells of another page."""
    page = search_pages(read_pages(collection / "pages.json"))[0]
    assert not any("](" in section.text for section in page.sections)
    assert (
        json.dumps([section.heading for section in page.sections], ensure_ascii=False).count("함께 보기") == 1
    )
