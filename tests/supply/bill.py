"""Write the bill of materials: CycloneDX 1.6, the same bytes for the same locks."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Sequence

from tests.building import ROOT
from tests.supply.components import SITE, Component

FILE = ROOT / "requirements" / "sbom.cdx.json"
_ID = re.compile(r"[A-Za-z0-9.+-]+")
_EXPRESSION = re.compile(rf"{_ID.pattern}( (AND|OR|WITH) {_ID.pattern})+")


def bill(components: Sequence[Component]) -> str:
    """Return the file. What only tests and benchmarks use is `excluded`: it makes no byte of the site."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    main = {
        "type": "application",
        "bom-ref": project["name"],
        "name": project["name"],
        "version": project["version"],
        "licenses": _licences(project["license"]),
    }
    whole = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": main},
        "components": [_component(component) for component in components],
    }
    return json.dumps(whole, indent=1, ensure_ascii=False) + "\n"


def _component(component: Component) -> dict[str, object]:
    entry: dict[str, object] = {
        "type": "library",
        "bom-ref": component.address,
        "name": component.name,
        "version": component.version,
        "scope": "required" if component.use == SITE else "excluded",
        "hashes": [{"alg": algorithm, "content": digits} for algorithm, digits in component.digests],
        "purl": component.address,
    }
    if component.licence:
        entry["licenses"] = _licences(component.licence)
    return entry


def _licences(expression: str) -> list[dict[str, object]]:
    if _EXPRESSION.fullmatch(expression):
        return [{"expression": expression}]
    return [{"license": {"id" if _ID.fullmatch(expression) else "name": expression}}]
