"""Write XML as text: an element with its attributes, and what is in it."""

from __future__ import annotations

import html

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_FULL_WIDTH = str.maketrans("&<>", "＆＜＞")


def element(name: str, *content: str, **attributes: str) -> str:
    """Return an element. Content is XML already: `text` makes it of what people wrote."""
    from xml.sax.saxutils import quoteattr  # late: it loads what speaks HTTP, and few runs write XML

    attribute_text = "".join(
        f" {key.replace('__', ':')}={quoteattr(value)}" for key, value in attributes.items()
    )
    inner = "".join(content)
    return f"<{name}{attribute_text}>{inner}</{name}>" if inner else f"<{name}{attribute_text}/>"


def text(value: str) -> str:
    """Return a text as the content of an element."""
    return html.escape(value, quote=False)


def title(value: str) -> str:
    """Return a text without the signs that must be escaped, full-width in their place.

    Learning platforms copy titles into XML of their own and do not escape them again.
    """
    return value.translate(_FULL_WIDTH)
