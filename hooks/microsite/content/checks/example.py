"""The example of a sheet: every place exists, every choice is one; a numbered sheet has none."""

from __future__ import annotations

from collections.abc import Iterator

from microsite.content import exercise as exercises
from microsite.content.catalogue import Catalogue
from microsite.content.checks.references import at
from microsite.content.example import filled
from microsite.content.page import WorksheetPage
from microsite.fields.base import Input, inputs
from microsite.source.problems import Problem, say

_NUMBERED = say("a numbered sheet has no example: it would tell what the sheet is about")


def check(catalogue: Catalogue) -> list[Problem]:
    """Answers that fit nowhere, each at its line."""
    return [
        problem
        for page in catalogue.pages.values()
        if isinstance(page, WorksheetPage) and page.front.example
        for problem in _wrong(page, catalogue)
    ]


def _wrong(page: WorksheetPage, catalogue: Catalogue) -> Iterator[Problem]:
    if page.neutral:
        yield Problem(*at(page, "example"), _NUMBERED)
    _, wrong = filled(page.front.example or {}, places(page, catalogue))
    for key, message in wrong:
        yield Problem(*at(page, "example", key), message)


def places(page: WorksheetPage, catalogue: Catalogue) -> list[Input]:
    """All that can be filled in on a sheet, in reading order."""
    exits = {target: "" for field in page.fields for target in field.exits()}
    around = exercises.sheet(page.fields, page.lang, catalogue.strings[page.lang], exits)
    top = [Input("initials", "text", ""), Input("date", "text", "")] if page.print.initials else []
    return top + [each for field in page.fields for each in inputs(field.parts(around))]
