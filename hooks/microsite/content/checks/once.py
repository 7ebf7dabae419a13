"""What may be given only once over all pages: printed words, numbers of steps and sheets; and the data files' ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations, pairwise

from microsite.content.catalogue import Catalogue
from microsite.content.checks.references import at, no_worksheet
from microsite.content.data.routes import Route
from microsite.content.data.still_open import ToCheck, ToRead
from microsite.content.page import WorksheetPage
from microsite.content.route import page_id as route_page
from microsite.source.front_matter import KeyPath
from microsite.source.problems import Problem, did_you_mean, say


def _words(catalogue: Catalogue) -> list[Problem]:
    """Printed words differ in two letters at least, over all languages: a slip of the pen leads nowhere else."""
    data = catalogue.data
    words = [(page.front.word, at(page, "word")) for page in catalogue.pages.values() if page.front.word]
    words += [
        (word, data.at("routes.yml", (i, "word", lang), f"{route.id}.word.{lang}"))
        for i, route in enumerate(data.routes.values())
        for lang, word in route.word.items()
    ]
    problems = []
    words.sort()
    for first, second in _pairs([word for word, _ in words]):
        word, (other, where) = words[first][0], words[second]
        said = (
            say("stands on another page too") if word == other else say("is one letter away from '{word}'", word=word)
        )
        problems.append(
            Problem(*where, say("the printed word '{other}' {said}; choose another", other=other, said=said))
        )
    return problems


def _pairs(words: list[str]) -> list[tuple[int, int]]:
    """The places of every two words that are near each other: without one letter, or whole, both are the same."""
    alike: dict[str, list[int]] = {}
    for place, word in enumerate(words):
        for left in {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}:
            alike.setdefault(left, []).append(place)
    pairs = {pair for places in alike.values() for pair in combinations(places, 2)}
    return sorted((one, two) for one, two in pairs if _near(words[one], words[two]))


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
    """What the menu, the search and the list of what is open name is a page."""
    data, ids = catalogue.data, {page_id for page_id, _ in catalogue.pages}
    menu, of_routes = data.menu, set(map(route_page, data.routes.values()))
    named: list[tuple[str, KeyPath, str, str]] = [
        *(("menu.yml", ("main", i), "main", page_id) for i, page_id in enumerate(menu.main)),
        *(("menu.yml", ("foot", i), "foot", page_id) for i, page_id in enumerate(menu.foot)),
        *(("menu.yml", ("head", i), "head", each.page) for i, each in enumerate(menu.head)),
        *(("routes.yml", path, route.id, sheet) for path, route, sheet in _sheets(catalogue)),
        *(("search.yml", (page_id,), page_id, page_id) for page_id in data.search if page_id not in of_routes),
        *_still_open(catalogue),
    ]
    return [
        Problem(*data.at(file, path, key), say("unknown page '{page}'", page=page_id) + did_you_mean(page_id, ids))
        for file, path, key, page_id in named
        if page_id not in ids
    ]


def _still_open(catalogue: Catalogue) -> Iterator[tuple[str, KeyPath, str, str]]:
    """The pages that are still to be looked at: the file that names them, where, for what, and the page."""
    listed: tuple[tuple[str, Iterable[ToCheck | ToRead]], ...] = (
        ("to-check.yml", catalogue.data.to_check.values()),
        ("to-read.yml", catalogue.data.to_read.values()),
    )
    for file, items in listed:
        for i, item in enumerate(items):
            yield from ((file, (i, "pages", n), item.id, page_id) for n, page_id in enumerate(item.pages))


def _sheets(catalogue: Catalogue) -> Iterator[tuple[KeyPath, Route, str]]:
    """Every sheet that a route names, with its place in routes.yml."""
    for i, route in enumerate(catalogue.data.routes.values()):
        yield from (((i, "sheets", n), route, sheet) for n, sheet in enumerate(route.sheets))


def _routes(catalogue: Catalogue) -> list[Problem]:
    """The sheets of a route are worksheets. It is printed as a set, which others may open: none of them is numbered."""
    problems = []
    for path, route, sheet in _sheets(catalogue):
        there = catalogue.pages.get((sheet, catalogue.definition.first))
        if there and not isinstance(there, WorksheetPage):
            problems.append(Problem(*catalogue.data.at("routes.yml", path, route.id), no_worksheet(there)))
        elif there and there.neutral:
            said = say("'{sheet}' is a numbered sheet, which is in no set", sheet=sheet)
            problems.append(Problem(*catalogue.data.at("routes.yml", path, f"{route.id}.sheets"), said))
    return problems


def _addresses(catalogue: Catalogue) -> list[Problem]:
    """Each route has a page, and so an address below that of the page “start” that no other page has."""
    taken = {page.url: page.file for page in catalogue.pages.values()}
    problems = []
    for start in catalogue.translations(catalogue.definition.roles.start or "").values():
        for i, route in enumerate(catalogue.data.routes.values()):
            name = (route.address.get(start.lang) if route.address else None) or route.id
            other = taken.setdefault(f"{start.url}{name}/", route.id)
            if other != route.id:
                said = say(
                    "'{name}' is the address of {other} already; give this route another", name=name, other=other
                )
                where = catalogue.data.at("routes.yml", (i, "address", start.lang), f"{route.id}.address.{start.lang}")
                problems.append(Problem(*where, said))
    return problems


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
                first = next(i for i, fact in enumerate(data.facts.values()) if fact.group == group)
                problems.append(Problem(*data.at("facts.yml", (first, "group"), group), said))
            elif f"/// facts | {group}" not in page.body.splitlines():
                said = say("this page tells facts: put the block '/// facts | {group}' on it", group=group)
                problems.append(Problem(page.file, page.read.body_line, "", said))
    return problems


CHECKS = (_words, _numbers, _data_references, _routes, _addresses, _told)
