"""What can be wrong with a link of ours in a mail, each fault a function: Use → a message, or None."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from microsite.content.site import Site
from microsite.links.lock import anchors
from microsite.links.registry import Link, Registry
from microsite.place.addresses import go
from microsite.source.problems import Said, did_you_mean, say

LEVEL = 2
"""Sheets of this level are reached by their page, which says first when not to do them."""

CAMPAIGN = ("utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term")
"""What a link may tell beside its address: of which letter it is, never whose."""

_PLAIN = re.compile(r"[a-z0-9][a-z0-9_.-]{0,39}")
_DIGITS = 8
"""Of a date; more of them are the number of a reader."""
_FILLED_IN = re.compile(r"\{\{|\}\}|\{%|\*\||%%|\[\[|\$\{")
_ADDRESS = re.compile(r"[!$&'()*+,\-./0-9:;=?@A-Z\[\]_a-z~#%{}|]++")
"""Other signs are read in one way by a browser and in another by us."""


def split(address: str) -> SplitResult | None:
    """The parts of an address; None where programmes do not agree what they are."""
    if not _ADDRESS.fullmatch(address):
        return None
    try:
        given = urlsplit(address)
    except ValueError:  # http://[x
        return None
    return None if "@" in given.netloc else given


@dataclass(frozen=True)
class Use:
    """One of our links in a mail: its address and path, the link it is, its language, and the mail's."""

    address: str
    path: str
    link: Link
    lang: str
    mail: str


def _scheme(use: Use, registry: Registry) -> Said | None:
    wanted = urlsplit(registry.site.url).scheme
    return (
        None
        if urlsplit(use.address).scheme == wanted
        else say("starts with the wrong scheme; write {wanted}://", wanted=wanted)
    )


def _other_language(use: Use, registry: Registry) -> Said | None:
    if use.lang in ("", use.mail):
        return None
    return say(
        "leads to '{lang}', the mail is in '{mail}'; use {url}{path}",
        lang=use.lang,
        mail=use.mail,
        url=registry.site.url,
        path=go(use.link.id, use.mail),
    )


def _level(use: Use, registry: Registry) -> Said | None:
    if use.link.kind not in ("pdf", "set") or use.link.level < LEVEL:
        return None
    return say("a PDF of level {level}; link to its page, which says first when not to do it", level=LEVEL)


def _tracked(use: Use, registry: Registry) -> Said | None:
    query = urlsplit(use.address).query
    if not use.link.private or not query:
        return None
    return say("a link that could tell on a reader is never tracked; take off '?{query}'", query=query)


def _stops(use: Use, registry: Registry) -> Said | None:
    keys = [part.partition("=")[0] for part in urlsplit(use.address).query.split("&")]
    choose = registry.site.definition.addresses.choose
    return say("stops at the choice of a language; take off '{choose}'", choose=choose) if choose in keys else None


def _personal(use: Use, registry: Registry) -> Said | None:
    return None if use.link.private else personal(use.address, registry.site)


def personal(address: str, site: Site) -> Said | None:
    """What in a query could follow one reader: all but the plain words of a campaign."""
    query = urlsplit(address).query
    if _FILLED_IN.search(query):
        return say("'?{query}' is filled in for each reader, so that it tells who opens it; take it off", query=query)
    for key, _, value in (part.partition("=") for part in query.split("&") if query):
        if key == "lang" and value in site.langs:
            continue
        if key not in CAMPAIGN and key != site.definition.addresses.choose:
            return say("'{key}' follows one reader, for all we know; count by campaign only, with utm_", key=key)
        if value and (not _PLAIN.fullmatch(value) or sum(map(str.isdigit, value)) > _DIGITS):
            said = say(
                "'{key}' holds a plain word of at most 40 small letters, digits and hyphens, with {digits} digits",
                key=key,
                digits=_DIGITS,
            )
            return say("{said} at most; '{value}' could be one reader's", said=said, value=value)
    return None


def _anchor(use: Use, registry: Registry) -> Said | None:
    anchor = urlsplit(use.address).fragment
    target = use.link.target(use.lang or use.mail)
    if not anchor or use.link.kind not in ("page", "route"):
        return None
    known = anchors(target.page, registry)
    return (
        None
        if anchor in known
        else say("that page has no place called '#{anchor}'", anchor=anchor) + did_you_mean(anchor, known)
    )


FAULTS: tuple[Callable[[Use, Registry], Said | None], ...] = (
    _scheme,
    _other_language,
    _level,
    _tracked,
    _personal,
    _stops,
    _anchor,
)
"""What can be wrong with a link of ours that is alive."""
