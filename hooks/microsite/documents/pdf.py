"""Sheets as PDF: set by Typst as airy as their pages allow, and made fillable."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass

import pikepdf
import typst

from microsite.documents import fold
from microsite.documents.recipe import TIGHTNESS, Drawing
from microsite.draw import form
from microsite.draw.compilers import ROOT, fonts

HOLLOW = 0.66
"""Of the height of the paper: where a page has nothing to fill in below it, the sheet may do with one page less."""


@dataclass
class Overflow(Exception):  # noqa: N818 (not a failure of ours: the author's sheet is too long)
    """A sheet set as close as may be still has more pages than it may have; `last_mm` of its last page are filled."""

    pages: int
    allowed: int
    last_mm: int


def render(drawing: Drawing, using: typst.Compiler) -> bytes:
    """The finished PDF: tagged PDF/UA-1, fillable, the same bytes every time; Overflow when it has too many pages."""
    return folded(drawing, finished(drawing, fitted(drawing, using)))


def finished(drawing: Drawing, fit: Fit) -> bytes:
    """A drawing that was set so, fillable; every edition of it is folded from this."""
    return form.make_fillable(fit.drawn, drawing.inputs, drawing.answers)


def folded(drawing: Drawing, made: bytes) -> bytes:
    """The edition that is asked for, from the drawing as it is made without one."""
    if drawing.edition is None:
        return made
    return fold.made(made, drawing.edition, drawing.says, from_right=drawing.answers.from_right)


@dataclass(frozen=True)
class Fit:
    """A drawing set as close as `tight` says: its pages, and how many before the last of its text are hollow."""

    tight: str
    drawn: bytes
    pages: int
    hollow: int = 0


def fitted(drawing: Drawing, using: typst.Compiler) -> Fit:
    """A drawing as airy as its pages allow, or closer when that saves a page."""
    if drawing.like:
        return set_as(drawing, fitted(drawing.like, using).tight, using)
    airy = set_as(drawing, drawing.tightness[0], using)
    if drawing.pages is None or (airy.pages <= drawing.pages and not airy.hollow):
        return airy
    closest = set_as(drawing, drawing.tightness[-1], using)
    if closest.pages > drawing.pages:
        raise Overflow(closest.pages, drawing.pages, _last_mm(drawing))
    if airy.pages == closest.pages:
        return airy
    best = closest
    for tight in reversed(drawing.tightness[1:-1]):
        each = set_as(drawing, tight, using)
        if each.pages > closest.pages:
            break
        best = each
    return best


def set_as(drawing: Drawing, tight: str, using: typst.Compiler) -> Fit:
    """A drawing set as close as this."""
    drawn = _compiled(drawing, tight, using)
    if drawing.pages is None:
        return Fit(tight, drawn, 0)
    with pikepdf.open(io.BytesIO(drawn)) as document:
        pages = list(document.pages)
        # Text ends with the address of the sheet, a link that is no place; what is cut out or traced comes after it.
        ends = max((n for n, page in enumerate(pages) if len(_places(page)) < len(page.get("/Annots", ()))), default=0)
        return Fit(tight, drawn, len(pages), sum(map(_hollow, pages[:ends])))


def _places(page: pikepdf.Page) -> list[pikepdf.Object]:
    return [each for each in page.get("/Annots", ()) if str(each.A.get("/URI", "")).startswith(form.SCHEME)]


def _hollow(page: pikepdf.Page) -> bool:
    """Whether the lower part of a page has nothing to fill in, or no part of it."""
    lowest = min((float(each.Rect[1]) for each in _places(page)), default=None)
    return lowest is None or lowest > (1 - HOLLOW) * float(page.mediabox[3])


def _compiled(drawing: Drawing, tight: str, using: typst.Compiler) -> bytes:
    """What Typst makes of it: a tagged PDF with link boxes."""
    drawn = using.compile(
        input=str(ROOT / drawing.template),
        sys_inputs={"data": drawing.data, "tight": tight},
        format="pdf",
        pdf_standards=["ua-1"],
        timestamp=0,
    )
    assert isinstance(drawn, bytes)
    return drawn


def first_page(drawing: Drawing, tight: str, using: typst.Compiler, ppi: float) -> bytes:
    """Page one as a PNG, set as the PDF is; it holds the ruled lines that the PDF has in the looks of its fields."""
    given = {"data": drawing.data, "tight": tight, "picture": "yes"}
    drawn = using.compile(input=str(ROOT / drawing.template), sys_inputs=given, format="png", ppi=ppi)
    return drawn[0] if isinstance(drawn, list) else drawn or b""


def _last_mm(drawing: Drawing) -> int:
    """How far down its last page a drawing that is set tight comes."""
    given = {"data": drawing.data, "tight": TIGHTNESS[-1]}
    asked = typst.Compiler(str(ROOT / drawing.template), root=str(ROOT), font_paths=fonts(), sys_inputs=given)
    return round(float(json.loads(asked.query("<end>", field="value", one=True))))
