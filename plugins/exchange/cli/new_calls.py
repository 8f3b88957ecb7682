"""Make the record of a new call: funders and sides of an earlier one, one stage, nothing promised yet."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping

from exchange.calls.model.call import Call, CallKind, StageKind
from exchange.calls.model.settings import SideFunder
from exchange.calls.reading.record import read_call
from exchange.calls.reading.records import read_calls
from exchange.calls.reading.writing import write_call
from exchange.cli.new_pages import Order
from exchange.site.settings import SiteSettings
from exchange.text.content_folder import look_at
from exchange.text.problems import ContentProblems
from exchange.text.strings import Strings


def readable_calls(project: SiteSettings) -> dict[str, Call]:
    """Return the site's calls by id. Raises ContentProblems with the faults of all records."""
    files = look_at(project.content.folder)
    calls, problems = read_calls(files, project.calls, root=project.content.name)
    if problems:
        raise ContentProblems(problems)
    return calls


def record_file(
    order: Order, like: Call | None, project: SiteSettings, words: Strings, *, today: datetime.date
) -> dict[str, str]:
    """Return path and text of the record; it is read back once, so that it is valid when it is written."""
    settings = project.calls
    path = f"{settings.calls_folder}/{order.id}.yml"
    parties = words("hint-funders-like", id=like.id) if like else words("hint-funders")
    hints = [
        f"# {hint}" for hint in (words("hint-record"), parties, words("hint-stages"), words("hint-source"))
    ]
    text = "\n".join([*hints, *_record(order, like, project, words, today), ""])
    read_call(text, path=f"{project.content.name}/{path}", settings=settings)
    return {path: text}


def _examples(words: Strings, name: str, indent: str = "") -> list[str]:
    """Return lines to use by taking their sign away: the fields that follow, as notices have them."""
    return [f"{indent}# {line}" for line in words(name).splitlines()]


def _record(
    order: Order, like: Call | None, project: SiteSettings, words: Strings, today: datetime.date
) -> list[str]:
    locales = project.content.locales
    return [
        *_texts("title", order.titles, locales, order.id),
        *_texts("summary", order.descriptions, locales, order.id),
        "lifecycle: planned",
        f"kind: {(like.kind if like else CallKind.GRANT).value}  # {_options(CallKind)}",
        *(_parties(like) if like else _parties_of_site(project)),
        *_examples(words, "hint-side", "    "),
        *_examples(words, "hint-more"),
        "stages:",
        f"  - id: full\n    kind: full  # {_options(StageKind)}\n    opens: tbc\n    closes: tbc",
        "changes:",
        f"  - at: {today.isoformat()}\n    kind: added",
        "source:",
        "  - title:",
        *(f"      {line.strip()}" for line in _texts("title", order.titles, locales, order.id)[1:]),
        *_examples(words, "hint-url", "    "),
        f"    checked: {today.isoformat()}",
        "    confidence: C",
    ]


def _options(kinds: type[CallKind] | type[StageKind]) -> str:
    return ", ".join(kind.value for kind in kinds if kind is not StageKind.ROUND)


def _texts(name: str, texts: Mapping[str, str], locales: tuple[str, ...], identifier: str) -> list[str]:
    spare = identifier.replace("-", " ").capitalize()
    return [
        f"{name}:",
        *(f"  {code}: {json.dumps(texts.get(code) or spare, ensure_ascii=False)}" for code in locales),
    ]


def _parties(like: Call) -> list[str]:
    """Return the lines about funders as the earlier record has them, and the sides."""
    lines = write_call(like).splitlines()
    start = lines.index("funders:")
    end = next(number for number in range(start + 1, len(lines)) if not lines[number].startswith(" "))
    sides = [f"  - side: {side.side}\n    funder: {side.funder}" for side in like.sides]
    return [*lines[start:end], "sides:", *sides]


def _parties_of_site(project: SiteSettings) -> list[str]:
    """Return the lines about the first funder of each side, and the sides, as site.yml has them."""
    funders, sides = ["funders:"], ["sides:"]
    for side in project.calls.sides:
        names = {code: project.wording(code).side(side.code) for code in project.content.locales}
        funder = side.funders[0] if side.funders else SideFunder(id=side.code.lower(), name=names)
        funders += [f"  - id: {funder.id}", f"    country: {side.code}", "    name:"]
        funders += [f"      {code}: {_quote(name)}" for code, name in funder.name.items()]
        funders += [f"    {name}: {value}" for name in ("ror", "portal") if (value := getattr(funder, name))]
        sides.append(f"  - side: {side.code}\n    funder: {funder.id}")
    return [*funders, *sides]


def _quote(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
