"""Typst's compilers: over the core's own folder and fonts, one a thread, and none keeps what it has drawn for long."""

from __future__ import annotations

import ctypes
import functools
import sys
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import typst

from microsite.cache import Seen, seen
from microsite.place.scripts import FONTS

Job = TypeVar("Job")

ROOT = Path(__file__).parents[1]
KEPT_FOR = 10
"""Compilations after which Typst 0.15 lets go of the parts of a document (typst-py: comemo::evict(10))."""


def compiler() -> typst.Compiler:
    """A compiler; one may not be shared between threads."""
    return typst.Compiler(root=str(ROOT), font_paths=fonts())


def fonts() -> typst.Fonts:
    """The project's own fonts and no others."""
    return _fonts(tuple(map(seen, sorted(FONTS.glob("*.ttf")))))


@functools.lru_cache(maxsize=1)
def _fonts(_files: tuple[Seen, ...]) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


def side_by_side(jobs: Iterable[Job], draw: Callable[[Job, typst.Compiler], None], *, large: bool = False) -> None:
    """Call `draw` for each of `jobs` on two threads, for Typst lets go of the interpreter while it draws.

    `large` says that there are documents among them which must be let go of one by one.

    The one thread begins at the front and the other at the back: put the largest first, and no two large
    documents are in memory together. An exception of `draw` is raised here, when both have stopped.
    """
    waiting = deque(jobs)
    ends = (waiting.popleft, waiting.pop)[: len(waiting)]
    if ends:
        with ThreadPoolExecutor(len(ends)) as pool:
            try:
                for each in [pool.submit(_work, end, draw, large) for end in ends]:
                    each.result()
            finally:
                waiting.clear()  # whoever breaks off waits for two drawings at the most, not for all that are left
        _give_back()


def _work(take: Callable[[], Job], draw: Callable[[Job, typst.Compiler], None], large: bool) -> None:
    using = compiler()
    while True:
        try:
            job = take()
        except IndexError:
            break
        draw(job, using)
        if large:
            forget(using)
    forget(using)


def _give_back() -> None:
    """Return freed memory to the system: glibc would keep 100 MB of it for as long as the build lasts."""
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # musl has none
        if trim:
            trim(0)


def forget(using: typst.Compiler) -> None:
    """Have Typst let go of the last document now: it would hold ten, and a workbook takes 150 MB."""
    for _ in range(KEPT_FOR + 2):
        using.compile(input=b"", format="svg")  # the least that it can be asked for
