"""What the funding calendar says about records, notices and forms, put into the terms of a project."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterator

from exchange.calls.model.call import Call
from exchange.calls.model.due import due_json
from exchange.calls.model.settings import Settings, Side
from exchange.calls.reading.records import check_kinds, check_notices, read_calls, read_records
from exchange.calls.reading.since import VARIABLE, Since, silent_changes
from exchange.site.project import Project
from exchange.text.clock import latest_day
from exchange.text.content_folder import look_at
from exchange.text.documents import read_document
from exchange.text.problems import ContentProblems, Problem, Severity
from exchange.text.strings import read_strings

PLUGIN = "funding_calendar"
_SIGNS = (b"{call", b"::: call", b":::call")  # a page without them has no form of a call


def calendar_settings(project: Project) -> Settings:
    """Return the calendar's settings as mkdocs.yml has them."""
    options = project.plugins[PLUGIN]
    locales = project.overrides / "locales"
    default = {name: options[name] for name in ("soon_days", "unchecked_days") if name in options}
    return Settings(
        site_url=project.site_url,
        domain=str(options.get("domain", "")),
        locales=project.locales,
        formats={one.code: read_strings(locales, one.code)("babel-locale") for one in project.locales},
        sides=tuple(
            Side(
                code=side["code"],
                zone=side["zone"],
                currency=side["currency"],
                holidays=tuple(side.get("holidays", ())),
            )
            for side in options.get("sides", ())
        ),
        calls_folder=str(options.get("folder", "calls")),
        **default,
    )


def call_problems(project: Project, *, now: datetime.datetime, since: str = "") -> list[Problem]:
    """Return what is wrong with records, with notices held against them, and with forms in pages.

    Records are compared with those of a revision too: that of `since`, or of the variable or the setting, as
    a build does it. Raises UnknownRevision.
    """
    settings, content = calendar_settings(project), project.content
    calls, problems = read_records(content.folder, settings, root=content.name, today=latest_day(now))
    problems += silent_changes(
        content.folder, settings, calls, root=content.name, since=_since(project, since), now=now
    )
    if any(problem.severity is Severity.ERROR for problem in problems):
        return problems  # what names a call cannot be judged before the calls are known
    problems += check_notices(content.folder, calls, settings, root=content.name)
    problems += check_kinds(_written_pages(project), calls, settings, root=content.name)
    return [problem for problem in (*problems, *_form_problems(project, calls)) if problem.package == PLUGIN]


def _since(project: Project, named: str) -> Since:
    if named:
        return Since(named, asked="--since")
    if os.environ.get(VARIABLE):
        return Since(os.environ[VARIABLE])
    return Since(str(project.plugins[PLUGIN].get("since", "")), asked=f"{PLUGIN}: since")


def _written_pages(project: Project) -> Iterator[tuple[str, bytes]]:
    content, files = project.content, look_at(project.content.folder)
    for path in files.visible:
        if path.endswith(".md") and files.is_file(path) and path.partition("/")[0] in content.locales:
            yield f"{content.name}/{path}", files.read(path)


def _form_problems(project: Project, calls: dict[str, Call]) -> Iterator[Problem]:
    for path, written in _written_pages(project):
        if any(sign in written for sign in _SIGNS):
            from exchange.calls.views.forms import (
                check_forms,  # here: it draws pages too, and is slow to load
            )

            try:
                document = read_document(written.decode("utf-8"), path=path)
            except (UnicodeDecodeError, ContentProblems):
                continue
            yield from check_forms(document.body, calls, path=path, first_line=document.body_line)


def due(project: Project, now: datetime.datetime) -> dict[str, object]:
    """Return when a call next changes by itself, as plain values."""
    if PLUGIN not in project.plugins:
        return {"now": now.strftime("%Y-%m-%dT%H:%M:%SZ"), "next": None, "changes": []}
    settings = calendar_settings(project)
    calls = read_calls(project.content.folder, settings, root=project.content.name)
    return due_json(list(calls.values()), now, settings)
