"""The funding calendar plugin: MkDocs' events on one side, calls, views and files on the other."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

from jinja2 import Environment
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from exchange.build.git import FAILURES
from exchange.build.inputs import Inputs, fingerprint
from exchange.build.store import Store
from exchange.calls.model.call import Call
from exchange.calls.model.changes import NO_REVISIONS, Revisions
from exchange.calls.model.due import due
from exchange.calls.model.embargo import calls_under_embargo
from exchange.calls.model.overviews import OverviewKind
from exchange.calls.outputs.call_list import list_cards, list_json, list_path
from exchange.calls.outputs.output_cache import write_outputs
from exchange.calls.reading.revisions import CutHistory, no_history, read_revisions
from exchange.calls.views.agenda import Agenda, agenda
from exchange.calls.views.call_views import (
    CallsView,
    Card,
    call_page,
    calls_view,
    card,
    feed_links,
    subscription,
)
from exchange.calls.views.facets import facets
from exchange.calls.views.forms import CallForms
from exchange.calls.views.overview_pages import overview_page
from exchange.mkdocs_plugins import call_pages as pages
from exchange.mkdocs_plugins.hooks import in_order
from exchange.mkdocs_plugins.this_build import WholeSite, build_of
from exchange.pages.text_direction import prepare_templates
from exchange.search.facets import KEY
from exchange.text.clock import build_moment
from exchange.text.problems import explain

log = logging.getLogger("mkdocs.plugins.funding_calendar")


class FundingCalendarConfig(Config):
    """What mkdocs.yml may say."""

    soon_days = config_options.Type(int, default=14)
    """A call is closing soon this many days before it closes."""

    since = config_options.Type(str, default="")
    """The revision that was published last: what was done to its calls must be in their `changes`.

    The variable KX_SINCE goes before it. Without either, the main branch of a clone's origin.
    """

    unchecked_days = config_options.Type(int, default=120)
    """A source that was not looked at for longer than this is reported."""


@in_order
class FundingCalendarPlugin(BasePlugin[FundingCalendarConfig]):
    """Shows calls wherever readers meet them."""

    whole: WholeSite
    sites: dict[str, CallsView]
    agenda: Agenda
    has_records: bool
    forms: CallForms

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read every record, check what stands about calls anywhere, and settle what is shown."""
        self.whole = build_of(config).whole
        site = self.whole.site
        self.has_records = site.has_records
        now, settings = build_moment(os.environ), site.settings.calls
        wordings = {code: site.settings.wording(code) for code in settings.codes}
        shown_calls = site.published_calls(now)
        promises = site.promised_overviews, site.promised_calendars
        self.sites = {
            code: calls_view(shown_calls, now, wording, *promises) for code, wording in wordings.items()
        }
        embargoed_calls = calls_under_embargo(site.calls.values(), now)
        if self.whole.leads and self.has_records:
            self._tell(dict(site.calls), embargoed_calls)
        self.forms = CallForms(self._drawing(config), self._input_listener(build_of(config).inputs))
        config.markdown_extensions.append(self.forms)  # type: ignore[arg-type]
        return config

    def _tell(self, calls: dict[str, Call], embargoed_calls: tuple[Call, ...]) -> None:
        """Tell the maintainer what time will bring. None of it counts as a warning: the content is right."""
        site = self.sites[self.whole.locale]
        if embargoed_calls:
            log.info(
                "Withheld until they may be published: %s", ", ".join(call.id for call in embargoed_calls)
            )
        coming = due(list(calls.values()), site.now, site.settings)
        if coming:
            log.info(
                "Build again at %s: %s is then %s", coming[0].instant, coming[0].call, coming[0].new_state
            )
        else:
            log.info("No call changes its state by itself: no rebuild is due")

    def _input_listener(self, inputs: Inputs) -> Callable[[str, str], None]:
        """Say what a call shows inside a text, and return what notes that a text shows one."""
        inputs.declare(self)
        texts = {
            call.id: fingerprint(
                call.dated_parts, *(card(site.call(call.id), site, root="") for site in self.sites.values())
            )
            for call in self.sites[self.whole.locale].calls
        }
        inputs.answers("call", lambda _path, name: texts.get(name, ""))
        return inputs.ask

    def _drawing(self, config: MkDocsConfig) -> Callable[[Card, str], str]:
        """Return what draws the card of a call inside a text."""

        @cache
        def template() -> Any:
            env = config.theme.get_env()
            prepare_templates(env, self.whole.site.settings.content.locales, self.whole.locale)
            return env.get_template("components/call_card.html").module

        def draw(card: Card, words: str) -> str:
            return str(template().call_card(card, words=words))

        return draw

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Drop notices that are withheld; add pages for calls without a notice, and the overviews."""
        site = self.sites[self.whole.locale]
        pages.drop_pages(files, self.whole.hidden_paths, self.whole.locale)
        if self.has_records:
            self.agenda = agenda(site, self.whole.site.promised_overviews)
            pages.add_pages(files, self.agenda, config, self.whole)
        return files

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Say in which language the forms of this page speak, and where they link to."""
        self.forms.site = self.sites[pages.text_language(page.file, self.whole)]
        self.forms.root = pages.to_root(page.url)
        self.forms.cards = 0

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Remember pages with cards, whose states a script corrects."""
        page.meta["call_cards"] = self.forms.cards

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Complete every view, and let links to stages of calls be checked."""
        site = self.sites[self.whole.locale]
        self.env = env
        env.globals["calendar_words"] = site.wording.strings
        for file in files.documentation_pages():
            assert file.page is not None
            path = self.whole.path_of(file)
            root = pages.to_root(file.page.url)
            name = pages.call_of(path, site.settings)
            if name is not None:
                file.page.meta["call"] = call_page(site.call(name), site, root=root)
                anchors = file.page.present_anchor_ids or set()
                file.page.present_anchor_ids = anchors | site.call(name).section_ids
                file.page.meta["feeds"] = feed_links(site, site.call(name))
                wordings = {code: site.wording for code, site in self.sites.items()}
                file.page.meta[KEY] = facets(site.call(name), site.now, site.settings, wordings)
            elif self.has_records and path.startswith(f"{site.settings.calls_folder}/"):
                file.page.meta.update(self._overview(path, site, root))
        return env

    def _overview(self, path: str, site: CallsView, root: str) -> dict[str, Any]:
        """Return the view of a page about all calls."""
        overview = pages.overview_of(path, site.settings)
        subscriptions = [
            (
                site.wording.strings("side.all") if side is None else site.wording.side(side),
                subscription(site, side),
            )
            for side in (None, *site.settings.side_codes)
        ]
        return {
            "calls": overview_page(self.agenda, overview, root=root),
            "feeds": feed_links(site),
            "subscriptions": subscriptions,
            "calls_root": f"{root}{site.settings.calls_folder}/",
            "calls_list": list_path(site.wording, is_archive=overview.kind is OverviewKind.PAST),
        }

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Any
    ) -> TemplateContext:
        """Add the script that corrects cards to a page that has any."""
        if page.meta.get("call_cards"):
            script = self.env.from_string('{{ root }}{{ asset("js/calendar/cards.js") }}').render(
                root=page.meta["view"].root
            )
            page.content = f'{page.content}\n<script src="{script}" type="module"></script>'
        return context

    def _revisions(self, store: Store) -> Revisions:
        """Return what git knows of events; say once, where it knows nothing, that `changes` has to do."""
        settings = self.sites[self.whole.locale].settings
        try:
            return read_revisions(self.whole.content / settings.calls_folder, settings.zones, store)
        except (CutHistory, *FAILURES) as reason:
            if self.whole.leads:
                path = f"{self.whole.content_name}/{settings.calls_folder}"
                log.info(explain(no_history(reason, path=path), self.whole.messages))
            return NO_REVISIONS

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write this language's calendars, feeds and tables; what is shared, once."""
        if not self.has_records:
            return
        store = self.whole.store(f"calendar/{self.whole.locale}")
        revisions = self._revisions(store)
        site = replace(self.sites[self.whole.locale], revisions=revisions)
        write_outputs(self.whole.outputs, store, "language", site)
        if self.whole.leads:
            first_view = replace(self.sites[site.settings.codes[0]], revisions=revisions)
            write_outputs(self.whole.outputs, store, "shared", first_view)
        store.save()
        self._write_lists()

    def _write_lists(self) -> None:
        """Write the cards that scripts show on the list and in the archive, as the template draws them."""
        site = self.agenda.site
        past_calls = [call for calls in self.agenda.archive.values() for call in calls]
        for is_past, calls in ((False, self.agenda.live), (True, past_calls)):
            path = list_path(site.wording, is_archive=is_past)
            cards = list_cards(calls, site, lambda texts: self.forms.draw(texts, ""))
            self.whole.outputs.write(f"{path}.json", list_json(calls, site))
            self.whole.outputs.write(f"{path}.txt", cards)
