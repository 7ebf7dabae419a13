"""What an author writes in a text beside Markdown: the blocks there are, and how blocks, links and headings look."""

from __future__ import annotations

import re

BLOCKS = frozenset(
    [
        "note",
        "minute",
        "sheets",
        "picture",
        "keys",
        "styles",
        "route",
        "routes",
        "worksheets",
        "sets",
        "calls",
        "help-lines",
        "to-check",
        "to-read",
        "unfinished",
        "sources",
        "facts",
        "references",
        "glossary",
        "changes",
        "evidence-table",
        "kit",
        "search",
        "offline",
    ]
)
"""The blocks a page may hold between /// and ///."""

LINK = re.compile(r"\]\((page|fact|term|help):([^)\s]*)\)")
BLOCK = re.compile(r"^/// *([\w-]+) *(?:\| *(.*?) *)?$")
HEADING = re.compile(r"^#{1,6} ")


def place_of(line: str) -> str:
    """The name that stands between braces for a help line: nl_113 for nl-113."""
    return line.replace("-", "_")
