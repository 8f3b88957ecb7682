"""Print how well, how small and how fast search is: what ``make bench-search`` runs.

``--pages``, ``--queries`` and ``--glossary`` (or PAGES, QUERIES and GLOSSARY in the environment) name other
files of the same form; without them the collection kept with the tests is used. ``--many`` adds the large
collections: made pages, phrases drawn from them, time to index, bytes and latency.
"""

from __future__ import annotations

import argparse
import gzip
import os
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from exchange.search.cache import DiskCache
from exchange.search.index import build_index
from exchange.search.model import Concept, Page
from exchange.search.scripts import bundle
from exchange.text.frame import THEME

from . import install
from .collection import LANGUAGES, Query, read_concepts, read_pages, read_queries, search_pages
from .peers import PEERS, run_node, write_queries
from .phrases import draw
from .scores import by_class
from .synthesis import make_pages

ROOT = Path(__file__).parents[2]
COLLECTION = ROOT / "tests" / "site_search" / "collection"
SCRIPTS = THEME / "assets" / "js"
SEED = 7
PUBLISHED = (
    ("Material's search with mkdocs-static-i18n", 0.59, 0.62, 0.09, 0.28),
    ("Pagefind 1.6", 0.59, 0.82, 0.0, 0.21),
    ("MiniSearch, stock", 0.80, 0.84, 0.09, 0.10),
    ("MiniSearch, Hangul bigrams", 0.93, 0.91, 0.06, 0.02),
    ("MiniSearch, Kiwi tokens, segmentation, glossary", 0.92, 0.94, 0.81, 0.02),
    ("a prototype index of our own", 0.97, 0.95, 0.93, 0.0),
)
"""Engine, Korean, English, across, share of Korean queries without a result."""


def main() -> None:
    """Read the arguments and print each part."""
    options = _options()
    install.packages()
    concepts = read_concepts(options.glossary)
    written = read_pages(options.pages)
    queries = read_queries(options.queries)
    pages = search_pages(written)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print(f"== {len(pages)} pages, {len(queries)} judged queries")
        _write_index(folder, pages, concepts)
        _print_quality(folder, pages, queries, peers=not options.no_peers)
        _print_bytes(folder, queries)
        if not options.no_browser:
            _print_latency(folder, queries)
    for count in options.many:
        with tempfile.TemporaryDirectory() as name:
            names = {lang: [c.name(lang) for c in concepts if "(" not in c.name(lang)] for lang in LANGUAGES}
            more = search_pages(written + make_pages(written, names, count - len(written), seed=SEED))
            _print_many(Path(name), more, concepts, options)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    for name, fallback in (
        ("pages", "pages.json"),
        ("queries", "queries.json"),
        ("glossary", "glossary.txt"),
    ):
        chosen = os.environ.get(name.upper()) or COLLECTION / fallback
        parser.add_argument(f"--{name}", type=Path, default=Path(chosen))
    parser.add_argument("--seeds", type=int, nargs="*", default=[SEED], help="of the phrases drawn")
    parser.add_argument("--many", type=int, nargs="*", default=[], metavar="PAGES")
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--no-browser", action="store_true")
    return parser.parse_args()


def _write_index(folder: Path, pages: Sequence[Page], concepts: Sequence[Concept]) -> dict[str, float]:
    """Write both indexes and the script; seconds each language took."""
    seconds = {}
    for name, entry in {"worker.js": "search/worker.js", "searching.js": "searching/main.js"}.items():
        (folder / name).write_text(bundle(SCRIPTS / entry), encoding="utf-8")
    for lang in LANGUAGES:
        start = time.perf_counter()
        own = [page for page in pages if page.lang == lang]
        cache = DiskCache(folder / "cache" / lang)
        files = build_index(own, concepts, lang=lang, cache=cache)
        cache.prune()
        (folder / lang).mkdir(exist_ok=True)
        for name, content in files.items():
            (folder / lang / name).write_bytes(content)
        seconds[lang] = time.perf_counter() - start
    return seconds


def _print_quality(folder: Path, pages: list[Page], queries: list[Query], *, peers: bool) -> None:
    rankings = {"ours": run_node("ours.mjs", folder, write_queries(folder, queries))}
    for name, run in PEERS.items() if peers else ():
        rankings[name] = run(folder, pages, queries)
    scores = {name: by_class(queries, ranked) for name, ranked in rankings.items()}
    print(f"{'nDCG@10 recall@10 empty':24}" + "".join(f"{name:>22}" for name in scores))
    for kind in next(iter(scores.values())):
        cells = (each[kind] for each in scores.values())
        row = "".join(f"{cell.ndcg:10.3f}{cell.recall:6.2f}{cell.empty:6.2f}" for cell in cells)
        print(f"{kind:24}{row}")
    if peers:
        _print_published()


def _print_published() -> None:
    """The figures to beat, as published with the collection: measured on all its 172 queries."""
    print(f"published, nDCG@10{'':30}{'Korean':>8}{'English':>9}{'across':>8}{'ko empty':>10}")
    for engine, korean, english, across, empty in PUBLISHED:
        print(f"  {engine:46}{korean:>8.2f}{english:>9.2f}{across:>8.2f}{empty:>10.0%}")


def _print_bytes(folder: Path, queries: list[Query]) -> None:
    script = _gzipped([folder / "worker.js", folder / "searching.js"])
    fetched = run_node("bytes.mjs", folder, write_queries(folder, queries))
    first = sorted(fetched["each"])  # type: ignore[call-overload]
    readers = ", ".join(
        f"{lang} {fetched['all'][lang] + script}"  # type: ignore[call-overload]
        for lang in LANGUAGES
    )
    print(
        f"bytes, gzipped: scripts {script}; first query with them, median {_at(first, 0.5) + script:.0f}, "
        f"p95 {_at(first, 0.95) + script:.0f}, most {first[-1] + script}; all queries of a reader with them, "
        f"{readers}; every file of both indexes {_gzipped(folder.glob('*/*.json'))}"
    )


def _gzipped(files: Iterable[Path]) -> int:
    return sum(len(gzip.compress(path.read_bytes(), 9)) for path in files)


def _print_latency(folder: Path, queries: list[Query]) -> None:
    first, second = (
        sorted(times) for times in run_node("latency.mjs", folder, write_queries(folder, queries))
    )
    for name, times in (("fetching as needed", first), ("all there", second)):
        print(f"milliseconds in Chromium, {name}: median {_at(times, 0.5):.1f}, p95 {_at(times, 0.95):.1f}")


def _print_many(
    folder: Path, pages: list[Page], concepts: Sequence[Concept], options: argparse.Namespace
) -> None:
    print(f"== {len(pages)} pages, most of them made")
    cold = _write_index(folder, pages, concepts)
    pages[1] = replace(pages[1], title=f"{pages[1].title} {pages[3].title}")
    warm = _write_index(folder, pages, concepts)
    for name, seconds in (("cold", cold), ("warm in the same process, one page changed", warm)):
        print(
            f"seconds to index, {name}: " + ", ".join(f"{lang} {each:.2f}" for lang, each in seconds.items())
        )
    for seed in options.seeds:
        print(f"-- phrases of seed {seed}")
        queries = draw(pages, 600, seed=seed)
        _print_quality(folder, pages, queries, peers=False)
    _print_bytes(folder, queries)
    if not options.no_browser:
        _print_latency(folder, queries)


def _at(rising: Sequence[float], share: float) -> float:
    return rising[min(len(rising) - 1, int(len(rising) * share))]


if __name__ == "__main__":
    main()
