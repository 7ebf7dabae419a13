"""The A5 edition: large letters made smaller, to fill in; and the same laid out to print, fold and staple."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, String

MM = 72 / 25.4
A5 = math.sqrt(0.5)
"""What an A4 page is made smaller by: letters of 16 points become 11."""
SIDES = {"fold": (297 * MM, 210 * MM), "fold-letter": (279.4 * MM, 215.9 * MM)}
"""The sides of the paper that is folded, lying."""
QUIRE = 12
"""The most sheets that a stapler takes; more are folded in several parts."""
TAGGED = {"BDC", "BMC", "EMC", "DP", "MP"}
_SIZE = re.compile(r"([\d.]+) Tf")

EDITIONS = ("a5", *SIDES)
"""The papers of this module, beside a4, letter and large."""


def made(data: bytes, edition: str, says: str, *, from_right: bool = False) -> bytes:
    """A finished document in large print as one of EDITIONS.

    `says` is what is read out for a side that is to be folded, with `{left}` and `{right}` for its pages. The same
    bytes for the same input.
    """
    with pikepdf.open(io.BytesIO(data)) as document:
        if edition in SIDES:
            _fold(document, SIDES[edition], says, from_right=from_right)
        else:
            for page in document.pages:
                _make_smaller(document, page.obj)
        out = io.BytesIO()
        packed = pikepdf.ObjectStreamMode.generate
        document.save(out, deterministic_id=True, object_stream_mode=packed, recompress_flate=True)
        return out.getvalue()


def _make_smaller(document: pikepdf.Pdf, page: Object) -> None:
    """Everything on a page at A5's size: what is drawn, the places to fill in, and where bookmarks lead."""
    for box in ("/MediaBox", "/CropBox", "/TrimBox", "/BleedBox", "/ArtBox"):
        if box in page:
            page[box] = Array([round(float(side) * A5, 2) for side in page[box]])
    before, after = (document.make_stream(each) for each in (f"q {A5:.5f} 0 0 {A5:.5f} 0 0 cm\n".encode(), b"\nQ"))
    contents = page.Contents
    page.Contents = Array([before, *(contents if isinstance(contents, Array) else [contents]), after])
    for each in page.get(Name.Annots, Array()):
        each.Rect = Array([round(float(side) * A5, 2) for side in each.Rect])
        if Name.DA in each:
            each.DA = String(_SIZE.sub(lambda size: f"{float(size[1]) * A5:.1f} Tf", str(each.DA)))
        if Name.QuadPoints in each:
            each.QuadPoints = Array([round(float(side) * A5, 2) for side in each.QuadPoints])


def quires(pages: int) -> list[range]:
    """The pages of each part that is folded by itself, from 0; the last may go beyond the last page."""
    sheets = math.ceil(pages / 4)
    parts = math.ceil(sheets / QUIRE)
    sizes = [sheets // parts + (part < sheets % parts) for part in range(parts)]
    starts = [4 * sum(sizes[:part]) for part in range(parts)]
    return [range(start, start + 4 * size) for start, size in zip(starts, sizes, strict=True)]


def sides(quire: range) -> Iterator[tuple[int, int]]:
    """The pages on the left and the right of each side of paper, front and back in turn."""
    for i in range(len(quire) // 2):
        outer, inner = quire[len(quire) - 1 - i], quire[i]
        yield (outer, inner) if i % 2 == 0 else (inner, outer)


def _fold(document: pikepdf.Pdf, size: tuple[float, float], says: str, *, from_right: bool) -> None:
    forms = [_as_form(document, page) for page in document.pages]
    pairs = [pair for quire in quires(len(forms)) for pair in sides(quire)]
    for key in (Name.AcroForm, Name.Outlines, Name.Names, Name.Dests, Name.PageLabels, Name.OpenAction):
        if key in document.Root:
            del document.Root[key]
    while document.pages:
        del document.pages[-1]
    root = document.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    whole = document.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root, K=Array()))
    numbers = Array()
    for count, (left, right) in enumerate(pairs):
        page = document.add_blank_page(page_size=size).obj
        _lay(
            document,
            page,
            [(each, forms[each]) for each in _order(left, right, from_right) if each < len(forms)],
            pair=_order(left, right, from_right),
        )
        page.StructParents, page.Tabs = count, Name.S
        spoken = says.format(left=left + 1, right=right + 1)
        figure = document.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Figure, P=whole, Pg=page, K=0, Alt=String(spoken),
                       A=Dictionary(O=Name.Layout, BBox=Array([0, 0, size[0], size[1]])))
        )  # fmt: skip
        whole.K.append(figure)
        numbers.append(count)
        numbers.append(Array([figure]))
    root.K, root.ParentTree = Array([whole]), document.make_indirect(Dictionary(Nums=numbers))
    document.Root.StructTreeRoot = root


def _order(left: int, right: int, from_right: bool) -> tuple[int, int]:
    return (right, left) if from_right else (left, right)


def _as_form(document: pikepdf.Pdf, page: pikepdf.Page) -> Object:
    """A page as one drawing without tags, with the lines of its empty places to fill in."""
    kept = [each for each in pikepdf.parse_content_stream(page) if str(each.operator) not in TAGGED]
    resources: dict[str, Object] = dict(page.obj.Resources.items()) if Name.Resources in page.obj else {}
    drawn = Dictionary(dict(resources["/XObject"].items()) if "/XObject" in resources else {})
    placed = []
    for number, (look, x, y) in enumerate(_looks(page.obj)):
        drawn[f"/Look{number}"] = look
        placed.append(f"q 1 0 0 1 {x:.2f} {y:.2f} cm /Look{number} Do Q")
    form = document.make_stream(pikepdf.unparse_content_stream(kept) + b"\n" + "\n".join(placed).encode())
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([float(side) for side in page.mediabox])
    form.Resources = Dictionary({**resources, "/XObject": drawn})
    return form


def _looks(page: Object) -> Iterator[tuple[Object, float, float]]:
    """The looks of empty fields that have lines in them, and where each stands."""
    for each in page.get(Name.Annots, Array()):
        look = each.get(Name.AP, Dictionary()).get(Name.N)
        if isinstance(look, pikepdf.Stream) and b" l S" in look.read_bytes():
            yield look, float(each.Rect[0]), float(each.Rect[1])


def _lay(document: pikepdf.Pdf, page: Object, forms: list[tuple[int, Object]], pair: tuple[int, int]) -> None:
    """One side: each page as large as its half of the paper holds; one that lies is turned."""
    width, height = float(page.MediaBox[2]) / 2, float(page.MediaBox[3])
    operators = ["/Figure <</MCID 0>> BDC"]
    page.Resources = Dictionary(XObject=Dictionary({f"/P{number}": form for number, form in forms}))
    for number, form in forms:
        wide, high = (float(side) for side in form.BBox[2:])
        lies = wide > high
        across, up = (high, wide) if lies else (wide, high)
        scale = min(width / across, height / up)
        x = pair.index(number) * width + (width - across * scale) / 2
        y = (height - up * scale) / 2
        turn = (
            f"0 {scale:.5f} {-scale:.5f} 0 {x + across * scale:.2f} {y:.2f}"
            if lies
            else f"{scale:.5f} 0 0 {scale:.5f} {x:.2f} {y:.2f}"
        )
        operators.append(f"q {turn} cm /P{number} Do Q")
    page.Contents = document.make_stream("\n".join([*operators, "EMC"]).encode())
