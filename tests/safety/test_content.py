"""What the gate remembers of files never hides anything: known or looked into, the problems are the same."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exchange.build.store import Store
from exchange.safety import characters
from exchange.safety import content as looking
from exchange.safety.content import check_content
from exchange.safety.file_kinds import Places
from exchange.safety.limits import Limits
from exchange.text.problems import Problem, in_order

SITES = Path(__file__).parents[1] / "sites"
FOLDERS = sorted(
    [
        *(SITES / "faulty").iterdir(),
        *(SITES / "legitimate").iterdir(),
        SITES / "showcase" / "content",
        Path(__file__).parents[2] / "content",
    ]
)
PLACES = Places(locales=("en", "ko"))
HEAD = "---\ntitle: A\n---\n"
SVG = '<svg xmlns="http://www.w3.org/2000/svg">{}</svg>'
CONTENTS = {
    "en/a.md": ["Right.", HEAD, f"{HEAD}a\u202eb", "<!--8<-- 'x' -->\n--8<-- x", ">" * 12, "x" * 20_000],
    "ko/a.md": ["글", "글\u200b글", "---\ntitle: <b>\n---\n", "\ud800"],
    "assets/x.svg": [SVG.format(""), SVG.format("<script/>"), "no drawing"],
    "glossary.csv": ["a,b\n", "=1+1,b\n", "<b>,c\n"],
    "calls/x.yml": ["a: b\n", 'a: "<script>"\n'],
}


def problems(folder: Path, store: Store | None, limits: Limits | None = None) -> tuple[Problem, ...]:
    """Return what is found in a folder, in order."""
    found = check_content(folder, root="content", places=PLACES, limits=limits or Limits(), store=store)
    if store:
        store.save()
    return in_order(found)


@pytest.mark.parametrize("site", FOLDERS, ids=lambda folder: folder.name)
def test_every_site_is_judged_alike_from_memory(site: Path, tmp_path: Path) -> None:
    """A folder that was looked into before is refused for the same reasons, or passes again."""
    kept = [problems(site, Store(tmp_path / "kept", stamp="")) for _ in range(3)]
    assert kept == [problems(site, None)] * 3


_edits = st.lists(
    st.sampled_from(sorted(CONTENTS)).flatmap(
        lambda path: st.tuples(st.just(path), st.sampled_from([None, *CONTENTS[path]]))
    ),
    max_size=6,
)


@given(st.lists(_edits, min_size=1, max_size=4))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_memory_equals_looking_after_any_edits(
    tmp_path: Path, builds: list[list[tuple[str, str | None]]]
) -> None:
    """After any series of edits, right and wrong, each build finds what a build without memory finds."""
    shutil.rmtree(tmp_path)
    folder = tmp_path / "content"
    folder.mkdir(parents=True)
    for edits in builds:
        for path, text in edits:
            (folder / path).parent.mkdir(exist_ok=True)
            (folder / path).unlink(missing_ok=True)
            if text is not None:
                (folder / path).write_bytes(text.encode("utf-8", "surrogatepass"))
        assert problems(folder, Store(tmp_path / "kept", stamp="")) == problems(folder, None)


def test_only_what_changed_is_looked_into(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that was harmless and has the same bytes is not read as text again; faulty ones always are."""
    folder = tmp_path / "content"
    (folder / "en").mkdir(parents=True)
    for name, text in {"a": HEAD, "b": HEAD, "wrong": ">" * 12}.items():
        (folder / f"en/{name}.md").write_text(text, encoding="utf-8")
    problems(folder, Store(tmp_path / "kept", stamp=""))
    looked: list[str] = []
    before = looking.check_text

    def noting(text: str, *, path: str, limits: Limits) -> list[Problem]:
        looked.append(path)
        return before(text, path=path, limits=limits)

    monkeypatch.setattr(looking, "check_text", noting)
    (folder / "en/b.md").write_text(f"{HEAD}changed", encoding="utf-8")
    problems(folder, Store(tmp_path / "kept", stamp=""))
    assert looked == ["content/en/b.md", "content/en/wrong.md"]


def test_other_limits_are_asked_for_anew(tmp_path: Path) -> None:
    """What passed under generous limits does not pass under strict ones because it is known."""
    folder = tmp_path / "content"
    (folder / "en").mkdir(parents=True)
    (folder / "en/a.md").write_text("> > > >\n", encoding="utf-8")
    strict = replace(Limits(), depth=2)
    assert problems(folder, Store(tmp_path / "kept", stamp="")) == ()
    found = problems(folder, Store(tmp_path / "kept", stamp=""), strict)
    assert [problem.code for problem in found] == ["safety/too-deep"]


@given(st.characters())
def test_the_quick_look_overlooks_no_character(character: str) -> None:
    """Texts without characters above U+FFFF are searched by a shorter list, with the same outcome."""
    assert characters._suspect(f"가{character}b") == bool(characters._SUSPECT.search(character))
