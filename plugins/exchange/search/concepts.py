"""Write the termbase for the browser: spellings at once, definitions in files fetched when one is shown."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from exchange.search.model import Concept
from exchange.search.packing import pack_lines, pack_number
from exchange.text.digest import digest
from exchange.text.json_codec import compact_json

CONCEPTS_PER_FILE = 24


def write_concepts(concepts: Sequence[Concept]) -> dict[str, bytes]:
    """``terms.json`` with the spellings, in the termbase's order, and the files it names."""
    concepts_by_locale = [
        concepts[first : first + CONCEPTS_PER_FILE] for first in range(0, len(concepts), CONCEPTS_PER_FILE)
    ]
    contents = [
        compact_json([[concept.id, dict(concept.definitions)] for concept in group])
        for group in concepts_by_locale
    ]
    if not any(concept.definitions for concept in concepts):
        contents = []
    names = [f"definitions-{digest(content, length=10)}.json" for content in contents]
    langs = sorted({lang for concept in concepts for lang in concept.names})
    spellings = {
        "langs": langs,
        "size": len(concepts),
        "names": [_names(concepts, lang) for lang in langs],
        "definitions": names,
        "perFile": CONCEPTS_PER_FILE,
    }
    return {"terms.json": compact_json(spellings), **dict(zip(names, contents, strict=True))}


def _names(concepts: Sequence[Concept], lang: str) -> dict[str, str]:
    """All names in a language, one a line, and how many each concept has."""
    names = [concept.names.get(lang, ()) for concept in concepts]
    return {"counts": "".join(pack_number(len(group)) for group in names), "lines": pack_lines(chain(*names))}
