"""The same links as rules of a host: faster than a page, and no more than that; without them every link works too."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from microsite.links.hosts import apache, cloudflare, netlify, nginx
from microsite.links.registry import Registry

FOLDER = "hosts"
"""Where the files stand below the site's root: under a name no host looks at, until someone puts them in place."""

Policies = Mapping[str, str]

HOSTS: dict[str, Callable[[Registry, Policies], dict[str, str]]] = {
    "nginx": nginx.files,
    "netlify": netlify.files,
    "cloudflare": cloudflare.files,
    "apache": apache.files,
}
"""What a host needs, given all links and the policies of all pages: name of the file → its text."""

PLACES = {"netlify/_redirects": "_redirects", "netlify/_headers": "_headers", "cloudflare/_redirects": "_redirects",
          "cloudflare/_headers": "_headers", "apache/htaccess": ".htaccess"}  # fmt: skip
"""Where the host looks for a file, below the site's root; nginx reads its own from anywhere."""


def put(host: str, site: Path) -> list[Path]:
    """Copy the files of a host to where it looks for them; the places."""
    pairs = [(site / FOLDER / name, site / place) for name, place in PLACES.items() if name.startswith(f"{host}/")]
    for source, place in pairs:
        shutil.copyfile(source, place)
    return [place for _, place in pairs]


def files(registry: Registry, policies: Policies) -> Iterator[tuple[str, str]]:
    """(path below the site's root, text) of every file of every host."""
    for host, make in HOSTS.items():
        yield from ((f"{FOLDER}/{host}/{name}", text) for name, text in make(registry, policies).items())
