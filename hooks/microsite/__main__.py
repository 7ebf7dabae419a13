"""python -m microsite: the core without a build."""

from __future__ import annotations

import argparse
import datetime
import errno
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from microsite import VERSION
from microsite.cache import Part
from microsite.content import loader
from microsite.content.authors import commands as authors
from microsite.content.catalogue import Catalogue
from microsite.content.checks import release
from microsite.documents import commands as documents
from microsite.folders import Folders
from microsite.language import commands as language
from microsite.links import commands as links
from microsite.place.templates import ROOT
from microsite.source import problems as reported
from microsite.source.problems import ProblemsError, Translation, printable, refuse, say
from microsite.source.translations import translation
from microsite.starter import commands as starter

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
        if "begin" in given:  # what reads no site, or not always
            begin: Callable[[argparse.Namespace], int] = given.begin
            return begin(given)
        run: Callable[[Catalogue, argparse.Namespace], int] = given.run
        return run(loader.load(given.docs), given)
    except ProblemsError as error:
        return refuse(error.problems, *_told(given))
    except KeyboardInterrupt:
        return BROKEN_OFF
    except OSError as error:
        if error.errno not in _OF_THE_MACHINE:
            raise
        print(printable(f"{error.filename}: {error.strerror}"), file=sys.stderr)
        return 1


BROKEN_OFF = 130
"""What a shell gives for a command that was broken off with Ctrl-C."""
_NO_LEAVE = "EACCES EPERM EROFS ENOSPC EDQUOT EIO EEXIST EISDIR ENOTDIR ELOOP ENAMETOOLONG".split()
"""No leave, no room, a file where a folder belongs: names of errors, as far as a system knows them."""
_OF_THE_MACHINE = {getattr(errno, name, None) for name in _NO_LEAVE}
"""Nobody who writes texts has done that, and neither have we. What stood before is as it was."""


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
    commands = parser.add_subparsers(required=True, metavar="command", dest="command")
    check = commands.add_parser("check", help="read all pages and report every mistake")
    check.set_defaults(run=_check)
    check.add_argument("--language", action="store_true", help="also readability, spelling, words, typography, stamps")
    check.add_argument("--release", action="store_true", help="also what nobody has looked at yet")
    check.add_argument(
        "--format", choices=tuple(reported.FORMATS), default="text", help="for people (text), or for a GitHub workflow"
    )
    check.add_argument("--lang", default=reported.GROUND, help="the language to be told in (en)")
    whole = commands.add_parser("build", help="the whole site, without MkDocs")
    whole.set_defaults(begin=_build)
    whole.add_argument("--site", type=Path, default=Path("site"), help="where to (site)")
    whole.add_argument("--url", default=here, help="the address where it will stand")
    whole.add_argument(
        "--slice", type=_part, metavar="i/n", help="only draw the i-th of n parts, into .cache: for several machines"
    )
    out = commands.add_parser("release", help="all that is published, in dist/; refuses what is still open")
    out.set_defaults(run=_release)
    out.add_argument("--draft", action="store_true", help="the same, with a mark on every page and nothing refused")
    out.add_argument("--url", default=here, help="the address where it will stand")
    out.add_argument("--since", type=Path, help="the manifest.json of the release before (dist/manifest.json)")
    out.add_argument("-o", "--output", type=Path, help="where to (dist, or dist.draft)")
    others = [*authors.add(commands, _today, here), *language.add(commands), *documents.add(commands, here)]
    for command in (check, whole, out, *others, *links.add(commands), *starter.add(commands)):
        command.add_argument("--docs", type=Path, default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    return parser


def _today() -> datetime.date:
    return datetime.date.today()  # noqa: DTZ011 (a day, wherever one is)


def _told(given: argparse.Namespace) -> tuple[reported.Format, Translation]:
    """How a command writes what is to be mended, and in which language; only the check has a choice."""
    lang = getattr(given, "lang", reported.GROUND) if given.command == "check" else reported.GROUND
    return reported.FORMATS[getattr(given, "format", "text")], translation(lang)


def _check(found: Catalogue, given: argparse.Namespace) -> int:
    written, to = _told(given)
    if given.release:
        problems = release.check(found.data, _today())
        if problems:
            return refuse(problems, written, to)
    links.registry_of(found, None)
    if given.language:
        return _language(found, given.docs, written, to)
    sheets = len(found.worksheets(found.definition.first))
    said = say("{pages} pages, {sheets} worksheets: nothing to mend", pages=len(found.pages), sheets=sheets)
    print(said.translated(to))
    return 0


def _language(found: Catalogue, docs: Path, written: reported.Format, to: Translation) -> int:
    from microsite.language import report as reports  # noqa: PLC0415 (dictionaries take a second; `check` is instant)

    try:
        report = reports.check(found, docs)
    except reports.HunspellMissingError as error:
        print(error.said.translated(to), file=sys.stderr)
        return 1
    print("\n".join(report.lines(to)))
    print("\n".join(written(problem.translated(to)) for problem in report.problems), file=sys.stderr)
    counts = {"n": len(report.problems), "warnings": len(report.warnings), "notes": len(report.notes)}
    print(say("{n} to mend, {warnings} warnings, {notes} notes", **counts).translated(to))
    return 1 if report.problems else 0


def _part(text: str) -> Part:
    """“2/5”, as --slice has it."""
    number, _, of = text.partition("/")
    if not (number.isdecimal() and of.isdecimal() and 1 <= int(number) <= int(of)):
        raise argparse.ArgumentTypeError(f"'{text}' is no part; write 2/5 for the second of five")
    return Part(int(number), int(of))


def _slice(given: argparse.Namespace, folders: Folders) -> int:
    from microsite import build  # noqa: PLC0415 (drawing takes Typst along)

    found = loader.load(given.docs)
    files = build.draw(found, given.url or found.definition.addresses.default, folders, given.slice)
    print(f"part {given.slice.number} of {given.slice.of}: {files} files are drawn, in {folders.cache.name}/")
    return 0


def _build(given: argparse.Namespace) -> int:
    from microsite import standing, swap  # noqa: PLC0415 (none of the other commands needs them)

    folders, site = Folders.beside(given.docs), given.site.resolve()
    kept = folders.cache / standing.FOLDER
    made_of = standing.made_of([given.docs, folders.overrides, ROOT], "build", given.url)
    with swap.alone(folders.cache):
        if given.slice:
            return _slice(given, folders)
        if standing.stands(site, made_of, kept):
            print(f"nothing has changed: the site in {given.site}/ is this one")
            return 0
        from microsite import build  # noqa: PLC0415 (drawing takes Typst along)

        found = loader.load(given.docs)
        url = given.url or found.definition.addresses.default
        build.make(build.read(found, url, folders, progress=True), site)
        standing.remember(site, made_of, kept)
    print(f"the site is in {given.site}/")
    return 0


def _release(found: Catalogue, given: argparse.Namespace) -> int:
    from microsite import bill, build, release as releases, swap  # noqa: PLC0415 (drawing takes Typst along)
    from microsite.links import lock, lock_check  # noqa: PLC0415

    if not given.url:
        print("The address is printed on every sheet: say where the site will stand, with --url", file=sys.stderr)
        return 1
    root, folders = given.docs.resolve().parent, Folders.beside(given.docs)
    usual = Path("dist")
    open_ones = release.check(found.data, _today())
    if not given.draft and (problems := [*releases.unclean(root), *open_ones]):
        return refuse(problems)
    before = given.since or usual / releases.MANIFEST
    earlier = releases.read(before) if given.since or before.is_file() else {}
    target = (given.output or usual.with_name("dist.draft" if given.draft else "dist")).resolve()
    with swap.alone(folders.cache):
        made = build.read(found, given.url, folders, draft=given.draft, progress=True)
        new = target.with_name(target.name + swap.NEW)
        shutil.rmtree(new, ignore_errors=True)
        build.make(made, new / releases.SITE)
        promised = given.docs / "_data" / lock.NAME
        if not given.draft and (problems := lock_check.released(promised, made.registry, new / releases.SITE)):
            shutil.rmtree(new)
            return refuse(problems)
        mains = {each.page.url: each.main for each in made.pages.values()}
        things = releases.things(made.site, made.registry, mains, new / releases.SITE)
        bill_of = bill.text(bill.of(root / "requirements.txt", ROOT, releases.data(made.site)))
        releases.write(made.site, things, bill_of, open_ones, new, earlier)
        swap.swap(new)
    print(f"{target}: what there is to know stands in {target.name}/{releases.REPORT}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
