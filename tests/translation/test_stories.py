"""Stories of edits in a repository, each with what a reader of both languages says at its end."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.calls.repositories import git

from exchange.build.store import Store
from exchange.translation.reading import section_states
from exchange.translation.states import SectionState, State

HEAD = '---\ntitle: "A"\ndescription: "D."\nkind: page\noriginal: en\n---\n\n'
REPORT = {
    "en": "## Report { #report }\n\nThe sponsor reports within 7 days. See [the form](form.md). Keep it.\n\n",
    "ko": "## 보고 { #report }\n\n의뢰자는 7일 안에 보고합니다. [서식](form.md)을 봅니다. 보관합니다.\n\n",
}
MONEY = {
    "en": "## Money { #money }\n\nThe funder pays 80% of the cost. The hospital pays the rest.\n\n",
    "ko": "## 연구비 { #money }\n\n지원기관이 비용의 80%를 냅니다. 나머지는 병원이 냅니다.\n\n",
}
BEGIN = {"en": "Read this first.\n\n", "ko": "먼저 읽으십시오.\n\n"}


class Repository:
    """A content folder in git, and the state of its sections in words: `report: en ahead`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._store = Store(folder.parent / f"{folder.name}.sqlite", stamp="")
        for locale in ("en", "ko"):
            self.write(locale, "a.md", HEAD + BEGIN[locale] + REPORT[locale] + MONEY[locale])
            self.write(locale, "b.md", HEAD + BEGIN[locale])
        git(folder, "init", "-q", "-b", "main")
        self.commit()

    def write(self, locale: str, page: str, text: str) -> None:
        file = self.folder / locale / page
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def edit(self, locale: str, old: str, new: str, page: str = "a.md") -> None:
        text = (self.folder / locale / page).read_text(encoding="utf-8")
        assert old in text
        self.write(locale, page, text.replace(old, new))

    def commit(self) -> None:
        git(self.folder, "add", "-A")
        git(self.folder, "commit", "-q", "-m", "x")
        self._read()

    def change(self, locale: str, old: str, new: str, page: str = "a.md") -> None:
        self.edit(locale, old, new, page)
        self.commit()

    def git(self, *words: str) -> None:
        git(self.folder, *words)

    def states(self) -> list[str]:
        """Return what is not the same; of a store that knows the history up to before, nothing else comes."""
        found = self._read()
        assert found == section_states(self.folder, self._pages(), locales=("en", "ko"))
        return [
            f"{state.name}: {state.leading_locale or 'both'} {state.state.value}"
            for state in found
            if state.state is not State.SAME
        ]

    def _read(self) -> tuple[SectionState, ...]:
        return section_states(self.folder, self._pages(), locales=("en", "ko"), store=self._store)

    def _pages(self) -> dict[str, dict[str, Callable[[], str]]]:
        pages: dict[str, dict[str, Callable[[], str]]] = {}
        for file in sorted(self.folder.glob("*/**/*.md")):
            locale, _, page = file.relative_to(self.folder).as_posix().partition("/")
            pages.setdefault(page, {})[locale] = file.read_text
        return pages


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """Return a repository of two pages that agree."""
    return Repository(tmp_path)


def test_a_typo_and_its_correction(repository: Repository) -> None:
    """Neither leaves the other language behind."""
    repository.change("en", "reports within", "reprots within")
    assert repository.states() == []
    repository.change("en", "reprots within", "reports within")
    repository.change("ko", "나머지는", "나머지 는")
    assert repository.states() == []


def test_style(repository: Repository) -> None:
    """Register, marks, emphasis, lines that are filled anew."""
    repository.change("ko", "보고합니다.", "보고하십시오.")
    repository.change(
        "en", "The funder pays 80% of the cost. The", "The **funder** pays 80%\nof the cost. The"
    )
    assert repository.states() == []


def test_a_link(repository: Repository) -> None:
    """Another target is no other text; facts are compared anyway."""
    repository.change("en", "form.md", "forms/safety.md")
    assert repository.states() == []


def test_a_number(repository: Repository) -> None:
    """Of the sections of a page, only the one that changed."""
    repository.change("ko", "7일", "15일")
    assert repository.states() == ["a.md#report: ko ahead"]


def test_a_section_that_moves_to_another_page(repository: Repository) -> None:
    """It takes along that it lags behind, and that it agrees."""
    repository.change("en", "7 days", "15 days")
    for locale in ("en", "ko"):
        text = (repository.folder / locale / "a.md").read_text("utf-8")
        start, end = text.index("## "), text.index("## ", text.index("## ") + 3)
        repository.write(locale, "a.md", text[:start] + text[end:])
        repository.edit(locale, BEGIN[locale], BEGIN[locale] + text[start:end], "b.md")
    repository.commit()
    assert repository.states() == ["b.md#report: en ahead"]


def test_a_page_that_is_renamed(repository: Repository) -> None:
    """In one language and later in the other; then a change of it."""
    for locale in ("en", "ko"):
        repository.git("mv", f"{locale}/a.md", f"{locale}/c.md")
    repository.commit()
    assert repository.states() == []
    repository.change("en", "80%", "75%", "c.md")
    assert repository.states() == ["c.md#money: en ahead"]


def test_a_section_that_is_split(repository: Repository) -> None:
    """In one language: the new section is alone there, and the old one lacks a sentence. Then in both."""
    repository.change("en", " The hospital pays", "\n\n## Hospital { #hospital }\n\nThe hospital pays")
    assert repository.states() == ["a.md#hospital: en alone", "a.md#money: en ahead"]
    repository.change("ko", " 나머지는 병원이", "\n\n## 병원 { #hospital }\n\n나머지는 병원이")
    assert repository.states() == []


def test_a_heading_that_one_language_alone_gives_an_id(repository: Repository) -> None:
    """Taking it away moves its text; what is new in it is another matter."""
    _write_a_page_with_a_heading_without_id(repository)
    assert repository.states() == ["b.md#money: en alone"]
    repository.change("en", "## Money { #money }\n\n", "", "b.md")
    assert repository.states() == []
    repository.change("en", "80%", "70%", "b.md")
    assert repository.states() == ["b.md#report: en ahead"]


def test_a_change_below_a_heading_without_id(repository: Repository) -> None:
    """In a language whose section holds what is several in the other one: it says what the page says."""
    _write_a_page_with_a_heading_without_id(repository)
    repository.change("en", "pays the rest.", "pays the rest by GitHub Sponsors.", "b.md")
    repository.change("ko", "병원이 냅니다.", "병원이 GitHub Sponsors 냅니다.", "b.md")
    assert repository.states() == ["b.md#money: en alone"]
    repository.change("ko", "80%", "70%", "b.md")
    assert repository.states() == ["b.md#money: en alone", "b.md#report: ko ahead"]


def _write_a_page_with_a_heading_without_id(repository: Repository) -> None:
    repository.write("en", "b.md", HEAD + BEGIN["en"] + REPORT["en"].replace("7", "9") + MONEY["en"])
    korean = REPORT["ko"].replace("7", "9") + MONEY["ko"].replace(" { #money }", "")
    repository.write("ko", "b.md", HEAD + BEGIN["ko"] + korean)
    repository.commit()


def test_what_the_other_language_has_letter_for_letter(repository: Repository) -> None:
    """A command that one language had left out is no news to the other one; another command is."""
    command = "\n\n```\nkx check --rule x\n```\n\n"
    repository.edit("ko", "지원기관이 비용의 80%를 냅니다. ", f"지원기관이 비용의 80%를 냅니다.{command}")
    repository.edit("en", "Keep it.", "Keep it all.")
    repository.change("ko", "보관합니다", "모두 보관합니다")
    repository.change("en", "of the cost. ", f"of the cost.{command}")
    assert repository.states() == []
    repository.change("en", "--rule x", "--rule y")
    assert repository.states() == ["a.md#money: en ahead"]


def test_sections_that_are_merged(repository: Repository) -> None:
    """In one language first: the other one still has a section that is gone there."""
    repository.change("en", "\n\n## Money { #money }\n\n", " ")
    assert repository.states() == ["a.md#money: ko alone", "a.md#report: en ahead"]
    repository.change("ko", "\n\n## 연구비 { #money }\n\n", " ")
    assert repository.states() == []


def test_a_squash(repository: Repository) -> None:
    """Both languages in several commits of a branch are one change where they land."""
    repository.git("switch", "-q", "-c", "branch")
    repository.change("en", "7 days", "15 days")
    repository.change("en", "80%", "75%")
    repository.change("ko", "7일", "15일")
    repository.git("switch", "-q", "main")
    repository.git("merge", "-q", "--squash", "branch")
    repository.commit()
    assert repository.states() == ["a.md#money: en ahead"]


def test_a_revert(repository: Repository) -> None:
    """What returns to what was agreed is agreed, also where the other language was quicker."""
    repository.change("en", "7 days", "15 days")
    repository.git("revert", "--no-edit", "HEAD")
    assert repository.states() == []
    repository.change("en", "7 days", "15 days")
    repository.change("ko", "7일", "15일")
    assert repository.states() == []
    repository.git("revert", "--no-edit", "HEAD~1")
    assert repository.states() == ["a.md#report: en ahead"]


def test_both_in_one(repository: Repository) -> None:
    """One commit changes both; what it changes in one only lags behind."""
    repository.edit("en", "7 days", "15 days")
    repository.edit("ko", "7일", "15일")
    repository.edit("ko", "80%", "70%")
    repository.commit()
    assert repository.states() == ["a.md#money: ko ahead"]


def test_a_translator_who_catches_up_in_two_commits(repository: Repository) -> None:
    """After the first one it still lags behind, after the second one it does not."""
    repository.change("en", "within 7 days. See", "within 15 days. Tell the funder and the hospital too. See")
    repository.change("ko", "7일 안에 보고합니다.", "15일 안에 보고합니다.")
    assert repository.states() == ["a.md#report: en ahead"]
    repository.change("ko", "보고합니다.", "보고합니다. 지원기관과 병원에도 알립니다.")
    assert repository.states() == []


def test_a_cherry_pick(repository: Repository) -> None:
    """Of a commit of a branch that changed one language; the branch itself lands later with the other."""
    repository.git("switch", "-q", "-c", "branch")
    repository.change("en", "7 days", "15 days")
    repository.change("ko", "7일", "15일")
    repository.git("switch", "-q", "main")
    repository.git("cherry-pick", "branch~1")
    assert repository.states() == ["a.md#report: en ahead"]
    repository.git("merge", "-q", "--no-ff", "-m", "merge", "branch")
    assert repository.states() == []


def test_a_rebase(repository: Repository) -> None:
    """Of a branch with one language upon a main branch that changed another section."""
    repository.git("switch", "-q", "-c", "branch")
    repository.change("ko", "7일", "15일")
    repository.git("switch", "-q", "main")
    repository.change("en", "80%", "75%")
    repository.git("switch", "-q", "branch")
    repository.git("rebase", "-q", "main")
    assert repository.states() == ["a.md#money: en ahead", "a.md#report: ko ahead"]
    repository.change("en", "7 days", "15 days")
    repository.change("ko", "80%", "75%")
    assert repository.states() == []


@pytest.mark.parametrize(
    ("edits", "states"),
    [
        ([("en", "80%", "75%"), ("ko", "80%", "70%")], ["a.md#money: both both"]),
        ([("en", "80%", "75%"), ("ko", "80%", "70%"), ("ko", "70%", "75%")], []),
        ([("en", "80%", "75%"), ("ko", "80%", "75퍼센트")], []),
        ([("en", "7 days", "2 weeks"), ("ko", "7일", "14일")], []),
        ([("en", "Keep it.", "Keep it. <!-- ask the lawyer -->")], []),
        ([("ko", "7일", "<!-- 확인 -->7일")], []),
    ],
)
def test_what_a_translator_takes_up(
    repository: Repository, edits: list[tuple[str, str, str]], states: list[str]
) -> None:
    """Another number than the other language has is not taken up; the same one is, in whatever form."""
    for edit in edits:
        repository.change(*edit)
    assert repository.states() == states


def _take(repository: Repository, locale: str, page: str, name: str) -> str:
    """Take a section off a page, and return it."""
    text = (repository.folder / locale / page).read_text("utf-8")
    start = text.rindex("\n## ", 0, text.index(f"{{ #{name} }}")) + 1
    end = text.find("\n## ", start) + 1 or len(text)
    repository.write(locale, page, text[:start] + text[end:])
    return text[start:end]


def _move_section(repository: Repository, locale: str) -> None:
    section = _take(repository, locale, "a.md", "money")
    repository.edit(locale, BEGIN[locale], BEGIN[locale] + section, "b.md")


@pytest.mark.parametrize("is_late", [False, True])
def test_a_page_that_one_language_loses_for_a_while(repository: Repository, is_late: bool) -> None:
    """It comes back as it was: what the other language has changed meanwhile is still not in it."""
    repository.git("rm", "-q", "ko/a.md")
    repository.commit()
    if is_late:
        repository.change("en", "80%", "70%")
    repository.git("checkout", "HEAD~2" if is_late else "HEAD~1", "--", "ko/a.md")
    repository.commit()
    assert repository.states() == (["a.md#money: en ahead"] if is_late else [])


def test_a_page_that_comes_back_in_other_words(repository: Repository) -> None:
    """That is a new translation."""
    korean = (repository.folder / "ko/a.md").read_text("utf-8")
    repository.git("rm", "-q", "ko/a.md")
    repository.commit()
    repository.change("en", "80%", "70%")
    repository.write("ko", "a.md", korean.replace("80%", "70%"))
    repository.commit()
    assert repository.states() == []


@pytest.mark.parametrize("both_at_once", [False, True])
def test_a_late_section_that_moves(repository: Repository, both_at_once: bool) -> None:
    """In one commit or in two, it lags behind where it comes to."""
    repository.change("ko", "80%", "70%")
    _move_section(repository, "en")
    if not both_at_once:
        repository.commit()
    _move_section(repository, "ko")
    repository.commit()
    assert repository.states() == ["b.md#money: ko ahead"]


def test_a_section_that_takes_another_id(repository: Repository) -> None:
    """It is as late as it was."""
    repository.change("en", "80%", "70%")
    for locale in ("en", "ko"):
        repository.edit(locale, "#money }", "#funding }")
    repository.commit()
    assert repository.states() == ["a.md#funding: en ahead"]


def test_a_page_that_is_renamed_and_edited_between(repository: Repository) -> None:
    """The language that moves first changes before the other one follows."""
    repository.git("mv", "en/a.md", "en/c.md")
    repository.commit()
    repository.change("en", "80%", "70%", "c.md")
    repository.git("mv", "ko/a.md", "ko/c.md")
    repository.commit()
    assert repository.states() == ["c.md#money: en ahead"]


def test_two_pages_that_change_names(repository: Repository) -> None:
    """Each takes its own state along."""
    for locale, text in REPORT.items():
        repository.write(locale, "b.md", HEAD + text.replace("7", "20") * 3)
    repository.commit()
    repository.change("en", "80%", "70%")
    for locale in ("en", "ko"):
        repository.git("mv", f"{locale}/a.md", f"{locale}/c.md")
        repository.git("mv", f"{locale}/b.md", f"{locale}/a.md")
        repository.git("mv", f"{locale}/c.md", f"{locale}/b.md")
    repository.commit()
    assert repository.states() == ["b.md#money: en ahead"]


@pytest.mark.parametrize(("korean", "states"), [("70%", []), ("60%", ["a.md#money: both both"])])
def test_a_branch_of_each_language(repository: Repository, korean: str, states: list[str]) -> None:
    """They take up the same change, or two different ones."""
    for locale, value in (("en", "70%"), ("ko", korean)):
        repository.git("switch", "-q", "-c", locale, "main~0")
        repository.change(locale, "80%", value)
        repository.git("switch", "-q", "main")
    for locale in ("en", "ko"):
        repository.git("merge", "-q", "--no-ff", "-m", "merge", locale)
    assert repository.states() == states


def test_the_same_commit_twice(repository: Repository) -> None:
    """A revert of a revert is the change again, and the other language may take it up."""
    repository.change("en", "7 days", "10 days")
    repository.git("revert", "--no-edit", "HEAD")
    repository.git("revert", "--no-edit", "HEAD")
    assert repository.states() == ["a.md#report: en ahead"]
    repository.change("ko", "7일", "10일")
    assert repository.states() == []


def test_a_command_that_both_languages_change(repository: Repository) -> None:
    """Each had been reworded before: what they add is the same, so that both agree again."""
    for locale in ("en", "ko"):
        repository.edit(locale, "](form.md)", "](form.md) `send`")
    repository.commit()
    repository.change("ko", "보관합니다.", "사본을 인쇄하여 사무실 책상 서랍 안에 오래도록 둡니다.")
    repository.change("en", "`send`", "`uv run send`")
    assert repository.states() == ["a.md#report: both both"]
    repository.change("ko", "`send`", "`uv run send`")
    assert repository.states() == []


@pytest.mark.parametrize("is_merge", [True, False])
def test_a_commit_that_edits_both_of_a_late_section(repository: Repository, is_merge: bool) -> None:
    """What it says in both is agreed; the number that one language still lacks is late until it is there."""
    repository.change("en", "7 days", "5 days")
    if is_merge:
        repository.git("switch", "-qc", "b")
        for locale in ("en", "ko"):
            repository.edit(locale, "80%", "70%")
        repository.commit()
        repository.git("switch", "-q", "main")
        repository.git("merge", "-q", "--no-commit", "--no-ff", "b")
    repository.edit("en", "Keep it.", "Keep it for the inspectors.")
    repository.edit("ko", "보관합니다.", "실태조사에 대비해 보관합니다.")
    repository.commit()
    assert repository.states() == ["a.md#report: en ahead"]
    repository.change("ko", "7일", "5일")
    assert repository.states() == []


def test_a_commit_that_edits_both_and_takes_up_the_number(repository: Repository) -> None:
    """In words too; or it takes the number back."""
    repository.change("en", "7 days", "5 days")
    repository.edit("en", "Keep it.", "Keep it for the inspectors.")
    repository.edit("ko", "7일 안에 보고합니다", "닷새 안에 보고하고 나서 두 사람이 서명합니다")
    repository.commit()
    assert repository.states() == []
    repository.change("en", "5 days", "9 days")
    repository.edit("en", "9 days", "5 days")
    repository.edit("ko", "두 사람이", "세 사람이")
    repository.commit()
    assert repository.states() == []


def test_a_merge_that_is_reverted_and_put_back(repository: Repository) -> None:
    """The section is late again with it."""
    repository.git("switch", "-qc", "b")
    repository.change("en", "7 days", "5 days")
    repository.git("switch", "-q", "main")
    repository.git("merge", "-q", "--no-ff", "b", "-m", "m")
    repository.git("revert", "--no-edit", "-m", "1", "HEAD")
    assert repository.states() == []
    repository.git("revert", "--no-edit", "HEAD")
    assert repository.states() == ["a.md#report: en ahead"]


def test_line_endings_and_formatting_of_all_pages(repository: Repository) -> None:
    """Neither makes a section late, nor agreed."""
    repository.change("en", "7 days", "5 days")
    for file in sorted(repository.folder.glob("*/a.md")):
        head, _, body = file.read_text("utf-8").partition("\n\n")
        text = f"{head}\n\n{body.replace('. ', f'.{chr(10)}').replace('## ', '##  ')}"
        file.write_bytes(text.replace("\n", "\r\n").encode())
    repository.commit()
    assert repository.states() == ["a.md#report: en ahead"]


def test_pages_that_are_renamed_one_after_the_other(repository: Repository) -> None:
    """With an edit between: what was late before, and what has become late since."""
    repository.change("en", "7 days", "5 days")
    for locale in ("en", "ko"):
        repository.git("mv", f"{locale}/a.md", f"{locale}/c.md")
        repository.commit()
        if locale == "en":
            repository.change("en", "80%", "70%", "c.md")
    assert repository.states() == ["c.md#money: en ahead", "c.md#report: en ahead"]


@pytest.mark.parametrize("first", ["en", "ko"])
@pytest.mark.parametrize("change", [("en", "7 days", "15 days"), ("ko", "7일", "15일")])
@pytest.mark.parametrize("moment", range(3))
def test_a_folder_that_is_renamed_in_one_language_first(
    repository: Repository, first: str, change: tuple[str, str, str], moment: int
) -> None:
    """With an edit before, between or after the moves."""
    second = "ko" if first == "en" else "en"
    folders = {"en": "", "ko": ""}
    for number, locale in enumerate((first, second, "")):
        if number == moment:
            repository.change(*change, f"{folders[change[0]]}a.md")
        if locale:
            (repository.folder / locale / "guides").mkdir()
            repository.git("mv", f"{locale}/a.md", f"{locale}/guides/a.md")
            repository.commit()
            folders[locale] = "guides/"
    assert repository.states() == [f"guides/a.md#report: {change[0]} ahead"]


@pytest.mark.parametrize("moment", range(3))
def test_a_page_that_goes_to_another_folder_and_comes_back(repository: Repository, moment: int) -> None:
    """In one language, edited before, there or afterwards."""
    (repository.folder / "en" / "guides").mkdir()
    for number, paths in enumerate((("a.md", "guides/a.md"), ("guides/a.md", "a.md"), ())):
        if number == moment:
            repository.change("en", "80%", "75%", ("a.md", "guides/a.md", "a.md")[number])
        if paths:
            repository.git("mv", *(f"en/{path}" for path in paths))
            repository.commit()
    assert repository.states() == ["a.md#money: en ahead"]


def test_a_section_that_is_edited_before_it_follows_its_twin(repository: Repository) -> None:
    """Its language is ahead on the other page too."""
    _move_section(repository, "en")
    repository.commit()
    repository.change("ko", "80%", "70%")
    _move_section(repository, "ko")
    repository.commit()
    assert repository.states() == ["b.md#money: ko ahead"]


@pytest.mark.parametrize("at_once", [True, False])
def test_a_page_that_is_joined_to_another(repository: Repository, at_once: bool) -> None:
    """Each section takes along by which language it is ahead."""
    repository.change("en", "7 days", "15 days")
    repository.change("ko", "80%", "75%")
    for locale in ("en", "ko"):
        text = (repository.folder / locale / "a.md").read_text("utf-8")
        repository.edit(locale, BEGIN[locale], BEGIN[locale] + text[text.index("## ") :], "b.md")
        repository.git("rm", "-q", f"{locale}/a.md")
        if not at_once:
            repository.commit()
    repository.commit() if at_once else None
    assert repository.states() == ["b.md#money: ko ahead", "b.md#report: en ahead"]


def test_a_page_that_is_copied_before_it_is_deleted(repository: Repository) -> None:
    """It is late where it was late before."""
    repository.change("en", "80%", "75%")
    for locale in ("en", "ko"):
        repository.write(locale, "c.md", (repository.folder / locale / "a.md").read_text("utf-8"))
    repository.commit()
    repository.git("rm", "-q", "en/a.md", "ko/a.md")
    repository.commit()
    assert repository.states() == ["c.md#money: en ahead"]


STEPS = {
    "en": "## Steps { #steps }\n\n* It's short.\n\n1. Read it.\n1. Sign it within 30 days.\n\n1. Send it.\n",
    "ko": "## 순서 { #steps }\n\n* 짧습니다.\n\n1. 읽습니다.\n1. 30일 안에 서명합니다.\n\n1. 보냅니다.\n",
}


def _formatted(text: str) -> str:
    numbers = iter("123")
    text = re.sub(r"(?m)^1\.", lambda _: f"{next(numbers)}.", text)
    return text.replace("* ", "- ").replace("It's", "It’s").replace("\n", "\r\n")


@pytest.mark.parametrize("locales", [("en",), ("ko",), ("en", "ko")])
@pytest.mark.parametrize("is_edited", [False, True])
def test_a_formatter_that_counts_items(
    repository: Repository, locales: tuple[str, ...], is_edited: bool
) -> None:
    """It says nothing, in whatever languages; an edit that one of its commits hides does."""
    for locale in ("en", "ko"):
        repository.edit(locale, BEGIN[locale], BEGIN[locale] + STEPS[locale], "b.md")
    repository.commit()
    for locale in locales:
        text = _formatted((repository.folder / locale / "b.md").read_text("utf-8"))
        repository.write(locale, "b.md", text)
    if is_edited:
        repository.edit("en", "30 days", "45 days", "b.md")
    repository.commit()
    assert repository.states() == ["b.md#steps: en ahead"] * is_edited


_COPIED = "The hospital keeps the signed form and the log of all visits for as long as the law demands."
_TRANSLATED = "병원은 서명한 서식과 방문 기록 전부를 법에서 정한 기간 동안 보관합니다."


def test_a_copy_of_the_original_that_is_translated_later(repository: Repository) -> None:
    """Says the same then, but for a figure that is gone on the way."""
    for locale in ("en", "ko"):
        repository.edit(locale, BEGIN[locale], f"{BEGIN[locale]}{_COPIED} Wait 7 days.\n\n", "b.md")
    repository.commit()
    repository.change("ko", _COPIED, _TRANSLATED, "b.md")
    assert repository.states() == []
    repository.change("ko", " Wait 7 days.", "", "b.md")
    assert repository.states() == ["b.md: ko ahead"]


_WORDY = {
    "en": "Both teams read the plan, write down what they miss, and send it to the office by post.",
    "ko": "두 팀은 계획서를 읽고 빠진 내용을 적어서 우편으로 사무국에 보내 주시기 바랍니다.",
}


@pytest.mark.parametrize(
    "edits",
    [
        ("읽고 > 살펴보고", "내용을 > 부분을", "적어서 > 적지 않고", "보내 > 부쳐"),
        ("읽고 > 살펴보고", "내용을 > 부분을", "적어서 > 7일 안에", "보내 > 부쳐"),
        ("읽고 > 살펴보고", "내용을 > 부분을", "적어서 > 반드시 적어야 하며", "보내 > 부쳐"),
        ("우편으로 > 팩스로",),
    ],
)
def test_other_words_in_many_places_hide_no_fact(repository: Repository, edits: tuple[str, ...]) -> None:
    """A denial, a number, a duty; nor is a word in one place another way to say it."""
    for locale in ("en", "ko"):
        repository.edit(locale, BEGIN[locale], f"{BEGIN[locale]}{_WORDY[locale]}\n\n", "b.md")
    repository.commit()
    for edit in edits:
        old, _, new = edit.partition(" > ")
        repository.edit("ko", old, new, "b.md")
    repository.commit()
    assert repository.states() == ["b.md: ko ahead"]


def test_another_file_that_is_included(repository: Repository) -> None:
    """Is followed like a link: the words are as they were."""
    for locale in ("en", "ko"):
        repository.edit(locale, BEGIN[locale], BEGIN[locale] + "{* ../src/form.py hl[2] *}\n\n", "b.md")
    repository.commit()
    repository.change("en", "form.py hl[2]", "form_py39.py hl[3]", "b.md")
    assert repository.states() == []


def test_another_change_while_the_other_language_has_a_new_number(repository: Repository) -> None:
    """Takes up nothing: both have changed, until the number is here too."""
    repository.change("en", "7 days", "5 days")
    repository.change(
        "ko", "[서식](form.md)을 봅니다. 보관합니다.", "[서식](form.md)을 보지 않습니다. 버립니다."
    )
    assert repository.states() == ["a.md#report: both both"]
