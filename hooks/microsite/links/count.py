"""Visits from the log of a server: per month, id and medium. No address is kept, nor what tells readers apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import parse_qs

from microsite.links.registry import Registry
from microsite.place.addresses import go, word

_LINE = re.compile(
    r"^\S++ \S++ .{0,200}? \[[0-9]{2}/(?P<month>\w{3})/(?P<year>[0-9]{4}):[0-9: +-]{0,40}\] "
    r'"(?P<verb>[A-Z]{1,20}) (?P<url>(?:[^\s"\\]|\\.)++)(?:[^"\\]|\\.)*+" (?P<status>[0-9]{3}) \S++'
    r'(?: "(?:[^"\\]|\\.)*+" "(?P<agent>(?:[^"\\]|\\.)*+)")?'
)
"""A server writes a quote in what it was asked for as \\" or \\x22. No star tries again what another has read."""
_MONTHS = {name: n for n, name in enumerate("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), 1)}
_BOT = re.compile(
    r"bot|crawl|spider|slurp|preview|facebookexternalhit|whatsapp|telegram|embedly|curl|wget|python|httpx|okhttp|java/|go-http|"
    r"libwww|headless|lighthouse|monitor|uptime|pingdom|scan|check|proxy|fetch|archiv|feed",
    re.I,
)
_OPENED = frozenset(["200", "206", "301", "302", "304", "307", "308"])
_MEDIUM = re.compile(r"[a-z][a-z0-9_-]{0,19}")
OTHER = "other"
"""A medium that is no plain word: it could hold a name."""


@dataclass(frozen=True, order=True)
class Row:
    """One line of the outcome. `medium`: go, w, page or pdf, and behind it the campaign's own, as in “go email”."""

    month: str
    id: str
    medium: str


def count(lines: Iterable[str], registry: Registry) -> Counter[Row]:
    """How often each link and page was opened by what looks like a person, in lines of the combined log format."""
    known = _known(registry)
    root = registry.site.path
    found: Counter[Row] = Counter()
    for line in lines:
        match = _LINE.match(line)
        if match is None or match["verb"] != "GET" or match["status"] not in _OPENED or _is_bot(match["agent"]):
            continue
        path, query = _split(match["url"])
        seen = known.get(_path(path, root))
        if seen is not None and match["month"] in _MONTHS:
            medium = " ".join(filter(None, [seen[1], _medium(query)]))
            found[Row(f"{match['year']}-{_MONTHS[match['month']]:02}", seen[0], medium)] += 1
    return found


def table(found: Counter[Row]) -> list[str]:
    """The outcome, a line each: month, id, medium and visits, with tabs between, for a spreadsheet."""
    return [
        "month\tid\tmedium\tvisits",
        *(f"{row.month}\t{row.id}\t{row.medium}\t{found[row]}" for row in sorted(found)),
    ]


def _is_bot(agent: str | None) -> bool:
    """A log without agents is taken as it is; an agent that does not say who it is, is none of a person."""
    return agent is not None and (agent in ("", "-") or _BOT.search(agent) is not None)


def _split(url: str) -> tuple[str, str]:
    """Path and query of what a visitor asked for, by hand: it may be anything, and urlsplit raises on some of it."""
    path, _, query = url.partition("#")[0].partition("?")
    return path, query


def _path(path: str, root: str) -> str:
    """As the registry writes it; what lies outside the site's root keeps its first sign, as none of ours does."""
    path = path.removesuffix("index.html").lower()
    if not path.startswith(root):
        return path if path.startswith("/") else f"/{path}"
    path = path.removeprefix(root)
    return path if "." in path.rpartition("/")[2] else path.rstrip("/") + "/" if path.strip("/") else ""


def _medium(query: str) -> str:
    given = parse_qs(query).get("utm_medium", [""])[0].lower()
    return given if not given or _MEDIUM.fullmatch(given) else OTHER


def _known(registry: Registry) -> dict[str, tuple[str, str]]:
    """Address → id and medium."""
    found: dict[str, tuple[str, str]] = {}
    for link in registry.links.values():
        for lang, target in link.targets.items():
            if not target.anchor:
                found[target.path] = (link.id, _MEDIA.get(link.kind, "file"))
            found[go(link.id, lang)] = (link.id, "go")
        found[go(link.id)] = (link.id, "go")
        found |= {word(printed): (link.id, "w") for printed in link.words.values()}
    return found


_MEDIA = {"page": "page", "route": "page", "pdf": "pdf", "set": "pdf", "booklet": "pdf"}
"""What a kind of link is counted as when it is opened itself."""
