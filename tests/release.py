"""`make release`: build the wheel and the sdist twice, compare them, and try the wheel as it is installed.

    python -m tests.release --python python3.11 --python python3.13

For each interpreter the wheel and what it needs are installed into an empty environment, away from this tree.
It builds a small site and checks it; the bytes must be those that the first one built.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.building import ROOT, SEEN, SITES, digests
from tests.theme.overriding import override_all, unseen

OUT = ROOT / "dist"
_PARTS = (
    "plugins",
    "pyproject.toml",
    "README.md",
    "LICENSE",
    "LICENSE-CONTENT",
    "docs/third-party.md",
    ".gitignore",
)
_KINDS = ("search", "path", "link-check", "site-map", "style")  # of pages that a site has once
_NOT_SHOWN = frozenset(  # what a site without editions and moved pages has no use for
    {
        "components/edition_banner.html",
        "components/page_editions.html",
        *(f"root/{name}.html" for name in "edition editions redirect since tombstone versions".split()),
    }
)
_BUILD = """
import sys
from hatchling.build import build_sdist, build_wheel
build_wheel(sys.argv[1]), build_sdist(sys.argv[1])
"""


def build_distributions(source: Path, out: Path) -> list[Path]:
    """Build the wheel and the sdist of a source tree; return their files."""
    out.mkdir(parents=True, exist_ok=True)
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(int(SEEN.timestamp()))}
    subprocess.run([sys.executable, "-c", _BUILD, str(out)], check=True, cwd=source, env=environment)
    return sorted(out.iterdir())


def copy_of_sources(folder: Path) -> Path:
    """Copy what is built from, with other times and rights, as another person has it."""
    for name in _PARTS:
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, target, copy_function=shutil.copyfile)
        else:
            shutil.copyfile(ROOT / name, target)
    return folder


def write_site(folder: Path) -> Path:
    """Lay out a small site that uses the theme by its name, with a folder that overrides all it can."""
    shutil.copytree(SITES / "every-kind", folder / "content")
    shutil.copy(ROOT / "content/site.yml", folder / "content")
    for kind in _KINDS:
        page = f'---\ntitle: "{kind}"\ndescription: "Its kind."\nkind: {kind}\noriginal: en\n---\n\nA text.\n'
        (folder / f"content/en/{kind}.md").write_text(page, encoding="utf-8")
    shutil.copytree(ROOT / "overrides", folder / "overrides")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    (folder / "marks.json").write_text(json.dumps(override_all(folder / "overrides")), encoding="utf-8")
    return folder


def unseen_overrides(folder: Path) -> set[str]:
    """Return what the site in this folder overrides and does not show, though a page that it has would."""
    marks = json.loads((folder / "marks.json").read_text(encoding="utf-8"))
    return unseen(folder / "site", marks) - _NOT_SHOWN


def _try(wheel: Path, python: str, work: Path) -> dict[str, str]:
    """Install the wheel into an empty environment, build and check a site; return digests of its files."""
    began = time.monotonic()
    subprocess.run([python, "-m", "venv", str(work / "venv")], check=True)
    programs = work / "venv" / ("Scripts" if os.name == "nt" else "bin")
    install = [str(programs / "pip"), "install", "-q", "--disable-pip-version-check", f"{wheel}[ko]"]
    subprocess.run(install, check=True, cwd=work)
    site = write_site(work / "site")
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    environment |= {"SOURCE_DATE_EPOCH": str(int(SEEN.timestamp())), "NO_MKDOCS_2_WARNING": "1"}
    for command in (["mkdocs", "build", "-q", "--strict"], ["kx", "check"]):
        subprocess.run([str(programs / command[0]), *command[1:]], check=True, cwd=site, env=environment)
    assert unseen_overrides(site) == set()
    files = digests(site / "site")
    seconds = time.monotonic() - began
    print(f"{python}: installed, built and checked, {len(files)} files, {seconds:.0f} s", flush=True)
    return files


def main() -> int:
    """Print what was built and tried; return 1 where bytes differ."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--python", action="append", default=[])
    pythons = parser.parse_args().python
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        first = build_distributions(copy_of_sources(work / "one"), work / "first")
        second = build_distributions(copy_of_sources(work / "two"), work / "second")
        for one, other in zip(first, second, strict=True):
            same = one.read_bytes() == other.read_bytes()
            print(
                f"{one.name}: sha256 {hashlib.sha256(one.read_bytes()).hexdigest()}, twice the same: {same}"
            )
            if not same:
                return 1
        shutil.rmtree(OUT, ignore_errors=True)
        shutil.copytree(work / "first", OUT)
        wheel = next(OUT.glob("*.whl"))
        sites = [_try(wheel, python, work / f"with-{number}") for number, python in enumerate(pythons)]
        return 0 if all(site == sites[0] for site in sites) else 1


if __name__ == "__main__":
    sys.exit(main())
