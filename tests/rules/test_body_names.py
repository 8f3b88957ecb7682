"""The bodies of a partnership are known by its site.yml alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.building import ROOT
from tests.partnerships import write_site_file
from tests.site.small_sites import NOW

from exchange.rules.body_names import Body, body_notions
from exchange.site.checking import all_problems
from exchange.site.settings import read_settings
from exchange.text.problems import explain

JAPAN_UK = """\
sides:
  - code: GB
    zone: Europe/London
    currency: GBP
    funders: [{id: epsrc, name: {en: Engineering and Physical Sciences Research Council (EPSRC)}}]
    bodies:
      - names: [{en: NICE}]
  - code: JP
    zone: Asia/Tokyo
    currency: JPY
    funders: [{id: jst, name: {en: JST, ja: 科学技術振興機構（JST）}}]
    bodies:
      - names: [{en: PMDA}, {en: Pharmaceuticals and Medical Devices Agency, ja: 医薬品医療機器総合機構}]
      - names: [{en: MHLW, ja: 厚労省}, {en: "Ministry of Health, Labour and Welfare", ja: 厚生労働省}]
"""
BODIES = (
    Body(country="GB", names=("HRA",)),
    Body(country="GB", names=("MHRA",)),
    Body(country="JP", names=("WHO", "World Health Office")),
    Body(country="JP", names=("機構",)),
    Body(country="JP", names=("総合機構",)),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The MHRA and HRA.", [1, 0]),
        ("MHRA는 HRA가", [1, 0]),
        ("People who, whoever they are, WHO.", [2]),
        ("World\nHealth Office", [2]),
        ("総合機構は機構を", [4, 3]),
        ("XHRA, HRAs", []),
        ("", []),
    ],
)
def test_a_body_is_found_by_its_whole_name(text: str, expected: list[int]) -> None:
    """The longest one wins; capitals count; a particle may follow at once, a Latin letter may not."""
    assert [int(notion.name.rpartition("_")[2]) for notion in body_notions(text, BODIES)] == expected


@pytest.mark.parametrize(
    ("en", "ja", "found"),
    [
        ("Ask the PMDA.", "医薬品医療機器総合機構に尋ねます。", ()),
        ("Ask the PMDA.", "厚生労働省に尋ねます。", ("PMDA", "厚生労働省")),
        ("The MHLW pays.", "厚労省が支払います。", ()),
        ("The EPSRC pays.", "EPSRCが支払います。", ()),
        ("The EPSRC pays.", "NICEが支払います。", ("EPSRC", "NICE")),
        ("The JST pays.", "科学技術振興機構が支払います。", ()),
        ("The JST pays.", "PMDAが支払います。", ("JST", "PMDA")),
        ("The MFDS pays.", "KDCAが支払います。", ()),
    ],
)
def test_another_partnership_names_its_own(tmp_path: Path, en: str, ja: str, found: tuple[str, ...]) -> None:
    """Japan and the UK: by their site.yml, funders among them; what others call theirs is a word as any."""
    _write_site(tmp_path, en, ja, JAPAN_UK)
    texts = _found(tmp_path)
    assert bool(texts) == bool(found)
    assert all(name in text for text in texts for name in found)


def test_what_is_remembered_of_languages_ends_with_other_bodies(tmp_path: Path) -> None:
    """Of pages and of records alike: site.yml is another file than they are."""
    _write_site(tmp_path, "Ask the PMDA.", "厚生労働省に尋ねます。", "")
    record = tmp_path / "content" / "figures" / "a.yml"
    record.parent.mkdir()
    record.write_text("title: {en: Ask the PMDA., ja: 厚生労働省に尋ねます。}\n", encoding="utf-8")
    assert _found(tmp_path) == []
    write_site_file(tmp_path / "content", "en", "ja", more=JAPAN_UK)
    assert sorted(text.split(":")[0] for text in _found(tmp_path)) == [
        "content/figures/a.yml",
        "content/ja/a.md",
    ]
    write_site_file(tmp_path / "content", "en", "ja")
    assert _found(tmp_path) == []


def _write_site(folder: Path, en: str, ja: str, more: str) -> None:
    content = folder / "content"
    write_site_file(content, "en", "ja", more=more)
    (folder / "mkdocs.yml").write_text(
        "site_name: x\ndocs_dir: content\nplugins: [bilingual, languages, content_check]\n", encoding="utf-8"
    )
    for code, text in (("en", en), ("ja", ja)):
        (content / code).mkdir()
        front = "---\ntitle: A\ndescription: B\nkind: page\noriginal: en\n---\n"
        (content / code / "a.md").write_text(f"{front}\n{text}\n", encoding="utf-8")


def _found(folder: Path) -> list[str]:
    problems = all_problems(read_settings(folder / "mkdocs.yml"), now=NOW)
    return [explain(problem, "en") for problem in problems if problem.code == "rules/facts-differ"]


def test_no_name_of_our_bodies_is_in_the_code() -> None:
    """They are this partnership's own."""
    bodies = read_settings(ROOT / "mkdocs.yml").rules.bodies
    files = [
        file
        for folder in ("plugins", "overrides")
        for file in (ROOT / folder).rglob("*")
        if file.suffix in (".py", ".html", ".json", ".yml", ".md", ".js", ".css")
    ]
    texts = {str(file): file.read_text(encoding="utf-8") for file in files}
    assert [
        (path, notion.name) for path, text in texts.items() for notion in body_notions(text, bodies)
    ] == []
