"""How a set is drawn: cover, sheets, what opens each step, the planner, and help on the last page."""

from __future__ import annotations

import dataclasses
import itertools
from typing import Any

from microsite.content import help as helps
from microsite.content.page import WorksheetPage
from microsite.content.site import Site
from microsite.documents import fold, recipe, sheet
from microsite.documents.collection import Set
from microsite.documents.collection.planner import planner
from microsite.documents.foot import foot, help_lines
from microsite.fields import base as fields
from microsite.place.addresses import PAPERS

TEMPLATE = "documents/collection/collection.typ"
TIGHT = {"large": recipe.TIGHTNESS[3:]}
"""Sheets in a set are set close: each then takes no more pages than it may take alone, and a set is drawn once."""

DOTS = 4
"""Pages of 9 mm dots at the end of the workbook."""
WORDS = ("set_planner", "set_planner_lead", "set_planner_thing", "set_dots", "set_help", "set_help_lead")


def drawing(made: Set, site: Site, paper: str) -> recipe.Drawing:
    """The drawing of a set on one paper."""
    numbered = [(page, f"s{i + 1}.") for i, page in enumerate(made.sheets)]
    edition = paper if paper in fold.EDITIONS else None
    paper = PAPERS[2] if edition else paper
    frame = recipe.document_data(made.lang, site, paper) | {"flows": edition is not None}
    frame["words"] |= {name: site.words(made.lang)[name] for name in WORDS}
    weeks = planner(site.words(made.lang)) if made.whole else []
    frame |= {
        "cover": _cover(made, site),
        "scenes": sheet.scenes(made.sheets, site),
        "steps": {str(page.exercise.key): _step(page, site) for page in made.sheets},
        "openers": _openers(made, site) if made.whole else {},
        "planner": [sheet.plain(week) for week in weeks],
        "dots": DOTS if made.whole else 0,
        "help": help_lines(made.lang, site),
    }

    def given() -> recipe.Given:
        sheets = [_sheet(made, page, site, i, prefix) for i, (page, prefix) in enumerate(numbered)]
        inputs = (sheet.prefixed(sheet.sheet_inputs(page, site), prefix) for page, prefix in numbered)
        answers = _answers(made, numbered, site) if made.helper else {}
        data = {"cover": sheet.coded(frame["cover"]), "sheets": sheets, "answers": answers}
        return recipe.Given(data, (*itertools.chain(*inputs), *fields.inputs(weeks)))

    contents = recipe.Contents(frame, tuple(_digest(made, page, site) for page in made.sheets), given)
    drawn = recipe.drawing(TEMPLATE, site, contents, paper)
    return dataclasses.replace(drawn, tightness=TIGHT.get(paper, recipe.TIGHTNESS[2:3]), edition=edition)


def _digest(made: Set, page: WorksheetPage, site: Site) -> str:
    """That of a sheet in a set, and for a helper of what stands beside it."""
    own = recipe.sheet_digest(page, site)
    return own + repr(_beside(page, site)) if made.helper else own


def _beside(page: WorksheetPage, site: Site) -> tuple[Any, ...]:
    """What a helper's set has beside a sheet: its note, and how its example is called and filled in."""
    return sheet.note(page, site), sheet.as_example(page, site), sheet.answers(page, site)


def _sheet(made: Set, page: WorksheetPage, site: Site, index: int, prefix: str) -> dict[str, Any]:
    """A sheet in a set; for a helper with its note and its example."""
    data = sheet.coded(sheet.sheet_data(page, site, index, prefix))
    if not made.helper:
        return data
    example = page.front.example and data | {
        **sheet.sheet_data(page, site, index, sheet.EXAMPLE + prefix), **sheet.as_example(page, site), "listed": False
    }  # fmt: skip
    return data | {"note": sheet.note(page, site), "example": example or None}


def _answers(made: Set, numbered: list[tuple[WorksheetPage, str]], site: Site) -> dict[str, str]:
    every = (sheet.answers(page, site, sheet.EXAMPLE + prefix) for page, prefix in numbered)
    return {name: answer for each in every for name, answer in each.items()}


def _step(page: WorksheetPage, site: Site) -> str:
    """“Sleutel 2”."""
    return str(site.words(page.lang)["topic"]["one"].format(n=page.exercise.key))


def _openers(made: Set, site: Site) -> dict[str, Any]:
    """For each step with sheets in the set, the page that opens it: by its number."""
    numbers = {page.exercise.key for page in made.sheets}
    keys = [page for page in site.catalogue.keys(made.lang) if page.key.number in numbers]
    return {str(page.key.number): {"title": page.title, "line": page.key.line} for page in keys}


def _cover(made: Set, site: Site) -> dict[str, Any]:
    """The cover's texts and its foot, which is that of a sheet with an address of its own and the latest date."""
    newest = max(made.sheets, key=lambda page: page.front.updated)
    return foot(newest, site, gated=True) | {
        "title": made.title,
        "kicker": made.kicker,
        "lead": made.lead,
        "key": made.key,
        "more-help": helps.at(site, made.lang),
        "address": site.printed(made.leads_to),
        "url": site.url + made.leads_to,
    }
