"""Whether the promises of the lock are kept: nothing gone or used for something else, no redirect to a redirect."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urljoin

from microsite.links.lock import CLASSES, NAME, Lock, count_new, offered, read
from microsite.links.registry import Registry
from microsite.place.addresses import file_of, go, word
from microsite.source.problems import Problem, Said, say

_REFRESH = re.compile(r'<meta http-equiv="refresh" content="0; url=([^"#]*)')
_ID = re.compile(r'\sid="?([^\s">]+)')


def released(path: Path, registry: Registry, site: Path) -> list[Problem]:
    """What keeps a built site from being released: a promise of the lock in `path` that is broken, or not made yet."""
    kept, shown = read(path), path.read_text("utf-8") if path.is_file() else ""
    new = count_new(kept, offered(registry, site))
    told = say(
        "{new} addresses are not in the lock yet; build the site and add them: python -m microsite links lock site",
        new=new,
    )
    unpromised = [Problem(_shown(registry), 1, "", told)] if new else []
    return sorted({*in_texts(kept, registry, shown), *in_site(kept, registry, site, shown), *unpromised})


def _shown(registry: Registry) -> str:
    """What messages call the file of the lock."""
    return f"{registry.site.catalogue.data.folder}/{NAME}"


def in_texts(lock: Lock, registry: Registry, shown: str) -> list[Problem]:
    """What the texts alone show: ids, words, addresses and anchors that are gone or mean something else."""
    now = offered(registry)
    return [problem for name in CLASSES for problem in _class_in_texts(name, lock, now, registry, shown)]


def _class_in_texts(name: str, lock: Lock, now: Lock, registry: Registry, shown: str) -> Iterator[Problem]:
    for address, owner in lock[name].items():
        present = now[name].get(address)
        line, key = _line(shown, address), f"{name}.{address}"
        if _succeeded(name, address, owner, registry):
            continue
        if present is None and name in _BY_TEXTS:
            yield Problem(_shown(registry), line, key, say("this is gone; {remedy}", remedy=_remedy(name, address)))
        elif present is not None and present != owner and not _renamed(owner, present, registry):
            told = say(
                "this was '{owner}' and now is '{present}'; an address is never used for something else",
                owner=owner,
                present=present,
            )
            yield Problem(_shown(registry), line, key, told)


_BY_TEXTS = frozenset(["pages", "anchors", "words", "ids"])
"""What the texts alone decide; files are looked for in the built site."""

_REMEDY = {
    "anchors": say("give a heading on that page this anchor again, in every language"),
    "ids": say("give the page its id back, or write under 'retired' in docs/_data/links.yml what came in its place"),
}


def _remedy(name: str, address: str) -> Said:
    """What to do when an address of a class is gone."""
    if name == "words":
        return say(
            "give the page its word back, or write under 'moved' in docs/_data/links.yml: '/w/{address}/: <id>'",
            address=address,
        )
    moved = say("put it back, or write under 'moved' in docs/_data/links.yml: '/{address}: <id>'", address=address)
    return _REMEDY.get(name, moved)


def _as_is(address: str, owner: str) -> str:
    return address


def _of_word(address: str, owner: str) -> str:
    return word(address)


def _of_id(address: str, owner: str) -> str:
    return go(address)


def _of_owner(address: str, owner: str) -> str:
    return go(owner)


_OLD: dict[str, Callable[[str, str], str]] = {"words": _of_word, "ids": _of_id, "anchors": _of_owner}
"""The old address that stands for a thing that is gone; a page that is gone takes its anchors with it."""


def _succeeded(name: str, address: str, owner: str, registry: Registry) -> bool:
    return _OLD.get(name, _as_is)(address, owner) in registry.successors


def _renamed(old: str, new: str, registry: Registry) -> bool:
    """Whether the old owner's id was given up for the new owner's."""
    before, now = old.split(" ", maxsplit=1)[0], new.split(" ", maxsplit=1)[0]
    retired = registry.site.catalogue.data.links.retired.get(before)
    leads_to = {choice.link.id for choice in registry.choices if choice.path == go(before)}
    return before != now and (now in leads_to or (retired is not None and retired.successor == now))


def _line(shown: str, address: str) -> int:
    """The line of an address in the text of the lock."""
    start = shown.find(f'"{address}":')
    return shown.count("\n", 0, start) + 1 if start >= 0 else 1


def in_site(lock: Lock, registry: Registry, site: Path, shown: str) -> list[Problem]:
    """What a built site shows: files and anchors that are gone, anchors in one language only, redirects that chain."""
    gone = [_gone(name, address, registry, site, shown) for name in _FILES for address in lock[name]]
    anchors = [_anchor(address, owner, registry, site, shown) for address, owner in lock["anchors"].items()]
    return [problem for found in (*gone, *anchors) for problem in found] + list(chains(site))


_FILES: dict[str, Callable[[str, Registry], list[str]]] = {
    **dict.fromkeys(("pages", "pdfs", "pictures", "cards", "feeds"), lambda address, registry: [address]),
    "words": lambda address, registry: [word(address)],
    "ids": lambda address, registry: [go(address), *(go(address, lang) for lang in _langs(address, registry))],
}
"""The addresses that must be there for a line of the lock."""


def addresses_of(name: str, address: str, registry: Registry) -> list[str]:
    """The addresses below the root that must be there for a line of the lock; none for an anchor, which a page has."""
    return _FILES[name](address, registry) if name in _FILES else []


def _langs(link_id: str, registry: Registry) -> tuple[str, ...]:
    """The languages a link was released in: those that do not lag behind, and those it has now."""
    link, definition = registry.find(link_id), registry.site.definition
    there = link.targets if link else ()
    return tuple(lang for lang in definition.langs if lang in there or not definition.lags(lang))


def _gone(name: str, address: str, registry: Registry, site: Path, shown: str) -> Iterator[Problem]:
    for path in addresses_of(name, address, registry):
        if not (site / file_of(path)).is_file():
            told = say("/{path} is gone; {remedy}", path=path, remedy=_remedy(name, address))
            yield Problem(_shown(registry), _line(shown, address), f"{name}.{address}", told)


def _anchor(address: str, owner: str, registry: Registry, site: Path, shown: str) -> Iterator[Problem]:
    link, anchor = registry.find(owner), address.partition("#")[2]
    if link is None:  # then it is retired, or missing as an id
        return
    pages = {lang: site / file_of(target.path) for lang, target in link.targets.items()}
    lacking = [lang for lang, page in pages.items() if page.is_file() and anchor not in _ids(page)]
    if lacking:
        where = (
            say("is in one language only; it is not in '{lang}'", lang=lacking[0])
            if len(lacking) < len(pages)
            else say("is gone")
        )
        yield Problem(
            _shown(registry),
            _line(shown, address),
            f"anchors.{address}",
            say("the anchor {where}; {remedy}", where=where, remedy=_REMEDY["anchors"]),
        )


def _ids(page: Path) -> set[str]:
    return set(_ID.findall(page.read_text("utf-8")))


def chains(site: Path) -> Iterator[Problem]:
    """Redirects of a built site that lead to nothing, or to another redirect."""
    texts = {page: page.read_text("utf-8") for page in sorted(site.rglob("*.html"))}
    leads = {page: found[1] for page, text in texts.items() if (found := _REFRESH.search(text))}
    for page, to in leads.items():
        here = "/" + page.relative_to(site).as_posix().removesuffix("index.html")
        address = urljoin(here, to)
        there = site / file_of(address.lstrip("/"))
        if there in leads:
            yield Problem(
                here,
                1,
                "",
                say("leads to {address}, which leads on to another page; let it lead there at once", address=address),
            )
        elif not there.is_file():
            yield Problem(here, 1, "", say("leads to {address}, which is not there", address=address))
