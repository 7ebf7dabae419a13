"""What the tests of PDFs share: the site's own sheets drawn once, and sheets made up from a few fields."""

import dataclasses
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
import typst
import yaml

from microsite.content.page import WorksheetPage
from microsite.content.site import Site
from microsite.documents import press
from microsite.draw.compilers import compiler
from microsite.source.problems import Problem
from read_pages import PAGES
from site_fixtures import HOME_URL, Project, our_texts

ROOT = Path(__file__).parents[1]
MM = 72 / 25.4
FRONT = yaml.safe_load(
    """
    id: made-up
    title: Een blad
    description: Een blad dat alleen in de tests bestaat, met een paar velden erop.
    updated: "2026-11-22"
    word: proef
    glyph: sheet
    exercise:
      key: 1
      minutes: 5
      setting: [alone]
      level: 0
      gate: none
      goal: Je ziet of het blad klopt.
      materials: [pen]
      steps: [Vul het in.]
      evidence: [{practice: true, says: Dit is een proef.}]
    print: {pages: 6, large: 12}
    """
)


@pytest.fixture(scope="session")
def sheets_site() -> Site:
    """The real texts, at the address that the built site has: its PDFs are those of the tests."""
    return Site(HOME_URL, our_texts())


@pytest.fixture(scope="session")
def orders(sheets_site: Site) -> list[press.Order]:
    """Every PDF there is to make."""
    return press.orders(sheets_site)


@pytest.fixture(scope="session")
def drawn(orders: list[press.Order], built_project: Project) -> dict[str, Path]:
    """Every PDF of the site by its path, as it stands in the built site."""
    made = {file.relative_to(built_project.site).as_posix(): file for file in built_project.site.glob("pdf/*.pdf")}
    assert made.keys() == {order.path for order in orders}
    return {order.path: made[order.path] for order in orders}


@pytest.fixture(scope="session")
def sheets(orders: list[press.Order], drawn: dict[str, Path]) -> list[tuple[press.Order, Path]]:
    """Every sheet on every paper: no sets, no booklets."""
    return [(order, drawn[order.path]) for order in orders if order.page]


@pytest.fixture(scope="session")
def typst_compiler() -> typst.Compiler:
    """One compiler for all that a file of tests draws."""
    return compiler()


def made_up(fields: list[Any], lang: str = "nl", **front: Any) -> WorksheetPage | list[Problem]:
    """A page with these fields, or the problems of its front matter."""
    text = yaml.safe_dump(FRONT | front | {"worksheet": fields}, allow_unicode=True, sort_keys=False, width=10_000)
    found = PAGES.page(f"---\n{text}---\n", f"docs/{lang}/made-up.md", lang, "made-up.md")
    assert isinstance(found, WorksheetPage | list)
    return found


def well_made(fields: list[Any], lang: str = "nl", **front: Any) -> WorksheetPage:
    """A page with these fields, in which nothing is to be mended."""
    found = made_up(fields, lang, **front)
    assert isinstance(found, WorksheetPage), "\n".join(map(str, found))
    return found


def worksheet(site: Site, page_id: str, lang: str) -> WorksheetPage:
    """A sheet of the real site."""
    found = site.catalogue.page(page_id, lang)
    assert isinstance(found, WorksheetPage), page_id
    return found


def words_of(data: bytes | Path) -> str:
    """All that is printed, without spaces and hyphens: a word may be divided at the end of a line."""
    document = pypdfium2.PdfDocument(data)
    found = "".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return squeezed(found)


def squeezed(text: str) -> str:
    """`text` without spaces, hyphens and what pdfium puts where a word is divided."""
    return re.sub(r"[\s\-\u00ad\u2010\ufffe\u0002]+", "", text)


def texts_of(value: Any) -> Iterator[str]:
    """Every text in parts or front matter."""
    if dataclasses.is_dataclass(value):
        return
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from texts_of(inner)


def pages_with(element: pikepdf.Object, where: dict[tuple[int, int], int]) -> list[int]:
    """The pages that hold the content of a structure element, in reading order."""
    found = []
    kids = element.get("/K", pikepdf.Array())
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            if "/S" in kid:
                found += pages_with(kid, where)
                continue
            page = kid.get("/Pg", element.get("/Pg"))
        else:
            page = element.Pg
        assert page is not None
        found.append(where[page.objgen])
    return found


def elements(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """All structure elements, in reading order."""
    kids = element.get("/K", pikepdf.Array())
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)
