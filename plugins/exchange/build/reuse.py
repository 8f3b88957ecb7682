"""Decide what of the last build holds: a text while its parts and answers do, a page while its parts do."""

from __future__ import annotations

from dataclasses import dataclass, field

from exchange.build.cached_page import KeptPage, KeptText, Text, page_in, page_out, text_in, text_out
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
    kept: int = 0
    gone: int = 0


class Texts:
    """The texts of one language: those of the last build, and those of this one."""

    def __init__(self, store: Store, inputs: Inputs) -> None:
        self._store = store
        self._inputs = inputs
        self._digests: dict[str, str] = {}
        self.reasons: dict[str, str] = {}

    def find(self, path: str) -> Text | None:
        """Return the kept text of a page if nothing it was made from has changed."""
        value, parts = self._store.last(_TEXT, path), self._parts(path)
        if value is None or parts is None:
            self.reasons[path] = NEW if value is None else UNKEPT
            return None
        kept = text_in(value)
        reason = difference(kept.parts, parts) or self._other_answer(path, kept)
        if reason:
            self.reasons[path] = reason
            return None
        self._digests[path] = self._store.use(_TEXT, path)
        return kept.text

    def keep(self, path: str, text: Text) -> None:
        """Keep a text that was just made, unless something has to be said about it in each build."""
        parts, asked = self._parts(path), self._inputs.asked()
        if parts is None or asked is None:
            return
        answers = [(*one, self._inputs.answer(path, *one)) for one in asked]
        try:
            value = text_out(KeptText(text=text, parts=parts, asked=answers))
        except TypeError:  # a plugin has put an object into the page's meta
            return
        self._digests[path] = digest(value.encode("utf-8", "surrogatepass"), length=32)
        self._store.put(_TEXT, path, self._digests[path], value)

    def digest(self, path: str) -> str | None:
        """Return a digest of a page's text; None where it was not kept."""
        return self._digests.get(path)

    def _parts(self, path: str) -> Parts | None:
        own = self._inputs.texts.get(path)
        return None if own is None else {**self._inputs.all_texts, **own}

    def _other_answer(self, path: str, kept: KeptText) -> str | None:
        for kind, question, answer in kept.asked:
            if self._inputs.answer(path, kind, question) != answer:
                return f"{kind} {question}"
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

    def find(self, path: str, more: Parts) -> str | None:
        """Return the kept page if nothing it was made from has changed; `more` is what others added to it."""
        value, parts = self._store.last(self._kind, path), self._parts(path, more)
        reason = NEW if value is None else UNKEPT
        if value is not None and parts is not None:
            kept = page_in(value)
            reason = difference(kept.parts, parts) or ""
            if not reason:
                self._store.use(self._kind, path)
                self.tally.kept += 1
                return kept.html
        self.tally.reasons[path] = self._texts.reasons.get(path, reason)
        return None

    def keep(self, path: str, more: Parts, html: str) -> None:
        """Keep a page that was just finished."""
        parts = self._parts(path, more)
        if parts is not None and self._inputs.asked() is not None:
            self._store.put(self._kind, path, "", page_out(KeptPage(parts=parts, html=html)))

    def finish(self) -> Tally:
        """Count what is gone, and write down what is kept."""
        self.tally.gone = len(self._store.names(self._kind) - set(self._inputs.pages))
        self._store.save()
        return self.tally

    def _parts(self, path: str, more: Parts) -> Parts | None:
        own, text = self._inputs.pages.get(path), self._texts.digest(path)
        if own is None or text is None:
            return None
        return {**self._inputs.all_texts, **self._inputs.all_pages, **own, **more, _TEXT: text}


def difference(before: Parts, now: Parts) -> str | None:
    """Return the first part that differs, in the order in which parts are told."""
    for part, value in now.items():
        if before.get(part) != value:
            return part
    return next((part for part in before if part not in now), None)
