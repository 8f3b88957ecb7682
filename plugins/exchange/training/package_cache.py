"""Make the packages of a language's courses again only where something in them has changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from exchange.build.inputs import fingerprint
from exchange.build.store import Store
from exchange.training.cartridge import write_cartridge
from exchange.training.course_material import ContentSource, course_material
from exchange.training.packages import (
    Material,
    instructors_cartridge,
    learners_cartridge,
    package_paths,
)

_BYTES = "surrogateescape"  # a file that is not UTF-8 is a text with lone surrogates


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """One file to take away. `course` is the path of the course that it holds."""

    course: str
    path: str  # below the site's root
    content: bytes
    for_instructors: bool

    @property
    def kilobytes(self) -> int:
        """Its size as people say it: at least one."""
        return max(1, round(len(self.content) / 1000))


def course_packages(source: ContentSource, store: Store) -> Iterator[Package]:
    """Yield the packages of every course that is written in the language."""
    for course in source.courses():
        material = course_material(course, source)
        inputs_digest = fingerprint(material, source.words)
        for for_instructors, path in enumerate(package_paths(material.name, source.locale)):
            text = store.get("packages", path, inputs_digest)
            content = (
                text.encode("utf-8", _BYTES)
                if text
                else _make_package(material, source, bool(for_instructors))
            )
            if text is None:
                store.put("packages", path, inputs_digest, content.decode("utf-8", _BYTES))
            yield Package(course=course, path=path, content=content, for_instructors=bool(for_instructors))


def _make_package(material: Material, source: ContentSource, for_instructors: bool) -> bytes:
    make = instructors_cartridge if for_instructors else learners_cartridge
    return write_cartridge(make(material, source.words))
