"""An item as a block to paste into a mail: HTML of one table with inline styles only, and plain text."""

from __future__ import annotations

import textwrap

from markupsafe import Markup

from microsite.content.site import Site
from microsite.newsletter.item import Item
from microsite.place.templates import render

COLUMNS = 72
"""Of plain text; longer lines are broken by mail programmes in odd places."""


def html(item: Item, site: Site, *, pictures: str | None = None) -> Markup:
    """The block. `pictures` is where pictures stand as seen from a file of the site; a mail needs the full address."""
    return render(
        "newsletter/block.html",
        item=item,
        link=site.url + item.link,
        picture=(site.url if pictures is None else pictures) + item.picture,
        words=site.words(item.lang),
        colour=site.palette["light"],
        accent=site.palette["light"][item.card.colour],
    )


def text(item: Item, site: Site) -> str:
    """The block as plain text: title, text, and the address on a line of its own."""
    return paragraphs(item.title, item.mail.block, f"{item.mail.button}:\n{site.url}{item.link}")


def paragraphs(*parts: str) -> str:
    """Plain text of at most COLUMNS, a blank line between parts; an address is never broken."""
    return "\n\n".join("\n".join(map(_fill, part.splitlines())) for part in parts if part) + "\n"


def _fill(line: str) -> str:
    return textwrap.fill(line.replace("\u00a0", " "), COLUMNS, break_long_words=False, break_on_hyphens=False)
