"""Style and scripts made small: people write them out in full, readers fetch them without comments and room."""

from __future__ import annotations

import functools

import rcssmin
import rjsmin


@functools.lru_cache(maxsize=64)
def css(text: str) -> str:
    """A style sheet made small."""
    return str(rcssmin.cssmin(text))


@functools.lru_cache(maxsize=64)
def script(text: str) -> str:
    """A script made small."""
    return str(rjsmin.jsmin(text)).strip()
