"""Answers in many scripts: typed by strangers to our code, drawn with our font, and read back letter by letter."""

import io
from collections.abc import Callable, Mapping
from pathlib import Path

import page as checker
import pikepdf
import pypdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from microsite.draw import form, form_font
from microsite.draw.compilers import compiler
from microsite.fields.base import Input
from microsite.place.scripts import FONTS, SCRIPTS, ScriptName

ALPHABETS: Mapping[ScriptName, Mapping[str, str]] = {
    "latin": {
        "pl": "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ",
        "cs": "áčďéěíňóřšťúůýžČŘŠŽ",
        "tr": "çğıöşüÇĞİÖŞÜ",
        "ro": "ăâîșțĂÂÎȘȚ",
        "hu": "áéíóöőúüűŐŰ",
        "cy": "âêîôûŵŷŴŶ",
        "nl": "éëïóöü’“”€–…",
    },
    "arabic": {"ar": "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأإؤئةى،؟", "latin too": "abcABC0123"},
}
TEXTS: list[tuple[ScriptName, str]] = [
    ("latin", "Żółć Ayşe Ștefan Ősi Ŵyn"),
    ("latin", "café – “één” €"),
    ("arabic", "سلام عليكم"),
]
SHEET = """#set document(title: "t", date: none)
#set text(lang: "nl", font: "Atkinson Hyperlegible Next", fallback: false)
#set page(width: 120mm, height: 60mm)
= T
#link("field:one", box(width: 80mm, height: 10mm))
"""


def drawn() -> bytes:
    made = compiler().compile(input=SHEET.encode(), format="pdf", pdf_standards=["ua-1"], timestamp=0)
    assert isinstance(made, bytes)
    return made


def empty(script: ScriptName) -> bytes:
    """A page with one field for a line of text."""
    return form.make_fillable(drawn(), [Input("one", "text", "One")], form.Answers(SCRIPTS[script].answers))


def by_pypdf(data: bytes, text: str, file: Path) -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    writer.update_page_form_field_values(writer.pages[0], {"one": text}, auto_regenerate=False)
    writer.write(file)


def by_pdfium(data: bytes, text: str, file: Path) -> None:
    """Typed letter by letter, as in Chrome."""
    document = pypdfium2.PdfDocument(data)
    document.init_forms()
    page = document[0]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        x0, y0, x1, y1 = (float(n) for n in pdf.pages[0].Annots[0].Rect)
    at, around = ((x0 + x1) / 2, (y0 + y1) / 2), document.formenv.raw
    pdfium.FORM_OnAfterLoadPage(page.raw, around)
    pdfium.FORM_OnMouseMove(around, page.raw, 0, *at)
    pdfium.FORM_OnLButtonDown(around, page.raw, 0, *at)
    pdfium.FORM_OnLButtonUp(around, page.raw, 0, *at)
    for letter in text:
        pdfium.FORM_OnChar(around, page.raw, ord(letter), 0)
    pdfium.FORM_ForceToKillFocus(around)
    document.save(file)


def drawn_letters(file: Path) -> str:
    """What the look of the field draws, by the map of its font from glyphs to letters, in whatever order."""
    document = pypdfium2.PdfDocument(file)
    page = document[0]
    assert pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_PRINT) == pdfium.FLATTEN_SUCCESS
    flat = io.BytesIO()
    document.save(flat)
    text: str = pypdfium2.PdfDocument(flat.getvalue())[0].get_textpage().get_text_bounded()
    return text


@pytest.mark.parametrize(("script", "lang"), [(script, lang) for script in ALPHABETS for lang in ALPHABETS[script]])
def test_the_font_of_answers_holds_the_alphabet(script: ScriptName, lang: str) -> None:
    held = form_font.held(FONTS / SCRIPTS[script].answers)
    assert not set(ALPHABETS[script][lang]) - held


@pytest.mark.parametrize("type_it", [by_pypdf, by_pdfium], ids=["pypdf", "PDFium"])
@pytest.mark.parametrize(("script", "text"), TEXTS)
def test_what_is_typed_is_kept_drawn_and_still_tagged(
    type_it: Callable[[bytes, str, Path], None], script: ScriptName, text: str, tmp_path: Path
) -> None:
    data, file = empty(script), tmp_path / "filled.pdf"
    type_it(data, text, file)
    fields = pypdf.PdfReader(file).get_fields()
    assert fields
    assert fields["one"]["/V"] == text
    assert sorted(set(text) - {" "}) == sorted(set(text) & set(drawn_letters(file)) - {" "})
    assert checker.validate_pdf(str(file), profile="ua1").is_compliant


def test_an_empty_form_is_tagged_and_the_same_each_time() -> None:
    one, two = empty("latin"), empty("latin")
    assert one == two


def test_answers_from_the_right_stand_at_the_right() -> None:
    made = form.make_fillable(drawn(), [Input("one", "text", "One")], form.Answers(from_right=True))
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert int(pdf.Root.AcroForm.Fields[0].Q) == form.RIGHT
