"""A finding about a form leads to the place where the form is shown, source above result."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.building import ROOT
from tests.site.small_sites import make_site

from exchange.authoring.sections import sections
from exchange.cli.main import main
from exchange.site.catalogue import catalogue
from exchange.site.forms_guide import _SECTIONS, forms_address

PAGE = "about/what-you-can-write.md"


@pytest.mark.parametrize("locale", ["en", "ko"])
def test_each_section_is_on_the_page(locale: str) -> None:
    """And each rule exists."""
    text = (ROOT / "content" / locale / PAGE).read_text(encoding="utf-8")
    assert set(_SECTIONS) - {section.id for section in sections(text)} == {""}
    codes = {code for codes in _SECTIONS.values() for code in codes}
    assert codes <= {entry.code for entry in catalogue()}


def test_a_finding_names_the_page_in_the_language_of_its_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where the site has it; findings about words lead nowhere."""
    settings = make_site(tmp_path)
    assert forms_address("rules/list-unseen", settings, "ko") == ""
    for locale in ("en", "ko"):
        page = tmp_path / "content" / locale / PAGE
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_bytes((ROOT / "content" / locale / PAGE).read_bytes())
    address = f"{settings.site_url}ko/about/what-you-can-write/"
    assert forms_address("rules/list-unseen", settings, "ko") == f"{address}#lists"
    assert forms_address("rules/spelling", settings, "ko") == ""
    guide = tmp_path / "content" / "ko" / "guides" / "consent.md"
    guide.write_text(f"{guide.read_text(encoding='utf-8')}\n[동의]{{.smallcaps}}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for form in ("text", "markdown"):
        main(["check", "--lang", "ko", "--format", form, "--rule", "rules/other-markdown"])
        assert address in capsys.readouterr().out
