"""The script that fills a sheet's PDF, reads it back and binds several: one file, fetched on the first click."""

from __future__ import annotations

import base64
import functools
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import rjsmin

from microsite.content.page import Page
from microsite.content.site import Site

HERE = Path(__file__).parent
PARTS = ("pdf.js", "fill.js", "bind.js", "page.js")
"""In this order one script, closed in itself."""


@dataclass(frozen=True)
class Script:
    """Where it stands below the site's root, what it says, and the sum a browser holds it against."""

    path: str
    text: str
    integrity: str


@functools.cache
def script() -> Script:
    """The whole script. Its name changes with its content, so that it may be kept for ever."""
    parts = "\n".join((HERE / part).read_text("utf-8") for part in PARTS)
    text = f"(()=>{{{rjsmin.jsmin(parts).strip()}\n}})();\n"
    digest = hashlib.sha256(text.encode()).digest()
    return Script(f"js/take-{digest.hex()[:8]}.js", text, f"sha256-{base64.b64encode(digest).decode()}")


def offer(page: Page, site: Site, said: str) -> dict[str, str] | None:
    """For the page that asks for it: where the script is, its sum, and all it may have to say there.

    None in the copy to take along: from a file a browser fetches nothing.
    """
    if site.offline:
        return None
    words = json.dumps(dict(site.words(page.lang)["take"][said]), ensure_ascii=False, separators=(",", ":"))
    return {"url": site.relative(script().path, page), "sum": script().integrity, "words": words}
