"""Style and scripts made small: people write them out in full, readers fetch them without comments and room.

Names stay as they were written, so that what runs can be read back.
"""

from __future__ import annotations

import functools

import minify

minify.config({"js-keep-var-names": True})


@functools.lru_cache(maxsize=512)
def css(text: str) -> str:
    """A style sheet made small."""
    return str(minify.string("text/css", text))


@functools.lru_cache(maxsize=512)
def script(text: str) -> str:
    """A script made small; ValueError when it is none."""
    return str(minify.string("application/javascript", text))
