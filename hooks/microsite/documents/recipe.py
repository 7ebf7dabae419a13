"""What a PDF is made of: its template, what that is given, and the digest that tells whether it was drawn before."""

from __future__ import annotations

import dataclasses
import functools
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from microsite.cache import digest, digest_of
from microsite.content.page import WorksheetPage
from microsite.content.site import Site
from microsite.documents import fold, sheet
from microsite.draw import form, form_font, tags
from microsite.draw.compilers import ROOT
from microsite.fields.base import Input
from microsite.place import qr
from microsite.place.addresses import PAPERS
from microsite.place.scripts import FONTS, SCRIPTS

TIGHTNESS = ("0", "1", "2", "3")
"""How close paper.typ may set a sheet, tried in order until it fits its pages."""
SHEET = "documents/worksheet.typ"
TEXT_SIZE = {"a4": 11, "letter": 11, "large": 16}
"""Points of typed answers, as paper.typ has for its text."""


@dataclass(frozen=True)
class Given:
    """What a template is given, and the places to fill in that it draws."""

    data: Mapping[str, Any]
    inputs: tuple[Input, ...] = ()


@dataclass(frozen=True)
class Contents:
    """What stands in a document: what is known at once, what is `given` when it is drawn, and the digests of that."""

    frame: Mapping[str, Any]
    made_of: tuple[str, ...]
    given: Callable[[], Given]

    @functools.cached_property
    def whole(self) -> Given:
        """All that its template is given."""
        late = self.given()
        return Given({**self.frame, **late.data}, late.inputs)


@dataclass(frozen=True)
class Drawing:
    """All that a PDF is made of: template, data, form fields, and how many pages it may have (None: any).

    Its data is put together when it is drawn and not before. `code` is the digest of what draws it.
    `edition` is one of fold.EDITIONS; `says` what is read out for a side of it. It is set
    as close as the drawing `like`, if there is one.
    """

    template: str
    contents: Contents
    code: str
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
            _json(self.contents.frame),
            self.contents.made_of,
            self.code,
            self.answers,
            self.tightness,
            self.pages,
            self.edition,
            self.says,
            self.like and self.like.digest,
        )
        return digest(repr(about))

    @property
    def unfolded(self) -> Drawing:
        """The same without its edition: what every edition is made from."""
        return dataclasses.replace(self, edition=None)

    @property
    def data(self) -> str:
        """What the template is given, as JSON."""
        return _json(self.contents.whole.data)

    @property
    def inputs(self) -> tuple[Input, ...]:
        """The places to fill in."""
        return self.contents.whole.inputs


def sheet_drawing(page: WorksheetPage, site: Site, paper: str) -> Drawing:
    """The drawing of one sheet on one paper: a4, letter or large."""

    def given() -> Given:
        sheets = [sheet.coded(sheet.sheet_data(page, site))]
        return Given({"sheets": sheets}, tuple(sheet.sheet_inputs(page, site)))

    frame = document_data(page.lang, site, paper) | {"scenes": sheet.scenes([page], site)}
    contents = Contents(frame, (sheet_digest(page, site),), given)
    return dataclasses.replace(drawing(SHEET, site, contents, paper), pages=allowed_pages(page, paper))


def example_drawing(page: WorksheetPage, site: Site) -> Drawing:
    """The drawing of a sheet filled in by a hand, on A4; nothing in it can be filled in."""
    frame = document_data(page.lang, site, PAPERS[0]) | {
        "scenes": sheet.scenes([page], site),
        "answers": sheet.answers(page, site),
    }
    called = sheet.as_example(page, site)

    def given() -> Given:
        return Given({"sheets": [sheet.coded(sheet.sheet_data(page, site, prefix=sheet.EXAMPLE)) | called]})

    contents = Contents(frame, (sheet_digest(page, site), _json(called)), given)
    example = drawing(SHEET, site, contents, PAPERS[0])
    return dataclasses.replace(example, like=sheet_drawing(page, site, PAPERS[0]))


def sheet_digest(page: WorksheetPage, site: Site) -> str:
    """That of all that goes into a sheet and is its own: the same on every paper and in every set."""

    def made() -> str:
        return digest(_json(sheet.sheet_data(page, site)) + repr(sheet.sheet_inputs(page, site)))

    of_site = site.catalogue.pages.get((page.id, page.lang)) is page
    return site.once(("sheet", page.lang, page.id), made) if of_site else made()


def drawing(template: str, site: Site, contents: Contents, paper: str) -> Drawing:
    """The drawing of any document on this paper, which may have any number of pages."""
    frame = contents.frame
    colours, font = frame["colours"], frame["fonts"]["answers"]
    answers = form.Answers(font, TEXT_SIZE[paper], frame["direction"] == "rtl", colours["ink"], colours["rule"])
    code = site.once(("code",), _code_digest)
    return Drawing(template, contents, code, answers, says=frame["words"]["two_pages"])


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


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


def _code_digest() -> str:
    """Changes when a template, a font, what puts data together or draws it, or Typst itself changes."""
    rooms = ("draw", "documents", "fields")
    templates = [path for room in rooms for path in (ROOT / room).rglob("*.typ")]
    own = [
        *map(_file, (sheet, fold, form, form_font, tags, qr)),
        Path(__file__),
        ROOT / "documents/pdf.py",
        *(ROOT / "documents").glob("*/*.py"),
    ]
    versions = (version(name) for name in ("typst", "pikepdf", "segno"))
    return digest_of(sorted([*templates, *FONTS.glob("*.ttf"), *own]), *versions)


def _file(module: Any) -> Path:
    return Path(module.__file__)
