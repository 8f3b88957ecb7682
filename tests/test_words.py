"""Words: both languages say the same things, and everything said has words."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Formatter

import pytest

from exchange.rules.rule import PACKAGE
from exchange.site.catalogue import PACKAGES
from exchange.site.settings import read_settings
from exchange.text import problems
from exchange.text.strings import without_category

ROOT = Path(__file__).parent.parent
PLUGINS = ROOT / "plugins"
EXCHANGE = PLUGINS / "exchange"
OVERRIDES = ROOT / "overrides"
THEME = EXCHANGE / "theme"
LANGUAGES = sorted(file.stem for file in (EXCHANGE / "text" / "messages").glob("*.json"))
WITH_FILES = sorted(folder.parent.name for folder in EXCHANGE.glob("*/messages"))
INTERFACE = sorted(
    {
        file.name.removesuffix(f"{language}.json")
        for language in LANGUAGES
        for file in (THEME / "locales").glob(f"*{language}.json")
    }
)

_CALL = re.compile(r"""\bwords(?:_in\[[^\]]*\])?\(\s*["'](?P<key>[\w.-]+)["']\s*(?P<more>~)?""")
_LITERAL = re.compile(r"""["'`](?P<key>[\w-]+)(?:["'`]|\$\{)""")
_HANGUL = re.compile("[가-힣]")
_OWN_NAMES = {"language-name"}  # in its own script in each language
_CODES = {"babel-locale"}  # not words
_PROPER_NAMES = {"Atom", "JSON Feed", "RSS", "iCalendar"}  # the same in every language


def read(file: Path) -> dict[str, object]:
    """Return a JSON object; a key that stands twice is an error."""

    def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
        assert len({key for key, _ in pairs}) == len(pairs), f"{file.name}: a key stands twice"
        return dict(pairs)

    found: dict[str, object] = json.loads(file.read_text(encoding="utf-8"), object_pairs_hook=once)
    return found


def messages(package: str, language: str) -> Mapping[str, Mapping[str, str]]:
    """Return the words of a package: from its file, read so that no key is there twice, or its rules."""
    file = EXCHANGE / package / "messages" / f"{language}.json"
    return read(file) if file.is_file() else problems.messages(package, language)  # type: ignore[return-value]


def interface(name: str, language: str) -> Mapping[str, str]:
    """Return the strings of the theme and, over them, of this site."""
    files = [folder / "locales" / f"{name}{language}.json" for folder in (THEME, OVERRIDES)]
    return {key: text for file in files if file.is_file() for key, text in read(file).items()}  # type: ignore[misc]


def placeholders(text: str) -> set[str]:
    """Return the names in braces; a brace that Python cannot read is an error."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def values(wording: Mapping[str, str], language: str) -> set[str]:
    """Return the values of a message; one such as `right_ko` is the same as `right_en` in English."""
    return {name.removesuffix(f"_{language}") for text in wording.values() for name in placeholders(text)}


def strings_in(package: str) -> Iterator[str]:
    """Yield every string a package's source holds, the fixed parts of f-strings too."""
    for file in sorted((EXCHANGE / package).rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def words_called() -> Iterator[tuple[str, bool]]:
    """Yield each key a template asks for, and whether it is only the beginning of one."""
    for template in sorted(THEME.rglob("*.html")):
        for match in _CALL.finditer(template.read_text(encoding="utf-8")):
            yield match["key"], bool(match["more"])


def words_in_scripts() -> Iterator[tuple[str, bool]]:
    """Yield each literal of a script that may be a key, and whether it is only the beginning of one."""
    for script in sorted((THEME / "assets" / "js").rglob("*.js")):
        for match in _LITERAL.finditer(script.read_text(encoding="utf-8")):
            for prefix in ("", "search-", "trainers-"):  # these are handed to scripts without their prefix
                yield prefix + match["key"], match["key"].endswith("-")


def words_called_in(package: Path) -> Iterator[str]:
    """Yield each string that a package's source gives to a function as its first argument: maybe a key."""
    for file in sorted(package.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                first = node.args[0]
                if isinstance(first, ast.JoinedStr):  # a name with an end of its own: box-note, box-tip
                    first = first.values[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    yield first.value


def test_every_package_with_words_is_in_the_catalogue() -> None:
    """No package explains problems whose rules have no pages."""
    assert {*WITH_FILES, PACKAGE} == set(PACKAGES)


@pytest.mark.parametrize("package", PACKAGES)
def test_every_language_explains_the_same_problems(package: str) -> None:
    """The same rules, and in each the same values, so that no language knows more."""
    first, *others = [
        {rule: values(wording, language) for rule, wording in messages(package, language).items()}
        for language in LANGUAGES
    ]
    assert all(other == first for other in others)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("package", PACKAGES)
def test_every_message_has_a_fault_and_a_way_out(package: str, language: str) -> None:
    """A problem says what is wrong and what to do, each in a sentence."""
    for rule, wording in messages(package, language).items():
        assert set(wording) == {"fault", "way_out"}, rule
        assert all(text.strip() == text and len(text) > 5 for text in wording.values()), rule


@pytest.mark.parametrize("package", PACKAGES)
def test_messages_are_in_their_language(package: str) -> None:
    """Korean is written in Hangul, English has none outside an example of a character."""
    for rule, wording in messages(package, "ko").items():
        assert all(_HANGUL.search(text) for text in wording.values()), rule
    for rule, wording in messages(package, "en").items():
        assert not any(_HANGUL.search(text) for text in wording.values()), rule


@pytest.mark.parametrize("package", PACKAGES)
def test_every_rule_that_is_reported_has_its_message(package: str) -> None:
    """A code written in the source has words, so that a problem never ends in a KeyError."""
    known = set(messages(package, "en"))
    codes = {
        text.partition("/")[2] for text in strings_in(package) if re.fullmatch(rf"{package}/[\w-]+", text)
    }
    assert codes <= known


READ_ELSEWHERE = {"text": ("",), "calls": ("calls", "site")}  # content/site.yml is read as a record is


@pytest.mark.parametrize("package", WITH_FILES)
def test_no_message_is_unused(package: str) -> None:
    """A rule that no source names has no message; others read records by the readers of some packages."""
    places = READ_ELSEWHERE.get(package, (package,))
    named = {text.removeprefix(f"{package}/") for place in places for text in strings_in(place)}
    elsewhere = (text for text in strings_in("") if text.startswith(f"{package}/"))
    named |= {text.removeprefix(f"{package}/") for text in elsewhere}
    for rule in messages(package, "en"):
        parts = ((rule[:place], rule[place:]) for place in range(1, len(rule)))
        assert rule in named or any({*part} <= named for part in parts), rule


@pytest.mark.parametrize("name", INTERFACE)
def test_the_interface_says_the_same_in_every_language(name: str) -> None:
    """The same keys and values in each language; a form for one or a few may leave the number out."""
    first, *others = [
        {
            key: placeholders(text) - {"this_language"}  # a language knows its own name
            for key, text in interface(name, language).items()
            if without_category(key) == key
        }
        for language in LANGUAGES
    ]
    assert all(other == first for other in others)
    for language in LANGUAGES:
        strings = interface(name, language)
        for key in strings.keys() - first.keys():
            assert placeholders(strings[without_category(key)]) - placeholders(strings[key]) <= {"count"}, key


@pytest.mark.parametrize("name", INTERFACE)
def test_the_interface_is_in_its_language(name: str) -> None:
    """English words have no Hangul; Korean ones have, unless they are nothing but values and signs."""
    for key, text in interface(name, "en").items():
        assert text, key
        assert key in _OWN_NAMES or not _HANGUL.search(text), key
    for key, text in interface(name, "ko").items():
        wordless = not re.search("[A-Za-z]{3}", re.sub(r"\{[^}]*\}", "", text))
        assert key in _CODES or wordless or text in _PROPER_NAMES or _HANGUL.search(text), key


def test_every_word_a_template_asks_for_exists() -> None:
    """A template never prints a blank; a computed key begins at least one that exists."""
    known = {key for name in INTERFACE for key in interface(name, "en")}
    known |= set(read_settings(ROOT / "mkdocs.yml").site_words("en"))
    for key, begins in words_called():
        assert any(other.startswith(key) for other in known) if begins else key in known, key


def test_no_word_of_the_interface_is_unused() -> None:
    """Each key is asked for by a template, by a script, or by the source of a package."""
    asked = {*words_called(), *words_in_scripts()}
    source = {key for package in PLUGINS.iterdir() for key in words_called_in(package)}
    unused = [
        key
        for key in map(without_category, interface("", "en"))
        if key not in source
        and f"{key.partition('-')[0]}-" not in source
        and not any(key.startswith(other) if begins else key == other for other, begins in asked)
    ]
    assert unused == []


@pytest.mark.parametrize("name", INTERFACE)
def test_a_korean_bracket_follows_its_word_without_a_space(name: str) -> None:
    """`최소 지원금(GBP)`, `25일(수)`: a bracket that explains a word is written close to it."""
    for key, text in interface(name, "ko").items():
        assert not re.search(r"[가-힣}] \(", text), key


# From two letters on, since short verbs (지은, 모을) end like a noun with a particle; these are words whole.
_NOT_PARTICLES = {"진료과", "소아과", "이비인후과", "끌어모은", "끌어모을"}
_PARTICLE = re.compile("(?<![가-힣])([가-힣]{2,})(을|를|와|은|과|으로)(?![가-힣])")


def korean_texts() -> Iterator[Path]:
    """Yield every file with Korean for readers, authors and staff."""
    for folder, pattern in [
        (ROOT / "content", "ko/**/*.md"),
        (ROOT / "content", "calls/*.yml"),
        (ROOT / "content", "glossary.csv"),
        (ROOT / "docs", "*.ko.md"),
        (OVERRIDES / "locales", "*ko.json"),
        (PLUGINS, "**/ko.json"),
    ]:
        yield from sorted(folder.glob(pattern))


def particle_fits(noun: str, particle: str) -> bool:
    """Return True if a particle is the form after a noun's last letter."""
    final = (ord(noun[-1]) - ord("가")) % 28
    if particle == "으로":
        return final not in (0, 8)
    return bool(final) is (particle in ("을", "은", "과"))


@pytest.mark.parametrize(
    ("noun", "particle", "fits"),
    [
        ("이유", "를", True),
        ("이유", "을", False),
        ("용어집", "을", True),
        ("이유", "으로", False),
        ("기술", "으로", False),
    ],
)
def test_the_last_letter_decides_the_particle(noun: str, particle: str, fits: bool) -> None:
    """A word replaced in a sentence takes its particle along; ㄹ takes 로."""
    assert particle_fits(noun, particle) is fits


@pytest.mark.parametrize("file", [*korean_texts()], ids=lambda file: str(file.relative_to(ROOT)))
def test_every_particle_fits_the_noun_before_it(file: Path) -> None:
    """Forms that are also verb endings (는, 가, 이, 로) cannot be told apart here and are left out."""
    wrong = [
        noun + particle
        for noun, particle in _PARTICLE.findall(file.read_text(encoding="utf-8"))
        if noun + particle not in _NOT_PARTICLES and not particle_fits(noun, particle)
    ]
    assert not wrong
