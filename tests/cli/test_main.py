"""The command: what it prints, where, and with which status."""

from __future__ import annotations

import contextlib
import io
import json
import re
import shutil
import sqlite3
import time
from pathlib import Path

import pytest
from tests.building import ROOT, SITES
from tests.calls.repositories import git
from tests.partnerships import SIDES, write_site_file
from tests.site.small_sites import EXAMPLES, PAGE, make_site, problems, put

from exchange.cli.arguments import parser
from exchange.cli.main import main, read_words
from exchange.cli.rule_pages import FOLDER, rule_pages
from exchange.site.checking import STORE
from exchange.site.settings import SiteSettings, read_settings
from exchange.text.problems import Severity
from exchange.text.strings import Strings
from exchange.training.questions import read_questions

TODAY = ["--today", "2026-11-22"]


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SiteSettings:
    """Return a right project and make its folder the current one."""
    project = make_site(tmp_path)
    monkeypatch.chdir(tmp_path)
    return project


@pytest.fixture
def with_calls(site: SiteSettings) -> SiteSettings:
    """Return a project with the calendar of the real site, one record, and a course."""
    settings = site.root / "mkdocs.yml"
    settings.write_text(
        settings.read_text(encoding="utf-8")
        + f"  - funding_calendar\ntheme: {{name: exchange, custom_dir: {ROOT / 'overrides'}}}\n",
        encoding="utf-8",
    )
    folder = site.content.folder
    write_site_file(folder, "en", "ko", more=SIDES)
    (folder / "calls").mkdir()
    shutil.copy(SITES / "every-kind/calls/closed.yml", folder / "calls/first.yml")
    for locale in site.content.locales:
        course = folder / locale / "training/planning"
        course.mkdir(parents=True)
        (course / "index.md").write_text(
            '---\ntitle: "x"\ndescription: "x"\nkind: course\nid: planning\noriginal: en\n---\n',
            encoding="utf-8",
        )
    return read_settings(settings)


def test_nothing_wrong_is_said_and_status_0(site: SiteSettings, capsys: pytest.CaptureFixture[str]) -> None:
    """A right site is told so, in either language."""
    assert main(["check", *TODAY]) == 0
    assert capsys.readouterr().out == "Nothing found: the content may be published.\n"
    assert main(["check", "--lang", "ko", *TODAY]) == 0
    assert "문제가 없습니다" in capsys.readouterr().out


def test_an_error_gives_status_1_with_line_and_caret(
    site: SiteSettings, capsys: pytest.CaptureFixture[str]
) -> None:
    """The reader sees the line, what is wrong in it, and what to write."""
    put(site, EXAMPLES["link-text"], EXAMPLES["link-text"].wrong, wrong=True)
    assert main(["check", "--lang", "ko", "--rule", "rules/link-text", *TODAY]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "content/ko/guides/consent.md:14:2: 오류: 링크의 글 '여기'만으로는 어디로 가는지 알 수 없습니다. "
        "[rules/link-text]",
        "  14 | [여기](estimands.md)를 보십시오.",
        "     |  ^^^^",
        "  → 페이지 제목처럼 따로 읽어도 뜻이 통하는 말로 적어 주십시오.",
        "",
        "오류 1건, 주의 0건이 있습니다.",
    ]


def test_a_warning_gives_status_0(site: SiteSettings) -> None:
    """What may be published does not fail a check."""
    put(site, EXAMPLES["term-avoided"], EXAMPLES["term-avoided"].wrong, wrong=True)
    assert main(["check", *TODAY]) == 0


def test_named_paths_limit_what_is_said(site: SiteSettings) -> None:
    """A fault elsewhere is another author's."""
    put(site, EXAMPLES["link-page"], EXAMPLES["link-page"].wrong, wrong=True)
    assert main(["check", "content/ko", *TODAY]) == 0
    assert main(["check", f"content/en/{PAGE}", *TODAY]) == 1
    assert main(["check", "content/en", *TODAY]) == 1


def test_a_folder_is_not_another_whose_name_begins_like_it(site: SiteSettings) -> None:
    """`guides` is neither `guides-archive` nor `guides-archive.md`, and a page is not a longer name."""
    folder = site.content.folder / "en"
    (folder / "guides-archive").mkdir()
    for name in ("guides-archive/old.md", "guides-archive.md", "guides/consents.md"):
        (folder / name).write_text("no front matter", encoding="utf-8")
    assert main(["check", f"content/en/{PAGE}", *TODAY]) == 0
    assert main(["check", "content/en/guides", *TODAY]) == 1
    (folder / "guides/consents.md").unlink()
    assert main(["check", "content/en/guides", *TODAY]) == 0
    assert main(["check", "content/en/guides-archive", *TODAY]) == 1
    assert main(["check", "content/en/guides-archive.md", *TODAY]) == 1


@pytest.mark.parametrize("path", ["nowhere.md", ".."])
def test_a_path_outside_is_refused(site: SiteSettings, path: str) -> None:
    """Status 2 says that the command was not understood."""
    assert main(["check", path]) == 2


def test_without_settings_the_way_out_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Somebody in the wrong folder learns that."""
    monkeypatch.chdir(tmp_path)
    assert main(["check"]) == 2
    assert "mkdocs.yml" in capsys.readouterr().err


def test_fix_mends_and_reports_the_rest(site: SiteSettings, capsys: pytest.CaptureFixture[str]) -> None:
    """After it only what needs a person is left."""
    file = put(site, EXAMPLES["particle-spacing"], "MHRA 는 피험자를 말합니다.", wrong=True)
    assert main(["check", "--fix", *TODAY]) == 0
    said = capsys.readouterr()
    assert "MHRA는 피험자를" in file.read_text(encoding="utf-8")
    assert "term-avoided" in said.out
    assert "particle-spacing" not in said.out
    assert "1" in said.err


def test_output_goes_into_a_file(site: SiteSettings, capsys: pytest.CaptureFixture[str]) -> None:
    """A workflow keeps the report, in a folder that may be new."""
    assert main(["check", "--format", "sarif", "--output", "reports/new/report.sarif", *TODAY]) == 0
    assert (
        json.loads((site.root / "reports/new/report.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    )
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("damage", ["", "{", '{"stamp": "x"}', "[]", "null"])
def test_a_damaged_memory_is_made_anew(site: SiteSettings, damage: str) -> None:
    """Nothing that stands in the cache can stop a check."""
    memory = site.cache / STORE
    memory.parent.mkdir(exist_ok=True)
    memory.write_text(damage, encoding="utf-8")
    assert main(["check", *TODAY]) == 0
    with contextlib.closing(sqlite3.connect(memory)) as base:
        assert base.execute("SELECT count(*) FROM kept").fetchone() > (8,)


def test_findings_from_memory_are_the_same(site: SiteSettings) -> None:
    """A second run reads no page and says the same; a changed page is read again."""
    for rule in ("link-page", "doubled-word"):
        put(site, EXAMPLES[rule], EXAMPLES[rule].wrong + "\n\n<!-- passage -->", wrong=True)
    first = problems(site)
    assert problems(site) == first
    assert len(first) == 3  # the link is in one language only
    file = site.content.folder / "en" / PAGE
    file.write_text(file.read_text(encoding="utf-8").replace("the the", "the"), encoding="utf-8")
    assert len(problems(site)) == 2


@pytest.mark.parametrize("what", ["guide", "lesson", "call", "page"])
@pytest.mark.parametrize("lang", ["en", "ko"])
def test_a_new_page_is_valid_at_once(
    with_calls: SiteSettings, what: str, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Both languages' files and a call's record have no error: a page says that it is being written."""
    options = ["--course", "planning", "--like", "first", "--title", "ko=새 글", "--title", "en=A new text"]
    assert main(["new", what, "a-new-text", "--lang", lang, *options, *TODAY]) == 0
    written = [line.rpartition(" ")[2] for line in capsys.readouterr().out.splitlines()]
    assert len(written) == (3 if what == "call" else 2)
    found = problems(with_calls)
    assert [one for one in found if one.severity is Severity.ERROR] == []
    assert {one.rule for one in found} <= {"sources-missing", "checked-missing", "section-empty"}
    for path in written:
        text = (with_calls.root / path).read_text(encoding="utf-8")
        hints = [line for line in text.splitlines() if line.startswith("# ")]
        assert hints
        assert any("가" <= letter <= "힣" for letter in "".join(hints)) == (lang == "ko")
    korean = next(path for path in written if "/ko/" in path)
    assert 'title: "새 글"' in (with_calls.root / korean).read_text(encoding="utf-8")


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_the_fields_that_a_new_record_offers_may_be_used_as_they_are(
    with_calls: SiteSettings, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Their sign taken away, they are valid where they stand: who copies them meets no fault."""
    options = ["--like", "first", "--title", "ko=새 글", "--title", "en=A new text"]
    assert main(["new", "call", "a-new-call", "--lang", lang, *options, *TODAY]) == 0
    file = with_calls.content.folder / "calls" / "a-new-call.yml"
    head, _, fields = file.read_text(encoding="utf-8").partition("sides:\n")
    fields = re.sub(r"^( *)# (?!.*[.]$)", r"\1", fields, flags=re.MULTILINE)
    file.write_text(f"{head}sides:\n{fields}", encoding="utf-8")
    for field in ("budget:", "duration:", "contacts:", "documents:", "    applicants:", "    url:"):
        assert f"\n{field}" in fields
    assert [one for one in problems(with_calls) if one.severity is Severity.ERROR] == []


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_a_new_term_is_a_row_of_the_termbase(
    with_calls: SiteSettings, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its id is the next one; all rows before it stay as they were."""
    file = with_calls.content.folder / "glossary.csv"
    before = file.read_text(encoding="utf-8")
    for name in ("site-visit", "home-visit"):
        assert main(["new", "term", name, "--lang", lang, *TODAY]) == 0
    assert capsys.readouterr().out.count("content/glossary.csv") == 2
    text = file.read_text(encoding="utf-8")
    assert text.startswith(before)
    first, second = text.removeprefix(before).splitlines()
    assert int(second[1:4]) == int(first[1:4]) + 1
    assert "home visit" in second
    assert [one for one in problems(with_calls) if one.severity is Severity.ERROR] == []


@pytest.mark.parametrize("lang", ["en", "ko"])
@pytest.mark.parametrize("ending", ["\n", "", "\r\n"])
def test_new_questions_follow_those_of_their_lesson(with_calls: SiteSettings, lang: str, ending: str) -> None:
    """They are valid at once, in the language that is written in; those before them stay as they were."""
    order = ["--lang", lang, *TODAY]
    assert main(["new", "question", "one", *order]) == 2  # there is no lesson
    assert main(["new", "lesson", "visits", "--course", "planning", *order]) == 0
    assert main(["new", "question", "one", *order]) == 0
    file = with_calls.content.folder / "questions/visits.yml"
    before = file.read_text(encoding="utf-8").replace("\n  ", "\n").rstrip("\n") + ending
    file.write_bytes(before.encode())
    texts = ["--title", "ko=참인가?", "--title", "en=Is it true?"]
    assert main(["new", "question", "two", "--lesson", "visits", *texts, *order]) == 0
    assert main(["new", "question", "two", *order]) == 2  # it is there
    text = file.read_bytes().decode("utf-8")
    assert text.startswith(before)
    questions = read_questions(text, path="questions/visits.yml", locales=("en", "ko")).questions
    assert [dict.fromkeys(question.text) for question in questions] == [
        {lang: None},
        {"en": None, "ko": None},
    ]
    assert [one for one in problems(with_calls) if one.severity is Severity.ERROR] == []


def test_a_new_page_replaces_nothing(site: SiteSettings, capsys: pytest.CaptureFixture[str]) -> None:
    """An existing page is named, and no file is written."""
    before = sorted(site.content.folder.rglob("*"))
    assert main(["new", "guide", "consent"]) == 2
    assert "content/en/guides/consent.md" in capsys.readouterr().err
    assert sorted(site.content.folder.rglob("*")) == before


@pytest.mark.parametrize(
    "arguments",
    [
        ["guide", "Bad Id"],
        ["guide", "../x"],
        ["lesson", "x", "--course", "none"],
        ["call", "x", "--like", "no"],
        ["question", "x", "--lesson", "no"],
        ["guide", "x", "--title", "fr=x"],
        ["page", "x", "--original", "fr"],
    ],
)
def test_a_wrong_order_is_refused(with_calls: SiteSettings, arguments: list[str]) -> None:
    """Nothing is written where the author's words make no page."""
    before = sorted(with_calls.content.folder.rglob("*"))
    assert main(["new", *arguments]) == 2
    assert sorted(with_calls.content.folder.rglob("*")) == before


def test_due_is_told_as_json(with_calls: SiteSettings, capsys: pytest.CaptureFixture[str]) -> None:
    """A workflow learns when to build again."""
    assert main(["due", "--json", "--today", "2020-01-01"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["now"] == "2020-01-01T00:00:00Z"
    assert set(told) == {"now", "next", "changes"}


@pytest.mark.parametrize("arguments", [["due"], ["new", "call", "x"]])
def test_faults_of_records_are_told_in_the_language_asked_for(
    with_calls: SiteSettings, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Else in that of the texts of each file, as the check does; a record has all: it is the first."""
    record = with_calls.content.folder / "calls/first.yml"
    record.write_text(
        record.read_text(encoding="utf-8").replace("lifecycle:", "lifecycles:"), encoding="utf-8"
    )
    told = {}
    for options in ([], ["--lang", "ko"], ["--lang", "en"]):
        assert main([*arguments, *options]) == 2
        told[" ".join(options)] = capsys.readouterr().err
    assert told[""] == told["--lang en"] != told["--lang ko"]
    assert "알 수 없는 항목입니다" in told["--lang ko"]


def test_the_pages_of_rules_are_up_to_date() -> None:
    """`kx rules` was run after the last change of a rule, a message or an example."""
    pages = dict(rule_pages())
    files = {file.relative_to(ROOT).as_posix() for file in (ROOT / FOLDER).rglob("*.md")}
    assert files == set(pages)
    assert [path for path, text in pages.items() if (ROOT / path).read_text(encoding="utf-8") != text] == []


def test_progress_is_told_on_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    """Once a second, not for each page."""
    from exchange.cli.content_check import _Progress
    from exchange.cli.main import read_words

    progress = _Progress(read_words("en"))
    progress(1, 10)
    assert capsys.readouterr().err == ""
    progress._last_time = time.monotonic() - 5
    progress(2, 10)
    progress(3, 10)
    assert capsys.readouterr().err == "2 of 10 pages read\n"


def test_nobody_is_asked_where_nobody_can_answer(site: SiteSettings, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a workflow a page gets its texts from its id."""
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert main(["new", "guide", "two-words", *TODAY]) == 0
    assert 'title: "Two words"' in (site.content.folder / "en/guides/two-words.md").read_text(
        encoding="utf-8"
    )


def test_the_past_is_asked_for_by_name(
    with_calls: SiteSettings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--since` or KX_SINCE: a silent move is an error, its line mends it; a strange name hides nothing."""
    root = with_calls.root
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "x")
    record = with_calls.content.folder / "calls/first.yml"
    text = record.read_text(encoding="utf-8")
    moved = text.replace("closes: 2025-11-03 17:00", "closes: 2025-11-04 17:00")
    record.write_text(moved, encoding="utf-8")
    assert main(["check", "content/calls", *TODAY]) == 0
    capsys.readouterr()
    assert main(["check", "--since", "HEAD", "--lang", "ko", *TODAY]) == 1
    dates = "from: 2025-11-03 17:00 Europe/London, to: 2025-11-04 17:00 Europe/London"
    entry = f"- {{at: 2026-11-22, kind: extended, stage: full, {dates}}}"
    assert f"`{entry}`" in capsys.readouterr().out
    monkeypatch.setenv("KX_SINCE", "main")
    assert main(["check", "content/calls", *TODAY]) == 1
    told = moved.replace("kind: added}\n", f"kind: added}}\n  {entry}\n")
    record.write_text(told, encoding="utf-8")
    assert main(["check", "content/calls", *TODAY]) == 0
    capsys.readouterr()
    record.write_text(told.replace("kind: grant", "kind: gift"), encoding="utf-8")
    assert main(["check", "content/calls", "--since", "nowhere", *TODAY]) == 1
    said = capsys.readouterr().out
    assert "--since: error: There is no revision 'nowhere' in this repository. [calls/since-unknown]" in said
    assert "[text/not-an-option]" in said


def test_the_day_of_publishing_is_not_to_come(site: SiteSettings, capsys: pytest.CaptureFixture[str]) -> None:
    """A Korean morning is no fault: the next day counts from 10:00 in UTC on."""
    page = site.content.folder / "en" / PAGE
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("kind: guide\n", "kind: guide\npublished: 2026-11-23\n"), encoding="utf-8")
    assert main(["check", *TODAY]) == 1
    assert "published-ahead" in capsys.readouterr().out
    assert main(["check", "--today", "2026-11-23"]) == 0


@pytest.mark.parametrize("fault", ["absent", "no language", "a list"])
@pytest.mark.parametrize(
    "command",
    [
        "new guide x",
        "due",
        "untranslated",
        "translate --agree",
        "publish out",
        "preview site",
        "changes",
    ],
)
def test_without_languages_each_command_says_what_the_check_says(
    site: SiteSettings, capsys: pytest.CaptureFixture[str], fault: str, command: str
) -> None:
    """What is wrong with site.yml, and nothing is written."""
    file = site.content.folder / "site.yml"
    if fault == "absent":
        file.unlink()
    else:
        text = file.read_text(encoding="utf-8").replace("languages: [en, ko]", "languages: [kk-kk]")
        file.write_text(text if fault == "no language" else "- a\n", encoding="utf-8")
    assert main(command.split()) in (1, 2)
    assert "content/site.yml" in capsys.readouterr().err


TYPED = {
    "": "Missing: command.",
    "chek": "'chek' cannot be command. Did you mean 'check'?",
    "new book x": "'book' cannot be kind. There is: guide, lesson",
    "new guide": "Missing: ID.",
    "check --foo": "Not understood: --foo.",
    "check --dry-run=yes": "--dry-run takes nothing behind it, but has 'yes'.",
    "translate --a": "--a may mean each of these: --agree, --all.",
    "check --since": "What is to be in --since is missing",
    "check --today tomorrow": "'tomorrow' in --today is not written as YYYY-MM-DD.",
    "new guide x --title Titel": "'Titel' in --title is not written as LANGUAGE=TEXT.",
    "new lesson x --minutes long": "'long' in --minutes is no whole number.",
    "serve --address 8000": "'8000' in -a/--address is not written as HOST:PORT.",
    "seal": "Missing: EDITION.",
    "pdf x --paper a5": "'a5' cannot be --paper. There is: a4, letter.",
}


@pytest.mark.parametrize("typed", TYPED)
def test_what_is_not_understood_is_said_in_the_language_that_was_asked_for(
    typed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The language is heard before or behind the command; each refusal ends with where all is listed."""
    arguments = typed.split()
    command = " ".join(["kx", *arguments[:1]]) if arguments and arguments[0] != "chek" else "kx"
    for lang in ([], ["--lang", "ko"], ["--lang=ko"]):
        for line in ([*lang, *arguments], [*arguments[:1], *lang, *arguments[1:]]):
            with pytest.raises(SystemExit) as end:
                main(line)
            said = capsys.readouterr()
            assert (end.value.code, said.out) == (2, "")
            asked = " --lang ko" if lang else ""
            assert said.err.endswith(f"{'kx' if '--foo' in line else command}{asked} --help\n")
            assert (TYPED[typed] in said.err) is (not lang), said.err
            assert bool(re.search("[가-힣]", said.err)) is bool(lang), said.err


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_help_is_in_the_language_that_was_asked_for(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Every command and option has words, its own or shared ones, and there are no others."""
    asked: set[str] = set()

    class Asked(Strings):
        def __call__(self, key: str, **values: object) -> str:
            asked.add(key)
            return super().__call__(key, **values)

    told = read_words(lang, "help").with_prefix("")
    top = parser(lambda _name: Asked(told, lang))
    for command in (top, *top._subparsers._group_actions[0].choices.values()):  # type: ignore[union-attr]
        command.format_help()
    assert asked == told.keys()
    with pytest.raises(SystemExit):
        main(["check", "--help", "--lang", lang])
    assert ("마지막으로 게시한" in capsys.readouterr().out) is (lang == "ko")


def test_the_language_may_stand_before_a_command(
    site: SiteSettings, capsys: pytest.CaptureFixture[str]
) -> None:
    """As other programs take options that are for all of their commands."""
    assert main(["--lang", "ko", "check", *TODAY]) == main(["check", "--lang", "ko", *TODAY]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first == second == "문제가 없습니다. 게시할 수 있습니다."
