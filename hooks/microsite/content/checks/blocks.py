"""What stands between `///` and `///`: whether there is such a block, and whether it can show what it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from microsite.content.catalogue import Catalogue
from microsite.content.notation import BLOCKS
from microsite.content.page import KeyPage, Page
from microsite.source.problems import Said, did_you_mean, say

Found = Iterator[Said]


def wrong(name: str, argument: str | None, page: Page, catalogue: Catalogue) -> Found:
    """What is wrong with a block of this name on this page; `argument` is what stands behind its name."""
    if name not in BLOCKS:
        yield say("unknown block '{name}'", name=name) + did_you_mean(name, BLOCKS)
    elif name in _CHECKS:
        yield from _CHECKS[name](argument or "", page, catalogue)


def _picture(argument: str, page: Page, catalogue: Catalogue) -> Found:
    if argument not in catalogue.pictures:
        yield say("unknown picture '{argument}'", argument=argument) + did_you_mean(argument, catalogue.pictures)


def _help_lines(argument: str, page: Page, catalogue: Catalogue) -> Found:
    countries = {line.country for line in catalogue.data.help_lines.values()}
    if argument not in countries:
        yield say("unknown country '{argument}'", argument=argument) + did_you_mean(argument, countries)


def _facts(argument: str, page: Page, catalogue: Catalogue) -> Found:
    groups = [fact.group for fact in catalogue.data.facts.values() if fact.group]
    if argument not in groups:
        yield say("no group of facts is called '{group}'", group=argument) + did_you_mean(argument, groups)


def _references(argument: str, page: Page, catalogue: Catalogue) -> Found:
    """Without a group it shows the references of all."""
    if argument:
        yield from _facts(argument, page, catalogue)


def _calls(argument: str, page: Page, catalogue: Catalogue) -> Found:
    """Buttons to call need help lines with a number."""
    known = {name for name, line in catalogue.data.help_lines.items() if line.phone}
    if not argument.split():
        yield say("this block names no help line; name the ones to call: /// calls | nl-112 nl-113")
    for name in argument.split():
        if name not in known:
            yield say("no help line with a number is called '{name}'", name=name) + did_you_mean(name, known)


def _minute(argument: str, page: Page, catalogue: Catalogue) -> Found:
    if not isinstance(page, KeyPage):
        yield say("this block shows the one-minute exercise of a key; this page has no 'key'")


def _sheets(argument: str, page: Page, catalogue: Catalogue) -> Found:
    if not page.names:
        yield say("this block shows the sheets of a key or a style; this page has neither")


_CHECKS: Mapping[str, Callable[[str, Page, Catalogue], Found]] = {
    "picture": _picture,
    "help-lines": _help_lines,
    "facts": _facts,
    "references": _references,
    "calls": _calls,
    "minute": _minute,
    "sheets": _sheets,
}
