"""Examples: what a hand wrote fits its place and is read out, nothing can be filled in, and the notes are bound."""

import json
from pathlib import Path

import page as checker
import pikepdf
import pytest
import typst

from microsite.content.example import CHOSEN, filled
from microsite.content.page import WorksheetPage
from microsite.content.site import Site
from microsite.documents import collection, pdf, press, recipe
from microsite.documents.collection.drawing import drawing
from microsite.documents.sheet import sheet_inputs
from microsite.draw.compilers import ROOT, fonts
from pdf_fixtures import squeezed, well_made, words_of
from site_fixtures import Project

FIELDS = [
    {"id": "story", "kind": "lines", "label": "Mijn verhaal", "count": 2},
    {"id": "how", "kind": "scale", "label": "Hoe erg?", "min": 0, "max": 5, "low": "niet", "high": "heel"},
    {"id": "which", "kind": "choice", "label": "Wat kies je?", "options": ["blijven", "gaan"]},
    {"id": "seen", "kind": "checklist", "label": "Wat zag je?", "items": ["een boom", "een hond", "een fiets"]},
]


@pytest.fixture(scope="module")
def examples(sheets_site: Site) -> list[WorksheetPage]:
    """Every sheet of the site that has one."""
    return [page for lang in sheets_site.langs for page in sheets_site.catalogue.worksheets(lang) if page.front.example]


def test_every_answer_fits_its_place_and_is_in_the_file(
    examples: list[WorksheetPage],
    sheets_site: Site,
    drawn: dict[str, Path],
    built_project: Project,
    typst_compiler: typst.Compiler,
) -> None:
    assert examples
    too_long = []
    cache = press.kept(built_project.folder / ".cache/pdf")
    for page in examples:
        drawing = recipe.example_drawing(page, sheets_site)
        given = {"data": drawing.data, "tight": press.tightness(drawing, cache, typst_compiler)}
        asked = typst.Compiler(str(ROOT / drawing.template), root=str(ROOT), font_paths=fonts(), sys_inputs=given)
        too_long += [f"{page.file}: {name}" for name in json.loads(asked.query("<too-long>", field="value"))]
        file = drawn[sheets_site.example_path(page)]
        with pikepdf.open(file) as document:
            assert "/AcroForm" not in document.Root, page.file
        said = words_of(file)
        answers, wrong = filled(page.front.example or {}, sheet_inputs(page, sheets_site))
        assert not wrong
        missing = [text for text in answers.values() if text != CHOSEN and squeezed(text) not in said]
        assert not missing, f"{page.file}: {missing}"
    print(f"{len(examples)} examples")
    assert not too_long, "\n".join(too_long)


def test_an_example_is_tagged_and_its_marks_are_read_out(
    sheets_site: Site, typst_compiler: typst.Compiler, tmp_path: Path
) -> None:
    page = well_made(FIELDS, example={"story": "Ik bleef.", "how.0.0": 3, "which": 2, "seen": [1, 3]})
    data = pdf.render(recipe.example_drawing(page, sheets_site), typst_compiler)
    file = tmp_path / "example.pdf"
    file.write_bytes(data)
    assert checker.validate_pdf(str(file), profile="ua1").is_compliant
    word = sheets_site.words("nl")["example_mark"]
    with pikepdf.open(file) as document:
        spoken = [str(each.Alt) for each in document.objects if isinstance(each, pikepdf.Dictionary) and "/Alt" in each]
    assert spoken.count(word) == 4


@pytest.mark.parametrize(
    ("example", "message"),
    [
        ({"stry": "Ik bleef."}, "unknown answer 'stry'; did you mean 'story'?"),
        ({"story": True}, "here a text or a number is written"),
        ({"how.0.0": 9}, "no choice is 9; there are 0, 1, 2, 3, 4, 5"),
        ({"which": 3}, "no choice is 3; there are 1, 2"),
        ({"which": "blijven"}, "one of several is said by its number"),
        ({"seen": [4]}, "there is no box 4; the last is 3"),
        ({"seen": 1}, "what is ticked is a list of numbers, the first box is 1"),
        ({"seen.0.1": "ja"}, "a box to tick is 'true' or left out"),
    ],
)
def test_an_answer_that_fits_nowhere_is_named(example: dict[str, object], message: str, sheets_site: Site) -> None:
    page = well_made(FIELDS)
    _, wrong = filled(example, sheet_inputs(page, sheets_site))  # type: ignore[arg-type]
    assert [(key, text.split("; known")[0]) for key, text in wrong] == [(next(iter(example)), message)]


def test_a_set_for_helpers_binds_the_notes_and_the_examples(
    examples: list[WorksheetPage], sheets_site: Site, typst_compiler: typst.Compiler
) -> None:
    page = next(each for each in examples if each.front.helper)
    made = collection.own(sheets_site, page.lang, [page.id], helper=True)
    said = words_of(pdf.render(drawing(made, sheets_site, "a4"), typst_compiler))
    helper = page.front.helper
    assert helper
    for text in (helper.aim, helper.when_not, *helper.bring, *helper.ask):
        assert squeezed(text) in said, text
    assert squeezed(sheets_site.words(page.lang)["example_says"]) in said
    without = collection.own(sheets_site, page.lang, [page.id])
    assert squeezed(helper.aim) not in words_of(pdf.render(drawing(without, sheets_site, "a4"), typst_compiler))
