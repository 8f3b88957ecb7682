"""Find where the text of a section that is gone is now, by what git remembers of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property

from exchange.authoring.sections import section_words
from exchange.build.git import FAILURES, git_text
from exchange.editions.addresses import in_locale, page_address, page_of, section_of, without_locale
from exchange.site.past import committed_texts
from exchange.site.reading import Site
from exchange.text.documents import read_document
from exchange.text.problems import ContentProblems

_VERSIONS = "50"  # of a page that are looked through, the newest first
_MOST_FILES = 100  # of which history is asked, each by a process; a list of problems shows 25
_FEWEST = 8  # words that a section must have to be known again


class SectionHistory:
    """The sections of a site as they are, to be compared with one as it was."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._versions: dict[
            str, tuple[list[Mapping[str, list[str]]], Iterator[Mapping[str, list[str]]]]
        ] = {}

    def successor(self, address: str) -> str:
        """Return the address of the section that says two thirds of what a lost one said, or nothing."""
        locale = address.split("/")[1]
        old_words = Counter(self._last_words(locale, address))
        size = old_words.total()
        likeness = {
            candidate: (old_words & words).total() / max(size, words.total(), 1)
            for candidate, words in self._sections.get(locale, {}).items()
        }
        best = max(sorted(likeness), key=lambda candidate: likeness[candidate], default="")
        return best if size >= _FEWEST and best and likeness[best] * 3 >= 2 else ""

    def _last_words(self, locale: str, address: str) -> list[str]:
        """Return the words of a section in the newest version of its page that has it."""
        stem = without_locale(page_of(address), (locale,)).strip("/")
        for path in (f"{locale}/{stem}.md", f"{locale}/{stem}/index.md".replace("//", "/")):
            for version in self._words_of(path):
                if (words := version.get(section_of(address))) is not None:
                    return words
        return []

    def _words_of(self, path: str) -> Iterator[Mapping[str, list[str]]]:
        """Yield the words of a page's sections in each version, the newest first, each read once."""
        if path not in self._versions and len(self._versions) >= _MOST_FILES:
            return
        read_versions, rest = self._versions.setdefault(path, ([], self._read_versions(path)))
        yield from read_versions
        for version in rest:
            read_versions.append(version)
            yield version

    def _read_versions(self, path: str) -> Iterator[Mapping[str, list[str]]]:
        try:
            limit = f"--max-count={_VERSIONS}"
            commits = git_text(self._site.files.folder, "rev-list", limit, "HEAD", "--", path).split()
        except FAILURES:
            return
        for commit in commits:
            yield from (_words(text, path) for text in committed_texts(self._site, commit, [path]) if text)

    @cached_property
    def _sections(self) -> Mapping[str, Mapping[str, Counter[str]]]:
        """The words of all sections, by language and address."""
        sections: dict[str, dict[str, Counter[str]]] = {}
        for pair in self._site.library:
            for locale, page in pair.pages.items():
                address = in_locale(page_address(pair.path), locale)
                for name, words in section_words(page.document.body).items():
                    if name:
                        sections.setdefault(locale, {})[f"{address}#{name}"] = Counter(words)
        return sections


def _words(text: str, path: str) -> Mapping[str, list[str]]:
    try:
        return section_words(read_document(text, path=path).body)
    except ContentProblems:
        return {}
