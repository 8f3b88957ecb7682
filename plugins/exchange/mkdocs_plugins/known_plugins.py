"""The plugins and Markdown extensions that declare their inputs; any other disables the cache."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from mkdocs.config.defaults import MkDocsConfig

_TEXT_EVENTS = ("config", "files", "nav", "pre_page", "page_read_source", "page_markdown", "page_content")
_PAGE_EVENTS = ("env", "page_context", "post_page")
_PLUGINS = frozenset({"exchange.mkdocs_plugins.languages", "mkdocs_static_i18n.plugin"})
"""Those that work on one text alone, by their options."""
_EXTENSIONS = frozenset(
    {
        *("abbr", "admonition", "attr_list", "codehilite", "def_list", "extra", "fenced_code", "footnotes"),
        *("legacy_attrs", "legacy_em", "md_in_html", "meta", "nl2br", "sane_lists", "smarty", "tables"),
        *("toc", "wikilinks", "pymdownx.details", "pymdownx.superfences", "pymdownx.tabbed"),
        "exchange.authoring.extension",
    }
)


def known_by_name(plugin: object) -> bool:
    """Return True if a plugin is ours or static-i18n: all that it writes is known to the build."""
    return type(plugin).__module__.startswith(("exchange.", "mkdocs_static_i18n."))


def third_party_text_plugins(config: MkDocsConfig, modules: Collection[str]) -> tuple[str, ...]:
    """Return what may change the text of any page and does not say from what, by name."""
    extensions = (
        name
        for name in config.markdown_extensions
        if isinstance(name, str) and name.removeprefix("markdown.extensions.") not in _EXTENSIONS
    )
    return tuple(sorted({*extensions, *_third_party_plugins(config, _TEXT_EVENTS, modules)}))


def third_party_page_plugins(config: MkDocsConfig, modules: Collection[str]) -> tuple[str, ...]:
    """Return what may change any page around its text and does not say from what, by name."""
    return tuple(sorted(set(_third_party_plugins(config, _PAGE_EVENTS, modules))))


def _third_party_plugins(
    config: MkDocsConfig, events: Collection[str], modules: Collection[str]
) -> Iterator[str]:
    for event in events:
        for method in config.plugins.events[event]:
            module = _module(method)
            if module not in _PLUGINS and module not in modules:
                yield module


def _module(method: object) -> str:
    """Return where the plugin of a method, or a hook, is defined."""
    owner = getattr(method, "__self__", None)
    name: str = type(owner).__module__ if owner is not None else getattr(method, "__module__", "?")
    return name
