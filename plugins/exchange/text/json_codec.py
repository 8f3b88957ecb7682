"""Write values of a declared type as JSON and read them back: every field, by its declaration.

A field that is added to a dataclass is written and read by being declared. What is of another type than
the declared one is refused.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Generic, TypeVar

import msgspec

Value = TypeVar("Value")

DECODE_ERRORS = (msgspec.MsgspecError, ValueError, RecursionError)
"""What `JsonCodec.read` raises for a text that was not written by the codec, or not all of it."""


def compact_json(value: object, *, sort_keys: bool = False) -> bytes:
    """Return plain values as JSON for programs; lone surrogates are question marks."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=sort_keys)
    return text.encode("utf-8", "replace")


def present(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields that say something: what is absent is left out of JSON for programs."""
    return {name: value for name, value in fields.items() if value not in (None, "", {}, [])}


class JsonCodec(Generic[Value]):
    """Values of one type, such as `JsonCodec(tuple[Section, ...])`, to one line of JSON and back.

    Dataclasses are objects, named tuples are arrays, enumerations their values, bytes are base64. Texts may
    hold lone surrogates, which represent bytes that are not UTF-8.
    """

    def __init__(self, model: Any) -> None:
        self._model = model
        self._encoder = msgspec.json.Encoder()
        self._decoder: msgspec.json.Decoder[Value] = msgspec.json.Decoder(model)

    def write(self, value: Value) -> str:
        """Return the value as JSON. Raises TypeError for an object that JSON cannot say."""
        try:
            return self._encoder.encode(value).decode("utf-8")
        except UnicodeEncodeError:  # msgspec writes UTF-8 only
            return json.dumps(msgspec.to_builtins(value), separators=(",", ":"))

    def read(self, text: str) -> Value:
        """Return the value that `write` wrote. Raises one of `DECODE_ERRORS`."""
        try:
            return self._decoder.decode(text)
        except (msgspec.DecodeError, UnicodeEncodeError) as error:
            if isinstance(error, msgspec.ValidationError):
                raise
            value: Value = msgspec.convert(json.loads(text), self._model)
            return value

    def read_kept(self, text: str | None) -> Value | None:
        """Return the value that `write` wrote; None where nothing is kept, or it is damaged."""
        try:
            return None if text is None else self.read(text)
        except DECODE_ERRORS:
            return None
