"""Add a row to the termbase for a new term, with an id that no other has."""

from __future__ import annotations

import csv
import io
import re

from exchange.cli.new_pages import Order
from exchange.cli.refusals import CannotDo
from exchange.site.settings import SiteSettings
from exchange.terms.termbase import read_terms
from exchange.text.strings import Strings

_NUMBER = re.compile(r"g([0-9]{3,5})")


def termbase_with(order: Order, project: SiteSettings, words: Strings) -> dict[str, str]:
    """Return path and text of the termbase with the term in its last row. Raises CannotDo, ContentProblems.

    The id that is typed is the term's name where no title is given.
    """
    path = project.glossary
    file = project.content.folder / path
    if not file.is_file():
        raise CannotDo(words("no-termbase", path=project.display_path(path)))
    text = file.read_bytes().decode("utf-8-sig")
    locales = project.content.locales
    terms = read_terms(text, path=project.display_path(path), locales=locales)
    names = dict(order.titles) if any(order.titles.values()) else {order.original: order.id.replace("-", " ")}
    numbers = [int(match[1]) for term in terms if (match := _NUMBER.fullmatch(term.id))]
    row = {"id": f"g{max(numbers, default=0) + 1:03}"}
    for code, name in names.items():
        if name:
            row |= {code: name, f"definition_{code}": order.descriptions.get(code) or f"{name}."}
    columns = next(csv.reader(io.StringIO(text)))
    output = io.StringIO()
    csv.DictWriter(output, columns, lineterminator="\n").writerow(row)
    whole = f"{text}{'' if text.endswith(chr(10)) else chr(10)}{output.getvalue()}"
    read_terms(whole, path=project.display_path(path), locales=locales)
    return {path: whole}
