"""All pages and data of the site, read and held against each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from microsite.content import data as data_files
from microsite.content.catalogue import Catalogue
from microsite.content.checks import glyphs, once, references, telephone, translations
from microsite.content.front import elsewhere, front_of
from microsite.content.page import LANGUAGES, Page, page_of, source_files
from microsite.source.front_matter import Path as Keys, key_path, read_page, read_yaml
from microsite.source.model import validate
from microsite.source.problems import Problem, ProblemsError


def load(folder: Path | str) -> Catalogue:
    """Read docs/ and docs/_data/; raises ProblemsError with every mistake of every file."""
    docs = Path(folder)
    shown = docs.name
    pages, problems = _read_pages(docs, shown)
    data, more = data_files.load(docs / "_data", f"{shown}/_data")
    strings, still_more = load_strings()
    problems += more + still_more + _same_id(pages)
    catalogue = Catalogue({(page.id, page.lang): page for page in pages}, data, strings) if data else None
    if catalogue:
        problems = _checked(
            catalogue,
            problems,
            unread=any(p.file.startswith(f"{shown}/{lang}/") for p in problems for lang in LANGUAGES),
        )
    if problems or catalogue is None:
        raise ProblemsError(problems)
    return catalogue


def _checked(catalogue: Catalogue, problems: list[Problem], unread: bool) -> list[Problem]:
    """`problems` and what the checks add; not what only echoes a page that could not be read, or its twin's mistake."""
    for check in CHECKS:
        problems = problems + check(catalogue)
    problems += translations.check(catalogue, {problem.file for problem in problems})
    return [p for p in problems if not _ABSENT.search(p.message)] if unread else problems


_ABSENT = re.compile(r"unknown page '([^']*)'|no twin in")
"""What only echoes another page that could not be read."""


def _read_pages(docs: Path, shown: str) -> tuple[list[Page], list[Problem]]:
    pages: list[Page] = []
    problems: list[Problem] = []
    for lang, path in source_files(docs):
        src = path.relative_to(docs / lang).as_posix()
        found = read_one(path.read_text("utf-8"), f"{shown}/{lang}/{src}", lang, src)
        if isinstance(found, Page):
            pages.append(found)
        else:
            problems += found
    return pages, problems


def read_one(text: str, file: str, lang: Any, src: str) -> Page | list[Problem]:
    """One page from its text, or every mistake in its front matter."""
    read = read_page(text, file)
    if read.problems:
        return read.problems
    kind = front_of(read.data)
    front = validate(kind, read, file, elsewhere(kind))
    return front if isinstance(front, list) else page_of(front, lang, file, src, read)


def load_strings() -> tuple[dict[str, dict[str, Any]], list[Problem]]:
    """The words no author wrote, per language; languages must have the same keys."""
    strings: dict[str, dict[str, Any]] = {}
    problems: list[Problem] = []
    for lang in LANGUAGES:
        path = Path(__file__).parents[1] / "place" / "strings" / f"{lang}.yml"
        read = read_yaml(path.read_text("utf-8"), f"strings/{lang}.yml")
        strings[lang] = read.data
        problems += read.problems
    first = set(_key_paths(strings[LANGUAGES[0]]))
    for lang in LANGUAGES[1:]:
        for keys in first ^ set(_key_paths(strings[lang])):
            problems.append(Problem(f"strings/{lang}.yml", 1, key_path(keys), "this key must stand in every language"))
    return strings, problems


def _key_paths(value: Any, path: Keys = ()) -> Iterator[Keys]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _key_paths(inner, (*path, key))
    else:
        yield path


def _same_id(pages: list[Page]) -> list[Problem]:
    problems: list[Problem] = []
    first: dict[tuple[str, str], Page] = {}
    for page in pages:
        other = first.setdefault((page.id, page.lang), page)
        if other is not page:
            said = f"'{page.id}' is the id of {other.file} too; give this page another"
            problems.append(Problem(*references.at(page, "id"), said))
    return problems


def _telephones(catalogue: Catalogue) -> list[Problem]:
    numbers = telephone.pattern(catalogue.data.help_lines.values())
    return [problem for page in catalogue.pages.values() for problem in telephone.check(page, numbers)]


CHECKS = (references.check, *once.CHECKS, glyphs.check, _telephones)
"""Each looks at every page on its own; twins come last, since a mistake in one page differs from its twin too."""
