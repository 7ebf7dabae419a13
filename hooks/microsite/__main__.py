"""python -m microsite: the core without a build."""

from __future__ import annotations

import argparse
import datetime
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from microsite import catalogue, release
from microsite.page import LANGUAGES
from microsite.problems import Problem, ProblemsError, did_you_mean
from microsite.site import FORMATS, open_site

if TYPE_CHECKING:
    from microsite.links.registry import Registry


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 when all is well, 1 when an author has something to mend."""
    given = _parser().parse_args(arguments)
    try:
        found = catalogue.load(given.docs)
    except ProblemsError as error:
        return _refuse(error.problems)
    run: Callable[[catalogue.Catalogue, argparse.Namespace], int] = given.run
    return run(found, given)


def _parser() -> argparse.ArgumentParser:
    """Every command names the function that runs it: (catalogue, given) → exit code."""
    parser = argparse.ArgumentParser(prog="python -m microsite", description="Seven Keys without a build.")
    parser.add_argument("--docs", type=Path, default=Path("docs"), help="the folder of the pages (docs)")
    commands = parser.add_subparsers(required=True, metavar="command")
    check = commands.add_parser("check", help="read all pages and report every mistake")
    check.set_defaults(run=_check)
    check.add_argument("--language", action="store_true", help="also readability, spelling, words, typography, stamps")
    check.add_argument("--release", action="store_true", help="also what nobody has looked at yet")
    stamp = commands.add_parser("stamp", help="note in translations that they are up to date with the Dutch text")
    stamp.set_defaults(run=_stamp)
    stamp.add_argument("ids", nargs="*", help="ids of pages; without any, all pages")
    uses = commands.add_parser("uses", help="list where a fact or help line is carried")
    uses.set_defaults(run=_uses)
    uses.add_argument("id", help="F16, nl-113, …")
    made = commands.add_parser("set", help="draw a set of worksheets of your own, with a cover and contents")
    made.set_defaults(run=_set)
    made.add_argument("ids", nargs="+", metavar="id", help="ids of worksheets, in the order of the set")
    made.add_argument("--lang", choices=LANGUAGES, default=LANGUAGES[0])
    made.add_argument("--paper", choices=FORMATS, default=FORMATS[0])
    made.add_argument("--address", default=os.environ.get("SITE_URL", "https://sleutels.example/"), metavar="URL")
    made.add_argument("-o", "--output", type=Path, default=Path("set.pdf"), help="the file to write (set.pdf)")
    for command in (check, stamp, uses, made, *_links_commands(commands)):
        command.add_argument("--docs", type=Path, default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    return parser


def _links_commands(commands: Any) -> list[argparse.ArgumentParser]:
    """`links lock`, `links check-lock`, `links check`, `links count` and `links host`."""
    links = commands.add_parser("links", help="permanent links: the lock, newsletters, visits, hosts")
    under = links.add_subparsers(required=True, metavar="command")
    lock = under.add_parser("lock", help="add to the lock what the site offers now")
    lock.set_defaults(run=_lock)
    lock.add_argument("site", type=Path, nargs="?", help="a built site; without one, pictures and feeds are left out")
    check_lock = under.add_parser("check-lock", help="whether every address ever released still works")
    check_lock.set_defaults(run=_check_lock)
    check_lock.add_argument("site", type=Path, nargs="?", help="a built site; without one, only the texts are checked")
    check_lock.add_argument("--release", action="store_true", help="refuse addresses that are not in the lock yet")
    check = under.add_parser("check", help="a newsletter before it is sent")
    check.set_defaults(run=_check_mail)
    check.add_argument("mail", help="its HTML or plain text; - reads what is pasted")
    check.add_argument("--lang", choices=LANGUAGES, default="", help="its language, when it does not say")
    check.add_argument("--also", action="append", default=[], metavar="HOST", help="a host it may link to as well")
    count = under.add_parser("count", help="visits per month, link and medium from a server's log")
    count.set_defaults(run=_count)
    count.add_argument("log", type=Path, help="the log, in the combined format")
    host = under.add_parser("host", help="put a host's own files where it looks for them")
    host.set_defaults(run=_host)
    host.add_argument("name", choices=("netlify", "cloudflare", "apache"))
    for command in (check, count, host):
        command.add_argument("--site", type=Path, default=Path("site"), help="the built site (site)")
    return [lock, check_lock, check, count, host]


def _refuse(problems: Sequence[Problem]) -> int:
    print("\n".join(map(str, problems)), file=sys.stderr)
    print(f"{len(problems)} to mend", file=sys.stderr)
    return 1


def _check(found: catalogue.Catalogue, given: argparse.Namespace) -> int:
    if given.release:
        problems = release.check(found, given.docs, datetime.date.today())  # noqa: DTZ011 (a day, wherever one is)
        if problems:
            return _refuse(problems)
    try:
        _registry(found, None)
    except ProblemsError as error:
        return _refuse(error.problems)
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


def _stamp(found: catalogue.Catalogue, given: argparse.Namespace) -> int:
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


def _set(found: catalogue.Catalogue, given: argparse.Namespace) -> int:
    from microsite import compilers  # noqa: PLC0415 (drawing takes Typst along)
    from microsite import set as sets  # noqa: PLC0415
    from microsite.worksheet import pdf  # noqa: PLC0415

    known = [page.id for page in found.worksheets(given.lang)]
    if unknown := [page_id for page_id in given.ids if page_id not in known]:
        print(f"unknown worksheet '{unknown[0]}'{did_you_mean(unknown[0], known)}", file=sys.stderr)
        return 1
    site = open_site(given.address, found)
    drawing = sets.drawing(sets.own(site, given.lang, given.ids), site, given.paper)
    given.output.write_bytes(pdf.render(drawing, compilers.compiler()))
    print(f"{given.output}: {len(given.ids)} worksheets")
    return 0


def _uses(found: catalogue.Catalogue, given: argparse.Namespace) -> int:
    from microsite.language.uses import uses  # noqa: PLC0415

    wanted = given.id
    places = uses(found, wanted)
    if places is None:
        print(f"unknown fact or help line '{wanted}'", file=sys.stderr)
        return 1
    print("\n".join(map(str, places)) or f"'{wanted}' is carried nowhere")
    return 0


def _registry(found: catalogue.Catalogue, site: Path | None) -> Registry:
    """All links, at the address the site was built for."""
    from microsite.links import machine, making  # noqa: PLC0415

    if site and not (site / machine.PATH).is_file():
        sys.exit(f"{site}/{machine.PATH} is not there: build the site first, or name its folder")
    return making.make(open_site(machine.address(site) if site else machine.NOWHERE, found))


def _lock(found: catalogue.Catalogue, given: argparse.Namespace) -> int:
    from microsite.links import lock  # noqa: PLC0415

    path = given.docs / "_data" / lock.NAME
    old, now = lock.read(path), lock.offered(_registry(found, given.site), given.site)
    path.write_text(lock.text(lock.with_new(old, now)), "utf-8")
    print(f"{path}: {lock.count_new(old, now)} added, {sum(map(len, old.values()))} stood there")
    return 0


def _check_lock(found: catalogue.Catalogue, given: argparse.Namespace) -> int:
    from microsite.links import keeping, lock  # noqa: PLC0415

    path, registry = given.docs / "_data" / lock.NAME, _registry(found, given.site)
    kept, shown = lock.read(path), path.read_text("utf-8") if path.is_file() else ""
    problems = keeping.in_texts(kept, registry, shown)
    problems += keeping.in_site(kept, registry, given.site, shown) if given.site else []
    if problems:
        return _refuse(sorted(set(problems)))
    new = lock.count_new(kept, lock.offered(registry, given.site))
    print(f"{sum(map(len, kept.values()))} addresses, all there; {new} not yet in the lock")
    if new and given.release:
        print(f"add them: python -m microsite links lock {given.site or 'site'}", file=sys.stderr)
    return 1 if new and given.release else 0


def _check_mail(found: catalogue.Catalogue, given: argparse.Namespace) -> int:
    from microsite.links import lock, mail  # noqa: PLC0415

    text = sys.stdin.read() if given.mail == "-" else Path(given.mail).read_text("utf-8")
    registry, kept = _registry(found, given.site), lock.read(given.docs / "_data" / lock.NAME)
    also = frozenset([*given.also, *mail.own_hosts(registry)])
    problems = mail.Checker(registry, kept, also).check(text, given.mail, given.lang)
    if problems:
        return _refuse(problems)
    print(f"{given.mail}: ready to be sent")
    return 0


def _count(found: catalogue.Catalogue, given: argparse.Namespace) -> int:
    from microsite.links import count  # noqa: PLC0415

    with given.log.open(encoding="utf-8", errors="replace") as lines:
        print("\n".join(count.table(count.count(lines, _registry(found, given.site)))))
    return 0


def _host(found: catalogue.Catalogue, given: argparse.Namespace) -> int:
    from microsite.links import hosts  # noqa: PLC0415

    for path in hosts.put(given.name, given.site):
        print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
