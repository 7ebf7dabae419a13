"""What may be given only once over all pages: printed words, numbers of steps and sheets; and the data files' ids."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations, pairwise

from microsite.content.catalogue import Catalogue
from microsite.content.checks.references import at, no_worksheet
from microsite.content.data.still_open import ToCheck, ToRead
from microsite.content.page import WorksheetPage
from microsite.content.route import page_id as route_page
from microsite.source.problems import Problem, did_you_mean, say


def _words(catalogue: Catalogue) -> list[Problem]:
    """Printed words differ in two letters at least, over all languages: a slip of the pen leads nowhere else."""
    routes = catalogue.data.routes.values()
    words = [(page.front.word, at(page, "word")) for page in catalogue.pages.values() if page.front.word]
    words += [
        (word, ("docs/_data/routes.yml", 1, f"{r.id}.word.{lang}")) for r in routes for lang, word in r.word.items()
    ]
    problems = []
    for (word, _), (other, where) in combinations(sorted(words), 2):
        if _near(word, other):
            said = (
                say("stands on another page too")
                if word == other
                else say("is one letter away from '{word}'", word=word)
            )
            problems.append(
                Problem(*where, say("the printed word '{other}' {said}; choose another", other=other, said=said))
            )
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
    topic = catalogue.definition.taxonomies.topics.key
    for lang in catalogue.langs:
        for one, two in pairwise(catalogue.keys(lang)):
            if one.key.number == two.key.number:
                problems.append(
                    Problem(
                        *at(two, topic, "number"),
                        say("{topic} {number} is {file} already", topic=topic, number=one.key.number, file=one.file),
                    )
                )
        neutral = [page for page in catalogue.in_language(lang) if page.neutral]
        for first, second in pairwise(sorted(neutral, key=lambda page: page.neutral or 0)):
            if first.neutral == second.neutral:
                problems.append(
                    Problem(
                        *at(second, "neutral"),
                        say("number {neutral} is {file} already", neutral=first.neutral, file=first.file),
                    )
                )
    return problems


def _data_references(catalogue: Catalogue) -> list[Problem]:
    ids = {page_id for page_id, _ in catalogue.pages}
    menu, routes = catalogue.data.menu, catalogue.data.routes.values()
    named = [("menu.yml", "main", i) for i in menu.main] + [("menu.yml", "foot", i) for i in menu.foot]
    named += [("menu.yml", "head", each.page) for each in menu.head]
    named += [("routes.yml", route.id, sheet) for route in routes for sheet in route.sheets]
    of_routes = set(map(route_page, routes))
    named += [("search.yml", page_id, page_id) for page_id in catalogue.data.search if page_id not in of_routes]
    problems = [
        Problem(f"docs/_data/{file}", 1, key, say("unknown page '{page}'", page=page_id) + did_you_mean(page_id, ids))
        for file, key, page_id in named
        if page_id not in ids
    ]
    return problems + _numbered_in_sets(catalogue)


def _numbered_in_sets(catalogue: Catalogue) -> list[Problem]:
    """A route is printed as a set, which others may open: a numbered sheet is in none."""
    numbered = {page.id for page in catalogue.pages.values() if page.neutral}
    return [
        Problem(
            "docs/_data/routes.yml",
            1,
            f"{route.id}.sheets",
            say("'{sheet}' is a numbered sheet, which is in no set", sheet=sheet),
        )
        for route in catalogue.data.routes.values()
        for sheet in route.sheets
        if sheet in numbered
    ]


def _addresses(catalogue: Catalogue) -> list[Problem]:
    """Each route has a page, and so an address below that of the page “start” that no other page has."""
    taken = {page.url: page.file for page in catalogue.pages.values()}
    problems = []
    for start in catalogue.translations(catalogue.definition.roles.start or "").values():
        for route in catalogue.data.routes.values():
            name = (route.address.get(start.lang) if route.address else None) or route.id
            other = taken.setdefault(f"{start.url}{name}/", route.id)
            if other != route.id:
                said = say(
                    "'{name}' is the address of {other} already; give this route another", name=name, other=other
                )
                problems.append(Problem("docs/_data/routes.yml", 1, f"{route.id}.address.{start.lang}", said))
    return problems


def _routes(catalogue: Catalogue) -> list[Problem]:
    """The sheets of a route are worksheets."""
    named = [(route.id, sheet) for route in catalogue.data.routes.values() for sheet in route.sheets]
    found = ((key, catalogue.pages.get((sheet, catalogue.definition.first))) for key, sheet in named)
    return [
        Problem("docs/_data/routes.yml", 1, key, no_worksheet(there))
        for key, there in found
        if there and not isinstance(there, WorksheetPage)
    ]


def _told(catalogue: Catalogue) -> list[Problem]:
    """Every fact is told in full on the page of its group, in each language: that is where its links lead."""
    data, problems = catalogue.data, []
    for group in dict.fromkeys(fact.group for fact in data.facts.values() if fact.group):
        for lang in catalogue.langs:
            page = catalogue.pages.get((f"facts-{group}", lang))
            if page is None and catalogue.definition.lags(lang):
                continue
            if page is None:
                said = say(
                    "facts of the group '{group}' need a page with the id 'facts-{group}' in {lang}",
                    group=group,
                    lang=lang,
                )
                problems.append(Problem("docs/_data/facts.yml", 1, group, said))
            elif f"/// facts | {group}" not in page.body.splitlines():
                said = say("this page tells facts: put the block '/// facts | {group}' on it", group=group)
                problems.append(Problem(page.file, page.read.body_line, "", said))
    return problems


def _still_open(catalogue: Catalogue) -> list[Problem]:
    """What is still to be looked up or read names pages that are there."""
    ids, data = {page_id for page_id, _ in catalogue.pages}, catalogue.data
    listed: tuple[tuple[str, Iterable[ToCheck | ToRead]], ...] = (
        ("to-check.yml", data.to_check.values()),
        ("to-read.yml", data.to_read.values()),
    )
    return [
        Problem(f"docs/_data/{file}", data.line(file, (i, "pages", n)), item.id,
                say("unknown page '{page}'", page=page_id) + did_you_mean(page_id, ids))
        for file, items in listed
        for i, item in enumerate(items)
        for n, page_id in enumerate(item.pages)
        if page_id not in ids
    ]  # fmt: skip


CHECKS = (_words, _numbers, _data_references, _routes, _addresses, _told, _still_open)
