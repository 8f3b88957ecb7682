"""Judge a document of any kind that is downloaded, by the reader of its format."""

from __future__ import annotations

from exchange.safety.hwp import check_hwp
from exchange.safety.limits import Limits
from exchange.safety.notebooks import check_notebook
from exchange.safety.office_documents import check_hwpx, check_office


def check_document(content: bytes, extension: str, limits: Limits) -> None:
    """Raise UnsafeDocument for one that is not what it is called, or that acts."""
    if extension == "hwp":
        check_hwp(content, limits)
    elif extension == "hwpx":
        check_hwpx(content, limits)
    elif extension == "ipynb":
        check_notebook(content)
    elif extension != "zip":
        check_office(content, extension, limits)
