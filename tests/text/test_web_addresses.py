"""An address of another site leads where a reader takes it to lead, or is refused by its own rule."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.text.problems import messages
from exchange.text.web_addresses import mail_fault, tel_fault, web_fault

RIGHT = (
    "https://www.nihr.ac.uk/apply",
    "http://example.org",
    "HTTPS://Example.ORG/Path",
    "https://doi.org/10.1136/bmj.n2061",
    "https://www.law.go.kr/법령/약사법/제34조",
    "https://www.law.go.kr/%EB%B2%95%EB%A0%B9/x",
    "https://한국인터넷정보센터.한국/",
    "https://www.국립암센터.kr/a?b=c@d#e",
    "http://www.example.org:80/",
    "https://www.example.org:/",
    "https://example.org/a@b",
    "https://example.org?x=http://127.0.0.1/",
    "https://a_b.example.org/",
    "https://3m.com/",
    "https://1e100.net/",
    "https://www.example.org:443/",
    "https://www.example.org/%EA%B3%B5%EA%B3%A0%20%EB%AC%B8.pdf",
    "https://web.archive.org/web/2026/https://example.com",
    "https://www.example.org/help.exe-files/",
    "https://www.example.org/download.do?file=form.hwp&next=exe",
    "https://exe.example.jar.org/",
    "https://www.example.org/iso-14155/",
    "https://www.example.org/form.docx",
    "https://www.iso.org/standard.docmanager",
)

WRONG = {
    "address-port": [
        "https://a.example:99999/",
        "https://a.example:0/",
        "https://www.nihr.ac.uk:8443/",
        "https://www.nihr.ac.uk:80/",
        "http://www.nihr.ac.uk:443/",
        "https://www.국립암센터.kr:4430/",
        "https://www.nihr.ac.uk:0443/",
        "https://www.nihr.ac.uk:22",
    ],
    "address-encoded-control": [
        "https://www.nihr.ac.uk/%0d%0aLocation:%20https://evil.example",
        "https://www.nihr.ac.uk/?a=%0A",
        "https://www.nihr.ac.uk/%00",
        "https://www.nihr.ac.uk/#%1b[0m",
        "https://www.nihr.ac.uk/%7F",
        "https://www.nihr.ac.uk/guide%E2%80%AEfdp.exe",
        "https://www.nihr.ac.uk/gu%e2%80%8bide.pdf",
        "https://www.nihr.ac.uk/?name=a%C2%85b",
        "https://www.nihr.ac.uk/a%EF%BB%BF.pdf",
    ],
    "address-of-program": [
        "https://www.nihr.ac.uk/guidance.pdf.exe",
        "https://www.nihr.ac.uk/guidance.pdf%2eEXE",
        "https://www.nihr.ac.uk/guidance.pdf.exe.%20.",
        "https://www.nihr.ac.uk/guidance.hwp%20%20%20.scr?version=2",
        "https://www.nihr.ac.uk/download.do?file=form.docx.lnk&page=1",
        "https://www.nihr.ac.uk/form.jar/",
        "https://www.nihr.ac.uk/setup.msi#top",
        "https://www.nihr.ac.uk/form.docm",
        "https://www.nihr.ac.uk/table.xlsm?x=1",
        "https://www.nihr.ac.uk/guide.pdf.chm",
        "https://www.nihr.ac.uk/guide.pdf.url",
        "https://www.nihr.ac.uk/app.appinstaller",
        "https://www.nihr.ac.uk/files.search-ms",
        "https://www.nihr.ac.uk/disk.iso",
    ],
    "address-with-name": ["https://www.nihr.ac.uk@evil.example/", "https://a:b@evil.example/", "https://@evil.example"],
    "address-hidden": [" https://a.example/", "https://a.ex\tample/", "https://a.example/\n"],
    "address-disguised": [
        "https://www.nihr.ac.uk。evil.example/",
        "https://www.nihr.ac.uk．evil.example/",
        "https://www.nihr.ac.uk｡evil.example/",
        "https://www.nihr.ac.uk／evil.example/",
        "https://www.nihr.ac.uk＠evil.example/",
        "https://www.nihr.ac.uk\u2044evil.example/",
        "https://www.nihr.ac.uk\u2215evil.example/",
        "https://www.ni\u00adhr.ac.uk/",
        "https://www.ni\u200bhr.ac.uk/",
        "https://evil.example\\@www.nihr.ac.uk/",
        "https:\\\\evil.example/",
        "https://evil.example/a\\b",
    ],
    "address-look-alike": [
        "https://ukr\u0456.org/",
        "https://\u0430\u0440\u0440\u04cf\u0435.com/",
        "https://ｎｉｈｒ.ac.uk/",
        "https://nìhr.ac.uk/",
        "https://한국abc.kr/",
        "https://ㅣnihr.kr/",
        "https://ΑΒΕ.org/",
        "https://www.nihr.ac.ukノevil.example/",
    ],
    "address-in-code": [
        "https://ukr%D1%96.org/",
        "https://www.nihr.ac.uk%2Fevil.example/",
        "https://www.nihr.ac.uk%40evil.example/",
        "https://xn--80ak6aa92e.com/",
        "https://www.XN--80ak6aa92e.com/",
    ],
    "address-of-numbers": [
        "http://2130706433/",
        "http://127.0.0.1/",
        "http://127.1/",
        "http://127.1:8000/",
        "http://0x7f.1/",
        "http://0x7f000001/",
        "http://017700000001/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]:80/",
        "http://example.0x/",
    ],
    "address-not-valid": [
        "http://[x/",
        "http://[",
        "https:evil.example",
        "https:/evil.example",
        "https:///evil.example",
        "https://",
        "https://?x",
        "https://localhost/",
        "https://a..b.example/",
        "https://.example/",
        "https://example.org./",
        "https://-a.example/",
        "https://a b.example/",
        "https://a.example:x/",
        f"https://{'a' * 64}.example/",
        f"https://{'a.' * 200}example/",
        "javascript:alert(1)",
        "www.example.org",
        "",
    ],
}  # fmt: skip


@pytest.mark.parametrize("address", RIGHT)
def test_an_ordinary_address_passes(address: str) -> None:
    """With ports, queries, paths in any letters, and hosts in letters that look like no others."""
    assert web_fault(address) is None


@pytest.mark.parametrize(
    ("rule", "address"), [(rule, address) for rule, listed in WRONG.items() for address in listed]
)
def test_an_address_that_deceives_is_refused(rule: str, address: str) -> None:
    """Each by its own rule, which has words."""
    assert web_fault(address) == rule
    assert rule in messages("text", "en")
    assert rule in messages("text", "ko")


@given(st.text(max_size=40), st.sampled_from(["", "https://", "http://[", "https://a.example", "mailto:"]))
def test_no_text_breaks_the_judge(text: str, before: str) -> None:
    """Whatever is typed, there is a rule or none, and no exception."""
    for fault in (web_fault(before + text), mail_fault(before + text)):
        assert fault is None or fault in {*WRONG, "mail-to-others"}


@given(st.from_regex(r"[^\x00-\x7f가-힣]", fullmatch=True))
def test_no_letter_of_another_alphabet_stands_in_a_name(sign: str) -> None:
    """Neither alone nor among Latin letters."""
    assert web_fault(f"https://a{sign}b.example.org/") is not None
    assert web_fault(f"https://{sign}.example.org/") is not None


@pytest.mark.parametrize(
    ("address", "rule"),
    [
        ("mailto:a@example.org", None),
        ("mailto:a@example.org,b@example.org?subject=x@y", None),
        ("mailto:?subject=x", None),
        ("mailto:a@example.org,b@nihr.ac。uk.example", "address-disguised"),
        ("mailto:a@127.0.0.1", "address-of-numbers"),
        ("mailto:a@example.org?Subject=A%20b&body=c%0D%0Ad", None),
        ("mailto:a@example.org?subject=Q&A", None),
        ("mailto:a@nihr.ac.uk?%63c=b@evil.example", "mail-to-others"),
        ("mailto:a@nihr.ac.uk?subject=x&amp;b%43C=b@evil.example", "mail-to-others"),
        ("mailto:a@nihr.ac.uk?attach=/etc/passwd", "mail-to-others"),
        ("mailto:a@nihr.ac.uk?in-reply-to=x", "mail-to-others"),
        ("mailto:a@nihr.ac.uk?subject=a%0d%0aBcc:b@evil.example", "address-encoded-control"),
        ("mailto:a%40nihr.ac.uk@evil.example", "address-with-name"),
        ("mailto:%22a@nihr.ac.uk%22@evil.example", "address-with-name"),
        ("mailto:a@xn--80ak6aa92e.com", "address-in-code"),
    ],
)
def test_a_mail_address_is_judged_alike(address: str, rule: str | None) -> None:
    """By the names of its sites."""
    assert mail_fault(address) == rule


@pytest.mark.parametrize(
    "address",
    ["tel:+442079460000", "TEL:+82-2-1234-5678", "tel:+44%20(0)20%207946.0000", "tel:119", "tel:+821;ext=12"],
)
def test_a_number_may_be_called(address: str) -> None:
    """However it is divided."""
    assert tel_fault(address) is None


@pytest.mark.parametrize(
    "address",
    [
        "tel:*%2306%23",
        "tel:**21*0901%23",
        "tel:#31#1",
        "tel:",
        "tel:+1,,9*",
        "tel:+1;phone-context=x",
        "tel:x",
    ],
)
def test_no_command_is_given_to_a_telephone(address: str) -> None:
    """It would be carried out, or turn calls to another number."""
    assert tel_fault(address) == "phone-no-number"
