"""The same page in several languages: translations change words only."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from typing import Any

from microsite.content.catalogue import Catalogue
from microsite.content.checks.references import at
from microsite.content.notation import BLOCK, LINK
from microsite.content.page import Page
from microsite.source.model import shape
from microsite.source.problems import Problem, Said, say


def check(catalogue: Catalogue, wrong: Container[str]) -> list[Problem]:
    """Pages that lack a translation, and translations that differ in more than words; not of files that are `wrong`."""
    problems = []
    for page in catalogue.pages.values():
        whole = [lang for lang in catalogue.langs if not catalogue.definition.lags(lang)]
        problems += [
            Problem(
                *at(page, "id"),
                say("'{id}' has no translation in '{lang}'; write that page, with the same id", id=page.id, lang=lang),
            )
            for lang in whole
            if (page.id, lang) not in catalogue.pages
        ]
        first = catalogue.pages.get((page.id, catalogue.definition.first))
        if first and first is not page and first.file not in wrong and page.file not in wrong:
            problems += _differences(first, page)
    return problems


def _differences(first: Page, page: Page) -> list[Problem]:
    """What differs in front matter; and in the text the first anchor, or where those agree the first link."""
    front = [
        Problem(
            *at(page, *path),
            say("{message} in {file}; translations change words only", message=message, file=first.file),
        )
        for path, message in _differ(shape(first.front), shape(page.front), ())
    ]
    return front + (_anchors(first, page) or _links(first, page))


def _anchors(first: Page, page: Page) -> list[Problem]:
    ours, theirs, file = page.anchors, [anchor for anchor, _ in first.anchors], first.file
    if apart := _first_apart(ours, theirs):
        anchor, line, other = apart
        said = say("the heading's anchor is '{anchor}', but '{other}' in {file}", anchor=anchor, other=other, file=file)
        return [Problem(page.file, line, "", said)]
    if len(ours) != len(theirs):
        said = say("{n} headings with an anchor, {n2} in {file}", n=len(ours), n2=len(theirs), file=file)
        return [Problem(page.file, page.read.body_line, "", said)]
    return []


def _links(first: Page, page: Page) -> list[Problem]:
    ours, theirs, file = _targets(page), [target for target, _ in _targets(first)], first.file
    if apart := _first_apart(ours, theirs):
        target, line, other = apart
        said = say("the link here is '{target}', but '{other}' in {file}", target=target, other=other, file=file)
        return [Problem(page.file, line, "", said)]
    if len(ours) != len(theirs):
        said = say("{n} links, {n2} in {file}", n=len(ours), n2=len(theirs), file=file)
        return [Problem(page.file, page.read.body_line, "", said)]
    return []


def _first_apart(ours: Sequence[tuple[str, int]], theirs: Sequence[str]) -> tuple[str, int, str] | None:
    """The first of ours, with its line, that is not the one at its place in theirs."""
    pairs = zip(ours, theirs, strict=False)
    return next(((own, line, other) for (own, line), other in pairs if own != other), None)


def _targets(page: Page) -> list[tuple[str, int]]:
    """Links and blocks of a page, sorted: a sentence may order them another way in another language."""
    links = [(f"{s}:{t}", n) for n, line in page.numbered_lines() for s, t in LINK.findall(line)]
    blocks = [
        (f"/// {m[1]}" + ("" if m[1] == "note" else f" | {m[2] or ''}"), n)
        for n, line in page.numbered_lines()
        if (m := BLOCK.match(line))
    ]
    return sorted(links) + blocks


_EACH_ITS_OWN = {"updated", "translated", "reviewed", "also"}


def _differ(one: Any, two: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], Said]]:
    if path and path[0] in _EACH_ITS_OWN:
        return
    if isinstance(one, dict) and isinstance(two, dict) and one.get("kind") == two.get("kind"):
        for key in one | two:
            yield from _differ(one.get(key), two.get(key), (*path, key))
    elif isinstance(one, list) and isinstance(two, list):
        if len(one) != len(two):
            yield path, say("{n} items here, {n2}", n=len(two), n2=len(one))
            return
        for i, (a, b) in enumerate(zip(one, two, strict=True)):
            yield from _differ(a, b, (*path, i))
    elif isinstance(one, dict) and isinstance(two, dict):
        yield (*path, "kind"), say("'{ours}' here, '{theirs}'", ours=two.get("kind"), theirs=one.get("kind"))
    elif one != two:
        yield path, say("{ours} here, {theirs}", ours=_brief(two), theirs=_brief(one))


def _brief(value: Any) -> str:
    if value is None:
        return say("nothing")
    if value == "…":
        return say("a text")
    return say("keys") if isinstance(value, dict) else say("'{value}'", value=value)
