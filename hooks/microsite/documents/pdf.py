"""Sheets as PDF: drawn by Typst, made fillable, kept by content in a cache."""

from __future__ import annotations

import dataclasses
import functools
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pikepdf
import typst

from microsite.cache import digest, digest_of
from microsite.content.page import WorksheetPage
from microsite.content.site import Site
from microsite.documents import fold, sheet
from microsite.draw import form, form_font, tags
from microsite.draw.compilers import ROOT, fonts
from microsite.fields.base import Input
from microsite.place.addresses import PAPERS
from microsite.place.scripts import FONTS, SCRIPTS

TIGHTNESS = ("0", "1", "2", "3")
"""How close paper.typ may set a sheet, tried in order until it fits its pages."""
HOLLOW = 0.66
"""Of the height of the paper: where a page has nothing to fill in below it, the sheet may do with one page less."""
TEXT_SIZE = {"a4": 11, "letter": 11, "large": 16}
"""Points of typed answers, as paper.typ has for its text."""


@dataclass(frozen=True)
class Drawing:
    """All that a PDF is made of: template, data, form fields, and how many pages it may have (None: any).

    `edition` is one of fold.EDITIONS; `says` what is read out for a side of it. It is set
    as close as the drawing `like`, if there is one.
    """

    template: str
    data: str
    inputs: tuple[Input, ...]
    answers: form.Answers
    tightness: tuple[str, ...] = TIGHTNESS
    pages: int | None = None
    edition: str | None = None
    says: str = ""
    like: Drawing | None = None

    @functools.cached_property
    def digest(self) -> str:
        """The name in the cache: the same for the same content and the same code."""
        about = (
            self.template,
            self.data,
            self.inputs,
            self.answers,
            self.tightness,
            self.pages,
            self.edition,
            self.says,
            self.like and self.like.digest,
        )
        return digest(repr((about, _code_digest(self.template))))


def sheet_drawing(page: WorksheetPage, site: Site, paper: str) -> Drawing:
    """The drawing of one sheet on one paper: a4, letter or large."""
    data = document_data(page.lang, site, paper) | {
        "sheets": [sheet.sheet_data(page, site)],
        "scenes": sheet.scenes([page], site),
    }
    inputs = tuple(sheet.sheet_inputs(page, site))
    return drawing("documents/worksheet.typ", data, inputs, paper, pages=allowed_pages(page, paper))


def example_drawing(page: WorksheetPage, site: Site) -> Drawing:
    """The drawing of a sheet filled in by a hand, on A4; nothing in it can be filled in."""
    data = document_data(page.lang, site, PAPERS[0]) | {
        "sheets": [sheet.sheet_data(page, site, prefix=sheet.EXAMPLE) | sheet.as_example(page, site)],
        "scenes": sheet.scenes([page], site),
        "answers": sheet.answers(page, site),
    }
    example = drawing("documents/worksheet.typ", data, (), PAPERS[0])
    return dataclasses.replace(example, like=sheet_drawing(page, site, PAPERS[0]))


def drawing(
    template: str,
    data: Mapping[str, Any],
    inputs: tuple[Input, ...],
    paper: str,
    tightness: tuple[str, ...] = TIGHTNESS,
    pages: int | None = None,
) -> Drawing:
    """The drawing of any document: `data` as the template wants it, and on which paper."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    colours, font = data["colours"], data["fonts"]["answers"]
    answers = form.Answers(font, TEXT_SIZE[paper], data["direction"] == "rtl", colours["ink"], colours["rule"])
    says = data["words"]["two_pages"]
    return Drawing(template, text, inputs, answers, tightness, pages, None, says)


def allowed_pages(page: WorksheetPage, paper: str) -> int:
    """How many pages the front matter allows on this paper."""
    return page.print.large if paper == "large" else page.print.pages


def document_data(lang: str, site: Site, paper: str) -> dict[str, Any]:
    """What every document needs: paper, language, fonts, colours, words."""
    language = site.definition.languages[lang]
    tag, script = language.tag.split("-"), SCRIPTS[language.script]
    wanted = ("page_of", "scan", "steps", "care", "how_sure", "example", "more_room", "stop_rule", "leads_to",
              "blanks_are_fine", "look_back", "contents", "me", "cut_out", "print_both_sides", "set_alarm_choice",
              "trace", "made_by", "two_pages", "example_mark", "back")  # fmt: skip
    return {
        "paper": paper,
        "lang": tag[0],
        "region": tag[1] if len(tag) > 1 else None,
        "direction": language.direction,
        "fonts": dataclasses.asdict(script),
        "colours": {**site.palette["light"], **site.palette["print"]},
        "publisher": site.catalogue.data.settings.publisher,
        "words": {key: site.words(lang)[key] for key in wanted},
    }


def _code_digest(template: str) -> str:
    """Changes when the template or one it draws with, a font, this module, the form or Typst itself changes."""
    drawn_with = [path for room in ("draw", "documents", "fields") for path in (ROOT / room).rglob("*.typ")]
    shared = [*drawn_with, *FONTS.glob("*.ttf")]
    own = {
        Path(__file__),
        Path(form.__file__),
        Path(form_font.__file__),
        Path(tags.__file__),
        Path(fold.__file__),
        ROOT / template,
    }
    return digest_of(sorted({*shared, *own}), version("typst"), pikepdf.__version__)


@dataclass
class Overflow(Exception):  # noqa: N818 (not a failure of ours: the author's sheet is too long)
    """A sheet set as close as may be still has more pages than it may have; `last_mm` of its last page are filled."""

    pages: int
    allowed: int
    last_mm: int


def render(drawing: Drawing, using: typst.Compiler) -> bytes:
    """The finished PDF: tagged PDF/UA-1, fillable, the same bytes every time; Overflow when it has too many pages."""
    return finished(drawing, fitted(drawing, using))


def finished(drawing: Drawing, fit: Fit) -> bytes:
    """The finished PDF of a drawing that was set so."""
    made = form.make_fillable(fit.drawn, drawing.inputs, drawing.answers)
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
        return _try(drawing, fitted(drawing.like, using).tight, using)
    airy = _try(drawing, drawing.tightness[0], using)
    if drawing.pages is None or (airy.pages <= drawing.pages and not airy.hollow):
        return airy
    closest = _try(drawing, drawing.tightness[-1], using)
    if closest.pages > drawing.pages:
        raise Overflow(closest.pages, drawing.pages, _last_mm(drawing))
    if airy.pages == closest.pages:
        return airy
    best = closest
    for tight in reversed(drawing.tightness[1:-1]):
        each = _try(drawing, tight, using)
        if each.pages > closest.pages:
            break
        best = each
    return best


def _try(drawing: Drawing, tight: str, using: typst.Compiler) -> Fit:
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
