"""The look, from one source: tokens.yml, for the CSS of pages, for Typst and for what is drawn into PDFs."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path

from microsite.source.front_matter import read_yaml

FILE = Path(__file__).parent / "tokens.yml"


@functools.cache
def tokens() -> Mapping[str, Mapping[str, str]]:
    """light, dark, print, size and space: name → value, colours as "#rrggbb"."""
    found: Mapping[str, Mapping[str, str]] = read_yaml(FILE.read_text("utf-8"), f"design/{FILE.name}").data
    return found
