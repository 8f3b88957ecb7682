"""Write what was found in a page as a line of JSON, and read it back, between processes and runs."""

from __future__ import annotations

from exchange.rules.examination import Examination
from exchange.text.json_codec import JsonCodec
from exchange.text.problems import Problem

EXAMINATIONS: JsonCodec[Examination] = JsonCodec(Examination)
"""One page: its facts and problems."""

PROBLEMS: JsonCodec[tuple[Problem, ...]] = JsonCodec(tuple[Problem, ...])
"""The problems of one file."""
