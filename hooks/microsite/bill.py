"""What the site is made with: a bill of materials in CycloneDX, with the licence of each package, font, list and text.

A font or a list in the core has its licence beside it: Name-OFL.txt beside Name_400Regular.ttf, and words-BSD.txt.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path
from typing import Any, NamedTuple

from microsite import VERSION

_PINNED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==(\S+)", re.MULTILINE)
UNKNOWN = "NOASSERTION"
"""SPDX's word for a licence that a package does not tell."""
_CLASSIFIER = "License :: OSI Approved :: "
_SPDX = re.compile(r"[A-Za-z0-9.+-]+(?: (?:AND|OR|WITH) [A-Za-z0-9.+()-]+)*")
LONGEST = 60
"""Letters of a short name; what is longer is the licence itself, which some packages put there."""
BESIDE = {"OFL": "OFL-1.1", "BSD": "BSD-2-Clause"}
"""What SPDX calls the licence in a file whose name ends so; tests/test_pictures.py asks the fonts themselves."""


class Data(NamedTuple):
    """What is neither a package nor a file of the core: the texts of a site, a dictionary that a package brings."""

    name: str
    licence: str


def of(requirements: Path, core: Path, given: Iterable[Data]) -> dict[str, Any]:
    """The bill as data: every package pinned in a lock file, as it is installed here, and what else has a licence.

    FileNotFoundError without the lock file. A package that only other systems install is listed without its licence.
    """
    packages = map(_package, sorted(_PINNED.findall(requirements.read_text("utf-8"))))
    parts = [*packages, *_of_others(core), *map(_data, given)]
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {"type": "application", "bom-ref": "microsite", "name": "microsite", "version": VERSION}
        },
        "components": parts,
    }


def text(bill: dict[str, Any]) -> str:
    """The bill as a file: the same parts, the same bytes."""
    return json.dumps(bill, ensure_ascii=False, indent=1) + "\n"


def _package(pinned: tuple[str, str]) -> dict[str, Any]:
    name, version = pinned
    address = f"pkg:pypi/{re.sub('[-_.]+', '-', name).lower()}@{version}"
    return {
        "type": "library",
        "bom-ref": address,
        "name": name,
        "version": version,
        "licenses": [_licence(_installed(name))],
        "purl": address,
    }


def _installed(name: str) -> str:
    try:
        return licence_of(metadata.metadata(name))
    except metadata.PackageNotFoundError:
        return UNKNOWN


def licence_of(told: metadata.PackageMetadata) -> str:
    """What a package says of its licence: the expression, else its short name, else its classifiers."""
    said = [str(each) for key in ("License-Expression", "License") for each in told.get_all(key, [])]
    if short := [each for each in said if each != "UNKNOWN" and "\n" not in each and len(each) < LONGEST]:
        return short[0]
    named = [each.rpartition(" :: ")[2] for each in told.get_all("Classifier", []) if each.startswith(_CLASSIFIER)]
    return " OR ".join(named) or UNKNOWN


def _licence(told: str) -> dict[str, Any]:
    """An SPDX expression as such; words that are none as the name of a licence."""
    words = _SPDX.fullmatch(told) and " " in told
    return {"expression": told} if words else {"license": {"name": told}}


def _data(given: Data) -> dict[str, Any]:
    return {
        "type": "data",
        "bom-ref": f"data:{given.name}",
        "name": given.name,
        "licenses": [_licence(given.licence)],
    }


def _of_others(core: Path) -> Iterator[dict[str, Any]]:
    """What lies in the core and is others' work: each file that has a licence beside it."""
    for licence in sorted(core.rglob("*-*.txt")):
        stem, _, kind = licence.stem.rpartition("-")
        if kind not in BESIDE:
            continue
        for file in sorted(licence.parent.glob(f"{stem}[._-]*")):
            if file != licence:
                yield {
                    "type": "file",
                    "bom-ref": f"file:{file.name}",
                    "name": file.name,
                    "hashes": [{"alg": "SHA-256", "content": hashlib.sha256(file.read_bytes()).hexdigest()}],
                    "licenses": [{"license": {"id": BESIDE[kind]}}],
                }
