"""Read the locked files: every package with its version, its digests and what it is used for."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from importlib.metadata import PackageNotFoundError

from tests.building import ROOT

SITE, TESTS, BENCHMARKS = "site", "test", "bench"
"""The locks of Python packages, in requirements/; a package is listed under the first one that holds it."""

_PIN = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)", re.MULTILINE)
_DIGEST = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_CLASSIFIERS = {
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Apache Software License": "Apache-2.0",
}
_LICENCES = {*_CLASSIFIERS, "BSD License"}  # the last one is several: which, only the package says
_NAMES = {
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "MIT License": "MIT",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """One package of one version."""

    ecosystem: str  # as package URLs name it: pypi, npm
    name: str
    version: str
    use: str  # SITE, TESTS or BENCHMARKS
    licence: str  # as SPDX has it where that is clear; empty where the package names none
    digests: tuple[
        tuple[str, str], ...
    ]  # algorithm and hexadecimal digits, of each file that may be installed

    @property
    def address(self) -> str:
        """Return the package URL."""
        name = self.name.replace("@", "%40")
        return f"pkg:{self.ecosystem}/{name}@{self.version}"


def components() -> tuple[Component, ...]:
    """Return all packages, sorted, each once."""
    by_address: dict[str, Component] = {}
    for use in (SITE, TESTS, BENCHMARKS):
        for component in _python(use):
            by_address.setdefault(component.address, component)
    for component in _node():
        by_address.setdefault(component.address, component)
    return tuple(by_address[address] for address in sorted(by_address))


def _python(use: str) -> Iterator[Component]:
    text = (ROOT / "requirements" / f"{use}.txt").read_text(encoding="utf-8")
    pins = list(_PIN.finditer(text))
    ends = [pin.start() for pin in pins[1:]] + [len(text)]
    for pin, end in zip(pins, ends, strict=True):
        name, version = pin[1], pin[2].removesuffix("\\").strip()
        digests = tuple(("SHA-256", digest) for digest in sorted(_DIGEST.findall(text[pin.end() : end])))
        yield Component(
            ecosystem="pypi",
            name=name,
            version=version,
            use=use,
            licence="" if use == BENCHMARKS else licence_of(name),  # those need not be installed
            digests=digests,
        )


def licence_of(name: str) -> str:
    """Return what an installed package says of its licence, as SPDX names it; empty where it says nothing."""
    try:
        fields = metadata.metadata(name)
    except PackageNotFoundError:
        return ""
    declared = fields.get("License-Expression") or fields.get("License") or ""
    if declared and "\n" not in declared and declared != "UNKNOWN" and declared != "Dual License":
        return _NAMES.get(declared, declared)
    classifiers = [text.rpartition(" :: ")[2] for text in fields.get_all("Classifier") or []]
    return " OR ".join(sorted(_CLASSIFIERS.get(text, text) for text in classifiers if text in _LICENCES))


def _node() -> Iterator[Component]:
    packages = json.loads((ROOT / "tests/package-lock.json").read_text(encoding="utf-8"))["packages"]
    for path, package in packages.items():
        if path:
            algorithm, _, digest = package["integrity"].partition("-")
            yield Component(
                ecosystem="npm",
                name=path.rpartition("node_modules/")[2],
                version=package["version"],
                use=TESTS,
                licence=package.get("license", ""),
                digests=((algorithm.upper().replace("SHA", "SHA-"), base64.b64decode(digest).hex()),),
            )
