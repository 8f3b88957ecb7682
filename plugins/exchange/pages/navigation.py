"""Read the one order of pages that all languages share, and shape it into a tree."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from exchange.text.problems import SEARCH_LIMIT, ContentProblems, Place, Problem
from exchange.text.suggestions import nearest_path
from exchange.text.yaml_rest import read_rest
from exchange.text.yaml_text import Fields, Items, Node, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A page and those below it; a folder is its `index.md`."""

    path: str
    children: tuple[Branch, ...] = ()

    def walk(self) -> Iterator[Branch]:
        """Yield this branch and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


class Navigation:
    """The tree of all pages, with each page's place in it found once.

    `owners` goes from each page that is in no list to the page that it belongs to: it has a trail, no place.
    """

    def __init__(self, root: Branch, owners: Mapping[str, str] = MappingProxyType({})) -> None:
        self.root = root
        self.order: tuple[str, ...] = tuple(branch.path for branch in root.walk())
        self.places = {path: place for place, path in enumerate(self.order)}
        self.trails = dict(_trails((root,)))
        for path, owner in owners.items():
            self.trails[path] = (*self.trails[owner], Branch(path=path))


def _trails(trail: tuple[Branch, ...]) -> Iterator[tuple[str, tuple[Branch, ...]]]:
    """Yield each page with the branches from the root down to it, both included."""
    yield trail[-1].path, trail
    for child in trail[-1].children:
        yield from _trails((*trail, child))


@dataclass(slots=True, kw_only=True)
class _Growing:
    path: str
    children: list[_Growing]

    def branch(self) -> Branch:
        return Branch(path=self.path, children=tuple(child.branch() for child in self.children))


def read_navigation(
    text: str,
    *,
    source: str,
    pages: Collection[str],
    owners: Mapping[str, str] = MappingProxyType({}),
    titles: Mapping[str, str] = MappingProxyType({}),
) -> Navigation:
    """Return the tree whose root is the home page, `index.md`.

    The file is a YAML list: a page's name without `.md`, or a folder's name with a list of its own. Pages
    that are not listed follow at the end of their folder, by name. `owners` are further pages, each with the
    page that it belongs to; `titles` go from titles, which people write for names, to paths. Raises
    ContentProblems.
    """
    problems: list[Problem] = []
    home = _Growing(path="index.md", children=[])
    branches: dict[str, _Growing] = {"index.md": home}
    if home.path not in pages:
        problems.append(Problem(code="pages/no-home", place=Place(path=source)))
    tree = read_rest(text, path=source, problems=problems)
    if isinstance(tree, Items):
        _grow(home, tree, "", pages, branches, problems, titles)
    elif tree is not None:
        problems.append(Problem(code="pages/nav-not-list", place=tree.place))
    if problems:
        raise ContentProblems(problems)
    for path in sorted(pages, key=lambda path: (path.count("/"), not path.endswith("/index.md"), path)):
        if path not in branches:
            branch = branches[path] = _Growing(path=path, children=[])
            _nearest(path, branches).children.append(branch)
    return Navigation(home.branch(), owners)


def _grow(
    parent: _Growing,
    items: Items,
    folder: str,
    pages: Collection[str],
    branches: dict[str, _Growing],
    problems: list[Problem],
    titles: Mapping[str, str],
) -> None:
    for item in items.items:
        if len(problems) >= SEARCH_LIMIT:
            return
        name, children = _entry(item)
        if name is None:
            problems.append(_no_entry(item, folder, pages, titles))
            continue
        path = f"{folder}{name.value}/index.md" if children else f"{folder}{name.value}.md"
        fault = _fault(path, pages, branches)
        if fault:
            best = _best(path, folder, pages) or _titled(name.value, folder, titles)
            known = (
                ""
                if best
                else ", ".join(
                    sorted(
                        _name(page, folder)
                        for page in pages
                        if page.startswith(folder) and page != f"{folder}index.md"
                    )[:12]
                )
            )
            values = {"name": name.value, "path": path, "best": best, "known": known}
            problems.append(Problem(code=f"pages/{fault}", place=name.place, values=values))
            continue
        branch = branches[path] = _Growing(path=path, children=[])
        parent.children.append(branch)
        if children:
            _grow(branch, children, f"{folder}{name.value}/", pages, branches, problems, titles)


def _entry(item: Node) -> tuple[Text | None, Items | None]:
    """Return the name of a page or folder, and the list below a folder."""
    if isinstance(item, Text):
        return item, None
    if isinstance(item, Fields) and len(item.fields) == 1 and isinstance(item.fields[0].value, Items):
        return item.fields[0].key, item.fields[0].value
    return None, None


def _no_entry(item: Node, folder: str, pages: Collection[str], titles: Mapping[str, str]) -> Problem:
    """Return the problem of an entry of another form; one with a title beside its page is nearly right."""
    field = item.fields[0] if isinstance(item, Fields) and len(item.fields) == 1 else None
    if field is None or not isinstance(field.value, Text):
        return Problem(code="pages/nav-not-list", place=item.place)
    path = f"{folder}{field.value.value}"
    best = _best(path, folder, pages) or _titled(field.key.value, folder, titles)
    return Problem(code="pages/nav-titled", place=item.place, values={"title": field.key.value, "best": best})


def _titled(name: str, folder: str, titles: Mapping[str, str]) -> str:
    """Return how a folder's list names the page with a title; empty where it has none below it."""
    path = titles.get(name, "")
    return _name(path, folder) if path.startswith(folder) else ""


def _fault(path: str, pages: Collection[str], branches: Collection[str]) -> str | None:
    if path in branches:
        return "nav-twice"
    if path in pages:
        return None
    folder = path.removesuffix("index.md")
    return "nav-no-index" if any(page.startswith(folder) for page in pages) else "nav-unknown"


def _best(path: str, folder: str, pages: Collection[str]) -> str:
    """Return the name of this folder's list that is nearly what was written; empty where none is."""
    names = [_name(page, folder) for page in pages if page.startswith(folder) and page != f"{folder}index.md"]
    plain_name = _name(path, folder).removesuffix(".md")
    whole = [
        name for name in names if f"/{plain_name}".endswith(f"/{folder}{name}")
    ]  # its path from further up
    if plain_name in names and plain_name != _name(path, folder):
        return plain_name
    return max(whole, key=len, default="") or nearest_path(plain_name, names) or ""


def _name(path: str, folder: str) -> str:
    """Return how a folder's list names a page below it."""
    return path.removesuffix(".md").removesuffix("/index").removeprefix(folder)


def _nearest(path: str, branches: dict[str, _Growing]) -> _Growing:
    """Return the page of the closest folder above a path that has one."""
    folder = path.removesuffix("/index.md") if path.endswith("/index.md") else path
    while "/" in folder:
        folder = folder.rpartition("/")[0]
        if f"{folder}/index.md" in branches:
            return branches[f"{folder}/index.md"]
    return branches["index.md"]
