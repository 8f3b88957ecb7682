"""An address in a record, in any field, leads over https to a host that readers can tell, or is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from tests.calls.samples import RECORD as WITHOUT_ADDRESS
from tests.calls.samples import SETTINGS

from exchange.calls.model.addresses import addresses
from exchange.calls.model.call import Form
from exchange.calls.reading.cautions import cautions
from exchange.calls.reading.record import read_call
from exchange.calls.reading.record_places import RecordPlaces
from exchange.text.problems import ContentProblems, Severity, explain

PATH = "content/calls/x.yml"
ADDRESS = "https://www.nihr.ac.uk/call"
RECORD = WITHOUT_ADDRESS.replace('공고문"}', f'공고문"}}, url: "{ADDRESS}"')
HOSTED = replace(
    SETTINGS,
    sides=tuple(
        replace(side, hosts=hosts)
        for side, hosts in zip(SETTINGS.sides, [("nihr.ac.uk", "ukri.org"), ("khidi.or.kr",)], strict=True)
    ),
    hosts=("press.example",),
)
DECEIVING = {
    "http://www.nihr.ac.uk:443/": "address-port",
    "http://nihr.ac.uk.evil.example/": "address-resembles",
    "https://www.nihr.ac.uk@evil.example/": "address-with-name",
    "https://203.0.113.7/": "address-of-numbers",
    "https://www.nihr.ac.uk:8443/": "address-port",
    "https://www.nihr.ac.uk/%0D%0AX": "address-encoded-control",
    "https://www.nihr.ac.uk/guide.pdf.exe": "address-of-program",
    "https://nihr.ac.uk.evil.example/": "address-resembles",
    "https://www.n1hr.ac.uk/": "address-resembles",
    "https://ukri.com/": "address-resembles",
}


def rules(record: str) -> list[str]:
    """Return the rules that a record breaks."""
    try:
        read_call(record, path=PATH, settings=HOSTED)
    except ContentProblems as error:
        return [problem.rule for problem in error.problems]
    return []


@pytest.mark.parametrize("address", DECEIVING)
def test_where_one_applies_is_judged(address: str) -> None:
    """The source of a record, written as it is and with its letters by number."""
    for written in (f'"{address}"', '"' + "".join(f"\\x{ord(sign):02x}" for sign in address) + '"'):
        assert rules(RECORD.replace(f'"{ADDRESS}"', written)) == [DECEIVING[address]]


@pytest.mark.parametrize(
    "address", ["http://www.nihr.ac.uk/call", "HTTP://www.nihr.ac.uk/call", "http://www.nihr.ac.uk:80/call"]
)
def test_http_is_read_as_https_with_a_warning(address: str) -> None:
    """Whatever field it is in: it is published with https, and the check says once to open it."""
    document = f'documents:\n  - {{title: {{en: "D"}}, url: "{address}"}}\nchanges:'
    record = RECORD.replace(ADDRESS, address).replace("changes:", document, 1)
    call = read_call(record, path=PATH, settings=HOSTED)
    assert [*addresses(call)] == [ADDRESS, ADDRESS]
    told = cautions(call, datetime(2026, 9, 1, tzinfo=UTC), HOSTED, RecordPlaces(record, path=PATH))
    told = [one for one in told if one.code == "text/address-not-https"]
    assert [record.split("\n")[one.place.line - 1].count(address) for one in told] == [1]
    assert all(one.severity is Severity.WARNING for one in told)


@pytest.mark.parametrize(
    ("mailbox", "rule"),
    [
        ("calls@nihr.ac.uk", None),
        ("calls@nihr.ac.uk.evil.example", "address-resembles"),
        ("calls@n\u0456hr.ac.uk", "address-look-alike"),
        ("calls@127.0.0.1", "address-of-numbers"),
        ("calls@xn--80ak6aa92e.com", "address-in-code"),
        ("c\u0430lls@nihr.ac.uk", "not-email"),
    ],
)
def test_a_mailbox_is_judged_by_its_host(mailbox: str, rule: str | None) -> None:
    """As the address of a page is."""
    contact = f'contacts:\n  - office: {{en: "O"}}\n    email: "{mailbox}"\nchanges:'
    assert rules(RECORD.replace("changes:", contact, 1)) == ([rule] if rule else [])


def test_hosts_in_no_list_are_told_to_reviewers_once() -> None:
    """A warning with the place of the first such address; without a list there is nothing to compare with."""
    for host, expected in (("www.ukri.org", []), ("press.example", []), ("other.example", ["other.example"])):
        record = RECORD.replace(ADDRESS, f"https://{host}/x")
        call = read_call(record, path=PATH, settings=HOSTED)
        places = RecordPlaces(record, path=PATH)
        now = datetime(2026, 9, 1, tzinfo=UTC)
        told = [one for one in cautions(call, now, HOSTED, places) if one.rule == "host-unfamiliar"]
        assert [one.values["host"] for one in told] == expected
        assert all(record.split("\n")[one.place.line - 1].count(f"https://{host}/x") for one in told)
        assert all("other.example" in explain(one, language) for one in told for language in ("en", "ko"))
        assert not [one for one in cautions(call, now, SETTINGS, places) if one.rule == "host-unfamiliar"]


def test_every_address_of_the_model_is_among_them() -> None:
    """Addresses are found by what the model declares, however deep in it they are."""
    call = read_call(RECORD, path=PATH, settings=SETTINGS)
    assert list(addresses(call)) == [ADDRESS]
    assert list(addresses(call, Form.EMAIL)) == []
