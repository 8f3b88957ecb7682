"""Build the content with other engines than MkDocs, and print how far each of them comes.

    python -m benchmarks.engines --properdocs .venv/bin/properdocs --zensical other/bin/zensical

Zensical runs none of the plugins: it is given the Markdown of one language, with the extensions of Markdown
that it has itself. What is left unread in its pages is counted.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
EXTENSIONS = ("attr_list", "footnotes", "sane_lists", "tables")
UNREAD = {
    "cards of calls": re.compile(r"::: call"),
    "dates of calls": re.compile(r"\{call:"),
    "shared texts": re.compile(r"::: (?:include|snippet)"),
    "links to records": re.compile(r'href="[^"]*\.(?:yml|csv)"'),
    "links to Markdown files": re.compile(r'href="[^":]*\.md[#"]'),
}


def main() -> None:
    """Print a row for each engine."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--properdocs", help="the program")
    parser.add_argument("--zensical", help="the program")
    parser.add_argument("--content", type=Path, default=ROOT / "content")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if chosen.properdocs:
            _compare(Path(folder), chosen.content, chosen.properdocs)
        if chosen.zensical:
            for locale in sorted(page.parent.name for page in chosen.content.glob("*/index.md")):
                _zensical(Path(folder) / locale, chosen.content / locale, chosen.zensical)


def _compare(folder: Path, content: Path, program: str) -> None:
    sites = []
    for name, command in (("mkdocs", [sys.executable, "-m", "mkdocs"]), ("properdocs", [program])):
        work = folder / name
        work.mkdir()
        settings = f"INHERIT: {ROOT / 'mkdocs.yml'}\ndocs_dir: {content}\nsite_dir: {work / 'site'}\n"
        theme = f"theme: {{name: exchange, custom_dir: {ROOT / 'overrides'}}}\n"
        (work / "mkdocs.yml").write_text(settings + theme, encoding="utf-8")
        seconds, status = _run([*command, "build", "-q", "-f", str(work / "mkdocs.yml")], work)
        sites.append(work / "site")
        print(f"{name}: status {status}, {len(_files(work / 'site'))} files, {seconds:.1f} s of processor")
    one, other = map(_files, sites)
    different = [path for path in one.keys() | other.keys() if one.get(path) != other.get(path)]
    print(f"files that differ: {len(different)}")


def _files(folder: Path) -> dict[str, bytes]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def _zensical(work: Path, content: Path, program: str) -> None:
    work.mkdir()
    shutil.copytree(content, work / "docs")
    extensions = "".join(f"  - {name}\n" for name in EXTENSIONS)
    settings = f"site_name: x\nsite_url: https://example.org/\nmarkdown_extensions:\n{extensions}"
    (work / "mkdocs.yml").write_text(settings, encoding="utf-8")
    seconds, status = _run([program, "build"], work)
    sources = list((work / "docs").rglob("*.md"))
    pages = [_page(work / "site", file.relative_to(work / "docs")) for file in sources]
    built = [page for page in pages if page.is_file()]
    print(f"zensical, {content.name}: status {status}, {len(built)} of {len(sources)} pages, {seconds:.1f} s")
    for what, count in sorted(Counter(_unread(built)).items()):
        print(f"  {what} left as they were written: on {count} pages")


def _page(site: Path, source: Path) -> Path:
    is_index = source.stem == "index"
    return site / (source.parent / "index.html" if is_index else source.with_suffix("") / "index.html")


def _unread(pages: list[Path]) -> Iterator[str]:
    for page in pages:
        text = page.read_text(encoding="utf-8")
        yield from (what for what, pattern in UNREAD.items() if pattern.search(text))


def _run(command: list[str], folder: Path) -> tuple[float, int]:
    """Return the seconds of processor time that a command takes, and its status."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, check=False, capture_output=True, cwd=folder, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        print((done.stdout + done.stderr).decode()[-2000:])
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done.returncode


if __name__ == "__main__":
    main()
