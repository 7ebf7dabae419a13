"""The look, from one source: tokens.yml, for the CSS of pages, for Typst and for what is drawn into PDFs."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path

from microsite.source.front_matter import read_yaml

FILE = Path(__file__).parent / "tokens.yml"


def tokens() -> Mapping[str, Mapping[str, str]]:
    """light, dark, print, size and space: name → value, colours as "#rrggbb"."""
    return _read(FILE.read_text("utf-8"))


@functools.lru_cache(maxsize=1)
def _read(text: str) -> Mapping[str, Mapping[str, str]]:
    found: Mapping[str, Mapping[str, str]] = read_yaml(text, f"design/{FILE.name}").data
    return found
