"""What small sites say of themselves in content/site.yml."""

from __future__ import annotations

from pathlib import Path

from exchange.languages.language import language_name
from exchange.site.partnership import Partnership
from exchange.text.locales import Locale

SIDES = """\
sides:
  - {code: GB, zone: Europe/London, currency: GBP}
  - {code: KR, zone: Asia/Seoul, currency: KRW}
"""


def partnership(*codes: str) -> Partnership:
    """Return a small site of some languages."""
    return Partnership(
        name={codes[0]: "Test"},
        description={codes[0]: "For tests."},
        languages=tuple(Locale(code=code, name=language_name(code)) for code in codes),
        address="https://site.example/",
        domain="site.example",
    )


def write_site_file(content: Path, *codes: str, more: str = "") -> None:
    """Write the file of a small site of some languages."""
    content.mkdir(parents=True, exist_ok=True)
    first = codes[0]
    (content / "site.yml").write_text(
        f"name: {{{first}: Test}}\ndescription: {{{first}: For tests.}}\nlanguages: [{', '.join(codes)}]\n"
        f"address: https://site.example/\ndomain: site.example\n{more}",
        encoding="utf-8",
    )
