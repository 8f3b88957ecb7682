"""Editors' schemas: made from the models, and true of what is right and of what is wrong."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from ruamel.yaml import YAML
from tests.building import ROOT
from tests.site.settings_reference import reference

from exchange.site.json_schemas import schema_files
from exchange.site.settings import read_settings

SCHEMAS = {name: json.loads(text) for name, text in schema_files(read_settings(ROOT / "mkdocs.yml")).items()}
FILES = {
    "site.json": "content/site.yml",
    "call.json": "content/calls/*.yml",
    "page.json": "content/*/guides/*.md",
}


def read(file: Path) -> Any:
    """Return the fields of a file as editors read them; a day stays a text."""
    yaml = YAML(typ="safe", pure=True)
    yaml.Constructor.add_constructor("tag:yaml.org,2002:timestamp", lambda _, node: node.value)
    text = file.read_text(encoding="utf-8")
    return yaml.load(text.split("---")[1] if file.suffix == ".md" else text)


def faults(name: str, value: Any) -> list[str]:
    return [error.message for error in jsonschema.Draft7Validator(SCHEMAS[name]).iter_errors(value)]


@pytest.mark.parametrize("name", FILES)
def test_what_the_site_has_is_right(name: str) -> None:
    """Each file that `kx check` finds right is right for an editor too."""
    files = sorted(ROOT.glob(FILES[name]))
    assert files
    assert [(file.name, faults(name, read(file))) for file in files if faults(name, read(file))] == []


@pytest.mark.parametrize(
    ("name", "change", "said"),
    [
        ("site.json", {"nmae": {"en": "x"}}, "'nmae'"),
        ("site.json", {"sides": [{"code": "GB", "zone": "Europe/Londn", "currency": "GBP"}]}, "Europe/Londn"),
        ("site.json", {"name": {"fr": "x"}}, "'fr'"),
        ("call.json", {"lifecycle": "announcd"}, "announcd"),
        ("call.json", {"dedline": "x"}, "'dedline'"),
        ("page.json", {"kind": "gide"}, "gide"),
        ("page.json", {"minutes": 0}, "0"),
    ],
)
def test_a_slip_is_marked(name: str, change: dict[str, Any], said: str) -> None:
    """An unknown field, a value that is none of the list, a language that the site has not."""
    right = read(min(ROOT.glob(FILES[name])))
    assert any(said in fault for fault in faults(name, {**right, **change}))


def test_the_reference_is_up_to_date() -> None:
    """docs/site-settings.md is what the model says: `tests.site.settings_reference` writes it."""
    assert (ROOT / "docs" / "site-settings.md").read_text(encoding="utf-8") == reference()
