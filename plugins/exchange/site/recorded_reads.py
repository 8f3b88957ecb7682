"""Record what one page is compared with: which other pages and files were asked for, and what was found.

A note is a kind of question, the name asked for, and the answer: an empty text where there is no such thing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from enum import Enum
from typing import TypeVar

from exchange.rules.page_facts import Facts
from exchange.text.content_folder import ContentFolder

Answers = dict[str, str]
Value = TypeVar("Value")


class _QuestionKind(Enum):
    FILE = "file"  # is there such a file
    BYTES = "bytes"  # what is in it
    PAGE = "page"  # what is in the page of this name, in all its languages
    GENERATED = "made"  # does a plugin make such a page, and with which sections


class LinkTargets:
    """What there is to be asked for. `facts` returns what is known of a page by its path."""

    def __init__(
        self,
        files: ContentFolder,
        paths: Sequence[str],
        locales: Sequence[str],
        *,
        generated: Mapping[str, frozenset[str] | None],
        facts: Callable[[str], Facts],
    ) -> None:
        self.content = files
        self.paths = tuple(paths)
        self.files = frozenset(paths)
        self.generated = generated
        self.facts = facts
        self.names: dict[str, list[str]] = {}  # from a page's name to the paths of its languages
        for path in paths:
            locale, slash, name = path.partition("/")
            if slash and locale in locales and path.endswith(".md"):
                self.names.setdefault(name, []).append(path)
        self.pages = tuple(sorted(path for group in self.names.values() for path in group))
        self._answers: Answers = {}

    def is_still(self, answers: Answers) -> bool:
        """Return True if every question is answered as it was."""
        return all(self.answer(question) == answer for question, answer in answers.items())

    def answer(self, question: str) -> str:
        """Return the answer to one question."""
        result = self._answers.get(question)
        if result is None:
            kind, _, name = question.partition(" ")
            result = self._answers[question] = self._answer(_QuestionKind(kind), name)
        return result

    def languages(self, name: str) -> str:
        """Return the paths of a page in all its languages, with the digests of what is in them."""
        return " ".join(f"{path}:{self.content.digest(path)}" for path in self.names.get(name, ()))

    def languages_of(self, name: str) -> Mapping[str, Facts]:
        """Return what is known of a page in each of its languages."""
        return {path.partition("/")[0]: self.facts(path) for path in self.names[name]}

    def _answer(self, kind: _QuestionKind, name: str) -> str:
        if kind is _QuestionKind.PAGE:
            return self.languages(name)
        if kind is _QuestionKind.BYTES:
            return self.content.digest(name) if name in self.files else ""
        if kind is _QuestionKind.GENERATED:
            return " ".join(["yes", *sorted(self.generated[name] or ())]) if name in self.generated else ""
        return "yes" if name in self.files else ""


class RecordedReads:
    """The link targets as one page reads them; every question is noted."""

    def __init__(self, site: LinkTargets) -> None:
        self._site = site
        self.answers: Answers = {}
        self.is_exhaustive = False  # a rule iterated over all names: no note can hold that
        self.files = _Recorded(self, _QuestionKind.FILE, site.files, str)
        self.generated = _Recorded(self, _QuestionKind.GENERATED, site.generated, site.generated.__getitem__)
        self.pages = _Recorded(self, _QuestionKind.PAGE, site.names, site.languages_of)

    def note(self, kind: _QuestionKind, name: str) -> str:
        """Note a question, and return its answer."""
        question = f"{kind.value} {name}"
        answer = self.answers[question] = self._site.answer(question)
        return answer

    def read(self, path: str) -> bytes:
        """Return the bytes of a file."""
        self.note(_QuestionKind.BYTES, path)
        return self._site.content.read(path)


class _Recorded(Mapping[str, Value]):
    """Pages or files by name; whether one is there is a question of a kind."""

    def __init__(
        self, reads: RecordedReads, kind: _QuestionKind, names: Collection[str], get: Callable[[str], Value]
    ) -> None:
        self._reads = reads
        self._kind = kind
        self._names = names
        self._get = get

    def __contains__(self, name: object) -> bool:
        return bool(self._reads.note(self._kind, str(name)))

    def __getitem__(self, name: str) -> Value:
        if name not in self:
            raise KeyError(name)
        return self._get(name)

    def __iter__(self) -> Iterator[str]:
        self._reads.is_exhaustive = True
        return iter(self._names)

    def __len__(self) -> int:
        self._reads.is_exhaustive = True
        return len(self._names)
