"""Where a help line or a fact is carried: pages, sheets, mails and the foot of every page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from microsite.content.catalogue import Catalogue
from microsite.content.definition import FILE
from microsite.content.exercise import Evidence
from microsite.content.notation import BLOCK, LINK, place_of
from microsite.content.page import Page, WorksheetPage
from microsite.source.per_language import PerLanguage

_WHOLE_LISTS = {"fact": ("sources", "evidence-table"), "help": ()}
"""The blocks that show every fact."""


@dataclass(frozen=True, order=True)
class Use:
    """One place, and how the thing stands there."""

    file: str
    line: int
    how: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.how}"


def uses(catalogue: Catalogue, wanted: str) -> list[Use] | None:
    """Every use of a fact or help line; None when there is no such id."""
    data = catalogue.data
    if wanted in data.facts:
        found = [u for page in catalogue.pages.values() for u in _of_fact(page, wanted, data.facts[wanted].group)]
    elif wanted in data.help_lines:
        found = [
            u for page in catalogue.pages.values() for u in _of_line(page, wanted, data.help_lines[wanted].country)
        ]
        found += _in_strings(catalogue, wanted)
    else:
        return None
    return sorted(set(found))


def cited(catalogue: Catalogue) -> set[str]:
    """The facts some page cites."""
    found = set()
    for page in catalogue.pages.values():
        found |= {target for scheme, target in LINK.findall(page.body) if scheme == "fact"}
        found |= {e.fact for e in evidence_of(page) if e.fact}
    return found


def evidence_of(page: Page) -> list[Evidence]:
    """The evidence lines of a worksheet; no other page has any."""
    return page.exercise.evidence if isinstance(page, WorksheetPage) else []


def _of_fact(page: Page, fact: str, group: str | None) -> Iterator[Use]:
    yield from _in_body(page, "fact", fact, ("facts", group or ""))
    for i, evidence in enumerate(evidence_of(page)):
        if evidence.fact == fact:
            yield Use(page.file, page.read.line(("exercise", "evidence", i, "fact")), "evidence line on page and sheet")


def _of_line(page: Page, line: str, country: str) -> Iterator[Use]:
    yield from _in_body(page, "help", line, ("help-lines", country))


def _in_body(page: Page, scheme: str, wanted: str, part: tuple[str, str]) -> Iterator[Use]:
    for number, line in page.numbered_lines():
        if (scheme, wanted) in LINK.findall(line):
            yield Use(page.file, number, "cited in the text")
        block = BLOCK.match(line)
        if block and (block[1] in _WHOLE_LISTS[scheme] or (block[1], block[2]) == part):
            yield Use(page.file, number, f"in the list of the block '{block[1]}'")
        if block and scheme == "help" and block[1] == "calls" and wanted in (block[2] or "").split():
            yield Use(page.file, number, "a button of the block 'calls'")


def _in_strings(catalogue: Catalogue, line: str) -> Iterator[Use]:
    """Words of our own that name the line, and what carries them."""
    name = "{" + place_of(line) + "}"
    says = catalogue.definition.crisis.says if catalogue.definition.crisis else PerLanguage({})
    for lang in catalogue.langs:
        if name not in (says.get(lang) or ""):
            continue
        yield Use(
            f"{catalogue.data.folder}/{FILE}", 1, f"crisis.says.{lang}, at the foot of every page in this language"
        )
        for page in catalogue.in_language(lang):
            yield Use(page.file, 1, "foot of the page")
            if page.front.mail:
                yield Use(page.file, page.read.line(("mail",)), "foot of the mail")
