"""python -m microsite set: sheets of one's own choice in one PDF. Drawing is loaded when it runs."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from microsite.content.catalogue import Catalogue
from microsite.content.site import open_site
from microsite.place.addresses import PAPERS
from microsite.source.problems import did_you_mean


def add(commands: Any, address: str) -> list[argparse.ArgumentParser]:
    """The command; `address` is where the site will stand, if anybody said so."""
    made = commands.add_parser("set", help="draw a set of worksheets of your own, with a cover and contents")
    made.set_defaults(run=_set)
    made.add_argument("ids", nargs="+", metavar="id", help="ids of worksheets, in the order of the set")
    made.add_argument("--lang", default="", help="the language; without, the first of the site")
    made.add_argument("--helper", action="store_true", help="with a note for who brings each sheet, and its example")
    made.add_argument("--paper", choices=PAPERS, default=PAPERS[0])
    made.add_argument("--address", default=address, metavar="URL")
    made.add_argument("-o", "--output", type=Path, default=Path("set.pdf"), help="the file to write (set.pdf)")
    return [made]


def _set(found: Catalogue, given: argparse.Namespace) -> int:
    from microsite.documents import collection, pdf  # noqa: PLC0415
    from microsite.documents.collection.drawing import drawing as draw  # noqa: PLC0415
    from microsite.draw import compilers  # noqa: PLC0415

    lang = given.lang or found.definition.first
    if lang not in found.langs:
        print(f"unknown language '{lang}'{did_you_mean(lang, found.langs)}", file=sys.stderr)
        return 1
    known = [page.id for page in found.worksheets(lang)]
    if unknown := [page_id for page_id in given.ids if page_id not in known]:
        print(f"unknown worksheet '{unknown[0]}'{did_you_mean(unknown[0], known)}", file=sys.stderr)
        return 1
    if numbered := [page_id for page_id in given.ids if found.page(page_id, lang).neutral]:
        print(f"'{numbered[0]}' is a numbered sheet, which is in no set; print it from its own page", file=sys.stderr)
        return 1
    site = open_site(given.address or found.definition.addresses.default, found)
    drawing = draw(collection.own(site, lang, given.ids, helper=given.helper), site, given.paper)
    given.output.write_bytes(pdf.render(drawing, compilers.compiler()))
    print(f"{given.output}: {len(given.ids)} worksheets")
    return 0
