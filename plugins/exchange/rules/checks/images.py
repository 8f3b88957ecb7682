"""Pictures as they are written: what those hear of them who do not see them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from exchange.rules.page import Page
from exchange.rules.written_links import WrittenLink
from exchange.text.problems import Problem

_FILE_NAME = re.compile(
    r"(?i)[\w-]+\.(?:png|jpe?g|gif|svg|webp|avif)|(?:img|image|dsc|screenshot|picture|photo)[\s_-]*\d*"
    r"|이미지|그림|사진|스크린샷|캡처"
)


def check(page: Page, links: Iterable[WrittenLink]) -> Iterator[Problem]:
    """Yield pictures without words, or with the name of their file for words."""
    for link in links:
        if not link.picture:
            continue
        text = "" if link.text is None else page.text[link.text_start : link.text_end]
        if link.text is None or not link.text.strip():
            yield page.problem("image-alt", link.start, link.end, {"target": link.target})
        elif _FILE_NAME.fullmatch(link.text.strip()):
            values = {"text": link.text.strip() or text}
            yield page.problem("image-alt-name", link.text_start, link.text_end, values)
