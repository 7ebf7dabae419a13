"""The script that fills a sheet's PDF, reads it back and binds several: one file of the site, fetched on the first click."""

from __future__ import annotations

import base64
import functools
import hashlib
from dataclasses import dataclass
from pathlib import Path

import rjsmin

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
