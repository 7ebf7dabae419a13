"""All pages and data of the site, read and held against each other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

from microsite import data as data_files
from microsite import telephone
from microsite.data import Data
from microsite.front_matter import FrontMatter, key_path, read_page, read_yaml
from microsite.model import shape, validate
from microsite.page import LANGUAGES, Front, Page, source_files
from microsite.problems import Problem, ProblemsError, did_you_mean

BLOCKS = frozenset(
    "note minute sheets picture keys styles routes worksheets sets help-lines sources glossary changes evidence-table kit".split()
)
"""The blocks a page may hold between /// and ///."""

PICTURES = frozenset(
    ["map", "loop", "rings", "ladder", "window"]
    + [f"key-{n}" for n in range(1, 8)]
    + [f"style-{s}" for s in ("secure", "anxious", "avoidant", "disorganised")]
)

_LINK = re.compile(r"\]\((page|fact|term|help):([^)\s]*)\)")
_BLOCK = re.compile(r"^/// *([\w-]+) *(?:\| *(.*?) *)?$")
_HEADING = re.compile(r"^#{1,6} ")


@dataclass(frozen=True)
class Catalogue:
    """Every page by (id, language), the data files, and the words of each language."""

    pages: Mapping[tuple[str, str], Page]
    data: Data
    strings: Mapping[str, Mapping[str, Any]]

    def page(self, page_id: str, lang: str) -> Page:
        """The page with this id in this language."""
        return self.pages[page_id, lang]

    def in_language(self, lang: str) -> list[Page]:
        """All pages of a language, in order of their files."""
        return [page for page in self.pages.values() if page.lang == lang]

    def keys(self, lang: str) -> list[Page]:
        """The pages of the seven keys, in order."""
        return sorted((p for p in self.in_language(lang) if p.front.key), key=lambda p: p.front.key and p.front.key.number or 0)

    def styles(self, lang: str) -> list[Page]:
        """The pages of the four styles, in the order facts.md names them."""
        order = ("secure", "anxious", "avoidant", "disorganised")
        pages = [p for p in self.in_language(lang) if p.front.style]
        return sorted(pages, key=lambda p: order.index(p.front.style.name if p.front.style else "secure"))

    def worksheets(self, lang: str) -> list[Page]:
        """The pages with a worksheet: by key, and within a key as the key page names them."""
        named = [s for key in self.keys(lang) for s in (key.front.key.sheets if key.front.key else [])]
        rank = {sheet: i for i, sheet in enumerate(named)}
        pages = [p for p in self.in_language(lang) if p.front.exercise]
        return sorted(pages, key=lambda p: (p.front.exercise.key if p.front.exercise else 0, rank.get(p.id, 99), p.id))

    @cached_property
    def by_source(self) -> dict[str, Page]:
        """Pages by their path below docs/: "nl/start.md"."""
        return {f"{page.lang}/{page.src}": page for page in self.pages.values()}


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
        unread = {lang for lang in LANGUAGES for p in problems if p.file.startswith(f"{shown}/{lang}/")}
        for check in CHECKS:
            problems += check(catalogue)
        if unread:
            problems = [p for p in problems if not _ABSENT.search(p.message)]
    if problems or catalogue is None:
        raise ProblemsError(problems)
    return catalogue


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
    front = validate(Front, read, file)
    return front if isinstance(front, list) else Page(lang, file, src, front, read)


def load_strings() -> tuple[dict[str, dict[str, Any]], list[Problem]]:
    """The words no author wrote, per language; languages must have the same keys."""
    strings: dict[str, dict[str, Any]] = {}
    problems: list[Problem] = []
    for lang in LANGUAGES:
        path = Path(__file__).parent / "strings" / f"{lang}.yml"
        read = read_yaml(path.read_text("utf-8"), f"strings/{lang}.yml")
        strings[lang] = read.data
        problems += read.problems
    first = set(_key_paths(strings[LANGUAGES[0]]))
    for lang in LANGUAGES[1:]:
        for path in first ^ set(_key_paths(strings[lang])):
            problems.append(Problem(f"strings/{lang}.yml", 1, key_path(path), "this key must stand in every language"))
    return strings, problems


def _key_paths(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _key_paths(inner, (*path, key))
    else:
        yield path


def _at(page: Page, *path: str | int) -> tuple[str, int, str]:
    return page.file, page.read.line(path), key_path(path)


def _same_id(pages: list[Page]) -> list[Problem]:
    problems, first = [], {}
    for page in pages:
        other = first.setdefault((page.id, page.lang), page)
        if other is not page:
            problems.append(Problem(*_at(page, "id"), f"'{page.id}' is the id of {other.file} too; give this page another"))
    return problems


def _twins(catalogue: Catalogue) -> list[Problem]:
    problems = []
    for page in catalogue.pages.values():
        others = [lang for lang in LANGUAGES if (page.id, lang) not in catalogue.pages]
        problems += [Problem(*_at(page, "id"), f"'{page.id}' has no twin in '{lang}'; write that page, with the same id") for lang in others]
        first = catalogue.pages.get((page.id, LANGUAGES[0]))
        if first and first is not page:
            problems += _differences(first, page)
    return problems


def _differences(first: Page, page: Page) -> list[Problem]:
    found = list(_differ(shape(first.front), shape(page.front), ()))
    problems = [Problem(*_at(page, *path), f"{message} in {first.file}; translations change words only") for path, message in found]
    theirs, ours = [a for a, _ in first.anchors], page.anchors
    for (anchor, line), other in zip(ours, theirs, strict=False):
        if anchor != other:
            return [*problems, Problem(page.file, line, "", f"the heading's anchor is '{anchor}', but '{other}' in {first.file}")]
    if len(ours) != len(theirs):
        return [*problems, Problem(page.file, page.read.body_line, "", f"{len(ours)} headings with an anchor, {len(theirs)} in {first.file}")]
    mine, other_links = _targets(page), _targets(first)
    for (target, line), (other, _) in zip(mine, other_links, strict=False):
        if target != other:
            return [*problems, Problem(page.file, line, "", f"the link here is '{target}', but '{other}' in {first.file}")]
    if len(mine) != len(other_links):
        problems.append(Problem(page.file, page.read.body_line, "", f"{len(mine)} links, {len(other_links)} in {first.file}"))
    return problems


def _targets(page: Page) -> list[tuple[str, int]]:
    """Links and blocks of a page, sorted: a sentence may order them another way in another language."""
    links = [(f"{s}:{t}", n) for n, line in page.numbered_lines() for s, t in _LINK.findall(line)]
    blocks = [(f"/// {m[1]}" + ("" if m[1] == "note" else f" | {m[2] or ''}"), n) for n, line in page.numbered_lines() if (m := _BLOCK.match(line))]
    return sorted(links) + blocks


_EACH_ITS_OWN = {"updated", "translated", "reviewed", "also"}


def _differ(one: Any, two: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if path and path[0] in _EACH_ITS_OWN:
        return
    if isinstance(one, dict) and isinstance(two, dict) and one.get("kind") == two.get("kind"):
        for key in one:
            yield from _differ(one[key], two[key], (*path, key))
    elif isinstance(one, list) and isinstance(two, list):
        if len(one) != len(two):
            yield path, f"{len(two)} items here, {len(one)}"
            return
        for i, (a, b) in enumerate(zip(one, two, strict=True)):
            yield from _differ(a, b, (*path, i))
    elif isinstance(one, dict) and isinstance(two, dict):
        yield (*path, "kind"), f"'{two.get('kind')}' here, '{one.get('kind')}'"
    elif one != two:
        yield path, f"{_brief(two)} here, {_brief(one)}"


def _brief(value: Any) -> str:
    if value is None:
        return "nothing"
    return "a text" if value == "…" else "keys" if isinstance(value, dict) else f"'{value}'"


def _references(catalogue: Catalogue) -> list[Problem]:
    problems: list[Problem] = []
    for page in catalogue.pages.values():
        for path, target in _page_references(page):
            if (target, page.lang) not in catalogue.pages:
                known = [page_id for page_id, lang in catalogue.pages if lang == page.lang]
                problems.append(Problem(*_at(page, *path), f"unknown page '{target}'" + did_you_mean(target, known)))
        for path, fact in _fact_references(page):
            if fact not in catalogue.data.facts:
                problems.append(Problem(*_at(page, *path), f"unknown fact '{fact}'" + did_you_mean(fact, catalogue.data.facts)))
        problems += _body_references(page, catalogue)
    return problems


def _page_references(page: Page) -> Iterator[tuple[tuple[str | int, ...], str]]:
    front = page.front
    if front.next:
        yield ("next",), front.next
    for name, part in (("key", front.key), ("style", front.style)):
        for i, sheet in enumerate(part.sheets if part else ()):
            yield (name, "sheets", i), sheet
    for i, door in enumerate(front.home.doors if front.home else ()):
        yield ("home", "doors", i, "page"), door.page
    for i, action in enumerate(front.home.actions if front.home else ()):
        yield ("home", "actions", i, "page"), action.page
    for i, field in enumerate(front.worksheet or ()):
        for exit_id in field.exits():
            yield ("worksheet", i), exit_id


def _fact_references(page: Page) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for i, evidence in enumerate(page.front.exercise.evidence if page.front.exercise else ()):
        if evidence.fact:
            yield ("exercise", "evidence", i, "fact"), evidence.fact


def _body_references(page: Page, catalogue: Catalogue) -> Iterator[Problem]:
    known: dict[str, Callable[[str], str | None]] = {
        "page": lambda target: _page_target(target, page, catalogue),
        "fact": lambda target: _known(target, catalogue.data.facts, "fact"),
        "term": lambda target: _known(target, catalogue.data.glossary, "term"),
        "help": lambda target: _known(target, catalogue.data.help_lines, "help line"),
    }
    opened: int | None = None
    for number, line in page.numbered_lines():
        for scheme, target in _LINK.findall(line):
            if message := known[scheme](target):
                yield Problem(page.file, number, "", message)
        if _HEADING.match(line):
            yield from _heading(page, number, line)
        if match := _BLOCK.match(line):
            if opened:
                yield Problem(page.file, opened, "", "this block is not closed before the next; put a line '///' under it")
            opened = number
            yield from _block(page, number, match[1], match[2], catalogue)
        elif line.strip() == "///":
            opened = None
    if opened:
        yield Problem(page.file, opened, "", "this block is never closed; put a line '///' under it")


def _known(target: str, among: Mapping[str, Any], what: str) -> str | None:
    return None if target in among else f"unknown {what} '{target}'" + did_you_mean(target, among)


def _page_target(target: str, page: Page, catalogue: Catalogue) -> str | None:
    page_id, _, anchor = target.partition("#")
    there = catalogue.pages.get((page_id, page.lang)) if page_id else page
    if there is None:
        known = [i for i, lang in catalogue.pages if lang == page.lang]
        return f"unknown page '{page_id}'" + did_you_mean(page_id, known)
    anchors = {a for a, _ in there.anchors}
    return f"'{page_id}' has no heading with the anchor '{anchor}'" + did_you_mean(anchor, anchors) if anchor and anchor not in anchors else None


def _heading(page: Page, number: int, line: str) -> Iterator[Problem]:
    if line.startswith("# "):
        yield Problem(page.file, number, "", "the title comes from the front matter; start headings in the text with ##")
    elif not any(n == number for _, n in page.anchors):
        yield Problem(page.file, number, "", "a heading needs an anchor, the same in both languages: ## Title {#anchor}")
    elif sum(a == anchor for a, _ in page.anchors) > 1 if (anchor := next(a for a, n in page.anchors if n == number)) else False:
        yield Problem(page.file, number, "", f"the anchor '{anchor}' stands on this page twice")


def _block(page: Page, number: int, name: str, argument: str | None, catalogue: Catalogue) -> Iterator[Problem]:
    countries = {line.country for line in catalogue.data.help_lines.values()}
    if name not in BLOCKS:
        yield Problem(page.file, number, "", f"unknown block '{name}'" + did_you_mean(name, BLOCKS))
    elif name == "picture" and argument not in PICTURES:
        yield Problem(page.file, number, "", f"unknown picture '{argument}'" + did_you_mean(argument or "", PICTURES))
    elif name == "help-lines" and argument not in countries:
        yield Problem(page.file, number, "", f"unknown country '{argument}'" + did_you_mean(argument or "", countries))
    elif name == "minute" and not page.front.key:
        yield Problem(page.file, number, "", "this block shows the one-minute exercise of a key; this page has no 'key'")
    elif name == "sheets" and not (page.front.key or page.front.style):
        yield Problem(page.file, number, "", "this block shows the sheets of a key or a style; this page has neither")


def _words(catalogue: Catalogue) -> list[Problem]:
    """Printed words are unique over all languages and two letters apart, so that a slip of the pen leads nowhere else."""
    routes = catalogue.data.routes.values()
    words = [(page.front.word, *_at(page, "word")) for page in catalogue.pages.values() if page.front.word]
    words += [(getattr(r.word, lang), f"docs/_data/routes.yml", 1, f"{r.id}.word.{lang}") for r in routes for lang in LANGUAGES]
    problems = []
    words.sort()
    for i, (word, *_) in enumerate(words):
        for other, *where in words[i + 1 :]:
            if _near(word, other):
                said = "stands on another page too" if word == other else f"is one letter away from '{word}'"
                problems.append(Problem(*where, f"the printed word '{other}' {said}; choose another"))
    return problems


def _near(one: str, two: str) -> bool:
    """Whether at most one letter must be changed, added or taken away to make the one word the other."""
    if abs(len(one) - len(two)) > 1:
        return False
    short, long = sorted((one, two), key=len)
    start = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    rest = slice(start + 1, None)
    return short[start:] == long[rest] if len(short) < len(long) else short[rest] == long[rest]


def _numbers(catalogue: Catalogue) -> list[Problem]:
    """Keys and neutral numbers are given once; menu and routes lead somewhere."""
    problems = []
    for lang in LANGUAGES:
        for one, two in pairwise(catalogue.keys(lang)):
            if one.front.key and two.front.key and one.front.key.number == two.front.key.number:
                problems.append(Problem(*_at(two, "key", "number"), f"key {one.front.key.number} is {one.file} already"))
        neutral = [p for p in catalogue.in_language(lang) if p.front.neutral]
        for one, two in pairwise(sorted(neutral, key=lambda p: p.front.neutral or 0)):
            if one.front.neutral == two.front.neutral:
                problems.append(Problem(*_at(two, "neutral"), f"number {one.front.neutral} is {one.file} already"))
    return problems


def _data_references(catalogue: Catalogue) -> list[Problem]:
    ids = {page_id for page_id, _ in catalogue.pages}
    menu, routes = catalogue.data.menu, catalogue.data.routes.values()
    named = [("menu.yml", "main", i) for i in menu.main] + [("menu.yml", "foot", i) for i in menu.foot]
    named += [("routes.yml", route.id, sheet) for route in routes for sheet in route.sheets]
    named += [("links.yml", address, i) for address, i in catalogue.data.links.moved.items()]
    return [
        Problem(f"docs/_data/{file}", 1, key, f"unknown page '{page_id}'" + did_you_mean(page_id, ids))
        for file, key, page_id in named
        if page_id not in ids
    ]


def _telephones(catalogue: Catalogue) -> list[Problem]:
    numbers = telephone.pattern(catalogue.data.help_lines.values())
    return [problem for page in catalogue.pages.values() for problem in telephone.check(page, numbers)]


CHECKS = (_twins, _references, _words, _numbers, _data_references, _telephones)
