"""The files of newsletters: how each block looks in a mail, QR codes, and whole mails."""

from __future__ import annotations

from microsite.content.site import Site
from microsite.newsletter import block, item, mail
from microsite.newsletter.item import Item
from microsite.place import addresses, qr
from microsite.place.templates import render


def files(site: Site) -> dict[str, bytes]:
    """Every file by its path below the site's root."""
    found: dict[str, bytes] = {}
    for lang in site.langs:
        found |= {path: text.encode() for path, text in mail.files(site, lang).items()}
    for one in item.every(site):
        found[look_path(one)] = look(one, site).encode()
    return found


def look_path(one: Item) -> str:
    """Where the block stands as it looks in a mail."""
    return addresses.look(one.id, one.lang)


def look(one: Item, site: Site) -> str:
    """The block by itself: to look at, and to select and copy where scripts are off."""
    words = site.words(one.lang)
    shown = block.html(one, site, pictures="../../")
    return str(render("newsletter/look.html", block=shown, title=one.title, words=words))


def qr_path(one: Item, kind: str) -> str:
    """Where the QR code stands: as "svg" or "png"."""
    return addresses.code(one.id, one.lang, kind)


def codes(site: Site) -> dict[str, str]:
    """Every QR code: its path below the root → the address it leads to."""
    return {qr_path(one, kind): address(one, site) for one in item.every(site) for kind in qr.KINDS}


def address(one: Item, site: Site) -> str:
    """Where the QR code leads. An anchor that makes it too fine to scan is left out; the page is still right."""
    whole = site.url + one.path
    return whole.partition("#")[0] if len(whole) > qr.LONGEST else whole
