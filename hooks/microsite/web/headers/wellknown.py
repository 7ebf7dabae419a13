"""Files that programmes look for by name: robots.txt, humans.txt, security.txt, and the icons nobody links to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from microsite.content.site import Site
from microsite.place import addresses
from microsite.web.headers import icons


def write(site: Site, folder: Path) -> None:
    """Write them all into the finished site."""
    for path, content in files(site):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """Each file: its path below the site's root, and its content."""
    yield "robots.txt", robots(site).encode()
    yield "humans.txt", humans(site).encode()
    if text := security(site):
        yield ".well-known/security.txt", text.encode()
    yield from icons.files(site.palette)


def robots(site: Site) -> str:
    """That all may be read and found; of a draft, nothing."""
    if site.draft:
        return "User-agent: *\nDisallow: /\n"
    return f"User-agent: *\nAllow: /\n\nSitemap: {site.url}{addresses.SITEMAP}\n"


def humans(site: Site) -> str:
    """Who made the site, in the words of its foot."""
    words = site.words(site.definition.first)
    return f"{words['site_name']}\n{words['from_publisher']}, {words['made_with_ai']}.\n{site.url}\n"


def security(site: Site) -> str:
    """RFC 9116: where to tell of a weakness, and until when that is true. Empty while nobody is named."""
    settings = site.catalogue.data.settings
    if not settings.security_contact or not settings.security_expires:
        return ""
    return (
        f"Contact: {settings.security_contact}\n"
        f"Expires: {settings.security_expires.isoformat()}T00:00:00Z\n"
        f"Preferred-Languages: {', '.join(site.langs)}\n"
        f"Canonical: {site.url}.well-known/security.txt\n"
    )
