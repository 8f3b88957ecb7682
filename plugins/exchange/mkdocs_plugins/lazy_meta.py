"""The `meta` of MkDocs' page, with a view that is made at its first use."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any


class LazyMeta(dict[str, Any]):
    """A dictionary in which `view` appears when it is asked for: a page that is kept needs none."""

    def __init__(self, meta: Mapping[str, Any], view: Callable[[], object]) -> None:
        super().__init__(meta)
        self._view = view

    def __missing__(self, key: str) -> object:
        """Make the view; raise KeyError for what is not there."""
        if key != "view":
            raise KeyError(key)
        self[key] = view = self._view()
        return view
