"""Who builds: this project and its peers, each in a folder of its own, on the same text in its own form."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ruamel.yaml import YAML
from tests.tools import install_debian

from benchmarks.corpus import ROOT, write_site_file
from benchmarks.web_bench import PEER, node_of_bench

from . import forms
from .running import LOG, Memory, Took, run, run_watched

HERE = Path(__file__).parent
WEB = HERE.parent / "web"
MANY = WEB / "many"
"""Where Starlight builds: its compiler wants its packages in a folder above."""
OURS, IN_TURN = "this project", "this project, one language after the other"
STOCK = "MkDocs + Material + static-i18n, stock"
HUGO, HUGO_CACHED = "Hugo, whole navigation on each page", "Hugo, navigation cached"
STARLIGHT = "Starlight"
_MKDOCS = (sys.executable, "-m", "mkdocs", "build", "-q")
_GIT = ("git", "-c", "user.name=A", "-c", "user.email=a@b.example", "-c", "gc.auto=0")


@dataclass(frozen=True, slots=True, kw_only=True)
class Builder:
    """A generator with its settings in a folder; everything else there is what it has built or kept."""

    name: str
    folder: Path
    command: Sequence[str]
    form: forms.Form
    content: str = "content"
    """Its folder of pages, below `folder`."""
    site: str = "site"
    """What it builds, below `folder`."""
    environment: Mapping[str, str] = field(default_factory=dict)
    stays: frozenset[str]
    """What is in `folder` before the first build."""

    def build(self) -> Took:
        """Run its build command, a process of its own."""
        return run(self.command, self.folder, self._environment())

    def build_watched(self) -> Memory:
        """Run its build command and watch its memory."""
        return run_watched(self.command, self.folder, self._environment())

    def _environment(self) -> Mapping[str, str]:
        """Return its variables; what it may keep for its user is kept in its folder too."""
        return {"XDG_CACHE_HOME": str(self.folder / ".user-cache"), **self.environment}

    def built_page(self, path: str) -> Path:
        """Return the file it has built of a page of the corpus."""
        return (self.folder / self.site / path).with_suffix("") / "index.html"

    def forget(self) -> None:
        """Remove all it has built and kept."""
        for entry in self.folder.iterdir():
            if entry.name not in self.stays:
                shutil.rmtree(entry) if entry.is_dir() and not entry.is_symlink() else entry.unlink()

    def take(self, texts: Mapping[str, str]) -> None:
        """Write files of the corpus, in its form."""
        for path, text in texts.items():
            if written := self.form(path, text):
                file = self.folder / self.content / written[0]
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(written[1], encoding="utf-8")

    def restore(self, corpus: Path, paths: Iterable[str]) -> None:
        """Bring files back to what they are in the corpus; remove those it does not have."""
        for path in paths:
            if (corpus / path).exists():
                self.take({path: (corpus / path).read_text(encoding="utf-8")})
            elif written := self.form(path, ""):
                (self.folder / self.content / written[0]).unlink()


def ours(work: Path, corpus: Path, *, at_once: bool = True, root: Path = ROOT) -> Builder:
    """Return this project with its own settings, its content in a git repository as it is in earnest.

    `root` is another checkout of the project that builds in its place.
    """
    folder = _fresh(work / ("ours" if at_once else "in-turn"))
    settings = _own_settings(root, at_once=at_once)
    (folder / ".gitignore").write_text("/*\n!/content/\n", encoding="utf-8")
    yaml = YAML()
    with (folder / "mkdocs.yml").open("w", encoding="utf-8") as file:
        yaml.dump(settings, file)
    _copy(corpus, folder / "content", forms.as_it_is)
    if (root / "content/site.yml").exists():  # trees from before that file refuse it
        write_site_file(folder / "content", root)
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "The corpus"]):
        subprocess.run([*_GIT, *command], cwd=folder, check=True)
    return Builder(
        name=OURS if at_once else IN_TURN,
        folder=folder,
        command=_MKDOCS,
        form=forms.as_it_is,
        environment={"NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(root / "plugins")},
        stays=_there(folder),
    )


def _own_settings(root: Path, *, at_once: bool) -> Mapping[str, object]:
    """Return the project's mkdocs.yml for a folder elsewhere."""
    settings: dict[str, object] = YAML().load(root / "mkdocs.yml")  # keeps the !ENV tags as they are
    settings["theme"]["custom_dir"] = str(root / "overrides")  # type: ignore[index]
    if not at_once:
        settings["plugins"]["bilingual"] = {"at_once": False}  # type: ignore[index]
    return settings


def stock(work: Path, corpus: Path) -> Builder:
    """Return MkDocs with the plugin and the theme that people use, installed beside us."""
    folder = _fresh(work / "stock")
    shutil.copy(HERE / "stock.yml", folder / "mkdocs.yml")
    _copy(corpus, folder / "content", forms.for_stock)
    return Builder(
        name=STOCK,
        folder=folder,
        command=_MKDOCS,
        form=forms.for_stock,
        environment={"NO_MKDOCS_2_WARNING": "1"},
        stays=_there(folder),
    )


def hugo(work: Path, corpus: Path, *, cached: bool) -> Builder | None:
    """Return Hugo with our small theme, or None where Debian's package cannot be had."""
    if not shutil.which("hugo"):
        install_debian("hugo")
    if not shutil.which("hugo"):
        return None
    folder = _fresh(work / ("hugo-cached" if cached else "hugo"))
    shutil.copytree(HERE / "hugo", folder, dirs_exist_ok=True)
    _copy(corpus, folder / "content", forms.for_hugo)
    return Builder(
        name=HUGO_CACHED if cached else HUGO,
        folder=folder,
        command=("hugo", "--quiet", "--destination", "site"),
        form=forms.for_hugo,
        environment={
            "HUGO_CACHEDIR": str(folder / ".hugo-cache"),
            "HUGO_PARAMS_NAVIGATION": "cached" if cached else "whole",
        },
        stays=_there(folder),
    )


def starlight(corpus: Path) -> Builder | None:
    """Return Starlight, its side bar made of folders, or None where benchmarks/web cannot be installed."""
    try:
        node = node_of_bench()
    except (OSError, subprocess.CalledProcessError):
        return None
    folder = _fresh(MANY)
    for name in ("package.json", "src/content.config.ts"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(PEER / name, folder / name)
    settings = (PEER / "astro.config.mjs").read_text(encoding="utf-8")
    parts = sorted(entry.name for entry in (corpus / "en").iterdir() if entry.is_dir())
    bar = re.sub(r"sidebar: \[[^]]*\]", f"sidebar: {json.dumps(parts)}", settings)
    (folder / "astro.config.mjs").write_text(bar, encoding="utf-8")
    _copy(corpus, folder / "src/content/docs", forms.for_starlight)
    return Builder(
        name=STARLIGHT,
        folder=folder,
        command=(str(node), str(WEB / "node_modules/astro/bin/astro.mjs"), "build", "--silent"),
        form=forms.for_starlight,
        content="src/content/docs",
        site="dist",
        environment={"ASTRO_TELEMETRY_DISABLED": "1"},
        stays=_there(folder),
    )


def _fresh(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def _there(folder: Path) -> frozenset[str]:
    return frozenset(entry.name for entry in folder.iterdir()) | {LOG}


def _copy(corpus: Path, folder: Path, form: forms.Form) -> None:
    for file in sorted(corpus.rglob("*")):
        if file.is_file() and (
            written := form(file.relative_to(corpus).as_posix(), file.read_text(encoding="utf-8"))
        ):
            target = folder / written[0]
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(written[1], encoding="utf-8")
