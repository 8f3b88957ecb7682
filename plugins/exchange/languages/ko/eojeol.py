"""Eojeol, the words between spaces: where a text has them, and what they are without their particle."""

from __future__ import annotations

from exchange.languages.ko.particles import PARTICLES


def without_particle(eojeol: str) -> str:
    """Return an eojeol less the longest particle at its end that leaves two syllables, or as it is."""
    for particle in PARTICLES:
        if eojeol.endswith(particle) and len(eojeol) - len(particle) >= 2:
            return eojeol[: -len(particle)]
    return eojeol


def eojeol_parts(eojeol: str) -> tuple[str, ...]:
    """Return an eojeol as its stem and its particle, where it has one."""
    stem = without_particle(eojeol)
    return (stem, eojeol[len(stem) :]) if stem != eojeol else (eojeol,)
