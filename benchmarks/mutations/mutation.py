"""Read the mutations from `cases/`: a file, the text to replace in it, the harm, the tests that must fail."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

CASES = Path(__file__).parent / "cases"
CODE = "plugins/exchange"


class DoesNotApply(Exception):
    """Raised where the text to replace is not there exactly once: the code has changed, so must the case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutation:
    """One fault to put into one file."""

    name: str
    """Unique; what is wrong with the code then."""

    file: str
    """The path of the file from the project's root."""

    before: str
    """The text that is replaced; it is in the file once."""

    after: str
    """The text that is put in its place."""

    harm: str
    """What a person would suffer from it."""

    tests: tuple[str, ...]
    """The nearest test files, from the project's root, or one test of a file that takes minutes; one must
    fail."""

    def applied(self, source: str) -> str:
        """Return the text of the file with the fault in it. Raises DoesNotApply."""
        count = source.count(self.before)
        if count != 1:
            raise DoesNotApply(f"{self.name}: {self.file} has the text to replace {count} times, not once")
        return source.replace(self.before, self.after)


def read_mutations(folder: Path = CASES) -> tuple[Mutation, ...]:
    """Return all mutations, by package and in the order of their files."""
    return tuple(mutation for file in sorted(folder.glob("*.toml")) for mutation in _in_file(file))


def select(mutations: Sequence[Mutation], names: Sequence[str]) -> tuple[Mutation, ...]:
    """Return the mutations of these names, or all where none is named. Raises KeyError for another name."""
    by_name = {mutation.name: mutation for mutation in mutations}
    return tuple(by_name[name] for name in names) if names else tuple(mutations)


def _in_file(file: Path) -> Iterator[Mutation]:
    for name, entry in tomllib.loads(file.read_text(encoding="utf-8")).items():
        yield Mutation(
            name=name,
            file=f"{CODE}/{entry['file']}",
            before=entry["before"],
            after=entry["after"],
            harm=entry["harm"],
            tests=tuple(f"tests/{test}" for test in entry["tests"]),
        )
