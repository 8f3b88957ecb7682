"""A newcomer adds an output of calls by the steps of docs/developing.md."""

from __future__ import annotations

from pathlib import Path

from tests.journeys.newcomer import Newcomer

MODULE = '''"""Write the names of all calls, as bytes that are no text."""

from __future__ import annotations

from exchange.calls.views.call_views import CallsView


def names(site: CallsView) -> bytes:
    """Return the names, each after a byte that UTF-8 does not have."""
    return b"".join(b"\\xff" + call.id.encode() for call in site.calls)
'''
OUTPUTS = "plugins/exchange/calls/outputs/all_outputs.py"


def test_a_module_and_a_line_make_an_output(tmp_path: Path) -> None:
    """One file in each language, with any bytes, made and then taken from the cache."""
    newcomer = Newcomer(tmp_path)
    newcomer.write("plugins/exchange/calls/outputs/names.py", MODULE)
    line = '    yield f"data/{site.wording.code}/names.bin", names(site)\n'
    newcomer.insert(OUTPUTS, "    yield csv_path(site.wording)", line)
    newcomer.insert(OUTPUTS, "from exchange.calls.outputs.spreadsheet", _IMPORT)
    assert len(newcomer.places) == 2
    for _ in range(2):
        newcomer.build()
        for locale in ("en", "ko"):
            assert (tmp_path / "site/data" / locale / "names.bin").read_bytes() == b"\xfftrial"


_IMPORT = "from exchange.calls.outputs.names import names\n"
