"""`kx check --fix`: what is exact is written, nothing else changes, and nothing becomes wrong by it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from tests.site.small_sites import EXAMPLES, NOW, make_site, problems, put

from exchange.cli.fixing import Corrections, apply_fixes, mend
from exchange.cli.main import main
from exchange.rules.rule import PACKAGE, Fix
from exchange.rules.rule_modules import rules
from exchange.site.checking import all_problems
from exchange.site.settings import SiteSettings
from exchange.text.problems import Place, Problem, Replacement

EXACT = sorted(name for name, rule in rules().items() if rule.fix is Fix.EXACT)
OFFERED = sorted(name for name, rule in rules().items() if rule.fix is Fix.OFFERED)
TODAY = ["--today", NOW.date().isoformat()]
PAGE = '---\ntitle: "Case"\ndescription: "A case."\nkind: page\noriginal: en\n---\n\n'


def mended(project: SiteSettings) -> Corrections:
    """Return what would be written, and what is wrong then."""

    def check(texts: Mapping[str, str]) -> Sequence[Problem]:
        edits = {path.removeprefix("content/"): text.encode() for path, text in texts.items()}
        return all_problems(project, now=NOW, edits=edits)

    return mend(
        check({}), check=check, read_text=lambda path: (project.root / path).read_text(encoding="utf-8")
    )


def write(project: SiteSettings, path: str, body: str) -> Path:
    """Write a page of this body into the content."""
    file = project.content.folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(PAGE + body, encoding="utf-8")
    return file


@pytest.mark.parametrize("rule", EXACT)
def test_an_exact_replacement_ends_the_problem(rule: str, tmp_path: Path) -> None:
    """After it the rule is kept, and a second run finds nothing to do."""
    project = make_site(tmp_path)
    put(project, EXAMPLES[rule], EXAMPLES[rule].wrong, wrong=True)
    done = mended(project)
    assert done.count > 0
    assert f"{PACKAGE}/{rule}" not in {problem.code for problem in done.problems}
    assert not any(problem.replacement for problem in done.problems)


@pytest.mark.parametrize("rule", OFFERED)
def test_what_a_person_must_judge_is_in_words_only(rule: str, tmp_path: Path) -> None:
    """No tool may apply a guess: it has no replacement, and the file stays as it is."""
    project = make_site(tmp_path)
    put(project, EXAMPLES[rule], EXAMPLES[rule].wrong, wrong=True)
    mine = [problem for problem in problems(project) if problem.code == f"{PACKAGE}/{rule}"]
    assert mine
    assert not any(problem.replacement for problem in mine)


CODE = """## One { #one }

1. Look:

    ```
    Arm      n    mean

    A  10    1 .  [a][b] \u1112\u1161\u11ab
    ```

> ~~~
> two  spaces
> ~~~

    indented  code , too

`in  a  span\u200b` and <code>in  HTML</code>.
"""


def test_code_stays_as_it_is(tmp_path: Path) -> None:
    """At any depth: in a list, in a quotation, indented, in a span, in HTML."""
    project = make_site(tmp_path)
    write(project, "en/about/code.md", CODE + "\nTwo  spaces.\n")
    write(project, "ko/about/code.md", CODE)
    done = mended(project)
    assert done.texts == {"content/en/about/code.md": PAGE + CODE + "\nTwo spaces.\n"}


@pytest.mark.parametrize(
    ("korean", "english", "expected"),
    [
        ("## GCP 교육", "## GCP training { #training-in-gcp }", "## GCP 교육 { #training-in-gcp }"),
        ("## `apropos` 명령", "## The `apropos` command", "## `apropos` 명령 { #the-apropos-command }"),
        ("## 8장", "## Chapter 8", "## 8장 { #chapter-8 }"),
        ("## 사전 준비", "## Prerequisites", "## 사전 준비 { #prerequisites }"),
    ],
)
def test_a_heading_gets_the_id_of_its_twin(korean: str, english: str, expected: str, tmp_path: Path) -> None:
    """What is left of a Korean heading in Latin letters is no id."""
    project = make_site(tmp_path)
    write(project, "en/about/ids.md", f"{english}\n\nText.\n")
    write(project, "ko/about/ids.md", f"{korean}\n\n본문.\n")
    assert mended(project).texts["content/ko/about/ids.md"] == f"{PAGE}{expected}\n\n본문.\n"


def test_a_heading_without_a_twin_gets_no_id_of_its_remains(tmp_path: Path) -> None:
    """A page in one language: its author is asked for English words."""
    project = make_site(tmp_path)
    file = write(project, "ko/about/alone.md", "## GCP 교육\n\n본문.\n")
    file.write_text(
        file.read_text(encoding="utf-8").replace("original: en", "original: ko"), encoding="utf-8"
    )
    done = mended(project)
    assert done.texts == {}
    assert [problem.code for problem in done.problems] == ["rules/heading-without-id"]


def test_an_id_that_an_author_wrote_is_never_replaced(tmp_path: Path) -> None:
    """Links from elsewhere may name it."""
    project = make_site(tmp_path)
    write(project, "en/about/ids.md", "## Training { #training }\n\nText.\n")
    write(project, "ko/about/ids.md", "## 교육 { #gyoyuk }\n\n본문.\n")
    assert mended(project).texts == {}


def test_nothing_is_written_that_the_check_refuses(tmp_path: Path) -> None:
    """An id that breaks a link elsewhere stays out, and what does no harm is written all the same."""
    project = make_site(tmp_path)
    write(project, "en/about/ids.md", "## Training { #training }\n\nText.\n")
    write(project, "ko/about/ids.md", "## GCP 교육\n\n[교육](#gcp) 본문,  하나.\n")
    done = mended(project)
    assert done.texts == {"content/ko/about/ids.md": f"{PAGE}## GCP 교육\n\n[교육](#gcp) 본문, 하나.\n"}


def test_a_page_never_grows_beyond_its_limit(tmp_path: Path) -> None:
    """An id behind each heading may be too much for a page that is nearly too large."""
    project = make_site(tmp_path)
    settings = tmp_path / "mkdocs.yml"
    settings.write_text(settings.read_text(encoding="utf-8") + "  - gate\n", encoding="utf-8")
    filler = "word " * 20 + "\n"
    body = "## Training in good practice\n\n" + filler * ((100 * 1024 - len(PAGE) - 60) // len(filler))
    body += "x" * (100 * 1024 - len(PAGE) - len(body) - 1) + "\n"
    write(project, "en/about/large.md", body)
    done = mended(project)
    assert not any(one.rule == "file-size" for one in done.problems)


def test_a_dry_run_shows_what_fix_writes_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The difference is the one between the file before and after --fix."""
    project = make_site(tmp_path)
    monkeypatch.chdir(tmp_path)
    file = put(project, EXAMPLES["double-space"], EXAMPLES["double-space"].wrong, wrong=True)
    before = file.read_text(encoding="utf-8")
    assert main(["check", "--dry-run", *TODAY]) == 0
    shown = capsys.readouterr()
    assert ("-First,  ask the team.\n+First, ask the team.\n" in shown.out, shown.err) == (
        True,
        "1 passage(s) in 1 file(s) would be mended; nothing was written.\n",
    )
    assert file.read_text(encoding="utf-8") == before
    assert main(["check", "--fix", *TODAY]) == 0
    assert file.read_text(encoding="utf-8") == before.replace("First,  ask", "First, ask")


def test_a_rule_that_is_named_is_the_only_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In what is said, in what is written, and in the status."""
    project = make_site(tmp_path)
    monkeypatch.chdir(tmp_path)
    file = put(project, EXAMPLES["link-page"], "First,  ask them , [now](nowhere.md).", wrong=True)
    assert main(["check", "--fix", "--rule", "space-before-mark", *TODAY]) == 0
    assert "First,  ask them, [now](nowhere.md)." in file.read_text(encoding="utf-8")
    assert capsys.readouterr().out == "Nothing found: the content may be published.\n"
    assert main(["check", "--rule", "rules/link-page", *TODAY]) == 1
    assert main(["check", "--rule", "link-pag", *TODAY]) == 2
    assert "such as link-page" in capsys.readouterr().err


def test_fix_writes_all_that_tools_are_offered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither SARIF nor rdjson has a replacement left afterwards."""
    project = make_site(tmp_path)
    monkeypatch.chdir(tmp_path)
    put(
        project,
        EXAMPLES["house-spelling"],
        "The centers  take part , it is\u200b law.\n\n## New part",
        wrong=True,
    )
    assert main(["check", "--format", "rdjson", *TODAY]) == 1
    assert sum("suggestions" in one for one in json.loads(capsys.readouterr().out)["diagnostics"]) >= 4
    main(["check", "--fix", "--format", "rdjson", *TODAY])
    assert not any("suggestions" in one for one in json.loads(capsys.readouterr().out)["diagnostics"])
    main(["check", "--format", "sarif", *TODAY])
    assert not any("fixes" in one for one in json.loads(capsys.readouterr().out)["runs"][0]["results"])


def test_line_ends_stay_as_they_are() -> None:
    """Windows line ends count as ends of lines and are kept."""
    text = "one\r\nMHRA 는\r\nend\r\n"
    place = Place(path="a.md", line=2, column=5)
    problem = Problem(
        code="rules/particle-spacing",
        place=place,
        end=Place(path="a.md", line=2, column=6),
        replacement=Replacement(text=""),
    )
    assert apply_fixes(text, [problem]) == ("one\r\nMHRA는\r\nend\r\n", 1)


def test_replacements_that_touch_the_same_text_are_not_both_applied() -> None:
    """The first one wins; the other is found again in the next run, if it is still wrong."""

    def problem(start: int, end: int, text: str) -> Problem:
        return Problem(
            code="rules/full-width",
            place=Place(path="a.md", line=1, column=start),
            end=Place(path="a.md", line=1, column=end),
            replacement=Replacement(text=text),
        )

    assert apply_fixes("abcdef", [problem(2, 4, "X"), problem(3, 5, "Y"), problem(5, 6, "Z")]) == ("aXdZf", 2)
