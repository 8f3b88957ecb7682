"""Write works as reference managers read them: BibTeX, RIS, CSL-JSON; and the whole site as CFF 1.2."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from exchange.citing.works import Name, Work

_TEX = str.maketrans(
    {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
    | {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}  # BibTeX counts braces, also behind a backslash
    | {sign: rf"\{sign}" for sign in "&%$#_"}
)


def export(works: Iterable[Work], ending: str) -> str:
    """Return works in the format of a file's ending."""
    if ending == "json":
        return json.dumps([csl_item(work) for work in works], ensure_ascii=False, indent=1) + "\n"
    entry = {"bib": bibtex, "ris": ris}[ending]
    return "\n".join(entry(work) for work in works)


def bibtex(work: Work) -> str:
    """Return an entry for BibTeX and biblatex, in UTF-8."""
    fields = {
        "author": " and ".join(_bibtex_name(name) for name in work.authors),
        "title": f"{{{_tex(work.section or work.title)}}}",
        "booktitle": _tex(work.title) if work.section else "",
        "publisher": _tex(work.site),
        "year": str(work.day.year) if work.day else "",
        "month": str(work.day.month) if work.day else "",
        "date": work.day.isoformat() if work.day else "",
        "edition": _tex(work.edition),
        "langid": work.lang,
        "url": work.address,
    }
    lines = ",\n".join(f"  {name} = {{{text}}}" for name, text in fields.items() if text)
    return f"@{'incollection' if work.section else 'misc'}{{{work.key},\n{lines}\n}}\n"


def _bibtex_name(name: Name) -> str:
    return f"{{{_tex(name.whole)}}}" if name.whole else f"{_tex(name.family)}, {_tex(name.given)}"


def _tex(text: str) -> str:
    return text.translate(_TEX)


def ris(work: Work) -> str:
    """Return a record in RIS: lines end with CR LF, two spaces stand behind each tag."""
    return "".join(f"{tag}  - {text}\r\n" for tag, text in _ris_lines(work) if text or tag == "ER")


def _ris_lines(work: Work) -> Iterator[tuple[str, str]]:
    yield "TY", "ELEC"
    yield "ID", work.key
    yield from (("AU", str(name)) for name in work.authors)
    yield "TI", work.section or work.title
    yield "T2", work.title if work.section else work.site
    yield "PB", work.site
    if work.day:
        yield "PY", str(work.day.year)
        yield "DA", f"{work.day:%Y/%m/%d}"
    yield "ET", work.edition
    yield "LA", work.lang
    yield "UR", work.address
    yield "ER", ""


def csl_item(work: Work) -> Mapping[str, object]:
    """Return an item of CSL-JSON 1.0.2."""
    fields: dict[str, object] = {
        "id": work.key,
        "type": "webpage",
        "title": work.section or work.title,
        "author": [_csl_name(name) for name in work.authors],
        "container-title": work.title if work.section else work.site,
        "publisher": work.site,
        "issued": {"date-parts": [[work.day.year, work.day.month, work.day.day]]} if work.day else None,
        "version": work.edition,
        "abstract": "" if work.section else work.description,
        "language": work.lang,
        "URL": work.address,
    }
    return {name: value for name, value in fields.items() if value}


def _csl_name(name: Name) -> Mapping[str, str]:
    return {"literal": name.whole} if name.whole else {"family": name.family, "given": name.given}


def work_of(item: Mapping[str, Any], work: Work) -> Work:
    """Return an edition's own words of a page, an item of CSL-JSON, in place of those of `work`."""
    year, month, day = item["issued"]["date-parts"][0] if "issued" in item else (0, 0, 0)
    return replace(
        work,
        title=item["title"],
        authors=tuple(
            Name(whole=name.get("literal", ""), family=name.get("family", ""), given=name.get("given", ""))
            for name in item["author"]
        ),
        site=item["publisher"],
        url=item["URL"],
        day=datetime.date(year, month, day) if year else None,
        edition=item.get("version", ""),
        description=item.get("abstract", ""),
    )


def citation_file(
    site: Mapping[str, str], *, message: str, url: str, licence: str, day: str, edition: str
) -> str:
    """Return the site as CITATION.cff; `site` goes from a language to the site's name in it.

    JSON is YAML too: each text stands in quotes, so that none is taken for a date or a number.
    """
    first, *other_names = site.values()
    fields = {
        "cff-version": "1.2.0",
        "message": message,
        "type": "dataset",
        "title": first,
        "authors": [{"name": first, **({"alias": " / ".join(other_names)} if other_names else {})}],
        "url": url,
        "license": licence,
        "version": edition,
        "date-released": day,
    }
    return "".join(
        f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in fields.items() if value
    )
