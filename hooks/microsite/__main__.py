"""python -m microsite: the core without a build."""

from __future__ import annotations

import argparse
import datetime
import os
import sys
from collections.abc import Callable
from pathlib import Path

from microsite import VERSION
from microsite.content import loader
from microsite.content.authors import commands as authors
from microsite.content.catalogue import Catalogue
from microsite.content.checks import release
from microsite.content.site import open_site
from microsite.links import commands as links
from microsite.place.addresses import PAPERS
from microsite.source import problems as reported
from microsite.source.problems import ProblemsError, did_you_mean, refuse

EXAMPLES = """\
examples:
  python -m microsite check             every mistake, with file and line
  python -m microsite new-exercise      begin an exercise; it asks what it needs
  python -m microsite ids               what every page is called
  python -m microsite where <id>        the file, addresses and sheets of a page
  python -m microsite stamp <id>        its translation is up to date again
"""


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 when all is well, 1 when an author has something to mend."""
    given = _parser().parse_args(arguments)
    try:
        if "begin" in given:  # what needs no site that can be read
            begin: Callable[[argparse.Namespace], int] = given.begin
            return begin(given)
        run: Callable[[Catalogue, argparse.Namespace], int] = given.run
        return run(loader.load(given.docs), given)
    except ProblemsError as error:
        return refuse(error.problems, _format(given))


def _parser() -> argparse.ArgumentParser:
    """Every command names the function that runs it: (catalogue, given) → exit code; it may raise ProblemsError."""
    parser = argparse.ArgumentParser(
        prog="python -m microsite",
        description="Reads, checks and builds a site with worksheets.\nEach command has a --help of its own.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"microsite {VERSION}")
    parser.add_argument("--docs", type=Path, default=Path("docs"), help="the folder of the pages (docs)")
    here = os.environ.get("SITE_URL", "")
    commands = parser.add_subparsers(required=True, metavar="command")
    check = commands.add_parser("check", help="read all pages and report every mistake")
    check.set_defaults(run=_check)
    check.add_argument("--language", action="store_true", help="also readability, spelling, words, typography, stamps")
    check.add_argument("--release", action="store_true", help="also what nobody has looked at yet")
    check.add_argument(
        "--format", choices=tuple(reported.FORMATS), default="text", help="for people (text), or for a GitHub workflow"
    )
    stamp = commands.add_parser("stamp", help="note in translations that they are up to date with the original")
    stamp.set_defaults(run=_stamp)
    stamp.add_argument("ids", nargs="*", help="ids of pages; without any, all pages")
    uses = commands.add_parser("uses", help="list where a fact or help line is carried")
    uses.set_defaults(run=_uses)
    uses.add_argument("id", help="F16, nl-113, …")
    made = commands.add_parser("set", help="draw a set of worksheets of your own, with a cover and contents")
    made.set_defaults(run=_set)
    made.add_argument("ids", nargs="+", metavar="id", help="ids of worksheets, in the order of the set")
    made.add_argument("--lang", default="", help="the language; without, the first of the site")
    made.add_argument("--helper", action="store_true", help="with a note for who brings each sheet, and its example")
    made.add_argument("--paper", choices=PAPERS, default=PAPERS[0])
    made.add_argument("--address", default=here, metavar="URL")
    made.add_argument("-o", "--output", type=Path, default=Path("set.pdf"), help="the file to write (set.pdf)")
    whole = commands.add_parser("build", help="the whole site, without MkDocs")
    whole.set_defaults(run=_build)
    whole.add_argument("--site", type=Path, default=Path("site"), help="where to (site)")
    whole.add_argument("--url", default=here, help="the address where it will stand")
    words = commands.add_parser("strings", help="write a file with the words that a language still lacks")
    words.set_defaults(begin=_strings)
    words.add_argument("lang", help="the language: de, fr, …")
    fresh = commands.add_parser("new", help="begin a site of your own, on any subject")
    fresh.set_defaults(begin=_new)
    fresh.add_argument("folder", type=Path, help="where to; it must be new or empty")
    fresh.add_argument("--lang", default="en", help="its languages, the first one at the root: nl,en,ar (en)")
    newer = commands.add_parser("upgrade", help="give a site of your own this generator in the place of its older one")
    newer.set_defaults(begin=_upgrade)
    newer.add_argument("folder", type=Path, help="the folder of that site")
    mine = authors.add(commands, _today, here)
    for command in (check, stamp, uses, made, whole, words, *mine, *links.add(commands)):
        command.add_argument("--docs", type=Path, default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    return parser


def _today() -> datetime.date:
    return datetime.date.today()  # noqa: DTZ011 (a day, wherever one is)


def _format(given: argparse.Namespace) -> reported.Format:
    """How this command writes what is to be mended; only the check has a choice."""
    return reported.FORMATS[getattr(given, "format", "text")]


def _check(found: Catalogue, given: argparse.Namespace) -> int:
    if given.release:
        problems = release.check(found, given.docs, _today())
        if problems:
            return refuse(problems, _format(given))
    links.registry_of(found, None)
    if given.language:
        return _language(found, given.docs, _format(given))
    print(f"{len(found.pages)} pages, {len(found.worksheets(found.definition.first))} worksheets: nothing to mend")
    return 0


def _language(found: Catalogue, docs: Path, written: reported.Format) -> int:
    from microsite import language  # noqa: PLC0415 (its dictionaries take a second; plain `check` stays instant)

    try:
        report = language.check(found, docs)
    except language.HunspellMissingError as error:
        print(error, file=sys.stderr)
        return 1
    print("\n".join(report.lines()))
    print("\n".join(map(written, report.problems)), file=sys.stderr)
    print(f"{len(report.problems)} to mend, {len(report.warnings)} warnings, {len(report.notes)} notes")
    return 1 if report.problems else 0


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


def _set(found: Catalogue, given: argparse.Namespace) -> int:
    from microsite.documents import collection, pdf  # noqa: PLC0415
    from microsite.draw import compilers  # noqa: PLC0415 (drawing takes Typst along)

    lang = given.lang or found.definition.first
    if lang not in found.langs:
        print(f"unknown language '{lang}'{did_you_mean(lang, found.langs)}", file=sys.stderr)
        return 1
    known = [page.id for page in found.worksheets(lang)]
    if unknown := [page_id for page_id in given.ids if page_id not in known]:
        print(f"unknown worksheet '{unknown[0]}'{did_you_mean(unknown[0], known)}", file=sys.stderr)
        return 1
    if numbered := [page_id for page_id in given.ids if found.page(page_id, given.lang).neutral]:
        print(f"'{numbered[0]}' is a numbered sheet, which is in no set; print it from its own page", file=sys.stderr)
        return 1
    site = open_site(given.address or found.definition.addresses.default, found)
    drawing = collection.drawing(collection.own(site, lang, given.ids, helper=given.helper), site, given.paper)
    given.output.write_bytes(pdf.render(drawing, compilers.compiler()))
    print(f"{given.output}: {len(given.ids)} worksheets")
    return 0


def _build(found: Catalogue, given: argparse.Namespace) -> int:
    from microsite import build, swap  # noqa: PLC0415 (drawing takes Typst along)

    folders = build.Folders.beside(given.docs)
    with swap.alone(folders.cache):
        made = build.read(found, given.url or found.definition.addresses.default, folders, progress=True)
        build.make(made, given.site.resolve())
    print(f"the site is in {given.site}/")
    return 0


def _strings(given: argparse.Namespace) -> int:
    from microsite import starter  # noqa: PLC0415

    left = starter.write_words(given.docs, given.lang)
    file = given.docs / "_data" / f"strings.{given.lang}.yml"
    print(f"{file}: {left} words to translate" if left else f"'{given.lang}' has all its words")
    return 0


def _new(given: argparse.Namespace) -> int:
    from microsite import starter  # noqa: PLC0415

    langs = tuple(dict.fromkeys(lang.strip() for lang in given.lang.split(",") if lang.strip()))
    if wrong := [lang for lang in langs if not (lang.isascii() and lang.islower() and 2 <= len(lang) <= 3)]:
        print(f"'{wrong[0]}' is no language: write two or three small letters, as in nl,en,ar", file=sys.stderr)
        return 1
    try:
        to_do = starter.new(given.folder, langs)
    except FileExistsError:
        print(f"{given.folder} is not empty; name a new folder", file=sys.stderr)
        return 1
    print("\n".join([f"A site is in {given.folder}. Now: cd {given.folder} && make", *to_do]))
    return 0


def _upgrade(given: argparse.Namespace) -> int:
    from microsite import starter  # noqa: PLC0415

    try:
        replaced = starter.upgrade(given.folder)
    except FileNotFoundError as error:
        print(f"{error} is not there; name the folder of a site", file=sys.stderr)
        return 1
    print(f"{given.folder}: new are {', '.join(replaced)}. Now: cd {given.folder} && make && make test")
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


if __name__ == "__main__":
    sys.exit(main())
