"""content/site.yml: all that is one partnership's own, with the messages of records."""

from __future__ import annotations

import datetime
import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.building import ROOT
from tests.partnerships import write_site_file

from exchange.site.checking import all_problems
from exchange.site.partnership import Partnership
from exchange.site.partnership_reading import read_partnership
from exchange.site.settings import read_settings
from exchange.text.problems import Problem, explain

NOW = datetime.datetime(2026, 11, 22, tzinfo=datetime.UTC)
RIGHT = """\
name: {cy: Enw}
description: {cy: Disgrifiad.}
languages: [cy, {code: fr, name: le français}]
address: https://x.example/
domain: x.example
sides:
  - {code: GB, zone: Europe/London, currency: GBP, holidays: [GB-WLS]}
  - code: CA
    name: {fr: Québec}
    zone: America/Toronto
    currency: CAD
    holidays: [CA-QC]
    hosts: [gouv.qc.ca]
    funders: [{id: one, name: {fr: Fonds (F1)}}]
    bodies: [{names: [{fr: Santé}, {cy: Iechyd}]}, {names: [{fr: Bureau}]}]
"""


def read(folder: Path, *changes: tuple[str, str]) -> tuple[Partnership, tuple[Problem, ...]]:
    text = RIGHT
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (folder / "site.yml").write_text(text, encoding="utf-8")
    return read_partnership(folder / "site.yml", path="content/site.yml")


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    """It may lead to a device without an end, or to a secret; this file is read before all others."""
    (tmp_path / "secret").write_text(RIGHT, encoding="utf-8")
    for target in (tmp_path / "secret", Path("/dev/zero"), tmp_path / "nothing"):
        (tmp_path / "site.yml").unlink(missing_ok=True)
        (tmp_path / "site.yml").symlink_to(target)
        partnership, problems = read_partnership(tmp_path / "site.yml", path="content/site.yml")
        assert [problem.code for problem in problems] == ["pages/symlink"]
        assert partnership.languages == ()


def test_a_file_that_may_not_be_read_is_said_to_be_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may be in any encoding: the cause is who may read it."""
    (tmp_path / "site.yml").write_text(RIGHT, encoding="utf-8")

    def refuse(*_arguments: object, **_options: object) -> str:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "read_text", refuse)
    _, problems = read_partnership(tmp_path / "site.yml", path="content/site.yml")
    assert [(problem.code, dict(problem.values)) for problem in problems] == [
        ("text/no-access", {"reason": "Permission denied"})
    ]


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir])
def test_a_file_that_never_answers_is_not_opened(make: Callable[[Path], None], tmp_path: Path) -> None:
    """A pipe, or a folder of its name."""
    make(tmp_path / "site.yml")
    _, problems = read_partnership(tmp_path / "site.yml", path="content/site.yml")
    assert [problem.code for problem in problems] == ["safety/not-a-file"]


def test_a_file_larger_than_any_record_is_not_read(tmp_path: Path) -> None:
    """Whatever is in it; one that is just small enough is."""
    file = tmp_path / "site.yml"
    for size, codes in (
        (100 * 1024, []),
        (100 * 1024 + 1, ["safety/text-size"]),
        (10**12, ["safety/text-size"]),
    ):
        file.write_text(f"{RIGHT}#", encoding="utf-8")
        with file.open("r+b") as content:
            content.write(RIGHT.encode() + b"#" * (min(size, 10**6) - len(RIGHT.encode())))
            content.truncate(size)
        assert [problem.code for problem in read_partnership(file, path="content/site.yml")[1]] == codes


def test_a_site_is_read(tmp_path: Path) -> None:
    """Languages take their name from the CLDR where none is given; what is absent has its default."""
    partnership, problems = read(tmp_path)
    assert problems == ()
    assert [(one.code, one.name) for one in partnership.languages] == [
        ("cy", "Cymraeg"),
        ("fr", "le français"),
    ]
    assert [side.code for side in partnership.sides] == ["GB", "CA"]
    assert partnership.sides[1].funders[0].name == {"fr": "Fonds (F1)"}
    assert partnership.folders.calls == "calls"
    assert partnership.licence is None


@pytest.mark.parametrize(
    ("old", "new", "code", "said"),
    [
        ("name: {cy: Enw}", "nmae: {cy: Enw}", "text/unknown-field", "Did you mean 'name'?"),
        ("name: {cy: Enw}", "name: Enw", "calls/words-not-by-language", "cy: "),
        ("name: {cy: Enw}\n", "", "text/missing-field", "`name: `"),
        ("name: {cy: Enw}", "name: {en: Name}", "text/language-not-listed", "cy, fr"),
        ("name: {cy: Enw}", "name: {cy: Enw, de: Name}", "text/language-not-listed", "cy, fr, de"),
        ("name: {cy: Enw}", "name: {cy: Enw, pt-BR: Nome}", "text/language-not-listed", "cy, fr, pt-BR"),
        ("[cy,", "[Welsh,", "calls/not-language", "'Welsh'"),
        ("[cy,", "[xx,", "calls/not-language", "'xx'"),
        ("[cy,", "[id,", "calls/language-folder-taken", "`id-ID`"),
        ("[cy,", "[cy, cy,", "calls/name-twice", "'cy'"),
        ("Europe/London", "Europe/Londn", "calls/not-a-zone", "Europe/London"),
        ("GBP", "GPB", "calls/not-a-currency", "GBP"),
        ("GB-WLS", "GB-WALES", "calls/not-holidays", "GB-WALES"),
        ("domain: x.example", "domain: https://x.example", "calls/not-host", "without https://"),
        ("code: CA", "code: Canada", "calls/not-a-country", "two capital letters"),
        ("code: CA", "code: GB", "calls/name-twice", "'GB'"),
        ("{fr: Bureau}", "{cy: Santé}", "calls/name-twice", "'Santé'"),
        ("{names: [{fr: Bureau}]}", "{}", "text/missing-field", "`names: `"),
        ("[{fr: Bureau}]", "[]", "calls/empty-list", "'names'"),
        ("[{fr: Bureau}]", "Bureau", "text/not-a-list", "'names'"),
        ("{fr: Bureau}", "Bureau", "calls/words-not-by-language", "'names'"),
        ("hosts: [gouv.qc.ca]", "hosts: co.uk", "calls/host-of-many", "'co.uk'"),
        ("hosts: [gouv.qc.ca]", "hosts: gouv.qc.ca, or.kr", "calls/host-of-many", "'or.kr'"),
        *(
            ("hosts: [gouv.qc.ca]", f"hosts: [{host}]", "calls/host-of-many", f"'{host}'")
            for host in ("co.uk", "or.kr", "re.kr", "org.uk", "com.au", "ac.nz", "github.io", "10.0.0.1")
        ),
        ("domain: x.example", "domain: x.example\nhosts: [pe.kr]", "calls/host-of-many", "'pe.kr'"),
        (
            "domain: x.example",
            "domain: x.example\nfolders: {marked: [/guides]}",
            "calls/not-folder",
            "`guides/`",
        ),
        (
            "domain: x.example",
            "domain: x.example\nlicence: {text: Free}",
            "calls/words-not-by-language",
            "cy",
        ),
        ("domain: x.example", "domain: x.example\nresponsible: {}", "text/missing-field", "`name: `"),
    ],
)
def test_a_fault_is_named_with_its_way_out(tmp_path: Path, old: str, new: str, code: str, said: str) -> None:
    """Each by its place, as in a record; what can be understood beside it is read."""
    partnership, problems = read(tmp_path, (old, new))
    assert code in {problem.code for problem in problems}
    problem = next(problem for problem in problems if problem.code == code)
    assert problem.place.line > 0
    assert said in explain(problem, "en")
    assert explain(problem, "ko").endswith(f"[{code}]")
    is_language = code in ("calls/not-language", "calls/language-folder-taken")
    assert len(partnership.languages) == (1 if is_language else 2)


def test_all_faults_come_at_once(tmp_path: Path) -> None:
    """Also beside a language that cannot be understood."""
    _, problems = read(
        tmp_path, ("GBP", "GPB"), ("America/Toronto", "Toronto"), ("name: {cy: Enw}", "nmae: x")
    )
    assert {problem.code for problem in problems} == {
        "calls/not-a-currency",
        "calls/not-a-zone",
        "text/unknown-field",
    }


def test_a_site_without_the_file_is_told_what_it_lacks(tmp_path: Path) -> None:
    """Nothing else can be said of it."""
    (tmp_path / "content" / "en").mkdir(parents=True)
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: x\ndocs_dir: content\nplugins: [bilingual, languages, gate]\n", encoding="utf-8"
    )
    problems = all_problems(read_settings(tmp_path / "mkdocs.yml"), now=NOW)
    assert [(problem.code, problem.place.path) for problem in problems] == [
        ("text/no-site-file", "content/site.yml")
    ]


def test_settings_that_inherit_take_the_site_too(tmp_path: Path) -> None:
    """Unless their own content says what the site is."""
    (tmp_path / "content").mkdir()
    file = tmp_path / "mkdocs.yml"
    file.write_text(f"INHERIT: {ROOT / 'mkdocs.yml'}\ndocs_dir: {tmp_path / 'content'}\n", encoding="utf-8")
    assert read_settings(file).content.locales == ("en", "ko")
    write_site_file(tmp_path / "content", "cy")
    assert read_settings(file).content.locales == ("cy",)


def test_a_language_that_is_no_longer_listed_is_said_once_for_each_file(tmp_path: Path) -> None:
    """Its pages, columns and texts of records are no misspellings, and each says how to go on without it."""
    write_site_file(tmp_path / "content", "en", "cy")
    plugins = "[bilingual, languages, glossary, training]"
    settings = f"site_name: x\ndocs_dir: content\nplugins: {plugins}\n"
    (tmp_path / "mkdocs.yml").write_text(settings, encoding="utf-8")
    page = "---\nid: home\ntitle: A\n---\n"
    question = "{id: a, kind: short, text: {en: A, fr: B}, answers: {en: [C], fr: [D]}}"
    files = {
        "en/index.md": page,
        "fr/index.md": page,
        "fr/about/one.md": page,
        "glossary.csv": "id,en,cy,fr,abbr_en,abbr_cy,abbr_fr\n",
        "questions/one.yml": f"lesson: one\nquestions:\n  - {question}\n",
    }
    for path, text in files.items():
        file = tmp_path / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    found = all_problems(read_settings(tmp_path / "mkdocs.yml"), now=NOW)
    said = [one for one in found if "/fr" in one.place.path or "'fr'" in explain(one, "en")]
    assert [(one.code, one.place.path, one.values["value"]) for one in said] == [
        ("text/language-not-listed", f"content/{path}", "fr")
        for path in ("fr", "glossary.csv", "questions/one.yml")
    ]
