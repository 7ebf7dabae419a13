"""What a list shows of a worksheet: its drawing, its title, what it is about, its time and company."""

from __future__ import annotations

from typing import Any

from microsite.content.page import Page, WorksheetPage
from microsite.content.site import Site
from microsite.documents.sheet import settings, time_needed
from microsite.place import pictures


def of_sheet(there: WorksheetPage, page: Page, site: Site) -> dict[str, Any]:
    """The card of a worksheet, as `page` shows it."""
    words, exercise = site.words(page.lang), there.exercise
    return {
        "id": there.id,
        "title": site.title_of(there),
        "glyph": pictures.on_page(there.glyph),
        "url": site.relative(there.url, page),
        "about": f"{time_needed(exercise, words)} · {settings(exercise, words)}",
        "description": there.front.description,
    }
