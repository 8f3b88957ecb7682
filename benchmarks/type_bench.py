"""Measure Hangul in the reader's own font beside a web font cut to the site's characters: `make bench-type`.

The same pages are judged twice in one run: as they are, and with Pretendard (OFL; renamed, as its licence
asks) subset to every character the site prints, in two weights, with a fallback adjusted to its size.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

from benchmarks.corpus import ROOT
from benchmarks.web_bench import HERE, WORK, judge, node_of_bench

PAGES = ("ko/guides/estimands/", "ko/calls/", "ko/")
WEIGHTS = {400: "Regular", 700: "Bold"}
COLUMNS = ("performance", "lcp_s", "cls", "kb", "requests")
FACE = """@font-face {{
  font-family: "Site Hangul"; font-weight: {weight}; font-display: swap;
  src: url("{name}") format("woff2");
}}
"""
RULES = """@font-face {
  font-family: "Site Hangul Fallback";
  src: local("Noto Sans CJK KR"), local("Malgun Gothic"), local("Apple SD Gothic Neo");
  size-adjust: 96%; ascent-override: 98%; descent-override: 25%; line-gap-override: 0%;
}
:lang(ko) { font-family: "Site Hangul", "Site Hangul Fallback", sans-serif !important }
"""


def main(runs: int) -> int:
    """Build both variants, judge them, print the table."""
    node = node_of_bench()
    plain, dressed = WORK / "ours", WORK / "webfont"
    build = [sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(plain)]
    subprocess.run(build, cwd=ROOT, check=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
    shutil.rmtree(dressed, ignore_errors=True)
    shutil.copytree(plain, dressed)
    sizes = _dress(dressed)
    print(f"fonts: {', '.join(f'{weight}: {size / 1000:.0f} kB' for weight, size in sizes.items())}")
    print("| type | page | " + " | ".join(COLUMNS) + " |\n|" + "---|" * (len(COLUMNS) + 2))
    for page in PAGES:
        for name, folder in (("the reader's own", plain), ("web font, subset", dressed)):
            row = judge(node, folder, page, runs)
            print(f"| {name} | {page} | " + " | ".join(str(row[c]) for c in COLUMNS) + " |", flush=True)
    return 0


def _dress(folder: Path) -> dict[int, int]:
    """Put the subset fonts and their rules into a copy of the site; return the bytes of each weight."""
    (style,) = (folder / "assets/built").glob("site.*.css")
    characters = {c for file in folder.rglob("*.html") for c in file.read_text(encoding="utf-8")}
    sizes, faces = {}, ""
    for weight, name in WEIGHTS.items():
        target = style.with_name(f"hangul-{weight}.woff2")
        _cut(HERE / f"node_modules/pretendard/dist/public/static/Pretendard-{name}.otf", characters, target)
        sizes[weight] = target.stat().st_size
        faces += FACE.format(name=target.name, weight=weight)
    style.write_text(faces + RULES + style.read_text(encoding="utf-8"), encoding="utf-8")
    return sizes


def _cut(source: Path, characters: set[str], target: Path) -> None:
    options = subset.Options(flavor="woff2", layout_features=["kern", "liga"], notdef_outline=True)
    font = TTFont(source)
    cutter = subset.Subsetter(options)
    cutter.populate(text="".join(sorted(characters)))
    cutter.subset(font)
    subset.save_font(font, str(target), options)


if __name__ == "__main__":
    sys.exit(main(int(os.environ.get("RUNS", "3"))))
