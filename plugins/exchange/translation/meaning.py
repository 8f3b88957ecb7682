"""Decide whether an edit of a text changes what it says, or only how it is written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from decimal import Decimal
from difflib import SequenceMatcher
from functools import lru_cache
from unicodedata import normalize

from exchange.languages.language import Language, language
from exchange.languages.notions import FORCES
from exchange.languages.statements import Quantity, Statement

_WORD = re.compile(r"(?!\$(?:\s|$))[\w%£€$₩⟳]+(?:[.,:’'-]\w+)*")
_HYPHEN = re.compile(r"[-_](?<=[^\W\d_][-_])(?=[^\W\d_])")  # begins with the sign: `re` finds that quickly
_MARK = re.compile(r"(?<=[^\W\d])[.,:’'-](?=[^\W\d])")
_MINUS = re.compile(r"-(?<![\w%)-]-)(?=\d)")
_SIGNS = str.maketrans(dict.fromkeys("‐‑–−", "-") | {"’": "'", "ʼ": "'"})
_LIKENESS = 0.8  # of two words: the same one, spelt otherwise or in another form
_CHANGED_LITTLE = 0.5  # of the words that an edit touches
_FEW = 16  # words that differ: more than quantities are spelt otherwise
_LONG = 20  # words: a shorter text is not put into other words by accident
_SEVERAL = 3  # texts in which one change replaces a word by the same other one
_MOSTLY = 0.6  # of the texts that lose a word
_ENOUGH = 400  # characters that show the script of a text
_MANY_PLACES, _A_FEW_WORDS = 4, 6  # of a text that is put into other words
_LEAST_ANCHORS = 2  # numbers and names that show where an addition comes from
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_BOX = re.compile(r"^(?P<sign>[ \t]*(?:!!!|\?\?\?\+?|///))[ \t]+(?P<kind>\w+)\b(?P<title>.*)$", re.MULTILINE)
"""The first line of a box: of which plain kind it is says nothing, but a warning is one."""
_PLAIN_BOXES = frozenset({"note", "info", "tip", "check", "abstract"})
_NUMBER_OF_ITEM = re.compile(r"^[ \t]*\d{1,3}[.)](?=[ \t])", re.MULTILINE)
_LIST = re.compile(
    r"(?:\A|(?<=\n\n))[ \t]*\d{1,3}[.)][ \t][^\n]*(?:\n(?!\n)[^\n]*|\n\n(?=[ \t]*\d{1,3}[.)][ \t]))*"
)
"""Items with numbers, up to a blank line that no other one follows: each tool counts them in its way."""
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_PARAGRAPH_END = re.compile(r"\n(?=[ \t]*(?:[-*+|#]|\n))")
_ITEM = re.compile(r"[ \t]*(?:[-*+][ \t]|\|)")
_COUNTED = re.compile(rf"{_ITEM.pattern}|[ \t]*#\.")
_LATIN = re.compile(r"[a-z_][a-z0-9_.-]*[a-z0-9_]|\d+(?:[.,:]\d+)*")


@lru_cache(maxsize=2048)
def words_of(text: str) -> tuple[str, ...]:
    """Return the words and numbers of a text, in lower case."""
    return tuple(_WORD.findall(normalize("NFC", text).lower()))


Choices = frozenset[tuple[str, str]]
"""Stems of words that one change replaces by others all over: a choice of words, not another meaning."""


def choices_of_words(edits: Sequence[tuple[str, str]], locale: str) -> Choices:
    """Return what a change of many texts of a language replaces alike in several: texts before and after."""
    if len(edits) < _SEVERAL:
        return frozenset()
    word_stem = language(locale).word_stem
    losses: dict[str, set[int]] = {}
    gains: dict[str, set[int]] = {}
    for number, (old, new) in enumerate(edits):
        old_words, new_words = set(words_of(old)), set(words_of(new))
        for words, places in ((old_words - new_words, losses), (new_words - old_words, gains)):
            for word in {_stem(word, word_stem) for word in words if word.isalpha()}:
                places.setdefault(word, set()).add(number)
    candidates = [(word, places) for word, places in gains.items() if len(places) >= _SEVERAL]
    return frozenset(
        (word, candidate)
        for word, places in losses.items()
        if len(places) >= _SEVERAL
        for candidate, gain_places in candidates
        if len(places & gain_places) >= max(_SEVERAL, _MOSTLY * len(places))
    )


def is_translation(old: str, new: str, twins: Collection[str]) -> bool:
    """Return True if an edit replaces passages in Latin letters by others in those of the text.

    They were in the language from which the text is translated: many words, or such as the other languages
    have. The figures in them are there still.
    """
    if set(_NUMBER.findall(old)) - set(_NUMBER.findall(new)):
        return False
    latin_shares = []
    for words in _difference(words_of(old), words_of(new)):
        latin_counts = [count for word, count in words.items() if re.search("[a-z]", word)]
        latin_shares.append((sum(latin_counts) / max(words.total(), 1), words))
    (lost_share, lost), (gained_share, gained) = latin_shares
    twin_words = {word for twin in twins for word in words_of(twin)}
    names = {word for word in lost if len(word) > 1 and word.upper() in old and word.upper() not in new}
    are_copied = bool(gained) and lost.keys() <= twin_words and not names
    return (are_copied or (lost.total() >= _FEW / 2 and not is_latin(new))) and lost_share >= max(
        _MOSTLY, 2 * gained_share
    )


def is_rewording(old: str, new: str) -> bool:
    """Return True if an edit replaces words in many places, and the text is about as long as it was.

    They are few in each place, or all numbers and names are the same.
    """
    old_words, new_words = words_of(old), words_of(new)
    match = SequenceMatcher(a=old_words, b=new_words, autojunk=False)
    sizes = [
        max(end - start, new_end - new_start)
        for tag, start, end, new_start, new_end in match.get_opcodes()
        if tag != "equal"
    ]
    return (
        len(sizes) >= _MANY_PLACES
        and (max(sizes) <= _A_FEW_WORDS or _anchors(old) == _anchors(new))
        and abs(len(old_words) - len(new_words)) <= (1 - _LIKENESS) * len(old_words)
    )


def shares_names(old: str, new: str, twins: Collection[str], *, fewest: int = _LEAST_ANCHORS) -> bool:
    """Return True if an edit adds numbers or names that the other languages of the text have already.

    A translation takes up then what the others said before. Names are words in another script than the text.
    """
    additions = _anchors(new) - _anchors(old)
    return len(additions) >= fewest and all(additions <= _anchors(twin, whole=True) for twin in twins)


def _anchors(text: str, *, whole: bool = False) -> frozenset[str]:
    """Return the numbers of a text, and the Latin words in it where it is in another script, or `whole`."""
    words = whole or not is_latin(text)
    return frozenset(_LATIN.findall(text.lower())) if words else frozenset(_NUMBER.findall(text))


@lru_cache(maxsize=2048)
def is_latin(text: str) -> bool:
    """Return True if most of the first letters of a text are Latin ones."""
    letters = [sign for sign in text[:_ENOUGH] if sign.isalpha()]
    return sum(sign < "\u0250" for sign in letters) * 2 > len(letters)


@lru_cache(maxsize=4096)
def is_same_meaning(old: str, new: str, locale: str, choices: Choices = frozenset()) -> bool:
    """Return True if two versions of a text differ in marks, spacing, spelling or small words at most.

    A number, a negation, a duty or a permission that changes is another meaning, and so is each word that
    neither version has in another form; unless the whole text is put into other words, about as many.
    """
    if is_same_wording(old, new, locale):
        return True
    if not (old and new):
        return False
    habits = language(locale)
    old, new = _in_one_spelling(old, locale), _in_one_spelling(new, locale)
    old_words, new_words = words_of(old), words_of(new)
    removals, additions = _difference(old_words, new_words)
    if not removals and not additions:
        return False
    if _numbers(old_words) != _numbers(new_words):
        return False
    if min(len(old_words), len(new_words)) >= _LONG and _is_put_otherwise(old_words, new_words, removals):
        return _binds_the_same(old, new, locale)
    gains, loss_count = list(additions.elements()), 0
    for loss in _unlike(removals.elements(), gains, habits, choices):
        # With a particle of the other script, too; in place of an abbreviation there may be another name.
        if not re.search("[a-z]", loss) or loss.upper() in old:
            return False
        loss_count += 1
    is_in_own_letters = bool(gains) and not any(re.search("[a-z]", word) for word in gains)
    if (loss_count or gains) and not (is_in_own_letters and len(gains) <= 2 * loss_count):
        return False
    return _binds_the_same(old, new, locale) and _states_the_same(old, new, locale)


@lru_cache(maxsize=4096)
def is_same_wording(old: str, new: str, locale: str) -> bool:
    """Return True if two versions of a text have the same words, in whatever form and spelling."""
    if old == new:
        return True
    if not (old and new):
        return words_of(old) == words_of(new)
    old, new = _in_one_spelling(old, locale), _in_one_spelling(new, locale)
    if old == new or _has_same_words(old, new, locale) or _has_same_passages(old, new):
        return True
    removals, additions = _difference(words_of(old), words_of(new))
    difference = removals + additions
    if difference.total() > _FEW or not _numbers(difference.elements()):
        return False
    removed_lines, added_lines = (lines.elements() for lines in _other_lines(old, new))
    return _has_same_words(_with_values(removed_lines, locale), _with_values(added_lines, locale), locale)


@lru_cache(maxsize=2048)
def _in_one_spelling(text: str, locale: str) -> str:
    """Return a text without kinds of plain boxes and hyphens within words; signs are those of a keyboard.

    A minus is a word: `-5` is not `5`.
    """
    return _MINUS.sub("%minus ", _HYPHEN.sub(" ", _without_signs(text, locale).translate(_SIGNS)))


def _without_signs(text: str, locale: str) -> str:
    """Return a text without kinds of its plain boxes, titles that only name the kind, numbers of items."""
    names = language(locale).boxes

    def opening(match: re.Match[str]) -> str:
        kind, title = match["kind"], match["title"].rpartition("|")[2].strip(' "')
        is_plain = not _PLAIN_BOXES.isdisjoint({kind, names.get(kind)})
        return " ".join(
            [match["sign"], "" if is_plain else names.get(kind, kind), "" if title in names else title]
        )

    text = _LIST.sub(lambda match: _NUMBER_OF_ITEM.sub("#.", match[0]), text)
    return _BOX.sub(opening, text) if "!!!" in text or "???" in text or "///" in text else text


def _has_same_words(old: str, new: str, locale: str) -> bool:
    habits = language(locale)
    old_words, new_words = words_of(old), words_of(new)
    if old_words == new_words:
        return True
    removals, additions = _difference(old_words, new_words)
    if not removals and not additions:  # an order of words may be another meaning: `A before B`
        is_little = _numbers(old_words) == _numbers(new_words) and _is_little(old_words, new_words)
        return is_little or _is_other_order_of_items(old, new)
    if _letters(removals) == _letters(additions):
        return True  # spaced otherwise
    lost_count, gained_count = (
        sum(count for word, count in words.items() if word not in habits.small_words)
        for words in (removals, additions)
    )
    if lost_count != gained_count or _numbers(old_words) != _numbers(new_words):
        return False
    gains = list(additions.elements())
    is_alike = not any(True for _ in _unlike(removals.elements(), gains, habits, frozenset())) and not gains
    return is_alike and _binds_the_same(old, new, locale) and _states_the_same(old, new, locale)


def _letters(words: Counter[str]) -> str:
    """Return words as one, without the marks between letters."""
    return _MARK.sub("", "".join(words.elements()))


def _has_same_passages(old: str, new: str) -> bool:
    """Return True if only what one text says twice is said once in the other; items and rows are counted."""
    return _passages_once(old) == _passages_once(new)


def _passages_once(text: str) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    """Return the words of each paragraph, a repeated one but once, and of each item and row."""
    lines = [(words_of(line), bool(_COUNTED.match(line))) for line in _PARAGRAPH_END.split(text)]
    paragraphs = dict.fromkeys(words for words, is_item in lines if words and not is_item)
    return [*paragraphs], [words for words, is_item in lines if is_item]


def _is_other_order_of_items(old: str, new: str) -> bool:
    """Return True if only items without numbers, or rows, have changed places; each is in one line."""
    old_lines, new_lines = old.splitlines(), new.splitlines()
    prose, new_prose = ([line for line in lines if not _ITEM.match(line)] for lines in (old_lines, new_lines))
    return prose == new_prose and sorted(old_lines) == sorted(new_lines)


def _with_values(lines: Iterable[str], locale: str) -> str:
    """Return lines with one spelling for each quantity: 7 days and seven days, 80% and 80 per cent."""
    text, start, parts = "\n".join(lines), 0, []
    for statement in sorted(language(locale).statements(text), key=lambda statement: statement.start):
        if statement.start >= start and statement.quantity is not Quantity.NUMBER:
            parts += [text[start : statement.start], f" {_spelling(statement)}"]
            start = statement.end
    return "".join([*parts, text[start:]])


def _spelling(statement: Statement) -> str:
    """Return a quantity as one word; a day with its year."""
    year = sorted(statement.parts) if statement.quantity is Quantity.DAY else ()
    values = "_".join(f"{value:f}" for value in (statement.value, *year))
    return f"%{statement.quantity.value}_{statement.unit.replace(' ', '_').replace('/', '_')}_{values}"


def new_values(old: str, new: str, locale: str) -> frozenset[Decimal]:
    """Return the numbers that a text states and did not state before; none where all its figures are old."""
    if not set(_NUMBER.findall(new)) - set(_NUMBER.findall(old)):
        return frozenset()
    values, old_values = (
        {value for line in text.splitlines() for value in _values(line, locale)} for text in (new, old)
    )
    return frozenset(values - old_values)


def values_of(text: str, locale: str) -> frozenset[Decimal]:
    """Return all numbers that a text states, in figures or in words."""
    words = frozenset(language(locale).number_words(text))
    return words.union(*(_values(line, locale) for line in text.splitlines()))


def with_edits(base: str, old: str, new: str) -> str:
    """Return a text with the sentences changed in which it is as another one was before its edit."""
    old_sentences, new_sentences = _SENTENCE_END.split(old), _SENTENCE_END.split(new)
    edits: dict[str, str] = {}
    match = SequenceMatcher(a=old_sentences, b=new_sentences, autojunk=False)
    for tag, start, end, new_start, new_end in match.get_opcodes():
        was, now = old_sentences[start:end], new_sentences[new_start:new_end]
        if tag == "insert" and start:
            was, now = [old_sentences[start - 1]], [" ".join([old_sentences[start - 1], *now])]
        if tag != "equal" and was:
            edits |= zip(was, now, strict=True) if len(was) == len(now) else {was[0]: " ".join(now)}
    return " ".join(edits.get(sentence, sentence) for sentence in _SENTENCE_END.split(base))


def new_names(old: str, new: str) -> frozenset[str]:
    """Return the numbers and Latin words that a text has and did not have before."""
    return names_of(new) - names_of(old)


def names_of(text: str) -> frozenset[str]:
    """Return the numbers and Latin words of a text."""
    return _anchors(text, whole=True)


@lru_cache(maxsize=8192)
def _values(line: str, locale: str) -> frozenset[Decimal]:
    """Return the numbers that a line states; not those of amounts, which each language may round."""
    return frozenset(
        value
        for statement in language(locale).statements(line)
        if statement.quantity is not Quantity.AMOUNT
        for value in (statement.value, *statement.parts)
    )


@lru_cache(maxsize=1024)
def _difference(old_words: tuple[str, ...], new_words: tuple[str, ...]) -> tuple[Counter[str], Counter[str]]:
    """Return the words that are gone and those that have come, each as often."""
    change = Counter(new_words)
    change.subtract(old_words)
    return -change, +change


def _is_put_otherwise(old_words: Sequence[str], new_words: Sequence[str], removals: Counter[str]) -> bool:
    """Return True if most of a text is in other words, and it is about as long as it was."""
    return removals.total() > _CHANGED_LITTLE * len(old_words) and abs(len(old_words) - len(new_words)) <= (
        1 - _LIKENESS
    ) * len(old_words)


def _is_little(old_words: Sequence[str], new_words: Sequence[str]) -> bool:
    return SequenceMatcher(a=old_words, b=new_words, autojunk=False).ratio() > 1 - _CHANGED_LITTLE / 10


def _numbers(words: Iterable[str]) -> list[str]:
    """Return the numbers among words in their order, without what is written close behind them."""
    return _NUMBER.findall(" ".join(words))


@lru_cache(maxsize=2048)
def _notion_names(text: str, locale: str) -> tuple[str, ...]:
    return tuple(notion.name for notion in language(locale).notions(text))


@lru_cache(maxsize=2048)
def _forces(text: str, locale: str) -> Counter[str]:
    """Return how often a text commands, allows, forbids, denies and limits."""
    habits = language(locale)
    forces = Counter(name for name in _notion_names(text, locale) if name in FORCES)
    for name, pattern in (("denial", habits.denial), ("limiting", habits.limiting)):
        if pattern is not None:
            forces[name] = len(pattern.findall(text))
    return forces


def _binds_the_same(old: str, new: str, locale: str) -> bool:
    """Return True if two texts command, allow, forbid, deny and limit as often."""
    removed_lines, added_lines = _other_lines(old, new)
    return _forces("\n".join(removed_lines.elements()), locale) == _forces(
        "\n".join(added_lines.elements()), locale
    )


def _states_the_same(old: str, new: str, locale: str) -> bool:
    """Return True if the lines that differ have the same notions and quantities, however alike they are."""
    removed_lines, added_lines = _other_lines(old, new)
    return _facts(removed_lines, locale) == _facts(added_lines, locale)


def _other_lines(old: str, new: str) -> tuple[Counter[str], Counter[str]]:
    """Return the lines that each of two texts has alone: most of a text is the same after an edit."""
    old_lines, new_lines = Counter(old.splitlines()), Counter(new.splitlines())
    return old_lines - new_lines, new_lines - old_lines


def facts_of(text: str, locale: str) -> Counter[str]:
    """Return how often a text states each quantity, notion, duty and negation, and names a box."""
    titles = (match["title"].strip(' |"') for match in _BOX.finditer(text))
    box_count = sum(bool(title) and title not in language(locale).boxes for title in titles)
    return _facts(Counter(text.splitlines()), locale) + _forces(text, locale) + Counter(box=box_count)


def _facts(lines: Counter[str], locale: str) -> Counter[str]:
    habits, text = language(locale), "\n".join(lines.elements())
    quantities = (
        _spelling(entry) for entry in habits.statements(text) if entry.quantity is not Quantity.NUMBER
    )
    # By their number: thirteen and fourteen may look alike.
    counts = (str(number) for number in habits.number_words(text) if number > 1)
    # `either` is one way to say `or`, and each language writes `and` as it likes.
    names = (name for name in _notion_names(text, locale) if name not in ("and", "both"))
    notions = ("or" if name in ("alternative", "one_of") else name for name in names)
    return Counter((*quantities, *counts, *notions))


def _unlike(
    removals: Iterable[str], additions: list[str], habits: Language, choices: Choices
) -> Iterator[str]:
    """Yield the words removed that have no like among those added, of which those that have none stay."""
    additions[:] = [word for word in additions if word not in habits.small_words]
    for word in removals:
        if word in habits.small_words:
            continue
        stem = _stem(word, habits.word_stem)
        like = next(
            (
                candidate
                for candidate in additions
                if _is_alike(word, candidate, habits.word_stem)
                or (choices and (stem, _stem(candidate, habits.word_stem)) in choices)
            ),
            None,
        )
        if like is None:
            yield word
        else:
            additions.remove(like)


def stem_of(word: str, locale: str) -> str:
    """Return what the forms of a word have in common."""
    return _stem(word, language(locale).word_stem)


@lru_cache(maxsize=32768)
def _stem(word: str, word_stem: Callable[[str], str]) -> str:
    return word_stem(word)


@lru_cache(maxsize=32768)
def _is_alike(word: str, candidate: str, word_stem: Callable[[str], str]) -> bool:
    """Return True if one word may be another form of the other, or a slip: not if it has more in front."""
    if word.endswith(candidate) or candidate.endswith(word) or "%" in (word[0], candidate[0]):
        return False  # of quantities, each letter counts
    if _stem(word, word_stem) == _stem(candidate, word_stem):
        return True
    letters, candidate_letters = normalize("NFD", word), normalize("NFD", candidate)
    if 2 * min(len(letters), len(candidate_letters)) < _LIKENESS * (len(letters) + len(candidate_letters)):
        return False  # too few letters in common, wherever they are
    match = SequenceMatcher(a=letters, b=candidate_letters, autojunk=False)
    return match.quick_ratio() >= _LIKENESS and match.ratio() >= _LIKENESS
