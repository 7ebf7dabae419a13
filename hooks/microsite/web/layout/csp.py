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
    searches: bool = False,
    fetches: bool = False,
    frames: bool = False,
    fonts: bool = False,
) -> str:
    """A policy for a page with these inline styles and scripts and pictures of its own site; forms go nowhere.

    What runs may fetch files of the site and nothing else: Lighthouse, for one, reads robots.txt from within the page.
    `searches`: whether the page may run the search engine, a script and WebAssembly of the site itself.
    `fetches`: whether it may fetch a script of the site when it is asked to.
    `frames`: whether it shows files of the site in frames.
    `fonts`: whether its titles have a font of the site.
    """
    style, script = " ".join(map(digest, styles)) or "'none'", " ".join(map(digest, scripts)) or "'none'"
    frame = "frame-src 'self'; " if frames else ""
    font = "font-src 'self'; " if fonts else ""
    if searches or fetches:
        script = f"'self' {script}"
    if searches:
        script = f"'wasm-unsafe-eval' {script}"
    return (
        f"default-src 'none'; img-src 'self' data:; style-src {style}; script-src {script}; "
        f"connect-src 'self'; {font}{frame}form-action 'none'; base-uri 'none'"
    )
