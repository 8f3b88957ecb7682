"""The address of the site: what cannot be one is refused before it is in every page, feed and calendar."""

from __future__ import annotations

import pytest

from exchange.pages.site_address import check_site_address, normal_address
from exchange.text.problems import explain

LOCALES = ("en", "ko")

RIGHT = [
    "https://example.org",
    "https://example.org/",
    "https://org.github.io/repo/",
    "https://org.github.io/Repo_1/a.b/~c",
    "http://127.0.0.1:8000/",
    "http://localhost:8000/repo/",
    "http://[::1]:8000/",
    "https://xn--hg4br7j.xn--3e0b707e/",
    "https://example.org/english/",
]
WRONG = {
    " https://org.github.io/repo/ ": "https://org.github.io/repo/",
    "https://org.github.io/repo/\n": "https://org.github.io/repo/",
    "https://org.github.io/my repo/": None,
    "https://org.github.io/repo/?a=b": "https://org.github.io/repo/",
    "https://org.github.io/repo/#a": "https://org.github.io/repo/",
    "https://org.github.io/repo/index.html": "https://org.github.io/repo/",
    "https://org.github.io//repo//": "https://org.github.io/repo/",
    "https://org.github.io/repo//": "https://org.github.io/repo/",
    "//org.github.io/repo/": "https://org.github.io/repo/",
    "org.github.io/repo": "https://org.github.io/repo/",
    "https:/org.github.io/repo/": None,
    "ftp://org.github.io/": None,
    "HTTPS://ORG.github.io/": "https://org.github.io/",
    "https://org.github.io:443/": "https://org.github.io/",
    "https://org.github.io:0/": None,
    "https://org.github.io:99999/": None,
    "https://me:secret@org.github.io/": "https://org.github.io/",
    "https://org.github.io/a/../b/": None,
    "https://org.github.io/./b/": "https://org.github.io/b/",
    "https://org.github.io/repo/en/": "https://org.github.io/repo/",
    "https://org.github.io/ko": "https://org.github.io/",
    "https://org.github.io/ko/repo/": None,
    "https://org.github.io\\repo\\": None,
    "https://org.github.io/연구/": None,
    "https://org.github.io/%ec%97%b0/": None,
    "https://임상.한국/": "https://xn--hg4br7j.xn--3e0b707e/",
    "https://пример.рф/": "https://xn--e1afmkfd.xn--p1ai/",
    "https://日本語.jp/": "https://xn--wgv71a119e.jp/",
    "https://intranet/": None,
    "https://-a.org/": None,
    "https://.org/": None,
    "https:///repo/": None,
    "": None,
    "/repo/": None,
    "javascript:alert(1)": None,
    'https://org.github.io/"><b>/': None,
    "https://org.github.io/a;b/": None,
    "https://org.github.io/$base/": None,
    f"https://{'a' * 64}.org/": None,
}


@pytest.mark.parametrize("url", RIGHT)
def test_an_address_that_a_site_can_have_passes(url: str) -> None:
    """A name or this computer, a port, a path; the slash at the end may be missing."""
    assert list(check_site_address(url, LOCALES, path="content/site.yml")) == []


@pytest.mark.parametrize(("url", "better"), WRONG.items())
def test_an_address_that_no_site_can_have_is_refused(url: str, better: str | None) -> None:
    """With the address that was meant, where one is; that one passes."""
    (problem,) = check_site_address(url, LOCALES, path="content/site.yml")
    assert normal_address(url, LOCALES) == better
    for language in LOCALES:
        assert "SITE_URL" in explain(problem, language)
        assert (better or "https://www.example.org/") in explain(problem, language)
    if better:
        assert list(check_site_address(better, LOCALES, path="content/site.yml")) == []
