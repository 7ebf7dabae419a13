"""All that the links add to a built site."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from microsite.links import hosts, links_json, pages
from microsite.links.registry import Registry
from microsite.source.files import below


def write(registry: Registry, site: Path, policies: Mapping[str, str]) -> None:
    """Write the pages that send readers on, links.json, the hosts' rules, and copies of files that moved.

    `policies`: what each page of the site may do, by its address.
    """
    rules = dict(hosts.files(registry, policies))
    made = {**dict(pages.files(registry)), links_json.PATH: links_json.text(registry), **rules}
    for path, text in made.items():
        place = below(site, path)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8")
    for copy in registry.copies:
        target = below(site, copy.path)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(below(site, copy.source), target)
