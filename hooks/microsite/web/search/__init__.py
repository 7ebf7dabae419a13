"""Search over the pages of the site, in each language: what is found, by which other words, and the page that asks."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pagefind_bin
from markupsafe import Markup

from microsite.content.page import Page
from microsite.content.route import RoutePage
from microsite.content.site import Site
from microsite.place import addresses, hyphens
from microsite.place.templates import render
from microsite.web.search import words

FOLDER = addresses.SEARCH
"""Where the index stands, below the site's root."""

NEEDED = (
    "pagefind.js",
    "pagefind-worker.js",
    "pagefind-entry.json",
    "*.pf_meta",
    "wasm.*.pagefind",
    "fragment",
    "index",
)
"""What the programme writes and our page uses; the rest is for pages that have its own look."""

NOT_READ = (
    ".crumbs, .steps, .ends, .papers, .acts, .turn, .clock, .around, .contents, .beside, .pass-on, .proof, svg, "
    "select, .checked, .facts a, .refs a[href*='doi.org']"
)
"""Parts of a page whose words say nothing of what it is about."""


def listed(site: Site, lang: str) -> list[Page]:
    """The pages that can be found, in the order a reader would meet them."""
    menu, roles = site.catalogue.data.menu, site.definition.roles
    order = [roles.home, *menu.main, *menu.foot]
    rank = {page_id: i for i, page_id in enumerate(order)}
    keys, styles, sheets = site.catalogue.keys(lang), site.catalogue.styles(lang), site.catalogue.worksheets(lang)
    own = {page.id for page in (*keys, *styles, *sheets)} | {roles.search, *roles.unlisted()}
    others = [page for page in site.catalogue.in_language(lang) if page.id not in own]
    return [*sorted(others, key=lambda page: rank.get(page.id, len(order))), *styles, *keys, *sheets]


def block(page: Page, site: Site, argument: str) -> Markup:
    """The form (by script only) and the plain index of all pages."""
    told = site.words(page.lang)
    groups = [
        (title, [(site.shown_title(there), site.relative(there.url, page)) for there in pages])
        for title, pages in _groups(page.lang, site)
    ]
    engine = None if site.offline else site.relative(f"{FOLDER}/pagefind.js", page)
    return render("web/search/search.html", words=told, groups=groups, engine=engine, file=words.file_name(page.lang))


def _groups(lang: str, site: Site) -> list[tuple[str, Sequence[Page]]]:
    titles, told = site.words(lang)["search_groups"], site.words(lang)
    keys, styles, sheets = site.catalogue.keys(lang), site.catalogue.styles(lang), site.catalogue.worksheets(lang)
    grouped = {page.id for page in (*keys, *styles, *sheets)}
    rest = [page for page in listed(site, lang) if page.id not in grouped]
    found: list[tuple[str, list[Any]]] = [
        (titles["pages"], rest),
        (told["trait"].get("all"), styles),
        (told["topic"]["all"], keys),
        (titles["sheets"], sheets),
    ]
    return [(title, pages) for title, pages in found if pages]


def write(site: Site, folder: Path, mains: Mapping[str, str]) -> None:
    """Index what stands in <main> of each page (by its address) below `folder`; the same pages give the same bytes."""
    with tempfile.TemporaryDirectory() as made:
        source, index = Path(made, "pages"), Path(made, "index")
        for lang in site.langs:
            for page in listed(site, lang):
                _put(source / page.url / "index.html", document(page, site, mains[page.url]))
        _run(source, index)
        _copy(index, folder / FOLDER)
    for lang in site.langs:
        pages = listed(site, lang)
        shown = [(page, asked(page, site)) for page in pages]
        words.write(folder / FOLDER, lang, shown, [document(page, site, mains[page.url]) for page in pages], site)
    entry = folder / FOLDER / "pagefind-entry.json"  # its keys come in another order each time
    entry.write_text(json.dumps(json.loads(entry.read_text("utf-8")), sort_keys=True, ensure_ascii=False), "utf-8")


def document(page: Page, site: Site, main: str) -> str:
    """What is indexed of a page: its main part, its description, and the words readers look for it with."""
    return str(
        render(
            "web/search/document.html",
            lang=page.lang,
            title=site.shown_title(page),
            description=page.front.description,
            words=" ".join(also(page, site)),
            main=Markup(main.replace(hyphens.SHY, "")),  # noqa: S704 (our own page)
        )
    )


def also(page: Page, site: Site) -> list[str]:
    """Other words for what is on the page: what readers ask, and where all routes or all terms stand, theirs."""
    data, roles = site.catalogue.data, site.definition.roles
    found = asked(page, site)
    if page.id == roles.start:
        found += [route.says[page.lang] for route in data.routes.values()]
    if page.id == roles.glossary:
        found += [word for entry in data.glossary.values() if entry.also for word in entry.also.get(page.lang) or ()]
    return found


def asked(page: Page, site: Site) -> list[str]:
    """The words and sentences of readers that this very page answers: of search.yml, and of the routes."""
    data = site.catalogue.data
    found = list(data.search[page.id].get(page.lang) or ()) if page.id in data.search else []
    if isinstance(page, RoutePage):
        found.append(page.route.says[page.lang])
    return found + [route.says[page.lang] for route in data.routes.values() if page.id in route.sheets]


def _put(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True)
    file.write_text(text, "utf-8")


def _run(source: Path, index: Path) -> None:
    command = [pagefind_bin.get_executable(), "--site", source, "--output-path", index, "--silent"]
    subprocess.run([*command, "--exclude-selectors", NOT_READ], check=True)  # noqa: S603 (a programme we pinned)


def _copy(index: Path, target: Path) -> None:
    target.mkdir()
    for path in sorted({path for pattern in NEEDED for path in index.glob(pattern)}):
        if path.is_dir():
            shutil.copytree(path, target / path.name)
        else:
            shutil.copyfile(path, target / path.name)
