"""Edits of a site, as hypothesis draws them: what authors, maintainers and the clock do to it."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from pathlib import Path

from hypothesis import strategies as st
from tests.build.edited_sites import EditedSite
from tests.calls.samples import SETTINGS
from tests.calls.strategies import calls
from tests.strategies import may_say, values_of, written

from exchange.calls.model.call import Call, CallSide, Funder, Source, Stage
from exchange.calls.reading.record import read_call
from exchange.calls.reading.writing import write_call
from exchange.pages.kinds import Kind
from exchange.text.problems import ContentProblems

Do = Callable[[EditedSite], None]

PAGES = ("guides/first", "guides/second", "guides/index", "guides/only-korean", "only-english", "guides/new")
COURSE = ("course/index", "course/one", "course/two")
KINDS = {
    **dict.fromkeys(PAGES, Kind.GUIDE),
    **dict.fromkeys(COURSE, Kind.LESSON),
    "course/index": Kind.COURSE,
    "index": Kind.HOME,
    "guides/index": Kind.PAGE,
    "only-english": Kind.PAGE,
}
"""Pages whose front matter is edited, with the kind that each is at first."""
LOCALES = ("en", "ko")
_NEW = """\
---
title: "New {locale}"
description: "New"
kind: guide
id: new
original: {original}
---

## New {{ #eligibility }}

clinical trial 임상시험
"""
TARGETS = (
    "guides/first.md",
    "guides/second.md",
    "guides/new.md",
    "only-english.md",
    "glossary.md",
    "gone.md",
)
ANCHORS = ("", "#eligibility", "#timelines", "#moved", "#g001")


@dataclass(frozen=True)
class Edit:
    """One edit. Its name says what is done, so that a failing sequence reads as a story."""

    name: str
    do: Do

    def __repr__(self) -> str:
        return self.name


def _file(site: EditedSite, locale: str, page: str) -> Path:
    return site.content / locale / f"{page}.md"


def _change(file: Path, old: str, new: str) -> None:
    if file.is_file():
        file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def _set_field(file: Path, name: str, value: str) -> None:
    if file.is_file():
        lines = file.read_text(encoding="utf-8").split("\n")
        end = lines.index("---", 1)
        kept = [line for line in lines[1:end] if not line.startswith(f"{name}:")]
        file.write_text("\n".join(["---", *kept, f"{name}: {value}", *lines[end:]]), encoding="utf-8")


@st.composite
def _body(draw: st.DrawFn) -> Edit:
    locale, page = draw(st.sampled_from(LOCALES)), draw(st.sampled_from(PAGES))
    text = draw(
        st.sampled_from(
            [
                "More.",
                "한 문단 더.",
                "A clinical trial 임상시험.",
                "Terms: randomisation 무작위배정.",
                "> said",
            ]
        )
    )

    def do(site: EditedSite) -> None:
        file = _file(site, locale, page)
        if file.is_file():
            file.write_text(f"{file.read_text(encoding='utf-8')}\n{text}\n", encoding="utf-8")

    return Edit(f"write {text!r} into {locale}/{page}", do)


@st.composite
def _link(draw: st.DrawFn) -> Edit:
    locale, other = draw(st.sampled_from(LOCALES)), draw(st.sampled_from(LOCALES))
    target = draw(st.sampled_from(TARGETS)) + draw(st.sampled_from(ANCHORS))
    href = f"../{target}" if locale == other else f"../../{other}/{target}"

    def do(site: EditedSite) -> None:
        file = _file(site, locale, "guides/first")
        if file.is_file():
            file.write_text(f"{file.read_text(encoding='utf-8')}\n[x]({href})\n", encoding="utf-8")

    return Edit(f"link {locale}/guides/first to {href}", do)


@st.composite
def _field(draw: st.DrawFn) -> Edit:
    """Set any field that a page of this kind may have, in one language or, where they must agree, in all."""
    page = draw(st.sampled_from(sorted(KINDS)))
    name = draw(st.sampled_from(may_say(KINDS[page])))
    shared = name in ("id", "kind", "original")
    locales = LOCALES if shared else draw(st.sampled_from([("en",), ("ko",), LOCALES]))
    return draw(field_edits(page, name, locales))


_OF_CALLS = [kind for kind in Kind if kind.value.startswith("call")]
"""The process that leads refuses these where there is no such call; a language built alone is not asked."""


@st.composite
def field_edits(draw: st.DrawFn, page: str, name: str, locales: tuple[str, ...]) -> Edit:
    """Set one field of the front matter of a page in some languages."""
    drawn = draw(values_of(name).filter(lambda value: value not in _OF_CALLS))
    value = json.dumps(written(drawn), ensure_ascii=False)

    def do(site: EditedSite) -> None:
        for locale in locales:
            _set_field(_file(site, locale, page), name, value)

    return Edit(f"set {name} of {page} in {'/'.join(locales)} to {value}", do)


@st.composite
def _call(draw: st.DrawFn) -> Edit:
    """Set any field of the call, or of its stage, side or source; what it is then may be refused."""
    drawn, name = draw(calls()), draw(st.sampled_from(_CALL_FIELDS))

    def do(site: EditedSite) -> None:
        file = site.content / "calls" / "trial.yml"
        with contextlib.suppress(ValueError, ContentProblems):
            call = read_call(file.read_text(encoding="utf-8"), path=str(file), settings=SETTINGS)
            file.write_text(write_call(_with(call, drawn, name)), encoding="utf-8")

    return Edit(f"set {name} of the call", do)


_PARTS = {"stages": Stage, "sides": CallSide, "source": Source, "funders": Funder}
_CALL_FIELDS = sorted(
    {entry.name for entry in fields(Call)} - {"id"}
    | {f"{part}.{entry.name}" for part, model in _PARTS.items() for entry in fields(model)}
)


def _with(call: Call, drawn: Call, name: str) -> Call:
    """Return a call with one field as another call has it; `stages.label` is that of the first stage."""
    part, _, inner = name.partition(".")
    value = getattr(drawn, part)
    if inner:
        first, *others = getattr(call, part)
        value = (replace(first, **{inner: getattr(value[0], inner)}), *others)
    return replace(call, **{part: value})


@st.composite
def _section(draw: st.DrawFn) -> Edit:
    page = draw(st.sampled_from(PAGES))

    def do(site: EditedSite) -> None:
        for locale in LOCALES:
            _change(_file(site, locale, page), "{ #eligibility }", "{ #moved }")

    return Edit(f"rename a section of {page}", do)


@st.composite
def _delete(draw: st.DrawFn) -> Edit:
    page = draw(st.sampled_from(PAGES))
    locales = draw(st.sampled_from([("en",), ("ko",), LOCALES]))

    def do(site: EditedSite) -> None:
        for locale in locales:
            _file(site, locale, page).unlink(missing_ok=True)
        if not any(_file(site, locale, page).is_file() for locale in LOCALES):
            _change(site.content / "nav.yml", f"    - {page.removeprefix('guides/')}\n", "")

    return Edit(f"delete {page} in {'/'.join(locales)}", do)


@st.composite
def _add(draw: st.DrawFn) -> Edit:
    locales = draw(st.sampled_from([("en",), ("ko",), LOCALES]))

    def do(site: EditedSite) -> None:
        for locale in locales:
            text = _NEW.format(locale=locale, original=locales[0])
            _file(site, locale, "guides/new").write_text(text, encoding="utf-8")

    return Edit(f"add guides/new in {'/'.join(locales)}", do)


def _move(site: EditedSite) -> None:
    for locale in LOCALES:
        file = _file(site, locale, "guides/second")
        if file.is_file():
            file.rename(_file(site, locale, "guides/moved"))
    _change(site.content / "nav.yml", "    - second\n", "    - moved\n")


def _reorder(site: EditedSite) -> None:
    file = site.content / "nav.yml"
    text = file.read_text(encoding="utf-8")
    if "    - second\n    - first\n" in text:
        _change(file, "    - second\n    - first\n", "    - first\n    - second\n")
    else:
        _change(file, "- only-english\n", "")


@st.composite
def _termbase(draw: st.DrawFn) -> Edit:
    old, new = draw(
        st.sampled_from(
            [
                ("A study in people.", "A study in people, said anew."),
                ("clinical trial", "clinical study"),
                (",임상시험,", ",임상 시험,"),
                ("g001,", "g009,"),
            ]
        )
    )
    return Edit(
        f"write {new!r} for {old!r} in the termbase",
        lambda site: _change(site.content / "glossary.csv", old, new),
    )


def _record(site: EditedSite) -> None:
    _change(site.content / "calls" / "trial.yml", "Trial", "Extended trial")


@st.composite
def _template(draw: st.DrawFn) -> Edit:
    name = draw(st.sampled_from(["main.html", "components/call_card.html", "404.html", "layout.html"]))
    return Edit(
        f"edit the template {name}",
        lambda site: _change(site.copy_of_frame(name), 'class="', 'data-edited class="'),
    )


@st.composite
def _words(draw: st.DrawFn) -> Edit:
    locale, key = (
        draw(st.sampled_from(LOCALES)),
        draw(st.sampled_from(["skip", "section-link", "kind-guide"])),
    )

    def do(site: EditedSite) -> None:
        site.say(f"{locale}.json", key, "• {title}" if key == "section-link" else "• ")

    return Edit(f"say {key} otherwise in {locale}", do)


def _style(site: EditedSite) -> None:
    with site.copy_of_frame("assets/css/base.css").open("a", encoding="utf-8") as file:
        file.write("\n@layer base { p { margin: 1px; } }\n")


@st.composite
def _clock(draw: st.DrawFn) -> Edit:
    days = draw(st.integers(-40, 60))

    def do(site: EditedSite) -> None:
        site.moment += days * 86_400

    return Edit(f"let {days} days pass", do)


@st.composite
def _settings(draw: st.DrawFn) -> Edit:
    name, value = draw(
        st.sampled_from(
            [
                ("site_url", "https://other.example/sub/"),
                ("repo_url", "https://example.org/repository"),
                ("site_name", "Another name"),
                ("copyright", "Nobody"),
            ]
        )
    )

    def do(site: EditedSite) -> None:
        site.settings[name] = value

    return Edit(f"set {name}", do)


def _forget(site: EditedSite) -> None:
    """Lose some of what is kept, as a cache that was cut off does."""
    for file in sorted((site.folder / "kept" / ".cache").rglob("*.sqlite")):
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


edits: st.SearchStrategy[Edit] = st.one_of(
    _body(),
    _body(),
    _link(),
    _field(),
    _field(),
    _field(),
    _call(),
    _section(),
    _delete(),
    _add(),
    _termbase(),
    _template(),
    _words(),
    _clock(),
    _settings(),
    st.sampled_from(
        [
            Edit("move guides/second", _move),
            Edit("reorder the navigation", _reorder),
            Edit("rename the call", _record),
            Edit("commit", EditedSite.commit),
            Edit("commit", EditedSite.commit),
            Edit("edit a style", _style),
            Edit("damage what is kept", _forget),
        ]
    ),
)
