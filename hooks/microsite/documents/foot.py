"""The foot of a sheet, where it stands and whose it is; and whom to call on the last page of a set or booklet."""

from __future__ import annotations

import dataclasses

from microsite.content import help as helps
from microsite.content.data.help_lines import EMERGENCY
from microsite.content.page import Page
from microsite.content.site import Site


def foot(page: Page, site: Site, *, gated: bool = False) -> dict[str, str]:
    """What stands at the foot of every page of a sheet, beside the code of its `url`.

    One with a gate names the numbers of help themselves.
    """
    words, settings = site.words(page.lang), site.catalogue.data.settings
    return {
        "address": site.printed(site.word_path(page)),
        "url": site.url + site.word_path(page),
        "help": (helps.numbers(site, page.lang) if gated else "") or helps.at(site, page.lang),
        "help_short": (helps.numbers(site, page.lang, short=True) if gated else "") or helps.at(site, page.lang),
        "licence": settings.licence.name,
        "colophon": words["comma"].join(
            (words["licence_line"].format(licence=settings.licence.name), words["made_by"])
        ),
        "version": site.date(page.front.updated, page.lang),
        "day": page.front.updated.isoformat(),
    }


def help_lines(lang: str, site: Site) -> list[dict[str, str]]:
    """The numbers on the last page, the first to call first; none for a site without any."""
    called = sorted(helps.calls(site, lang), key=lambda call: call.kind != EMERGENCY)
    return [dataclasses.asdict(call) for call in called]
