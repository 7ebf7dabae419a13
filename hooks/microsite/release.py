"""A release: the finished site, what whoever publishes it needs beside it, and what changed since the last one."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from microsite import VERSION, bill
from microsite.content.site import Site
from microsite.links import hosts
from microsite.links.registry import Registry
from microsite.place import addresses, hyphens
from microsite.place.templates import render
from microsite.source.problems import Problem, ProblemsError, say

SITE, SUMS, MANIFEST, BILL, REPORT = "site", "SHA256SUMS", "manifest.json", "sbom.cdx.json", "report.html"
"""What a release holds: the site, the sums of its files, what is in it, what it was made with, and what changed."""
HOSTS = "hosts"
"""For each host, the files to put beside the site."""
KINDS = ("pages", "sheets", "links")
"""What a report speaks of, in its order."""

Things = Mapping[str, Mapping[str, str]]
"""Address or id → its title, and a digest or target that tells whether it changed."""


@dataclass(frozen=True)
class Changes:
    """Titles by address, of one kind of thing."""

    new: Mapping[str, str]
    changed: Mapping[str, str]
    gone: Mapping[str, str]

    def __bool__(self) -> bool:
        """Whether anything changed."""
        return bool(self.new or self.changed or self.gone)


def unclean(root: Path) -> list[Problem]:
    """What keeps a folder from being one that a commit tells of: a release can be made again from its commit."""
    found = subprocess.run(
        ["git", "status", "--porcelain"],  # noqa: S607
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    if found.returncode:
        return [Problem(root.name, 1, "", say("this is no git repository; a release is made from a commit"))]
    told = say("this is not committed; commit it or put it away, so that the release can be made again from its commit")
    return [Problem(line[3:], 1, "", told) for line in found.stdout.splitlines()]


def things(site: Site, registry: Registry, mains: Mapping[str, str], built: Path) -> dict[str, Things]:
    """Pages, sheets and links of a built site; `mains`: what stands in <main> of each page, by its address."""
    pages = site.catalogue.pages.values()
    sheets = [page for lang in site.langs for page in site.catalogue.worksheets(lang)]
    return {
        "pages": {page.url: _thing(site.shown_title(page), _sum(mains[page.url].encode())) for page in pages},
        "sheets": {
            path: _thing(site.shown_title(page), _sum((built / path).read_bytes()))
            for page in sheets
            for path in [addresses.pdf(site.public_id(page), page.lang)]
        },
        "links": {
            f"{link.id} {lang}": _thing(link.id, f"{target.path}#{target.anchor}")
            for link in registry.links.values()
            for lang, target in link.targets.items()
        },
    }


def _thing(title: str, digest: str) -> dict[str, str]:
    return {"title": title, "digest": digest}


def data(site: Site) -> list[bill.Data]:
    """What has a licence of its own beside packages and the core: the texts, and the dictionaries of syllables."""
    locales = [language.locale for language in site.definition.languages.values()]
    files = {file.name for locale in locales if (file := hyphens.dictionary(locale))}
    theirs = bill.licence_of(metadata.metadata("pyphen"))
    texts = bill.Data("texts, drawings and worksheets", site.catalogue.data.settings.licence.name)
    return [texts, *(bill.Data(name, theirs) for name in sorted(files))]


def changes(now: Mapping[str, Things], before: Mapping[str, Things]) -> dict[str, Changes]:
    """What is new, changed and gone, by kind; all of it is new when there was nothing before."""
    return {kind: _changes(now[kind], before.get(kind, {})) for kind in KINDS}


def _changes(now: Things, before: Things) -> Changes:
    both = now.keys() & before.keys()
    return Changes(
        {at: thing["title"] for at, thing in now.items() if at not in before},
        {at: thing["title"] for at, thing in now.items() if at in both and thing["digest"] != before[at]["digest"]},
        {at: thing["title"] for at, thing in before.items() if at not in now},
    )


def read(manifest: Path) -> Mapping[str, Any]:
    """The manifest of an earlier release. ProblemsError when it is something else, or not there."""
    told = say("this is not the {file} of a release; name that one, or leave it out for a first release", file=MANIFEST)
    refused = ProblemsError([Problem(manifest.name, 1, "", told)])
    try:
        found = json.loads(manifest.read_text("utf-8"))
    except (ValueError, FileNotFoundError):
        raise refused from None
    if not isinstance(found, dict) or not all(isinstance(found.get(kind), dict) for kind in KINDS):
        raise refused
    return found


def write(
    site: Site,
    found: Mapping[str, Things],
    bill: str,
    waiting: Iterable[Problem],
    dist: Path,
    earlier: Mapping[str, Any],
) -> None:
    """Everything beside the site, which stands in `dist`/site. `earlier`: the manifest to compare with.

    `waiting`: what a person has still to look at; nothing, unless it is a draft.
    """
    built = dist / SITE
    sums = {path.relative_to(built).as_posix(): _sum(path.read_bytes()) for path in _files(built)}
    for host in hosts.HOSTS:
        shutil.copytree(built / hosts.FOLDER / host, dist / HOSTS / host)
    (dist / SUMS).write_text("".join(f"{digest}  {SITE}/{path}\n" for path, digest in sums.items()), "utf-8")
    told = {"made_by": f"microsite {VERSION}", "address": site.url, "draft": site.draft, **found, "files": sums}
    (dist / MANIFEST).write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")
    (dist / BILL).write_text(bill, "utf-8")
    (dist / REPORT).write_text(report(site, changes(found, earlier), list(waiting), first=not earlier), "utf-8")


def report(site: Site, changed: Mapping[str, Changes], waiting: list[Problem], *, first: bool) -> str:
    """What whoever decides about a release reads: a page in the site's first language, to open in any browser."""
    words = site.words(site.definition.first)
    return render(
        "release.html",
        site=site,
        words=words,
        told=words["release"],
        changed=changed,
        waiting=waiting,
        first=first,
    )


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _sum(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
