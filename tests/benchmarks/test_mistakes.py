"""Mistakes that people make: each is answered in words that lead on, and what is offered is accepted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from benchmarks.mistakes import (
    LANGUAGES,
    NOW,
    PAGE,
    Mistake,
    answer,
    mistakes,
    page,
    problems,
    restore,
    sites,
)
from mkdocs.exceptions import Abort
from tests.benchmarks.mistakes_together import Placed, site_with_room, together
from tests.site.judgements import judged_by_build, judgement, settings_are_refused

from exchange.languages.ko.particles import CHOICE
from exchange.site.checking import check, errors
from exchange.site.reading import read_content
from exchange.site.settings import read_settings
from exchange.text.problems import Problem, Severity, explanation

FAULTS = [one for one in mistakes() if one.scores]
_VALUES = frozenset(
    {
        "calls/moment-other-form",
        "calls/zone-by-name",
        "calls/not-a-duration",
        "calls/not-a-url",
        "calls/not-size",
        "calls/not-yes-or-no",
        "text/not-a-day",
        "text/not-a-number",
        "text/page-id",
    }
)
"""Codes whose `better`, or `figure`, is the value of the field in the line."""

_LINES = frozenset(
    {
        "rules/footnote-mistyped",
        "rules/form-mistyped",
        "rules/heading-braces",
        "rules/title-form",
        "text/after-quotes",
        "text/full-width-colon",
        "text/unquoted-colon",
        "text/unclosed-quote",
        "text/quotes-inside",
        "text/unquoted-value",
        "text/termbase-columns-swapped",
    }
)
"""Codes whose `better` is the whole line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What is found of one mistake; the codes of what was mended as is offered, and of all errors then."""

    found: tuple[Problem, ...]
    mended: frozenset[str] = frozenset()
    after: frozenset[str] = frozenset()


@cache
def trials() -> Mapping[str, Trial]:
    """Return what is found of each mistake alone, and after what is offered was written."""
    return {mistake.name: _trial(mistake, settings) for mistake, settings in sites(mistakes())}


def _trial(mistake: Mistake, settings: Path) -> Trial:
    found = problems(settings)
    if not mistake.scores or not any(_is_exact(one) for one in answer(found)):
        return Trial(found=found)
    mended = frozenset(_mended(answer(found), settings.parent / "content"))
    after = frozenset(one.code for one in problems(settings) if one.severity is Severity.ERROR)
    return Trial(found=found, mended=mended, after=after)


@cache
def answered() -> Mapping[str, tuple[Problem, ...]]:
    """Return what is said of each mistake."""
    return {name: answer(trial.found) for name, trial in trials().items()}


def test_what_is_right_is_accepted() -> None:
    """No error, and no caution but the one that lists what is to be translated."""
    right = {one.name for one in mistakes()} - {one.name for one in FAULTS}
    assert {name: [one.code for one in answered()[name]] for name in right if answered()[name]} == {}


_ACCEPTED = {
    *("amount-around", "amount-korean", "amount-korean-thousands", "amount-million", "amount-range"),
    *("amount-with-sign", "awards-in-words", "closes-with-weekday", "csv-empty-columns", "day-slashes"),
    *("day-with-dashes", "days-with-tilde", "embargo-notice", "phone-extension"),
    *(
        "languages-one-text",
        "lead-required-korean",
        "lead-required-y",
        "matching-yes",
        "middle-of-march",
        "month-one-digit",
    ),
    *("quarter-as-fraction", "record-serial", "site-name-one-line", "total-about-korean"),
    *("window-one-text", "yes-in-korean", "zone-kst", "zone-gmt", "lifecycle-korean", "change-awarded"),
    *("twelve-hours", "korean-zone", "iso-moment", "change-announced-again", "kst-dots"),
    *("per-award-at-most-korean", "zone-said-twice", "amount-k", "description-block"),
    *("american-day", "currency-before-figure", "hour-french", "moment-digits-only"),
}
"""Were refused once, and do what is meant."""


def test_no_fault_is_silent() -> None:
    """Each is said, except where one language was a fault once and is enough now."""
    silent = [one.name for one in FAULTS if not answered()[one.name] and one.name not in _ACCEPTED]
    assert silent == []


def test_the_page_shows_the_words_that_were_scored() -> None:
    """`python -m benchmarks.mistakes` writes it; whoever changes words reads them and the scores again."""
    assert PAGE.read_text(encoding="utf-8") == page((one, answered()[one.name]) for one in mistakes())


def test_the_scores_are_as_good_as_is_promised() -> None:
    """Of the faults of each language none is at 0, at most 8 are at 1, at least 105 at 3."""
    for language in LANGUAGES:
        scores = [one.scores[language] for one in FAULTS]
        assert (scores.count(0), scores.count(1) <= 8, scores.count(3) >= 105) == (0, True, True)


_TYPED_BY_AUTHORS = re.compile(r"!?\[\[[\w.|]+\]\]|\{\{\w+\}\}")
"""Links of wikis and fields of templates, which messages quote."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_answer_has_a_blank_or_a_command(language: str) -> None:
    """No empty value, no list of nothing, no sign that cannot be shown, no second form of a particle."""
    blank = re.compile(r"''|'-'|: \.|: ,|�|\{\w+\}|\[\[|\]\]|`(?:kx|git|pip|make) ")
    for name, found in answered().items():
        for one in found:
            words = explanation(one, language)
            for text in (words.fault, words.way_out):
                assert not blank.search(_TYPED_BY_AUTHORS.sub("x", text)), (name, text)
                assert not CHOICE.search(text), (name, text)


_SPANS = frozenset({"rules/link-own-site", "rules/link-repository"})
"""Codes whose `better` belongs between the two places of the problem."""

_RENAMED = frozenset(
    {
        *("pages/folder-doubled", "pages/language-in-name", "pages/name-of-version", "pages/page-name"),
    }
)
"""Codes whose `better` is the path of the file, from the project's root."""

_DELETED = frozenset({"pages/name-of-copy", "calls/record-copied"})
"""Codes of files that are to be deleted."""


def _moved(one: Problem, file: Path) -> bool:
    """Rename or delete a file where that is the way out."""
    if one.code in _RENAMED:
        file.rename(file.parents[len(Path(one.place.path).parts) - 1] / one.values["better"])
    elif one.code in _DELETED:
        file.unlink()
    return one.code in _RENAMED | _DELETED


def _mended(found: tuple[Problem, ...], content: Path) -> set[str]:
    """Write what is offered with an exact text into the files, from their ends; return the codes of these.

    A line is written as a whole before what is said of its value.
    """
    done = set()
    for one in sorted(found, key=_order, reverse=True):
        file = content.parent / one.place.path
        if _moved(one, file):
            done.add(one.code)
        elif _is_exact(one):
            file.write_text(_with(one, file.read_text(encoding="utf-8")), encoding="utf-8")
            done.add(one.code)
    return done


def _order(one: Problem) -> tuple[str, int, bool, int]:
    return one.place.path, one.place.line, one.code in _LINES, one.place.column


def _with(one: Problem, text: str) -> str:
    lines = text.split("\n")
    start = sum(len(line) + 1 for line in lines[: one.place.line - 1]) + max(one.place.column - 1, 0)
    if one.replacement and one.end:
        end = sum(len(line) + 1 for line in lines[: one.end.line - 1]) + one.end.column - 1
        return text[:start] + one.replacement.text + text[end:]
    line = lines[one.place.line - 1]
    better = _offer(one)
    if one.code in _SPANS and one.end:
        lines[one.place.line - 1] = line[: one.place.column - 1] + better + line[one.end.column - 1 :]
        return "\n".join(lines)
    lines[one.place.line - 1] = better if one.code in _LINES else f"{line.partition(': ')[0]}: {better}"
    return "\n".join(lines)


def test_what_is_offered_is_accepted() -> None:
    """Each exact text, written where the message says, takes its fault away and brings no other error."""
    wrong = {
        name: left
        for name, trial in trials().items()
        if (left := (trial.after & trial.mended) | (trial.after - {one.code for one in answered()[name]}))
    }
    assert wrong == {}
    assert sum(bool(trial.mended) for trial in trials().values()) > len(FAULTS) / 5


def _is_exact(one: Problem) -> bool:
    offered = _VALUES | _LINES | _SPANS | _RENAMED
    return bool(one.replacement or one.code in _DELETED or (_offer(one) and one.code in offered))


def _offer(one: Problem) -> str:
    names = ("better", "figure", "better_line")
    return next((one.values[name] for name in names if one.values.get(name)), "")


def test_the_build_tells_what_the_check_finds_in_every_mistake(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What people do by mistake, compared with what was published: the same problems, places and words.

    Many are made in one site, which stops the build as each would alone. One that is not seen whole there is
    compared alone, and so is each of a site that the two judge differently.
    """
    monkeypatch.setenv("KX_SINCE", "HEAD")
    settings = site_with_room(tmp_path)
    refused = [one for one in mistakes() if errors(trials()[one.name].found)]
    accepted = [one for one in mistakes() if one not in refused]
    different: list[str] = []
    alone: list[Mistake] = []
    for group in [*together(refused), *together(accepted)]:
        for one in group:
            one.make(tmp_path / "content")
        found = problems(settings)
        if len(group) == 1 or errors(found) != (group[0].mistake in refused):
            alone += [one.mistake for one in group]
        elif judged_by_build(settings, monkeypatch, whole=False, now=NOW) != judgement(found):
            different += [one.mistake.name for one in group]
            alone += [one.mistake for one in group]
        else:
            alone += _not_seen(group, found, settings)
        restore(tmp_path)
    assert len(alone) < len(mistakes()) / 5 or different
    assert ([*_judged_differently(alone, monkeypatch)], different) == ([], [])


def _not_seen(group: Sequence[Placed], found: Iterable[Problem], settings: Path) -> Iterator[Mistake]:
    """Yield the mistakes of which a problem is not found beside others, or none stops the build alike.

    A build that stops anyway renders no page: what only a page shows is not seen in it.
    """
    site = read_content(read_settings(settings), now=NOW)
    stopping = {
        (one.code, str(one.place))
        for one in check(site, now=NOW, revision="HEAD", html=False)
        if one.severity is Severity.ERROR
    }
    places = {(one.code, str(one.place)) for one in found}
    for one in group:
        own = trials()[one.mistake.name].found
        is_stopping = not errors(own) or not stopping.isdisjoint(one.places(own))
        if not one.places(own) <= places or not is_stopping:
            yield one.mistake


def _judged_differently(chosen: Sequence[Mistake], monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Yield the names of mistakes of which a build does not say what was found."""
    for mistake, settings in sites(chosen):
        found = trials()[mistake.name].found
        checked = judgement(found)
        try:
            built = judged_by_build(settings, monkeypatch, whole=False, now=NOW)
            if checked.refused and not built.refused:  # for what only rendered texts show
                built = judged_by_build(settings, monkeypatch, whole=True, now=NOW)
        except Abort:
            settings_are_refused(settings, found)
            continue
        if built != checked:
            yield mistake.name
