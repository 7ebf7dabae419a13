"""What a page refers to: pages, facts, terms, help lines, anchors; and whether its blocks are closed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from microsite.content.catalogue import Catalogue
from microsite.content.checks import blocks
from microsite.content.notation import BLOCK, HEADING, LINK
from microsite.content.page import PEOPLE, HomePage, KeyPage, NowPage, Page, WorksheetPage
from microsite.source.front_matter import key_path
from microsite.source.problems import Problem, Said, did_you_mean, say


def at(page: Page, *path: str | int) -> tuple[str, int, str]:
    """File, line and key path of something in a page's front matter, as a Problem takes them."""
    return page.file, page.read.line(path), key_path(path)


def check(catalogue: Catalogue) -> list[Problem]:
    """Every id a page names must lead somewhere; headings and blocks must be well formed."""
    problems: list[Problem] = []
    for page in catalogue.pages.values():
        for path, target in _page_references(page):
            if catalogue.find(target, page.lang) is None:
                known = [page_id for page_id, lang in catalogue.pages if lang == page.lang]
                problems.append(
                    Problem(*at(page, *path), say("unknown page '{page}'", page=target) + did_you_mean(target, known))
                )
        problems += _no_worksheets(page, catalogue)
        problems += _no_scene(page, catalogue)
        problems += _no_calls(page, catalogue)
        problems += _no_people(page)
        for path, fact in _fact_references(page):
            if fact not in catalogue.data.facts:
                problems.append(
                    Problem(
                        *at(page, *path),
                        say("unknown fact '{fact}'", fact=fact) + did_you_mean(fact, catalogue.data.facts),
                    )
                )
        problems += _body_references(page, catalogue)
    return problems


def _page_references(page: Page) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if page.front.next:
        yield ("next",), page.front.next
    for i, sheet in enumerate(page.names):
        yield (*page.part, "sheets", i), sheet
    if isinstance(page, HomePage):
        yield from ((("home", "doors", i, "page"), door.page) for i, door in enumerate(page.home.doors))
        yield from ((("home", "actions", i, "page"), action.page) for i, action in enumerate(page.home.actions))
    if isinstance(page, WorksheetPage):
        yield from ((("worksheet", i), exit_id) for i, field in enumerate(page.fields) for exit_id in field.exits())


def _no_calls(page: Page, catalogue: Catalogue) -> Iterator[Problem]:
    for i, field in enumerate(page.fields if isinstance(page, WorksheetPage) else ()):
        if field.calls() and catalogue.definition.crisis is None:
            said = say("a card with nobody to call; give site.yml its 'crisis', or leave out 'help'")
            yield Problem(*at(page, "worksheet", i), said)


def _no_people(page: Page) -> Iterator[Problem]:
    """The page for this very minute has a button that leads down to the people one may call."""
    if isinstance(page, NowPage) and not any(anchor == PEOPLE for anchor, _ in page.anchors):
        said = say("'{page_id}' has no heading with the anchor '{anchor}'", page_id=page.id, anchor=PEOPLE)
        yield Problem(*at(page, "now", "person"), said)


def _no_scene(page: Page, catalogue: Catalogue) -> Iterator[Problem]:
    if isinstance(page, KeyPage) and page.key.scene and page.key.scene not in catalogue.pictures:
        near = did_you_mean(page.key.scene, catalogue.pictures)
        key = catalogue.definition.taxonomies.topics.key
        yield Problem(*at(page, key, "scene"), say("no picture is called '{scene}'", scene=page.key.scene) + near)


def _no_worksheets(page: Page, catalogue: Catalogue) -> Iterator[Problem]:
    """What a key or a style names as its worksheets and what is a page of another kind."""
    for i, name in enumerate(page.names):
        there = catalogue.pages.get((name, page.lang))
        if there and not isinstance(there, WorksheetPage):
            yield Problem(*at(page, *page.part, "sheets", i), no_worksheet(there))


def no_worksheet(page: Page) -> Said:
    """What is wrong when a worksheet is asked for and this page is none."""
    return say("'{id}' is no worksheet: {file} has no 'exercise'", id=page.id, file=page.file)


def _fact_references(page: Page) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for i, evidence in enumerate(page.exercise.evidence if isinstance(page, WorksheetPage) else ()):
        if evidence.fact:
            yield ("exercise", "evidence", i, "fact"), evidence.fact


def _body_references(page: Page, catalogue: Catalogue) -> Iterator[Problem]:
    known: dict[str, Callable[[str], Said | None]] = {
        "page": lambda target: _page_target(target, page, catalogue),
        "fact": lambda target: _known(target, catalogue.data.facts, say("fact")),
        "term": lambda target: _known(target, catalogue.data.glossary, say("term")),
        "help": lambda target: _known(target, catalogue.data.help_lines, say("help line")),
    }
    opened: int | None = None
    for number, line in page.numbered_lines():
        for scheme, target in LINK.findall(line):
            if message := known[scheme](target):
                yield Problem(page.file, number, "", message)
        if HEADING.match(line):
            yield from _heading(page, number, line)
        if match := BLOCK.match(line):
            if opened:
                yield Problem(
                    page.file, opened, "", say("this block is not closed before the next; put a line '///' under it")
                )
            opened = number
            yield from (
                Problem(page.file, number, "", said) for said in blocks.wrong(match[1], match[2], page, catalogue)
            )
        elif line.strip() == "///":
            opened = None
    if opened:
        yield Problem(page.file, opened, "", say("this block is never closed; put a line '///' under it"))


def _known(target: str, among: Mapping[str, Any], what: Said) -> Said | None:
    return (
        None
        if target in among
        else say("unknown {what} '{target}'", what=what, target=target) + did_you_mean(target, among)
    )


def _page_target(target: str, page: Page, catalogue: Catalogue) -> Said | None:
    page_id, _, anchor = target.partition("#")
    there = catalogue.find(page_id, page.lang) if page_id else page
    if there is None:
        known = [i for i, lang in catalogue.pages if lang == page.lang]
        return say("unknown page '{page}'", page=page_id) + did_you_mean(page_id, known)
    anchors = {*(a for a, _ in there.anchors), *there.places}
    return (
        say("'{page_id}' has no heading with the anchor '{anchor}'", page_id=page_id, anchor=anchor)
        + did_you_mean(anchor, anchors)
        if anchor and anchor not in anchors
        else None
    )


def _heading(page: Page, number: int, line: str) -> Iterator[Problem]:
    if line.startswith("# "):
        yield Problem(
            page.file, number, "", say("the title comes from the front matter; start headings in the text with ##")
        )
    elif not any(n == number for _, n in page.anchors):
        yield Problem(
            page.file, number, "", say("a heading needs an anchor, the same in every language: ## Title {{#anchor}}")
        )
    elif (
        sum(a == anchor for a, _ in page.anchors) > 1
        if (anchor := next(a for a, n in page.anchors if n == number))
        else False
    ):
        yield Problem(page.file, number, "", say("the anchor '{anchor}' stands on this page twice", anchor=anchor))
