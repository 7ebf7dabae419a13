"""Every PDF of the real site: pages, size, tags, what stands at the foot, codes that a phone can read, the cache."""

import collections
import dataclasses
import functools
import io
import itertools
import sys
from collections.abc import Callable
from pathlib import Path

import page as checker
import pikepdf
import pypdfium2
import pytest
import segno
import typst
import zxingcpp
from PIL import Image

from microsite.content.catalogue import Catalogue
from microsite.content.checks import glyphs
from microsite.content.site import Site
from microsite.documents import fold, pdf, press, recipe, thumbnail
from microsite.documents.collection import sets
from microsite.place.addresses import PAPERS
from microsite.source.problems import ProblemsError
from pdf_fixtures import MM, elements, pages_with, well_made, worksheet
from site_fixtures import HOME_URL

PUBLISHED = "https://relatietrip.nl/"
QR = zxingcpp.barcode_formats_from_str("QRCode")
LINES_PPI = 144
"""Pixels per inch that show a hairline."""
FOOT = 34 * MM
"""Of the page, at the most: where the foot stands."""
CORNER = 48 * MM
"""Of the page, where the code stands."""


def codes_on(picture: pypdfium2.PdfBitmap) -> list[zxingcpp.Barcode]:
    """Every QR code, as a phone sees it; ten other sorts are not looked for."""
    return list(zxingcpp.read_barcodes(picture.to_pil(), formats=QR))


def test_there_is_every_pdf(orders: list[press.Order], drawn: dict[str, Path]) -> None:
    names = {order.path for order in orders}
    assert len(names) == len(orders)
    assert {"pdf/my-circles.nl.pdf", "pdf/my-circles.en.letter.pdf", "pdf/blad-12.nl.large.pdf"} <= names
    assert {"pdf/set-workbook.nl.large.pdf", "pdf/set-key-7.en.letter.pdf", "pdf/set-no-answer.nl.pdf"} <= names
    assert {"pdf/booklet.nl.pdf", "pdf/booklet.en.letter.pdf"} <= names
    assert not any("three-signs" in name for name in names), "a neutral sheet tells its name"
    print(f"{len(names)} PDFs")


def test_every_pdf_is_tagged_for_all(drawn: dict[str, Path], record_property: Callable[[str, object], None]) -> None:
    record_property("PDFs", sorted(drawn))
    bad = [path for path, file in drawn.items() if not checker.validate_pdf(str(file), profile="ua1").is_compliant]
    print(f"{len(drawn)} files checked as PDF/UA-1")
    assert not bad


def test_every_sheet_fits_its_pages_and_its_bytes(
    sheets: list[tuple[press.Order, Path]], sheets_site: Site, typst_compiler: typst.Compiler
) -> None:
    """The codes of a longer address take more bytes: what is too large here is drawn again for the publisher's."""
    published = {order.path: order for order in press.orders(dataclasses.replace(sheets_site, url=PUBLISHED))}
    for order, file in sheets:
        about, places = press.about(file), len(order.drawing.inputs)
        assert order.drawing.pages
        most = 60_000 + max(0, places - 100) * 150 + max(0, about.pages - 2) * 15_000
        assert about.pages <= order.drawing.pages, order.path
        size = about.bytes
        if size > most:
            size = len(pdf.render(published[order.path].drawing, typst_compiler))
        assert size <= most, f"{order.path}: {size} bytes, at most {most}"
    print(f"{len(sheets)} sheets, the largest {max(press.about(file).bytes for _, file in sheets)} bytes")


def test_every_file_says_its_title_and_language(
    orders: list[press.Order], drawn: dict[str, Path], sheets_site: Site
) -> None:
    for order in orders:
        with pikepdf.open(drawn[order.path]) as document:
            assert str(document.Root.Lang)[:2] in order.path.split("."), order.path
            assert document.docinfo.get("/Title") or document.open_metadata().get("dc:title")
            if order.page and order.page.neutral:
                shown = str(document.open_metadata().get("dc:title"))
                assert shown == sheets_site.shown_title(order.page)
                assert order.page.title not in shown


def test_every_page_has_its_foot_and_nothing_is_cut_off(
    sheets: list[tuple[press.Order, Path]], sheets_site: Site
) -> None:
    pages = 0
    for order, file in sheets:
        document = pypdfium2.PdfDocument(file)
        assert order.page
        words = sheets_site.words(order.page.lang)
        for number, page in enumerate(document, 1):
            text = page.get_textpage()
            said = " ".join(text.get_text_bounded().split())
            assert words["page_of"].format(page=number, pages=len(document)) in said, f"{order.path} page {number}"
            assert sheets_site.printed(sheets_site.word_path(order.page)) in said, f"{order.path} page {number}"
            width, height = page.get_size()
            boxes = [text.get_rect(i) for i in range(text.count_rects())]
            assert min(b[0] for b in boxes) >= 15 * MM, f"{order.path} page {number}: in the binding margin"
            assert min(b[1] for b in boxes) >= 4.5 * MM, f"{order.path} page {number}: off the foot of the paper"
            assert max(b[2] for b in boxes) <= width - 12 * MM, f"{order.path} page {number}: off the right"
            assert max(b[3] for b in boxes) <= height - 5 * MM, f"{order.path} page {number}: off the top"
            pages += 1
        document.close()
    print(f"{pages} pages")


@pytest.mark.parametrize("ppi", [150, 300])
@pytest.mark.parametrize("colour", ["colour", "grey"])
def test_a_code_on_every_page_leads_to_the_sheet(
    ppi: int, colour: str, sheets: list[tuple[press.Order, Path]], sheets_site: Site
) -> None:
    read, smallest = 0, 99.0
    for order, file in sheets:
        document = pypdfium2.PdfDocument(file)
        assert order.page
        wanted = sheets_site.url + sheets_site.word_path(order.page)
        modules = segno.make(wanted, error="q", micro=False, boost_error=False).symbol_size(border=0)[0]
        for number, page in enumerate(document, 1):
            width, height = page.get_size()
            crop = (width - CORNER, 0, 0, height - CORNER)
            found = codes_on(page.render(scale=ppi / 72, crop=crop, grayscale=colour == "grey"))
            assert [code.text for code in found] == [wanted], f"{order.path} page {number} at {ppi} ppi in {colour}"
            side = (found[0].position.top_right.x - found[0].position.top_left.x) / ppi * 25.4
            smallest = min(smallest, side / modules * (modules + 8))
            read += 1
        document.close()
    print(f"{read} codes, the smallest {smallest:.1f} mm with its quiet zone")
    assert smallest >= 20


def test_the_codes_of_a_booklet_lead_to_the_keys(drawn: dict[str, Path], sheets_site: Site) -> None:
    for lang in ("nl", "en"):
        wanted = {HOME_URL + sheets_site.word_path(page) for page in sheets_site.catalogue.keys(lang)}
        for path in (f"pdf/booklet.{lang}.pdf", f"pdf/booklet.{lang}.letter.pdf"):
            document = pypdfium2.PdfDocument(drawn[path])
            assert len(document) == 2
            found = codes_on(document[0].render(scale=200 / 72))
            assert {code.text for code in found} == wanted
            document.close()


def test_the_codes_of_every_set_lead_to_pages_in_its_language(
    orders: list[press.Order], drawn: dict[str, Path], sheets_site: Site
) -> None:
    """On the cover, and on every page with a foot."""
    read = 0
    for path in (order.path for order in orders if "/set-" in order.path and ".fold" not in order.path):
        lang = path.split(".")[1]
        words = {page.front.word for page in sheets_site.catalogue.in_language(lang)}
        words |= {route.word[lang] for route in sheets_site.catalogue.data.routes.values()}
        document = pypdfium2.PdfDocument(drawn[path])
        numbered = sheets_site.words(lang)["page_of"].split("{")[0]
        for number, page in enumerate(document, 1):
            has_foot = numbered in page.get_textpage().get_text_bounded(bottom=0, top=FOOT)
            foot = (0, 0, 0, page.get_height() - CORNER)
            found = codes_on(page.render(scale=150 / 72, crop=foot, grayscale=True))
            assert bool(found) is has_foot, f"{path} page {number}: no code"
            for code in found:
                assert code.text.removeprefix(HOME_URL + "w/").rstrip("/") in words, (
                    f"{path} page {number}: {code.text}"
                )
                read += 1
        document.close()
    print(f"{read} codes in sets")


def test_a_set_has_contents_with_page_numbers_and_bookmarks(
    orders: list[press.Order], drawn: dict[str, Path], sheets_site: Site
) -> None:
    sets = [order for order in orders if "/set-" in order.path and ".fold" not in order.path]
    for order in sets:
        document = pypdfium2.PdfDocument(drawn[order.path])
        marks = [(mark.get_title(), mark.get_dest().get_index()) for mark in document.get_toc()]
        assert len(marks) >= 3, order.path
        contents = " ".join(document[1].get_textpage().get_text_bounded().split())
        for title, index in marks[1:]:
            assert index + 1 <= len(document)
            first = " ".join(document[index].get_textpage().get_text_bounded().split())
            assert title in first, order.path
            if len(marks) < 10:
                assert title in contents, order.path
        document.close()
    print(f"{len(sets)} sets")


def test_the_same_bytes_every_time(sheets: list[tuple[press.Order, Path]], typst_compiler: typst.Compiler) -> None:
    some = sheets[:: len(sheets) // 6]
    for order, file in some:
        assert pdf.render(order.drawing, typst_compiler) == file.read_bytes(), order.path


def test_what_is_in_the_cache_is_not_drawn_again(
    sheets: list[tuple[press.Order, Path]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = [order for order, _ in sheets[:3]]
    first = press.make(few, tmp_path)
    monkeypatch.setattr(pdf, "fitted", lambda *_: pytest.fail("drawn again"))
    assert press.make(few, tmp_path) == first
    for number in range(40):
        (tmp_path / f"of-another-time-{number}.pdf").write_bytes(b"")
    press.make(few[:2], tmp_path)
    assert len(list(tmp_path.glob("*.pdf"))) <= 6, "the cache grows for ever"


@pytest.mark.built
def test_an_edited_exercise_draws_its_own_pdfs_and_the_sets_that_hold_it(
    sheets_site: Site, orders: list[press.Order]
) -> None:
    page = worksheet(sheets_site, "my-circles", "nl")
    front = page.front.model_copy(update={"exercise": page.front.exercise.model_copy(update={"goal": "Iets anders."})})
    pages = dict(sheets_site.catalogue.pages) | {("my-circles", "nl"): dataclasses.replace(page, front=front)}
    edited = Site(sheets_site.url, dataclasses.replace(sheets_site.catalogue, pages=pages))
    before = {order.path: order.digest for order in orders}
    changed = {order.path for order in press.orders(edited) if before[order.path] != order.digest}
    own = {f"pdf/my-circles.nl{paper}.pdf" for paper in ("", ".letter", ".large")} | {"pdf/my-circles.example.nl.pdf"}
    sets = {
        f"pdf/set-{name}.nl{paper}.pdf"
        for name in ("workbook", "helper", "key-4", "single", "break-up")
        for paper in ("", ".letter")
    }
    editions = {f"pdf/set-workbook.nl.{paper}.pdf" for paper in ("large", *fold.EDITIONS)}
    booklets = {f"pdf/booklet-{route}.nl{paper}.pdf" for route in ("single", "break-up") for paper in ("", ".letter")}
    assert changed == own | sets | editions | booklets


def test_a_sheet_that_runs_over_says_where_and_by_how_much(sheets_site: Site, tmp_path: Path) -> None:
    lines = [{"id": f"l{i}", "kind": "lines", "label": "Schrijf", "count": 10} for i in range(9)]
    page = well_made(lines, print={"pages": 2, "large": 2})
    drawings = {
        paper: functools.partial(recipe.sheet_drawing, page, sheets_site, name)
        for paper, name in (("", "a4"), (".large", "large"))
    }
    orders = [press.Order(f"pdf/x.nl{paper}.pdf", drawing, page) for paper, drawing in drawings.items()]
    with pytest.raises(ProblemsError) as raised:
        press.make(orders, tmp_path)
    plain, large = raised.value.problems
    assert (plain.file, plain.key) == ("docs/nl/made-up.md", "print.pages")
    assert "has 5 pages and may have 2; it runs over by 2 pages and " in plain.message
    assert large.key == "print.large"
    assert page.read.line(("print", "pages")) == plain.line < large.line
    assert not list(tmp_path.glob("*.pdf"))


def test_progress_is_quiet_where_nobody_looks(
    sheets: list[tuple[press.Order, Path]],
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    few = [order for order, _ in sheets[:2]]
    press.make(few, tmp_path / "a", progress=True)
    assert capfd.readouterr().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    press.make(few, tmp_path / "b", progress=True)
    assert "2 of 2" in capfd.readouterr().err
    press.make(few, tmp_path / "b", progress=True)
    assert capfd.readouterr().err == ""


def test_every_font_has_the_common_letters() -> None:
    missing = sorted(glyphs.COMMON - glyphs.covered())
    assert not missing
    assert set("→✓☐") <= glyphs.covered()
    assert glyphs.missing("e\u0301 a🧘b") == ["🧘"]


STEMS = ("slow-replay", "slow-replay.example", "blad-12")
"""A sheet has an example, which has a picture too; a numbered one has none."""


def test_every_sheet_has_small_pictures(sheets_site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = [sheets_site.catalogue.page(name, "nl") for name in ("slow-replay", "three-signs")]
    monkeypatch.setattr(Catalogue, "worksheets", lambda self, lang: pages if lang == "nl" else [])
    found = thumbnail.draw_all(sheets_site, tmp_path / "thumb", press.kept(tmp_path / "pdf"))
    wanted = {f"img/thumb/{stem}.nl.{kind}" for stem in STEMS for kind in thumbnail.KINDS}
    assert wanted == set(found)
    for path, file in found.items():
        assert 1_000 < file.stat().st_size <= 12_000, path
        assert thumbnail.size(file) == (298, 421), path


def test_a_picture_of_a_sheet_has_every_line_that_its_pdf_has(
    sheets_site: Site, typst_compiler: typst.Compiler
) -> None:
    """The lines to write on stand in the looks of the fields, which a picture does not have."""
    count = 7
    field = {"id": "story", "kind": "lines", "label": "Mijn verhaal", "count": count}
    drawing = recipe.sheet_drawing(well_made([field]), sheets_site, "a4")
    tight = pdf.fitted(drawing, typst_compiler).tight
    with Image.open(io.BytesIO(pdf.first_page(drawing, tight, typst_compiler, LINES_PPI))) as png:
        pictured = ruled_lines(png)
    document = pypdfium2.PdfDocument(pdf.render(drawing, typst_compiler))
    document.init_forms()
    printed = ruled_lines(document[0].render(scale=LINES_PPI / 72).to_pil())
    document.close()
    print(f"{len(pictured)} lines in the picture, {len(printed)} on paper")
    assert len(printed) >= count
    assert len(pictured) == len(printed)
    assert all(abs(one - two) <= 2 for one, two in zip(pictured, printed, strict=True)), (pictured, printed)


def ruled_lines(picture: Image.Image) -> list[int]:
    """Where lines run over more than half the width, by the first row of pixels of each."""
    grey = picture.convert("L").point(lambda value: 1 if value < 225 else 0)
    across = [sum(grey.crop((0, y, grey.width, y + 1)).tobytes()) > grey.width / 2 for y in range(grey.height)]
    return [y for y, (before, here) in enumerate(itertools.pairwise([False, *across])) if here and not before]


def test_no_row_or_heading_is_left_alone_and_no_row_is_split(drawn: dict[str, Path]) -> None:
    """As a printer would have it: two rows at least on either side of a break, and something below each heading."""
    tables = headings = 0
    bad = []
    for path, file in drawn.items():
        with pikepdf.open(file) as document:
            where = {page.obj.objgen: number for number, page in enumerate(document.pages, 1)}
            every = list(elements(document.Root.StructTreeRoot))
            for i, each in enumerate(every):
                if str(each.S) in {"/H1", "/H2", "/H3"}:
                    headings += 1
                    after = next((pages_with(other, where) for other in every[i + 1 :] if pages_with(other, where)), [])
                    if not after or after[0] != pages_with(each, where)[-1]:
                        bad.append(f"{path}: a heading alone on page {pages_with(each, where)}")
                if each.S == "/TBody":
                    tables += 1
                    rows = [set(pages_with(row, where)) for row in elements(each) if row.S == "/TR"]
                    if any(len(row) > 1 for row in rows):
                        bad.append(f"{path}: a row over two pages")
                    counts = collections.Counter(max(row) for row in rows if row)
                    # In an example, a row where nobody wrote has nothing by which to know its page.
                    if all(rows) and len(counts) > 1 and min(counts.values()) < 2:
                        bad.append(f"{path}: one row alone, {dict(counts)}")
    print(f"{tables} tables and {headings} headings in {len(drawn)} files")
    assert not bad, "\n".join(bad)


def _foot(page: pypdfium2.PdfPage) -> str:
    return " ".join(page.get_textpage().get_text_bounded(bottom=0, top=FOOT).split())


def test_a_sheet_in_a_set_takes_no_more_pages_than_alone(drawn: dict[str, Path], sheets_site: Site) -> None:
    """But one more where fronts of cards must be on an odd page; with notes and examples for helpers."""
    seen = 0
    for made, paper in (
        (m, p) for lang in ("nl", "en") for m in sets(sheets_site, lang) for p in m.papers if p in PAPERS
    ):
        document = pypdfium2.PdfDocument(drawn[made.path(paper)])
        begins = [mark.get_dest().get_index() for mark in document.get_toc()][-len(made.sheets) :]
        feet = list(map(_foot, document))
        for page, begin in zip(made.sheets, begins, strict=True):
            alone = press.about(drawn[sheets_site.pdf_path(page, paper)]).pages
            both_sides = any(field.own_pages() for field in page.front.worksheet)
            title = sheets_site.shown_title(page)
            took = sum(title in foot for foot in feet[begin:])
            more = made.helper and 1 + (alone + both_sides if page.front.example else 0)
            assert took <= alone + both_sides + more, f"{made.path(paper)}: {page.id}"
            seen += 1
        document.close()
    print(f"{seen} sheets in sets")
