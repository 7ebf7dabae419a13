"""The message a sheet ends in: every answer it takes is one of the sheet, in the same order in every language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from microsite.content import exercise as exercises
from microsite.content.catalogue import Catalogue
from microsite.content.checks.references import at
from microsite.content.page import WorksheetPage
from microsite.fields.base import inputs
from microsite.source.problems import Problem, did_you_mean, say

TAKEN = re.compile(r"\{([^}]*)\}")


def check(catalogue: Catalogue) -> list[Problem]:
    """Lines that take no answer, or one the sheet does not have; lines that differ from those of the first language."""
    return [
        problem
        for page in catalogue.pages.values()
        if isinstance(page, WorksheetPage)
        for problem in (*_unknown(page, catalogue), *_differ(page, catalogue))
    ]


def _unknown(page: WorksheetPage, catalogue: Catalogue) -> Iterator[Problem]:
    lines = page.front.message or []
    names = _names(page, catalogue) if lines else []
    for i, line in enumerate(lines):
        taken = TAKEN.findall(line)
        if not taken:
            yield Problem(*at(page, "message", i), say("this line takes no answer; name one between {{ and }}"))
        for name in taken:
            if name not in names:
                yield Problem(
                    *at(page, "message", i), say("unknown answer '{name}'", name=name) + did_you_mean(name, names)
                )


def _names(page: WorksheetPage, catalogue: Catalogue) -> list[str]:
    """What a message may take: a text by its name, one of several radios by that of their group."""
    exits = {target: "" for field in page.fields for target in field.exits()}
    around = exercises.sheet(page.fields, page.lang, catalogue.strings[page.lang], exits)
    every = (each for field in page.fields for each in inputs(field.parts(around)))
    return list(dict.fromkeys(each.group or each.name for each in every))


def _differ(page: WorksheetPage, catalogue: Catalogue) -> Iterator[Problem]:
    first = catalogue.pages.get((page.id, catalogue.definition.first))
    theirs = (first.front.message or []) if isinstance(first, WorksheetPage) else []
    for i, (ours, other) in enumerate(zip(page.front.message or [], theirs, strict=False)):
        if TAKEN.findall(ours) != TAKEN.findall(other) and first is not None:
            yield Problem(
                *at(page, "message", i),
                say("takes other answers than in {file}; translations change words only", file=first.file),
            )
