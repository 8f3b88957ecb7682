"""Files that cards of downloads lead to: they are those whose digest was written down."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from exchange.rules.link_paths import local_path
from exchange.rules.page_facts import Facts
from exchange.rules.rule import Example, Rule, Words
from exchange.rules.site_facts import SiteFacts
from exchange.text.problems import Problem, Severity

_CARD = """```download
title: Visits
address: ../../assets/small.png
language: en
sha256: {digest}
```"""
_DIGEST = "dd7b89993bde2e6c52ea00d533d1f09ac602d218251b7405d291fddc0b60cddf"
CARD_DIGEST = Rule(
    name="card-digest",
    severity=Severity.ERROR,
    words={
        "en": Words(
            fault="The file '{target}' is not the one that this card describes: its SHA-256 is {digest}.",
            way_out="If the new file is right, write its digest or no digest; if not, put the old one back.",
        ),
        "ko": Words(
            fault="파일 '{target}'은(는) 이 카드가 말하는 파일이 아닙니다. 실제 SHA-256: {digest}",
            way_out="새 파일이 맞으면 이 값을 적거나 줄을 빼고, 아니면 이전 파일을 다시 올려 주십시오.",
        ),
    },
    example=Example(wrong=_CARD.format(digest="0" * 64), right=_CARD.format(digest=_DIGEST)),
)
RULES = (CARD_DIGEST,)


def compare(page: Facts, site_facts: SiteFacts) -> Iterator[Problem]:
    """Yield the cards whose file of this site has another digest."""
    for target, digest in page.digests:
        local = local_path(page, target.target)
        content = site_facts.read_file(local) if local is not None and local in site_facts.files else None
        if content is not None and (better := hashlib.sha256(content).hexdigest()) != digest:
            yield CARD_DIGEST.problem(*page.span(target), {"target": target.target, "digest": better})
