"""What the funding calendar says about records, notices and forms, put into the terms of a project."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from funding_calendar.due import due_json
from funding_calendar.model import Call
from funding_calendar.records import check_notices, read_calls
from funding_calendar.settings import Settings, Side
from kx.project import Project
from sitekit.content_files import look_at
from sitekit.documents import read_document
from sitekit.problems import ContentProblems, Problem
from sitekit.strings import read_strings

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


def call_problems(project: Project) -> list[Problem]:
    """Return what is wrong with records, with notices held against them, and with forms in pages."""
    settings, content = calendar_settings(project), project.content
    try:
        calls = read_calls(content.folder, settings, root=content.name)
    except ContentProblems as found:
        return list(found.problems)  # what names a call cannot be judged before the calls are known
    problems = check_notices(content.folder, calls, settings, root=content.name)
    return [problem for problem in (*problems, *_form_problems(project, calls)) if problem.package == PLUGIN]


def _form_problems(project: Project, calls: dict[str, Call]) -> Iterator[Problem]:
    content, files = project.content, look_at(project.content.folder)
    for path in files.visible:
        if not (path.endswith(".md") and files.is_file(path) and path.partition("/")[0] in content.locales):
            continue
        written = files.read(path)
        if any(sign in written for sign in _SIGNS):
            from funding_calendar.forms import check_forms  # here: it draws pages too, and is slow to load

            shown = f"{content.name}/{path}"
            try:
                document = read_document(written.decode("utf-8"), path=shown)
            except (UnicodeDecodeError, ContentProblems):
                continue
            yield from check_forms(document.body, calls, path=shown, first_line=document.body_line)


def due(project: Project, now: datetime.datetime) -> dict[str, object]:
    """Return when a call next changes by itself, as plain values."""
    if PLUGIN not in project.plugins:
        return {"now": now.strftime("%Y-%m-%dT%H:%M:%SZ"), "next": None, "changes": []}
    settings = calendar_settings(project)
    calls = read_calls(project.content.folder, settings, root=project.content.name)
    return due_json(list(calls.values()), now, settings)
