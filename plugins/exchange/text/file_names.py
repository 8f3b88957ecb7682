"""What a shared file may be called, and which names belong to hosts, browsers and the site itself.

Asked of what authors put into the content's `assets/` and of each address that a redirect would make a file
at: what may not be sent in may not be made by a redirect either.
"""

from __future__ import annotations

import re
import unicodedata

from exchange.languages.language import all_languages, in_any_language

ASSETS = "assets"
_COPIES = [language.copy_names for language in all_languages() if language.copy_names]
_BEFORE, _BEHIND = ("|".join(marks) for marks in zip(*_COPIES, strict=True))
_LEFTOVER = re.compile(
    r"(?i).*~|#.*#|\..*#|~\$.*|\._.*|.*\.(?:bak|orig|rej|tmp|temp|old|swp|swo|crdownload|part)|thumbs\.db|ehthumbs\.db"
    r"|desktop\.ini|\.ds_store|4913|__macosx"
    rf"|(?:.*(?: ?\([0-9]{{1,2}}\)|{_BEHIND})|(?:{_BEFORE}).*)\.(?:md|ya?ml|csv)"
)
_COPY = re.compile(
    rf"(?i)(?:(?P<before>.+?)(?: ?\([0-9]{{1,2}}\)|{_BEHIND})|(?:{_BEFORE})(?P<behind>.+))"
    r"(?P<ending>\.(?:md|ya?ml|csv))"
)
COPY_WORDS = in_any_language(lambda lang: lang.copy_words)
"""What people put behind the name of a file, and a sign, for its copy: a pattern."""

JOINED_COPY_WORDS = in_any_language(lambda lang: lang.joined_copy_words)
"""The same without a sign."""

DOCUMENT_TYPES = ("docx", "xlsx", "pptx", "hwpx", "zip", "hwp", "ipynb")
SHARED_TYPES = ("png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "pdf", "csv", *DOCUMENT_TYPES)
"""The extensions of pictures and downloads: no browser runs one of them as a page or a script of the site."""

_HOST_FILES = frozenset(
    "_headers _redirects _routes.json _config.yml _worker.js cname robots.txt ads.txt humans.txt "
    "security.txt sitemap.xml web.config vercel.json netlify.toml staticwebapp.config.json firebase.json "
    "favicon.ico apple-app-site-association assetlinks.json service-worker.js sw.js manifest.json "
    "mkdocs.yml".split()
)
_NAME = re.compile(r"[a-z0-9]+([-.][a-z0-9]+)*\.[a-z0-9]+")
_FOLDER = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_RESERVED_FOLDER = re.compile(r"(built|sealed|js|static|css|fonts|search)(-.*)?", re.IGNORECASE)


_DEVICES = frozenset(
    [
        "con",
        "prn",
        "aux",
        "nul",
        "conin$",
        "conout$",
        *(f"{port}{n}" for port in ("com", "lpt") for n in range(10)),
    ]
)
"""Names that Windows keeps for devices, with any extension: a clone there cannot hold such a file."""

_PROGRAMS = frozenset(
    "php php3 php4 php5 php7 phtml phar asp aspx ashx jsp jspx cgi pl py rb sh bat cmd exe com js mjs html "
    "htm xhtml shtml shtm stm svgz hta vbs ps1 jar war swf xml xsl".split()
)
"""Endings that hosts or browsers act on, also where another ending follows (`x.php.png`)."""


def device_part(path: str) -> str | None:
    """Return the first part of a path that is the name of a device on Windows, or None."""
    return next((part for part in path.split("/") if part.lower().partition(".")[0] in _DEVICES), None)


def program_suffix(path: str) -> str | None:
    """Return the ending before the last one of a file's name that a host may run, or None."""
    inner = path.rpartition("/")[2].lower().split(".")[1:-1]
    return next((suffix for suffix in inner if suffix in _PROGRAMS), None)


def steers_the_host(path: str) -> bool:
    """Return True if a host or a browser would take a file for instructions, wherever it lies."""
    parts = path.lower().split("/")
    return parts[-1] in _HOST_FILES or ".well-known" in parts


def is_hidden(path: str) -> bool:
    """Return True if any part of a path begins with a dot."""
    return any(part.startswith(".") for part in path.split("/"))


def is_utf8(name: str) -> bool:
    """Return True if a name, as the system gave it, is UTF-8."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def odd_part(path: str) -> str | None:
    """Return the first part of a path that cannot be in an address without being rewritten."""
    *folders, name = path.split("/")
    odd = (part for part in folders if not _FOLDER.fullmatch(part))
    return next(odd, None) or (None if _NAME.fullmatch(name) else name)


def in_the_sites_own_folder(path: str) -> bool:
    """Return True if a path is in a folder below `assets/` that the site itself fills, in any case."""
    parts = path.split("/")
    return len(parts) > 2 and parts[0].lower() == ASSETS and bool(_RESERVED_FOLDER.fullmatch(parts[1]))


def extension(path: str) -> str:
    """Return what follows the last dot of a file's name; an empty text where there is none."""
    return path.rpartition("/")[2].rpartition(".")[2] if "." in path.rpartition("/")[2] else ""


def copy_of(name: str) -> str:
    """Return the name of the file that one is a copy of, or an empty text."""
    match = _COPY.fullmatch(name)
    return f"{match['before'] or match['behind']}{match['ending']}" if match else ""


_NOTION_DIGEST = re.compile(r"(?<=.)[ -][0-9a-f]{32}$")
"""What Notion writes behind the name of a page that it exports."""


def plain_name(name: str) -> str:
    """Return a name as an address can hold it; an empty text where its words are in another script."""
    stem, dot, ending = unicodedata.normalize("NFKC", name).lower().rpartition(".")
    stem = _NOTION_DIGEST.sub("", stem)
    words = re.sub(r"[^\w]+|_+", "-", stem if dot else ending).strip("-")
    return f"{words}{dot}{ending if dot else ''}" if words and words.isascii() else ""


def leftover(name: str) -> bool:
    """Return True if an editor, an office program or a system gives its own files such a name."""
    return bool(_LEFTOVER.fullmatch(name))
