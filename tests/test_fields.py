"""Every kind of field, through its own examples: a model, parts that make sense alone, and paper."""

import re
from pathlib import Path
from typing import Any, get_args

import page as checker
import pypdf
import pypdfium2
import pytest
import typst

from microsite.content.page import WorksheetPage
from microsite.content.site import Site
from microsite.documents import pdf, recipe, sheet
from microsite.fields import KINDS
from microsite.fields.base import SCREEN_ONLY, Input, inputs
from microsite.source.front_matter import read_yaml
from microsite.web import worksheet
from pdf_fixtures import MM, made_up, squeezed, well_made, words_of, worksheet as worksheet_of
from site_languages import LANGUAGES

FIELDS = Path(__file__).parents[1] / "hooks/microsite/fields"
NAMES = sorted(KINDS)
PAPERS = ("a4", "letter", "large")


def example(kind: str, lang: str) -> list[dict[str, Any]]:
    path = FIELDS / kind / "example.yml"
    read = read_yaml(path.read_text("utf-8"), str(path))
    assert not read.problems
    return list(read.data[lang])


def example_page(kind: str, lang: str) -> WorksheetPage:
    return well_made(example(kind, lang), lang)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", NAMES)
def test_every_place_to_fill_in_has_a_name_of_its_own_and_a_label_that_makes_sense_alone(
    kind: str, lang: str, sheets_site: Site
) -> None:
    page = example_page(kind, lang)
    around = sheet.sheet_of(page, sheets_site)
    found = [each for field in page.fields for each in inputs(field.parts(around))]
    assert len({each.name for each in found}) == len(found)
    for each in found:
        assert each.spoken.strip(), each
        assert "{" not in each.spoken, each
        assert (each.mark == "radio") == bool(each.group and each.asks and each.value), each
    spoken = [(each.mark, each.group, each.spoken) for each in found]
    assert len(set(spoken)) == len(spoken), "two places sound the same"
    print(f"{kind} in {lang}: {len(found)} places")


@pytest.mark.parametrize("kind", NAMES)
def test_both_languages_show_the_same(kind: str) -> None:
    nl, en = (example(kind, lang) for lang in LANGUAGES)
    assert [(f["id"], f["kind"], sorted(f)) for f in nl] == [(f["id"], f["kind"], sorted(f)) for f in en]
    shown = {f["kind"] for f in nl} - {kind}
    assert shown <= {"people"}, "an example shows its own kind"


@pytest.mark.parametrize("kind", NAMES)
def test_the_examples_of_a_kind_show_every_key_it_has(kind: str) -> None:
    model = KINDS[kind]
    shown = {key for field in example(kind, "nl") if field["kind"] == kind for key in field}
    assert set(model.model_fields) - shown == set()


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("kind", NAMES)
def test_a_kind_on_paper(
    kind: str, paper: str, sheets_site: Site, typst_compiler: typst.Compiler, tmp_path: Path
) -> None:
    for lang in LANGUAGES:
        page = example_page(kind, lang)
        drawing = recipe.sheet_drawing(page, sheets_site, paper)
        file = tmp_path / f"{kind}.{lang}.{paper}.pdf"
        file.write_bytes(pdf.render(drawing, typst_compiler))
        assert checker.validate_pdf(str(file), profile="ua1").is_compliant
        names = {name for name, field in (pypdf.PdfReader(file).get_fields() or {}).items() if "/FT" in field}
        wanted = {(each.group or each.name).replace(".", "_") for each in drawing.inputs}
        assert names == wanted
        _no_word_is_lost(page, sheets_site, file)


def _no_word_is_lost(page: WorksheetPage, site: Site, file: Path) -> None:
    around, printed = sheet.sheet_of(page, site), words_of(file)
    for field in page.fields:
        texts = [field.label, field.hint or "", *_drawn_texts(field.parts(around))]
        lost = [word for text in texts for word in text.split() if squeezed(word) not in printed]
        assert not lost, f"{field.kind}: {lost}"


def _drawn_texts(parts: Any) -> list[str]:
    """Texts of parts; not keys of the screen, ids of pages, kinds of cells, names of marks and drawings."""
    if isinstance(parts, Input):
        return [parts.value] if parts.group else []
    if isinstance(parts, str):
        return [parts]
    if isinstance(parts, dict):
        silent = {SCREEN_ONLY, "id", "kind", "mark", "spoken", "asks", "icon"}
        return [text for key, value in parts.items() if key not in silent for text in _drawn_texts(value)]
    if isinstance(parts, list | tuple):
        return [text for value in parts for text in _drawn_texts(value)]
    return []


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        ({"kind": "scale", "min": 5, "max": 1, "low": "a", "high": "b"}, "'max' (1) must be more than 'min' (5)"),
        ({"kind": "scale", "max": 40, "low": "a", "high": "b"}, "41 steps; at most 11"),
        ({"kind": "table", "rows": 2, "columns": [{"label": f"k {i}"} for i in range(40)]}, "a list of 40"),
        ({"kind": "table", "rows": 300, "columns": [{"label": "k"}]}, "at most 40"),
        ({"kind": "checklist", "items": []}, "a list of 0"),
        (
            {"kind": "checklist", "items": ["a"], "groups": [{"label": "b", "items": ["c"]}]},
            "either 'items' or 'groups'",
        ),
        ({"kind": "lines", "label": "x" * 5000}, "5000 characters, at most 200"),
        ({"kind": "lines", "label": "bel\u0007"}, "U+0007"),
        ({"kind": "lines", "label": "   "}, "there is no text here"),
        ({"kind": "lines", "label": "w" * 41}, "a word of 41 letters"),
        ({"kind": "lines", "count": 13, "size": "large"}, "13 large lines"),
        ({"kind": "choice", "options": ["a"]}, "a list of 1"),
        ({"kind": "choice", "options": [{"text": "a", "exit": "Hulp"}, "b"]}, "form it must have"),
        ({"kind": "pairs", "left": "a", "right": "b"}, "nothing to fill in"),
        ({"kind": "cards"}, "no cards"),
        ({"kind": "timer"}, "give one of 'minutes'"),
        ({"kind": "timer", "minutes": 5, "options": [5, 10]}, "give one of 'minutes'"),
        ({"kind": "breath", "inhale": 6, "exhale": 4}, "must not be shorter"),
        ({"kind": "breath", "hold": 4}, "unknown key 'hold'"),
        ({"kind": "people", "count": 7}, "at most 6"),
        ({"kind": "people", "count": 2, "roles": ["a"]}, "1 roles for 2 places"),
        ({"kind": "circles", "mode": "map", "names": 2}, "3 to 6 people"),
        ({"kind": "circles"}, "'rings' come with"),
        ({"kind": "tracker", "count": 5, "things": [{"label": "a", "kind": "text"}]}, "a box to colour or a number"),
        ({"kind": "lines", "shape": "buble"}, "did you mean 'bubble'?"),
        (
            {"kind": "table", "shape": "ladder", "rows": 2, "columns": [{"label": "a", "kind": "tick"}]},
            "a text on each rung first",
        ),
        ({"kind": "table", "shape": "film", "rows": 5, "columns": [{"label": "a"}]}, "at most 4 moments"),
        ({"kind": "table", "shape": "ladder", "rows": 9, "columns": [{"label": "a"}]}, "at most 8 rungs"),
        ({"kind": "tracker", "shape": "jar", "count": 30, "things": ["a"]}, "at most 20 notes"),
        ({"kind": "pairs", "shape": "bowls", "left": "a", "right": "b", "blank": 5}, "room for 4 rows"),
        ({"kind": "cards", "cards": [{"front": "a", "icon": "lef"}]}, "no glyph is called 'lef'; did you mean 'leaf'?"),
        ({"kind": "scal"}, "did you mean 'scale'?"),
    ],
)
def test_a_limit_says_what_is_wrong(bad: dict[str, Any], message: str) -> None:
    found = made_up([{"id": "bad", "label": "Wat is er?"} | bad])
    assert isinstance(found, list), "this must be refused"
    said = "\n".join(map(str, found))
    assert message in said, said
    assert all(problem.line > 20 for problem in found), said


@pytest.mark.parametrize(
    "text",
    [
        "#let x = 1; #panic()",
        "$x^2$ *vet* _schuin_ `code` @naam <label> [haken] // weg",
        "<script>alert(1)</script> &amp; <b>vet</b>",
        "\\ ~ ^ { } % $ # & | \" ' = - + / 1. * - +",
        "→ ✓ ☐ … “ ” ‘ ’ – ½ € ë ñ ö ø ł ő",
    ],
)
def test_code_in_a_text_is_only_text(
    text: str, sheets_site: Site, typst_compiler: typst.Compiler, tmp_path: Path
) -> None:
    fields = [{"id": "a", "kind": "checklist", "label": text, "hint": text, "items": [text]}]
    page = well_made(fields, title=text)
    file = tmp_path / "sheet.pdf"
    file.write_bytes(pdf.render(recipe.sheet_drawing(page, sheets_site, "a4"), typst_compiler))
    printed = words_of(file)
    assert all(squeezed(word) in printed for word in text.split())
    assert printed.count(squeezed(text)[:8]) >= 3
    assert checker.validate_pdf(str(file), profile="ua1").is_compliant


SHAPES = sorted(
    (name, shape)
    for name, kind in KINDS.items()
    if "shape" in kind.model_fields
    for shape in get_args(get_args(kind.model_fields["shape"].annotation)[0])
)


@pytest.mark.parametrize(("kind", "shape"), SHAPES)
def test_every_shape_is_shown_and_drawn_on_page_and_paper(kind: str, shape: str) -> None:
    shown = {field.get("shape") for field in example(kind, "nl")}
    assert shape in shown
    assert all((FIELDS / kind / f"{shape}.{suffix}").is_file() for suffix in ("html", "css", "typ"))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", sorted({kind for kind, _ in SHAPES}))
def test_a_shape_on_the_page_has_the_places_it_has_on_paper(kind: str, lang: str, sheets_site: Site) -> None:
    page = example_page(kind, lang)
    around = sheet.sheet_of(page, sheets_site)
    for field in page.fields:
        if getattr(field, "shape", None):
            html = worksheet.field_html(field, page, sheets_site, {})["html"]
            names = set(re.findall(r' name="([^"]+)"', html))
            assert names == {each.group or each.name for each in inputs(field.parts(around))}, field.shape


@pytest.mark.parametrize("paper", PAPERS)
def test_cards_are_as_large_as_a_bank_card_around_the_middle_of_the_paper(
    paper: str, sheets_site: Site, typst_compiler: typst.Compiler
) -> None:
    """So that fronts and backs, which mirror them, lie on each other when the paper turns."""
    page = worksheet_of(sheets_site, "outside-in-cards", "nl")
    drawn = pypdfium2.PdfDocument(pdf.render(recipe.sheet_drawing(page, sheets_site, paper), typst_compiler))
    front = next(each for each in drawn if len(_edges(each)) == 2)
    left, middle = _edges(front)
    assert middle - left == pytest.approx(85.6 * MM, abs=0.8)
    assert middle == pytest.approx(front.get_width() / 2, abs=0.8)
    print(f"{paper}: cards {(middle - left) / MM:.1f} mm wide")


def _edges(page: pypdfium2.PdfPage) -> list[float]:
    """Where the coloured edges of cards begin, in points from the left."""
    scale = 3
    picture = page.render(scale=scale).to_pil().convert("RGB")
    row = [picture.getpixel((x, picture.height * 3 // 5)) for x in range(picture.width)]
    dark = [sum(pixel) < 330 and max(pixel) - min(pixel) > 40 for pixel in row]
    starts = [x for x in range(1, len(dark) - 12) if all(dark[x : x + 12]) and not dark[x - 1]]
    return [x / scale for x in starts]
