"""Inputs that the fuzzer kept, each still read to its end: without an exception and in time."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.fuzzing import TARGETS, run

CORPUS = Path(__file__).parent / "corpus"


@pytest.mark.parametrize("target", TARGETS)
def test_every_kept_input_is_read(target: str) -> None:
    """`python -m benchmarks.fuzz` finds more."""
    files = sorted((CORPUS / target).glob("*.txt"))
    assert files
    for file in files:
        run(target, file.read_bytes().decode("utf-8"))
