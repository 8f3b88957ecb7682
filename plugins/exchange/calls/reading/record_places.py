"""Where things are in a record's text, for problems that are found long after it was read."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from exchange.calls.model.call import outcome_id
from exchange.text.problems import Place
from exchange.text.yaml_rest import read_rest
from exchange.text.yaml_text import Field, Fields, Items, Node, Text, values_of


class RecordPlaces:
    """The places of one record. `path` is how messages name it; what is not in it is at its first line."""

    def __init__(self, text: str, *, path: str) -> None:
        self.path = path
        self.record = text

    @cached_property
    def _root(self) -> Fields | None:
        root = read_rest(self.record.removeprefix("\ufeff"), path=self.path, problems=[])
        return root if isinstance(root, Fields) else None

    def field(self, name: str) -> Place:
        """Return where the name of a field is."""
        entry = _field(self._root, name)
        return Place(path=self.path, line=1) if entry is None else entry.key.place

    def change(self, number: int, field: str = "") -> Place:
        """Return where an entry of `changes` is, counted from 0, or the value of one of its fields."""
        return self.item("changes", number, field)

    def value(self, name: str) -> Place:
        """Return where the value of a field is."""
        entry = _field(self._root, name)
        return Place(path=self.path, line=1) if entry is None else entry.value.place

    def within(self, *path: str | int) -> Place:
        """Return where what a path of names and numbers leads to is, or the last part of it that is there.

        Of the budget and the only side any field may be written at the top.
        """
        node: Node | None = self._root
        place = Place(path=self.path, line=1)
        for step in path:
            entry = _field(node, step) if isinstance(node, Fields) and isinstance(step, str) else None
            if isinstance(node, Items) and isinstance(step, int):
                node = next(iter(node.items[step : step + 1]), None)
                place = node.place if node else place
            elif entry is not None:
                node, place = entry.value, entry.key.place
        return place

    def text(self, value: str) -> Place:
        """Return where a value is first written, whatever the name of its field."""
        places = (text.place for text in values_of(self._root) if text.value.strip() == value)
        return next(places, Place(path=self.path, line=1))

    def texts(self, name: str = "") -> Iterator[str]:
        """Yield every value that is a text, each once: of the whole record, or of one of its fields."""
        entry = _field(self._root, name)
        node = entry.value if entry else None if name else self._root
        yield from dict.fromkeys(text.value.strip() for text in values_of(node))

    def item(self, name: str, number: int, field: str = "") -> Place:
        """Return where an entry of the list `name` is, counted from 0, or the value of one of its fields.

        That of the only side may be written at the top.
        """
        items = list(self._items(name))[number : number + 1]
        entry = next((_field(item, field) for item in items), None) or _field(self._root, field)
        if entry is not None:
            return entry.value.place
        return items[0].place if items else self.field(name)

    def stage(self, name: str, *fields: str) -> Place:
        """Return where the value of the first of some fields of a stage or round is, or else the stage."""
        names = (name, name.removesuffix(outcome_id("")))
        for item in (*self._items("stages"), *self._items("rounds"), *self._items("cutoffs")):
            stage_id = _field(item, "id")
            if stage_id is None or not isinstance(stage_id.value, Text) or stage_id.value.value not in names:
                continue
            entries = (_field(item, field) for field in fields)
            return next((field.value.place for field in entries if field is not None), item.place)
        return self.field("stages")

    def _items(self, name: str) -> Iterator[Fields]:
        entry = _field(self._root, name)
        if entry is not None and isinstance(entry.value, Items):
            yield from (item for item in entry.value.items if isinstance(item, Fields))


def _field(fields: Fields | None, name: str) -> Field | None:
    return next((field for field in fields or () if field.key.value == name), None)
