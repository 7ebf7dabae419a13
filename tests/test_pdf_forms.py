"""Every field of every sheet, filled in by two strangers to our code: read back, looked at, still tagged."""

import io
import json
import logging
import re
import shutil
import subprocess
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import page as checker
import pikepdf
import pypdf
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageDraw

from microsite.documents import press
from pdf_fixtures import ROOT

MULTILINE, RADIO = 1 << 12, 1 << 15
SCALE = 50 / 72
"""Pixels a point: enough to see where ink is."""
SET_ON_A4 = re.compile(r"/set-[^.]+\.[a-z]+\.pdf$")
LONG = "Ik werd stil en keek naar de vloer, want ik dacht dat Élise en Łukasz boos waren. Later zei ik “ik ben bang”."


@dataclass(frozen=True)
class Filled:
    """A file, the values for its places, and the file with the values in it."""

    empty: Path
    values: dict[str, str]
    full: Path


def values_for(file: Path) -> dict[str, str]:
    """A value of its own for every field: words, a tick, or one of the radios."""
    values = {}
    for number, (name, field) in enumerate((pypdf.PdfReader(file).get_fields() or {}).items()):
        flags = int(field.get("/Ff", 0))
        if field["/FT"] == "/Tx":
            values[name] = f"{number} {LONG}" if flags & MULTILINE else f"{number}."
        elif flags & RADIO:
            states = [state for state in field["/_States_"] if state != "/Off"]
            values[name] = states[number % len(states)]
        else:
            values[name] = "/Yes"
    return values


def fill_with_pypdf(wanted: Iterable[Filled]) -> None:
    """Each page with what belongs on it: pypdf looks for every value at every place of a page."""
    logging.getLogger("pypdf").setLevel(logging.ERROR)  # of every place it says that the form's font is a small one
    for one in wanted:
        writer = pypdf.PdfWriter(clone_from=one.empty)
        for page in writer.pages:
            if here := {name: one.values[name] for name in names_on(page) if name in one.values}:
                writer.update_page_form_field_values(page, here, auto_regenerate=False)
        writer.write(one.full)


def names_on(page: pypdf.PageObject) -> set[str]:
    """The whole names of the places on a page: a radio has that of its group."""
    names = set()
    for each in page.get("/Annots", []):
        place, parts = each.get_object(), list[str]()
        while place is not None:
            parts += [place["/T"]] if "/T" in place else []
            place = place["/Parent"].get_object() if "/Parent" in place else None
        names.add(".".join(reversed(parts)))
    return names


@pytest.fixture(scope="module")
def a4(sheets: list[tuple[press.Order, Path]]) -> dict[str, Path]:
    """The A4 sheets by name."""
    return {Path(order.path).stem: file for order, file in sheets if order.path.count(".") == 2}


def fill_with_pdfjs(wanted: Iterable[Filled]) -> None:
    """All files at once: node is slow to begin."""
    jobs = [
        {
            "input": str(one.empty),
            "output": str(one.full),
            "values": {name: value.removeprefix("/") for name, value in one.values.items()},
        }
        for one in wanted
    ]
    node = shutil.which("node")
    assert node, "node is not there: make test sets it up"
    command = [node, str(ROOT / "tests/pdfjs_fill.mjs"), "/dev/stdin"]
    subprocess.run(command, input=json.dumps(jobs).encode(), check=True, cwd=ROOT, timeout=200)


FILLERS: dict[str, Callable[[Iterable[Filled]], None]] = {"pypdf": fill_with_pypdf, "pdf.js": fill_with_pdfjs}


@pytest.fixture(scope="module", params=FILLERS)
def filled(
    request: pytest.FixtureRequest,
    orders: list[press.Order],
    drawn: dict[str, Path],
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, Filled]:
    """Every sheet on every paper and every set on A4, by its name, filled in by one stranger or the other."""
    folder = tmp_path_factory.mktemp("filled")
    wanted = (drawn[order.path] for order in orders if order.page or SET_ON_A4.search(order.path))
    found = {file.stem: Filled(file, values_for(file), folder / file.name) for file in wanted}
    FILLERS[request.param](found.values())
    return found


def test_fields_have_spoken_labels_and_follow_the_reading_order(a4: dict[str, Path]) -> None:
    count = 0
    for name, file in a4.items():
        reader = pypdf.PdfReader(file)
        for page in reader.pages:
            assert str(page["/Tabs"]) == "/S", name
            for each in page.get("/Annots", []):
                widget = each.get_object()
                if widget["/Subtype"] == "/Widget":
                    assert widget["/TU"].strip(), name
                    count += 1
    print(f"{count} places in {len(a4)} sheets")


def test_every_answer_is_read_back_and_the_file_is_still_tagged(filled: dict[str, Filled]) -> None:
    places = 0
    for name, one in filled.items():
        fields = pypdf.PdfReader(one.full).get_fields() or {}
        wrong = {n: str(fields[n].value) for n, value in one.values.items() if str(fields[n].value) != value}
        assert not wrong, f"{name}: {wrong}"
        assert checker.validate_pdf(str(one.full), profile="ua1").is_compliant, name
        places += len(one.values)
    print(f"{places} answers in {len(filled)} files")


def ink(file: Path) -> list[Image.Image]:
    """The pages in grey, forms and all."""
    document = pypdfium2.PdfDocument(file)
    document.init_forms()
    return [page.render(scale=SCALE, grayscale=True).to_pil().convert("L") for page in document]


def rectangles(file: Path) -> list[list[tuple[int, int, int, int]]]:
    """Where the places to fill in are, in pixels (left, top, right, bottom), with a pixel around them."""
    with pikepdf.open(file) as document:
        return [
            [
                _pixels([float(n) for n in each.Rect], height)
                for each in page.get("/Annots", ())
                if each.Subtype == "/Widget"
            ]
            for page, height in ((page, float(page.mediabox[3] - page.mediabox[1])) for page in document.pages)
        ]


def _pixels(box: list[float], height: float) -> tuple[int, int, int, int]:
    x0, y0, x1, y1 = box
    left, top = max(0, int(x0 * SCALE) - 1), max(0, int((height - y1) * SCALE) - 1)
    return left, top, int(x1 * SCALE) + 2, int((height - y0) * SCALE) + 2


def test_ink_comes_inside_the_places_and_nowhere_else(filled: dict[str, Filled]) -> None:
    looked = 0
    for name, one in filled.items():
        for empty, full, boxes in zip(ink(one.empty), ink(one.full), rectangles(one.empty), strict=True):
            _only_inside(empty, full, boxes, name)
            looked += len(boxes)
    print(f"{looked} places looked at")


def _only_inside(empty: Image.Image, full: Image.Image, boxes: list[tuple[int, int, int, int]], name: str) -> None:
    """What was filled in is seen in every box but that of a radio which was not chosen, and around them nothing is."""
    changed = ImageChops.difference(empty, full).point(lambda shade: 255 if shade > 24 else 0)
    outside = changed.copy()
    for box in boxes:
        ImageDraw.Draw(outside).rectangle(box, fill=0)
    assert outside.getbbox() is None, f"{name}: ink outside the places to fill in"
    untouched = [box for box in boxes if changed.crop(box).getbbox() is None]
    radios = sum(box[2] - box[0] < 26 for box in untouched)
    assert len(untouched) == radios, f"{name}: {len(untouched) - radios} answers cannot be seen"


def test_an_empty_sheet_shows_its_lines_in_every_viewer(a4: dict[str, Path]) -> None:
    """The lines inside a place are the look of the empty field: pdfium and poppler must draw it."""
    file = a4["repair-note.nl"]
    poppler = subprocess.run(
        ["pdftoppm", "-gray", "-r", "50", "-f", "1", "-l", "1", file], capture_output=True, check=True, timeout=60
    )
    for page in (ink(file)[0], Image.open(io.BytesIO(poppler.stdout))):
        dark = page.point(lambda shade: 255 if shade < 215 else 0)
        rows = [sum(dark.crop((0, y, dark.width, y + 1)).tobytes()) / 255 for y in range(dark.height)]
        assert sum(row > 280 for row in rows) >= 8
