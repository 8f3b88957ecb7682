"""A newcomer adds a field to calls by the steps of docs/developing.md."""

from __future__ import annotations

from pathlib import Path

from tests.journeys.newcomer import Newcomer

REFERENCE = Path(__file__).parents[1] / "calls/record_reference.py"
MODEL = "plugins/exchange/calls/model/call.py"
VIEWS = "plugins/exchange/calls/views/call_views.py"
FIELD = '    contact: str = record_field("A page where applicants may ask.", Form.URL, default="")\n'
SHOWN = """    if call.contact:
        rows.append(Row(name=wording.strings("call.contact"), text=call.contact))
"""
ADDRESS = "https://one.example/ask"
WRITES_BACK = """\
from pathlib import Path
from exchange.calls.model.settings import Settings, Side as S
from exchange.calls.reading.record import read_call
from exchange.calls.reading.writing import write_call
from exchange.text.locales import Locale
one = S(code="GB", zone="Europe/London", currency="GBP")
two = S(code="KR", zone="Asia/Seoul", currency="KRW")
locales = (Locale(code="en", name="English"), Locale(code="ko", name="한국어"))
more = {"site_url": "https://x.example/", "domain": "x.example", "formats": {}}
settings = Settings(locales=locales, sides=(one, two), **more)
text = Path("content/calls/trial.yml").read_text(encoding="utf-8")
print(write_call(read_call(text, path="trial.yml", settings=settings)))
"""


def test_a_field_is_read_written_kept_and_shown(tmp_path: Path) -> None:
    """Four places: the model, the view, a word in two languages; the reader, writer and reference follow."""
    newcomer = Newcomer(tmp_path)
    newcomer.insert(MODEL, "    supersedes: tuple[str, ...]", FIELD)
    newcomer.insert(VIEWS, "    if call.next_expected is not None:", SHOWN)
    newcomer.string("calendar.{}.json", "call.contact", en="Questions", ko="문의")
    assert len(newcomer.places) == 4
    newcomer.build()
    newcomer.insert("content/calls/trial.yml", "kind: grant\n", f'contact: "{ADDRESS}"\n')
    newcomer.build()
    for locale, word in (("en", "Questions"), ("ko", "문의")):
        page = newcomer.page(f"{locale}/calls/trial/index.html")
        assert f"<dt>{word}</dt><dd>{ADDRESS}</dd>" in page
    assert f'contact: "{ADDRESS}"' in newcomer.run("-c", WRITES_BACK)
    newcomer.run(str(REFERENCE), "reference.md")
    reference = (tmp_path / "reference.md").read_text(encoding="utf-8")
    assert "| `contact` |  | A page where applicants may ask. | a URL |" in reference


def test_what_is_written_into_it_is_judged(tmp_path: Path) -> None:
    """By its form."""
    newcomer = Newcomer(tmp_path)
    newcomer.insert(MODEL, "    supersedes: tuple[str, ...]", FIELD)
    newcomer.insert("content/calls/trial.yml", "kind: grant\n", 'contact: "javascript:alert(1)"\n')
    refused = newcomer.attempt("-m", "mkdocs", "build", "-q")
    assert refused.returncode
    assert "calls/not-a-url" in refused.stdout + refused.stderr


def test_a_field_that_nothing_reads_is_not_accepted_in_silence(tmp_path: Path) -> None:
    """A text without a form stops the first record, with the field's name and what to do."""
    newcomer = Newcomer(tmp_path)
    newcomer.insert(MODEL, "    supersedes: tuple[str, ...]", FIELD.replace("Form.URL", '"a text"'))
    refused = newcomer.attempt("-m", "mkdocs", "build", "-q")
    assert refused.returncode
    assert "nothing reads Call.contact" in refused.stdout + refused.stderr
