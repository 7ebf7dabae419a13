"""Every passage of the article has its place: a page that exists, and on it a heading that exists."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import RootModel

from microsite.content.catalogue import Catalogue
from microsite.source.front_matter import FrontMatter
from microsite.source.model import Model
from microsite.source.problems import Problem, did_you_mean, say
from microsite.source.text import Id, Plain


class Place(Model):
    """The first words of a passage, and where the site has it."""

    passage: Plain
    page: Id
    anchor: Id | None = None


class Places(RootModel[list[Place]]):
    """article.yml"""


def check(places: Iterable[Place], catalogue: Catalogue, read: FrontMatter, file: str) -> list[Problem]:
    """Passages whose page or heading is gone."""
    problems = []
    ids = {page_id for page_id, _ in catalogue.pages}
    for i, place in enumerate(places):
        if place.page not in ids:
            said = say("“{passage}”: unknown page '{page}'", passage=place.passage, page=place.page) + did_you_mean(
                place.page, ids
            )
            problems.append(Problem(file, read.line((i, "page")), f"[{i}].page", said))
            continue
        for lang, page in catalogue.translations(place.page).items() if place.anchor else ():
            anchors = {anchor for anchor, _ in page.anchors}
            if place.anchor not in anchors:
                said = say(
                    "“{passage}”: '{page}' has no heading with the anchor '{anchor}' in {lang}",
                    passage=place.passage,
                    page=place.page,
                    anchor=place.anchor,
                    lang=lang,
                )
                problems.append(Problem(file, read.line((i, "anchor")), f"[{i}].anchor", said))
    return problems
