"""Make the files that plugins add after mkdocs-static-i18n has chosen its own."""

from __future__ import annotations

from mkdocs.structure.files import File


def place_page(file: File, path: str, *, locale: str, folder: str) -> File:
    """Put a page at its address, and set what mkdocs-static-i18n sets on its files and reads later.

    `path` is the page's path in every language; `folder` its URL below the language, `guides/x/`, home ``.
    """
    file.dest_uri = f"{folder}index.html"
    file.url = folder or "./"
    extra: dict[str, object] = {
        "locale": locale,
        "locale_alternate_of": locale,
        "localization": locale,
        "norm_src_uri": path,
        "alternates": {locale: file},
    }
    for name, value in extra.items():
        setattr(file, name, value)
    return file
