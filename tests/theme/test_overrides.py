"""The theme: what of it a site replaces, by which names, and which of them are promised."""

from __future__ import annotations

import json
import re
from pathlib import Path
from string import Formatter

import pytest
from jinja2 import Environment, FileSystemLoader
from tests.theme.names import PAGE, TABLES, tables

from exchange.build.asset_bundle import bundle
from exchange.text.frame import THEME, Frame, frame_of
from exchange.text.strings import without_category


def site_with(folder: Path, **files: str) -> Frame:
    """Return the frame of a site with files of its own, by name with `__` in place of a slash."""
    for name, text in files.items():
        path = folder / name.replace("__", "/")
        path = path.with_name(path.name.replace("_DOT_", "."))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return frame_of(folder)


def style_of(frame: Frame) -> str:
    files = bundle(frame)
    return files.files[files.path("site.css")].decode()


def test_the_names_of_the_page_are_those_of_the_theme() -> None:
    """docs/theming.md lists every name; `python -m tests.theme.names` writes it."""
    match = TABLES.search(PAGE.read_text(encoding="utf-8"))
    assert match
    assert match[0] == tables()


def test_a_site_changes_one_token(tmp_path: Path) -> None:
    """Its tokens follow those of the theme in the same layer: a token of a later version has its value."""
    frame = site_with(tmp_path, assets__css__tokens_DOT_css="@layer tokens { :root { --brand: #123456; } }\n")
    style = style_of(frame)
    assert style.index("--brand: light-dark") < style.index("--brand: #123456")
    assert "--focus" in style


def test_a_site_replaces_a_style_of_a_component_and_adds_one(tmp_path: Path) -> None:
    """A file of the same name replaces, another is added; all others stay."""
    frame = site_with(
        tmp_path,
        assets__css__components__home_DOT_css="/* ours */\n",
        assets__css__components__new_DOT_css="/* new */\n",
    )
    style = style_of(frame)
    assert "/* ours */" in style
    assert "/* new */" in style
    assert (THEME / "assets/css/components/home.css").read_text(encoding="utf-8") not in style
    assert (THEME / "assets/css/components/page.css").read_text(encoding="utf-8") in style


@pytest.mark.parametrize(("locale", "site_says_it"), [("en", True), ("ko", False), ("ga", True)])
def test_a_site_says_one_string_otherwise(tmp_path: Path, locale: str, site_says_it: bool) -> None:
    """A string of the site goes before the theme's, but not before a translation of the theme."""
    frame = site_with(tmp_path, locales__en_DOT_json=json.dumps({"skip": "To the text"}))
    words, theme = frame.strings(locale), frame_of(None).strings(locale)
    assert words("skip") == ("To the text" if site_says_it else theme("skip"))
    assert words("languages") == theme("languages")


def test_a_string_that_no_language_but_english_has_falls_back(tmp_path: Path) -> None:
    """English of the site goes before English of the theme, in every language without a string of its own."""
    frame = site_with(tmp_path, locales__en_DOT_json=json.dumps({"side.FR": "France"}))
    assert frame.strings("ga")("side.FR") == "France"


def test_a_site_replaces_a_component_and_extends_a_template(tmp_path: Path) -> None:
    """Templates of the theme use the site's component; a template of the same name extends the theme's."""
    frame = site_with(
        tmp_path,
        components__icon_DOT_html="{% macro icon(name) %}[{{ name }}]{% endmacro %}",
        main_DOT_html='{% extends "theme/main.html" %}',
    )
    loader = FileSystemLoader([*frame.folders, THEME.parent])
    env = Environment(loader=loader, autoescape=True)
    assert env.get_template("components/icon.html").module.icon("x") == "[x]"  # type: ignore[attr-defined]
    source, file, _ = loader.get_source(env, "theme/main.html")
    assert file == str(THEME / "main.html")
    assert source


STRINGS = sorted((THEME / "locales").glob("*.json"))


@pytest.mark.parametrize("file", STRINGS, ids=lambda file: file.name)
def test_each_language_has_strings_of_english_only_with_the_same_values(file: Path) -> None:
    """A language may lack strings, but has none that nothing asks for, and loses no value of a string."""
    part = file.stem.rpartition(".")[0]
    english = json.loads((file.parent / f"{part}{'.' if part else ''}en.json").read_text(encoding="utf-8"))
    strings = json.loads(file.read_text(encoding="utf-8"))
    assert {without_category(key) for key in strings} <= english.keys()
    for key, text in strings.items():
        original = placeholders(english[without_category(key)])
        form_of_few = {"count"} if without_category(key) != key else set()
        assert placeholders(text) in (original, original - form_of_few), key


TEMPLATES = sorted(file for file in THEME.rglob("*.html") if file.parent.name != "root")


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.name)
def test_strings_in_the_text_of_a_page_are_marked(file: Path) -> None:
    """One that a language lacks is in another, which the page says; only plain texts can take no mark."""
    source = file.read_text(encoding="utf-8")
    for string in re.finditer(r"\{\{ \w*(?:words|said)\([^{}]*\) \}\}", source):
        before = source[: string.start()]
        tag = before[before.rfind("<") :]
        is_plain = ">" not in tag or tag.startswith(("<option", "<title", "<script"))
        assert is_plain or re.search("language-name|colon|comma", string[0]), string[0]


@pytest.mark.parametrize("file", [*THEME.rglob("*.html")], ids=lambda file: file.name)
def test_a_language_decides_what_sign_leads_from_a_name_to_what_is_said_of_it(file: Path) -> None:
    """French has a space before its colon and Japanese a wide one, so a template writes none."""
    assert re.findall(r"[}>]: ?(?:[{<]|$)", file.read_text(encoding="utf-8"), re.MULTILINE) == []


@pytest.mark.parametrize("file", [*(THEME / "locales").glob("*fr.json")], ids=lambda file: file.name)
def test_french_signs_stay_with_their_words(file: Path) -> None:
    """A line never begins with a colon, a question mark or a closing mark of quotation."""
    assert re.findall(r".{0,20}(?:[^\u00a0\u202f][:;?!%»](?=[\s\"])|« ).{0,9}", values_of(file)) == []


def values_of(file: Path) -> str:
    """Return all texts of a file of strings, each in a line."""
    return "\n".join(json.loads(file.read_text(encoding="utf-8")).values())


def placeholders(text: str) -> set[str]:
    """Return the values of a string; each language says its own name as it likes."""
    return {name for _, name, _, _ in Formatter().parse(text) if name not in (None, "this_language")}
