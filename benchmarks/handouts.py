"""Measure handouts: seconds and bytes of each, and their share of a cold build (docs/handouts.md)."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

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


def main() -> None:
    """Print a row for each handout, then the share."""
    with tempfile.TemporaryDirectory() as folder:
        whole = _build(Path(folder))
        total = _rows(Path(folder))
    print(f"\nprocessor seconds: cold build {whole:.1f}, handouts in it {total:.1f}")
    print(f"handouts add {100 * total / (whole - total):.0f} % to a build without them")


def _build(folder: Path) -> float:
    """Build the site into a folder, with nothing kept; return the processor seconds of all processes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    settings = folder / "mkdocs.yml"
    settings.write_text(
        f"INHERIT: {ROOT / 'mkdocs.yml'}\ndocs_dir: {ROOT / 'content'}\nsite_dir: {folder / 'site'}\n"
        f"theme:\n  name: exchange\n  custom_dir: {ROOT / 'overrides'}\n",
        encoding="utf-8",
    )
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(settings)]
    subprocess.run(command, check=True, cwd=folder, env={**os.environ, "KX_PREVIEW": "1", PDF: "on"})
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _rows(folder: Path) -> float:
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
