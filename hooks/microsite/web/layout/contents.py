"""“On this page”: where the parts of a long text begin, told before the first of them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import Markup

FEWEST = 4
"""Parts of a page that is long enough to lose one's way in."""

_PART = re.compile(r'<h2\b[^>]*\bid="([^"]+)"[^>]*>(.*?)</h2>', re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True)
class Part:
    """A part of a text: its anchor, and its heading without what is in it."""

    anchor: str
    title: Markup


@dataclass(frozen=True)
class Contents:
    """A text in two: the `opening`, before the first part, and the `rest`. A short one has no `parts` to tell of."""

    opening: Markup
    rest: Markup
    parts: tuple[Part, ...] = ()


def of(content: str, *, tells: bool) -> Contents:
    """The contents of a page, from its text as HTML; `tells`: whether it may tell of its parts."""
    found = list(_PART.finditer(content)) if tells else []
    if len(found) < FEWEST:
        return Contents(Markup(), Markup(content))  # noqa: S704 (made by the core)
    start = found[0].start()
    parts = tuple(Part(part[1], Markup(_TAG.sub("", part[2]).strip())) for part in found)  # noqa: S704 (no tags left)
    return Contents(Markup(content[:start]), Markup(content[start:]), parts)  # noqa: S704 (made by the core)
