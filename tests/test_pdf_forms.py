"""Every field of every sheet, filled in by two strangers to our code: read back, looked at, still tagged."""

import io
import json
import re
import shutil
import subprocess
from pathlib import Path

import page as checker
import pypdf
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageDraw

from microsite.documents import press
from pdf_fixtures import ROOT

MULTILINE, RADIO = 1 << 12, 1 << 15
SCALE = 50 / 72
"""Pixels a point: enough to see where ink is."""
Filled = dict[str, dict[str, tuple[Path, Path, dict[str, str]]]]
"""By what it was filled in, by name: the empty file, the filled one, the values."""
SET_ON_A4 = re.compile(r"/set-[^.]+\.[a-z]+\.pdf$")
LONG = "Ik werd stil en keek naar de vloer, want ik dacht dat Élise en Łukasz boos waren. Later zei ik “ik ben bang”."


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


def fill_with_pypdf(file: Path, output: Path, values: dict[str, str]) -> None:
    writer = pypdf.PdfWriter(clone_from=file)
    for page in writer.pages:
        writer.update_page_form_field_values(page, values, auto_regenerate=False)
    writer.write(output)


@pytest.fixture(scope="module")
def a4(sheets: list[tuple[press.Order, Path]]) -> dict[str, Path]:
    """The A4 sheets by name."""
    return {Path(order.path).stem: file for order, file in sheets if order.path.count(".") == 2}


@pytest.fixture(scope="module")
def filled(orders: list[press.Order], drawn: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Filled:
    """Every sheet on every paper and every set on A4, empty and filled by either, with the values."""
    folder = tmp_path_factory.mktemp("filled")
    found: Filled = {"pypdf": {}, "pdf.js": {}}
    jobs = []
    wanted = {
        Path(order.path).stem: drawn[order.path] for order in orders if order.page or SET_ON_A4.search(order.path)
    }
    for name, file in wanted.items():
        values = values_for(file)
        one, two = folder / f"{name}.pypdf.pdf", folder / f"{name}.pdfjs.pdf"
        fill_with_pypdf(file, one, values)
        found["pypdf"][name] = (file, one, values)
        found["pdf.js"][name] = (file, two, values)
        jobs.append(
            {"input": str(file), "output": str(two), "values": {n: v.removeprefix("/") for n, v in values.items()}}
        )
    (folder / "jobs.json").write_text(json.dumps(jobs), "utf-8")
    node = shutil.which("node")
    assert node, "node is not there: make test sets it up"
    script = ROOT / "tests/pdfjs_fill.mjs"
    subprocess.run([node, script, folder / "jobs.json"], check=True, cwd=ROOT, timeout=200)
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


@pytest.mark.parametrize("by", ["pypdf", "pdf.js"])
def test_every_answer_is_read_back_and_the_file_is_still_tagged(by: str, filled: Filled) -> None:
    places = 0
    for name, (_, file, values) in filled[by].items():
        fields = pypdf.PdfReader(file).get_fields() or {}
        wrong = {n: str(fields[n].value) for n, value in values.items() if str(fields[n].value) != value}
        assert not wrong, f"{name}: {wrong}"
        assert checker.validate_pdf(str(file), profile="ua1").is_compliant, name
        places += len(values)
    print(f"{places} answers in {len(filled[by])} files")


def ink(file: Path) -> list[Image.Image]:
    """The pages in grey, forms and all."""
    document = pypdfium2.PdfDocument(file)
    document.init_forms()
    return [page.render(scale=SCALE, grayscale=True).to_pil().convert("L") for page in document]


def rectangles(file: Path) -> list[list[tuple[int, int, int, int]]]:
    """Where the places to fill in are, in pixels (left, top, right, bottom), with a pixel around them."""
    found = []
    for page in pypdf.PdfReader(file).pages:
        height = float(page.mediabox.height)
        boxes = [w.get_object()["/Rect"] for w in page.get("/Annots", []) if w.get_object()["/Subtype"] == "/Widget"]
        found.append([_pixels([float(n) for n in box], height) for box in boxes])
    return found


def _pixels(box: list[float], height: float) -> tuple[int, int, int, int]:
    x0, y0, x1, y1 = box
    left, top = max(0, int(x0 * SCALE) - 1), max(0, int((height - y1) * SCALE) - 1)
    return left, top, int(x1 * SCALE) + 2, int((height - y0) * SCALE) + 2


@pytest.mark.parametrize("by", ["pypdf", "pdf.js"])
def test_ink_comes_inside_the_places_and_nowhere_else(by: str, filled: Filled) -> None:
    looked = 0
    for name, (empty, file, _) in filled[by].items():
        for before, after, boxes in zip(ink(empty), ink(file), rectangles(empty), strict=True):
            changed = ImageChops.difference(before, after).point(lambda shade: 255 if shade > 24 else 0)
            outside = changed.copy()
            for box in boxes:
                ImageDraw.Draw(outside).rectangle(box, fill=0)
            assert outside.getbbox() is None, f"{name}: ink outside the places to fill in"
            untouched = [box for box in boxes if changed.crop(box).getbbox() is None]
            radios = sum(box[2] - box[0] < 26 for box in untouched)
            assert len(untouched) == radios, f"{name}: {len(untouched) - radios} answers cannot be seen"
            looked += len(boxes)
    print(f"{looked} places looked at")


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
