"""What options the plugins of this project have, known without MkDocs, which refuses others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from exchange.languages.language import FALLBACK

OPTIONS: Mapping[str, Mapping[str, Any]] = {
    "bilingual": {
        "navigation": "nav.yml",
        "messages": FALLBACK,
        "at_once": True,
        "news": 5,
        "lag_days": {"guides/": 14},
    },
    "content_check": {
        "warnings": True,
        "glossary": "glossary.csv",
        "generated": ["calls/index.md"],
        "records": ["calls"],
        "checked_days": 365,
        "image_bytes": 500_000,
        "baseline": "baseline.csv",
        "lowered": {"training/": ["pages/broken-link"]},
    },
    "editions": {"ledger": "ledger.csv", "redirects": "redirects.yml", "notes": "editions.yml"},
    "funding_calendar": {"soon_days": 14, "since": "2026-01-01", "unchecked_days": 120},
    "gate": {"records": ["calls/*.yml"], "classes": ["wide"], "page_seconds": 2.0},
    "glossary": {"file": "glossary.csv", "page": "glossary.md"},
    "incremental": {"polling": True},
    "site_search": {"cache": ".cache/search"},
}
"""The options of our plugins, each with a value that it may have."""

_MOST = 1_000_000_000


def usable(plugins: Mapping[str, Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """Return plugins with those of their options that they can use."""
    return {name: dict(_usable(options, OPTIONS.get(name, {}))) for name, options in plugins.items()}


def _usable(options: object, examples: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in options.items() if isinstance(options, dict) else ():
        if name not in examples or (value is not None and is_like(value, examples[name])):
            yield name, value


def is_like(value: object, example: object) -> bool:
    """Return True for a value of the kind of an example, or none, for which the plugin has its own."""
    if value is None:
        return True
    if isinstance(example, list):
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    if isinstance(example, dict):
        first = next(iter(example.values()))
        items = value.values() if isinstance(value, dict) else [None]
        return all(item is not None and is_like(item, first) for item in items)
    if isinstance(example, float):
        return type(value) in (int, float) and 0 < value < _MOST  # type: ignore[operator]
    if type(example) is int:
        return type(value) is int and 0 <= value < _MOST
    return type(value) is type(example)
