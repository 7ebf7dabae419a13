"""Help as a page or a sheet says it: whom to call, and where more of it stands."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from microsite.content.data.help_lines import EMERGENCY, HelpLine
from microsite.content.site import Site


@dataclass(frozen=True)
class Call:
    """A help line as paper says it. `where`: in which countries, if another here is for the same; else nothing.

    An emergency number that several countries share is said without them, or a small card would be full of their names.
    `codes` says where in two letters a country, for the foot of a sheet, which has little room.
    """

    number: str
    kind: str
    asks: str
    name: str
    where: str
    codes: str


def numbers(site: Site, lang: str, *, short: bool = False) -> str:
    """The numbers that are at the foot of every page, as paper says them; empty for a site without any."""
    words = site.words(lang)
    asked: dict[str, list[str]] = {}
    for call in calls(site, lang):
        number = f"{call.number} ({call.where})" if call.where else call.number
        number = f"{call.number} {call.codes}".strip() if short else number
        asked.setdefault(call.asks, []).append(number)
    told = {label: words["comma"].join(each) for label, each in asked.items()}
    return " · ".join(f"{label} {each}" if label.endswith("?") else f"{label}: {each}" for label, each in told.items())


def calls(site: Site, lang: str) -> list[Call]:
    """The help lines at the foot of everything, to be called from paper."""
    words, lines = site.words(lang), site.catalogue.crisis(lang)
    kinds = Counter(line.kind for line in lines)
    found = []
    for line in lines:
        if line.phone:
            there = _countries(line, site) if kinds[line.kind] > 1 else []
            where = words["comma"].join(words["countries"].get(country, country) for country in there)
            asks = words["calls"][line.kind]
            found.append(Call(line.phone.display, line.kind, asks, line.name[lang], where, " ".join(there)))
    return found


def _countries(line: HelpLine, site: Site) -> list[str]:
    """The countries whose line of this kind has this number; none for an emergency number that several share."""
    every = site.catalogue.data.help_lines.values()
    found = [each.country for each in every if (each.phone, each.kind) == (line.phone, line.kind)]
    return [] if line.kind == EMERGENCY and len(found) > 1 else found


def at(site: Site, lang: str) -> str:
    """Where help is, as the foot of a sheet says it; empty when no page with a word plays that part."""
    there = site.catalogue.role("help", lang)
    if there is None or there.front.word is None:
        return ""
    return str(site.words(lang)["help_at"].format(address=site.printed(site.word_path(there))))
