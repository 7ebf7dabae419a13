"""The Content-Security-Policy: nothing but what the page holds itself, by hash."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable


def digest(text: str) -> str:
    """The hash of an inline script or style, as a policy names it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def policy(
    styles: Iterable[str],
    scripts: Iterable[str],
    *,
    asks: bool = False,
    searches: bool = False,
    frames: bool = False,
) -> str:
    """A policy for a page with these inline styles and scripts and pictures of its own site; forms go nowhere.

    `asks`: whether its scripts may fetch files of the site. `searches`: whether they may also run the search engine,
    a script and WebAssembly of the site itself. `frames`: whether it shows files of the site in frames.
    """
    style, script = " ".join(map(digest, styles)) or "'none'", " ".join(map(digest, scripts)) or "'none'"
    connect = "connect-src 'self'; " if asks or searches else ""
    frame = "frame-src 'self'; " if frames else ""
    if searches:
        script = f"'self' 'wasm-unsafe-eval' {script}"
    return (
        f"default-src 'none'; img-src 'self' data:; style-src {style}; script-src {script}; "
        f"{connect}{frame}form-action 'none'; base-uri 'none'"
    )
