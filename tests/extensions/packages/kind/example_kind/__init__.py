"""Meetings: pages with a place."""

from __future__ import annotations

from exchange.pages.traits import Traits

EVENT = Traits(texts=("venue",), required=("venue",), news=True)
