"""What notices and the texts of records claim and the records do not hold, found once for all of them."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from exchange.build.inputs import fingerprint
from exchange.build.store import Store
from exchange.calls.model.call import Call
from exchange.calls.model.settings import Settings
from exchange.calls.reading.prose import check_prose, check_record_texts
from exchange.calls.reading.record_places import RecordPlaces
from exchange.site.remembered_problems import remembered
from exchange.text.problems import Problem


class CallClaims:
    """The claims of one site's calls; the words of all its languages are known to each of them."""

    def __init__(self, settings: Settings, store: Store | None) -> None:
        self._settings = settings
        self._digest = fingerprint(settings)
        self._store = store

    def in_notice(
        self, text: str, call: Call, *, path: str, first_line: int, unread: Collection[str]
    ) -> tuple[Problem, ...]:
        """Return what `check_prose` does."""
        digest = fingerprint(self._digest, text, call, first_line, sorted(unread))
        find = partial(
            check_prose, text, call, self._settings, path=path, first_line=first_line, unread=unread
        )
        return remembered(self._store, "claims of notices", path, digest, find)

    def in_record(
        self, call: Call, places: RecordPlaces, unread: Collection[str] = ()
    ) -> tuple[Problem, ...]:
        """Return what `check_record_texts` does."""
        digest = fingerprint(self._digest, places.record, call, sorted(unread))
        find = partial(check_record_texts, call, self._settings, places, unread)
        return remembered(self._store, "claims of records", places.path, digest, find)
