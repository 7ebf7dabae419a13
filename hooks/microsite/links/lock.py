"""The lock: every address that was ever released, and whose it is. What stands in it must work for ever."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from microsite.content.page import Page
from microsite.content.site import Site
from microsite.links.registry import Registry
from microsite.place import addresses
from microsite.place.addresses import is_file
from microsite.source.problems import Problem, ProblemsError, say

NAME = "published.lock.json"
Lock = Mapping[str, Mapping[str, str]]
"""Class of address → address → whose it is."""

CLASSES = ("pages", "pdfs", "pictures", "cards", "feeds", "anchors", "words", "ids")
"""What can be released. Addresses are below the site's root; an anchor is “<page id>#<anchor>” in every language."""

FOLDERS = {addresses.PDFS: "pdfs", addresses.MAILS: "pictures", addresses.CARDS: "cards"}
"""Folders of files, and the class of what is in them."""

ENDINGS = (".pdf", ".jpg")
"""What of these folders is promised."""

FEEDS = tuple(addresses.feed("", ending) for ending in (*addresses.FEEDS, "atom"))
"""Names a feed may have, in the folder of its language."""


def read(path: Path) -> Lock:
    """The lock of a file; an empty one when there is none."""
    if not path.is_file():
        return {name: {} for name in CLASSES}
    try:
        found = json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        said = say("this is no JSON any more; put back the lock as it was committed")
        raise ProblemsError([Problem(path.name, getattr(error, "lineno", 1), "", said)]) from None
    if not isinstance(found, dict) or not all(_addresses(found.get(name, {})) for name in CLASSES):
        said = say("a lock has for each class addresses and whose they are; put it back as it was committed")
        raise ProblemsError([Problem(path.name, 1, "", said)])
    return {name: found.get(name, {}) for name in CLASSES}


def _addresses(found: object) -> bool:
    return isinstance(found, dict) and all(isinstance(owner, str) for owner in found.values())


def text(lock: Lock) -> str:
    """The lock as a file: sorted, a line for each address, so that a new one is one line in a comparison."""
    return json.dumps({name: dict(sorted(lock[name].items())) for name in CLASSES}, ensure_ascii=False, indent=1) + "\n"


def offered(registry: Registry, folder: Path | None = None) -> Lock:
    """All the site offers now: by the texts, and with the files that a built site holds."""
    found: dict[str, dict[str, str]] = {name: {} for name in CLASSES}
    for name, address, owner in [*_by_texts(registry), *(_by_files(folder, registry.site) if folder else ())]:
        found[name][address] = owner
    return found


def with_new(lock: Lock, now: Lock) -> Lock:
    """The lock and what it lacks. What stands in it stays as it is."""
    return {name: {**now[name], **lock[name]} for name in CLASSES}


def count_new(lock: Lock, now: Lock) -> int:
    """How many addresses are offered and not in the lock."""
    return sum(len(now[name].keys() - lock[name].keys()) for name in CLASSES)


def _by_texts(registry: Registry) -> Iterator[tuple[str, str, str]]:
    for link in registry.links.values():
        yield "ids", link.id, f"{link.kind} {link.of}"
        yield from (("words", printed, f"{link.id} {lang}") for lang, printed in link.words.items())
        yield from (("pages", path, f"{link.id} {lang}") for lang, path in link.also)
        for lang, target in link.targets.items():
            if is_file(target.path):
                yield _file(target.path, registry.site)
            elif not target.anchor:
                yield "pages", target.path, f"{link.id} {lang}"
    for page in registry.site.catalogue.in_language(registry.site.definition.first):
        here = registry.find(page.id)
        if here is not None:
            yield from (("anchors", f"{here.id}#{anchor}", here.id) for anchor in anchors(page, registry))


def anchors(page: Page, registry: Registry) -> list[str]:
    """What may be linked to on a page: its headings, and the places that other things have there."""
    placed = [
        t.anchor for link in registry.links.values() for t in link.targets.values() if t.page is page and t.anchor
    ]
    data = registry.site.catalogue.data
    roles = registry.site.definition.roles
    made: dict[str | None, list[str]] = {
        roles.sources: [fact.lower() for fact in (*data.facts, *data.withdrawn)],
        roles.glossary: list(data.glossary),
        roles.start: list(data.routes),
        **{fact.page: [other.id.lower() for other in data.facts.values() if other.page == fact.page]
           for fact in data.facts.values() if fact.page},
    }  # fmt: skip
    return list(dict.fromkeys([*(anchor for anchor, _ in page.anchors), *page.places, *placed, *made.get(page.id, [])]))


def _by_files(folder: Path, site: Site) -> Iterator[tuple[str, str, str]]:
    for name in FOLDERS:
        made = sorted(path for path in (folder / name).glob("*.*") if path.suffix in ENDINGS)
        yield from (_file(path.relative_to(folder).as_posix(), site) for path in made)
    for prefix in map(site.definition.prefix, site.langs):
        yield from (_file(prefix + name, site) for name in FEEDS if (folder / prefix / name).is_file())


def _file(path: str, site: Site) -> tuple[str, str, str]:
    """(class, address, whose) of a file: its name says it: “pdf/my-circles.nl.large.pdf”, “en/feed.xml”."""
    folder, _, name = path.rpartition("/")
    of, *parts = name.split(".")
    lang = [folder] if folder in site.definition.others else []
    return FOLDERS.get(folder, "feeds"), path, " ".join([of, *lang, *parts[:-1]])
