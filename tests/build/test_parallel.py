"""Work that is spread over processes gives what the same work gives in one."""

from __future__ import annotations

import os

import pytest

from exchange.build.parallel import spread


@pytest.mark.parametrize("count", [0, 1, 99, 100, 257])
def test_results_come_in_the_order_of_the_items(count: int) -> None:
    """Few items or many, here or in copies of this process."""
    words = [f"낱말 {number}" for number in range(count)]
    assert spread(words, lambda word: word.upper() + "!") == [f"{word.upper()}!" for word in words]


def test_many_items_are_worked_on_elsewhere_and_few_here() -> None:
    """Where copies of a process are safe and there is a second core."""
    here = str(os.getpid())
    assert set(spread(range(5), lambda _: str(os.getpid()))) == {here}
    many = set(spread(range(200), lambda _: str(os.getpid())))
    assert (here not in many) == ((os.cpu_count() or 1) > 1 and os.uname().sysname == "Linux")


def test_a_fault_in_a_copy_is_raised_here() -> None:
    """And the next work is done as if nothing had been."""

    def work(number: int) -> str:
        return str(1 // (number - 150))

    with pytest.raises(ZeroDivisionError):
        spread(range(200), work)
    assert spread(range(150), str) == [str(number) for number in range(150)]
