"""The gate against harm: what strangers send is refused with a reason, or harmless; nothing is stripped.

`check_paths`, `check_content` (which is `check_files` and `check_text` of a folder), `check_page_html` and
`check_published` need no MkDocs and raise nothing: each returns the problems of what it was given.
"""

from gate.content import check_content
from gate.files import check_files, check_paths
from gate.kinds import Places
from gate.limits import Limits
from gate.page_html import check_page_html
from gate.published import check_published
from gate.reserved import frame_ids
from gate.source import Source, read_source
from gate.texts import check_text

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
