"""What stands beside a site for whoever writes it: schemas, settings of an editor, and the page of all keys."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from microsite.content.authors.reference import reference
from microsite.content.authors.schema import FIELDS, PAGE, schemas
from microsite.content.definition import Definition
from microsite.content.front.keys import fronts

SCHEMAS, REFERENCE, SETTINGS = "schemas", "REFERENCE.md", ".vscode"
_PLACES = {FIELDS: "hooks/microsite/fields/*/example.yml"}
"""What a schema is for, when that is no file of its own name."""
LINE = r"^(docs/[^:]+):(\d+): (.*)$"
"""A line of the check: file, line, what is wrong."""


def files(site: Definition, data: Mapping[str, type[BaseModel]]) -> dict[str, str]:
    """The text of each, by its path below the folder of a site. `data`: the models of the files of docs/_data/."""
    kinds = fronts(site.taxonomies)
    found = schemas(site, kinds, data)
    made = {f"{SCHEMAS}/{name}.json": _json(schema) for name, schema in found.items()}
    return made | {REFERENCE: reference(found, kinds)}


def settings(data: Mapping[str, type[BaseModel]]) -> dict[str, str]:
    """What Visual Studio Code is told: which schema goes with which file, and the check as a task."""
    names = [PAGE, FIELDS, "site", *(name.removesuffix(".yml") for name in data)]
    places = {f"./{SCHEMAS}/{name}.json": _PLACES.get(name, f"docs/_data/{name}.yml") for name in names if name != PAGE}
    return {
        f"{SETTINGS}/settings.json": _json({"files.encoding": "utf8", "yaml.schemas": places}),
        f"{SETTINGS}/extensions.json": _json({"recommendations": ["redhat.vscode-yaml"]}),
        f"{SETTINGS}/tasks.json": _json({"version": "2.0.0", "tasks": [_CHECK]}),
    }


def write(folder: Path, site: Definition, data: Mapping[str, type[BaseModel]]) -> list[str]:
    """Write all of them below the folder of a site; its own settings stay as they are. Gives what was written."""
    own = {path: text for path, text in settings(data).items() if not (folder / path).exists()}
    made = files(site, data) | own
    for path, text in made.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    return list(made)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


_CHECK = {
    "label": "check",
    "detail": "every mistake in the texts, at its line",
    "type": "shell",
    "command": ".venv/bin/python -m microsite check",
    "windows": {"command": ".venv\\Scripts\\python -m microsite check"},
    "group": {"kind": "build", "isDefault": True},
    "presentation": {"reveal": "silent"},
    "problemMatcher": {
        "owner": "microsite",
        "fileLocation": ["relative", "${workspaceFolder}"],
        "pattern": {"regexp": LINE, "file": 1, "line": 2, "message": 3},
    },
}
