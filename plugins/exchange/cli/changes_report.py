"""Say in one language what a change does: the lines that a comment and the start page of a preview share."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from exchange.calls.model.call import Call, Moment, Window
from exchange.calls.views.wording import Wording
from exchange.cli.formats.markdown import escape
from exchange.site.changes import (
    BEGINNING,
    Changes,
    DateChange,
    PageChange,
    SectionChange,
    TermChange,
    embargo,
)
from exchange.site.settings import SiteSettings
from exchange.site.translation_tasks import TranslationTask
from exchange.terms.termbase import Term
from exchange.text.problems import Problem, explanation
from exchange.text.strings import Strings

_LONGEST = 30  # lines of a part in a comment


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing that changed: what it is, what became of it, and a caution where there is one."""

    name: str
    text: str
    old: str = ""
    new: str = ""
    caution: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesReport:
    """What a change does, in words of one language."""

    changes: Changes
    words: Strings
    wording: Wording
    languages: Mapping[str, str]  # their names, by code
    now: datetime.datetime
    late: Mapping[str, Sequence[TranslationTask]] = field(default_factory=dict)
    """By language: the sections that fall behind by the change."""

    differing: Sequence[Problem] = ()  # files that the change is about, whose languages state other things

    def parts(self) -> Iterator[tuple[str, list[Line]]]:
        """Yield the heading and the lines of each part that has any."""
        parts = {
            "changes-late": list(self._late()),
            "changes-differing": [self._differing(problem) for problem in self.differing],
            "changes-dates": [self._date(change) for change in self.changes.dates],
            "changes-calls": list(self._calls()),
            "changes-terms": [self._term(change) for change in self.changes.terms],
            "changes-pages": [self._page(change) for change in self.changes.pages],
            "changes-other": [Line(name=path, text="") for path in self.changes.other_files],
        }
        yield from ((self.words(key), lines) for key, lines in parts.items() if lines)

    def _late(self) -> Iterator[Line]:
        """Yield one task for each language: what its translators have to bring up to date."""
        for code, tasks in self.late.items():
            places = [f"{task.place.path}:{task.place.line} ({task.place.title})" for task in tasks]
            if tasks:
                name = self.words("changes-late-task", language=self.languages[code], count=len(tasks))
                yield Line(name=name, text="; ".join(places))

    def _differing(self, problem: Problem) -> Line:
        return Line(name=str(problem.place), text=explanation(problem, self.words("language")).fault)

    def caution(self, call: Call) -> str:
        """Return until when a call may not be shown; nothing where it may be."""
        end = embargo(call, self.now)
        if end is None or call.publish is None:
            return ""
        return self.words("changes-embargo", moment=self.wording.moment(call.publish).full)

    def _date(self, change: DateChange) -> Line:
        stage = self.wording.of_side(
            change.stage.side, self.wording.stage_name(change.stage, change.call.kind)
        )
        return Line(
            name=f"{self.wording.words(change.call.title)}: {stage}",
            text=self.words(f"changes-field-{change.name}"),
            old=self._moment(change.old, change.name) or self.words("changes-nothing-before"),
            new=self._moment(change.new, change.name) or self.words("changes-nothing-after"),
        )

    def _moment(self, moment: Moment | Window | None, name: str) -> str:
        if moment is None:
            return ""
        if isinstance(moment, Window):
            return self.wording.span(moment.start, moment.end)
        return (self.wording.deadline(moment) if name == "closes" else self.wording.moment(moment)).full

    def _calls(self) -> Iterator[Line]:
        for kind, calls in (("added", self.changes.added_calls), ("edited", self.changes.edited_calls)):
            for call in calls:
                name = self.wording.words(call.title)
                yield Line(name=name, text=self.words(f"changes-call-{kind}"), caution=self.caution(call))
        for name in self.changes.removed_calls:
            yield Line(name=name, text=self.words("changes-call-removed"))

    def _term(self, change: TermChange) -> Line:
        kind = "edited" if change.old and change.new else "added" if change.new else "removed"
        term = change.new or change.old
        names = " / ".join(filter(None, term.names.values())) if term else ""
        old_definition, new_definition = (self._definition(version) for version in (change.old, change.new))
        is_same = old_definition == new_definition or not (change.old and change.new)
        text = self.words(f"changes-term-{kind}")
        return Line(
            name=names,
            text=text,
            old="" if is_same else old_definition,
            new="" if is_same else new_definition,
        )

    def _definition(self, term: Term | None) -> str:
        definitions = term.definitions if term else {}
        return " / ".join(text for code in self.languages if (text := definitions.get(code, "")))

    def _page(self, change: PageChange) -> Line:
        fates = {"added": change.added, "removed": change.removed}
        texts = [
            self.words(f"changes-page-{fate}", language=self.languages[code])
            for fate, codes in fates.items()
            for code in codes
        ]
        for code, name in self.languages.items():
            count = sum(
                code in section.texts and section.texts[code].is_changed for section in change.sections
            )
            if count and code not in (*change.added, *change.removed):
                texts.append(self.words("changes-section-count", language=name, count=count))
        return Line(name=self.title(change), text=", ".join(texts))

    def title(self, page: PageChange) -> str:
        """Return the title of a page in this language, else in one that it has, else its path."""
        title = page.titles.get(self.words("language"))
        return title or next(iter(page.titles.values()), page.path)

    def heading(self, section: SectionChange) -> str:
        """Return the heading of a section in this language, else in one that has it."""
        if section.id == BEGINNING:
            return self.words("changes-beginning")
        code = self.words("language")
        return (section.texts.get(code) or next(iter(section.texts.values()))).title


def changes_report(
    changes: Changes,
    settings: SiteSettings,
    words: Strings,
    now: datetime.datetime,
    *,
    late: Mapping[str, Sequence[TranslationTask]],
    differing: Sequence[Problem] = (),
) -> ChangesReport:
    """Return the report in the language of the words, which a site need not have."""
    code = words("language")
    return ChangesReport(
        changes=changes,
        words=words,
        wording=settings.wording(code),
        languages={locale.code: locale.name for locale in settings.locales},
        now=now,
        late=late,
        differing=differing,
    )


def markdown(report: ChangesReport) -> str:
    """Return the report for a comment, in short; nothing that an author wrote is markup in it."""
    parts = [f"\n### {escape(report.words('changes-heading'))}\n"]
    for heading, lines in report.parts():
        parts.append(f"\n**{escape(heading)}**\n\n")
        parts += [f"- {_markdown_line(line)}\n" for line in lines[:_LONGEST]]
        if len(lines) > _LONGEST:
            parts.append(f"- {escape(report.words('more'))}\n")
    if len(parts) == 1:
        parts.append(f"\n{escape(report.words('changes-none'))}\n")
    return "".join(parts)


def _markdown_line(line: Line) -> str:
    change = f" {escape(line.old)} → {escape(line.new)}" if line.new else ""
    text = f": {escape(line.text)}{change}" if line.text or change else ""
    return f"{escape(line.name)}{text}" + (f" 🔒 {escape(line.caution)}" if line.caution else "")
