"""Write the page in every language."""

from tests.authoring.guide import LOCALES, page, written_page

for locale in LOCALES:
    page(locale).write_text(written_page(locale), encoding="utf-8")
