"""All permanent links, as the texts make them, and a way to change what moved."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from microsite.content.catalogue import Catalogue
from microsite.content.data.links import Links
from microsite.content.site import Site, open_site
from microsite.links import collect, lock
from microsite.links.lock import Lock
from microsite.links.registry import Registry
from site_fixtures import HOME_URL, our_texts

Moved = Callable[..., Registry]


@pytest.fixture(scope="session")
def loaded() -> Catalogue:
    """All pages and data; look, do not touch."""
    return our_texts()


@pytest.fixture(scope="session")
def site(loaded: Catalogue) -> Site:
    return open_site(HOME_URL, loaded)


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
        url: str = HOME_URL,
    ) -> Registry:
        links = Links.model_validate({"moved": old or {}, "retired": retired or {}})
        changed = replace(loaded, data=replace(loaded.data, links=links))
        return collect.make(Site(url, changed))

    return make
