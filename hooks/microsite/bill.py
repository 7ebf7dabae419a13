"""What the site is made with: a bill of materials in CycloneDX, with the licence of each package and font."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

from microsite import VERSION

_PINNED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==(\S+)", re.MULTILINE)
UNKNOWN = "NOASSERTION"
"""SPDX's word for a licence that a package does not tell."""
_CLASSIFIER = "License :: OSI Approved :: "
_SPDX = re.compile(r"[A-Za-z0-9.+-]+(?: (?:AND|OR|WITH) [A-Za-z0-9.+()-]+)*")
LONGEST = 60
"""Letters of a short name; what is longer is the licence itself, which some packages put there."""
FONT_LICENCE = "OFL-1.1"
"""Of every font in the core; tests/test_pictures.py reads it from the fonts themselves."""


def of(requirements: Path, fonts: Path) -> dict[str, Any]:
    """The bill as data: every package pinned in a lock file, as it is installed here, and every font of a folder.

    FileNotFoundError without the lock file. A package that only other systems install is listed without its licence.
    """
    parts = [*map(_package, sorted(_PINNED.findall(requirements.read_text("utf-8")))), *_fonts(fonts)]
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


def _fonts(folder: Path) -> Iterator[dict[str, Any]]:
    for font in sorted(folder.rglob("*.[ot]tf")):
        yield {
            "type": "file",
            "bom-ref": f"font:{font.name}",
            "name": font.name,
            "licenses": [{"license": {"id": FONT_LICENCE}}],
        }
