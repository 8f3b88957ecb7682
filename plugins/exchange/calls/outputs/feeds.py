"""Write the feeds of a language: Atom (RFC 4287) first, with RSS 2.0 and JSON Feed 1.1 saying the same."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from email.utils import format_datetime
from enum import Enum
from typing import TypeAlias
from xml.etree import ElementTree as Xml

from exchange.calls.model.call import Call, Change, DateField
from exchange.calls.model.changes import NO_REVISIONS, Revisions, creation_moment
from exchange.calls.model.schedule import live_deadlines, next_deadlines
from exchange.calls.model.selections import Selection
from exchange.calls.model.status import StageState, Status, Timeline, timeline
from exchange.calls.outputs.plain_text import clean, one_line
from exchange.calls.views.unpublished import is_unpublished, is_without_end
from exchange.calls.views.wording import Wording

FOLDER = "feeds"
Statuses: TypeAlias = Mapping[str, Status]
_NO_SELECTIONS: Mapping[Selection, str] = {}
_LONGEST = 50  # entries: readers fetch a feed several times a day
_ATOM = "http://www.w3.org/2005/Atom"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


_POINTS = {
    DateField.OPENS: "opens",
    DateField.CLOSES: "closes",
    DateField.DATE: "happens",
    DateField.BEGINS: "begins",
    DateField.ENDS: "ends",
}


class Feed(Enum):
    """The subject of a feed. The value is part of its address, for ever."""

    ALL = "all"  # every call, newest change first
    CLOSING_SOON = "closing-soon"  # calls about to close
    CHANGES = "changes"  # each change of each call


class Form(Enum):
    """How a feed is written. The value ends its name."""

    ATOM = "atom"
    RSS = "rss"
    JSON = "json"

    @property
    def media_type(self) -> str:
        """The type that pages give beside a link to it."""
        return "application/feed+json" if self is Form.JSON else f"application/{self.value}+xml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One item of a feed. `url` is its page in this language, `alternates` in the rest."""

    id: str
    title: str
    text: str
    url: str
    alternates: tuple[tuple[str, str], ...]
    published: datetime.datetime
    updated: datetime.datetime
    category: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedText:
    """A whole feed before it is written in one form or another."""

    id: str
    title: str
    subtitle: str
    language: str
    home: str
    author: str
    addresses: tuple[tuple[Form, str], ...]
    updated: datetime.datetime
    entries: tuple[Entry, ...]

    def address(self, form: Form) -> str:
        """Return where this feed is in a form."""
        return dict(self.addresses)[form]


def feed_path(name: str, form: Form, wording: Wording) -> str:
    """Return where a feed is, below the site's root."""
    return f"{FOLDER}/{wording.code}/{name}.{form.value}"


def feed_names(wording: Wording) -> Mapping[str, str]:
    """Return the names of the feeds of many calls, with their titles; they never depend on the calls."""
    strings = wording.strings
    of_sides = {
        side.lower(): strings("feed.side", side=wording.side(side)) for side in wording.settings.side_codes
    }
    return {feed.value: strings(f"feed.{feed.value}") for feed in Feed} | of_sides


def call_feed(call: str) -> str:
    """Return the name of the feed of one call, which is in `CALL_FORMS`."""
    return f"call/{call}"


CALL_FORMS = (Form.ATOM,)


def selection_feed(selection: Selection) -> str:
    """Return the name of the feed of a selection, which is in `CALL_FORMS`."""
    return selection.address


def feeds(
    calls: Sequence[Call],
    statuses: Statuses,
    wording: Wording,
    revisions: Revisions = NO_REVISIONS,
    *,
    selections: Mapping[Selection, str] = _NO_SELECTIONS,
) -> Iterator[tuple[str, bytes]]:
    """Yield every feed of a language: its path below the site's root, and its bytes.

    `selections` are those with a feed of their own, with their names.
    """
    for name, title in feed_names(wording).items():
        entries = _named_entries(name, calls, statuses, wording, revisions)
        yield from _feed_files(_feed(name, title, entries, calls, wording, revisions), name, wording)
    for selection, words in selections.items():
        matches = [call for call in calls if selection.has(call)]
        name, title = selection_feed(selection), wording.strings("feed.selection", selection=words)
        entries = _all_entries(matches, statuses, wording, revisions)
        feed = _feed(name, title, entries, matches, wording, revisions)
        yield feed_path(name, Form.ATOM, wording), atom(feed)
    for call in calls:
        name = call_feed(call.id)
        entries = _call_entries(call, statuses, wording, revisions)
        feed = _feed(name, wording.words(call.title), entries, [call], wording, revisions)
        yield feed_path(name, Form.ATOM, wording), atom(feed)


def _feed_files(feed: FeedText, name: str, wording: Wording) -> Iterator[tuple[str, bytes]]:
    for form, write in ((Form.ATOM, atom), (Form.RSS, _rss), (Form.JSON, _json)):
        yield feed_path(name, form, wording), write(feed)


def _named_entries(
    name: str, calls: Sequence[Call], statuses: Statuses, wording: Wording, revisions: Revisions
) -> Iterator[Entry]:
    sides = {side.lower(): side for side in wording.settings.side_codes}
    if name in sides:
        of_side = [call for call in calls if sides[name] in call.side_codes]
        return _all_entries(of_side, statuses, wording, revisions)
    makers = {
        Feed.ALL: _all_entries,
        Feed.CLOSING_SOON: _closing_entries,
        Feed.CHANGES: _change_entries,
    }
    return makers[Feed(name)](calls, statuses, wording, revisions)


def _call_entries(call: Call, statuses: Statuses, wording: Wording, revisions: Revisions) -> Iterator[Entry]:
    """Yield what becomes of one call: that it closes soon, and each change."""
    yield from _closing_entries([call], statuses, wording, revisions)
    yield from _change_entries([call], statuses, wording, revisions)


def _feed(
    name: str,
    title: str,
    entries: Iterable[Entry],
    calls: Sequence[Call],
    wording: Wording,
    revisions: Revisions,
) -> FeedText:
    sorted_entries = sorted(entries, key=lambda entry: (-entry.updated.timestamp(), entry.id))[:_LONGEST]
    home = calls[0].id if name.startswith("call/") else ""
    return FeedText(
        id=_tag(wording, f"feed/{name}/{wording.code}"),
        title=title,
        subtitle=wording.of_site("feed.about", title=title),
        language=wording.code,
        home=wording.settings.page_url(wording.code, home),
        author=wording.of_site("calendar.name.all"),
        addresses=tuple((form, wording.settings.site_url + feed_path(name, form, wording)) for form in Form),
        updated=max((entry.updated for entry in sorted_entries), default=revisions.newest(calls)),
        entries=tuple(sorted_entries),
    )


def _all_entries(
    calls: Sequence[Call], statuses: Statuses, wording: Wording, revisions: Revisions
) -> Iterator[Entry]:
    for call in calls:
        yield _entry(
            call,
            wording,
            name=call.id,
            title=wording.words(call.title),
            text=_facts(call, statuses[call.id], wording),
            published=creation_moment(call),
            update=revisions.latest_moment(call),
        )


def _closing_entries(
    calls: Sequence[Call], statuses: Statuses, wording: Wording, revisions: Revisions
) -> Iterator[Entry]:
    """Yield an entry for each deadline that is near, also one for those who were invited."""
    for call in calls:
        status = statuses[call.id]
        for stage in live_deadlines(call, status):
            if status.stages[stage.id] is not StageState.CLOSING_SOON:
                continue
            start = _closing_soon_start(timeline(call, wording.settings), stage.id)
            title = wording.strings("feed.entry_closing", call=wording.words(call.title))
            yield _entry(
                call,
                wording,
                name=f"{call.id}/{stage.id}/closing-soon",
                title=wording.of_side(stage.side, title),
                text=_facts(call, status, wording),
                published=start,
                update=max(start, revisions.latest_moment(call, stage.id)),
            )


def _closing_soon_start(times: Timeline, stage: str) -> datetime.datetime:
    stage_times = next(entry for entry in times.stages if entry.id == stage)
    return datetime.datetime.fromtimestamp(
        max(stage_times.closing_soon_start or 0, stage_times.opens or 0), tz=datetime.UTC
    )


def _change_entries(
    calls: Sequence[Call], statuses: Statuses, wording: Wording, revisions: Revisions
) -> Iterator[Entry]:
    del statuses, revisions  # a change stays what it was, whatever has become of the call
    for call in calls:
        for number, change in enumerate(call.changes):
            yield _entry(
                call,
                wording,
                name=f"{call.id}/change/{number}",  # changes are only ever added: a number is for ever
                title=_change_title(call, change, wording),
                text=change_text(call, change, wording) or wording.words(call.summary),
                published=change.at.begins,
                update=change.at.begins,
            )


def _change_title(call: Call, change: Change, wording: Wording) -> str:
    """Return what was done to what: a change of one stage is not one of the call."""
    values = {"kind": wording.strings(f"change.{change.kind.value}"), "call": wording.words(call.title)}
    if change.stage is None:
        return wording.of_side(change.side, wording.strings("feed.entry_change", **values))
    stage = call.stage(change.stage)
    name = wording.of_side(stage.side, wording.stage_name(stage, call.kind))
    return wording.strings("feed.entry_change_stage", stage=name, **values)


def change_text(call: Call, change: Change, wording: Wording) -> str:
    """Return what a change touched, which date of it moved for which side, and its note."""
    return "\n".join(change_lines(call, change, wording))


def change_lines(call: Call, change: Change, wording: Wording) -> tuple[str, ...]:
    """Return the same in lines, of which a note in another language says so."""
    lines: list[str] = []
    if change.stage is not None:
        stage = call.stage(change.stage)
        text = wording.stage_name(stage, call.kind)
        if change.after:
            is_known = change.before is not None and not is_unpublished(change.before)
            text = wording.strings(
                "change.moved" if is_known else "change.now",
                stage=text,
                point=wording.point(stage, _POINTS[change.what]),
                before=wording.moment(change.before).text,
                after=wording.moment(change.after).text,
            )
        lines.append(wording.of_side(stage.side or change.side, text))
    elif change.side is not None:
        lines.append(wording.side(change.side))
    return (*lines, wording.words(change.note)) if change.note else tuple(lines)


def _facts(call: Call, status: Status, wording: Wording) -> str:
    """Return the summary and the date that each side must act on, in words that stay true."""
    lines = [
        wording.deadline_line(call, stage, status)
        for stage in next_deadlines(call, status)
        if not (is_unpublished(stage.closes) and is_without_end(call, stage))
    ]
    return "\n".join([wording.words(call.summary), *lines])


def _entry(
    call: Call,
    wording: Wording,
    *,
    name: str,
    title: str,
    text: str,
    published: datetime.datetime,
    update: datetime.datetime,
) -> Entry:
    page_url = wording.settings.page_url
    other_codes = [code for code in wording.settings.codes if code != wording.code]
    return Entry(
        id=_tag(wording, f"{name}/{wording.code}"),
        title=one_line(title),
        text=clean(text),
        url=page_url(wording.code, call.id),
        alternates=tuple((code, page_url(code, call.id)) for code in other_codes),
        published=published,
        updated=update,
        category=wording.strings(f"call_kind.{call.kind.value}"),
    )


def _tag(wording: Wording, name: str) -> str:
    """Return a tag URI (RFC 4151): a name that no move of the site changes."""
    return f"tag:{wording.settings.domain},2026:{name}"


def atom(feed: FeedText) -> bytes:
    """Return a feed as Atom (RFC 4287)."""
    root = Xml.Element("feed", {"xmlns": _ATOM, _XML_LANG: feed.language})
    _leaf(root, "id", feed.id)
    _leaf(root, "title", feed.title)
    _leaf(root, "subtitle", feed.subtitle)
    _leaf(root, "updated", _rfc3339(feed.updated))
    Xml.SubElement(root, "link", rel="self", type=Form.ATOM.media_type, href=feed.address(Form.ATOM))
    Xml.SubElement(root, "link", rel="alternate", type="text/html", hreflang=feed.language, href=feed.home)
    _leaf(Xml.SubElement(root, "author"), "name", feed.author)
    for entry in feed.entries:
        _atom_entry(Xml.SubElement(root, "entry"), entry, feed.language)
    return _xml(root)


def _atom_entry(node: Xml.Element, entry: Entry, language: str) -> None:
    _leaf(node, "id", entry.id)
    _leaf(node, "title", entry.title)
    _leaf(node, "published", _rfc3339(entry.published))
    _leaf(node, "updated", _rfc3339(entry.updated))
    for code, url in ((language, entry.url), *entry.alternates):
        Xml.SubElement(node, "link", rel="alternate", type="text/html", hreflang=code, href=url)
    Xml.SubElement(node, "category", term=entry.category)
    _leaf(node, "summary", entry.text)


def _rss(feed: FeedText) -> bytes:
    root = Xml.Element("rss", {"version": "2.0", "xmlns:atom": _ATOM})
    channel = Xml.SubElement(root, "channel")
    _leaf(channel, "title", feed.title)
    _leaf(channel, "link", feed.home)
    _leaf(channel, "description", feed.subtitle)
    _leaf(channel, "language", feed.language)
    _leaf(channel, "lastBuildDate", format_datetime(feed.updated, usegmt=True))
    Xml.SubElement(channel, "atom:link", rel="self", type=Form.RSS.media_type, href=feed.address(Form.RSS))
    for entry in feed.entries:
        item = Xml.SubElement(channel, "item")
        _leaf(item, "title", entry.title)
        _leaf(item, "link", entry.url)
        _leaf(item, "description", entry.text)
        _leaf(item, "category", entry.category)
        Xml.SubElement(item, "guid", isPermaLink="false").text = entry.id
        _leaf(item, "pubDate", format_datetime(entry.updated, usegmt=True))
    return _xml(root)


def _json(feed: FeedText) -> bytes:
    items = [
        {
            "id": entry.id,
            "url": entry.url,
            "title": entry.title,
            "content_text": entry.text,
            "date_published": _rfc3339(entry.published),
            "date_modified": _rfc3339(entry.updated),
            "language": feed.language,
            "tags": [entry.category],
        }
        for entry in feed.entries
    ]
    whole = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.subtitle,
        "home_page_url": feed.home,
        "feed_url": feed.address(Form.JSON),
        "language": feed.language,
        "items": items,
    }
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _leaf(parent: Xml.Element, name: str, text: str) -> None:
    Xml.SubElement(parent, name).text = clean(text)


def _xml(root: Xml.Element) -> bytes:
    Xml.indent(root, " ")
    body = Xml.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{body}\n'.encode()


def _rfc3339(moment: datetime.datetime) -> str:
    return moment.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
