"""A whole address is known for a page or file of this site: at home, in a preview and in a repository."""

from __future__ import annotations

import datetime

import pytest

from exchange.rules.own_addresses import file_in_repository, file_on_site
from exchange.rules.page_facts import Facts
from exchange.rules.settings import Settings
from exchange.rules.site_facts import SiteFacts

PAGE = Facts(path="content/ko/guides/consent.md", locale="ko", name="guides/consent.md", readable=True)
SITE = SiteFacts(
    locales=("en", "ko"),
    pages={"guides/consent.md": {"ko": PAGE}, "index.md": {"ko": PAGE}},
    generated={},
    files=("ko/guides/consent.md", "ko/index.md", "assets/plan.pdf"),
    read_file=lambda _path: None,
    terms=frozenset(),
    today=datetime.date(2026, 11, 22),
    settings=Settings(addresses=("https://site.example/trials/",)),
)


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("https://site.example/trials/ko/guides/consent/", "ko/guides/consent.md"),
        ("http://site.example/trials/ko/guides/consent/", "ko/guides/consent.md"),
        ("https://www.Site.example/trials/ko/guides/consent/index.html", "ko/guides/consent.md"),
        ("www.site.example/trials/ko/guides/consent", "ko/guides/consent.md"),
        ("//site.example/trials/ko/", "ko/index.md"),
        ("https://site.example/trials/assets/plan.pdf", "assets/plan.pdf"),
        ("http://localhost:8000/trials/ko/guides/consent/", "ko/guides/consent.md"),
        ("https://preview-3--trials.netlify.app/ko/guides/consent/", "ko/guides/consent.md"),
        ("https://org.github.io/trials/pr-7/ko/guides/consent/", "ko/guides/consent.md"),
        ("https://other.github.io/ko/", None),
        ("https://other.example/trials/ko/guides/consent/", None),
        ("https://site.example/trials/ko/guides/nothing/", None),
    ],
)
def test_an_address_of_the_site_or_a_preview(address: str, file: str | None) -> None:
    """By any scheme, with www or without, below any folder of a preview; first pages of others are theirs."""
    assert file_on_site(address, SITE) == file


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("https://github.com/org/trials/blob/main/content/ko/guides/consent.md", "ko/guides/consent.md"),
        ("https://github.com/me/trials/edit/a/b/content/ko/guides/consent.md", "ko/guides/consent.md"),
        ("https://raw.githubusercontent.com/org/trials/main/content/assets/plan.pdf", "assets/plan.pdf"),
        ("https://gitlab.com/org/trials/-/raw/main/content/ko/guides/consent.md", "ko/guides/consent.md"),
        ("https://codeberg.org/org/trials/_edit/main/content/ko/guides/consent.md", "ko/guides/consent.md"),
        ("https://github.com/org/other/blob/main/content/ko/guides/other.md", None),
        ("https://github.com/org/trials/issues", None),
    ],
)
def test_an_address_in_a_repository(address: str, file: str | None) -> None:
    """Whatever the host, the branch and the view: the path in the content decides."""
    assert file_in_repository(address, PAGE, SITE) == file
