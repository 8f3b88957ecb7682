"""Data for programs and spreadsheets: valid by its own schema, harmless wherever it is opened."""

from __future__ import annotations

import csv
import io
import json

import jsonschema
from common_grants_sdk.schemas.pydantic.responses import OpportunitiesListResponse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.calls.outputs import all_files, site_of
from tests.calls.samples import SETTINGS, WORDINGS, call, changed, utc
from tests.calls.strategies import many

from exchange.calls.model.call import Call
from exchange.calls.model.status import status
from exchange.calls.outputs.commongrants import calls_json, schema
from exchange.calls.outputs.plain_text import one_line
from exchange.calls.outputs.spreadsheet import calls_csv
from exchange.calls.views.jsonld import graph
from exchange.text.spreadsheets import is_formula, safe_cell

_slow = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=40)
_SCHEMA = jsonschema.Draft202012Validator(schema(SETTINGS), format_checker=jsonschema.FormatChecker())

_unhurried = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)


@_slow
@given(many(3))
def test_calls_json_is_what_its_schema_and_commongrants_say(drawn: list[Call]) -> None:
    """Our schema is closed; the protocol's own library reads every opportunity."""
    site = site_of(drawn)
    content = calls_json(site.calls, site.statuses, site.wording)
    _SCHEMA.validate(json.loads(content))
    read = OpportunitiesListResponse.model_validate_json(content)
    assert len(read.items) == len(drawn)


def test_the_schema_is_a_schema() -> None:
    """The published file is valid by the rules of JSON Schema itself."""
    jsonschema.Draft202012Validator.check_schema(json.loads(all_files([])["calls.schema.json"]))


def test_a_deadline_keeps_its_zone() -> None:
    """CommonGrants has dates without zones; ours stands beside them, with the instant."""
    (item,) = json.loads(all_files([call()])["calls.json"])["items"]
    (stage,) = item["customFields"]["stages"]["value"]
    assert stage["closes"] == {
        "precision": "minute",
        "written": "2026-10-22 17:00 Europe/London",
        "local": "2026-10-22T17:00:00",
        "zone": "Europe/London",
        "utc": "2026-10-22T16:00:00Z",
    }


@_unhurried
@given(st.one_of(st.text(), st.sampled_from(["=1+1", "+1", "-1", "@a", "\t=1", " =1", "\r=1", "\ufeff=1"])))
def test_no_cell_is_a_formula(value: str) -> None:
    """A spreadsheet runs nothing that a record says."""
    assert not is_formula(safe_cell(one_line(value)))


@_slow
@given(many(2))
def test_every_row_of_the_table_has_every_column(drawn: list[Call]) -> None:
    """One row for each stage and cut-off, on both clocks."""
    site = site_of(drawn, "ko")
    text = calls_csv(site.calls, site.statuses, site.wording).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert {len(row) for row in rows} == {len(rows[0])}
    assert len(rows) - 1 == sum(len(call.dated_parts) for call in drawn)


def test_search_engines_get_documents_rounds_and_results() -> None:
    """What a page shows of them is in its JSON-LD, a round that has been as completed."""
    more = (
        "documents: [{title: {en: Notice}, url: 'https://example.org/n.pdf', type: pdf, language: en}]\n"
        "rounds: [{id: spring, closes: 2026-03-04 12:00 Europe/London}]\n"
        "results: {applied: 40, funded: 0, projects: [{title: {en: A project}, "
        "leads: [{side: KR, institution: {en: A hospital}}]}]}\n"
    )
    one = call(changed(("kind: grant", f"{more}kind: grant")))
    grant = graph(one, status(one, utc(2026, 10, 10), SETTINGS), WORDINGS["en"])["@graph"][0]
    document, report = grant["subjectOf"]
    assert (document["url"], document["encodingFormat"]) == ("https://example.org/n.pdf", "pdf")
    assert report["abstract"] == "Applied and funded: 40 applied, 0 funded"
    assert grant["fundedItem"][0]["member"][0]["name"] == "A hospital"
    states = {action["name"]: action["actionStatus"] for action in grant["potentialAction"]}
    assert states["Application round"] == "https://schema.org/CompletedActionStatus"
