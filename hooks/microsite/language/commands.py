"""python -m microsite stamp, uses, reference: what needs every text. What each needs is loaded when it runs."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from microsite.content.catalogue import Catalogue


def add(commands: Any) -> list[argparse.ArgumentParser]:
    """The commands."""
    stamp = commands.add_parser("stamp", help="note in translations that they are up to date with the original")
    stamp.set_defaults(run=_stamp)
    stamp.add_argument("ids", nargs="*", help="ids of pages; without any, all pages")
    uses = commands.add_parser("uses", help="list where a fact or help line is carried")
    uses.set_defaults(run=_uses)
    uses.add_argument("id", help="F16, nl-113, …")
    reference = commands.add_parser("reference", help="write the page of all keys, and the schemas for editors")
    reference.set_defaults(run=_reference)
    return [stamp, uses, reference]


def _stamp(found: Catalogue, given: argparse.Namespace) -> int:
    from microsite.language.stamp import stamped, translations  # noqa: PLC0415

    ids, docs = given.ids, given.docs
    unknown = set(ids) - {page_id for page_id, _ in found.pages}
    if unknown:
        print(f"unknown page: {', '.join(sorted(unknown))}", file=sys.stderr)
        return 1
    for page, mark in translations(found):
        path = docs / page.lang / page.src
        if (not ids or page.id in ids) and page.front.translated != mark:
            path.write_text(stamped(path.read_text("utf-8"), mark), "utf-8")
            print(f"{page.file}: {mark}")
    return 0


def _uses(found: Catalogue, given: argparse.Namespace) -> int:
    from microsite.language.uses import uses  # noqa: PLC0415

    wanted = given.id
    places = uses(found, wanted)
    if places is None:
        print(f"unknown fact or help line '{wanted}'", file=sys.stderr)
        return 1
    print("\n".join(map(str, places)) or f"'{wanted}' is carried nowhere")
    return 0


def _reference(found: Catalogue, given: argparse.Namespace) -> int:
    from microsite.content.authors import editor  # noqa: PLC0415
    from microsite.language.report import DATA  # noqa: PLC0415

    print("\n".join(editor.write(given.docs.resolve().parent, found.definition, DATA)))
    return 0
