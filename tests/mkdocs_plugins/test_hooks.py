"""The table of hooks is the order in which MkDocs runs them."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter

import pytest
from mkdocs.config.base import load_config
from mkdocs.plugins import BasePlugin
from mkdocs_static_i18n.plugin import I18n
from tests.building import ROOT

from exchange.mkdocs_plugins import hooks
from exchange.mkdocs_plugins.hooks import HOOKS, Hook, in_order

FOLDER = "exchange.mkdocs_plugins."


def test_mkdocs_runs_our_hooks_in_the_order_of_the_table() -> None:
    """Each event: ours by priority, and every one of them is in the table."""
    events = load_config(str(ROOT / "mkdocs.yml")).plugins.events
    run = {
        event: [
            (type(method.__self__).__module__.removeprefix(FOLDER), method.__name__, method.mkdocs_priority)  # type: ignore[attr-defined]
            for method in methods
            if (plugin := type(method.__self__)).__module__.startswith(FOLDER)  # type: ignore[attr-defined]
            and not issubclass(plugin, I18n)  # the hooks of mkdocs-static-i18n have its own priorities
        ]
        for event, methods in events.items()
    }
    table = {
        event: [(hook.plugin, hook.method, hook.priority) for hook in group]
        for event, group in groupby(HOOKS, key=attrgetter("event"))
    }
    assert {event: sorted(methods) for event, methods in run.items() if methods} == {
        event: sorted(methods) for event, methods in table.items()
    }
    for event, methods in run.items():
        priorities = [priority for _, _, priority in methods]
        assert priorities == sorted(priorities, reverse=True), event
        assert priorities == [priority for _, _, priority in table.get(event, [])], event


def test_what_is_early_or_late_has_a_reason() -> None:
    """And what has none may run in any order."""
    assert {hook for hook in HOOKS if (hook.priority == 0) != (hook.reason == "any order")} == set()


@pytest.mark.parametrize(
    "table", [(), (Hook("env", "test_hooks", "on_env", 0), Hook("nav", "test_hooks", "on_nav", 0))]
)
def test_a_plugin_and_the_table_that_differ_are_refused(
    table: tuple[Hook, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hook that is only in one of them would have no place, or never run."""
    monkeypatch.setattr(hooks, "HOOKS", table)

    class Plugin(BasePlugin):  # type: ignore[type-arg]
        def on_env(self, env: object, **_: object) -> None:
            """Do nothing."""

    with pytest.raises(LookupError, match="on_"):
        in_order(Plugin)
