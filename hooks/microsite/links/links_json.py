"""links.json: every permanent link for machines, and for the page that is shown when an address is mistyped."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from microsite.links.registry import Link, Registry
from microsite.place import addresses
from microsite.place.addresses import go, word

PATH = addresses.LINKS_FILE


def text(registry: Registry) -> str:
    """The file. `path`s are below the site's root, where the file itself stands; `url`s are absolute."""
    found = {"site": registry.site.url, "links": [_link(link, registry.site.url) for link in registry.links.values()]}
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")) + "\n"


def address(site: Path) -> str:
    """The address that a site was built for; FileNotFoundError when it was not built."""
    return str(json.loads((site / PATH).read_text("utf-8"))["site"])


def _link(link: Link, url: str) -> dict[str, Any]:
    known: dict[str, Any] = {"id": link.id, "kind": link.kind, "go": go(link.id), "url": url + go(link.id)}
    if link.private:
        known["private"] = True
    return known | {lang: _in(link, lang, url) for lang in link.targets}


def _in(link: Link, lang: str, url: str) -> dict[str, Any]:
    target = link.targets[lang]
    known: dict[str, Any] = {
        "title": target.title,
        "path": target.address,
        "go": go(link.id, lang),
        "url": url + go(link.id, lang),
    }
    if lang in link.words:
        known["word"] = word(link.words[lang])
    also = [path for of, path in link.also if of == lang]
    return known | ({"also": also} if also else {})
