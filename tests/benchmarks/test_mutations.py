"""Mutations: each is a fault that can be put into the code of today, and that tests nearby must notice."""

from __future__ import annotations

import ast

import pytest
from benchmarks.mutations.mutation import DoesNotApply, Mutation, read_mutations, select
from tests.building import ROOT

MUTATIONS = read_mutations()


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.name)
def test_each_mutation_still_applies(mutation: Mutation) -> None:
    """The text to replace is in its file once, what comes of it is Python, and its tests are there."""
    source = (ROOT / mutation.file).read_text(encoding="utf-8")
    assert ast.dump(ast.parse(mutation.applied(source))) != ast.dump(ast.parse(source))
    for test in mutation.tests:
        file, _, name = test.partition("::")
        assert (
            f"def {name}(" in (ROOT / file).read_text(encoding="utf-8") if name else (ROOT / file).is_file()
        )
    assert mutation.harm.endswith(".")


def test_a_mutation_is_known_by_its_name() -> None:
    """Each has another one; a name that is not there is an error."""
    assert len({mutation.name for mutation in MUTATIONS}) == len(MUTATIONS)
    assert select(MUTATIONS, [MUTATIONS[-1].name]) == MUTATIONS[-1:]
    assert select(MUTATIONS, []) == MUTATIONS
    with pytest.raises(KeyError):
        select(MUTATIONS, ["no-such-name"])


@pytest.mark.parametrize(("source", "count"), [("a = 1", 0), ("b = 1\nb = 1", 2)])
def test_a_mutation_that_no_longer_fits_is_named(source: str, count: int) -> None:
    """Code that has changed, or says the same in two places: the case must change with it."""
    mutation = Mutation(name="n", file="f.py", before="b = 1", after="b = 2", harm="x.", tests=())
    assert mutation.applied("a = 1\nb = 1") == "a = 1\nb = 2"
    with pytest.raises(DoesNotApply, match=f"n: f.py .* {count} times"):
        mutation.applied(source)
