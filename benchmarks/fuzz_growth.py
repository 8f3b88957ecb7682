"""Look for the largest and the slowest page: `python -m benchmarks.fuzz_growth [SECONDS] [SEED]`.

A page is written as a recipe, pieces of Markdown with how often each is repeated. What grew most or took
longest so far is changed a little, again and again. Both records are printed, and kept in
tests/safety/corpus/growth, whose recipes the tests cook again.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.fuzzing import Dish, Recipe, cook, written

CORPUS = Path(__file__).parent.parent / "tests/safety/corpus/growth"
PIECES = (
    "a", " ", "\n", "\n\n", "*", "**", "_", "`", "[", "]", "(", ")", "![", "<", ">", "&amp;", "|",
    "|-", "- ", "1. ", "    ", "> ", "# a\n\n", "[a]", "[^1]",
    "\n\n[a]: https://x.example/ \"t\"\n\n", "\n\n[^1]: Note.\n\n", "[a](b)", "<b>", "</b>", "<!--",
    "-->", "```", "~~~\n", "!!! note\n    a\n\n", "??? answer \"a\"\n    a\n\n", "a\n: b\n\n",
    "{: .x }", "{: #a }", "\\", "\\*", "[[", "::: call x\n\n", "{call:x full}",
    "|a|b|\n|-|-|\n|c|d|\n", "가", "***", "[a\n", "<a href='", "\t", "&", ";", ":", "--", "__a", "a*",
    "<div>\n", "</div>\n", "[![", "](", "||", "-|",
)  # fmt: skip
_TIMES = (1, 2, 3, 10, 100, 1_000, 10_000, 50_000)


def main(arguments: list[str]) -> int:
    """Search; return 1 where a page is let pass that became too large or took too long."""
    seconds = float(arguments[0]) if arguments else 600.0
    chance = random.Random(int(arguments[1]) if len(arguments) > 1 else 0)
    records: dict[str, tuple[float, Recipe, Dish]] = {}
    count, ends = 0, time.monotonic() + seconds
    while time.monotonic() < ends:
        count += 1
        recipe = _changed(_start(records, chance), chance)
        dish = cook(recipe)
        if dish.broken:
            print(f"BROKEN: {dish}\n{written(recipe)}", flush=True)
            return 1
        for name, measure in _MEASURES.items():
            if dish.is_let_pass and measure(dish) > records.get(name, (0.0,))[0]:
                records[name] = (measure(dish), recipe, dish)
    for name, (value, recipe, dish) in records.items():
        print(f"{name}: {value:.1f}, {dish.size:,} to {dish.output:,} characters in {dish.seconds:.2f} s")
        CORPUS.mkdir(parents=True, exist_ok=True)
        (CORPUS / f"most-{name}.txt").write_text(written(recipe), encoding="utf-8")
    print(f"{count} pages, none broken")
    return 0


_MEASURES: dict[str, Callable[[Dish], float]] = {
    "growth": lambda dish: dish.output / max(dish.size, 1_000),
    "seconds": lambda dish: dish.seconds,
}


def _start(records: dict[str, tuple[float, Recipe, Dish]], chance: random.Random) -> Recipe:
    known = [recipe for _, recipe, _ in records.values()]
    return chance.choice(known) if known and chance.random() < 0.6 else ()


def _changed(recipe: Recipe, chance: random.Random) -> Recipe:
    """Return a recipe with a few parts more, fewer or in other numbers."""
    parts = list(recipe)
    for _ in range(chance.randint(1, 4)):
        place = chance.randint(0, len(parts))
        text = "".join(chance.choice(PIECES) for _ in range(chance.randint(1, 3)))
        parts.insert(place, (chance.choice(_TIMES), text))
        if len(parts) > 1 and chance.random() < 0.4:
            parts.pop(chance.randrange(len(parts)))
    return tuple(parts)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
