"""What the site states and from where: all facts in short, a group of them in full with its references, all authors."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import Markup

from microsite.content.data.facts import Fact
from microsite.content.data.sources import Source
from microsite.content.page import Page
from microsite.content.site import Site
from microsite.place.templates import render

_SURNAME = re.compile(r"(?:^|, (?:& )?)([^,&]+), (?:[A-Z]\.[ -]?)+(?:, Jr\.)?")
_ALL_NAMED = 2
"""Authors; of more, a short reference names the first."""


def sources(page: Page, site: Site, argument: str) -> Markup:
    """Every fact in a line, with how sure it is and where it is told in full; then those that were withdrawn."""
    data, words = site.catalogue.data, site.words(page.lang)
    facts = [(fact, site.grade(fact.id, page.lang), site.evidence(fact.id, page)) for fact in data.facts.values()]
    gone = [(fact, site.date(fact.since, page.lang)) for fact in data.withdrawn.values()]
    return render("web/blocks/sources.html", facts=facts, gone=gone, lang=page.lang, words=words)


def facts(page: Page, site: Site, argument: str) -> Markup:
    """The facts of a group: what each says, what was studied, what it does not show, and on which references."""
    data, words = site.catalogue.data, site.words(page.lang)
    found = [
        (fact, site.grade(fact.id, page.lang), [(name, cited(data.sources[name], words)) for name in fact.sources])
        for fact in _of(argument, site)
    ]
    return render("web/blocks/facts.html", facts=found, lang=page.lang, words=words)


def references(page: Page, site: Site, argument: str) -> Markup:
    """The references of a group of facts in full, each with the facts it stands behind; without one, all in short."""
    words = site.words(page.lang)
    if argument:
        some = listed(_of(argument, site), site)
        at = functools.partial(site.evidence, page=page)
        return render("web/blocks/references.html", listed=some, words=words, lang=page.lang, at=at)
    rows = [
        (
            cited(source, words),
            site.evidence(behind[0].id, page).partition("#")[0] + f"#{source.id}",
            [(fact.id, site.evidence(fact.id, page)) for fact in behind],
        )
        for source, behind in listed(site.catalogue.data.facts.values(), site)
    ]
    return render("web/blocks/authors.html", rows=rows)


def cited(source: Source, words: Mapping[str, Any]) -> str:
    """A source as a text names it: “Fraley & Roberts (2005)”; without authors, by its journal."""
    return f"{short_authors(source.authors, words['et_al']) or source.journal} ({source.year})"


def short_authors(authors: str | None, et_al: str) -> str:
    """“Fraley”, “Fraley & Roberts”, “Fraley et al.”; empty when nobody is known yet."""
    if not authors:
        return ""
    names = [name.strip() for name in _SURNAME.findall(authors)]
    if len(names) > _ALL_NAMED or authors.endswith("et al."):
        return f"{names[0]} {et_al}"
    return " & ".join(names)


def _of(group: str, site: Site) -> list[Fact]:
    return [fact for fact in site.catalogue.data.facts.values() if fact.group == group]


def listed(some: Iterable[Fact], site: Site) -> list[tuple[Source, list[Fact]]]:
    """The sources of some facts by author and year, each with all facts it stands behind, those of `some` first."""
    chosen, data = list(some), site.catalogue.data
    names = {name for fact in chosen for name in fact.sources}
    order = sorted(chosen, key=lambda fact: int(fact.id[1:]))
    order += [fact for fact in data.facts.values() if fact not in chosen]
    found = [(data.sources[name], [fact for fact in order if name in fact.sources]) for name in names]
    return sorted(found, key=lambda pair: ((pair[0].authors or pair[0].journal or "").lower(), pair[0].year))
