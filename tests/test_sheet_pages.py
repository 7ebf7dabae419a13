"""Every page of every sheet, measured as it is drawn: where one begins, how full it is, what can be hit and read."""

import collections
import functools
import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from microsite.content import help as helps
from microsite.content.page import WorksheetPage
from microsite.content.site import Site
from microsite.documents import press
from pdf_fixtures import MM, elements
from site_fixtures import HOME_URL

NO_TOGGLE_TO_OFF = 1 << 14
FOOT = {"a4": 28.5 * MM, "letter": 28.5 * MM, "large": 34 * MM}
"""Points from the lower edge in which the foot stands."""
TOP = 12 * MM
HEAD = ("initials", "date")
LYING = 620
"""Points: a page that is lower lies on its side."""
SCALE = 0.5
WORDS_IN = 40 * MM
WHITE = "(255, 255, 255)"
TOGETHER, LOW = 4, 50 * MM
"""Rows or stems: of so many that are no higher, none stands alone on a page."""
SHORT = 8
"""Letters: a label of no more stands on one line, and may be found in other words."""
PADDING = 1.6 * MM
"""Of a cell, on both sides of a place in it."""


@dataclass(frozen=True)
class Place:
    """A place to fill in: its name, the id of its field, its page, its rectangle from the top of the paper."""

    name: str
    field: str
    page: int
    left: float
    top: float
    right: float
    bottom: float
    height: float
    kind: str
    flags: int
    size: str
    words: bool


@dataclass(frozen=True)
class Drawn:
    """A sheet on one paper, with all its places."""

    path: str
    sheet: WorksheetPage
    paper: str
    file: Path

    @functools.cached_property
    def places(self) -> list[Place]:
        """In the order of the file."""
        with pikepdf.open(self.file) as document:
            return [place for number, page in enumerate(document.pages) for place in _places(number, page)]

    @property
    def first_own(self) -> int:
        """The first page that is for one field alone: cards, a film, waves; past the last, without."""
        alone = {
            f.id for f in self.sheet.fields if (f.own_pages_in_large() if self.paper == "large" else f.own_pages())
        }
        return min((place.page for place in self.places if place.field in alone), default=99)


def _places(number: int, page: pikepdf.Page) -> Iterator[Place]:
    height = float(page.mediabox[3])
    for widget in page.get("/Annots", ()):
        if widget.Subtype == "/Widget":
            x0, y0, x1, y1 = (float(n) for n in widget.Rect)
            field = widget if "/T" in widget else widget.Parent
            kind, flags = str(field.FT), int(field.get("/Ff", 0))
            size = re.search(r"(\S+) Tf", str(field.get("/DA", "")))
            words = kind == "/Tx" and "/Q" not in field
            box = (x0, height - y1, x1, height - y0, height)
            name = str(field.T)
            yield Place(name, name.split("_", maxsplit=1)[0], number, *box, kind, flags, size[1] if size else "", words)


@pytest.fixture(scope="module")
def all_drawn(sheets: list[tuple[press.Order, Path]]) -> list[Drawn]:
    """Every sheet on every paper."""
    found = []
    for order, file in sheets:
        assert isinstance(order.page, WorksheetPage)
        middle = order.path.split(".")[2]
        found.append(Drawn(order.path, order.page, {"pdf": "a4"}.get(middle, middle), file))
    return found


def worst(found: Iterable[tuple[float, str]], *, highest: bool = True) -> list[tuple[float, str]]:
    """The worst three, printed."""
    three = sorted(found, reverse=highest)[:3]
    print("worst:", ", ".join(f"{name} {value:.2f}" for value, name in three))
    return three


def plain(all_drawn: list[Drawn]) -> list[Drawn]:
    """Those that are not in large print."""
    return [each for each in all_drawn if each.paper != "large"]


def test_doing_begins_in_the_upper_third(all_drawn: list[Drawn]) -> None:
    """The first thing to do within 35 % of page one, 45 % where words of warning come first.

    Its first place is at most 12 % lower: a worked example may stand between.
    """
    begins, places = [], []
    for each in plain(all_drawn):
        allowed = 0.35 if each.sheet.exercise.gate == "none" else 0.45
        first = next(field for field in each.sheet.fields if not field.own_pages())
        tops = [place.top / place.height for place in each.places if place.page == 0 and place.field not in HEAD]
        assert tops, f"{each.path}: nothing to do on page one"
        begins.append((_top_of(first.label, each.file) / allowed, each.path))
        places.append((min(tops) / (allowed + 0.12), each.path))
    assert worst(begins)[0][0] <= 1
    assert worst(places)[0][0] <= 1


def _top_of(label: str, file: Path) -> float:
    """Where the words of a label stand on page one, as a part of its height."""
    document = pypdfium2.PdfDocument(file)
    page = document[0]
    text = page.get_textpage()
    found = text.search(label[:24], match_case=True).get_next()
    assert found, f"{file}: {label}"
    top = float(text.get_charbox(found[0])[3])
    height = float(page.get_height())
    document.close()
    return 1 - top / height


Letters = list[tuple[float, float, float, float]]


def written(text: pypdfium2.PdfTextPage, words: str) -> Letters:
    """The boxes of the letters of some words where they first stand on a page, whatever lines they run over."""
    places = [(at, sign) for at, sign in enumerate(text.get_text_range()) if not sign.isspace()]
    whole = "".join(words.split())
    first = "".join(sign for _, sign in places).find(whole)
    there = places[first : first + len(whole)] if first >= 0 else []
    return [text.get_charbox(at, loose=True) for at, _ in there]


def _ground(picture: Image.Image, letters: Letters) -> str:
    """The colour of the paper just before some letters, in a picture of twice the size."""
    left, foot, _, top = letters[0]
    return str(picture.getpixel((round(2 * left - 3), round(picture.height - foot - top))))


def test_steps_and_care_are_told_apart(all_drawn: list[Drawn], sheets_site: Site) -> None:
    """Steps on white paper, care on a ground of its own, and 5 mm between the two, or the one under the other."""
    gaps = []
    for each in all_drawn:
        document = pypdfium2.PdfDocument(each.file)
        page = document[0]
        text, ground = page.get_textpage(), functools.partial(_ground, page.render(scale=2).to_pil())
        stop = sheets_site.words(each.sheet.lang)["stop_rule"]
        steps = [written(text, step) for step in each.sheet.exercise.steps]
        care = [written(text, line) for line in (*each.sheet.exercise.care, stop)]
        assert all(steps), f"{each.path}: a step is not on page one"
        assert all(care), f"{each.path}: a line of care is not on page one"

        assert set(map(ground, steps)) == {WHITE}, f"{each.path}: a step on a ground"
        assert len(grounds := set(map(ground, care))) == 1, f"{each.path}: {grounds}"
        assert WHITE not in grounds, f"{each.path}: care is on plain paper"
        right, low = max(box[2] for letters in steps for box in letters), min(b[1] for one in steps for b in one)
        beside = min(box[0] for letters in care for box in letters) - right
        below = low - max(box[3] for letters in care for box in letters)
        gaps.append((max(beside, below) / MM, each.path))
        document.close()
    assert worst(gaps, highest=False)[0][0] >= 5


def test_what_belongs_together_stands_on_one_page(all_drawn: list[Drawn]) -> None:
    """A row, a stem, a group: never over two pages. Of four and more low ones none stands alone on a page."""
    fewest, split = [], []
    for each in all_drawn:
        fields = {field.id: field for field in each.sheet.fields if not field.own_pages()}
        divided = 0
        for name in fields:
            units: dict[str, list[Place]] = {}
            for place in (place for place in each.places if place.field == name):
                units.setdefault("_".join(place.name.split("_")[:2]), []).append(place)
            pages = {unit: {place.page for place in places} for unit, places in units.items()}
            low = all(max(p.bottom for p in places) - min(p.top for p in places) < LOW for places in units.values())
            torn = [unit for unit, on in pages.items() if len(on) > 1]
            assert not torn, f"{each.path}: {torn} over two pages"
            counts = collections.Counter(next(iter(on)) for on in pages.values())
            divided += len(counts) > 1
            if len(counts) > 1 and len(pages) >= TOGETHER and low:
                fewest.append((min(counts.values()), f"{each.path} {name}"))
        split.append((divided, each.path))
    assert worst(fewest, highest=False)[0][0] > 1
    assert worst([found for found in split if ".large." not in found[1]])[0][0] <= 1


def test_one_does_on_the_front_and_looks_back_on_the_back(all_drawn: list[Drawn]) -> None:
    """Fields follow each other as the steps do: the first on page one, the last on the back where there is one.

    From the first place to the last the front has more than a seventh of the paper, beside examples and instruction.
    """
    fronts = []
    for each in plain(all_drawn):
        flow = [field.id for field in each.sheet.fields if not field.own_pages()]
        first_page = {name: min((p.page for p in each.places if p.field == name), default=0) for name in flow}
        filled = [first_page[name] for name in flow if any(place.field == name for place in each.places)]
        assert filled == sorted(filled), f"{each.path}: fields in another order than the steps"
        assert filled[0] == 0, f"{each.path}: nothing to do on the front"
        back = max(place.page for place in each.places if place.field in flow)
        assert filled[-1] == back, f"{each.path}: one looks back on the front"
        front = [place for place in each.places if place.page == 0 and place.field in flow]
        fronts.append(((max(p.bottom for p in front) - min(p.top for p in front)) / front[0].height, each.path))
    assert worst(fronts, highest=False)[0][0] >= 0.15


def _extent(page: pypdfium2.PdfPage, foot: float) -> float:
    """From first to last ink above the foot, as a part of the height there is."""
    picture = page.render(scale=SCALE, grayscale=True, crop=(0, foot, 0, 0), may_draw_forms=True).to_pil()
    dark = picture.point(lambda shade: 255 if shade < 225 else 0)
    box = dark.getbbox()
    return 0 if box is None else (box[3] - box[1]) / SCALE / (page.get_height() - foot - TOP)


def test_pages_are_filled(all_drawn: list[Drawn]) -> None:
    """Seven tenths of every page before the last, and a third of the last; cards and planners aside."""
    before: list[tuple[float, str]] = []
    last: list[tuple[float, str]] = []
    for each in plain(all_drawn):
        document = pypdfium2.PdfDocument(each.file)
        document.init_forms()
        flow = min(len(document), each.first_own)
        for number in range(flow):
            filled = _extent(document[number], FOOT[each.paper])
            ends = number == len(document) - 1
            (last if ends else before).append((filled, f"{each.path} page {number + 1}"))
        document.close()
    assert worst(before, highest=False)[0][0] >= 0.70
    assert worst(last, highest=False)[0][0] >= 0.35


def test_what_is_typed_has_one_size_and_no_viewer_makes_it_smaller(all_drawn: list[Drawn]) -> None:
    sizes = {"a4": "11", "letter": "11", "large": "16"}
    count = 0
    for each in all_drawn:
        for place in each.places:
            if place.kind == "/Tx":
                assert place.size == sizes[each.paper], f"{each.path}: {place.field}"
                count += 1
    print(f"{count} texts")


def test_what_is_typed_on_one_line_stands_on_it(all_drawn: list[Drawn]) -> None:
    """A viewer puts one line of text in the middle of its place: a ruled place is hardly higher than its letters."""
    for each in plain(all_drawn):
        for place in each.places:
            if place.field in HEAD:
                assert place.bottom - place.top <= 16.5, f"{each.path}: {place.field}"


def test_marks_are_easy_to_hit_and_a_choice_can_be_taken_back(all_drawn: list[Drawn]) -> None:
    sizes = []
    for each in all_drawn:
        for place in each.places:
            if place.kind == "/Btn":
                sizes.append((min(place.right - place.left, place.bottom - place.top), f"{each.path} {place.field}"))
                assert not place.flags & NO_TOGGLE_TO_OFF, f"{each.path}: {place.field}"
    assert worst(sizes, highest=False)[0][0] >= 17.9


def test_places_do_not_lie_over_each_other(all_drawn: list[Drawn]) -> None:
    """But for their corners: who hits one would tick another."""
    over = []
    for each in all_drawn:
        marks = sorted(each.places, key=lambda place: (place.page, place.top))
        for i, one in enumerate(marks):
            for two in marks[i + 1 :]:
                if two.page != one.page or two.top >= one.bottom:
                    break
                across = min(one.right, two.right) - max(one.left, two.left)
                down = min(one.bottom, two.bottom) - two.top
                if across > 0 and across * down > 0.08 * (two.right - two.left) * (two.bottom - two.top):
                    over.append(f"{each.path}: {one.field} and {two.field}")
    assert not over, over[:9]


def test_no_place_lies_in_the_foot(all_drawn: list[Drawn]) -> None:
    """What may not be divided and is higher than a page would run on over it."""
    low = [
        ((place.bottom - place.height + FOOT[each.paper]) / MM, f"{each.path} {place.name}")
        for each in all_drawn
        for place in each.places
    ]
    assert worst(low)[0][0] <= 1


def test_columns_for_words_are_wide_enough(all_drawn: list[Drawn]) -> None:
    """40 mm, or the paper on its side."""
    found = []
    for each in plain(all_drawn):
        tables = {f.id for f in each.sheet.fields if f.kind in ("table", "pairs")}
        written = [p for p in each.places if p.field in tables and p.words and p.height > LYING]
        found += [(p.right - p.left + PADDING, f"{each.path} {p.field}") for p in written]
    assert worst(found, highest=False)[0][0] >= WORDS_IN


def test_large_print_has_no_table_of_many_columns(all_drawn: list[Drawn]) -> None:
    """A row is a block there: its label has the whole width."""
    for each in all_drawn:
        if each.paper == "large":
            with pikepdf.open(each.file) as document:
                for element in elements(document.Root.StructTreeRoot):
                    if element.S == "/TR" and not each.path.startswith("pdf/four-weeks"):
                        assert len(list(element.K)) <= 8, each.path


def test_large_print_has_no_label_over_three_lines(all_drawn: list[Drawn]) -> None:
    """Neither of a column nor of a row, as they stand on the page."""
    counted = []
    for each in all_drawn:
        if each.paper == "large":
            document = pypdfium2.PdfDocument(each.file)
            labels = [label for field in each.sheet.fields for label in _labels(field) if len(label) > SHORT]
            for number, page in enumerate(document, 1):
                text = page.get_textpage()
                found = [(label, written(text, label)) for label in labels]
                where = f"{each.path} page {number}"
                counted += [(_lines_over(letters), f"{where}: {label}") for label, letters in found if letters]
            document.close()
    assert len(counted) > 100
    assert worst(counted)[0][0] <= 3


def _labels(field: object) -> list[str]:
    """Of the columns and rows of a table, and of what is tracked."""
    columns, things = getattr(field, "columns", None) or [], getattr(field, "things", None) or []
    rows = getattr(field, "row_labels", None) or []
    return [column.label for column in columns] + [thing.label for thing in things] + list(rows)


def _lines_over(letters: Letters) -> int:
    """How many lines some letters stand on."""
    feet: list[float] = []
    for _, foot, _, _ in letters:
        if all(abs(foot - other) > 5 for other in feet):
            feet.append(foot)
    return len(feet)


def test_no_page_is_empty_and_none_has_only_what_is_known(all_drawn: list[Drawn]) -> None:
    """In large print too: there are lines to write on, or the page is not there."""
    found = []
    for each in all_drawn:
        document = pypdfium2.PdfDocument(each.file)
        document.init_forms()
        for number, page in enumerate(document, 1):
            found.append((_extent(page, FOOT[each.paper]), f"{each.path} page {number}"))
        document.close()
    assert worst(found, highest=False)[0][0] >= 0.25


def test_links_lead_to_this_site_and_the_address_of_a_sheet_can_be_tapped(
    all_drawn: list[Drawn], sheets_site: Site
) -> None:
    for each in all_drawn:
        with pikepdf.open(each.file) as document:
            links = [str(a.A.URI) for page in document.pages for a in page.get("/Annots", ()) if a.Subtype == "/Link"]
        assert sheets_site.url + sheets_site.word_path(each.sheet) in links, each.path
        assert all(link.startswith(HOME_URL) for link in links), each.path
        exits = {e for field in each.sheet.fields for e in field.exits()}
        wanted = {
            sheets_site.url + sheets_site.word_path(sheets_site.catalogue.page(e, each.sheet.lang)) for e in exits
        }
        assert wanted <= set(links), each.path


def _lines(page: pypdfium2.PdfPage, low: float, high: float, right: float) -> int:
    """How many lines of text there are between two heights, from the lower edge."""
    text = page.get_textpage()
    boxes = [text.get_rect(i) for i in range(text.count_rects())]
    found: list[float] = []
    for left, bottom, _, top in sorted(boxes, key=lambda box: box[1]):
        middle = (bottom + top) / 2
        if low <= middle <= high and left < right and all(abs(middle - other) > 5 for other in found):
            found.append(middle)
    return len(found)


def test_the_foot_and_what_is_known_take_two_lines(all_drawn: list[Drawn], sheets_site: Site) -> None:
    """And nothing on a reader's paper says who has not checked it."""
    for each in plain(all_drawn):
        words = sheets_site.words(each.sheet.lang)
        document = pypdfium2.PdfDocument(each.file)
        for number, page in enumerate(document, 1):
            foot, width = FOOT[each.paper], page.get_width()
            assert _lines(page, 0, foot, width - 45 * MM) == 2, f"{each.path} page {number}: the foot"
            text = page.get_textpage()
            said = text.get_text_bounded()
            assert words["numbers_unchecked"] not in said, each.path
            if (at := said.find(words["how_sure"])) >= 0 and not any(map(_cut, each.sheet.fields)):
                top = text.get_charbox(at)[3]
                assert _lines(page, foot, top, width) <= 2, f"{each.path} page {number}: what is known"
        document.close()


def _cut(field: object) -> bool:
    """Whether a field is cut out, so that its words come after all others."""
    return getattr(field, "kind", "") == "cards"


def test_sheets_with_a_gate_have_the_numbers_of_help_at_their_foot(all_drawn: list[Drawn], sheets_site: Site) -> None:
    for each in all_drawn:
        numbers = [line.phone.display for line in sheets_site.catalogue.crisis(each.sheet.lang) if line.phone]
        assert len(numbers) >= 3
        document = pypdfium2.PdfDocument(each.file)
        for page in document:
            said = page.get_textpage().get_text_bounded(bottom=0, top=FOOT[each.paper])
            gated = each.sheet.exercise.gate != "none"
            assert all(number in said for number in numbers) or not gated, each.path
        document.close()


def test_no_line_on_the_card_of_help_lies_over_another(all_drawn: list[Drawn], sheets_site: Site) -> None:
    """However many lines a language has; and all of them lie above the edge where it is cut."""
    seen = 0
    for each in all_drawn:
        title = str(sheets_site.words(each.sheet.lang)["help_card"])
        numbers = [call.number for call in helps.calls(sheets_site, each.sheet.lang)]
        document = pypdfium2.PdfDocument(each.file)
        for text in (page.get_textpage() for page in document if any(map(_cut, each.sheet.fields))):
            if (at := text.get_text_range().find(title)) < 0:
                continue
            left, bottom, _, _ = text.get_charbox(at)
            card = (left - 20 * MM, bottom - 42 * MM, left + 66 * MM, bottom)
            said = text.get_text_bounded(*card)
            assert all(number in said for number in numbers), (each.path, said)
            inside = [
                box
                for box in map(text.get_rect, range(text.count_rects()))
                if card[0] < box[0] < card[2] and card[1] < box[1] and box[3] < card[3]
            ]
            for one, other in itertools.combinations(inside, 2):
                beside = one[2] <= other[0] or other[2] <= one[0]
                assert beside or min(one[3], other[3]) - max(one[1], other[1]) < 1, each.path
            seen += 1
        document.close()
    assert seen
