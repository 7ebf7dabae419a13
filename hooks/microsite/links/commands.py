"""python -m microsite links …: the lock, newsletters, visits, hosts. What each needs is loaded when it runs."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from microsite.content.catalogue import Catalogue
from microsite.content.site import open_site
from microsite.source import files
from microsite.source.problems import Problem, did_you_mean, printable, refuse, say

if TYPE_CHECKING:
    from microsite.links.registry import Registry


def add(commands: Any) -> list[argparse.ArgumentParser]:
    """`links lock`, `links check-lock`, `links check`, `links count`, `links live` and `links host`."""
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
    check.add_argument("--lang", default="", help="its language, when it does not say")
    check.add_argument("--also", action="append", default=[], metavar="HOST", help="a host it may link to as well")
    count = under.add_parser("count", help="visits per month, link and medium from a server's log")
    count.set_defaults(run=_count)
    count.add_argument("log", type=Path, help="the log, in the combined format")
    live = under.add_parser("live", help="a site that is online against the one that was built, and the lock")
    live.set_defaults(run=_live)
    live.add_argument("url", help="where it stands: https://host/path/")
    host = under.add_parser("host", help="put a host's own files where it looks for them")
    host.set_defaults(run=_host)
    host.add_argument("name", choices=("netlify", "cloudflare", "apache"))
    for command in (check, count, live, host):
        command.add_argument("--site", type=Path, default=Path("site"), help="the built site (site)")
    return [lock, check_lock, check, count, live, host]


def registry_of(found: Catalogue, site: Path | None) -> Registry:
    """All links, at the address the site was built for."""
    from microsite.links import collect, links_json  # noqa: PLC0415

    if site and not (site / links_json.PATH).is_file():
        sys.exit(f"{site}/{links_json.PATH} is not there: build the site first, or name its folder")
    return collect.make(open_site(links_json.address(site) if site else found.definition.addresses.default, found))


def _lock(found: Catalogue, given: argparse.Namespace) -> int:
    from microsite.links import lock  # noqa: PLC0415

    path = given.docs / "_data" / lock.NAME
    old, now = lock.read(path), lock.offered(registry_of(found, given.site), given.site)
    path.write_text(lock.text(lock.with_new(old, now)), "utf-8")
    print(f"{path}: {lock.count_new(old, now)} added, {sum(map(len, old.values()))} stood there")
    return 0


def _check_lock(found: Catalogue, given: argparse.Namespace) -> int:
    from microsite.links import lock, lock_check  # noqa: PLC0415

    path, registry = given.docs / "_data" / lock.NAME, registry_of(found, given.site)
    kept, shown = lock.read(path), path.read_text("utf-8") if path.is_file() else ""
    problems = lock_check.in_texts(kept, registry, shown)
    problems += lock_check.in_site(kept, registry, given.site, shown) if given.site else []
    if problems:
        return refuse(sorted(set(problems)))
    new = lock.count_new(kept, lock.offered(registry, given.site))
    print(f"{sum(map(len, kept.values()))} addresses, all there; {new} not yet in the lock")
    if new and given.release:
        print(f"add them: python -m microsite links lock {given.site or 'site'}", file=sys.stderr)
    return 1 if new and given.release else 0


def _check_mail(found: Catalogue, given: argparse.Namespace) -> int:
    from microsite.links import lock, mail  # noqa: PLC0415

    if given.lang and given.lang not in found.langs:
        sys.exit(f"unknown language '{given.lang}'{did_you_mean(given.lang, found.langs)}")
    text = _read_mail(given.mail)
    if isinstance(text, Problem):
        return refuse([text])
    registry, kept = registry_of(found, given.site), lock.read(given.docs / "_data" / lock.NAME)
    also = frozenset([*given.also, *mail.own_hosts(registry)])
    problems = mail.Checker(registry, kept, also).check(text, given.mail, given.lang)
    if problems:
        return refuse(problems)
    print(f"{given.mail}: ready to be sent")
    return 0


def _read_mail(mail: str) -> str | Problem:
    """The text of a mail, pasted or of a file; or why it cannot be read."""
    if mail != "-":
        path = Path(mail).resolve()
        return files.read(path, mail) if path.exists() else Problem(mail, 1, "", say("there is no such file"))
    try:
        return sys.stdin.buffer.read(files.LARGEST).decode()  # of a locale that knows no UTF-8 too
    except UnicodeDecodeError:
        return Problem(mail, 1, "", say("this is not UTF-8; paste text"))


def _count(found: Catalogue, given: argparse.Namespace) -> int:
    from microsite.links import count  # noqa: PLC0415

    if not given.log.is_file():
        sys.exit(printable(f"{given.log}: there is no such file"))
    with given.log.open(encoding="utf-8", errors="replace") as lines:
        print("\n".join(count.table(count.count(lines, registry_of(found, given.site)))))
    return 0


def _live(found: Catalogue, given: argparse.Namespace) -> int:
    from microsite.links import live, lock  # noqa: PLC0415

    registry, kept = registry_of(found, given.site), lock.read(given.docs / "_data" / lock.NAME)
    try:
        problems = list(live.walk(live.Host(given.url), kept, registry, given.site))
    except OSError as error:
        print(f"{given.url} does not answer: {error}", file=sys.stderr)
        return 1
    if problems:
        return refuse(problems)
    print(f"{given.url}: every address of the lock answers as it should")
    return 0


def _host(found: Catalogue, given: argparse.Namespace) -> int:
    from microsite.links import hosts  # noqa: PLC0415

    for path in hosts.put(given.name, given.site):
        print(path)
    return 0
