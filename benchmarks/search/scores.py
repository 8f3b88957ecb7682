"""Score rankings against judgements."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from statistics import fmean

from .collection import Query

DEPTH = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Means over the queries of a class or a group."""

    queries: int
    ndcg: float
    recall: float
    empty: float
    """Share of queries without any result."""


def ndcg(ranking: list[str], grades: dict[str, float]) -> float:
    """nDCG at 10; the gain of a page is its grade."""
    ideal = _gain(sorted(grades.values(), reverse=True)[:DEPTH])
    return _gain([grades.get(page, 0.0) for page in ranking[:DEPTH]]) / ideal


def recall(ranking: list[str], grades: dict[str, float]) -> float:
    """Share of the right pages among the first ten, of as many as ten can hold."""
    return sum(page in grades for page in ranking[:DEPTH]) / min(len(grades), DEPTH)


def by_class(queries: list[Query], rankings: list[list[str]]) -> dict[str, Score]:
    """Scores of each class, then of each group."""
    sorted_in: dict[str, list[tuple[Query, list[str]]]] = defaultdict(list)
    for key in ("kind", "group"):
        for query, ranking in zip(queries, rankings, strict=True):
            sorted_in[getattr(query, key)].append((query, ranking))
    return {name: _score(pairs) for name, pairs in sorted_in.items()}


def _score(pairs: list[tuple[Query, list[str]]]) -> Score:
    return Score(
        queries=len(pairs),
        ndcg=fmean(ndcg(ranking, query.grades) for query, ranking in pairs),
        recall=fmean(recall(ranking, query.grades) for query, ranking in pairs),
        empty=fmean(not ranking for _, ranking in pairs),
    )


def _gain(grades: list[float]) -> float:
    return sum(grade / math.log2(place + 2) for place, grade in enumerate(grades))
