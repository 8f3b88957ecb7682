"""Measure what the forms of authors cost: processor time for converting texts with and without them.

`python -m benchmarks.authoring_cost [folder]` converts every page of a folder (`content`) several times. The
extension is left out for the other half; both halves take turns. `BUILD=500` builds a site of so many pages
a language instead, from an empty cache: for the other half a hook takes the extension out of the settings.
"""

from __future__ import annotations

import os
import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path

from markdown import Markdown
from tests.building import FRAME, ROOT, build
from tests.rendering import settings

from benchmarks.corpus import make_corpus
from exchange.pages.markup import ReaderMarkup
from exchange.pages.quiet_texts import QuietTexts
from exchange.text.documents import body_document

_NAME = "exchange.authoring.extension"
_ROUNDS = 7
_WITHOUT = f"""
from mkdocs.plugins import event_priority


@event_priority(-100)
def on_config(config):
    config.markdown_extensions.remove({_NAME!r})
"""


def main(folder: Path) -> None:
    """Print the processor time of a page with and without the forms, and their ratio."""
    texts = [_body(file) for file in sorted(folder.rglob("*.md"))]
    readers = {with_forms: _reader(with_forms=with_forms) for with_forms in (True, False)}
    times: dict[bool, list[float]] = {True: [], False: []}
    for _ in range(_ROUNDS):
        for with_forms, reader in readers.items():
            start = time.process_time()
            for text in texts:
                reader.reset().convert(text)
            times[with_forms].append((time.process_time() - start) / len(texts))
    _report(times)


def builds(pages: int) -> None:
    """Print the processor time of cold builds with and without the forms, and their ratio."""
    times: dict[bool, list[float]] = {True: [], False: []}
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        content = make_corpus(work / "content", pages)
        for number in range(int(os.environ.get("ROUNDS", "3"))):
            for with_forms in times:
                times[with_forms].append(
                    _built(content, work / f"{number}-{with_forms}", with_forms=with_forms)
                )
    _report(times)


def _built(content: Path, work: Path, *, with_forms: bool) -> float:
    work.mkdir()
    base = ROOT / "mkdocs.yml"
    if not with_forms:
        hook, base = work / "without_forms.py", work / "without.yml"
        hook.write_text(_WITHOUT, encoding="utf-8")
        base.write_text(f"INHERIT: {ROOT / 'mkdocs.yml'}\nhooks: [{hook}]\n", encoding="utf-8")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    built = build(content, work, base=base, new_process=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert built.status == 0, built.output
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _report(times: dict[bool, list[float]]) -> None:
    for with_forms, seconds in times.items():
        print("with" if with_forms else "without", "the forms:", f"{min(seconds):.4f} s of processor time")
    ratios = [one / other for one, other in zip(times[True], times[False], strict=True)]
    print(f"ratio of the shortest: {min(times[True]) / min(times[False]):.2f}")
    print(f"median of the ratios of neighbours: {statistics.median(ratios):.2f}")


def _body(file: Path) -> str:
    document = body_document(file.read_text(encoding="utf-8"), path=file.name)
    return document.body if document else ""


def _reader(*, with_forms: bool) -> Markdown:
    markup = ReaderMarkup()
    markup.words = FRAME.strings("en")
    extensions, options = settings()
    chosen = [name for name in extensions if with_forms or name != _NAME]
    return Markdown(extensions=[*chosen, markup, QuietTexts()], extension_configs=options)


if __name__ == "__main__":
    if "BUILD" in os.environ:
        builds(int(os.environ["BUILD"]))
    else:
        main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "content")
