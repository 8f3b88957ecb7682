"""All that is wrong with a mkdocs.yml, found without MkDocs, which says it late and in one language."""

from __future__ import annotations

import ast
import json
import re
import sys
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache
from importlib.metadata import entry_points
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import Any, TypeGuard

from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from exchange.build.asset_bundle import BUILT_FOLDER
from exchange.safety.limits import Limits
from exchange.site.plugin_options import OPTIONS, is_like
from exchange.site.settings_file import read_node, read_value, read_values
from exchange.text.problems import ContentProblems, Place, Problem
from exchange.text.suggestions import proposal
from exchange.text.text_files import read_at_most
from exchange.text.yaml_faults import Source, place_in, why_not_yaml

NAMES = frozenset(
    "INHERIT config_file_path copyright dev_addr docs_dir draft_docs edit_uri edit_uri_template "
    "exclude_docs extra extra_css extra_javascript extra_templates google_analytics hooks "
    "markdown_extensions mdx_configs nav not_in_nav pages plugins remote_branch remote_name repo_name "
    "repo_url site_author site_description site_dir site_name site_url strict theme use_directory_urls "
    "validation watch".split()
)
"""The settings of MkDocs, which has no others to come."""

NEEDED_PLUGINS = ("bilingual", "languages")
"""Those without which no page is built."""

_GROUPS = {
    "plugins": "mkdocs.plugins",
    "theme": "mkdocs.themes",
    "markdown_extensions": "markdown.extensions",
}
_LONGEST_LINE = 60  # characters of a name that is repeated in a message
_UNFIT = "pages/settings-folder"
_PATHS: Mapping[str, Callable[[Path], bool]] = {
    "docs_dir": Path.is_dir,
    "theme.custom_dir": Path.is_dir,
    "hooks": Path.is_file,
    "site_dir": lambda _folder: True,  # a build makes it
}
_OWN_FOLDERS = {"docs_dir": "content", "theme.custom_dir": "overrides", "site_dir": "site"}
_TEXTS = {
    **_OWN_FOLDERS,
    "theme.name": "exchange",
    "dev_addr": "127.0.0.1:8000",
    "site_url": "https://www.example.org/",
    "repo_url": "https://github.com/org/repo",
}
"""Settings that are one text, each with one that it may be."""
_ADDRESS = re.compile(r"(?:localhost|127(?:\.[0-9]{1,3}){3}|\[::1\]):[0-9]{1,5}")
_MOST_PARTS = 16_000  # of a file whose aliases are written out
_PYTHON = "tag:yaml.org,2002:python/"
_OF_THE_SYSTEM = (("proc",), ("sys",), ("dev",))  # what is in them changes while it is read
_IN_MEMORY = ("dev", "shm")  # of folders like any other
_OF_A_SITE = {"404.html", "sitemap.xml"}  # also one that MkDocs alone has built


def settings_problems(file: Path) -> tuple[Problem, ...]:
    """Return what is wrong with a mkdocs.yml and with those that it inherits, each with its place.

    Raises ContentProblems where one of them cannot be read, or names a folder that must not be opened;
    OSError where the first is not there, or is no file that ends.
    """
    if not file.is_file():  # nor a link that leads to itself
        raise FileNotFoundError(file.name)
    problems: list[Problem] = []
    decided: set[str] = set()  # settings of an earlier file, which count
    for part in _with_inherited(file.resolve()):
        name = part.name
        root = _root(part, name)
        problems += _names(root, name)
        problems += _no_texts(root, name)
        problems += _calls_of_code(root, name)
        problems += _named_paths(root, name, file.resolve().parent, decided)
        problems += _not_installed(root, name)
        problems += _options(root, name)
    if any(problem.code == _UNFIT for problem in problems):  # nothing is read of it
        raise ContentProblems(problems)
    if not problems:  # an entry that is mistyped is said once
        problems += _missing(read_values(file), file.name)
    return tuple(problems)


def _with_inherited(file: Path) -> Iterator[Path]:
    """Yield a file and those it inherits.

    Raises ContentProblems for one that is not there, or inherits itself.
    """
    visits: list[Path] = []
    while True:
        visits.append(file)
        yield file
        fields = {str(key.value): value for key, value in _fields(_root(file, file.name))}
        if "INHERIT" not in fields:
            return
        parent = fields["INHERIT"]
        written = str(parent.value) if isinstance(parent, ScalarNode) else ""
        file = file.parent / written
        if not _is_there(Path.is_file, file) or file.resolve() in visits:
            values = {"name": "INHERIT", "value": written[:_LONGEST_LINE]}
            raise ContentProblems([_problem("pages/settings-path", parent, visits[-1].name, **values)])
        file = file.resolve()


def _root(file: Path, name: str) -> Node | None:
    """Return the tree of a file. Raises ContentProblems where it is none, or no mapping."""
    if not file.is_file():  # a pipe would be waited for
        raise FileNotFoundError(name)
    content = read_at_most(file, Limits().record_bytes)
    node: Node | None = None
    try:
        text = content.decode("utf-8-sig")
        node = read_node(text)
        _limit_parts(node, name)
        read_value(node)
    except UnicodeDecodeError as error:
        raise ContentProblems([Problem(code="text/not-text-file", place=Place(path=name))]) from error
    except MarkedYAMLError as error:
        problem = why_not_yaml(error, text, Source(path=name))
        if problem.code == "text/unquoted-value":  # lists in brackets are usual here, and seldom text
            problem = Problem(code="text/not-yaml", place=problem.place)
        raise ContentProblems([problem]) from error
    except (
        YAMLError,
        ValueError,
        KeyError,
        RecursionError,
    ) as error:  # also a tag that its text does not fit
        value = (
            next(filter(_is_of_another_type, _all_nodes(node)), None)
            if isinstance(error, ValueError)
            else None
        )
        place = _place(value, name) if value else place_in(error, text, Source(path=name))
        raise ContentProblems([Problem(code="text/not-yaml", place=place)]) from error
    if node is not None and not isinstance(node, MappingNode):
        raise ContentProblems([_problem("calls/not-fields", node, name, name=name)])
    return node


def _limit_parts(root: Node | None, path: str) -> None:
    """Refuse a tree that is too large once MkDocs has written out what it repeats by aliases.

    Raises ContentProblems; RecursionError where it is too deep.
    """
    sizes: dict[int, int] = {}

    def size(node: Node) -> int:
        if id(node) not in sizes:
            sizes[id(node)] = 1  # which is enough for one that holds itself: MkDocs does not write that out
            parts = node.value if isinstance(node, SequenceNode) else chain.from_iterable(_fields(node))
            sizes[id(node)] += sum(map(size, parts))
            if sizes[id(node)] > _MOST_PARTS:
                raise ContentProblems([_problem("text/too-many-parts", node, path)])
        return sizes[id(node)]

    if root is not None:
        size(root)


def _names(root: Node | None, path: str) -> Iterator[Problem]:
    """Yield the settings that MkDocs does not have, and the one that a site has in its content."""
    for key, _ in _fields(root):
        name = str(key.value)
        if name == "nav":
            yield _problem("pages/nav-elsewhere", key, path)
        if name in NAMES:
            continue
        yield _unknown(key, NAMES, path)


def _unknown(key: Node, known: Collection[str], path: str) -> Problem:
    name, names = str(key.value), sorted(known)
    best = proposal("field", name, names).get("best")
    values = {"best": best} if best else {"known": ", ".join(names)}
    code = "text/unknown-field" if best else "text/unknown-field-no-guess"
    return _problem(code, key, path, name=name[:_LONGEST_LINE], **values)


def _no_texts(root: Node | None, path: str) -> Iterator[Problem]:
    """Yield the settings that are a list, a number or nothing in place of a text, or no address of a preview.

    What a tag makes of a variable is not known here.
    """
    theme = next((value for key, value in _fields(root) if key.value == "theme"), None)
    fields = (
        *_fields(root),
        *((ScalarNode(key.tag, f"theme.{key.value}"), value) for key, value in _fields(theme)),
    )
    for key, node in fields:
        example = _TEXTS.get(str(key.value))
        is_address = key.value != "dev_addr" or _ADDRESS.fullmatch(str(node.value))
        if example and not (str(node.tag).startswith("!") or (_is_plain(node) and is_address)):
            values = {
                "name": str(key.value),
                "better_entry": f"{str(key.value).rpartition('.')[2]}: {example}",
            }
            yield _problem("pages/option-value", node, path, **values)


def _calls_of_code(root: Node | None, path: str) -> Iterator[Problem]:
    """Yield the tags at which MkDocs runs something while it reads; a name of Python runs nothing."""
    for node in _all_nodes(root):
        if str(node.tag).startswith(_PYTHON) and not str(node.tag).startswith(f"{_PYTHON}name:"):
            yield _problem("text/yaml-reference", node, path)


def _all_nodes(root: Node | None) -> Iterator[Node]:
    """Yield each part of a tree once."""
    waiting, seen = [root], set()
    while waiting:
        node = waiting.pop()
        if node is None or id(node) in seen:
            continue
        seen.add(id(node))
        yield node
        waiting += node.value if isinstance(node, SequenceNode) else chain.from_iterable(_fields(node))


def _is_of_another_type(node: Node) -> bool:
    """Return True if a text is none of its type, such as a day that no calendar has."""
    try:
        if isinstance(node, ScalarNode):
            read_value(node)
    except (YAMLError, ValueError, KeyError):
        return True
    return False


def _named_paths(root: Node | None, path: str, folder: Path, decided: set[str]) -> Iterator[Problem]:
    """Yield folders and files that are named and not there.

    MkDocs takes them from the folder of the first file; `decided` are settings of those before.
    """
    texts = [text for text in _texts(root, *_PATHS) if text[0] not in decided]
    decided.update(setting for setting, _ in texts)
    for setting, node in texts:
        if not _is_there(_PATHS[setting], folder / node.value):
            yield _problem("pages/settings-path", node, path, name=setting, value=node.value[:_LONGEST_LINE])
        elif setting == "hooks" and not _is_python(folder / node.value):
            example = {"name": setting, "better_entry": "hooks: [hooks/notices.py]"}
            yield _problem("pages/option-value", node, path, **example)
        elif setting in _OWN_FOLDERS and is_unfit_folder(setting, folder / node.value, folder):
            yield unfit_folder(setting, node.value, _place(node, path))


def _is_there(is_right: Callable[[Path], bool], path: Path) -> bool:
    try:
        return is_right(path)
    except (OSError, ValueError):  # longer than a disk has them, or no path at all
        return False


def _is_python(file: Path) -> bool:
    """Return True if MkDocs, which runs the file, finds Python in it, and Python by its name."""
    if file.suffix != ".py":
        return False
    try:
        ast.parse(read_at_most(file, Limits().page_bytes))
    except (OSError, ValueError, SyntaxError, MemoryError, RecursionError):
        return False
    return True


def is_unfit_folder(setting: str, folder: Path, project: Path) -> bool:
    """Return True for a folder with other files than a setting is for, which it would read or replace."""
    try:
        folder = folder.resolve()
        if project.is_relative_to(folder) or (
            folder.parts[1:2] in _OF_THE_SYSTEM and folder.parts[1:3] != _IN_MEMORY
        ):
            return True
        if setting != "site_dir" or not folder.exists():  # raises for a name that no disk has
            return not next(parent for parent in folder.parents if parent.exists()).is_dir()
        names = {entry.name for entry in folder.iterdir() if not entry.name.startswith(".")}
        is_site = names >= _OF_A_SITE or (folder / BUILT_FOLDER).is_dir()
    except (OSError, ValueError):  # a device, or no path at all
        return True
    return bool(names) and not is_site


def unfit_folder(setting: str, value: str, place: Place) -> Problem:
    """Return the problem of such a folder."""
    values = {"name": setting, "value": value[:_LONGEST_LINE], "example": _OWN_FOLDERS[setting]}
    return Problem(code=_UNFIT, place=place, values=values)


def _options(root: Node | None, path: str) -> Iterator[Problem]:
    """Yield the options of our plugins that have another name, or a value of another kind."""
    plugins = next((value for key, value in _fields(root) if key.value == "plugins"), None)
    entries = plugins.value if isinstance(plugins, SequenceNode) else [plugins]
    for plugin, options in chain.from_iterable(map(_fields, entries)):
        examples = OPTIONS.get(str(plugin.value), {})
        for key, value in _fields(options) if examples else ():
            if key.value not in examples:
                yield _unknown(key, examples, path)
            elif not is_like(read_value(value), examples[key.value]):
                name, written = f"{plugin.value}.{key.value}", json.dumps(examples[key.value])
                values = {"name": name, "better_entry": f"{key.value}: {written}"}
                yield _problem("pages/option-value", value, path, **values)


def _not_installed(root: Node | None, path: str) -> Iterator[Problem]:
    """Yield plugins, extensions and themes that no installed package has."""
    for setting, node in _texts(root, "plugins", "markdown_extensions", "theme", "theme.name"):
        group = _GROUPS[setting.partition(".")[0]]
        if node.value in _installed(group) or (group == "markdown.extensions" and _is_module(node.value)):
            continue
        values = {"name": setting, "value": node.value[:_LONGEST_LINE]}
        best = proposal("field", node.value, sorted(_installed(group))).get("best")
        yield _problem("pages/not-installed", node, path, **values, **({"best": best} if best else {}))


@cache
def _installed(group: str) -> frozenset[str]:
    """Return the names of what packages bring; those of another theme count without it: `material/search`."""
    names = {point.name for point in entry_points(group=group)}
    return frozenset(names | {name.rpartition("/")[2] for name in names})


def _is_module(name: str) -> bool:
    module = name.partition(":")[0]
    try:
        return module in sys.modules or find_spec(module) is not None
    except (ImportError, ValueError):
        return False


def _missing(values: Mapping[str, Any], path: str) -> Iterator[Problem]:
    """Yield what no site is built without."""
    place = Place(path=path, line=1, column=1)
    if not values.get("site_name"):
        entry = {"name": "site_name", "options": "", "example": "site_name: content/site.yml"}
        yield Problem(code="text/missing-field", place=place, values=entry)
    plugins = values.get("plugins")
    plugins = plugins if isinstance(plugins, list | dict) else ()
    names = [next(iter(plugin), "") if isinstance(plugin, dict) else plugin for plugin in plugins]
    sign, end = ("- ", "") if isinstance(plugins, list) else ("", ":")
    for name in NEEDED_PLUGINS:
        if name not in names:
            entry = {"name": name, "better_entry": f"  {sign}{name}{end}"}
            yield Problem(code="pages/plugin-missing", place=place, values=entry)


def _texts(root: Node | None, *settings: str) -> Iterator[tuple[str, ScalarNode]]:
    """Yield the names in settings, and in fields of them, as they are written without a tag."""
    for key, value in _fields(root):
        if key.value in settings:
            yield from ((key.value, text) for text in filter(_is_plain, _names_in(value, key.value)))
        for field, text in _fields(value):
            setting = f"{key.value}.{field.value}"
            if setting in settings and _is_plain(text):
                yield setting, text


def _names_in(value: Node, setting: str) -> Iterator[Node]:
    """Yield a text, the items of a list with the first name of each, or the names of a mapping."""
    if isinstance(value, SequenceNode):
        for item in value.value:
            yield from _names_in(item, "")
    elif isinstance(value, ScalarNode):
        yield value
    elif setting != "theme":
        yield from (key for key, _ in _fields(value))


def _is_plain(node: Node) -> TypeGuard[ScalarNode]:
    return isinstance(node, ScalarNode) and str(node.tag) == "tag:yaml.org,2002:str"


def _fields(node: Node | None) -> list[tuple[Node, Node]]:
    return node.value if isinstance(node, MappingNode) else []


def _problem(code: str, node: Node, path: str, **values: str) -> Problem:
    return Problem(code=code, place=_place(node, path), values=values)


def _place(node: Node, path: str) -> Place:
    return Source(path=path).place(node.start_mark.line, node.start_mark.column)
