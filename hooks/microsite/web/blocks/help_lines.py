"""Help lines as a reader in trouble needs them: buttons to call over the whole width, what is known under each."""

from __future__ import annotations

from itertools import groupby

from markupsafe import Markup

from microsite.content.data.help_lines import HelpLine, Phone
from microsite.content.page import Page
from microsite.content.site import Site
from microsite.place.templates import render


def calls(page: Page, site: Site, argument: str) -> Markup:
    """The lines to call first, by name; a number that serves several countries stands there once."""
    words, known = site.words(page.lang), site.catalogue.data.help_lines
    wanted = [known[name] for name in argument.split()]
    found = []
    for (phone, kind), lines in groupby(wanted, key=_number_and_kind):
        countries = [words["countries"].get(line.country, line.country) for line in lines]
        found.append((phone, words["calls"][kind], countries))
    return render("web/blocks/calls.html", calls=found, leave=page.id in site.definition.roles.leave,
                  unchecked=site.unchecked, words=words)  # fmt: skip


def _number_and_kind(line: HelpLine) -> tuple[Phone, str]:
    assert line.phone is not None, line.id
    return line.phone, line.kind


def help_lines(page: Page, site: Site, argument: str) -> Markup:
    """The help lines of a country, with what is known of each and, if so, when a person checked it."""
    rows = [line for line in site.catalogue.data.help_lines.values() if line.country == argument]
    return render("web/blocks/help_lines.html", rows=rows, lang=page.lang, words=site.words(page.lang),
                  date=lambda when: site.date(when, page.lang))  # fmt: skip
