"""Measure what readers take away, part by part, and its share of a cold build (docs/handouts.md)."""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from exchange.build.garbage_collection import collect_seldom
from exchange.editions.environment import PDF
from exchange.handouts.booklet import publisher
from exchange.handouts.making import Workshop, parcels
from exchange.handouts.names import Handout, courses
from exchange.handouts.pdf import can_typeset
from exchange.site.reading import read_site
from exchange.site.settings import read_settings
from exchange.text.clock import build_moment
from exchange.text.content_folder import look_at

ROOT = Path(__file__).parent.parent


_PARTS = ("pictures beside links", "QR codes", "pages of citations")
_PARTS_OF_THE_SITE = ("short links", "frames, feeds, changes", "EPUBs")
"""Made in the process that leads, for all languages."""
_PLUGINS = ("citing", "training", "handouts")


def main() -> None:
    """Print the seconds of each part without PDFs, a row for each handout, then the shares."""
    with tempfile.TemporaryDirectory() as folder:
        parts = _parts(Path(folder))
        whole = _build(Path(folder), [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file"])
        print("\n".join(f"{part:60} {seconds:6.2f} s" for part, seconds in parts.items()))
        handouts = _rows(Path(folder))
    rest, light = whole - sum(parts.values()), sum(parts.values())
    print(f"\nseconds: cold build {whole:.1f}, of which the parts {light:.1f}; handouts {handouts:.1f}")
    print(f"the parts add {100 * light / rest:.0f} % to a build without them, ", end="")
    print(f"with handouts {100 * (light + handouts) / rest:.0f} %")


def _parts(folder: Path) -> dict[str, float]:
    """Return the processor seconds of each part in a build, summed over the languages."""
    sums: dict[str, float] = {}
    for number, locale in enumerate(read_settings(ROOT / "mkdocs.yml").locales):
        out = folder / "phases.json"
        command = [sys.executable, "-m", "benchmarks.build.phases"]
        _build(folder, command, str(out), str(time.monotonic()), KX_LOCALE=locale.code)
        for phase, seconds in json.loads(out.read_text(encoding="utf-8"))["processor"].items():
            plugin, is_hook, _ = phase.partition(": on_")
            part = f"the rest of the plugin {plugin}" if is_hook and plugin in _PLUGINS else phase
            if part != phase or part in _PARTS or (part in _PARTS_OF_THE_SITE and not number):
                sums[part] = sums.get(part, 0.0) + seconds
    return dict(sorted(sums.items(), key=lambda item: -item[1]))


def _build(folder: Path, command: list[str], *arguments: str, **environment: str) -> float:
    """Build the site into a folder, nothing kept, no PDF; return the processor seconds of all processes."""
    for place in ("site", ".cache"):
        shutil.rmtree(folder / place, ignore_errors=True)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    settings = folder / "mkdocs.yml"
    settings.write_text(
        f"INHERIT: {ROOT / 'mkdocs.yml'}\ndocs_dir: {ROOT / 'content'}\nsite_dir: {folder / 'site'}\n"
        f"theme:\n  name: exchange\n  custom_dir: {ROOT / 'overrides'}\n",
        encoding="utf-8",
    )
    places = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    subprocess.run(
        [*command, str(settings), *arguments],
        check=True,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": places, "KX_PREVIEW": "1", PDF: "off", **environment},
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _rows(folder: Path) -> float:
    collect_seldom()  # as a build does
    settings = read_settings(ROOT / "mkdocs.yml")
    files = look_at(settings.content.folder, size_limit=settings.limits.files + 1)
    library = read_site(settings, files, now=build_moment(os.environ)).library
    publishers = {locale.code: publisher(settings.strings(locale.code)) for locale in settings.locales}
    workshop = Workshop(site=folder / "site", publishers=publishers)
    start = time.process_time()
    can_typeset()
    total = time.process_time() - start
    print(f"{'the typesetter itself':60} {total:6.2f} s")
    selection = [
        Handout(course=course, form=form) for course in courses(library) for form in workshop.forms(course)
    ]
    for parcel in parcels(selection):
        start = time.process_time()
        sizes = [f"{len(content) // 1000} kB" for content in workshop.make(parcel)]
        seconds = time.process_time() - start
        total += seconds
        print(f"{parcel[0].path:60} {seconds:6.2f} s {' + '.join(sizes):>20}")
    return total


if __name__ == "__main__":
    main()
