"""Where the site's own page "What you can write" shows the form that a rule is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from exchange.pages.addresses import page_url
from exchange.site.settings import SiteSettings

_PAGE = "about/what-you-can-write.md"
_SECTIONS: Mapping[str, Sequence[str]] = {
    "": (
        "rules/other-markdown rules/form-mistyped rules/signs-shown rules/odd-space rules/html-pasted "
        "safety/include safety/element safety/attribute safety/attribute-value safety/class "
        "safety/html-unbalanced safety/html-dropped"
    ).split(),
    "words": ["rules/escaped-mark", "rules/backslash-lost"],
    "lists": ["rules/list-unseen", "rules/bullet-sign"],
    "tables": (
        "rules/table-unseen rules/table-tabs rules/table-cells rules/table-headers rules/table-broken "
        "rules/table-equation"
    ).split(),
    "boxes": ["rules/box-empty", "rules/details-not-closed"],
    "equations": ["rules/equation-unreadable"],
    "code": ["rules/fence-not-closed", "rules/prose-as-code"],
    "figures-and-diagrams": (
        "rules/diagram-without-alternative rules/diagram-line rules/diagram-circle rules/image-alt "
        "rules/image-alt-name rules/image-remote rules/image-file rules/image-kind rules/image-bytes "
        "safety/remote-picture"
    ).split(),
    "videos-and-downloads": [
        "rules/card-fields",
        "rules/card-line",
        "rules/card-value",
        "rules/card-digest",
        "safety/file-type",
    ],
    "shared-diagrams": ["pages/shared-text"],
    "notes": ["rules/footnote-undefined", "rules/footnote-unused"],
}
"""The sections of the page, each with the rules over its forms; the first is the whole page."""


def forms_address(code: str, settings: SiteSettings, language: str) -> str:
    """Return where the form that a rule is about is shown; an empty text where it is on no page."""
    section = next((name for name, codes in _SECTIONS.items() if code in codes), None)
    folder = settings.content.folder
    locales = [code for code in (language, *settings.content.locales) if (folder / code / _PAGE).is_file()]
    if section is None or not locales:
        return ""
    return f"{settings.site_url}{locales[0]}/{page_url(_PAGE)}" + (f"#{section}" if section else "")
