"""RSS 2.0 with what mail programmes take along: the whole text of an entry, and its picture with its size."""

from __future__ import annotations

import datetime
from typing import Any

from feedgenerator import Rss201rev2Feed

SPACES = {
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:media": "http://search.yahoo.com/mrss/",
}


class Rss(Rss201rev2Feed):  # type: ignore[misc]
    """A feed; `changed` is when it last did, and `picture` the address of an entry's."""

    def rss_attributes(self) -> dict[str, str]:
        """The namespaces of what RSS itself does not know."""
        return {**super().rss_attributes(), **SPACES}

    def latest_post_date(self) -> datetime.datetime:
        """Told, since a feed without entries would look at the clock."""
        changed: datetime.datetime = self.feed["changed"]
        return changed

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        """An entry with its text, which is escaped as any other: readers read it back."""
        super().add_item_elements(handler, item)
        handler.addQuickElement("content:encoded", item["content"])
        shown = {"url": item["picture"], "medium": "image", "type": "image/jpeg", "width": "1200", "height": "630"}
        handler.addQuickElement("media:content", None, shown)
