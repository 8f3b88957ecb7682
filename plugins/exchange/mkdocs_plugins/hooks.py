"""The order of all hooks of all our plugins, in one table; the plugins take their priorities from it.

MkDocs runs the hooks of an event from the highest priority to the lowest, and equal ones in the order of the
plugins in mkdocs.yml. mkdocs-static-i18n has -100 for config, nav and files, 50 for the texts of pages.
"""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import NamedTuple, TypeVar

from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority

Plugin = TypeVar("Plugin", bound="type[BasePlugin]")  # type: ignore[type-arg]


class Hook(NamedTuple):
    """One method that runs at one event of MkDocs; the highest priority runs first."""

    event: str
    plugin: str  # the module of this folder
    method: str
    priority: int
    reason: str = "any order"


HOOKS = (
    Hook("startup", "bilingual", "on_startup", 0),
    Hook("startup", "editions", "on_startup", 0),
    Hook("shutdown", "bilingual", "on_shutdown", 0),
    Hook("serve", "bilingual", "on_serve", 0),
    Hook("serve", "site_search", "on_serve", 0),
    Hook("serve", "incremental", "on_serve", 0),
    Hook("config", "bilingual", "_before_all", 400, "completes the settings, which all others read"),
    Hook("config", "editions", "_before_reading", 300, "turns the address before anything is read for it"),
    Hook("config", "bilingual", "on_config", 200, "reads the content, which every other plugin asks for"),
    Hook("config", "funding_calendar", "on_config", 100, "adds forms of calls to Markdown, before terms"),
    Hook("config", "training", "on_config", 100, "adds its step to Markdown, before marks of sections"),
    Hook("config", "glossary", "on_config", 100, "adds terms to Markdown, before marks of sections"),
    Hook("config", "handouts", "on_config", 70, "its work at the end comes before the site is compared"),
    Hook(
        "config", "citing", "on_config", 70, "writes short links before the ledger is compared with the site"
    ),
    Hook("config", "editions", "_after_reading", 60, "marks sections in texts that are otherwise complete"),
    Hook("config", "gate", "on_config", 60, "sees every Markdown extension"),
    Hook("config", "content_check", "on_config", 0),
    Hook("config", "site_search", "on_config", 0),
    Hook("config", "assets", "on_config", 0),
    Hook("config", "incremental", "on_config", -10_000, "sees what all others have declared"),
    Hook("files", "bilingual", "_before_static_i18n", 150, "spares static-i18n what it would drop"),
    Hook("files", "assets", "on_files", 0),
    Hook("files", "funding_calendar", "on_files", -120, "adds pages: static-i18n drops what it did not make"),
    Hook("files", "training", "on_files", -120, "adds pages: static-i18n drops what it did not make"),
    Hook("files", "bilingual", "_after_static_i18n", -150, "orders all pages, those of calls too"),
    Hook("files", "incremental", "on_files", -10_000, "sees what all pages are made from"),
    Hook("page_read_source", "bilingual", "on_page_read_source", 0),
    Hook("page_markdown", "gate", "on_page_markdown", 1000, "starts the clock before any work on the page"),
    Hook("page_markdown", "bilingual", "on_page_markdown", 200, "hands over the page that others work on"),
    Hook("page_markdown", "funding_calendar", "on_page_markdown", 0),
    Hook("page_markdown", "training", "on_page_markdown", 0),
    Hook("page_markdown", "glossary", "on_page_markdown", 0),
    Hook("page_markdown", "editions", "on_page_markdown", 0),
    Hook("page_content", "funding_calendar", "on_page_content", 0),
    Hook("page_content", "gate", "on_page_content", -1000, "judges the text as all others leave it"),
    Hook("page_content", "bilingual", "on_page_content", -1100, "takes away marks that the gate reads"),
    Hook("env", "bilingual", "on_env", 200, "makes the views, to which others add"),
    Hook("env", "gate", "on_env", 100, "stops before anybody works with texts that are refused"),
    Hook("env", "funding_calendar", "on_env", 0),
    Hook("env", "training", "on_env", 0),
    Hook("env", "glossary", "on_env", 0),
    Hook("env", "assets", "on_env", 0),
    Hook("env", "handouts", "on_env", 0),
    Hook("env", "site_search", "on_env", -50, "reads what the calendar says of each page"),
    Hook("env", "editions", "on_env", -60, "adds to views that are complete"),
    Hook("env", "citing", "on_env", -70, "cites the editions that pages are in"),
    Hook("env", "incremental", "on_env", -10_000, "sees all that templates see"),
    Hook("template_context", "bilingual", "on_template_context", 0),
    Hook("page_context", "funding_calendar", "on_page_context", 0),
    Hook("post_page", "bilingual", "on_post_page", 0),
    Hook("post_page", "editions", "on_post_page", 0),
    Hook("post_page", "gate", "on_post_page", -1000, "judges the page as it goes out"),
    Hook("post_page", "incremental", "on_post_page", -10_000, "keeps the page as it goes out"),
    Hook("post_build", "funding_calendar", "on_post_build", 0),
    Hook("post_build", "training", "on_post_build", 0),
    Hook("post_build", "site_search", "on_post_build", 0),
    Hook("post_build", "editions", "on_post_build", 0),
    Hook("post_build", "citing", "on_post_build", 0),
    Hook("post_build", "assets", "on_post_build", 0),
    Hook("post_build", "gate", "on_post_build", 0),
    Hook("post_build", "handouts", "on_post_build", -100, "packs the site when editions are in it"),
    Hook("post_build", "bilingual", "on_post_build", -200, "publishes what all others have written"),
    Hook("post_build", "incremental", "on_post_build", -10_000, "keeps what was published, and nothing else"),
    Hook("build_error", "bilingual", "on_build_error", 0),
    Hook("build_error", "site_search", "on_build_error", 0),
    Hook("build_error", "gate", "on_build_error", 0),
    Hook("build_error", "incremental", "on_build_error", 0),
    Hook("build_error", "editions", "on_build_error", -300, "may raise, after all others have cleared away"),
)


def in_order(plugin: Plugin) -> Plugin:
    """Give the hooks of a plugin, which is named like its module, their priorities.

    Raises LookupError for a hook that is not in the table, or is there and not in the plugin.
    """
    name = plugin.__module__.rpartition(".")[2]
    hooks = [hook for hook in HOOKS if hook.plugin == name]
    methods = {method for method in vars(plugin) if method.startswith("on_")}
    strange = ", ".join(
        sorted({f"on_{hook.event}" for hook in hooks if hook.method.startswith("on_")} ^ methods)
    )
    if strange:
        raise LookupError(f"the table of hooks and the plugin '{name}' differ in: {strange}")
    for event, group in groupby(sorted(hooks, key=attrgetter("event")), key=attrgetter("event")):
        parts = [event_priority(hook.priority)(vars(plugin)[hook.method]) for hook in group]
        if len(parts) > 1:
            setattr(plugin, f"on_{event}", CombinedEvent(*parts))
    return plugin
