"""The gate against harm: what strangers send is refused with a reason, or harmless; nothing is stripped.

`check_paths`, `check_content` (which is `check_files` and `check_text` of a folder), `check_page_html` and
`check_published` need no MkDocs and raise nothing: each returns the problems of what it was given.
"""

from exchange.safety.content import check_content
from exchange.safety.file_kinds import Places
from exchange.safety.files import check_files, check_paths
from exchange.safety.finished_pages import check_published
from exchange.safety.frame_ids import frame_ids
from exchange.safety.limits import Limits
from exchange.safety.markdown_source import Source, read_source
from exchange.safety.page_html import check_page_html
from exchange.safety.texts import check_text

__all__ = [
    "Limits",
    "Places",
    "Source",
    "check_content",
    "check_files",
    "check_page_html",
    "check_paths",
    "check_published",
    "check_text",
    "frame_ids",
    "read_source",
]
