"""All that one partnership's own site says of itself, as `content/site.yml` has it."""

# ruff: noqa: RUF009 -- `record_field` is a field specifier: it makes a field, not a shared default

from __future__ import annotations

from dataclasses import dataclass

from exchange.calls.model.call import Form, Words, record_field
from exchange.calls.model.settings import Side
from exchange.editions.addresses import SEALED
from exchange.text.locales import Locale

SITE_FILE = "site.yml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Folders:
    """Which folders of the content are for what. Each is the same in every language."""

    calls: str = record_field(
        "The records of calls, and the pages of calls in each language.", Form.ID, default="calls"
    )
    marked: tuple[str, ...] = record_field(
        "Pages in which terms of the glossary are marked.",
        Form.FOLDER,
        default=("guides/", "pathways/", "training/"),
    )
    sealed: tuple[str, ...] = record_field(
        "What an edition keeps; everything else is on the live site only.",
        Form.FOLDER,
        default=SEALED,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Responsible:
    """Who answers for the site; at the foot of every page."""

    name: Words = record_field("The organisation.", "text in each language", longest=200)
    email: str = record_field("Its mailbox.", Form.EMAIL, default="")
    url: str = record_field("Its own site.", Form.URL, default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence:
    """What others may do with the texts; at the foot of every page, and for programs."""

    text: Words = record_field("The licence in a sentence.", "text in each language", longest=200)
    url: str = record_field("The licence itself.", Form.URL, default="")
    spdx: str = record_field(
        "Its name in the list of SPDX, as `CC-BY-4.0`, for programs that cite.",
        Form.TEXT,
        longest=60,
        default="",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Partnership:
    """The whole of it. Texts that are not in a language are shown in another one, marked."""

    name: Words = record_field("The name of the site.", "text in each language", longest=100)
    description: Words = record_field("What it is, in one sentence.", "text in each language", longest=300)
    languages: tuple[Locale, ...] = record_field(
        "Its languages, each a folder of the content, the first one first.",
        "a list of codes, as `cy` or `zh-Hant`, or of `code` and `name`; the name is by default the CLDR's",
    )
    address: str = record_field(
        "Where the site is. The variable SITE_URL goes before it.", Form.TEXT, longest=500
    )
    domain: str = record_field(
        "A part of the ids of events and feeds. It must never change, even when the site moves.", Form.HOST
    )
    sides: tuple[Side, ...] = record_field(
        "The countries of its calls, in the order in which pages name them.", "a list, below", default=()
    )
    sides_name: Words | None = record_field(
        "All sides in a word; by default their short names with a hyphen between.",
        "text in each language",
        longest=60,
        default=None,
    )
    hosts: tuple[str, ...] = record_field(
        "Hosts of others whom records may name, such as newspapers; reviewers are told a host in no list.",
        Form.HOST,
        default=(),
    )
    folders: Folders = record_field("Which folders are for what.", "fields, below", default=Folders())
    responsible: Responsible | None = record_field("Who answers for the site.", "fields, below", default=None)
    licence: Licence | None = record_field(
        "What others may do with the texts.", "fields, below", default=None
    )
