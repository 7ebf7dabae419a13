"""The press: every PDF of the site, drawn on both cores, kept by content, pruned."""

from __future__ import annotations

import functools
import itertools
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf
import typst

from microsite.cache import WHOLE, Cache, Part, Seen, seen
from microsite.content.page import Page
from microsite.content.site import Site
from microsite.documents import booklet, pdf, recipe
from microsite.documents.collection import Set, sets
from microsite.documents.collection.drawing import drawing
from microsite.draw.compilers import side_by_side
from microsite.place.addresses import PAPERS
from microsite.source.front_matter import key_path
from microsite.source.problems import Problem, ProblemsError, Said, say

TIGHT = ".tight"


@dataclass(frozen=True)
class Order:
    """A PDF to make: where it stands below the site's root, and the page that answers for its length.

    The drawings of all sets together are large, so each is made when it is asked for and none is kept.
    Those that go `together` share work, and are drawn in one place.
    """

    path: str
    prepare: Callable[[], recipe.Drawing]
    page: Page | None = None
    together: str = ""

    @property
    def drawing(self) -> recipe.Drawing:
        """All that the PDF is made of."""
        return self.prepare()

    @functools.cached_property
    def digest(self) -> str:
        """That of its drawing."""
        return self.drawing.digest

    @property
    def entries(self) -> tuple[str, str]:
        """Its names in the cache: of the PDF, and of how close it is set."""
        return f"{self.digest}.pdf", f"{self.digest}{TIGHT}"


@dataclass(frozen=True)
class About:
    """What a list of downloads says of a file."""

    pages: int
    bytes: int


def draw_all(site: Site, cache_folder: Path, progress: bool = False, part: Part = WHOLE) -> dict[str, Path]:
    """Every PDF of the site: its path below the root ("pdf/my-circles.nl.pdf") → the finished file in the cache.

    Draws what the cache lacks of a `part` and, when that is all, takes out of it what this site no longer has.
    `progress` shows a line on standard error while drawing, when that is a terminal. Raises ProblemsError when
    sheets run over the pages their front matter allows.
    """
    wanted = orders(site)
    if part.whole:
        return make(wanted, cache_folder, progress)
    taken = set(part.taken(dict.fromkeys(order.together for order in wanted)))
    return drawn([order for order in wanted if order.together in taken], kept(cache_folder), progress)


def orders(site: Site) -> list[Order]:
    """What there is to make, the largest first."""
    bound = (made for lang in site.langs for made in sets(site, lang))
    larger_first = sorted(bound, key=lambda made: -len(made.sheets))
    booklets = [order for lang in site.langs for order in _booklets(site, lang)]
    sheets = [order for lang in site.langs for order in _sheets(site, lang)]
    return [*itertools.chain.from_iterable(_set(made, site) for made in larger_first), *booklets, *sheets]


def _sheets(site: Site, lang: str) -> Iterator[Order]:
    for page in site.catalogue.worksheets(lang):
        if page.front.example:  # drawn from the back, the sheet comes first and tells how close both are set
            example = functools.partial(recipe.example_drawing, page, site)
            yield Order(site.example_path(page), example, together=page.file)
        for paper in PAPERS:
            sheet = functools.partial(recipe.sheet_drawing, page, site, paper)
            yield Order(site.pdf_path(page, paper), sheet, page, page.file)


def _booklets(site: Site, lang: str) -> Iterator[Order]:
    for made in booklet.booklets(site, lang):
        for paper in PAPERS[:2]:
            yield Order(made.path(paper), functools.partial(booklet.drawing, made, site, paper), together=made.path(""))


def _set(made: Set, site: Site) -> Iterator[Order]:
    for paper in made.papers:
        yield Order(made.path(paper), functools.partial(drawing, made, site, paper), together=made.path(""))


def make(wanted: Iterable[Order], cache_folder: Path, progress: bool = False) -> dict[str, Path]:
    """The finished file of every order, by its path; the cache then holds these and no others."""
    wanted = list(wanted)
    cache = kept(cache_folder)
    found = drawn(wanted, cache, progress)
    cache.prune(name for order in wanted for name in order.entries)
    return found


def drawn(wanted: list[Order], cache: Cache, progress: bool = False) -> dict[str, Path]:
    """The same, and all else that is in the cache stays there."""
    missing = [order for order in wanted if not all(map(cache.has, order.entries))]
    if problems := _draw(missing, cache, progress and sys.stderr.isatty()):
        raise ProblemsError(problems)
    return {order.path: cache.entries[order.entries[0]] for order in wanted}


def kept(folder: Path) -> Cache:
    """Finished PDFs and how close each is set, by the digest of their drawing; a site at another address has others."""
    return Cache(folder, spare=2)


def tightness(drawing: recipe.Drawing, cache: Cache, using: typst.Compiler) -> str:
    """How close a drawing is set: as it was when its PDF was made, if that is known."""
    known = cache.read(drawing.digest + TIGHT)
    return known.decode() if known else pdf.fitted(drawing, using).tight


def about(file: Path) -> About:
    """Pages and bytes of a finished file."""
    now = seen(file)
    return About(_pages(now), now.size)


@functools.lru_cache(maxsize=8192)  # a page, its translation and both their copies to take along ask for the same
def _pages(file: Seen) -> int:
    with pikepdf.open(file.path) as document:
        return len(document.pages)


@dataclass
class _Run:
    """One run of the press, and what came of it."""

    cache: Cache
    total: int
    shown: bool
    done: int = 0
    problems: list[Problem] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)
    unfolded: dict[str, tuple[bytes, str]] = field(default_factory=dict)

    def draw(self, order: Order, using: typst.Compiler) -> None:
        """One PDF into the cache; a sheet that is too long becomes a problem."""
        try:
            drawing = order.drawing
            made, tight = self._finished(drawing, using)
            for name, content in zip(order.entries, (pdf.folded(drawing, made), tight.encode()), strict=True):
                self.cache.keep(name, content)
        except pdf.Overflow as overflow:
            self.problems.append(too_long(order, overflow))
        with self.lock:
            self.done += 1
            if self.shown:
                sys.stderr.write(f"\r\033[KWorksheets: {self.done} of {self.total} drawn")
                sys.stderr.flush()

    def _finished(self, drawing: recipe.Drawing, using: typst.Compiler) -> tuple[bytes, str]:
        """A drawing before it is folded, and how close it is set; editions follow each other and share the last one."""
        if drawing.edition is None:
            fit = self._fitted(drawing, using)
            return pdf.finished(drawing, fit), fit.tight
        plain = drawing.unfolded
        found = self.unfolded.get(plain.digest)
        if found is None:
            found = self._finished(plain, using)
            self.unfolded = {plain.digest: found}
        return found

    def _fitted(self, drawing: recipe.Drawing, using: typst.Compiler) -> pdf.Fit:
        if drawing.like:
            return pdf.set_as(drawing, tightness(drawing.like, self.cache, using), using)
        return pdf.fitted(drawing, using)


def _draw(missing: list[Order], cache: Cache, shown: bool) -> list[Problem]:
    run = _Run(cache, len(missing), shown)
    side_by_side(missing, run.draw, large=True)
    if shown and missing:
        sys.stderr.write("\r\033[K")
    return run.problems


def too_long(order: Order, overflow: pdf.Overflow) -> Problem:
    """The mistake of a sheet that runs over its pages, at the line of `print`."""
    assert order.page is not None, order.path
    limit = "large" if order.path.endswith(".large.pdf") else "pages"
    where = ("print", limit)
    message = say(
        "{path} has {pages} pages and may have {allowed}; it runs over by {by}."
        " Give it fewer lines or rows, shorter texts, or a higher number here",
        path=order.path, pages=overflow.pages, allowed=overflow.allowed, by=_by(overflow),
    )  # fmt: skip
    return Problem(order.page.file, order.page.read.line(where), key_path(where), message)


def _by(overflow: pdf.Overflow) -> Said:
    whole = overflow.pages - overflow.allowed - 1
    if whole == 1:
        return say("1 page and {mm} mm", mm=overflow.last_mm)
    return say("{n} pages and {mm} mm", n=whole, mm=overflow.last_mm) if whole else say("{mm} mm", mm=overflow.last_mm)
