"""The script that fills a sheet's PDF, reads it back and binds several: one file, fetched on the first click."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from microsite.content.page import Page
from microsite.content.site import Site
from microsite.place import addresses, small

HERE = Path(__file__).parent
PARTS = ("pdf.js", "fill.js", "bind.js", "page.js")
"""In this order one script, closed in itself, behind all it may have to say."""
SPOKEN = ("says", "binds")


@dataclass(frozen=True)
class Script:
    """Where it stands below the site's root, what it says, and the sum a browser holds it against."""

    path: str
    text: str
    integrity: str


def script(site: Site, lang: str) -> Script:
    """The whole script in this language. Its name changes with its content, so that it may be kept for ever."""
    words = {name: dict(site.words(lang)["take"][name]) for name in SPOKEN}
    spoken = json.dumps(words, ensure_ascii=False, separators=(",", ":"))
    parts = "\n".join((HERE / part).read_text("utf-8") for part in PARTS)
    text = f"(()=>{{const WORDS={spoken};\n{small.script(parts)}\n}})();\n"
    digest = hashlib.sha256(text.encode()).digest()
    path = f"{addresses.SCRIPTS}/take-{digest.hex()[:8]}.js"
    return Script(path, text, f"sha256-{base64.b64encode(digest).decode()}")


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """The script of every language, by its path."""
    for lang in site.catalogue.langs:
        made = script(site, lang)
        yield made.path, made.text.encode()


def offer(page: Page, site: Site) -> dict[str, str] | None:
    """For the page that asks for it: where the script is, its sum, and what to say when it does not come.

    None in the copy to take along: from a file a browser fetches nothing.
    """
    if site.offline:
        return None
    made, words = script(site, page.lang), site.words(page.lang)["take"]
    return {"url": site.relative(made.path, page), "sum": made.integrity, "offline": words["says"]["offline"]}
