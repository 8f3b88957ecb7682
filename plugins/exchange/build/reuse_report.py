"""Say what a build did: how many pages were rendered and why, kept, gone; in the language of who builds."""

from __future__ import annotations

from collections.abc import Iterator

from exchange.build.reuse import Tally
from exchange.text.strings import Strings


def summary(tally: Tally, words: Strings, *, locale: str) -> str:
    """Return the one line: counts, and the reason of the first page rendered."""
    counts = {"rendered": len(tally.reasons), "kept": tally.reuses, "gone": tally.removals}
    line = words("summary", locale=locale, **counts)
    first = next(iter(each_reason(tally, words)), None)
    return f"{line} {first}" if first else line


def each_reason(tally: Tally, words: Strings) -> Iterator[str]:
    """Yield a line for each page that was rendered."""
    for path, reason in tally.reasons.items():
        yield words("because", page=path, reason=reason_text(reason, words))


def reason_text(reason: str, words: Strings) -> str:
    """Return a part's name as a person reads it: `link ../x.md` names the link that leads elsewhere now."""
    kind, _, part = reason.partition(" ")
    key, keys = f"reason-{kind}", words.keys()
    return words(key, what=part) if key in keys else words("reason-other", what=reason)
