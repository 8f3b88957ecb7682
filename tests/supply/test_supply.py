"""What others made is listed as it is locked, and somebody watches each list."""

from __future__ import annotations

import json
import re
from pathlib import Path

from tests.building import ROOT
from tests.github.test_workflows import read
from tests.supply import bill, notices
from tests.supply.components import components

LOCKS = sorted((ROOT / "requirements").glob("*.txt"))


def test_both_lists_are_those_of_the_locks() -> None:
    """`make supply` writes them; `make lock` calls it."""
    parts = components()
    assert bill.FILE.read_text(encoding="utf-8") == bill.bill(parts)
    assert notices.FILE.read_text(encoding="utf-8") == notices.notices(parts)


def test_every_package_has_a_version_and_digests() -> None:
    """Without a digest another file could be installed in its place."""
    listed = json.loads(bill.FILE.read_text(encoding="utf-8"))["components"]
    assert len({component["purl"] for component in listed}) == len(listed) > 100
    for component in listed:
        assert component["hashes"], component["name"]
        length = {"SHA-256": 64, "SHA-512": 128}
        for digest in component["hashes"]:
            assert re.fullmatch("[0-9a-f]+", digest["content"])
            assert len(digest["content"]) == length[digest["alg"]]
    assert {component["scope"] for component in listed} == {"required", "excluded"}


def test_locks_name_no_index_and_hold_no_package_without_a_digest() -> None:
    """Each pin is followed by its digests; no address of a registry or of a file is in a lock."""
    for lock in LOCKS:
        text = lock.read_text(encoding="utf-8")
        pins = re.findall(r"^[^\s#][^\n]*\n", text, re.MULTILINE)
        assert pins
        assert [pin for pin in pins if not re.fullmatch(r"[a-z0-9-]+==\S+ \\\n", pin)] == []
        assert "://" not in text


def test_every_list_is_watched() -> None:
    """For new releases by Dependabot, for vulnerabilities by the scheduled workflow."""
    watched = {
        (entry["package-ecosystem"], folder)
        for entry in read(ROOT / ".github/dependabot.yml")["updates"]
        for folder in entry.get("directories", [entry.get("directory")])
    }
    assert watched == {("github-actions", "/"), ("pip", "/"), ("pip", "/requirements"), ("npm", "/tests")}
    workflow = read(ROOT / ".github/workflows/audit.yml")
    assert workflow["on"]["schedule"]
    assert workflow["jobs"]["audit"]["steps"][-1]["run"] == "make audit"
    rule = (ROOT / "Makefile").read_text(encoding="utf-8").partition("\naudit:")[2].partition("\n\n")[0]
    listed = re.search("for lock in ([a-z ]+);", rule)
    assert listed
    assert sorted(listed[1].split()) == [Path(lock).stem for lock in LOCKS]
    assert "npm audit --prefix tests" in rule
