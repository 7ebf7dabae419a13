"""python -m microsite: the core without a build."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from microsite import catalogue
from microsite.problems import ProblemsError


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 when all is well, 1 when an author has something to mend."""
    parser = argparse.ArgumentParser(prog="python -m microsite", description="Seven Keys without a build.")
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="read all pages and report every mistake")
    check.add_argument("--docs", type=Path, default=Path("docs"))
    check.add_argument("--language", action="store_true", help="also readability, spelling, words, typography, stamps")
    stamp = commands.add_parser("stamp", help="note in translations that they are up to date with the Dutch text")
    stamp.add_argument("ids", nargs="*", help="ids of pages; without any, all pages")
    uses = commands.add_parser("uses", help="list where a fact or help line is carried")
    uses.add_argument("id", help="F16, nl-113, …")
    for command in (stamp, uses):
        command.add_argument("--docs", type=Path, default=Path("docs"))
    given = parser.parse_args(arguments)
    try:
        found = catalogue.load(given.docs)
    except ProblemsError as error:
        print(error, file=sys.stderr)
        print(f"{len(error.problems)} to mend", file=sys.stderr)
        return 1
    if given.command == "stamp":
        return _stamp(found, given.docs, given.ids)
    if given.command == "uses":
        return _uses(found, given.id)
    if given.language:
        return _language(found, given.docs)
    print(f"{len(found.pages)} pages, {len(found.worksheets('nl'))} worksheets: nothing to mend")
    return 0


def _language(found: catalogue.Catalogue, docs: Path) -> int:
    from microsite import language  # noqa: PLC0415 (its dictionaries take a second; plain `check` stays instant)

    try:
        report = language.check(found, docs)
    except language.HunspellMissingError as error:
        print(error, file=sys.stderr)
        return 1
    print("\n".join(report.lines()))
    print("\n".join(map(str, report.problems)), file=sys.stderr)
    print(f"{len(report.problems)} to mend, {len(report.warnings)} warnings, {len(report.notes)} notes")
    return 1 if report.problems else 0


def _stamp(found: catalogue.Catalogue, docs: Path, ids: list[str]) -> int:
    from microsite.language.stamp import stamped, translations  # noqa: PLC0415

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


def _uses(found: catalogue.Catalogue, wanted: str) -> int:
    from microsite.language.uses import uses  # noqa: PLC0415

    places = uses(found, wanted)
    if places is None:
        print(f"unknown fact or help line '{wanted}'", file=sys.stderr)
        return 1
    print("\n".join(map(str, places)) or f"'{wanted}' is carried nowhere")
    return 0


if __name__ == "__main__":
    sys.exit(main())
