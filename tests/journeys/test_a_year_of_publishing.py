"""A year of the site, played with the steps of the shipped workflow files and read over HTTP after each."""

from __future__ import annotations

import datetime
import json
import os
import re
import shutil
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from tests.building import ROOT, digests
from tests.editions.scratch import ADDRESS, Scratch, new_scratch
from tests.github.service import Event, Service, StepFailed
from tests.site.hosting import served

from exchange.editions.ledger import Kind, read_ledger
from exchange.editions.manifest import hashes, read_manifest

CALL = """\
title: {en: "A call for trials", ko: "임상시험 공고"}
summary: {en: "What the call is for.", ko: "무엇을 위한 공고인지 적습니다."}
lifecycle: announced
kind: grant
PUBLISHfunders:
  - {id: a, name: {en: "A funder", ko: "한 기관"}, country: GB}
sides:
  - {side: GB, funder: a}
stages:
  - {id: full, kind: full, side: GB, opens: 2027-01-12, closes: CLOSES Europe/London}
changes:
  - {at: 2027-01-05, kind: added}
source:
  - title: {en: "The notice", ko: "공고문"}
    url: https://example.org/notice
    checked: 2027-01-05
    confidence: A
"""
EXTENDED = """\
  - at: 2027-02-15
    kind: extended
    stage: full
    from: 2027-03-17 13:00 Europe/London
    to: 2027-03-24 13:00 Europe/London
    note: {en: "The portal was down.", ko: "접수 시스템 장애가 있었습니다."}
"""
GUIDE = """\
---
title: "TITLE"
description: "What TITLE is about."
kind: guide
original: en
id: NAME
---

## What it is { #what-it-is }

Words of TITLE, and [its steps](#figure-steps).

$$
n = 2 \\sigma^2
$$

=== "R"

    One way.

=== "SAS"

    Another way.

```flow alt="Plan, then ask."
Plan -> Ask
```

/// figure-caption | #figure-steps
Steps of TITLE.
///

## Planning { #planning }

More words.
"""


@dataclass(kw_only=True)
class Year:
    """The repository of one maintainer and of another, the service, and all that readers were ever given."""

    here: Scratch
    there: Scratch
    service: Service
    promised: set[str] = field(default_factory=set)  # lines of every ledger there was
    sequences: dict[str, int] = field(default_factory=dict)  # of each event, the highest that was published
    sealed: dict[str, dict[str, str]] = field(default_factory=dict)  # hashes of pages by edition
    story: list[str] = field(default_factory=list)

    def commit(self, day: str, who: Scratch | None = None) -> None:
        """Commit everything on a day and push it to the main branch."""
        who = who or self.here
        moment = f"{day}T09:00:00Z"
        dated = {**os.environ, "GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment}
        who.git("add", "--all")
        command = ["git", "-C", str(who.root), "commit", "--quiet", "--message", f"Work of {day}"]
        subprocess.run(command, check=True, env=dated)
        who.git("push", "--quiet", "origin", "HEAD:main")

    def deploy(self, day: str, what: str, *, event: str = "push", hour: int = 10) -> dict[str, str]:
        """Run the deployment at an hour of a day, and read what readers have then."""
        started = time.monotonic()
        moment = datetime.datetime.fromisoformat(f"{day}T{hour:02}:07:00+00:00")
        schedule = "7 * * * *" if event == "schedule" else ""
        results = self.service.run("deploy.yml", Event(name=event, moment=moment, schedule=schedule))
        self._tell(day, what, time.monotonic() - started)
        self.read()
        return results

    def refused(self, day: str, what: str) -> str:
        """Run a deployment that must fail and leave the site as it is; return what it says."""
        before, started = digests(self.service.site), time.monotonic()
        moment = datetime.datetime.fromisoformat(f"{day}T10:07:00+00:00")
        with pytest.raises(StepFailed) as refusal:
            self.service.run("deploy.yml", Event(name="push", moment=moment))
        assert digests(self.service.site) == before
        self._tell(day, f"{what}: refused", time.monotonic() - started)
        return str(refusal.value)

    def seal(self, edition: str) -> None:
        """Seal an edition from the main branch and send it to the others."""
        self.here.git("fetch", "--quiet", "origin")
        assert self.here.run("seal", edition) == 0
        self.here.git("push", "--quiet", "origin", "editions")
        manifest = self.here.git("show", f"editions:editions/{edition}/manifest.json")
        files = read_manifest(manifest)
        self.sealed[edition] = {path: one for path, one in files.items() if not path.startswith("assets/")}

    def merge_ledger(self, who: Scratch) -> None:
        """Do what a person does with the link of the run's notice."""
        who.git("fetch", "--quiet", "origin")
        who.git("merge", "--quiet", "--no-edit", "origin/main", "origin/ledger")
        who.git("push", "--quiet", "origin", "HEAD:main")

    def read(self) -> None:
        """Read every address ever published over HTTP, every edition, and the numbers of all events."""
        ledger = subprocess.run(
            ["git", "-C", str(self.service.remote), "show", "ledger:content/ledger.csv"],
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        assert self.promised <= {*ledger.splitlines()}, "the ledger has lost a line"
        self.promised |= {*ledger.splitlines()}
        with served(self.service.site) as root:
            self._read_addresses(ledger, root)
        for edition, files in self.sealed.items():
            published = hashes(self.service.site / "editions" / edition)
            assert {path: published.get(path) for path in files} == files
        numbers = event_numbers(self.service.site)
        assert all(numbers[uid] >= number for uid, number in self.sequences.items())
        self.sequences |= numbers

    def _read_addresses(self, ledger: str, root: str) -> None:
        texts: dict[str, str] = {}
        for line in read_ledger(ledger, path="ledger.csv"):
            if line.kind in (Kind.EVENT, Kind.NAME):
                continue
            address = urlsplit(line.address)
            if address.path not in texts:
                with urlopen(f"{root}{address.path.lstrip('/')}") as answer:  # noqa: S310 - the server of this test
                    texts[address.path] = answer.read().decode("utf-8", "replace")
            if address.fragment:
                assert f'id="{address.fragment}"' in texts[address.path], line
        calendars = "".join(
            text.replace("\r\n ", "") for path, text in texts.items() if path.endswith(".ics")
        )
        for line in read_ledger(ledger, path="ledger.csv").lines_of(Kind.EVENT):
            assert f"UID:{line.address}\r\n" in calendars

    def _tell(self, day: str, what: str, seconds: float) -> None:
        files = [file for file in self.service.site.rglob("*") if file.is_file()]
        size = sum(file.stat().st_size for file in files) / 1e6
        self.story.append(f"| {day} | {what} | {len(files)} | {size:.1f} MB | {seconds:.0f} s |")


def event_numbers(site: Path) -> dict[str, int]:
    """Return the SEQUENCE of each event in any calendar, the highest where there are several."""
    numbers: dict[str, int] = {}
    for file in (site / "calendar").rglob("*.ics"):  # plans go with their deadline
        text = file.read_bytes().decode().replace("\r\n ", "")
        for event in re.findall(r"BEGIN:VEVENT\r\n(.*?)END:VEVENT", text, re.DOTALL):
            (uid,) = re.findall(r"^UID:(\S+)", event, re.MULTILINE)
            number = int((re.findall(r"^SEQUENCE:(\d+)", event, re.MULTILINE) or ["0"])[0])
            numbers[uid] = max(number, numbers.get(uid, 0))
    return numbers


def write_call(who: Scratch, name: str, *, closes: str = "2027-03-17 13:00", publish: str = "") -> Path:
    """Write the record of a call."""
    file = who.root / "content/calls" / f"{name}.yml"
    text = CALL.replace("CLOSES", closes).replace("PUBLISH", f"publish: {publish}\n" if publish else "")
    file.write_text(text, encoding="utf-8")
    return file


def write_guide(who: Scratch, name: str) -> None:
    """Write a guide in one language."""
    file = who.root / "content/en/guides" / f"{name}.md"
    file.write_text(GUIDE.replace("NAME", name).replace("TITLE", name.replace("-", " ")), encoding="utf-8")


def new_year(folder: Path) -> Year:
    """Return two maintainers' clones of one repository, with a first site deployed."""
    here = new_scratch(folder)
    for name in (".gitattributes", ".github", "Makefile", "pyproject.toml", "requirements"):
        copy: Callable[[Path, Path], object] = shutil.copytree if (ROOT / name).is_dir() else shutil.copy2
        copy(ROOT / name, here.root / name)
    with (here.root / ".gitignore").open("a", encoding="utf-8") as ignored:
        ignored.write("/.venv/\n")
    remote = folder / "remote.git"
    subprocess.run(["git", "init", "--quiet", "--bare", "--initial-branch", "main", str(remote)], check=True)
    here.git("remote", "add", "origin", str(remote))
    (folder / "work").mkdir()
    service = Service(remote=remote, work=folder / "work", address=ADDRESS)
    year = Year(here=here, there=Scratch(root=folder / "there", out=folder / "out"), service=service)
    year.commit("2027-01-04")
    subprocess.run(["git", "clone", "--quiet", str(remote), str(year.there.root)], check=True)
    year.there.git("config", "user.name", "Other")
    year.there.git("config", "user.email", "other@example.org")
    return year


def test_a_year(tmp_path: Path) -> None:
    """Each part is done as staff do it, and what was published stays reachable all the time."""
    year = new_year(tmp_path)
    first_deployment(year)
    call_and_its_extension(year)
    first_edition(year)
    moved_and_deleted_pages(year)
    two_maintainers(year)
    hourly_rebuild(year)
    revert_of_an_extension(year)
    embargo(year)
    second_edition(year)
    print("\n".join(["", *year.story]))


def first_deployment(year: Year) -> None:
    """Neither the branch of editions nor that of the ledger exists, and no deployment is known."""
    results = year.deploy("2027-01-04", "first deployment")
    assert results == {
        "awake": "skipped",
        "last": "success",
        "build": "success",
        "deploy": "success",
        "ledger": "success",
    }
    assert not (year.service.site / "editions").exists()
    assert any("compare/main...ledger" in notice for notice in year.service.notices)


def call_and_its_extension(year: Year) -> None:
    """A call is published and extended: its event gets the next number. Content alone passes the gate by."""
    record = write_call(year.here, "trials")
    year.commit("2027-01-06")
    year.deploy("2027-01-06", "a call is published")
    (uid,) = [uid for uid in event_numbers(year.service.site) if uid.startswith("trials.full.en@")]
    assert event_numbers(year.service.site)[uid] == 0
    before = year.service.head()
    text = record.read_text("utf-8").replace("2027-03-17 13:00", "2027-03-24 13:00")
    record.write_text(text.replace("source:\n", f"{EXTENDED}source:\n"), encoding="utf-8")
    year.commit("2027-02-15")
    year.deploy("2027-02-15", "the call is extended")
    assert event_numbers(year.service.site)[uid] == 1
    moment = datetime.datetime(2027, 2, 15, 11, tzinfo=datetime.UTC)
    event = Event(name="push", moment=moment, before=before)
    assert year.service.run("ci.yml", event) == {"changes": "success", "gate": "skipped"}


def first_edition(year: Year) -> None:
    """It is on the web after the next deployment, byte for byte, and stays there with every other one."""
    year.seal("2027.1")
    year.deploy("2027-02-16", "an edition is sealed", event="workflow_dispatch")
    page = (year.service.site / "en/guides/first/index.html").read_text("utf-8")
    assert "../../../editions/2027.1/en/guides/first/" in page
    year.merge_ledger(year.here)


def moved_and_deleted_pages(year: Year) -> None:
    """A page moves with its redirect; one that is deleted without a word stops the deployment."""
    for locale in ("en", "ko"):
        folder = year.here.root / "content" / locale / "guides"
        (folder / "second.md").rename(folder / "moved.md")
    year.here.replace("guides/*.md", "second.md", "moved.md")
    nav = year.here.root / "content/nav.yml"
    nav.write_text(nav.read_text("utf-8").replace("second", "moved"), encoding="utf-8")
    redirects = year.here.root / "content/redirects.yml"
    redirects.write_text("moved:\n  - {from: /guides/second/, to: /guides/moved/}\n", encoding="utf-8")
    year.commit("2027-03-01")
    year.deploy("2027-03-01", "a page moves")
    (year.here.root / "content/en/only-english.md").unlink()
    year.here.replace("guides/first.md", "../only-english.md", "moved.md")
    nav.write_text(nav.read_text("utf-8").replace("- only-english\n", ""), encoding="utf-8")
    year.commit("2027-03-02")
    assert "- {from: /only-english/, reason: " in year.refused("2027-03-02", "a page is deleted")
    gone = '  - {from: /only-english/, reason: {en: "Out of date."}, instead: /guides/}\n'
    redirects.write_text(f"{redirects.read_text('utf-8')}gone:\n{gone}", encoding="utf-8")
    year.commit("2027-03-03")
    year.deploy("2027-03-03", "a page is gone, with the reason")
    tombstone = (year.service.site / "en/only-english/index.html").read_text("utf-8")
    assert "Out of date." in tombstone
    assert "<strong>Only in English</strong>" in tombstone


def two_maintainers(year: Year) -> None:
    """Both merge a new guide; both deployments run, one after the other, and both ledgers' lines stay."""
    year.there.git("pull", "--quiet")
    write_guide(year.here, "of-the-first")
    year.commit("2027-03-08")
    write_guide(year.there, "of-the-second")
    year.there.git("add", "--all")
    year.there.git("commit", "--quiet", "--message", "Another guide")
    year.deploy("2027-03-08", "two maintainers at once: the first")
    year.there.git("pull", "--quiet", "--no-rebase", "--no-edit")
    year.there.git("push", "--quiet", "origin", "main")
    year.deploy("2027-03-08", "two maintainers at once: the second", hour=11)
    year.merge_ledger(year.there)
    for name in ("of-the-first", "of-the-second"):
        assert f"page,/ko/guides/{name}/" in year.promised


def hourly_rebuild(year: Year) -> None:
    """Nothing runs while nothing is due; after the deadline the call is shown as closed."""
    results = year.deploy("2027-03-10", "an hour in which nothing is due", event="schedule")
    assert results["build"] == results["deploy"] == results["ledger"] == "skipped"
    status = json.loads((year.service.site / "calls.json").read_text("utf-8"))
    results = year.deploy("2027-03-24", "the hour after the deadline", event="schedule", hour=13)
    assert results["deploy"] == "success"
    assert json.loads((year.service.site / "calls.json").read_text("utf-8")) != status
    monday = datetime.datetime(2027, 3, 29, 4, 37, tzinfo=datetime.UTC)
    year.service.run("deploy.yml", Event(name="schedule", moment=monday, schedule="37 4 * * 1"))
    assert year.service.awake.read_text("utf-8") == "awake\n"


def revert_of_an_extension(year: Year) -> None:
    """What people's calendars have cannot be taken back silently."""
    year.here.git("pull", "--quiet", "origin", "main")
    record = year.here.root / "content/calls/trials.yml"
    text = record.read_text("utf-8")
    record.write_text(text.replace(EXTENDED, "").replace("2027-03-24", "2027-03-17"), encoding="utf-8")
    year.commit("2027-03-30")
    assert "content/calls/trials.yml" in year.refused("2027-03-30", "the extension is reverted")
    year.here.git("revert", "--no-edit", "HEAD")
    year.here.git("push", "--quiet", "origin", "main")


def embargo(year: Year) -> None:
    """The record is merged weeks before; its hour puts it on the web without a person."""
    write_call(year.here, "secret", closes="2027-09-01 13:00", publish="2027-06-01 09:00 Europe/London")
    year.commit("2027-05-10")
    year.deploy("2027-05-10", "a call under embargo is merged")
    assert not (year.service.site / "en/calls/secret").exists()
    year.deploy("2027-06-01", "the embargo ends", event="schedule", hour=8)
    assert (year.service.site / "en/calls/secret/index.html").is_file()


def second_edition(year: Year) -> None:
    """Both editions stay; the first holds the page at its old address."""
    year.seal("2027.2")
    year.deploy("2027-11-02", "a second edition", event="workflow_dispatch")
    editions = year.service.site / "editions"
    assert (editions / "2027.1/en/guides/second/index.html").is_file()
    sealed_guide = (editions / "2027.2/en/guides/of-the-first/index.html").read_text(encoding="utf-8")
    for form in ('href="#figure-steps"', 'id="figure-steps"', "<math", 'class="tabs"', '<svg role="img"'):
        assert form in sealed_guide
    assert (editions / "2027.2/en/guides/moved/index.html").is_file()
