"""What people bind: contents on one page, sheets on right-hand pages, no foot on an empty page, help at the end."""

from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from microsite.content.site import Site
from microsite.documents import fold
from microsite.documents.booklet import booklets
from microsite.documents.collection import Set, sets
from microsite.documents.collection.drawing import DOTS
from microsite.place.addresses import PAPERS
from pdf_fixtures import MM

FOOT = 34 * MM
A5 = (148.5 * MM, 210 * MM)


@pytest.fixture(scope="module")
def bound(drawn: dict[str, Path], sheets_site: Site) -> list[tuple[Set, str, Path]]:
    """Every set on every paper that is not folded."""
    return [
        (made, paper, drawn[made.path(paper)])
        for lang in sheets_site.langs
        for made in sets(sheets_site, lang)
        for paper in made.papers
        if paper in PAPERS
    ]


def _said(page: pypdfium2.PdfPage, *, foot: bool = False) -> str:
    low, high = (0, FOOT) if foot else (FOOT, page.get_height())
    return " ".join(page.get_textpage().get_text_bounded(bottom=low, top=high).split())


def _begins(document: pypdfium2.PdfDocument, made: Set) -> list[int]:
    """The pages on which its sheets begin, from 0."""
    return [mark.get_dest().get_index() for mark in document.get_toc()][-len(made.sheets) :]


def test_every_sheet_begins_on_a_right_hand_page_after_one_page_of_contents(
    bound: list[tuple[Set, str, Path]],
) -> None:
    for made, paper, file in bound:
        document = pypdfium2.PdfDocument(file)
        begins = _begins(document, made)
        assert all(begin % 2 == 0 for begin in begins), f"{made.path(paper)}: {begins}"
        contents = _said(document[1])
        assert all(page.title.split()[0] in contents for page in made.sheets), made.path(paper)
        assert begins[0] == (4 if made.whole else 2), f"{made.path(paper)}: contents go on"
        document.close()
    print(f"{len(bound)} sets")


def test_no_page_has_a_foot_and_nothing_above_it(bound: list[tuple[Set, str, Path]]) -> None:
    for made, paper, file in bound:
        document = pypdfium2.PdfDocument(file)
        for number, page in enumerate(document, 1):
            drawn = page.render(scale=0.4, grayscale=True, crop=(0, FOOT, 0, 0)).to_pil()
            ink = drawn.point(lambda shade: 255 if shade < 240 else 0).getbbox()
            assert ink or not _said(page, foot=True), f"{made.path(paper)} page {number}"
        document.close()


def test_help_is_on_the_last_page_which_is_the_back(bound: list[tuple[Set, str, Path]], sheets_site: Site) -> None:
    for made, paper, file in bound:
        numbers = [line.phone.display for line in sheets_site.catalogue.crisis(made.lang) if line.phone]
        document = pypdfium2.PdfDocument(file)
        last = _said(document[len(document) - 1])
        assert all(number in last for number in numbers), made.path(paper)
        assert len(document) % 2 == 0, made.path(paper)
        document.close()


def test_the_workbook_opens_each_key_and_has_a_planner_and_dots(
    bound: list[tuple[Set, str, Path]], sheets_site: Site
) -> None:
    for made, paper, file in bound:
        if not made.whole:
            continue
        document = pypdfium2.PdfDocument(file)
        pages = [_said(page) for page in document]
        footless = [i for i, page in enumerate(document) if not _said(page, foot=True)]
        for key in sheets_site.catalogue.keys(made.lang):
            opens = [i for i in footless if key.key.line in pages[i]]
            assert len(opens) == 1, f"{made.path(paper)}: key {key.key.number}"
            assert opens[0] % 2 == 0, "on a right-hand page"
        words = sheets_site.words(made.lang)
        assert sum(words["set_dots"] in page for page in pages) == 1
        assert len([i for i in footless if i > len(document) - 8]) >= DOTS
        document.close()
        with pikepdf.open(file) as form:
            names = [str(field.T) for field in form.Root.AcroForm.Fields if str(field.T).startswith("plan_")]
        assert len(names) == 4 * (1 + 7 * 2)
        assert not any(page.neutral for page in made.sheets)


def test_the_workbook_keeps_to_its_bytes(drawn: dict[str, Path], sheets_site: Site) -> None:
    for lang in sheets_site.langs:
        made = next(each for each in sets(sheets_site, lang) if each.whole)
        sizes = {paper: drawn[made.path(paper)].stat().st_size for paper in made.papers}
        print(sizes)
        assert max(sizes.values()) <= 1_000_000


def test_the_a5_edition_is_a5_and_what_is_typed_keeps_its_size(drawn: dict[str, Path], sheets_site: Site) -> None:
    made = next(each for each in sets(sheets_site, "nl") if each.whole)
    with pikepdf.open(drawn[made.path("a5")]) as document:
        for page in document.pages:
            size = sorted(float(side) for side in page.mediabox[2:])
            assert size == pytest.approx(sorted(A5), abs=0.6)
            for each in page.obj.get("/Annots", ()):
                x0, y0, x1, y1 = (float(side) for side in each.Rect)
                assert 0 <= x0 < x1 <= float(page.mediabox[2])
                assert 0 <= y0 < y1 <= float(page.mediabox[3])
        texts = [field for field in document.Root.AcroForm.Fields if field.FT == "/Tx"]
        assert len(texts) > 300
        assert {str(field.DA).split(" Tf")[0].split()[-1] for field in texts} == {"11.3"}


def test_a_booklet_of_all_keys_and_of_each_route_is_a7_with_help_on_its_back(
    drawn: dict[str, Path], sheets_site: Site
) -> None:
    """The back is the page on the left of the cover, in the lower row."""
    for lang in sheets_site.langs:
        numbers = [line.phone.display for line in sheets_site.catalogue.crisis(lang) if line.phone]
        assert len(numbers) >= 3
        every = booklets(sheets_site, lang)
        assert len(every) == 1 + len(sheets_site.catalogue.data.routes)
        for made, paper in ((each, paper) for each in every for paper in PAPERS[:2]):
            document = pypdfium2.PdfDocument(drawn[made.path(paper)])
            page = document[0]
            width, height = page.get_size()
            back = page.get_textpage().get_text_bounded(left=0, right=width / 4, bottom=0, top=height / 2)
            assert all(number in back for number in numbers), made.path(paper)
            if paper == "a4":
                assert (width / 4, height / 2) == pytest.approx((74.25 * MM, 105 * MM), abs=0.5)
            if made.route:
                titles = [sheets_site.catalogue.page(sheet, lang).title for sheet in made.route.sheets]
                said = "".join(page.get_textpage().get_text_bounded().split())
                assert all("".join(title.split()) in said for title in titles), made.path(paper)
            document.close()


@pytest.mark.parametrize("pages", [4, 8, 49, 104, 132])
def test_folded_parts_read_from_front_to_back(pages: int) -> None:
    """Each part laid on a table, folded and opened: its pages follow each other."""
    read = []
    for quire in fold.quires(pages):
        assert len(quire) % 4 == 0
        assert len(quire) // 4 <= fold.QUIRE
        laid = list(fold.sides(quire))
        fronts, backs = laid[::2], laid[1::2]
        first = [page for front, back in zip(fronts, backs, strict=True) for page in (front[1], back[0])]
        second = [page for front, back in zip(fronts[::-1], backs[::-1], strict=True) for page in (back[1], front[0])]
        read += first + second
    assert read[:pages] == list(range(pages))
    assert len(read) - pages < 4


@pytest.mark.parametrize("paper", list(fold.SIDES))
def test_a_folded_side_holds_the_pages_it_should(paper: str, drawn: dict[str, Path], sheets_site: Site) -> None:
    made = next(each for each in sets(sheets_site, "nl") if each.whole)
    whole = pypdfium2.PdfDocument(drawn[made.path("a5")])
    document = pypdfium2.PdfDocument(drawn[made.path(paper)])
    laid = [pair for quire in fold.quires(len(whole)) for pair in fold.sides(quire)]
    assert len(document) == len(laid)
    for page, (left, right) in zip(document, laid, strict=True):
        width, height = page.get_size()
        assert (width, height) == pytest.approx(fold.SIDES[paper], abs=0.1)
        text = page.get_textpage()
        for number, from_, to in ((left, 0, width / 2), (right, width / 2, width)):
            if number < len(whole) and whole[number].get_height() > whole[number].get_width():
                wanted = "".join(whole[number].get_textpage().get_text_bounded().split())
                found = "".join(text.get_text_bounded(left=from_, right=to).split())
                assert sorted(wanted) == sorted(found), f"{paper}: page {number + 1}"
    document.close()
    whole.close()
