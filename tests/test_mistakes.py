"""Every page in tests/mistakes/ gives exactly the problems its last lines name, in Dutch too; a new file is a new test.

A file is a page with one mistake (or a few), and then `<!-- nl/place.md gives:` with a line for each
problem. It takes the place of that page in tests/good/, a small site without a mistake.
"""

import re
import shutil
from pathlib import Path

import pytest

from conftest import TESTS
from microsite.content import loader
from microsite.source.problems import Problem, ProblemsError
from translated import in_dutch

GIVES = re.compile(r"\n<!-- (\S+) gives:\n(.*?)-->\n\Z", re.S)
MISTAKES = sorted((TESTS / "mistakes").rglob("*.md"))


def problems_of(page: str, place: str, folder: Path) -> tuple[Problem, ...]:
    """What is wrong with the small good site when `page` stands at `place` in it."""
    docs = shutil.copytree(TESTS / "good", folder / "docs")
    (docs / place).write_text(page, "utf-8")
    try:
        loader.load(docs)
    except ProblemsError as error:
        return tuple(error.problems)
    return ()


@pytest.mark.parametrize("file", MISTAKES, ids=lambda file: file.stem)
def test_mistake(file: Path, tmp_path: Path) -> None:
    text = file.read_text("utf-8")
    found = GIVES.search(text)
    assert found, f"{file.name} does not end with what it gives"
    assert found[2].strip(), f"{file.name} names no problem"
    problems = problems_of(text[: found.start()] + "\n", found[1], tmp_path)
    assert [str(problem) for problem in problems] == found[2].splitlines()
    for problem in problems:
        told = in_dutch(problem)
        assert told.startswith(f"{problem.file}:{problem.line}: ")
        assert told != str(problem)


def test_the_good_site_has_no_mistake(tmp_path: Path) -> None:
    docs = shutil.copytree(TESTS / "good", tmp_path / "docs")
    pages = loader.load(docs).pages.values()
    assert len([page for page in pages if not page.made]) == 10
    assert len([page for page in pages if page.made]) == 2  # a route in both languages


def test_there_are_mistakes() -> None:
    print(f"{len(MISTAKES)} pages with mistakes")
    assert len(MISTAKES) > 60
