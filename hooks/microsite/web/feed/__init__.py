"""A feed for each language, as RSS and as JSON: keys, styles, pages and sheets, as newsletters and readers take them.

An entry keeps its name whatever its address, so that nothing is sent twice; its day is the page's `updated`. A neutral
sheet is in no feed.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from feedgenerator import Enclosure

from microsite.content.site import Site
from microsite.newsletter import block, item
from microsite.newsletter.item import Item
from microsite.place import addresses
from microsite.web.feed.rss import Rss

BROUGHT = (item.keys, item.styles, item.pages, item.sheets)
"""What stands in a feed; myths and sets are in mails only."""

TYPES = {"xml": "application/rss+xml", "json": "application/feed+json"}
NOON = datetime.time(12, tzinfo=datetime.UTC)
"""The hour of a day without one: the same day nearly everywhere."""


def path(lang: str, ending: str, site: Site) -> str:
    """Where a feed stands, below the site's root."""
    return addresses.feed(site.definition.prefix(lang), ending)


def files(site: Site, pictures: Mapping[str, Path]) -> dict[str, bytes]:
    """Every feed by its path; `pictures` gives for each picture's path the finished file."""
    found: dict[str, bytes] = {}
    for lang in site.langs:
        entries = _entries(site, lang)
        found[path(lang, "xml", site)] = _rss(entries, site, lang, pictures)
        found[path(lang, "json", site)] = _json(entries, site, lang, pictures)
    return found


def _entries(site: Site, lang: str) -> list[Item]:
    """Newest first; on one day in the order of the site."""
    found = [source for each in BROUGHT for source in each(site, lang)]
    told = [one for one in found if one.page.neutral is None]
    return sorted(told, key=lambda one: one.page.front.updated, reverse=True)


def name(one: Item, site: Site) -> str:
    """What an entry is known by for ever. It names who gave it, not where the site stands."""
    return f"{site.definition.addresses.feed}:{one.id}:{one.lang}"


def _when(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, NOON)


def _rss(entries: list[Item], site: Site, lang: str, pictures: Mapping[str, Path]) -> bytes:
    words, home = site.words(lang), site.catalogue.needed("home", lang)
    changed = max([one.page.front.updated for one in entries] or [home.front.updated])
    made = Rss(
        title=words["site_name"],
        link=site.absolute(home),
        description=home.front.description,
        language=words["lang_tag"].lower(),
        feed_url=site.url + path(lang, "xml", site),
        changed=_when(changed),
    )
    for one in entries:
        made.add_item(**_rss_item(one, site, pictures))
    return f"{made.writeString('utf-8')}\n".encode()


def _rss_item(one: Item, site: Site, pictures: Mapping[str, Path]) -> dict[str, Any]:
    picture = site.url + one.picture
    return {
        "unique_id": name(one, site),
        "unique_id_is_permalink": False,
        "title": one.title,
        "link": site.url + one.link,
        "description": one.mail.teaser,
        "content": str(block.html(one, site)),
        "pubdate": _when(one.page.front.updated),
        "picture": picture,
        "enclosures": [Enclosure(picture, str(pictures[one.picture].stat().st_size), "image/jpeg")],
    }


def _json(entries: list[Item], site: Site, lang: str, pictures: Mapping[str, Path]) -> bytes:
    words, home = site.words(lang), site.catalogue.needed("home", lang)
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": words["site_name"],
        "description": home.front.description,
        "home_page_url": site.absolute(home),
        "feed_url": site.url + path(lang, "json", site),
        "language": words["lang_tag"],
        "items": [_json_item(one, site, pictures) for one in entries],
    }
    return (json.dumps(feed, ensure_ascii=False, indent=1) + "\n").encode()


def _json_item(one: Item, site: Site, pictures: Mapping[str, Path]) -> dict[str, Any]:
    picture, when = site.url + one.picture, _when(one.page.front.updated).isoformat()
    attached = {"url": picture, "mime_type": "image/jpeg", "size_in_bytes": pictures[one.picture].stat().st_size}
    return {
        "id": name(one, site),
        "url": site.url + one.link,
        "title": one.title,
        "summary": one.mail.teaser,
        "content_html": str(block.html(one, site)),
        "image": picture,
        "date_published": when,
        "date_modified": when,
        "attachments": [attached],
    }
