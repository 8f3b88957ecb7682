"""The command `kx adopt`: bring the pages of a folder into the content, all of them or none."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from exchange.adoption.adopt import CannotAdopt, adopt
from exchange.adoption.source_files import plain_name
from exchange.cli.refusals import CannotDo
from exchange.site.settings import SiteSettings
from exchange.text.problems import ContentProblems, explain, visible
from exchange.text.strings import Strings
from exchange.text.whole_files import write_files


def run(options: argparse.Namespace, project: SiteSettings, words: Strings) -> int:
    """Write what was read, or name it. Raises CannotDo."""
    folder = Path(options.folder)
    if not folder.is_dir():
        raise CannotDo(visible(words("adopt-no-folder", folder=options.folder)))
    locales = project.content.locales
    original = options.original or locales[0]
    target = "/".join(plain_name(part) for part in (options.into or folder.resolve().name).split("/") if part)
    try:
        adoption = adopt(folder, locales=locales, original=original, target_folder=target)
    except CannotAdopt as reason:
        raise CannotDo(visible(words(reason.reason, **reason.values))) from reason
    except ContentProblems as refusal:
        raise CannotDo(explain(refusal.problems[0], options.lang)) from refusal
    content = project.content.folder
    conflicts = [path for path in (*adoption.texts, *adoption.pictures) if (content / path).exists()]
    if conflicts:
        raise CannotDo(
            visible(words("adopt-taken", path=project.display_path(conflicts[0]), count=len(conflicts)))
        )
    if not options.dry_run:
        files: dict[Path, str | bytes] = {content / path: text for path, text in adoption.texts.items()}
        write_files(files | {content / path: file.read_bytes() for path, file in adoption.pictures.items()})
    for path in sorted([*adoption.texts, *adoption.pictures]):
        print(project.display_path(path))
    for path in adoption.left_out:
        print(visible(words("adopt-left-out", path=path)), file=sys.stderr)
    key = "adopt-would" if options.dry_run else "adopted"
    print(words(key, pages=len(adoption.texts), pictures=len(adoption.pictures)), file=sys.stderr)
    return 0
