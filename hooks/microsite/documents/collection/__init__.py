"""Sets: several sheets as one document with a cover and contents: all, those of a key or a route, one's own."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from microsite.content.data.help_lines import EMERGENCY
from microsite.content.page import WorksheetPage
from microsite.content.site import Site
from microsite.content.strings import counted
from microsite.documents import fold, pdf, sheet
from microsite.fields import base as fields
from microsite.fields.base import Input
from microsite.place import addresses
from microsite.place.addresses import PAPERS

TEMPLATE = "documents/collection/collection.typ"
TIGHT = {"large": pdf.TIGHTNESS[3:]}
"""Sheets in a set are set close: each then takes no more pages than it may take alone, and a set is drawn once."""

DOTS = 4
"""Pages of 9 mm dots at the end of the workbook."""
WORDS = ("set_planner", "set_planner_lead", "set_planner_thing", "set_dots", "set_help", "set_help_lead")


@dataclass(frozen=True)
class Set:
    """Sheets in one language, and what the cover says. `leads_to` is where its QR leads, below the site's root.

    What is `whole`, the workbook, has a page that opens each step, a planner and pages of dots besides. One for a
    `helper` has a note for who brings each sheet, and each filled in as an example.
    """

    id: str
    lang: str
    title: str
    kicker: str
    lead: str
    sheets: tuple[WorksheetPage, ...]
    leads_to: str
    key: int | None = None
    papers: tuple[str, ...] = PAPERS[:2]
    whole: bool = False
    helper: bool = False

    def path(self, paper: str) -> str:
        """Where its PDF stands, below the site's root."""
        return addresses.pdf(addresses.set_name(self.id), self.lang, paper)


def sets(site: Site, lang: str) -> list[Set]:
    """The whole workbook, a set for each step, and the routes of routes.yml; none that would be empty."""
    return [
        made
        for made in (workbook(site, lang), for_helpers(site, lang), *_keys(site, lang), *_routes(site, lang))
        if made.sheets
    ]


def workbook(site: Site, lang: str) -> Set:
    """All sheets but the numbered ones, in large print too."""
    words, sheets = site.words(lang), _bound(site.catalogue.worksheets(lang))
    texts = words["set_workbook"], counted(words["set_kicker"], len(sheets)), words["set_workbook_lead"]
    return Set(
        "workbook", lang, *texts, sheets, _worksheets_address(site, lang), papers=PAPERS + fold.EDITIONS, whole=True
    )


def for_helpers(site: Site, lang: str) -> Set:
    """The sheets that have a note for helpers, each with that note and its example."""
    words = site.words(lang)
    sheets = tuple(page for page in _bound(site.catalogue.worksheets(lang)) if page.front.helper)
    texts = words["set_helper"], counted(words["set_kicker"], len(sheets)), words["set_helper_lead"]
    return Set("helper", lang, *texts, sheets, _worksheets_address(site, lang), helper=True)


def own(site: Site, lang: str, ids: list[str], *, helper: bool = False) -> Set:
    """A set of one's own, in the order of `ids`, which are those of sheets; with the notes for a `helper`."""
    words = site.words(lang)
    sheets = tuple(site.catalogue.worksheet(page_id, lang) for page_id in ids)
    texts = words["set_own"], counted(words["set_kicker"], len(sheets)), words["set_own_lead"]
    return Set("own", lang, *texts, sheets, _worksheets_address(site, lang), papers=PAPERS, helper=helper)


def _bound(sheets: Iterable[WorksheetPage]) -> tuple[WorksheetPage, ...]:
    """The sheets that are bound with others. A numbered one is not: others may open a set, or look on."""
    return tuple(page for page in sheets if not page.neutral)


def _worksheets_address(site: Site, lang: str) -> str:
    return site.word_path(site.catalogue.role("worksheets", lang) or site.catalogue.needed("home", lang))


def _there(site: Site, ids: list[str], lang: str) -> tuple[WorksheetPage, ...]:
    """The sheets of these ids; a language that lags behind may not have them all."""
    return tuple(site.catalogue.worksheet(i, lang) for i in ids if (i, lang) in site.catalogue.pages)


def _keys(site: Site, lang: str) -> list[Set]:
    found = []
    for page in site.catalogue.keys(lang):
        key = page.key
        sheets = _bound(_there(site, key.sheets, lang))
        kicker = site.words(lang)["topic"]["one"].format(n=key.number)
        number, name = key.number, site.definition.taxonomies.topics.key
        found.append(Set(f"{name}-{number}", lang, page.title, kicker, key.line, sheets, site.word_path(page), number))
    return found


def _routes(site: Site, lang: str) -> list[Set]:
    found = []
    for route in site.catalogue.data.routes.values():
        sheets, word = _there(site, route.sheets, lang), route.word.get(lang)
        kicker = counted(site.words(lang)["set_kicker"], len(sheets))
        path = addresses.word(word) if word else addresses.go(addresses.route_link(route.id), lang)
        found.append(Set(route.id, lang, route.title[lang], kicker, route.lead[lang], sheets, path))
    return found


def drawing(made: Set, site: Site, paper: str) -> pdf.Drawing:
    """The drawing of a set on one paper."""
    numbered = [(page, f"s{i + 1}.") for i, page in enumerate(made.sheets)]
    edition = paper if paper in fold.EDITIONS else None
    paper = PAPERS[2] if edition else paper
    frame = pdf.document_data(made.lang, site, paper) | {"flows": edition is not None}
    frame["words"] |= {name: site.words(made.lang)[name] for name in WORDS}
    weeks = _planner(site.words(made.lang)) if made.whole else []
    frame |= {
        "cover": _cover(made, site),
        "scenes": sheet.scenes(made.sheets, site),
        "steps": {str(page.exercise.key): _step(page, site) for page in made.sheets},
        "openers": _openers(made, site) if made.whole else {},
        "planner": [sheet.plain(week) for week in weeks],
        "dots": DOTS if made.whole else 0,
        "help": help_lines(made.lang, site),
    }

    def given() -> pdf.Given:
        sheets = [_sheet(made, page, site, i, prefix) for i, (page, prefix) in enumerate(numbered)]
        inputs = (sheet.prefixed(sheet.sheet_inputs(page, site), prefix) for page, prefix in numbered)
        answers = _answers(made, numbered, site) if made.helper else {}
        data = {"cover": sheet.coded(frame["cover"]), "sheets": sheets, "answers": answers}
        return pdf.Given(data, (*itertools.chain(*inputs), *fields.inputs(weeks)))

    contents = pdf.Contents(frame, tuple(_digest(made, page, site) for page in made.sheets), given)
    drawn = pdf.drawing(TEMPLATE, site, contents, paper)
    return dataclasses.replace(drawn, tightness=TIGHT.get(paper, pdf.TIGHTNESS[2:3]), edition=edition)


def _digest(made: Set, page: WorksheetPage, site: Site) -> str:
    """That of a sheet in a set, and for a helper of what stands beside it."""
    own = pdf.sheet_digest(page, site)
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


def _planner(words: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Four weeks without a date: what each is for, and its days."""
    return [_week(n, words) for n in range(1, 5)]


def _week(n: int, words: Mapping[str, Any]) -> dict[str, Any]:
    week = words["week_n"].format(n=n)
    days = [
        {
            "day": day,
            "done": Input(f"plan.{n}.{i}.done", "tick", f"{week}, {day}: {words['done']}"),
            "note": Input(f"plan.{n}.{i}.note", "text", f"{week}, {day}"),
        }
        for i, day in enumerate(words["weekdays"])
    ]
    thing = Input(f"plan.{n}.thing", "text", f"{week}: {words['set_planner_thing']}")
    return {"week": week, "thing": thing, "days": days}


def help_lines(lang: str, site: Site) -> list[dict[str, str]]:
    """The numbers on the last page, the first to call first; none for a site without any."""
    return [dataclasses.asdict(call) for call in sorted(site.calls(lang), key=lambda call: call.kind != EMERGENCY)]


def _cover(made: Set, site: Site) -> dict[str, Any]:
    """The cover's texts and its foot, which is that of a sheet with an address of its own and the latest date."""
    newest = max(made.sheets, key=lambda page: page.front.updated)
    return site.sheet_foot(newest, gated=True) | {
        "title": made.title,
        "kicker": made.kicker,
        "lead": made.lead,
        "key": made.key,
        "more-help": site.help_at(made.lang),
        "address": site.printed(made.leads_to),
        "url": site.url + made.leads_to,
    }
