"""What the languages of a record's texts state, compared as those of a section are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from itertools import pairwise

from exchange.build.inputs import fingerprint
from exchange.build.store import Store
from exchange.rules.body_names import Body
from exchange.rules.checks.facts import difference_problem
from exchange.rules.comparison import differences
from exchange.rules.passages import SectionText, section_texts
from exchange.safety.slow_work import too_slow
from exchange.safety.time_limit import in_time
from exchange.site.reading import Site
from exchange.site.remembered_problems import remembered
from exchange.site.section_states import record_paths
from exchange.text.documents import text_of
from exchange.text.problems import Problem
from exchange.translation.record_texts import RecordText, record_texts

_KIND = "record facts"
_TITLE, _YEAR = re.compile(r"title|source\..*"), re.compile(r"(?:19|20)\d\d")
"""A call and its sources may have their year in the official title in one language, and in the other none."""


def record_differences(site: Site, *, store: Store | None = None) -> Iterator[Problem]:
    """Yield, once for each text of a record or term, what its languages do not both say.

    A store remembers what was found in a file of these bytes.
    """
    locales, bodies = site.settings.content.locales, site.settings.rules.bodies
    bodies_digest = fingerprint(bodies)
    for path in record_paths(site.settings, site.files):
        if path == site.settings.glossary and not site.terms:  # it cannot be read: said already
            continue
        key = f"{' '.join(locales)} {bodies_digest} {site.files.digest(path)}"
        yield from remembered(store, _KIND, path, key, partial(_differences_in, site, path))


def _differences_in(site: Site, path: str) -> Iterator[Problem]:
    settings, file = site.settings, site.settings.display_path(path)
    seconds = settings.limits.page_seconds  # for each text: of a large termbase all together take longer
    bodies = settings.rules.bodies
    texts: dict[str, list[RecordText]] = {}
    for text in record_texts(text_of(site.files.read(path)) or "", path, settings.content.locales):
        texts.setdefault(text.name, []).append(text)
    for versions in texts.values():
        for first, version in pairwise(versions):
            problem = in_time(
                partial(_compare, version, first, file, bodies),
                seconds,
                otherwise=partial(too_slow, file, seconds),
            )
            if problem:
                yield problem


def _compare(version: RecordText, first: RecordText, path: str, bodies: tuple[Body, ...]) -> Problem | None:
    text, original = _section(version), _section(first)
    discrepancies = [
        difference
        for difference in differences(text, original, (version.locale, first.locale), bodies)
        if not _TITLE.fullmatch(version.name) or not _YEAR.fullmatch(difference.text)
    ]
    if not discrepancies:
        return None
    return difference_problem(path, f"{path}:{first.line}", text, version.locale, discrepancies)


def _section(text: RecordText) -> SectionText:
    """Return a text as a section; all of it is said to be in its first line."""
    (section,) = section_texts(text.text, body_line=1, sections=(), locale=text.locale)
    return SectionText(
        id=text.name,
        title=text.name,
        line=text.line,
        passages=section.passages,
        targets=section.targets,
        notes=section.notes,
    )
