"""A host that only looks like a familiar one is told from it, and from hosts that merely sound alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.text.host_names import is_familiar, is_workplace, resembled_host

FAMILIAR = ("nihr.ac.uk", "ukri.org", "gov.uk", "khidi.or.kr", "go.kr")

LIKE = {
    "nihr.ac.uk.evil.example": "nihr.ac.uk",
    "www.nihr.ac.uk-apply.example": "nihr.ac.uk",
    "nihr-ac-uk.com": "nihr.ac.uk",
    "apply-nihr-ac-uk.com": "nihr.ac.uk",
    "n1hr.ac.uk": "nihr.ac.uk",
    "nlhr.ac.uk": "nihr.ac.uk",
    "nihr.co.uk": "nihr.ac.uk",
    "nihr.org": "nihr.ac.uk",
    "nhir.ac.uk": "nihr.ac.uk",
    "nihrs.ac.uk": "nihr.ac.uk",
    "nih.ac.uk": "nihr.ac.uk",
    "www.ni-hr.ac.uk": "nihr.ac.uk",
    "ukri.com": "ukri.org",
    "ukr1.org": "ukri.org",
    "ukrl.org": "ukri.org",
    "apply.ukrii.org": "ukri.org",
    "uk-ri.org": "ukri.org",
    "khldi.or.kr": "khidi.or.kr",
    "khidi.co.kr": "khidi.or.kr",
    "khibi.or.kr": "khidi.or.kr",
    "khidi.or.kr.example": "khidi.or.kr",
    "www.gov.uk.example": "gov.uk",
    "service-gov-uk.example": "gov.uk",
    "mohw-go-kr.com": "go.kr",
}

OTHERS = (
    "www.nihr.ac.uk",
    "mrc.ukri.org",
    "apply-for-innovation-funding.service.gov.uk",
    "mohw.go.kr",
    "ctillc.com",
    "ox.ac.uk",
    "www.cam.ac.uk",
    "ukbiobank.ac.uk",
    "ukcrc.org",
    "irb.or.kr",
    "kdca.or.kr",
    "government.example",
    "google.com",
    "doi.org",
)


@pytest.mark.parametrize("host", LIKE)
def test_what_readers_take_for_a_familiar_host_is_named(host: str) -> None:
    """The familiar name in front, with hyphens, with a letter or an ending changed, or digits for letters."""
    assert resembled_host(host, FAMILIAR) == LIKE[host]


@pytest.mark.parametrize("host", OTHERS)
def test_other_hosts_pass(host: str) -> None:
    """Those below a familiar one, and those of others."""
    assert resembled_host(host, FAMILIAR) == ""


@given(st.integers(0, 3), st.sampled_from("abcdefghijklmnopqrstuvwxyz0123456789"))
def test_one_letter_is_enough(place: int, letter: str) -> None:
    """Whichever letter of a name is changed, another name is seen through or is the same."""
    changed = f"{'nihr'[:place]}{letter}{'nihr'[place + 1 :]}.ac.uk"
    assert is_familiar(changed, FAMILIAR) or resembled_host(changed, FAMILIAR) == "nihr.ac.uk"


@given(st.text(max_size=60))
def test_any_text_can_be_asked(host: str) -> None:
    """An empty text, full stops only, any script: an answer and no exception."""
    resembled_host(host, FAMILIAR)


def test_a_customers_name_before_a_known_service_is_a_workplace() -> None:
    """Right before it: what goes on behind it, or stands before another host, is none."""
    hosts = (
        "gov-uk.atlassian.net",
        "nihr.slack.com",
        "atlassian.net",
        "gov.uk.atlassian.net",
        "slack.com.example",
    )
    assert [host for host in hosts if is_workplace(host)] == ["gov-uk.atlassian.net", "nihr.slack.com"]
