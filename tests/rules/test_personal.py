"""Mailboxes of persons are found; those of bodies, which a text calls by their short names, are not."""

from __future__ import annotations

import pytest

from exchange.rules.checks.personal import check_text


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Write to jane.smith@uni-trials.org.", 1),
        ("Author: SMITH, Jane (jane.smith@uni-trials.org).", 1),
        ("The Organization for Human Brain Mapping (OHBM): ohbm.council@uni-trials.org.", 0),
        ("한국보건의료연구원(NECA)에 문의하십시오: neca.trials@uni-trials.org", 0),
        ("```\nssh -J alice@gate.uni-trials.org alice@10.24.1.1\n```", 0),
        ("    $ scp plan.pdf jane.smith@gate.uni-trials.org:", 0),
        ("Log in: `sftp jane.smith@gate.uni-trials.org`.", 0),
        ("We use ssh here; write to jane.smith@uni-trials.org.", 1),
    ],
)
def test_persons_and_bodies(text: str, count: int) -> None:
    """A name in capitals is no abbreviation; one in brackets behind a name is."""
    assert len([one for one in check_text(text, "page.md") if one.rule == "personal-email"]) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("<img src=https://t1.uni-trials.org/image/81e5ea07019000001.png>", 0),
        ("[Card](https://uni-trials.org/card-736cfe55fc7bba07204176852d67c0d5.png)", 0),
        ("전화 07019000001", 1),
        ("https://uni-trials.org/call?tel=07019000001", 1),
    ],
)
def test_digits_within_the_name_of_a_file_on_the_web_are_no_number(text: str, count: int) -> None:
    """They go on letters; a number that begins behind a sign is one, in an address too."""
    assert len(list(check_text(text, "page.md"))) == count
