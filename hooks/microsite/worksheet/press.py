"""The press: every PDF of the site, drawn on two threads, kept by content, pruned."""

from __future__ import annotations

import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf
import typst

from microsite import booklet
from microsite.front_matter import key_path
from microsite.page import LANGUAGES, Page
from microsite.problems import Problem, ProblemsError
from microsite.set import drawing, sets
from microsite.site import FORMATS, Site
from microsite.worksheet import pdf

LARGE = 150
"""Form fields; a document with more is a set."""


@dataclass(frozen=True)
class Order:
    """A PDF to make: where it stands below the site's root, its drawing, and the page that answers for its length."""

    path: str
    drawing: pdf.Drawing
    page: Page | None = None


@dataclass(frozen=True)
class About:
    """What a list of downloads says of a file."""

    pages: int
    bytes: int


def draw_all(site: Site, cache_folder: Path, progress: bool = False) -> dict[str, Path]:
    """Every PDF of the site: its path below the root ("pdf/my-circles.nl.pdf") → the finished file in the cache.

    Draws what the cache lacks and takes out of it what this site no longer has. `progress` shows a
    line on standard error while drawing, when that is a terminal. Raises ProblemsError when sheets
    run over the pages their front matter allows.
    """
    return make(orders(site), cache_folder, progress)


def orders(site: Site) -> list[Order]:
    """What there is to make."""
    sets_first = sorted(
        (order for lang in LANGUAGES for order in _sets(site, lang)), key=lambda o: -len(o.drawing.data)
    )
    booklets = [order for lang in LANGUAGES for order in _booklets(site, lang)]
    return [*sets_first, *booklets, *(order for lang in LANGUAGES for order in _sheets(site, lang))]


def _sheets(site: Site, lang: str) -> Iterator[Order]:
    for page in site.catalogue.worksheets(lang):
        for paper in FORMATS:
            yield Order(site.pdf_path(page, paper), pdf.sheet_drawing(page, site, paper), page)


def _booklets(site: Site, lang: str) -> Iterator[Order]:
    for paper in FORMATS[:2]:
        yield Order(booklet.path(lang, paper), booklet.drawing(site, lang, paper))


def _sets(site: Site, lang: str) -> Iterator[Order]:
    for made in sets(site, lang):
        for paper in made.papers:
            yield Order(made.path(paper), drawing(made, site, paper))


def make(wanted: Iterable[Order], cache_folder: Path, progress: bool = False) -> dict[str, Path]:
    """The finished file of every order, by its path; the cache then holds these and no others."""
    wanted = list(wanted)
    cache = pdf.Cache(cache_folder)
    missing = [order for order in wanted if not cache.path(order.drawing).is_file()]
    if problems := _draw(missing, cache, progress and sys.stderr.isatty()):
        raise ProblemsError(problems)
    cache.prune(order.drawing for order in wanted)
    return {order.path: cache.path(order.drawing) for order in wanted}


def about(file: Path) -> About:
    """Pages and bytes of a finished file."""
    with pikepdf.open(file) as document:
        return About(len(document.pages), file.stat().st_size)


@dataclass
class _Run:
    """One run of the press: orders waiting, and what came of them."""

    cache: pdf.Cache
    waiting: deque[Order]
    total: int
    shown: bool
    done: int = 0
    problems: list[Problem] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)


def _draw(missing: list[Order], cache: pdf.Cache, shown: bool) -> list[Problem]:
    run = _Run(cache, deque(missing), len(missing), shown)
    ends = (deque[Order].popleft, deque[Order].pop)[: len(missing)]
    if ends:
        with ThreadPoolExecutor(len(ends)) as pool:
            for each in [pool.submit(_work, run, end) for end in ends]:
                each.result()
    if shown and missing:
        sys.stderr.write("\r\033[K")
    return run.problems


def _work(run: _Run, take: Callable[[deque[Order]], Order]) -> None:
    """Draw from one end of what waits: the one thread begins with the large sets, the other with the small sheets."""
    compiler = pdf.compiler()
    while True:
        with run.lock:
            if not run.waiting:
                return
            order = take(run.waiting)
        problem = _draw_one(order, run, compiler)
        with run.lock:
            run.done += 1
            if problem:
                run.problems.append(problem)
            if run.shown:
                sys.stderr.write(f"\r\033[KWorksheets: {run.done} of {run.total} drawn")
                sys.stderr.flush()


def _draw_one(order: Order, run: _Run, compiler: typst.Compiler) -> Problem | None:
    """Draw; a large document is let go at once, so that memory stays under 400 MB."""
    try:
        run.cache.draw(order.drawing, compiler)
    except pdf.Overflow as overflow:
        return too_long(order, overflow)
    if len(order.drawing.inputs) > LARGE:
        pdf.forget(compiler)
    return None


def too_long(order: Order, overflow: pdf.Overflow) -> Problem:
    """The mistake of a sheet that runs over its pages, at the line of `print`."""
    assert order.page is not None, order.path
    limit = "large" if order.path.endswith(".large.pdf") else "pages"
    where = ("print", limit)
    message = (
        f"{order.path} has {overflow.pages} pages and may have {overflow.allowed}; it runs over by"
        f" {_by(overflow)}. Give it fewer lines or rows, shorter texts, or a higher number here"
    )
    return Problem(order.page.file, order.page.read.line(where), key_path(where), message)


def _by(overflow: pdf.Overflow) -> str:
    whole = overflow.pages - overflow.allowed - 1
    pages = f"{whole} page{'s' if whole > 1 else ''} and " if whole else ""
    return f"{pages}{overflow.last_mm} mm"
