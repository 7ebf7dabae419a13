"""All permanent links, as the texts make them, and a way to change what moved."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from microsite.content import loader
from microsite.content.catalogue import Catalogue
from microsite.content.data.links import Links
from microsite.content.site import Site, open_site
from microsite.links import collect, lock
from microsite.links.lock import Lock
from microsite.links.registry import Registry

Moved = Callable[..., Registry]


@pytest.fixture(scope="session")
def loaded(docs: Path) -> Catalogue:
    """All pages and data; look, do not touch."""
    return loader.load(docs)


@pytest.fixture(scope="session")
def site(loaded: Catalogue) -> Site:
    return open_site("https://sleutels.example/", loaded)


@pytest.fixture(scope="session")
def registry(site: Site) -> Registry:
    return collect.make(site)


@pytest.fixture(scope="session")
def committed(docs: Path) -> Lock:
    """The lock as it stands in the repository."""
    return lock.read(docs / "_data" / lock.NAME)


@pytest.fixture(scope="session")
def moved(loaded: Catalogue) -> Moved:
    """`moved({"/old/": "help"}, retired={…})`: the registry with another links.yml, at any address."""

    def make(
        old: dict[str, str] | None = None,
        retired: dict[str, Any] | None = None,
        url: str = "https://sleutels.example/",
    ) -> Registry:
        links = Links.model_validate({"moved": old or {}, "retired": retired or {}})
        changed = replace(loaded, data=replace(loaded.data, links=links))
        return collect.make(Site(url, changed))

    return make
