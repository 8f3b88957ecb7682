"""What the check says is what the build does: the same problems, in the same places and words."""

from __future__ import annotations

import datetime
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.authoring.forms import FOLDER as FORMS
from tests.building import SITES, write_settings
from tests.calls.samples import RECORD
from tests.site.judgements import Judgement, judged_by_build, judgement

from exchange.site.checking import all_problems, check
from exchange.site.settings import read_settings
from exchange.text.problems import Problem

NOW = datetime.datetime(2026, 11, 22, tzinfo=datetime.UTC)
FAULTY = SITES / "faulty"
BASE = SITES / "faulty-content" / "base"
_HEAD = "---\ntitle: {title}\ndescription: A form.\nkind: page\noriginal: en\n---\n\n"


def judged_by_the_build(folder: Path, monkeypatch: pytest.MonkeyPatch, *, whole: bool = True) -> Judgement:
    """Return what building `folder/content` says, or checking it in a build."""
    settings = write_settings(folder / "content", folder / "work")
    return judged_by_build(settings, monkeypatch, whole=whole, now=NOW)


def judged_by_the_check(folder: Path) -> Judgement:
    """Return what the check says of `folder/content`."""
    return judgement(all_problems(read_settings(folder / "work" / "mkdocs.yml"), now=NOW))


def cases() -> Iterator[object]:
    """Yield the faulty sites, whole ones and those that lie over a right one."""
    for folder in sorted(FAULTY.iterdir()):
        yield pytest.param(None, folder, id=folder.name)
    for folder in sorted((SITES / "faulty-content").iterdir()):
        if folder != BASE:
            yield pytest.param(BASE, folder, id=f"content-{folder.name}")


@pytest.mark.parametrize(("base", "case"), list(cases()))
def test_the_build_tells_what_the_check_finds(
    base: Path | None, case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is known to one of them only, in either language, and nothing is told twice."""
    for source in (base, case):
        if source is not None:
            ignored = shutil.ignore_patterns("expected.*")
            shutil.copytree(source, tmp_path / "content", dirs_exist_ok=True, ignore=ignored)
    built = judged_by_the_build(tmp_path, monkeypatch, whole=base is None)
    checked = judged_by_the_check(tmp_path)
    if checked.refused and not built.refused:  # for what only rendered texts show
        built = judged_by_the_build(tmp_path, monkeypatch)
    assert built == checked


def test_the_build_tells_what_the_check_finds_in_every_form(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All that authors may bring, at once: a build refuses what the check does, and makes what it accepts."""
    forms = {
        f"en/about/form-{form.stem}.md": form.read_text(encoding="utf-8")
        for form in sorted(FORMS.glob("*.md"))
    }
    checked = _judge_pages(forms, tmp_path / "all", monkeypatch)
    assert checked.refused
    faulty = {
        place.partition(":")[0] for _code, place, severity, *_words in checked.problems if severity == "error"
    }
    accepted = {path: text for path, text in forms.items() if f"content/{path}" not in faulty}
    assert len(accepted) > len(forms) / 3
    assert not _judge_pages(accepted, tmp_path / "accepted", monkeypatch).refused


def _judge_pages(pages: dict[str, str], folder: Path, monkeypatch: pytest.MonkeyPatch) -> Judgement:
    """Return what both the build and the check say of a right site with some pages more."""
    shutil.copytree(SITES / "showcase", folder / "content")
    for path, text in pages.items():
        file = folder / "content" / path
        file.parent.mkdir(exist_ok=True)
        file.write_text(_HEAD.format(title=file.stem) + text, encoding="utf-8")
    built = judged_by_the_build(folder, monkeypatch)
    assert built == judged_by_the_check(folder)
    return built


LEDGER = "page,/en/guides/lost/\nsection,/en/guides/first/#gone\n"
REDIRECTS = "moved:\n  - {from: /guides/lost/, to: /guides/nowhere/}\n"
FAULTS = {
    "pasted-markup": {"en/guides/first.md": "\n<div class=WordSection1><font>x</font>\n\n</div></div>\n"},
    "video": {"ko/guides/first.md": '\n<iframe src="https://video.example/x"></iframe>\n'},
    "markup-in-both-languages": {
        "en/guides/first.md": "\n<font>x</font>\n",
        "ko/guides/first.md": "\n<b>x\n",
    },
    "id-of-the-frame": {"en/guides/first.md": "\nA text.\n{ #kx-content }\n"},
    "address-that-deceives": {"en/guides/first.md": "\n[apply](https://www.nihr.ac.uk@elsewhere.example/)\n"},
    "lost-page-and-section": {"ledger.csv": LEDGER},
    "redirect-to-nothing": {"ledger.csv": LEDGER, "redirects.yml": REDIRECTS},
    "targets-with-blanks": {"en/guides/first.md": "\n[a](my guide.md), ![b](my picture (1).png)\n"},
    "sections-of-pages-that-nobody-writes": {
        "calls/trial.yml": RECORD,
        "en/guides/first.md": "\n[a](../calls/trial.md#stage-nope), [b](../../ko/calls/trial.md#nope)\n",
        "ko/guides/first.md": "\n[a](../calls/calendar.md#nope), [b](../calls/index.md)\n",
    },
    "calls-named-before-their-day": {
        "calls/trial.yml": f"publish: 2027-01-11 09:00 Asia/Seoul\n{RECORD}",
        "en/guides/first.md": "\n{call:trial/full}\n",
        "ko/guides/first.md": "\n::: call trial\n\n[a](../calls/trial.md)\n",
    },
    "faults-of-every-kind": {
        "en/guides/first.md": "\n[x](nowhere.md) <script>x</script>\n",
        "ko/guides/first.md": "\n<b>x\n",
        "nav.yml": "\n- nowhere\n",
        "glossary.csv": "\nwrong\n",
        "redirects.yml": "moved: x\n",
        "calls/x.yml": "title: x\n",
    },
}
"""Texts that are added to files of a right site, by the fault they make."""


def test_a_companion_that_finds_a_fault_first_reports_it_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The build that leads checks both languages; what a companion it stops had to say is dropped."""

    def slow_check(*arguments: Any, **options: Any) -> tuple[Problem, ...]:
        time.sleep(2)  # the companion needs about one
        return check(*arguments, **options)

    monkeypatch.setattr("exchange.mkdocs_plugins.bilingual.check", slow_check)
    test_the_build_tells_what_the_check_finds_in_a_right_site_with_faults(
        "markup-in-both-languages", tmp_path, monkeypatch
    )


@pytest.mark.parametrize("name", FAULTS)
def test_the_build_tells_what_the_check_finds_in_a_right_site_with_faults(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Faults of rendered pages, redirects and the ledger, and many at once: none hides another."""
    shutil.copytree(SITES / "showcase", tmp_path / "content")
    for path, text in FAULTS[name].items():
        file = tmp_path / "content" / path
        file.parent.mkdir(exist_ok=True)
        with file.open("a", encoding="utf-8") as target:
            target.write(text)
    built = judged_by_the_build(tmp_path, monkeypatch)
    assert built == judged_by_the_check(tmp_path)
    assert built.refused
    files = {place.partition(":")[0].removeprefix("content/") for _code, place, *_words in built.problems}
    lost = {"redirects.yml"} if "redirects.yml" in FAULTS[name] else {"ledger.csv"}
    right = {"ledger.csv", "calls/trial.yml"}
    assert files >= (FAULTS[name].keys() - right) | (lost & FAULTS[name].keys())


def test_links_to_stages_of_calls_are_right(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also to pages that nobody writes, in this language and in another: nothing is said of them."""
    shutil.copytree(SITES / "showcase", tmp_path / "content")
    (tmp_path / "content/calls").mkdir()
    (tmp_path / "content/calls/trial.yml").write_text(RECORD, encoding="utf-8")
    stage = "calls/trial.md#stage-full"
    links = f"\n[a](../{stage}), [b](../../ko/{stage}), [c](../calls/past.md)\n"
    with (tmp_path / "content/en/guides/first.md").open("a", encoding="utf-8") as page:
        page.write(links)
    built = judged_by_the_build(tmp_path, monkeypatch)
    assert (built.refused, built.others) == (False, ())
    assert built == judged_by_the_check(tmp_path)


def test_what_was_published_is_judged_beside_files_that_cannot_be_read(tmp_path: Path) -> None:
    """A lost page is found at once; nothing of a page or call that is there with faults is called lost."""
    shutil.copytree(SITES / "showcase", tmp_path / "content")
    write_settings(tmp_path / "content", tmp_path / "work")
    ledger = [
        "page,/en/guides/lost/",
        "page,/en/guides/first/",
        "section,/en/guides/first/#gone",
        "id,/id/first/",
        "page,/ko/calls/trial/",
        "calendar,/calendar/en/call/trial-days.ics",
        "event,trial.full.en@smart-trials.example",
    ]
    (tmp_path / "content/ledger.csv").write_text("".join(f"{line}\n" for line in ledger), encoding="utf-8")
    (tmp_path / "content/calls").mkdir()
    (tmp_path / "content/calls/trial.yml").write_text("title: x\n", encoding="utf-8")
    for locale in ("en", "ko"):
        (tmp_path / f"content/{locale}/guides/first.md").write_text("---\ntitle: x\n", encoding="utf-8")
    found = judged_by_the_check(tmp_path).problems
    lost = [place for code, place, *_words in found if code.startswith("editions/")]
    assert lost == ["content/ledger.csv:1"]
    assert {"text/front-matter-not-closed", "text/missing-field"} <= {code for code, *_rest in found}
