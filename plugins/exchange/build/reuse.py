"""Decide what of the last build holds: a text while its parts and answers do, a page while its parts do."""

from __future__ import annotations

from dataclasses import dataclass, field

from exchange.build.cached_page import PAGES, TEXTS, Answer, PageEntry, Text, TextEntry
from exchange.build.inputs import Inputs, Parts
from exchange.build.store import Store
from exchange.text.digest import digest

NEW = "new"
UNKEPT = "unkept"
_TEXT = "text"


@dataclass(slots=True, kw_only=True)
class Tally:
    """What a build did: why each page was rendered, in order; how many were kept, and how many are gone."""

    reasons: dict[str, str] = field(default_factory=dict)
    reuses: int = 0
    removals: int = 0


class Texts:
    """The texts of one language: those of the last build, and those of this one."""

    def __init__(self, store: Store, inputs: Inputs) -> None:
        self._store = store
        self._inputs = inputs
        self._digests: dict[str, str] = {}
        self.reasons: dict[str, str] = {}

    def find(self, path: str) -> Text | None:
        """Return the kept text of a page if nothing it was made from has changed."""
        entry, parts = TEXTS.read_kept(self._store.last(_TEXT, path)), self._parts(path)
        if entry is None or parts is None:
            self.reasons[path] = NEW if entry is None else UNKEPT
            return None
        reason = difference(entry.parts, parts) or self._other_answer(path, entry)
        if reason:
            self.reasons[path] = reason
            return None
        self._digests[path] = self._store.use(_TEXT, path)
        return entry.text

    def keep(self, path: str, text: Text) -> None:
        """Keep a text that was just made, unless something has to be said about it in each build."""
        parts, questions = self._parts(path), self._inputs.questions()
        if parts is None or questions is None:
            return
        answers = tuple(
            Answer(kind=kind, question=question, answer=self._inputs.answer(path, kind, question))
            for kind, question in questions
        )
        try:
            value = TEXTS.write(TextEntry(text=text, parts=parts, answers=answers))
        except TypeError:  # a plugin has put an object into the page's meta
            return
        self._digests[path] = digest(value.encode("utf-8", "surrogatepass"), length=32)
        self._store.put(_TEXT, path, self._digests[path], value)

    def digest(self, path: str) -> str | None:
        """Return a digest of a page's text; None where it was not kept."""
        return self._digests.get(path)

    def _parts(self, path: str) -> Parts | None:
        parts = self._inputs.texts.get(path)
        return None if parts is None else {**self._inputs.all_texts, **parts}

    def _other_answer(self, path: str, entry: TextEntry) -> str | None:
        for answer in entry.answers:
            if self._inputs.answer(path, answer.kind, answer.question) != answer.answer:
                return f"{answer.kind} {answer.question}"
        return None


class Pages:
    """The finished pages of one language: those of the last build, and those of this one.

    `kind` sets apart builds whose every page differs, such as previews.
    """

    def __init__(self, store: Store, inputs: Inputs, texts: Texts, *, kind: str) -> None:
        self._store = store
        self._inputs = inputs
        self._texts = texts
        self._kind = kind
        self.tally = Tally()

    def find(self, path: str, additions: Parts) -> str | None:
        """Return the kept page if nothing it was made from has changed; `additions` are those of others."""
        entry = PAGES.read_kept(self._store.last(self._kind, path))
        parts = self._parts(path, additions)
        reason = NEW if entry is None else UNKEPT
        if entry is not None and parts is not None:
            reason = difference(entry.parts, parts) or ""
            if not reason:
                self._store.use(self._kind, path)
                self.tally.reuses += 1
                return entry.html
        self.tally.reasons[path] = self._texts.reasons.get(path, reason)
        return None

    def keep(self, path: str, additions: Parts, html: str) -> None:
        """Keep a page that was just finished."""
        parts = self._parts(path, additions)
        if parts is not None and self._inputs.questions() is not None:
            self._store.put(self._kind, path, "", PAGES.write(PageEntry(parts=parts, html=html)))

    def finish(self) -> Tally:
        """Count what is gone, and write down what is kept."""
        self.tally.removals = len(self._store.names(self._kind) - set(self._inputs.pages))
        self._store.save()
        return self.tally

    def _parts(self, path: str, additions: Parts) -> Parts | None:
        parts, text = self._inputs.pages.get(path), self._texts.digest(path)
        if parts is None or text is None:
            return None
        return {**self._inputs.all_texts, **self._inputs.all_pages, **parts, **additions, _TEXT: text}


def difference(old: Parts, new: Parts) -> str | None:
    """Return the first part that differs, in the order in which parts are told."""
    for part, value in new.items():
        if old.get(part) != value:
            return part
    return next((part for part in old if part not in new), None)
