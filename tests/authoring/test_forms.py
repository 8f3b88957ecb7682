"""What authors write is shown as on GitHub, as a form of this site, or is found."""

from __future__ import annotations

import pytest
from markdown import Markdown

from tests.authoring.drawing import drawn_documents
from tests.authoring.forms import FOLDER, FORMS, OUTCOMES, Form, codes, html, is_shown_as_meant
from tests.rendering import render, settings

OUTCOME = dict(line.split("\t") for line in OUTCOMES.read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.file.stem)
def test_a_form_has_its_outcome(form: Form) -> None:
    """Each is rendered or found, as outcomes.tsv says; `python -m tests.authoring.forms` writes it anew."""
    assert form.outcome == OUTCOME[form.file.stem]


@pytest.mark.parametrize(
    "form", [one for one in FORMS if one.golden.is_file()], ids=lambda form: form.file.stem
)
def test_a_form_of_this_site_is_shown_as_meant(form: Form) -> None:
    """In both languages, to the letter."""
    shown = "".join(f"{html(form.markdown, locale)}\n" for locale in ("en", "ko"))
    assert shown == form.golden.read_text(encoding="utf-8")


def test_drawn_documents_are_shown_as_on_github() -> None:
    """Of 400, at most one in a hundred differs without a finding: GitHub's own reading of it helps nobody."""
    documents = drawn_documents(400)
    assert sum(not is_shown_as_meant(text) and not codes(text) for text in documents) <= 4


def test_a_reader_that_met_a_plain_page_reads_every_form() -> None:
    """Processors that a page has no work for are back for the next one."""
    extensions, options = settings()
    reader = Markdown(extensions=[*extensions], extension_configs=options)
    for form in (one for one in FORMS if one.golden.is_file()):
        reader.reset().convert("Ask first.")
        assert reader.reset().convert(form.markdown) == render(form.markdown)


def test_the_forms_weigh_little() -> None:
    """An equation, a diagram and tabs add at most 30 kB to a page, and no script."""
    parts = [
        html((FOLDER / f"{name}.md").read_text(encoding="utf-8"), "ko")
        for name in ("math-block", "diagrams", "tabs")
    ]
    assert len("".join(parts).encode()) <= 30_000
    assert "<script" not in "".join(parts)
