"""Put texts and diagrams that many pages share in the places that name them, in the language of the page.

A record `content/snippets/<name>.yml` holds a text in each language; `content/figures/<name>.yml` a diagram
once, with its labels in each language. A page names one in a block of code of the kind `snippet` or `figure`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field

from exchange.text.problems import ContentProblems, Place, Problem
from exchange.text.suggestions import nearest
from exchange.text.yaml_text import Fields, Items, Node, Text, read_yaml

SHARED_FOLDERS = ("figures/", "snippets/")
_FOLDERS = {"figure": "figures", "snippet": "snippets"}
_CODE = re.compile(
    r"^(?P<lead>[ ]*)(?P<fence>`{3,}+|~{3,}+)[ ]*+(?P<kind>(?:[^`\n]*[^`\n ])?)[ ]*+\n"
    r"(?P<code>.*?)^[ ]*+(?P=fence)[`~]*[ ]*$",
    re.MULTILINE | re.DOTALL,
)
_NAME = re.compile(r"\s*(?:[\w-]+/)*(?P<name>[^\s/][^\n/]*?)(?:\.ya?ml)?\s*")
_ROOM = 100_000  # characters of all that one page shares, which is as much as a page may be
_LABEL = re.compile(r"[A-Za-z][\w-]*")
Values = Mapping[str, Node]


@dataclass(slots=True, kw_only=True)
class SharedTexts:
    """The records of a site; `read_file` returns the text of a file of the content folder, or None."""

    read_file: Callable[[str], str | None]
    locale: str
    path: str  # of the page, as problems name it
    names: Collection[str] = ()  # of the files there are, to propose one
    first_line: int = 1  # of the body in its file
    problems: list[Problem] = field(default_factory=list)
    room: int = _ROOM
    figures: set[str] = field(default_factory=set)  # names of figures: the first drawing of one has its id

    def insert(self, body: str) -> str:
        """Return the text of a page with what it shares; `problems` then holds what is wrong with that."""
        return _CODE.sub(lambda match: self._replace(match, body), body) if "```" in body else body

    def _replace(self, match: re.Match[str], body: str) -> str:
        file = _record(match)
        if file is None or self.room < 0:
            return match[0]
        text = self.read_file(file)
        try:
            place = f"{self.path.partition('/')[0]}/{file}"
            values = _values(read_yaml(text, path=place)) if text is not None else {}
        except ContentProblems as error:
            self.problems += error.problems
            return match[0]
        markdown = self._within_room(
            _figure(self._name(_name_of(file)), values, self.locale)
            if match["kind"] == "figure"
            else iter([_text(values, self.locale)])
        )
        if not markdown:
            if (
                text is None or self.room < 0
            ):  # what is wrong with a record that is there is said of the record
                self._report(file, self.first_line + body.count("\n", 0, match.start("code")))
            return match[0]
        return "\n".join(f"{match['lead']}{part}" if part else "" for part in markdown.split("\n"))

    def _within_room(self, lines: Iterator[str]) -> str:
        """Return lines as a text, no longer than there is room for what the page shares."""
        result: list[str] = []
        for line in lines:
            result.append(line)
            self.room -= len(line) + 1
            if self.room < 0:
                return ""
        return "\n".join(result)

    def _report(self, file: str, line: int) -> None:
        """Report what is not there, or that a page shares too much."""
        folder, name = file.partition("/")[0], _name_of(file)
        records = (path for path in self.names if path.startswith(f"{folder}/") and path.endswith(".yml"))
        names = sorted(map(_name_of, records))
        markdown = f"{file.removesuffix('.yml')}.md"
        code, values = "pages/shared-text", {"name": name, "file": file, "known": ", ".join(names)}
        values["markdown"] = f"content/{markdown}" if markdown in self.names else ""
        values["best"] = nearest(name, names) or ""
        values["known"] = "" if values["markdown"] else values["known"]
        values["removed"] = "" if names or values["markdown"] else file
        if self.room < 0:
            limit = _ROOM // 1_000
            code, values = "safety/page-grows", {"size": str(limit + 1), "most": str(limit)}
        place = Place(path=self.path, line=line)
        self.problems.append(Problem(code=code, place=place, values=values))

    def _name(self, figure: str) -> str:
        """Return the name of a figure, empty where the page has drawn it before."""
        name = "" if figure in self.figures else figure
        self.figures.add(figure)
        return name


def _name_of(file: str) -> str:
    return file.rpartition("/")[2].removesuffix(".yml")


def shared_files(body: str) -> tuple[str, ...]:
    """Return the files of the content folder that a text shares with others."""
    files = map(_record, _CODE.finditer(body)) if "```" in body else ()
    return tuple(dict.fromkeys(file for file in files if file))


def _record(match: re.Match[str]) -> str | None:
    """Return the record that a block of code stands for, in the content folder, if it does."""
    name = _NAME.fullmatch(match["code"])
    folder = _FOLDERS.get(match["kind"])
    return f"{folder}/{name['name']}.yml" if folder and name else None


def _values(node: Node) -> Values:
    return {entry.key.value: entry.value for entry in node} if isinstance(node, Fields) else {}


def _text(values: Values, locale: str) -> str:
    """Return a text in a language, or in the first of those it is written in."""
    text = values.get(locale) or next(iter(values.values()), None)
    return text.value.strip() if isinstance(text, Text) else ""


def _in_language(values: Values, name: str, locale: str) -> str:
    node = values.get(name)
    return _text(_values(node), locale) if isinstance(node, Fields) else ""


def _figure(name: str, values: Values, locale: str) -> Iterator[str]:
    """Yield the lines of a diagram in a page, its labels in one language and its name as its id."""
    kind, lines = values.get("kind"), values.get("lines")
    if not isinstance(kind, Text) or not isinstance(lines, Items):
        return
    labels = _values(values["labels"]) if "labels" in values else {}
    options = {option: _in_language(values, option, locale) for option in ("alt", "unit")}
    options["name"] = name
    quoted = ((option, text.replace('"', "&quot;")) for option, text in options.items() if text)
    attributes = " ".join(f'{option}="{text}"' for option, text in quoted)
    yield f"```{kind.value} {attributes}".rstrip()
    yield from (_replace_labels(line.value, labels, locale) for line in lines.items if isinstance(line, Text))
    yield "```"


def _replace_labels(line: str, labels: Values, locale: str) -> str:
    """Return a line with the names of labels replaced by their words."""
    return _LABEL.sub(lambda match: _in_language(labels, match[0], locale) or match[0], line)
