"""The page for authors shows each form as it is written and as it is rendered."""

import pytest

from tests.authoring.guide import LOCALES, page, written_page


@pytest.mark.parametrize("locale", LOCALES)
def test_the_page_is_made_from_its_examples(locale: str) -> None:
    """`python -m tests.authoring.guide` writes it."""
    assert page(locale).read_text(encoding="utf-8") == written_page(locale)
