"""The address of a page side by side answers when one of its languages goes, and when the page goes."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.request import urlopen

from tests.editions.scratch import Scratch, new_scratch
from tests.site.hosting import served

MOVED = "moved:\n  - {from: /guides/second/, to: /guides/moved/}\n"


def test_the_address_outlives_a_language_and_the_page(tmp_path: Path) -> None:
    """Built, published and asked for: both languages, then the one that is left, then where the page went."""
    scratch = new_scratch(tmp_path)
    content = scratch.root / "content"
    first, second = _published(scratch)
    assert _languages(first) == _languages(second) == {"en", "ko"}

    (content / "en" / "guides" / "first.md").unlink()
    (content / "ko" / "guides" / "second.md").unlink()
    scratch.commit(2)
    korean, english = _published(scratch)
    assert (_languages(korean), _languages(english)) == ({"ko"}, {"en"})
    assert (_sections(korean), _sections(english)) == (_sections(first), _sections(second))

    guides = content / "en" / "guides"
    (guides / "second.md").rename(guides / "moved.md")
    scratch.replace("guides/first.md", "second.md", "moved.md")
    nav = content / "nav.yml"
    nav.write_text(nav.read_text("utf-8").replace("second", "moved"), encoding="utf-8")
    (content / "redirects.yml").write_text(MOVED, encoding="utf-8")
    scratch.commit(3)
    korean, moved = _published(scratch)
    assert _languages(korean) == {"ko"}
    assert 'href="../../../en/guides/moved/"' in moved


def _published(scratch: Scratch) -> tuple[str, str]:
    """Publish, and return what is served at the addresses of the two guides."""
    assert scratch.publish() == 0
    pages = []
    with served(scratch.out) as root:
        for name in ("first", "second"):
            with urlopen(f"{root}both/guides/{name}/") as answer:  # noqa: S310 -- the loopback interface
                pages.append(answer.read().decode("utf-8"))
    return pages[0], pages[1]


def _languages(page: str) -> set[str]:
    return set(re.findall(r'<div class="text" lang="([a-z]+)"', page))


def _sections(page: str) -> list[str]:
    return re.findall(r'<section class="both-row" id="([^"]+)"', page)
