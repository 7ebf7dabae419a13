"""What editors' programs are told, made from the models: every text of the site is right by it, and a slip is not."""

import copy
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from conftest import ROOT
from microsite import starter
from microsite.__main__ import main
from microsite.content.authors import editor, schema
from microsite.content.catalogue import Catalogue
from microsite.content.front import Front
from microsite.content.front.keys import fronts
from microsite.fields import KINDS
from microsite.language.report import DATA
from microsite.source.front_matter import read_page, read_yaml
from microsite.source.model import Model
from microsite.source.problems import Problem, say

FILES = sorted(path for path in (ROOT / "docs/_data").glob("*.yml") if not path.name.startswith("strings."))
"""Which words a language has, the core says: the check knows them by name."""
EXAMPLES = sorted((ROOT / "hooks/microsite/fields").glob("*/example.yml"))
SHEET = ROOT / "docs/en/worksheets/agreed-pause.md"


@pytest.fixture(scope="module")
def site(loaded: Catalogue) -> Catalogue:
    return loaded


@pytest.fixture(scope="module")
def validators(site: Catalogue) -> dict[str, Draft7Validator]:
    found = schema.schemas(site.definition, fronts(site.definition.taxonomies), DATA)
    for each in found.values():
        Draft7Validator.check_schema(each)
    return {name: Draft7Validator(each) for name, each in found.items()}


def wrong(validator: Draft7Validator, data: Any) -> list[str]:
    return [f"{error.json_path}: {error.message[:200]}" for error in validator.iter_errors(data)]


def test_what_is_committed_is_what_the_models_say(site: Catalogue) -> None:
    made = editor.files(site.definition, DATA) | editor.settings(DATA)
    stale = [path for path, text in made.items() if (ROOT / path).read_text("utf-8") != text]
    assert not stale, f"type: .venv/bin/python -m microsite reference ({', '.join(stale)})"
    assert {f"schemas/{path.name}" for path in (ROOT / "schemas").iterdir()} == {
        path for path in made if path.startswith("schemas/")
    }


def test_every_page_is_right_by_its_schema(site: Catalogue, validators: dict[str, Draft7Validator]) -> None:
    pages = [page for page in site.pages.values() if not page.made]
    found = {page.file: said for page in pages if (said := wrong(validators["page"], page.read.data))}
    assert len(pages) > 100
    assert not found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_file_is_right_by_its_schema(path: Path, validators: dict[str, Draft7Validator]) -> None:
    assert not wrong(validators[path.stem], read_yaml(path.read_text("utf-8"), path.name).data)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_file_names_its_schema_or_the_settings_do(path: Path) -> None:
    """Editors that know no settings of Visual Studio Code read the first line."""
    settings = json.loads((ROOT / ".vscode/settings.json").read_text("utf-8"))["yaml.schemas"]
    wanted = f"./schemas/{path.stem}.json"
    assert (ROOT / wanted).is_file()
    assert path in (ROOT / "docs").parent.glob(settings[wanted])
    first = path.read_text("utf-8").partition("\n")[0]
    assert first == f"# yaml-language-server: $schema=../../schemas/{path.stem}.json"


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_every_example_is_right_by_its_schema(path: Path, validators: dict[str, Draft7Validator]) -> None:
    assert not wrong(validators["fields"], read_yaml(path.read_text("utf-8"), path.name).data)


def spoiled(change: str) -> Any:
    """A sheet with one slip: a key (as a path), and what stands there; `-` takes it away."""
    data = copy.deepcopy(read_page(SHEET.read_text("utf-8"), SHEET.name).data)
    path, _, value = change.partition("=")
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    there = data
    for step in way:
        there = there[step]
    if value == "-":
        del there[last]
    else:
        there[last] = read_yaml(value, "").data
    return data


@pytest.mark.parametrize(
    "change",
    ["titel=x", "id=Pause", "id=-", "updated=2026", "description=short", "exercise.key=nine", "exercise.key=90",
     "exercise.setting=[alone, alone-ish]", "exercise.gate=soft", "worksheet.0.kind=choise", "worksheet.0.labl=x",
     "worksheet.0.label=-", "worksheet=[]", "word=pausing!", "mail.subject=-", "glyph=sunn"],
)  # fmt: skip
def test_a_slip_is_marked(change: str, validators: dict[str, Draft7Validator]) -> None:
    assert wrong(validators["page"], spoiled(change))


def test_a_fact_that_lacks_a_language_is_marked(validators: dict[str, Draft7Validator]) -> None:
    facts = read_yaml((ROOT / "docs/_data/facts.yml").read_text("utf-8"), "").data
    assert not wrong(validators["facts"], facts)
    del facts[0]["en"]
    assert wrong(validators["facts"], facts)


def alternatives(name: str, node: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The schema of a file, and what it is else."""
    yield name, node
    if "else" in node:
        yield from alternatives(name, node["else"])


def test_every_key_says_what_it_is_for_and_no_line_is_idle(validators: dict[str, Draft7Validator]) -> None:
    mute, told = [], set()
    for name, validator in validators.items():
        assert isinstance(validator.schema, dict)
        for model, each in [*validator.schema.get("$defs", {}).items(), *alternatives(name, validator.schema)]:
            mute += [
                f"{model}.{key}" for key, value in each.get("properties", {}).items() if "description" not in value
            ]
            told |= {value.get("description") for value in each.get("properties", {}).values()}
    assert not mute, f"content/authors/keys.yml says nothing of {mute}"
    idle = [f"{model}.{key}" for model, each in schema.keys().items() for key in each if each[key] not in told]
    assert not idle


def test_the_page_of_all_keys_has_them_all() -> None:
    text = (ROOT / editor.REFERENCE).read_text("utf-8")
    models: list[type[Model]] = [*KINDS.values(), Front]
    for model in models:
        for name, field in model.model_fields.items():
            assert f"`{field.alias or name}`" in text, f"{model.__name__}.{name}"
    for kind in KINDS:
        assert f"\n    kind: {kind}\n" not in text  # as in a list of fields
        assert re.search(rf"^- id: [\w-]+\n  kind: {kind}$", text, re.M)
    anchors = set(re.findall(r"^#+ `?([\w. -]+)`?$", text, re.M))
    assert {*re.findall(r"\]\(#([\w-]+)\)", text)} <= {anchor.lower().replace(" ", "-") for anchor in anchors}


def test_the_task_of_an_editor_finds_the_line_of_every_mistake() -> None:
    task = json.loads((ROOT / ".vscode/tasks.json").read_text("utf-8"))["tasks"][0]
    pattern = task["problemMatcher"]["pattern"]
    said = say("unknown '{word}'", word="choise")
    problem = Problem("docs/nl/sleutels/herhaal.md", 48, "worksheet[0].kind", said)
    found = re.match(pattern["regexp"], str(problem))
    assert found
    assert found[pattern["file"]] == problem.file
    assert found[pattern["line"]] == "48"
    assert found[pattern["message"]] == f"{problem.key}: {problem.message}"


def test_a_site_of_ones_own_has_schemas_in_its_languages(tmp_path: Path) -> None:
    own = tmp_path / "own"
    assert main(["new", str(own), "--lang", "en,ar"]) == 0
    fits = json.loads((own / "schemas/site.json").read_text("utf-8"))["$defs"]["Topics"]["properties"]["words"]
    assert set(fits["properties"]) == {"en", "ar"}
    page = Draft7Validator(json.loads((own / "schemas/page.json").read_text("utf-8")))
    sheets = sorted((own / "docs").rglob("worksheets/*.md"))
    assert sheets
    for path in sheets:
        assert not wrong(page, read_page(path.read_text("utf-8"), path.name).data), path
    settings = own / ".vscode/settings.json"
    settings.write_text("{}\n", "utf-8")
    assert "schemas" in starter.write_for_editors(own)
    assert settings.read_text("utf-8") == "{}\n"
