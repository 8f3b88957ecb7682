"""Whatever happens to the files that builds keep, a build ends well and gives what a clean build gives.

KX_FLIPS is the number of builds with one bit changed in every file: 2 where it is not set, hundreds of bits.
"""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.build.edited_sites import BUILT_AT, EditedSite
from tests.building import digests, mkdocs

_ROUNDS = int(os.environ.get("KX_FLIPS") or 2)
_SAID = "is damaged. It is not used"


class Warm:
    """A site that was built twice, so that everything a build may leave to the next one is there."""

    def __init__(self, folder: Path) -> None:
        self.site = EditedSite(folder)
        self.site.begin()
        self.site.build("en", keep=True)  # writes the settings
        shutil.rmtree(self.site.kept)
        self.out = folder / "out"
        self.pristine = folder / "pristine"
        self.build()
        self.clean = digests(self.out)
        self.build()
        assert (self.site.kept / "spare").is_dir()
        shutil.copytree(self.site.kept, self.pristine)

    def build(self) -> str:
        """Build both languages, which must succeed; return what was said."""
        settings = str(self.site.folder / "kept" / "mkdocs.yml")
        done = mkdocs(
            *("build", "--strict", "-f", settings, "-d", str(self.out)),
            folder=self.site.folder,
            environment={"SOURCE_DATE_EPOCH": str(BUILT_AT)},
        )
        assert done.status == 0, done.output
        return done.output

    def begin_again(self) -> None:
        """Put back what was kept before the damage."""
        shutil.rmtree(self.site.kept, ignore_errors=True)
        shutil.copytree(self.pristine, self.site.kept)
        shutil.rmtree(self.out, ignore_errors=True)


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Warm:
    return Warm(tmp_path_factory.mktemp("warm"))


def _files(folder: Path) -> Iterator[Path]:
    yield from sorted(file for file in folder.rglob("*") if file.is_file())


def _flip(file: Path, chance: random.Random) -> None:
    content = bytearray(file.read_bytes())
    bit = chance.randrange(len(content) * 8)
    content[bit // 8] ^= 1 << bit % 8
    file.write_bytes(content)


def _halve(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)


def _empty(file: Path) -> None:
    os.truncate(file, 0)


def _foreign(file: Path) -> None:
    file.write_bytes(b"\xff\xfe of another program\n" * 500)


def _folder(file: Path) -> None:
    file.unlink()
    (file / "more").mkdir(parents=True)


def _dangling(file: Path) -> None:
    file.unlink()
    file.symlink_to("nowhere")


def _pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


@pytest.mark.parametrize("seed", range(_ROUNDS))
def test_a_changed_bit_in_every_file_is_never_published(warm: Warm, seed: int) -> None:
    """The site has the bytes of a clean build, damage is said, and the build after it has none to say."""
    chance = random.Random(seed)  # noqa: S311 -- no secret
    warm.begin_again()
    for file in _files(warm.site.kept):
        if file.stat().st_size:
            _flip(file, chance)
    said = warm.build()
    assert digests(warm.out) == warm.clean
    assert said.count(_SAID) <= len(list(warm.site.kept.rglob("*.sqlite")))
    assert _SAID not in warm.build()
    assert digests(warm.out) == warm.clean


_DAMAGE = (_halve, _empty, _foreign, _folder, _dangling, _pipe)


@pytest.mark.parametrize("turn", range(_ROUNDS))
def test_what_is_no_longer_a_file_of_ours_stops_no_build(warm: Warm, turn: int) -> None:
    """Every file at once is cut off, empty, of another program, a folder, a link to nowhere or a pipe."""
    warm.begin_again()
    for number, file in enumerate(_files(warm.site.kept), turn):
        _DAMAGE[number % len(_DAMAGE)](file)
    warm.build()
    assert digests(warm.out) == warm.clean
    assert _SAID not in warm.build()


@pytest.mark.parametrize("name", [".", "spare"])
def test_a_file_where_a_folder_should_be_stops_no_build(warm: Warm, name: str) -> None:
    """Nothing can be kept, or nothing was left to this build: it works as a first one does."""
    warm.begin_again()
    shutil.rmtree(warm.site.kept / name)
    (warm.site.kept / name).write_text("in the way", encoding="utf-8")
    warm.build()
    assert digests(warm.out) == warm.clean
    if name == ".":
        warm.site.kept.unlink()


def test_damage_is_said_once_for_a_file_in_the_language_of_who_builds(warm: Warm) -> None:
    """A page of either language whose kept bytes are others, size and all the rest as they were."""
    warm.begin_again()
    for locale in ("en", "ko"):
        file = warm.site.kept / "incremental" / f"{locale}.sqlite"
        content = file.read_bytes()
        assert b"<article" in content
        file.write_bytes(content.replace(b"<article", b"<artikle"))
    said = warm.build()
    for locale in ("en", "ko"):
        assert said.count(f"Part of '.cache/incremental/{locale}.sqlite' {_SAID}") == 1, said
    assert digests(warm.out) == warm.clean
