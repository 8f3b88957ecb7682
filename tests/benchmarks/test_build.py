"""What the benchmark of builds is made of does what its figures claim."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from benchmarks.build.edits import EDITS, Edit
from benchmarks.build.forms import for_hugo, for_starlight, for_stock
from benchmarks.build.phases import Clock, time_hooks
from benchmarks.build.running import BuildFailed, memory_of, run, run_watched
from benchmarks.corpus import make_corpus
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, PluginCollection

PAGES = 50
GUIDE = """---
title: "Synthetic guide 1"
kind: guide
original: en
id: guide-00001
---

## A heading { #section-1 }

[Another](guide-00000.md#section-1)
"""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_corpus(tmp_path_factory.mktemp("corpus") / "content", PAGES)


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.name)
def test_an_edit_changes_what_it_says(corpus: Path, edit: Edit) -> None:
    """Each text is another than before, and holds what its page must show afterwards."""
    texts = edit.changed(corpus, PAGES)
    for path, text in texts.items():
        assert not (corpus / path).exists() or (corpus / path).read_text(encoding="utf-8") != text
    _, words = edit.shown(PAGES)
    written = words.removeprefix('id="').removesuffix('"')
    assert any(written in text for text in texts.values())


def test_a_peer_gets_pages_in_its_own_form() -> None:
    """Hugo checks links by relref and calls a folder's page _index.md; Starlight makes section ids itself."""
    assert for_stock("en/a.md", GUIDE) == (
        "en/a.md",
        GUIDE.replace("kind: guide\noriginal: en\nid: guide-00001\n", ""),
    )
    hugo = for_hugo("en/part-000/index.md", GUIDE)
    assert hugo is not None
    assert hugo[0] == "en/part-000/_index.md"
    assert '[Another]({{< relref "guide-00000.md#section-1" >}})' in hugo[1]
    starlight = for_starlight("en/a.md", GUIDE)
    assert starlight is not None
    assert "## A heading\n" in starlight[1]
    assert "[Another](../guide-00000/)" in starlight[1]
    assert for_stock("glossary.csv", "") is for_hugo("nav.yml", "") is for_starlight("nav.yml", "") is None


def test_phases_add_up_to_the_whole() -> None:
    """A phase within another stops its clock: each second counts once."""
    clock = Clock("outer", 0.0)
    now = iter([3.0, 5.0, 6.0, 10.0])
    clock.now = lambda: (next(now), 0.0)  # type: ignore[method-assign]
    clock.begin("inner")
    clock.end()
    clock.turn("after")
    clock.end()
    assert clock.wall == {"outer": 4.0, "inner": 2.0, "after": 4.0}


class _Shouting(BasePlugin):  # type: ignore[no-untyped-call,type-arg]
    def on_page_markdown(self, markdown: str, **_: object) -> str:
        return markdown.upper()


def test_a_timed_hook_does_what_it_did() -> None:
    """Its time counts to its plugin and event, and its answer is handed on."""
    plugins = PluginCollection()
    plugins["shouting"] = _Shouting()
    clock = Clock("MkDocs", 0.0)
    time_hooks(plugins, clock)
    config = MkDocsConfig()
    shouted = plugins.on_page_markdown("a", page=None, config=config, files=None)  # type: ignore[arg-type]
    assert shouted == "A"
    assert "shouting: on_page_markdown" in clock.wall


def test_processor_time_is_that_of_all_processes(tmp_path: Path) -> None:
    """What a process it waited for has used counts too."""
    burn = "import time\nwhile time.process_time() < 0.2: pass"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {burn!r}])"
    assert run([sys.executable, "-c", parent], tmp_path, {}).processor >= 0.2


_HOLDS = "held = bytearray(b'x') * 60_000_000; print(flush=True); input()"
_BOTH_HOLD = f"""\
import subprocess, sys
child = subprocess.Popen([sys.executable, "-c", {_HOLDS!r}], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
child.stdout.readline()
held = bytearray(b"x") * 60_000_000
print(flush=True)
input()
child.communicate(b"end")
"""


def test_memory_is_that_of_all_processes() -> None:
    """Two processes that hold 60 MB each hold 120 MB; once they have ended, nothing."""
    command = [sys.executable, "-c", _BOTH_HOLD]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        parent.stdout.readline()
        held = memory_of(parent.pid)
        parent.communicate(b"end\n")
    assert held.processes == 2
    assert 120_000_000 <= held.proportional <= held.resident
    assert memory_of(parent.pid).processes == 0


def test_a_watched_build_ends_as_any_other(tmp_path: Path) -> None:
    """Its memory is known afterwards, and so is that it failed."""
    assert run_watched([sys.executable, "-c", "import time; time.sleep(.3)"], tmp_path, {}).processes == 1
    with pytest.raises(BuildFailed, match="no such page"):
        run_watched([sys.executable, "-c", "import sys; sys.exit('no such page')"], tmp_path, {})


def test_a_failed_build_is_no_figure(tmp_path: Path) -> None:
    """It says what the command said."""
    with pytest.raises(BuildFailed, match="no such page"):
        run([sys.executable, "-c", "import sys; sys.exit('no such page')"], tmp_path, {})
