"""What is no prose is found alike by the patterns a text can need and by all of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from exchange.rules import masking

PIECES = (
    "word 낱말 <b> </b> <https://a.b> <a@b.co> ](x) ](<y z>) ][z] [l]: [^n]: [^n] {: .c } {call:a/b} !!! "
    "???+ note ::: http://a.bc ftp: mailto:x a@b.co site.org/x 3.5 end. &amp; &#12; \\ ( ) < { & @ : . ! ?"
).split(" ")
_texts = st.lists(st.sampled_from([*PIECES, "\n", "\n   ", " "]), max_size=14).map("".join)


@given(_texts)
def test_a_part_that_is_left_out_could_not_match(text: str) -> None:
    """A text without the sign of a part has nothing that the part would take out."""
    every = masking._not_prose((True,) * len(masking._NOT_PROSE))
    assert masking._without_what_is_no_prose(text) == every.sub(masking._blank, text)
