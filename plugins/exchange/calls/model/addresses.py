"""Find every address in a call by what its model declares: a field that is added is among them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

from exchange.calls.model.call import Form


def addresses(value: object, form: Form = Form.URL) -> Iterator[str]:
    """Yield each text of a form in a call or a part of one, as often as it is written."""
    if isinstance(value, tuple | list):
        for item in value:
            yield from addresses(item, form)
    elif isinstance(value, Mapping):
        yield from addresses(tuple(value.values()), form)
    elif is_dataclass(value):
        for entry in fields(value):
            part = getattr(value, entry.name)
            if entry.metadata.get("form") is not form:
                yield from addresses(part, form)
            elif part:
                yield from part if isinstance(part, tuple) else (part,)
