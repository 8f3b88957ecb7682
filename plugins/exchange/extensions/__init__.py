"""Find what other packages add to this one, by the groups of entry points that docs/api.md names."""

from __future__ import annotations

from functools import cache
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from pathlib import Path

_entry_points = cache(entry_points)  # looks into every package that is installed


@cache
def extensions(point: str) -> dict[str, EntryPoint]:
    """Return what packages add at a point, such as `rules`, by name and in order of the names."""
    return {entry.name: entry for entry in sorted(_entry_points().select(group=f"exchange.{point}"))}


POINTS = ("rules", "outputs", "kinds", "languages", "frames")
"""The points at which a package adds something; nothing else of this one is made to be added to."""


@cache
def package_folders(*points: str) -> tuple[Path, ...]:
    """Return the folders of the Python packages that add something at some points, by name."""
    specs = (find_spec(entry.module) for point in points for entry in extensions(point).values())
    places = (place for spec in specs if spec for place in spec.submodule_search_locations or ())
    return tuple(dict.fromkeys(Path(place) for place in places))
