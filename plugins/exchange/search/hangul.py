"""Facts about Hangul text that need no dictionary: runs, particles, eojeol without their particle."""

from __future__ import annotations

import re

RUN = re.compile(r"[가-힣]+")

PARTICLES = tuple(
    sorted(
        "이라는 이라고 이라도 으로서 으로써 으로는 으로도 에서는 에서도 에게서 에서의 에게는 까지는 까지도 "
        "부터는 "
        "이라면 이란 라는 라고 라도 로서 로써 로는 로도 에는 에도 에서 에게 한테 께서 까지 부터 보다 처럼 "
        "마다 조차 "
        "마저 이나 이며 으로 이고 만을 만이 만의 과의 와의 과는 와는 들은 들이 들을 들의 들에 은 는 이 가 "
        "을 를 의 에 "
        "로 와 과 도 만 나 며 들 란".split(),
        key=lambda particle: (-len(particle), particle),
    )
)
"""Longest first. ``overrides/assets/js/search/hangul.js`` holds the same list; a test compares them."""


def without_particle(eojeol: str) -> str:
    """An eojeol less the longest particle at its end that leaves two syllables, or as it is."""
    for particle in PARTICLES:
        if eojeol.endswith(particle) and len(eojeol) - len(particle) >= 2:
            return eojeol[: -len(particle)]
    return eojeol
