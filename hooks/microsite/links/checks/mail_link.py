"""What can be wrong with a link of ours in a mail, each fault a function: Use → a message, or None."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from microsite.links.lock import anchors
from microsite.links.registry import Link, Registry
from microsite.place.addresses import go
from microsite.source.problems import did_you_mean

LEVEL = 2
"""Sheets of this level are reached by their page, which says first when not to do them."""

_TRACKERS = re.compile(r"^(utm_|mc_|mtm_|pk_|hsa_|_hs|fbclid$|gclid$|msclkid$|mkt_tok$|ck_subscriber_id$|vero_|trk)")


@dataclass(frozen=True)
class Use:
    """One of our links in a mail: its address and path, the link it is, its language, and the mail's."""

    address: str
    path: str
    link: Link
    lang: str
    mail: str


def _scheme(use: Use, registry: Registry) -> str | None:
    wanted = urlsplit(registry.site.url).scheme
    return None if urlsplit(use.address).scheme == wanted else f"starts with the wrong scheme; write {wanted}://"


def _other_language(use: Use, registry: Registry) -> str | None:
    if use.lang in ("", use.mail):
        return None
    return f"leads to '{use.lang}', the mail is in '{use.mail}'; use {registry.site.url}{go(use.link.id, use.mail)}"


def _level(use: Use, registry: Registry) -> str | None:
    if use.link.kind not in ("pdf", "set") or use.link.level < LEVEL:
        return None
    return f"a PDF of level {LEVEL}; link to its page, which says first when not to do it"


def _tracked(use: Use, registry: Registry) -> str | None:
    query = urlsplit(use.address).query
    if not use.link.private or not query:
        return None
    return f"a link that could tell on a reader is never tracked; take off '?{query}'"


def _stops(use: Use, registry: Registry) -> str | None:
    keys = [part.partition("=")[0] for part in urlsplit(use.address).query.split("&")]
    choose = registry.site.definition.addresses.choose
    return f"stops at the choice of a language; take off '{choose}'" if choose in keys else None


def _personal(use: Use, registry: Registry) -> str | None:
    """Codes for one reader, beside the plain utm_ of a campaign."""
    keys = [part.partition("=")[0] for part in urlsplit(use.address).query.split("&")]
    found = [key for key in keys if _TRACKERS.match(key) and not key.startswith("utm_")]
    return (
        f"'{found[0]}' follows one reader; count by campaign only, with utm_"
        if found and not use.link.private
        else None
    )


def _anchor(use: Use, registry: Registry) -> str | None:
    anchor = urlsplit(use.address).fragment
    target = use.link.target(use.lang or use.mail)
    if not anchor or use.link.kind not in ("page", "route"):
        return None
    known = anchors(target.page, registry)
    return None if anchor in known else f"that page has no place called '#{anchor}'" + did_you_mean(anchor, known)


FAULTS: tuple[Callable[[Use, Registry], str | None], ...] = (
    _scheme,
    _other_language,
    _level,
    _tracked,
    _personal,
    _stops,
    _anchor,
)
"""What can be wrong with a link of ours that is alive."""
