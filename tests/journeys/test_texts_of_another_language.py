"""A text of one language that readers of another are shown says which language it is in, on every page."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode
from tests.building import SEEN, SITES, Built, build

_WORDS = re.compile(r'\{en: "(?P<en>[^"]*)", ko: "(?P<ko>[^"]*)"\}')
_STAGE = re.compile(r"(?<=kind: full,)")
_LABEL = ' label: {en: "Last stage", ko: "마지막 단계"},'
_FOREIGN = {"en": re.compile("[가-힣]"), "ko": re.compile("[Åå]")}
"""Letters that a page shows of texts in another language only: the English texts here are written with å."""


def _of_one_language(number: int, text: str) -> str:
    """Return a record that is in Korean only, or in English only, by its number."""
    if number % 2:
        return _WORDS.sub(lambda match: f'{{ko: "{match["ko"]}"}}', text)
    return _WORDS.sub(lambda match: f'{{en: "{_marked(match["en"])}"}}', text)


def _marked(text: str) -> str:
    return text.replace("a", "å").replace("A", "Å")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site with a call in every state, each record in one language."""
    work = tmp_path_factory.mktemp("site")
    content = Path(shutil.copytree(SITES / "every-kind", work / "content"))
    for number, record in enumerate(sorted((content / "calls").glob("*.yml"))):
        text = _STAGE.sub(_LABEL, record.read_text(encoding="utf-8"))
        record.write_text(_of_one_language(number, text), encoding="utf-8")
    moment = {"SOURCE_DATE_EPOCH": str(int(SEEN.timestamp()))}
    built = build(content, work, environment=moment)
    assert built.status == 0, built.output
    return built


@pytest.mark.parametrize("locale", sorted(_FOREIGN))
def test_no_text_of_another_language_is_without_its_language(site: Built, locale: str) -> None:
    """Cards, lists, tables, headings, sentences and drawings: each text is in an element with its `lang`."""
    wrong = {
        f"{file.relative_to(site.folder)}: {text}"
        for file in sorted((site.folder / locale).rglob("*.html"))
        for text in _unmarked(file.read_text(encoding="utf-8"), locale)
    }
    assert sorted(wrong) == []


def _unmarked(html: str, locale: str) -> Iterator[str]:
    page = LexborHTMLParser(html)
    for node in page.css("script, style, template"):
        node.decompose()
    root = page.root
    assert root is not None
    for node in root.traverse(include_text=True):
        text = node.text_content if node.is_text_node else ""
        if text and _FOREIGN[locale].search(text) and _language(node) == locale:
            yield text.strip()


def _language(node: LexborNode) -> str:
    parent = node.parent
    while parent is not None:
        if language := parent.attributes.get("lang"):
            return language
        parent = parent.parent
    return ""
