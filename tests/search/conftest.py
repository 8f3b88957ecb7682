"""What the tests of search share: the kept collection, its index, and a way to run modules in Node."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from exchange.text.frame import THEME

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from benchmarks.search.collection import LANGUAGES, read_concepts, read_pages, search_pages  # noqa: E402

from exchange.search.index import build_index  # noqa: E402
from exchange.search.word_analyser import SurfaceAnalyser  # noqa: E402

COLLECTION = Path(__file__).parent / "collection"
SCRIPTS = THEME / "assets" / "js" / "search"
Answer = Callable[..., Any]


@pytest.fixture(scope="session")
def collection() -> Path:
    """Folder of the judged collection."""
    return COLLECTION


def _write(folder: Path, *, surface: bool) -> Path:
    concepts = read_concepts(COLLECTION / "glossary.txt")
    pages = search_pages(read_pages(COLLECTION / "pages.json"))
    words = [name for concept in concepts for names in concept.names.values() for name in names]
    analyser = SurfaceAnalyser(words) if surface else None
    for lang in LANGUAGES:
        own = [page for page in pages if page.lang == lang]
        (folder / lang).mkdir()
        for name, content in build_index(own, concepts, lang=lang, cache={}, analyser=analyser).items():
            (folder / lang / name).write_bytes(content)
    return folder


@pytest.fixture(scope="session")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder with the indexes of the collection, by the morphological analyser."""
    pytest.importorskip("kiwipiepy")
    return _write(tmp_path_factory.mktemp("index"), surface=False)


@pytest.fixture(scope="session")
def surface_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder with the indexes of the collection as a build without kiwipiepy writes them."""
    return _write(tmp_path_factory.mktemp("surface"), surface=True)


PRELUDE = """
import { readFileSync } from "node:fs";
const input = JSON.parse(readFileSync(0, "utf8"));
const loadFrom = (folder) => async (name) => JSON.parse(readFileSync(`${folder}/${name}`, "utf8"));
const loaders = (folder) => ({ en: loadFrom(`${folder}/en`), ko: loadFrom(`${folder}/ko`) });
"""


@pytest.fixture(scope="session")
def node() -> Answer:
    """Run a piece of a module with `input` at hand; returns what it hands to `print`."""

    def run(script: str, value: Any = None, **imports: str) -> Any:
        lines = [
            f'import {{ {names} }} from "{SCRIPTS.as_uri()}/{module}.js";'
            for module, names in imports.items()
        ]
        source = "\n".join([*lines, PRELUDE, "const print = (x) => console.log(JSON.stringify(x));", script])
        command = ["node", "--input-type=module", "--no-warnings", "--eval", source]
        done = subprocess.run(
            command, check=False, capture_output=True, text=True, input=json.dumps(value), timeout=60
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run


@pytest.fixture(scope="session")
def search(node: Answer) -> Answer:
    """Answers to queries: `search(folder, [(reader, query, options), ...])`."""

    def ask(folder: Path, queries: list[tuple[str, str, dict[str, Any]]]) -> list[Any]:
        script = """
        const engines = {};
        const answers = [];
        for (const [reader, query, options] of input.queries) {
          const engine = (engines[reader] ??= new Engine(loaders(input.folder), reader));
          answers.push(await engine.search(query, options));
        }
        print(answers);
        """
        answers: list[Any] = node(script, {"folder": str(folder), "queries": queries}, engine="Engine")
        return answers

    return ask
