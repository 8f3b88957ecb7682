"""The frame of pages: the files of the theme, each replaced by one of the same name among a site's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from exchange.extensions import package_folders
from exchange.text.strings import Strings, merge_strings

THEME = Path(__file__).parents[1] / "theme"
_STRINGS = "locales"


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Folders with templates, styles, scripts and strings; the first that has a file gives it."""

    folders: tuple[Path, ...]

    def file(self, name: str) -> Path:
        """Return the file of a name, as `assets/early.js`."""
        return next(path for folder in self.folders if (path := folder / name).is_file())

    def files(self, pattern: str) -> dict[str, Path]:
        """Return the files of names that match a pattern, by name, in order of their names."""
        matches = {
            path.relative_to(folder).as_posix(): path
            for folder in reversed(self.folders)
            for path in folder.glob(pattern)
            if path.is_file()
        }
        return dict(sorted(matches.items()))

    def layers(self, name: str) -> list[Path]:
        """Return every file of a name, the theme's first: what is said later wins."""
        return [path for folder in reversed(self.folders) if (path := folder / name).is_file()]

    @property
    def strings_folders(self) -> list[Path]:
        """The folders of strings, the theme's first."""
        return [folder / _STRINGS for folder in reversed(self.folders)]

    def strings(self, name: str, *others: str) -> Strings:
        """Return the words of the interface in a language (`ko`), or parts of them (`calendar.ko`)."""
        strings = merge_strings(self.strings_folders, name)
        for addition in others:
            strings = strings.joined(merge_strings(self.strings_folders, addition))
        return strings


def frame_of(folder: Path | None) -> Frame:
    """Return the frame of a site with a folder of its own files, if it has any; packages come after it."""
    site: Sequence[Path] = () if folder is None else (folder,)
    return Frame(folders=(*site, *package_folders("frames", "languages"), THEME))
