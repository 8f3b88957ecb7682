"""A text of a record changes in one language: a field of a call, a label, a question, a term."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.calls.repositories import git
from tests.site.small_sites import make_site

from exchange.cli.main import main
from exchange.safety.limits import MEGABYTE
from exchange.safety.memory_limit import memory_limit
from exchange.site.checking import all_problems
from exchange.site.settings import SiteSettings, read_settings
from exchange.text.problems import Problem, Severity
from exchange.translation.record_texts import by_language, record_texts

NOW = datetime.datetime(2026, 11, 22, tzinfo=datetime.UTC)
RECORDS: Mapping[str, str] = {
    "figures/flow.yml": 'kind: flow\nlabels:\n  reply: {en: "Reply within 60 days", ko: "60일 안에 답변"}\n'
    '  sign: {en: "Sign", ko: "서명"}\n',
    "questions/ethics.yml": "questions:\n  - id: first\n    ask:\n      en: Who replies within 60 days?\n"
    "      ko: 60일 안에 누가 답합니까?\n  - id: second\n    ask: {en: Why?, ko: 왜요?}\n",
    "glossary.csv": "id,en,ko,abbr_en,abbr_ko,definition_en,definition_ko,avoid_en,avoid_ko\n"
    "g001,reply,답변,,,Due within 60 days.,60일 안에 하는 답.,,\n",
}


@pytest.fixture
def site(tmp_path: Path) -> SiteSettings:
    """Return a site with one record of each kind, committed."""
    settings = make_site(tmp_path)
    for path, text in RECORDS.items():
        file = settings.content.folder / path
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    git(tmp_path, "init", "-q", "-b", "main")
    _commit(tmp_path)
    return settings


def _commit(folder: Path) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "x")


def _edit(site: SiteSettings, path: str, old: str, new: str) -> None:
    file = site.content.folder / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def _problems(site: SiteSettings, code: str) -> list[Problem]:
    return [problem for problem in all_problems(site, now=NOW) if problem.code == code]


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("figures/flow.yml", "content/figures/flow.yml:3"),
        ("questions/ethics.yml", "content/questions/ethics.yml:5"),
        ("glossary.csv", "content/glossary.csv:2"),
    ],
)
def test_a_text_that_changes_leaves_its_twin_behind(
    site: SiteSettings, tmp_path: Path, path: str, place: str
) -> None:
    """Committed or not, named with its line; until the other language takes it up."""
    _edit(site, path, "60 days", "45 days")
    for _ in range(2):
        (problem,) = _problems(site, "translation/record-behind")
        assert (str(problem.place), problem.values["language"]) == (place, "한국어")
        _commit(tmp_path)
    _edit(site, path, "60일", "45일")
    assert _problems(site, "translation/record-behind") == []


def test_records_take_part_in_agreeing_and_in_moves(site: SiteSettings, tmp_path: Path) -> None:
    """A person's word ends it; a file that moves takes the states of its texts along."""
    _edit(site, "figures/flow.yml", "Sign", "Sign here at once")
    git(tmp_path, "mv", "content/figures/flow.yml", "content/figures/steps.yml")
    _commit(tmp_path)
    (problem,) = _problems(site, "translation/record-behind")
    assert str(problem.place) == "content/figures/steps.yml:4"
    assert main(["--config", str(site.root / "mkdocs.yml"), "translate", "--agree"]) == 0
    assert _problems(site, "translation/record-behind") == []


def test_an_item_of_a_list_is_known_by_its_id() -> None:
    """So that one before it changes nothing."""
    before = by_language(record_texts(RECORDS["questions/ethics.yml"], "x.yml", ("en", "ko")))
    text = RECORDS["questions/ethics.yml"].replace(
        "questions:\n", "questions:\n  - {id: new, ask: {en: A}}\n"
    )
    after = by_language(record_texts(text, "x.yml", ("en", "ko")))
    assert before["ko"] == after["ko"]
    assert {*after["en"]} - {*before["en"]} == {"questions.new.ask"}


def test_fields_with_other_names_are_no_languages() -> None:
    """A name that is no language makes a mapping an ordinary one; of a faulty file the sound part is read."""
    assert by_language(record_texts("a: {en: x, xx: y}\nb: {ko: z}\n", "x.yml", ("en", "ko"))) == {
        "ko": {"b": "z"}
    }
    assert by_language(record_texts("a: {en: x", "x.yml", ("en", "ko"))) == {"en": {"a": "x"}}


def test_two_changes_of_one_year_are_two_texts() -> None:
    """What their names were made of is the same; they are told apart by their order."""
    changes = "changes:\n  - {at: 2025, note: {ko: 하나}}\n  - {at: 2025, note: {ko: 둘}}\n"
    assert by_language(record_texts(changes, "x.yml", ("en", "ko"))) == {
        "ko": {"changes.2025.note": "하나", "changes.2025-2.note": "둘"}
    }


@pytest.mark.parametrize(("days", "severity"), [(0, Severity.ERROR), (30, Severity.WARNING)])
def test_the_settings_say_how_long_a_language_may_lag(
    site: SiteSettings, days: int, severity: Severity
) -> None:
    """Nothing at all, or some days."""
    _edit(site, "figures/flow.yml", "60 days", "45 days")
    settings = site.root / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    gate = f'  - bilingual: {{lag_days: {{"figures/": {days}, "": 90}}}}\n'
    settings.write_text(text.replace("  - bilingual\n", gate), encoding="utf-8")
    found = all_problems(read_settings(settings), now=NOW)
    assert [problem.severity for problem in found if problem.package == "translation"] == [severity]


def test_what_the_languages_of_a_record_state_is_compared(site: SiteSettings) -> None:
    """Whatever git says: both were changed in one commit, to different days."""
    _edit(site, "figures/flow.yml", "60 days", "45 days")
    _edit(site, "figures/flow.yml", "60일", "30일")
    (problem,) = _problems(site, "rules/facts-differ")
    assert str(problem.place) == "content/figures/flow.yml:3"
    assert (problem.values["here"], problem.values["there"]) == ("30일", "45 days")


@pytest.mark.parametrize(
    ("form", "old", "new"),
    [
        ("xliff", ">왜요?<", "> <"),
        ("po", 'msgstr "왜요?"', 'msgstr ""'),
        ("po", 'msgstr "왜요?"', 'msgid_plural "x"\nmsgstr[0] "y"'),
    ],
)
def test_what_is_not_translated_takes_no_text_away(
    site: SiteSettings, capsys: pytest.CaptureFixture[str], form: str, old: str, new: str
) -> None:
    """It is named, and the rest is taken."""
    file = site.root / f"all.{form}"
    run = ["--config", str(site.root / "mkdocs.yml"), "translate", "--to", "ko"]
    assert main([*run, f"--{form}", str(file), "--all"]) == 0
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new).replace("60일 안에 답변", "예순 날 안에 답변"), encoding="utf-8")
    capsys.readouterr()
    assert main([*run, "--take", str(file)]) == 1
    assert "no finished translation" in capsys.readouterr().out
    assert "왜요?" in (site.content.folder / "questions/ethics.yml").read_text(encoding="utf-8")
    assert "예순 날" in (site.content.folder / "figures/flow.yml").read_text(encoding="utf-8")


def test_a_section_that_comes_back_twice_is_refused(
    site: SiteSettings, capsys: pytest.CaptureFixture[str]
) -> None:
    """The second would be written over the first, where that was before."""
    file = site.root / "all.xliff"
    run = ["--config", str(site.root / "mkdocs.yml"), "translate", "--to", "ko"]
    assert main([*run, "--xliff", str(file), "--all"]) == 0
    text = file.read_text(encoding="utf-8")
    unit = text[text.index("<unit") : text.index("</unit>") + len("</unit>")]
    file.write_text(text.replace(unit, unit * 2, 1), encoding="utf-8")
    before = {path: path.read_bytes() for path in site.content.folder.rglob("*.*")}
    assert main([*run, "--take", str(file)]) == 2
    assert "(2)" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in site.content.folder.rglob("*.*")} == before


@pytest.mark.parametrize("sign", ["\x7f", "<cp hex='FFFE'/>", "\x85", "<cp hex='0'/>"])
def test_a_sign_with_which_nothing_could_be_read_again_is_refused(
    site: SiteSettings, capsys: pytest.CaptureFixture[str], sign: str
) -> None:
    """YAML has no such signs, and a whole record would be lost; the unit is named."""
    file = site.root / "all.xliff"
    run = ["--config", str(site.root / "mkdocs.yml"), "translate", "--to", "ko"]
    assert main([*run, "--xliff", str(file), "--all"]) == 0
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(">왜요?<", f">왜{sign}요?<"), encoding="utf-8")
    before = {path: path.read_bytes() for path in site.content.folder.rglob("*.*")}
    assert main([*run, "--take", str(file)]) == 2
    assert "questions/ethics.yml#" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in site.content.folder.rglob("*.*")} == before


@pytest.mark.parametrize("content", [b"<" + b"a" * 300_000, None], ids=["a long name", "no end"])
def test_a_file_without_an_end_is_refused_in_a_line(
    site: SiteSettings, capsys: pytest.CaptureFixture[str], content: bytes | None
) -> None:
    """Nor is all of it read, or a name as long as the file repeated."""
    file = Path("/dev/zero") if content is None else site.root / "a.xlf"
    if content:
        file.write_bytes(content + b"/>")
    run = ["--config", str(site.root / "mkdocs.yml"), "translate", "--to", "ko", "--take", str(file)]
    with memory_limit(300 * MEGABYTE):
        assert main(run) == 2
    assert len(capsys.readouterr().err) < 1_000


def test_names_of_a_foreign_file_steer_no_terminal(
    site: SiteSettings, capsys: pytest.CaptureFixture[str]
) -> None:
    """A PO file may hold any control character in them, and so may the reason for which it is refused."""
    file = site.root / "foreign.po"
    run = ["--config", str(site.root / "mkdocs.yml"), "translate", "--to", "ko", "--take", str(file)]
    for text in ('msgctxt "\x1b]0;x\x07#a|1"\nmsgid "a"\nmsgstr "b"\n', 'msgid "\x1b[2J\n', "\x1b[2J"):
        file.write_text(text, encoding="utf-8")
        main(run)
        said = "".join(capsys.readouterr())
        assert said
        assert not {"\x1b", "\x07"} & {*said}


@pytest.mark.parametrize("form", ["xliff", "po"])
def test_translations_come_back_into_pages_records_and_terms(site: SiteSettings, form: str) -> None:
    """Unchanged, no file changes; changed, only what was translated."""
    _edit(site, "figures/flow.yml", "60 days", "45 days")
    file = site.root / f"late.{form}"
    run = ["--config", str(site.root / "mkdocs.yml"), "translate", "--to", "ko"]
    before = {path: path.read_bytes() for path in sorted(site.content.folder.rglob("*.*"))}
    assert main([*run, f"--{form}", str(file), "--all"]) == 0
    assert main([*run, "--take", str(file)]) == 0
    assert {path: path.read_bytes() for path in sorted(site.content.folder.rglob("*.*"))} == before
    text = file.read_text(encoding="utf-8")
    for old, new in (
        ("60일 안에 답변", "45일 안에 \u201c답변\u201d"),
        ("왜요?", "왜일까요?"),
        ("하는 답.", "하는, 답."),
    ):
        assert old in text
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")
    assert main([*run, "--take", str(file)]) == 0
    assert 'ko: "45일 안에 “답변”"}' in (site.content.folder / "figures/flow.yml").read_text(encoding="utf-8")
    assert 'ko: "왜일까요?"}' in (site.content.folder / "questions/ethics.yml").read_text(encoding="utf-8")
    assert '"60일 안에 하는, 답.",,' in (site.content.folder / "glossary.csv").read_text(encoding="utf-8")
    changed = [path.name for path, content in before.items() if path.read_bytes() != content]
    assert changed == ["flow.yml", "glossary.csv", "ethics.yml"]
    assert main([*run, "--take", str(file)]) == 1  # the texts are others by now


@pytest.mark.parametrize("form", ["xliff", "po"])
def test_a_term_that_comes_back_in_one_line_keeps_its_definition(site: SiteSettings, form: str) -> None:
    """Only its name was translated; the file has lines of Windows and a mark of order by now."""
    file = site.root / f"late.{form}"
    run = ["--config", str(site.root / "mkdocs.yml"), "translate", "--to", "ko"]
    assert main([*run, f"--{form}", str(file), "--all"]) == 0
    text = file.read_text(encoding="utf-8")
    lines = "답변\n60일 안에 하는 답." if form == "xliff" else '"답변\\n"\n"60일 안에 하는 답."'
    assert lines in text
    text = text.replace(lines, "회신" if form == "xliff" else '"회신"').replace("\n", "\r\n")
    file.write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert main([*run, "--take", str(file)]) == 0
    table = (site.content.folder / "glossary.csv").read_text(encoding="utf-8")
    assert "g001,reply,회신,,,Due within 60 days.,60일 안에 하는 답.,," in table
