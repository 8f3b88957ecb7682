"""Write one page of each template that is used only where something moved, went or was sealed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from tests.building import FRAME, ROOT
from tests.site.pages import page

from exchange.build.asset_bundle import bundle
from exchange.editions.live_site import render_page
from exchange.editions.root_pages import RootPage, SectionLink
from exchange.editions.version_views import SectionVersions, VersionLink
from exchange.editions.words import words_of
from exchange.pages.root_pages import Choice
from exchange.pages.text_direction import prepare_templates
from exchange.site.settings import read_settings
from exchange.text.strings import Strings

_NAMES = {"en": "English", "ko": "한국어"}
_TITLES = {"en": "A guide in English only", "ko": "한국어로만 쓴 안내서"}
_REASONS = {"en": "It was written for one year.", "ko": "한 해 동안만 쓰기로 한 페이지였습니다."}
_DAY = {"en": "10 October 2026", "ko": "2026년 10월 10일"}


def write_root_samples(site: Path) -> None:
    """Write a page of each template of root/ that the build of `site` did not use."""
    env = _environment(site)
    words, settings = words_of(FRAME, list(_NAMES)), read_settings(ROOT / "mkdocs.yml")
    both = tuple(_choice(locale, words[locale].with_words(settings.site_words(locale))) for locale in _NAMES)
    sections = tuple(
        SectionLink(id=name, hrefs={locale: f"../{locale}/#{name}" for locale in _NAMES})
        for name in ("one", "two")
    )
    moved = {"address": "", "root": "../", "choices": both, "canonical": "https://smart-trials.example/en/"}
    for name in ("permanent", "redirect", "tombstone"):
        more = {"ids": ("three",)} if name == "tombstone" else {}
        sample = RootPage(template=f"{name}.html", sections=sections, extras=more, **moved)  # type: ignore[arg-type]
        _write(site / name, render_page(env, sample))
    listed = RootPage(template="editions.html", extras={"editions": ("2026.2", "2026.1")}, **moved)  # type: ignore[arg-type]
    _write(site / "editions", render_page(env, listed))
    for locale, choice in zip(_NAMES, both, strict=True):
        _write(site / "versions" / locale, render_page(env, _versions(locale, choice, both)))
        shared = {"choices": [choice], "root": "../../", "edition": "2026.1", "day": _DAY[locale]}
        link = {"name": "one", "href": f"../../{locale}/", "title": _TITLES[locale]}
        switch = [
            {"code": code, "name": name, "href": f"../{code}/", "current": code == locale}
            for code, name in _NAMES.items()
        ]
        about = {"links": [link], "languages": switch, "live": f"../../{locale}/"}
        _write(site / "edition" / locale, env.get_template("root/edition.html").render(**about, **shared))
        notes = {"pages": [{**link, "lines": [_REASONS[locale]]}]}
        _write(site / "since" / locale, env.get_template("root/since.html").render(**notes, **shared))


def _versions(locale: str, choice: Choice, both: tuple[Choice, ...]) -> RootPage:
    """Return the list of versions of a page: one that holds it, one that does not, one that was withdrawn."""
    live, start = f"../../{locale}/", "../../edition/"
    versions = (
        VersionLink(edition="2026.3", href=f"{start}{locale}/"),
        VersionLink(edition="2026.2", href=f"{start}{locale}/", missing=True),
        VersionLink(edition="2026.1", href=f"{start}{locale}/", withdrawn=True),
    )
    row = SectionVersions(
        id="one", ids=("earlier",), title=_TITLES[locale], links=versions[:1], missing=("2026.1",)
    )
    others = (replace(one, href=f"../{one.code}/") for one in both if one.code != locale)
    return RootPage(
        template="versions.html",
        address="",
        root="../../",
        choices=(replace(choice, href=f"../{locale}/"), *others),
        extras={
            "title": _TITLES[locale],
            "live": VersionLink(edition="", href=live),
            "versions": versions,
            "rows": (row,),
            "every": "../../editions/",
        },
    )


def _environment(site: Path) -> Environment:
    built = bundle(FRAME)
    env = Environment(loader=FileSystemLoader(FRAME.folders), autoescape=True)
    prepare_templates(env, ("en", "ko"))
    env.globals["asset"] = built.path
    env.globals["early_script"] = FRAME.file("assets/early.js").read_text(encoding="utf-8").strip()
    policies = [
        meta.get("content") for meta in page(site / "index.html").iter("meta") if meta.get("http-equiv")
    ]
    env.globals["policy"] = policies[0]
    return env


def _choice(locale: str, words: Strings) -> Choice:
    return Choice(
        code=locale,
        name=_NAMES[locale],
        href=f"../{locale}/",
        words=words,
        title=_TITLES[locale],
        reason=_REASONS[locale],
    )


def _write(folder: Path, text: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.html").write_text(text, encoding="utf-8")
