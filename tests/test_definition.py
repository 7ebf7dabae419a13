"""Every file in tests/definitions/ spoils the small good site in one place and names exactly what must be said of it.

`old` is replaced by `new` in `file` (site.yml unless it says otherwise; an empty `old` makes the file), and with `also`
in another one. Adding a file adds a test.
"""

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import TESTS
from microsite.__main__ import main
from microsite.content import loader
from microsite.content.site import open_site
from microsite.documents import collection
from microsite.source.front_matter import read_yaml
from microsite.source.problems import Problem, ProblemsError
from translated import in_dutch


class Settings(yaml.SafeLoader):
    """mkdocs.yml, whose own tags mean nothing here."""


Settings.add_multi_constructor("!", lambda loader, tag, node: None)
Settings.add_multi_constructor("tag:yaml.org,2002:python/", lambda loader, tag, node: None)

SPOILED = sorted((TESTS / "definitions").glob("*.yml"))


def spoil(docs: Path, how: dict[str, Any]) -> None:
    """Replace one text by another in one file of a copy of the good site."""
    file = docs / how.get("file", "_data/site.yml")
    text = file.read_text("utf-8") if file.exists() else ""
    assert how["old"] in text, f"{how['old']!r} is not in {file.name}"
    file.write_text(text.replace(how["old"], how["new"], 1), "utf-8")


def said_of(how: dict[str, Any], folder: Path) -> tuple[Problem, ...]:
    """What the check says of the spoiled site."""
    docs = shutil.copytree(TESTS / "good", folder / "docs")
    for each in [how, *([how["also"]] if "also" in how else [])]:
        spoil(docs, each)
    try:
        loader.load(docs)
    except ProblemsError as error:
        return tuple(error.problems)
    return ()


@pytest.mark.parametrize("file", SPOILED, ids=lambda file: file.stem)
def test_a_broken_definition_is_named_with_file_and_line(file: Path, tmp_path: Path) -> None:
    how = read_yaml(file.read_text("utf-8"), file.name).data
    assert how["gives"], f"{file.name} names no mistake"
    said = said_of(how, tmp_path)
    assert [str(problem) for problem in said] == how["gives"]
    assert all(map(in_dutch, said))


def test_there_are_broken_definitions() -> None:
    assert len(SPOILED) > 20


def test_the_command_names_them_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A page that the site counts on gets another id: no traceback, a line that says what to mend."""
    docs = shutil.copytree(TESTS / "good", tmp_path / "docs")
    spoil(docs, {"old": "  about: home", "new": "  about: who-we-are"})
    assert main(["check", "--docs", str(docs)]) == 1
    assert "roles.about: no page has the id 'who-we-are'" in capsys.readouterr().err


def test_the_good_site_passes_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--docs", str(TESTS / "good")]) == 0
    assert "nothing to mend" in capsys.readouterr().out


def test_a_language_may_lag_behind(tmp_path: Path) -> None:
    """Its pages that are not there yet are taken from the first; what lists its pages leaves them out."""
    docs = shutil.copytree(TESTS / "good", tmp_path / "docs")
    spoil(docs, {"old": "    tag: en-GB\n", "new": "    tag: en-GB\n    complete: false\n"})
    (docs / "en/worksheets/weather.md").unlink()
    site = open_site("https://weather.example/", loader.load(docs))
    assert site.catalogue.page("weather", "en").lang == "nl"
    assert site.catalogue.worksheets("en") == []
    assert collection.sets(site, "en") == []
    assert [page.lang for page in site.translations(site.catalogue.page("home", "nl"))] == ["en"]
    assert site.translations(site.catalogue.page("weather", "nl")) == []


def test_mkdocs_names_the_same_languages(root: Path) -> None:
    """The front door refuses other ones; here its own settings are held against site.yml."""
    plugins = yaml.load((root / "mkdocs.yml").read_text("utf-8"), Loader=Settings)["plugins"]
    named = [each["locale"] for each in plugins[0]["i18n"]["languages"]]
    assert named == list(loader.load(root / "docs").langs)
