"""Every permanent link of the site, made from the pages' own front matter, and of what moved or is gone.

Nothing here leads to another link: a link leads to a page or a file, so redirects cannot chain.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from microsite.content.data.links import Retired
from microsite.content.page import Page
from microsite.content.site import Site
from microsite.place.addresses import go, is_bare_link, is_file, word


@dataclass(frozen=True)
class Target:
    """Where a link leads in one language: an address below the root, and the page whose preview it carries."""

    lang: str
    path: str
    title: str
    description: str
    page: Page
    anchor: str = ""

    @property
    def fragment(self) -> str:
        """What an address ends with for its anchor: “#once”; nothing where it has none."""
        return f"#{self.anchor}" if self.anchor else ""

    @property
    def address(self) -> str:
        """The address with its anchor, below the root."""
        return self.path + self.fragment


@dataclass(frozen=True)
class Link:
    """One permanent id. `kind` and `of` say what it stands for, for ever; `private`: never to be tracked."""

    id: str
    kind: str
    of: str
    targets: Mapping[str, Target]
    words: Mapping[str, str] = field(default_factory=dict)
    also: tuple[tuple[str, str], ...] = ()
    level: int = 0
    private: bool = False

    def target(self, lang: str) -> Target:
        """Where it leads for a reader of `lang`: the first language when that one has nothing of it."""
        return self.targets.get(lang) or next(iter(self.targets.values()))


@dataclass(frozen=True)
class Redirect:
    """An address that leads to one place. `permanent`: the address is an old one, and caches may keep that."""

    path: str
    link: Link
    lang: str
    permanent: bool = False

    @property
    def target(self) -> Target:
        """Where it leads."""
        return self.link.target(self.lang)


@dataclass(frozen=True)
class Choice:
    """An address that leads to the reader's own language."""

    path: str
    link: Link


@dataclass(frozen=True)
class Farewell:
    """An address of what is gone: it says why, and what came in its place."""

    path: str
    id: str
    link: Link
    retired: Retired
    langs: tuple[str, ...]


@dataclass(frozen=True)
class Copy:
    """An old address of a file, where the present file stands too: no file can send a reader on."""

    path: str
    source: str


@dataclass(frozen=True)
class Registry:
    """All links by their id."""

    site: Site
    links: Mapping[str, Link]

    def find(self, wanted: str) -> Link | None:
        """The link with this id, or of the page with this id."""
        return self.links.get(wanted) or self._by_page.get(wanted)

    @cached_property
    def _by_page(self) -> dict[str, Link]:
        return {link.of: link for link in self.links.values() if link.kind == "page"}

    @cached_property
    def redirects(self) -> tuple[Redirect, ...]:
        """Every address that leads to one place."""
        return (*_fixed(self), *_words(self), *_also(self), *_moved_pages(self))

    @cached_property
    def choices(self) -> tuple[Choice, ...]:
        """Every address that leads to the reader's language."""
        named = [Choice(go(link.id), link) for link in self.links.values()]
        return (*named, *(Choice(path, link) for path, link in _moved_ids(self)))

    @cached_property
    def farewells(self) -> tuple[Farewell, ...]:
        """Every address of what is gone."""
        return tuple(_farewells(self))

    @cached_property
    def copies(self) -> tuple[Copy, ...]:
        """Every file that stands at an old address too."""
        return tuple(Copy(path, link.targets[lang].path) for path, link, lang in moved(self) if is_file(path))

    @cached_property
    def successors(self) -> frozenset[str]:
        """Every old address that still works, below the root."""
        old = [redirect.path for redirect in self.redirects if redirect.permanent]
        old += [copy.path for copy in self.copies] + [farewell.path for farewell in self.farewells]
        return frozenset([*old, *(path for path, _ in _moved_ids(self))])


def moved(registry: Registry) -> Iterator[tuple[str, Link, str]]:
    """(old address below the root, link, language) of links.yml, but for what leads nowhere."""
    for old, to in registry.site.catalogue.data.links.moved.items():
        wanted, _, lang = to.partition("/")
        link = registry.find(wanted)
        if link is not None:
            yield old.lstrip("/"), link, lang or language_of(old, registry.site)


def language_of(address: str, site: Site) -> str:
    """The language an old address was in, as far as it shows it; the first one otherwise."""
    parts = address.strip("/").split("/")
    found = (lang for lang in site.definition.others if parts[0] == lang or f".{lang}." in parts[-1])
    return next(found, site.definition.first)


def _fixed(registry: Registry) -> Iterator[Redirect]:
    for link in registry.links.values():
        yield from (Redirect(go(link.id, lang), link, lang) for lang in link.targets)


def _words(registry: Registry) -> Iterator[Redirect]:
    for link in registry.links.values():
        yield from (Redirect(word(printed), link, lang) for lang, printed in link.words.items())


def _also(registry: Registry) -> Iterator[Redirect]:
    for link in registry.links.values():
        yield from (Redirect(path, link, lang, permanent=True) for lang, path in link.also)


def _moved_pages(registry: Registry) -> Iterator[Redirect]:
    for path, link, lang in moved(registry):
        if not is_file(path) and not is_bare_link(path):
            yield Redirect(path, link, lang, permanent=True)
    for path, link in _moved_ids(registry):
        yield from (Redirect(f"{path}{lang}/", link, lang, permanent=True) for lang in link.targets)


def _moved_ids(registry: Registry) -> list[tuple[str, Link]]:
    """Old ids: all three addresses of each lead on."""
    return [(path, link) for path, link, _ in moved(registry) if is_bare_link(path)]


def _farewells(registry: Registry) -> Iterator[Farewell]:
    for gone, retired in registry.site.catalogue.data.links.retired.items():
        link = registry.find(retired.successor)
        if link is not None:
            yield Farewell(go(gone), gone, link, retired, tuple(link.targets))
            yield from (Farewell(go(gone, lang), gone, link, retired, (lang,)) for lang in link.targets)
