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
        found |= {qr_path(one, kind): data for kind, data in codes(one, site).items()}
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


def codes(one: Item, site: Site) -> dict[str, bytes]:
    """The QR code both ways. An anchor that makes it too fine to scan is left out; the page is still right."""
    address = site.url + one.path
    if len(address) > qr.LONGEST:
        address = address.partition("#")[0]
    return {"svg": qr.svg(address).encode(), "png": qr.png(address)}
