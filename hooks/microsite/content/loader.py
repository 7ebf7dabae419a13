"""All pages and data of the site, read and held against each other."""

from __future__ import annotations

import contextlib
import gc
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from microsite.content import data as data_files, definition as definitions, route, strings
from microsite.content.catalogue import Catalogue
from microsite.content.checks import example, glyphs, markup, message, once, references, roles, telephone, translations
from microsite.content.definition import Definition
from microsite.content.front.keys import Fronts, elsewhere, front_of, fronts
from microsite.content.page import Page, page_of, source_files
from microsite.place import pictures
from microsite.source.files import name_problem, read
from microsite.source.front_matter import FrontMatter, read_page
from microsite.source.model import validate
from microsite.source.problems import Problem, ProblemsError, say
from microsite.source.text import Wording


def load(folder: Path | str) -> Catalogue:
    """Read docs/ and docs/_data/; raises ProblemsError with every mistake of every file."""
    with _nothing_swept_up():
        return _load(Path(folder))


@contextlib.contextmanager
def _nothing_swept_up() -> Iterator[None]:
    """What is read stays: to look through it for garbage time and again takes a fifth of the reading."""
    swept = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if swept:
            gc.enable()


def _load(docs: Path) -> Catalogue:
    definition, site, problems = definitions.load(docs)
    if definition is None:
        raise ProblemsError(problems)
    words, problems = strings.load(definition, docs)
    wording = wording_of(definition, words)
    pages, more = _read_pages(docs, definition, wording)
    data, still_more = data_files.load(docs / "_data", f"{docs.name}/_data", wording)
    problems += more + still_more + _same_id(pages)
    if data is None:
        raise ProblemsError(problems)
    told = strings.told(definition, words, data.settings.publisher)
    drawings, drawn, unsaid = _pictures(docs, definition)
    by_id = {(page.id, page.lang): page for page in pages}
    catalogue = Catalogue(by_id, data, told, definition, wording, drawings, drawn)
    problems += unsaid
    problems = _checked(catalogue, site, problems, _unread(problems, docs, definition))
    if problems:
        raise ProblemsError(problems)
    return route.with_pages(catalogue)


Drawn = dict[str, dict[str, dict[str, str]]]


def _pictures(docs: Path, definition: Definition) -> tuple[dict[str, str], Drawn, list[Problem]]:
    """The drawings by name, the words in them by language and name, and those that have none in a language."""
    folder, shown = docs / "_data" / "pictures", f"{docs.name}/_data/pictures"
    drawings, problems = pictures.read(folder, shown)
    drawn: Drawn = {}
    for lang in definition.langs:
        words = pictures.read_words(folder, lang, shown)
        problems += words.problems
        drawn[lang] = {**drawn.get(definition.first, {}), **(words.data or {})}
        if words.problems:
            continue
        file = f"{shown}/words.{lang}.yml"
        given = {name: said for name, said in (words.data or {}).items() if name in drawings}
        wrong = (pictures.problem(name, drawings[name], said, file) for name, said in given.items())
        problems += [each for each in wrong if each]
        if not definition.lags(lang):
            lacking = [name for name in drawings if name not in (words.data or {})]
            said = say("this picture has no words in this language; add its title and alt")
            problems += [Problem(f"{shown}/words.{lang}.yml", 1, name, said) for name in lacking]
    return drawings, drawn, problems


def wording_of(definition: Definition, words: Mapping[str, Mapping[str, Any]]) -> Wording:
    """What a text must know of the site to be read."""
    numbered = [each.one.split(" {n}")[0].split()[-1] for _, each in definition.taxonomies.topics.words.items()]
    units = [unit for each in words.values() for unit in each.get("units", "").split()]
    lagging = frozenset(lang for lang in definition.langs if definition.lags(lang))
    return Wording(definition.langs, lagging, tuple(dict.fromkeys(units)), tuple(dict.fromkeys(numbered)))


def _unread(problems: Iterable[Problem], docs: Path, definition: Definition) -> bool:
    """Whether some page could not be read."""
    return any(p.file.startswith(f"{docs.name}/{lang}/") for p in problems for lang in definition.langs)


def _checked(catalogue: Catalogue, site: FrontMatter, problems: list[Problem], unread: bool) -> list[Problem]:
    """`problems` and what the checks add; not what only echoes a page that could not be read."""
    problems = problems + roles.check(catalogue, site)
    for check in CHECKS:
        problems = problems + check(catalogue)
    problems += translations.check(catalogue, {problem.file for problem in problems})
    return [p for p in problems if not _ABSENT.search(p.message)] if unread else problems


_ABSENT = re.compile(r"unknown page '([^']*)'|no page has the id|has no translation in|no page in '")
"""What only echoes another page that could not be read."""


def _read_pages(docs: Path, definition: Definition, wording: Wording) -> tuple[list[Page], list[Problem]]:
    pages: list[Page] = []
    problems: list[Problem] = []
    reader = Reader(definition, wording)
    for lang, path in source_files(docs, definition.langs):
        src = path.relative_to(docs / lang).as_posix()
        shown = f"{docs.name}/{lang}/{src}"
        text = name_problem(src, shown) or read(path, shown)
        found = [text] if isinstance(text, Problem) else reader.page(text, shown, lang, src)
        if isinstance(found, Page):
            pages.append(found)
        else:
            problems += found
    return pages, problems


@dataclass(frozen=True)
class Reader:
    """What reading a page takes: the site's definition, and what a text must know of its words."""

    definition: Definition
    wording: Wording

    @cached_property
    def kinds(self) -> Fronts:
        """The kinds of front matter, with the keys that the site has for them."""
        return fronts(self.definition.taxonomies)

    def page(self, text: str, file: str, lang: str, src: str) -> Page | list[Problem]:
        """One page from its text, or every mistake in its front matter."""
        read = read_page(text, file)
        if read.problems:
            return read.problems
        kind = front_of(read.data, self.kinds)
        front = validate(kind, read, file, elsewhere(kind, self.kinds), self.wording)
        if isinstance(front, list):
            return front
        return page_of(front, lang, file, src, read, self.definition.place(lang, src, front.id))


def _same_id(pages: list[Page]) -> list[Problem]:
    problems: list[Problem] = []
    first: dict[tuple[str, str], Page] = {}
    for page in pages:
        other = first.setdefault((page.id, page.lang), page)
        if other is not page:
            said = say("'{id}' is the id of {file} too; give this page another", id=page.id, file=other.file)
            problems.append(Problem(*references.at(page, "id"), said))
    return problems


def _telephones(catalogue: Catalogue) -> list[Problem]:
    numbers = telephone.pattern(catalogue.data.help_lines.values())
    return [problem for page in catalogue.pages.values() for problem in telephone.check(page, numbers)]


CHECKS = (references.check, *once.CHECKS, markup.check, glyphs.check, message.check, example.check, _telephones)
"""Each looks at every page on its own; translations come last, since a mistake in one differs from the other too."""
