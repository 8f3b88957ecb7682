"""Build an edition instead of the live site: MkDocs' pages on one side, sealed pages on the other."""

from __future__ import annotations

import datetime
import json
import os
import shutil
from collections.abc import Mapping, Sequence
from functools import cached_property

from babel.dates import format_date
from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from exchange.citing.cited_pages import CITE_PAGE, FORMATS, citations_file, courses_file, glossary_files
from exchange.editions.addresses import relative, to_root
from exchange.editions.digests import SECTIONS, digests_of
from exchange.editions.environment import SEALED_ON
from exchange.editions.live_calls import LiveCalls, call_words
from exchange.editions.sealed_html import SealedPlace, page_name, sealed_page
from exchange.editions.version_views import VERSIONS_FOLDER
from exchange.mkdocs_plugins.this_build import WholeSite
from exchange.pages.root_pages import Choice
from exchange.text.clock import build_moment
from exchange.text.digest import digest
from exchange.text.strings import Strings
from exchange.training.packages import is_package

_HANDOUTS = (".pdf", ".epub")


def turn_to_edition(config: MkDocsConfig, edition: str) -> None:
    """Make MkDocs build under the edition's address."""
    path = f"editions/{edition}/"
    url = (config.site_url or "").rstrip("/") + "/"
    if not url.endswith(f"/{path}"):  # a companion gets the address of the edition
        config.site_url = url + path


class Sealed:
    """One language of an edition on its way."""

    def __init__(
        self, edition: str, prefixes: Sequence[str], whole: WholeSite, words: Mapping[str, Strings]
    ) -> None:
        self.edition = edition
        self.prefixes = tuple(prefixes)
        self.whole = whole
        self.words = words
        self.url = whole.url.removesuffix(f"editions/{edition}/")
        sealed_on = os.environ.get(SEALED_ON)
        self.day = datetime.date.fromisoformat(sealed_on) if sealed_on else build_moment(os.environ).date()
        self.calls = LiveCalls(whole.content / "calls", whole.locale, words[whole.locale])
        self._copies: dict[str, str] = {}

    def turn_to_page(self, page: Page) -> None:
        """Say where the edition's root is, as the next page names it."""
        self.calls.root = to_root(self._address(page))

    def page(self, html: str, page: Page, env: Environment) -> str:
        """Return the sealed page."""
        view = page.meta["view"]
        address = self._address(page)
        place = self._place(address)
        if not place.holds(address):
            return html  # removed when the edition is complete
        if view.kind == "home":
            return sealed_page(self._home(view, env), place, banner="")
        has_calls = 'class="call-' in html
        return sealed_page(html, place, banner=self._banner(view, address, env, has_calls=has_calls))

    def finish(self) -> None:
        """Take out of the built site what no edition holds, and name shared files by their bytes."""
        folder = self.whole.folder
        for file in sorted(folder.rglob("*")):
            path = f"/{file.relative_to(folder).as_posix()}"
            if file.is_file() and not self._belongs(path):
                file.unlink()
        for file in sorted((self.whole.content / "assets").rglob("*")):
            if file.is_file():
                address = f"/assets/{file.relative_to(self.whole.content / 'assets').as_posix()}"
                target = folder / self._kept_file(address).lstrip("/")
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file, target)
        for empty in sorted(folder.rglob("*"), reverse=True):
            if empty.is_dir() and not any(empty.iterdir()):
                empty.rmdir()
        codes = [locale.code for locale in self.whole.locales]
        sections = json.dumps(digests_of(folder, codes), ensure_ascii=False, sort_keys=True)
        (folder / SECTIONS).write_text(sections, encoding="utf-8")
        for page in [folder / "index.html", *sorted(folder.rglob(CITE_PAGE))]:
            address = f"/{page.parent.relative_to(folder).as_posix()}/".replace("/./", "/")
            html = sealed_page(page.read_text(encoding="utf-8"), self._place(address), banner="")
            page.write_text(html, encoding="utf-8")

    def _belongs(self, path: str) -> bool:
        if path.startswith("/assets/"):
            return path.startswith("/assets/built/")
        folder, _, name = path.rpartition("/")
        is_page = name in ("index.html", CITE_PAGE) and self._holds(f"{folder}/")
        is_handout = path.endswith(_HANDOUTS) and self._holds(path)
        is_kept = is_handout or path.startswith("/search/") or is_package(path.lstrip("/"))
        return is_page or is_kept or path in self._data

    @cached_property
    def _data(self) -> frozenset[str]:
        """The addresses of the files of citations, courses and terms."""
        codes = [locale.code for locale in self.whole.locales]
        return frozenset(
            f"/{path}"
            for code in codes
            for path in (
                *(citations_file(code, ending) for ending in FORMATS),
                courses_file(code),
                *glossary_files(code).values(),
            )
        )

    def _holds(self, address: str) -> bool:
        codes = [locale.code for locale in self.whole.locales]
        locale, _, rest = address.lstrip("/").partition("/")
        is_page = locale in codes and (not rest or rest.startswith(self.prefixes))
        is_file = address in self._data or is_package(address.lstrip("/"))
        return is_page or is_file or address == "/"

    def _place(self, address: str) -> SealedPlace:
        return SealedPlace(
            page=address, edition=self.edition, url=self.url, holds=self._holds, kept_file=self._kept_file
        )

    def _kept_file(self, address: str) -> str:
        if address.startswith("/assets/built/"):
            return address
        if address not in self._copies:
            file = self.whole.content / address.lstrip("/")
            name = digest(file.read_bytes()) if file.is_file() else "missing"
            self._copies[address] = f"/assets/sealed/{name}/{address.rpartition('/')[2]}"
        return self._copies[address]

    def _address(self, page: Page) -> str:
        return f"/{self.whole.locale}/{'' if page.url == './' else page.url}"

    def _banner(self, view: object, address: str, env: Environment, *, has_calls: bool) -> str:
        """Return what a sealed page says about itself; its links are from where the page will stand."""
        start, locale = f"/editions/{self.edition}{address}", self.whole.locale
        changes_address = f"/editions/{self.edition}/since"
        banner = env.get_template("components/edition_banner.html").render(
            words=self.words[locale],
            locale=locale if getattr(view, "fallback", None) else "",
            edition=self.edition,
            day=self._day(self.words[locale]),
            name=page_name(address),
            live=relative(address, start=start),
            since=relative(f"{changes_address}/{locale}/", start=start),
            notes=relative(f"{changes_address}.json", start=start),
            versions=relative(f"{VERSIONS_FOLDER}{address}", start=start),
            root=to_root(start),
            call_words=call_words(self.words[locale], self._zones()) if has_calls else None,
        )
        return str(banner)

    def _zones(self) -> frozenset[str]:
        return frozenset(side.zone for side in self.whole.site.settings.calls.sides)

    def _home(self, view: object, env: Environment) -> str:
        words = self.words[self.whole.locale]
        menu = [link for link in view.main_menu if link.href.startswith(self.prefixes)]  # type: ignore[attr-defined]
        return env.get_template("root/edition.html").render(
            choices=[Choice(code=self.whole.locale, words=words)],
            root="../",
            edition=self.edition,
            day=self._day(words),
            links=menu,
            languages=view.languages,  # type: ignore[attr-defined]
            live=relative(f"/{self.whole.locale}/", start=f"/editions/{self.edition}/{self.whole.locale}/"),
            versions=relative("/editions/", start=f"/editions/{self.edition}/{self.whole.locale}/"),
        )

    def _day(self, words: Strings) -> str:
        day: datetime.date = self.day
        return format_date(day, format="long", locale=words("babel-locale"))
