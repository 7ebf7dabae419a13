"""The gallery for authors: every kind of field three ways, from its example. Shown while serving, never released."""

from __future__ import annotations

import datetime
import textwrap
from pathlib import Path

import typst

from microsite.content.exercise import Evidence, Exercise
from microsite.content.front import WorksheetFront
from microsite.content.page import WorksheetPage
from microsite.content.site import Site
from microsite.documents import recipe
from microsite.draw.compilers import compiler
from microsite.fields import KINDS, examples
from microsite.place.templates import ROOT, render
from microsite.source.front_matter import FrontMatter, read_yaml
from microsite.web import worksheet
from microsite.web.layout import csp, styles

FOLDER = "gallery"
PIXELS_PER_INCH = 90


def write(site: Site, folder: Path) -> list[Path]:
    """A page per language below `folder`, with its pictures; gives the pages."""
    using = compiler()
    return [_write(lang, site, folder / FOLDER / lang, using) for lang in site.langs]


def _write(lang: str, site: Site, folder: Path, using: typst.Compiler) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    shown = []
    for kind in KINDS:
        page = example_page(kind, lang)
        pictures = paper(page, site, using)
        for i, picture in enumerate(pictures):
            (folder / f"{kind}-{i + 1}.png").write_bytes(picture)
        shown.append(
            {
                "kind": kind,
                "source": source(kind, lang),
                "fields": [worksheet.field_html(field, page, site, _exits(page, site)) for field in page.fields],
                "pictures": [f"{kind}-{i + 1}.png" for i in range(len(pictures))],
            }
        )
    words = site.words(lang)
    body = render("web/gallery/body.html", shown=shown, words=words)
    css = styles.for_page(str(body), set(), site)
    made = render(
        "web/gallery/gallery.html", body=body, css=css, csp=csp.policy(css, []), lang=words["lang_tag"], words=words
    )
    target = folder / "index.html"
    target.write_text(made, "utf-8")
    return target


def source(kind: str, lang: str) -> str:
    """The front matter of the example in one language, as an author writes it."""
    return textwrap.dedent(examples.of(kind, lang)).rstrip("\n")


def example_page(kind: str, lang: str) -> WorksheetPage:
    """A page that holds nothing but the example of a kind."""
    file = f"fields/{kind}/example.yml"
    fields = read_yaml(examples.of(kind, lang), file).data
    front = WorksheetFront.model_validate(
        {
            "id": f"gallery-{kind}",
            "title": kind,
            "description": "A page of the gallery, made from the example of a kind of field.",
            "updated": datetime.date(2026, 1, 1),
            "word": "gallery",
            "glyph": "sheet",
            "exercise": _EXERCISE,
            "worksheet": fields,
        }
    )
    return WorksheetPage(lang, file, f"{FOLDER}/{kind}.md", front, FrontMatter({}, {}), f"{FOLDER}/{kind}/")


_EXERCISE = Exercise(
    key=1, minutes=5, setting=["alone"], level=0, gate="none", goal="–", materials=["–"], steps=["–"],
    evidence=[Evidence(practice=True, says="–")],
)  # fmt: skip


def paper(page: WorksheetPage, site: Site, using: typst.Compiler) -> list[bytes]:
    """The pages of the example's sheet as PNG."""
    drawn = using.compile(
        input=str(ROOT / "web" / "gallery" / "gallery.typ"),
        sys_inputs={"data": recipe.sheet_drawing(page, site, "a4").data, "picture": "yes"},
        format="png",
        ppi=PIXELS_PER_INCH,
    )
    return [each for each in (drawn if isinstance(drawn, list) else [drawn]) if each is not None]


def _exits(page: WorksheetPage, site: Site) -> dict[str, str]:
    targets = {target for field in page.fields for target in field.exits()}
    return {target: site.absolute(site.catalogue.page(target, page.lang)) for target in targets}
