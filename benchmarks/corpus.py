"""Make a bilingual content folder of any size: the same pages for the same numbers, none of them real.

The text is random words of both languages in the shape of the site's guides: sections with ids, a table, a
list, footnotes, links to neighbours, glossary terms.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
PER_FOLDER = 25
WORDS = {
    "en": (
        "the trial team plans each visit before it starts and records what was done at home or at a centre "
        "so that data from both countries can be read side by side by people who did not collect them trial "
        "trial protocol estimand sponsor investigator consent device registry review safety report sample"
    ).split(),
    "ko": (
        "연구팀은 방문을 시작하기 전에 계획을 세우고 기관과 가정에서 이루어진 일을 기록하여 두 나라의 "
        "자료를 나란히 읽을 수 있게 한다 임상시험 계획서 추정대상모수 의뢰자 시험자 동의 기기 등록 심사 "
        "안전성 보고 검체 결과 측정 분석 대상자 무작위배정 눈가림"
    ).split(),
}
TITLES = {"en": "Synthetic guide {number}", "ko": "합성 길잡이 {number}"}


def make_corpus(folder: Path, pages: int, *, seed: int = 2026) -> Path:
    """Write a content folder with `pages` guides in each language, and return it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    shutil.copy(ROOT / "content/glossary.csv", folder / "glossary.csv")
    folders = [f"part-{number:03}" for number in range(-(-pages // PER_FOLDER))]
    (folder / "nav.yml").write_text("".join(f"- {name}: []\n" for name in folders), encoding="utf-8")
    for locale in WORDS:
        chance = random.Random(f"{seed}-{locale}")
        _write(folder / locale / "index.md", _front(f"Home {locale}", "home"))
        _write(folder / locale / "glossary.md", _front(f"Glossary {locale}", "glossary"))
        for name in folders:
            _write(folder / locale / name / "index.md", _front(f"{name} {locale}", "page"))
        for number in range(pages):
            name = folders[number // PER_FOLDER]
            _write(folder / locale / name / f"guide-{number:05}.md", _guide(number, locale, chance))
    return folder


def write_site_file(content: Path, root: Path = ROOT) -> None:
    """Write the site.yml of a checkout for the folders of a corpus: all of them are marked and sealed."""
    folders = sorted(f"{folder.name}/" for folder in (content / "en").iterdir() if folder.is_dir())
    head, _, _ = (root / "content/site.yml").read_text(encoding="utf-8").partition("folders:")
    marked, sealed = ", ".join(folders), ", ".join([*folders, "glossary/"])
    _write(content / "site.yml", f"{head}folders:\n  marked: [{marked}]\n  sealed: [{sealed}]\n")


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def _front(title: str, kind: str, extra: str = "") -> str:
    return f'---\ntitle: "{title}"\ndescription: "{title}."\nkind: {kind}\noriginal: en\n{extra}---\n\n'


def _guide(number: int, locale: str, chance: random.Random) -> str:
    title = TITLES[locale].format(number=number)
    return (
        _front(title, "guide", f"id: guide-{number:05}\n") + "\n\n".join(_body(number, locale, chance)) + "\n"
    )


def _body(number: int, locale: str, chance: random.Random) -> Iterator[str]:
    def sentence() -> str:
        return " ".join(chance.choices(WORDS[locale], k=chance.randint(8, 18))).capitalize() + "."

    def paragraph() -> str:
        return " ".join(sentence() for _ in range(chance.randint(2, 5)))

    first = number - number % PER_FOLDER
    neighbour = first + (number + 1) % PER_FOLDER if number % PER_FOLDER != PER_FOLDER - 1 else first
    for section in range(6):
        yield f"## {sentence()[:40].strip()} {{ #section-{section} }}"
        yield paragraph() + "[^one]"
        yield "\n".join(f"- {sentence()}" for _ in range(3))
    row = "| {} | {} | {} |"
    cells = "\n".join(row.format(*(sentence()[:30] for _ in range(3))) for _ in range(4))
    yield f"| a | b | c |\n| --- | --- | --- |\n{cells}"
    if number != neighbour:
        yield f"[{sentence()[:20]}](guide-{first:05}.md#section-1)"
    yield f"[^one]: {sentence()}"
