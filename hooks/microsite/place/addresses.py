"""Every address below the site's root that no page's own file gives: no other module spells one.

What stands here was published. An address that changes needs a line in docs/_data/links.yml.
"""

from __future__ import annotations

import functools
import posixpath

PAPERS = ("a4", "letter", "large")
"""The papers a sheet is drawn on; the first has the short name."""

PDFS, MAILS, CARDS, CODES, THUMBNAILS, LINKS, WORDS = "pdf", "mail", "og", "qr", "img/thumb", "go", "w"
"""The folders of what is made."""

NOT_FETCHED_AHEAD = (f"{LINKS}/*", f"{WORDS}/*", f"{PDFS}/*", "img/*", "*.zip")
"""What a browser must not open before a reader does: files, and links that are counted."""

FONTS, SCRIPTS = "font", "js"
"""The folders of the face of titles, and of scripts that pages load when they are needed."""
LINKS_FILE = "links.json"
SITEMAP = "sitemap.xml"
SEARCH = "pagefind"
HASHED = (FONTS, SCRIPTS, f"{SEARCH}/fragment", f"{SEARCH}/index")
"""Folders whose files carry a sum in their names: another content, another name."""
NOT_FOUND = "404.html"
FEEDS = {"xml": "feed", "json": "feed-json"}
"""The endings of a feed, and the permanent id of each."""


def on_paper(paper: str, mark: str) -> str:
    """What a name ends in for a paper: nothing for the first, “.large” or “-large” for another."""
    return "" if paper == PAPERS[0] else f"{mark}{paper}"


def pdf(name: str, lang: str, paper: str = PAPERS[0]) -> str:
    """“pdf/my-circles.nl.large.pdf”; the name of a sheet is its public id, and * stands for any."""
    return f"{PDFS}/{name}.{lang}{on_paper(paper, '.')}.pdf"


def example(name: str, lang: str) -> str:
    """“pdf/my-circles.example.nl.pdf”: a sheet as someone filled it in."""
    return f"{PDFS}/{name}.example.{lang}.pdf"


def booklet(route_id: str) -> str:
    """The name of a booklet's file: of all steps, or of a route."""
    return f"booklet-{route_id}" if route_id else "booklet"


def numbered(prefix: str, number: int) -> str:
    """The name of a sheet whose own nobody should see: “blad-12”."""
    return f"{prefix}{number}"


def set_name(set_id: str) -> str:
    """“set-workbook”."""
    return f"set-{set_id}"


def pdf_link(name: str, paper: str) -> str:
    """The permanent id of a sheet's PDF: “my-circles-pdf-large”."""
    return f"{name}-pdf{on_paper(paper, '-')}"


def set_link(set_id: str, paper: str) -> str:
    """The permanent id of a set: “set-workbook-large”."""
    return f"{set_name(set_id)}{on_paper(paper, '-')}"


def route_link(route_id: str) -> str:
    """The permanent id of a route, and of its page: “route-alone”."""
    return f"route-{route_id}"


def go(link_id: str, lang: str = "") -> str:
    """“go/repeat/” for the reader's language, “go/repeat/nl/” for one."""
    return f"{LINKS}/{link_id}/{lang}/" if lang else f"{LINKS}/{link_id}/"


def is_link(path: str) -> bool:
    """Whether an address is that of a permanent link, with or without a language."""
    return path.startswith(f"{LINKS}/")


def is_bare_link(path: str) -> bool:
    """Whether it is “go/repeat/”, without a language."""
    return is_link(path) and path.count("/") == 2


def word(printed: str) -> str:
    """“w/haven/”."""
    return f"{WORDS}/{printed}/"


def card(name: str, lang: str) -> str:
    """The picture a link is shown with."""
    return f"{CARDS}/{name}.{lang}.jpg"


def thumbnail(name: str, lang: str, kind: str) -> str:
    """Page one of a sheet, small."""
    return f"{THUMBNAILS}/{name}.{lang}.{kind}"


def mail_picture(item_id: str, lang: str) -> str:
    """The picture of an item in a mail."""
    return f"{MAILS}/{item_id}.{lang}.jpg"


def mail(name: str, lang: str, kind: str) -> str:
    """A whole mail, as html or txt."""
    return f"{MAILS}/{name}.{lang}.{kind}"


def look(item_id: str, lang: str) -> str:
    """An item as it looks in a mail."""
    return f"{MAILS}/look/{item_id}.{lang}.html"


def code(item_id: str, lang: str, kind: str) -> str:
    """An item's QR code, as svg or png."""
    return f"{CODES}/{item_id}.{lang}.{kind}"


def feed(prefix: str, ending: str) -> str:
    """A feed in the folder of its language."""
    return f"{prefix}feed.{ending}"


def take_along(lang: str) -> str:
    """The copy of the site to take along."""
    return f"offline.{lang}.zip"


def is_file(path: str) -> bool:
    """Whether an address is that of a file that cannot send a reader on: no page."""
    name = path.rpartition("/")[2]
    return "." in name and not name.endswith(".html")


def file_of(path: str) -> str:
    """The file an address is served from: “go/x/” → “go/x/index.html”."""
    return f"{path}index.html" if path.endswith("/") or not path else path


@functools.lru_cache(maxsize=65536)  # the ways in the head and the foot are asked for by every page
def relative(target: str, source: str) -> str:
    """The address of `target` from the page `source`, both below one root; a folder keeps its last slash."""
    here = source if source.endswith("/") or not source else posixpath.dirname(source) + "/"
    there = posixpath.relpath("/" + target, "/" + here)
    if target.endswith("/") or not target:
        return there + "/" if there != "." else "./"
    return there
