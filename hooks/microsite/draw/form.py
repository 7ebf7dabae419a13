"""Typst's link boxes → fillable form fields, in a PDF that stays PDF/UA-1.

For every `link("field:NAME")` Typst has already written the rectangle, the structure element and its
object reference, in reading order. Here each /Link annotation becomes a /Widget and each /Link
structure element a /Form; nothing is measured. `link("field:NAME|25.5")` asks for ruled lines 25.5 pt
apart as the look of the empty field: when an answer is typed, every viewer draws a look of its own
instead, and no text stands on a line (pypdf, for one, does not paint a field's background). For a
mark the number is its size, in the middle of an area that is easy to hit.
Delete this module the day Typst has forms
(typst/typst issues 1765 and 2421).
"""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, String

from microsite.draw import form_font, tags
from microsite.fields.base import Input
from microsite.place.scripts import FONTS, SCRIPTS

pikepdf.settings.set_flate_compression_level(9)

SCHEME = "field:"
RESOURCE = "Webdings"
"""What the font of answers is called in the form, whatever it is. PDFium asks a font of that name for every letter;
any other it asks for Latin letters only, and takes the rest from the reader's machine, if that has them."""

ABOVE_LINE = 0.8 * 72 / 25.4
"""Points between the last ruled line and the field above it (paper.typ: 0.8 mm)."""
MULTILINE, RADIO = 1 << 12, 1 << 15
"""Radios have no NoToggleToOff: a private choice can be taken back."""
PRINTED = 4
MIDDLE, RIGHT = 1, 2


@dataclass(frozen=True)
class Answers:
    """How typed answers look: font, size in points, from which side, colours of answers and of lines."""

    font: str = SCRIPTS["latin"].answers
    size: int = 11
    from_right: bool = False
    ink: str = "#26212e"
    rule: str = "#76707f"


@dataclass
class _Form:
    pdf: pikepdf.Pdf
    inputs: Mapping[str, Input]
    answers: Answers
    fields: list[Object] = field(default_factory=list)
    groups: dict[str, Object] = field(default_factory=dict)
    drawn: dict[tuple[str, float, float], Object] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)


def make_fillable(data: bytes, inputs: Iterable[Input], answers: Answers = Answers()) -> bytes:
    """`data` with a form field for each of `inputs`, whose names stand in its link boxes.

    The same bytes for the same input. Raises
    ValueError when an input has no box in the drawing, or a box no input.
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        form = _Form(pdf, {each.name: each for each in inputs}, answers)
        parents = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
        for page in pdf.pages:
            for name, annotation in _links(page.obj):
                _to_widget(form, name, annotation, page.obj)
                parents[int(annotation.StructParent)].S = Name.Form
            page.obj.Tabs = Name.S
        if missing := set(form.inputs) - form.seen:
            raise ValueError(f"not in the drawing: {sorted(missing)[:5]}")
        tags.take_glue_out(pdf)
        tags.head_rows(pdf)
        if form.fields:
            pdf.Root.AcroForm = pdf.make_indirect(_acro_form(form))
        out = io.BytesIO()
        packed = pikepdf.ObjectStreamMode.generate
        pdf.save(out, deterministic_id=True, object_stream_mode=packed, recompress_flate=True)
        return out.getvalue()


def _links(page: Object) -> Iterator[tuple[str, Object]]:
    for annotation in page.get(Name.Annots, Array()):
        uri = str(annotation.get(Name.A, Dictionary()).get(Name.URI, ""))
        if annotation.get(Name.Subtype) == Name.Link and uri.startswith(SCHEME):
            yield uri.removeprefix(SCHEME), annotation


def _to_widget(form: _Form, address: str, widget: Object, page: Object) -> None:
    name, _, gap = unquote(address).partition("|")
    each = form.inputs[name]
    form.seen.add(name)
    for key in (Name.A, Name.Border, Name.Contents, Name.QuadPoints, Name.BS):
        if key in widget:
            del widget[key]
    widget.Subtype, widget.P, widget.F, widget.TU = Name.Widget, page, PRINTED, String(each.spoken)
    _MAKE[each.mark](form, each, widget, float(gap or 0))


def _name(name: str) -> String:
    """A dot would make a hierarchy of fields; ids never hold an underscore."""
    return String(name.replace(".", "_"))


def _make_text(form: _Form, each: Input, widget: Object, gap: float) -> None:
    widget.FT, widget.T, widget.V = Name.Tx, _name(each.name), String("")
    width, height = _box(widget)
    multiline = each.mark == "paragraph" or (each.mark == "text" and height > 2.2 * form.answers.size)
    widget.Ff = MULTILINE if multiline else 0
    widget.DA = String(f"/{RESOURCE} {form.answers.size} Tf {_colour(form.answers.ink)} rg")
    if each.mark == "number":
        widget.Q = MIDDLE
    elif form.answers.from_right:
        widget.Q = RIGHT
    widget.AP = Dictionary(N=_drawing(form, f"text {gap}", width, height, _ruled(form, width, height, gap)))
    form.fields.append(widget)


def _colour(value: str) -> str:
    """A colour "#rrggbb" as PDF's operators take it: three parts from 0 to 1."""
    return " ".join(f"{part / 255:.3g}" for part in bytes.fromhex(value[1:]))


def _ruled(form: _Form, width: float, height: float, gap: float) -> str:
    """Lines `gap` apart, counted from the one that stands on the page under the field; none without a gap."""
    if not gap:
        return "/Tx BMC EMC"
    levels = (i * gap - ABOVE_LINE for i in range(1, math.ceil(height / gap)))
    lines = (f"0 {level:.2f} m {width} {level:.2f} l S" for level in levels)
    return f"q {_colour(form.answers.rule)} RG 0.6 w {' '.join(lines)} Q /Tx BMC EMC"


def _make_tick(form: _Form, each: Input, widget: Object, size: float) -> None:
    w, h = _box(widget)
    s = size or min(w, h)
    x, y = (w - s) / 2, (h - s) / 2
    points = ((x + s * across, y + s * up) for across, up in ((0.2, 0.52), (0.42, 0.26), (0.82, 0.78)))
    lines = "{} {} m {} {} l {} {} l".format(*(f"{n:.2f}" for point in points for n in point))
    tick = f"q {_colour(form.answers.ink)} RG 1.9 w 1 J 1 j {lines} S Q"
    widget.FT, widget.T, widget.V, widget.AS = Name.Btn, _name(each.name), Name.Off, Name.Off
    widget.MK = Dictionary(CA=String("4"))
    widget.AP = Dictionary(
        N=Dictionary(Yes=_drawing(form, f"tick {size}", w, h, tick), Off=_drawing(form, "off", w, h, ""))
    )
    form.fields.append(widget)


def _make_radio(form: _Form, each: Input, widget: Object, size: float) -> None:
    w, h = _box(widget)
    state = each.state
    widget.AS, widget.MK = Name.Off, Dictionary(CA=String("l"))
    ink = _colour(form.answers.ink)
    dot = f"q /G gs {ink} rg {ink} RG 2.2 w {_circle(w / 2, h / 2, (size or min(w, h)) / 2 - 1.2)} B Q"
    on = _drawing(form, f"radio {size}", w, h, dot)
    widget.AP = Dictionary(N=Dictionary({f"/{state}": on, "/Off": _drawing(form, "off", w, h, "")}))
    group = form.groups.get(each.group)
    if group is None:
        group = form.pdf.make_indirect(
            Dictionary(FT=Name.Btn, Ff=RADIO, T=_name(each.group), TU=String(each.asks), V=Name.Off, Kids=Array())
        )
        form.groups[each.group] = group
        form.fields.append(group)
    widget.Parent = group
    group.Kids.append(widget)


_MAKE: dict[str, Callable[[_Form, Input, Object, float], None]] = {
    "text": _make_text,
    "number": _make_text,
    "paragraph": _make_text,
    "tick": _make_tick,
    "radio": _make_radio,
}


def _box(widget: Object) -> tuple[float, float]:
    x0, y0, x1, y1 = (float(n) for n in widget.Rect)
    return round(x1 - x0, 1), round(y1 - y0, 1)


def _drawing(form: _Form, kind: str, width: float, height: float, operators: str) -> Object:
    """A form XObject, one for all fields of the same kind and size."""
    key = (kind, width, height)
    if key not in form.drawn:
        stream = form.pdf.make_stream(operators.encode("ascii"))
        stream.Type, stream.Subtype, stream.BBox = Name.XObject, Name.Form, Array([0, 0, width, height])
        shade = Dictionary(ExtGState=Dictionary(G=Dictionary(ca=0.25))) if kind.startswith("radio") else Dictionary()
        stream.Resources = shade
        form.drawn[key] = stream
    return form.drawn[key]


def _circle(x: float, y: float, r: float) -> str:
    k = r * 0.5523
    return (
        f"{x + r:.2f} {y:.2f} m {x + r:.2f} {y + k:.2f} {x + k:.2f} {y + r:.2f} {x:.2f} {y + r:.2f} c "
        f"{x - k:.2f} {y + r:.2f} {x - r:.2f} {y + k:.2f} {x - r:.2f} {y:.2f} c "
        f"{x - r:.2f} {y - k:.2f} {x - k:.2f} {y - r:.2f} {x:.2f} {y - r:.2f} c "
        f"{x + k:.2f} {y - r:.2f} {x + r:.2f} {y - k:.2f} {x + r:.2f} {y:.2f} c h"
    )


def _acro_form(form: _Form) -> Dictionary:
    fonts = Dictionary({f"/{RESOURCE}": form_font.font(form.pdf, FONTS / form.answers.font)})
    look = String(f"/{RESOURCE} {form.answers.size} Tf 0 g")
    return Dictionary(Fields=Array(form.fields), DA=look, DR=Dictionary(Font=fonts))
