"""Search over the finished site, in each language: what is found, by which other words, and the page that asks."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from pathlib import Path

import pagefind_bin
from markupsafe import Markup

from microsite.data import GROUPS
from microsite.page import LANGUAGES, Page
from microsite.site import Site
from microsite.templates import render

FOLDER = "pagefind"
"""Where the index stands, below the site's root."""

LEFT_OUT = ("not-found", "editors", "search", "still-open", *(f"facts-{group}" for group in GROUPS))
"""Pages that are no answer to a reader's question; facts in full are found over *Sources*."""

NEEDED = (
    "pagefind.js",
    "pagefind-worker.js",
    "pagefind-entry.json",
    "*.pf_meta",
    "wasm.??.pagefind",
    "fragment",
    "index",
)
"""What the programme writes and our page uses; the rest is for pages that have its own look."""

NOT_READ = (
    ".crumbs, .steps, .ends, .papers, .acts, .turn, .clock, .around, svg, select, .checked, .facts a, "
    ".refs a[href*='doi.org']"
)
"""Parts of a page whose words say nothing of what it is about."""


def listed(site: Site, lang: str) -> list[Page]:
    """The pages that can be found, in the order a reader would meet them."""
    menu = site.catalogue.data.menu
    order = ["home", *menu.main, *menu.foot]
    rank = {page_id: i for i, page_id in enumerate(order)}
    keys, styles, sheets = site.catalogue.keys(lang), site.catalogue.styles(lang), site.catalogue.worksheets(lang)
    own = {page.id for page in (*keys, *styles, *sheets)} | set(LEFT_OUT)
    others = [page for page in site.catalogue.in_language(lang) if page.id not in own]
    return [*sorted(others, key=lambda page: rank.get(page.id, len(order))), *styles, *keys, *sheets]


def block(page: Page, site: Site, argument: str) -> Markup:
    """The form (by script only) and the plain index of all pages."""
    words = site.words(page.lang)
    groups = [
        (title, [(there.title, site.relative(there.url, page)) for there in pages])
        for title, pages in _groups(page.lang, site)
    ]
    engine = None if site.offline else site.relative(f"{FOLDER}/pagefind.js", page)
    return render("search/search.html", words=words, groups=groups, engine=engine)


def _groups(lang: str, site: Site) -> list[tuple[str, list[Page]]]:
    words = site.words(lang)["search_groups"]
    keys, styles, sheets = site.catalogue.keys(lang), site.catalogue.styles(lang), site.catalogue.worksheets(lang)
    grouped = {page.id for page in (*keys, *styles, *sheets)}
    rest = [page for page in listed(site, lang) if page.id not in grouped]
    return [(words["pages"], rest), (words["styles"], styles), (words["keys"], keys), (words["sheets"], sheets)]


def write(site: Site, folder: Path) -> None:
    """Index the finished site in `folder`; the same pages give the same bytes."""
    with tempfile.TemporaryDirectory() as made:
        source, index = Path(made, "pages"), Path(made, "index")
        for lang in LANGUAGES:
            for page in listed(site, lang):
                _put(source / page.url / "index.html", document(page, site, _main(folder / page.url / "index.html")))
        _run(source, index)
        _copy(index, folder / FOLDER)
    entry = folder / FOLDER / "pagefind-entry.json"  # its keys come in another order each time
    entry.write_text(json.dumps(json.loads(entry.read_text("utf-8")), sort_keys=True, ensure_ascii=False), "utf-8")


def document(page: Page, site: Site, main: str) -> str:
    """What is indexed of a page: its main part, its description, and the words readers look for it with."""
    return str(
        render(
            "search/document.html",
            lang=page.lang,
            title=page.title,
            description=page.front.description,
            words=" ".join(also(page, site)),
            main=Markup(main),  # noqa: S704 (from our own finished page)
        )
    )


def also(page: Page, site: Site) -> list[str]:
    """Other words for what is on the page: from search.yml, from what the routes let readers say, from the glossary."""
    data = site.catalogue.data
    found = list(getattr(data.search[page.id], page.lang)) if page.id in data.search else []
    if page.front.exercise or page.id == "start":
        chosen = [route for route in data.routes.values() if page.id in (*route.sheets, "start")]
        found += [getattr(route.says, page.lang) for route in chosen]
    if page.id == "glossary":
        found += [word for entry in data.glossary.values() if entry.also for word in getattr(entry.also, page.lang)]
    return found


def _main(file: Path) -> str:
    text = file.read_text("utf-8")
    start, end = text.index("<main"), text.index("</main>")
    return text[text.index(">", start) + 1 : end]


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
