"""Write the reference of a record from the model: `python -m tests.calls.record_reference FILE`."""

from __future__ import annotations

import ast
import inspect
import sys
from dataclasses import MISSING, fields
from enum import Enum
from pathlib import Path
from typing import Any

from exchange.calls.model import call as model

_PARTS: tuple[tuple[str, type[Any]], ...] = (
    ("A call", model.Call),
    ("`funders`: each", model.Funder),
    ("`sides`: each", model.CallSide),
    ("`applicants` of a side", model.Applicants),
    ("`budget`", model.Budget),
    ("`parts` of a budget: each", model.BudgetPart),
    ("`stages`: each", model.Stage),
    ("`rounds`: each", model.Round),
    ("`changes`: each", model.Change),
    ("`contacts`: each", model.Contact),
    ("`documents`: each", model.Attachment),
    ("`questions`: each", model.Question),
    ("`results`", model.Results),
    ("`parts` of the results: each", model.ResultsPart),
    ("`projects` of the results: each", model.Project),
    ("`leads` of a project: each", model.Lead),
    ("`background`: each", model.Background),
    ("`source`: each", model.Source),
)
_CHOICES: tuple[tuple[str, type[Enum]], ...] = (
    ("`lifecycle`", model.Lifecycle),
    ("`kind` of a call", model.CallKind),
    ("`kind` of a stage", model.StageKind),
    ("`kind` of a round", model.RoundKind),
    ("`basis` of a stage", model.Basis),
    ("`kind` of a change", model.ChangeKind),
    ("`types` of applicants", model.OrganisationType),
    ("`career` of applicants", model.CareerStage),
    ("`matching` of a budget", model.Matching),
    ("`confidence` of a source", model.Confidence),
)
_HEAD = """\
# The record of a call

<!-- Written by `python -m tests.calls.record_reference docs/calls-reference.md` from its model. -->

One YAML file for each call, `content/calls/<id>.yml`. Its name is the call's id and address for ever:
lower-case letters, digits and hyphens. Texts for people are given in each language that
the record is written in; readers of another see the first of these, marked:

```yaml
title:
  <language>: "Smart trials 2027"
```

Fields that are not listed here are refused. `docs/writing-a-call.md` shows how to write one.

## Moments

| written | means |
|---|---|
| `2026-10-22 17:00 Area/City` | an exact moment; the zone is a name of the IANA database |
| `2026-10-25 01:30 Area/City first` | in an hour that clocks repeat: `first` or `second` says which |
| `2026-10-22` | the whole day, included, of the stage's side; of both, with the later, where it has none |
| `2026-10`, `2026-Q4`, `2026-H2`, `2026-autumn`, `2026` | about when: never open, never in a calendar |
| `early 2026-10`, `mid 2026-10`, `late 2026-10` | a third of it |
| `tbc` | not known yet |
| `unpublished` | past, and not published where we could read it; the last line of the page names it |
| `none` | the funder says that there is none: only in `closes` of applications, and in `next_expected` |
"""


def reference() -> str:
    """Return the page as Markdown."""
    parts = [_HEAD]
    for title, part in _PARTS:
        parts.append(f"## {title}\n\n{paragraph(part)}\n\n{table(part)}")
    parts += [f"## {title}\n\n{_members(choice)}" for title, choice in _CHOICES]
    return "\n".join(parts)


def paragraph(part: type[Any]) -> str:
    """Return what a part says of itself, on one line."""
    return inspect.cleandoc(part.__doc__ or "").replace("\n", " ")


def table(part: type[Any]) -> str:
    """Return the fields of a part as a table: name, whether required, what it says, how it is written."""
    rows = ["| field | | what | written as |", "|---|---|---|---|"]
    for entry in fields(part):
        if entry.metadata:
            name = entry.metadata["name"] or entry.name
            requirement = (
                "required"
                if (entry.default is MISSING and entry.name != "id") or _own_id(part, entry.name)
                else ""
            )
            rows.append(
                f"| `{name}` | {requirement} | {entry.metadata['doc']} | {entry.metadata['written']} |"
            )
    return "\n".join(rows) + "\n"


def _own_id(part: type[Any], name: str) -> bool:
    """Return True if a field is an id that is written, not the name of the file."""
    return name == "id" and part is not model.Call


def _members(choice: type[Enum]) -> str:
    """Return each word with the comment beside it in the model."""
    comments = _comments(choice)
    rows = ["| word | means |", "|---|---|"]
    rows += [f"| `{member.value}` | {comments[member.name]} |" for member in choice]
    return "\n".join(rows) + "\n"


def _comments(choice: type[Enum]) -> dict[str, str]:
    lines = inspect.getsource(choice).splitlines()
    tree = ast.parse(inspect.getsource(choice)).body[0]
    assert isinstance(tree, ast.ClassDef)
    return {
        node.targets[0].id: lines[node.lineno - 1].partition("#")[2].strip()
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(reference(), encoding="utf-8")
