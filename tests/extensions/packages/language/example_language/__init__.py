"""Irish, as far as an example needs it."""

from __future__ import annotations

import re

from exchange.languages.language import Language

LANGUAGE = Language(
    weekdays=("Dé Luain", "Dé Máirt", "Dé Céadaoin", "Déardaoin", "Dé hAoine", "Dé Sathairn", "Dé Domhnaigh"),
    placeholders=re.compile("LE SCRÍOBH"),
    placeholder_signs=("LE SCRÍOBH",),
)
