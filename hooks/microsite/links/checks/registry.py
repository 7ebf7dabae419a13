"""The mistakes in a registry: ids and addresses given twice, links that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from microsite.content.site import Site
from microsite.links.registry import Link, Registry
from microsite.place.addresses import file_of, go, is_file, is_link
from microsite.source.front_matter import KeyPath
from microsite.source.problems import Problem, Said, did_you_mean, say


def find(links: Iterable[Link], registry: Registry) -> Iterator[Problem]:
    """Every mistake. `links` holds all there are, also those whose id another has in the registry."""
    yield from _same_id(list(links), registry.site)
    yield from _leads_nowhere(registry)
    yield from _taken(registry)


def _same_id(found: list[Link], site: Site) -> Iterator[Problem]:
    seen: dict[str, Link] = {}
    reserved = (*site.langs, "index")  # words that /go/ needs for itself
    for link in found:
        other = seen.setdefault(link.id, link)
        if other is not link or link.id in reserved:
            page = link.target(site.definition.first).page
            taken = (
                say("is the link of something else too")
                if other is not link
                else say("is a word that /go/ needs for itself")
            )
            yield Problem(
                page.file,
                page.read.line(("id",)),
                "id",
                say("'{id}' {taken}; choose another id", id=link.id, taken=taken),
            )
    gone = site.catalogue.data.links.retired
    for link in found:
        if link.id in gone:
            yield _problem(
                site, ("retired", link.id), say("this id is in use; an id that was retired is never used again")
            )


def _leads_nowhere(registry: Registry) -> Iterator[Problem]:
    site, data = registry.site, registry.site.catalogue.data.links
    named: list[tuple[KeyPath, str]] = [(("moved", old), to.partition("/")[0]) for old, to in data.moved.items()]
    named += [(("retired", gone, "successor"), retired.successor) for gone, retired in data.retired.items()]
    for old, to in data.moved.items():
        lang = to.partition("/")[2]
        if lang and lang not in site.langs:
            yield _problem(
                site,
                ("moved", old),
                say("unknown language '{lang}'{hint}", lang=lang, hint=did_you_mean(lang, site.langs)),
            )
    for key, wanted in named:
        if wanted in data.retired:
            then = data.retired[wanted].successor
            yield _problem(
                site,
                key,
                say(
                    "'{wanted}' is retired itself; name '{then}', so that no reader is sent on twice",
                    wanted=wanted,
                    then=then,
                ),
            )
        elif registry.find(wanted) is None:
            yield _problem(
                site, key, say("unknown id '{wanted}'", wanted=wanted) + did_you_mean(wanted, registry.links)
            )


def _taken(registry: Registry) -> Iterator[Problem]:
    """Addresses that two things want."""
    site = registry.site
    seen = {page.url: say("the page {file}", file=page.file) for page in site.catalogue.pages.values()}
    targets = [(link.id, target.path) for link in registry.links.values() for target in link.targets.values()]
    seen |= {path: say("the file of '{id}'", id=link_id) for link_id, path in targets if is_file(path)}
    seen |= {go(link.id): say("the link '{id}'", id=link.id) for link in registry.links.values()}
    wanted: list[tuple[str, Link | None]] = [(redirect.path, redirect.link) for redirect in registry.redirects]
    wanted += [(choice.path, choice.link) for choice in registry.choices if _is_old(choice.path, registry)]
    wanted += [(farewell.path, farewell.link) for farewell in registry.farewells]
    wanted += [(copy.path, None) for copy in registry.copies]
    seen = {file_of(path): what for path, what in seen.items()}
    for path, link in wanted:
        if file_of(path) in seen:
            told = say("/{path} is {other} already; an address has one meaning", path=path, other=seen[file_of(path)])
            yield _blame(path, link, told, registry)
        seen[file_of(path)] = say("a redirect to '{id}'", id=link.id) if link else say("a copy")


def _is_old(path: str, registry: Registry) -> bool:
    """Whether links.yml asks for this address: itself, or as one of the three of an old id."""
    moved = registry.site.catalogue.data.links.moved
    above = path.rstrip("/").rpartition("/")[0]
    return f"/{path}" in moved or (is_link(path) and f"/{above}/" in moved)


def _blame(path: str, link: Link | None, told: Said, registry: Registry) -> Problem:
    """The mistake at the place that asks for this address: links.yml, or the front matter of a page."""
    lang = next((lang for lang, also in link.also if also == path), None) if link else None
    if link is None or lang is None:
        return _problem(registry.site, ("moved", f"/{path}"), told)
    page = link.targets[lang].page
    return Problem(page.file, page.read.line(("also",)), "also", told)


def _problem(site: Site, key: KeyPath, told: Said) -> Problem:
    return Problem(*site.catalogue.data.at("links.yml", key), told)
