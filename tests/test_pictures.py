"""Every picture in both languages: whole, lean, named, and free of anything a page's policy would refuse."""

from __future__ import annotations

import io
import json
import re
import xml.etree.ElementTree as ET
from itertools import product
from pathlib import Path

import jinja2
import pytest
import typst
from PIL import Image

from microsite.content.page import KeyPage, TextPage, WorksheetPage
from microsite.place import design
from microsite.place.pictures import GLYPHS, coloured, glyph, on_page, read, read_words, svg
from site_fixtures import our_texts

FOLDER = Path(__file__).parents[1] / "docs/_data/pictures"
DRAWINGS, _ = read(FOLDER)
NAMES = set(DRAWINGS)
SCENES = {name for name, drawing in DRAWINGS.items() if "scene.jinja" in drawing}
LIGHT = design.tokens()["light"]
WORDS = {lang: read_words(FOLDER, lang, "").data for lang in ("nl", "en")}
BIG = {"map", "loop", "rings", "ladder", "window"}
PRESENTATION = set(
    "fill fill-opacity stroke stroke-width stroke-opacity stroke-linecap stroke-linejoin stroke-dasharray"
    " text-anchor".split()
)
ATTRIBUTES = PRESENTATION | set("viewBox role aria-labelledby id class font-size font-weight transform".split())
GEOMETRY = set("x y dy cx cy r rx width height d".split())
CLASSES = {"i-a", "i-w", "i-s", "i-c", "i-k", "i-t"}
every = pytest.mark.parametrize(("name", "lang"), sorted(product(NAMES, WORDS)))


def drawn(name: str, lang: str) -> ET.Element:
    return ET.fromstring(svg(name, DRAWINGS[name], WORDS[lang][name]))


def test_every_picture_has_words_in_every_language() -> None:
    keys, styles = range(1, 8), ("secure", "anxious", "avoidant", "disorganised")
    assert BIG | {f"key-{n}" for n in keys} | {f"style-{s}" for s in styles} == NAMES
    assert all(set(words) == NAMES for words in WORDS.values())


@every
def test_has_a_name_and_a_text_alternative(name: str, lang: str) -> None:
    root, words = drawn(name, lang), WORDS[lang][name]
    title, desc = list(root)[:2]
    assert (root.tag, root.get("role"), title.tag, desc.tag) == ("svg", "img", "title", "desc")
    assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
    assert (title.text, desc.text) == (words["title"], words["alt"].strip())
    assert len(words["title"]) <= 50
    assert words["alt"].strip().endswith(".")


@every
def test_only_shapes_and_words_without_style_script_or_links(name: str, lang: str) -> None:
    root = drawn(name, lang)
    assert {e.tag for e in root.iter()} <= set("svg title desc g path circle rect text tspan".split())
    assert {a for e in root.iter() for a in e.attrib} <= ATTRIBUTES | GEOMETRY
    assert not {"width", "height"} & set(root.attrib)


@every
def test_takes_every_colour_from_the_page(name: str, lang: str) -> None:
    for element in drawn(name, lang).iter():
        assert set(element.get("class", "i-k").split()) <= CLASSES
        assert {element.get("fill", "none"), element.get("stroke", "none")} <= {"none", "currentColor"}


@every
def test_ids_carry_the_name_of_the_picture(name: str, lang: str) -> None:
    ids = [i for e in drawn(name, lang).iter() if (i := e.get("id"))]
    assert len(set(ids)) == len(ids)
    assert all(i.startswith(f"{name}-") for i in ids)


@every
def test_is_lean(name: str, lang: str) -> None:
    most = 4096 if name in SCENES else 2500 if name in BIG else 900
    assert len(svg(name, DRAWINGS[name], WORDS[lang][name]).encode()) <= most


@every
def test_shows_every_word_it_is_given(name: str, lang: str) -> None:
    shown = [e.text for e in drawn(name, lang).iter() if e.tag in ("title", "desc", "text", "tspan")]
    for word in WORDS[lang][name].values():
        assert all(line in shown for line in word.strip().splitlines()), word


@every
def test_text_is_large_enough_for_a_phone(name: str, lang: str) -> None:
    root = drawn(name, lang)
    sizes = [float(e.get("font-size", "")) for e in root.iter() if "font-size" in e.attrib]
    width = float(root.get("viewBox", "").split()[2])
    assert all(size * 358 / width >= 13 for size in sizes)
    assert bool(sizes) == (name in BIG)
    assert all(e.get("class") == "i-t" for e in root.iter("text"))


@pytest.mark.parametrize("name", sorted(NAMES))
def test_both_languages_draw_the_same(name: str) -> None:
    nl, en = ([(e.tag, e.attrib) for e in drawn(name, lang).iter()] for lang in ("nl", "en"))
    assert nl == en
    assert set(WORDS["nl"][name]) == set(WORDS["en"][name])


def test_words_are_text_and_never_markup() -> None:
    words = {**WORDS["en"]["key-1"], "title": '<script>&"'}
    assert ET.fromstring(svg("key-1", DRAWINGS["key-1"], words))[0].text == '<script>&"'


def test_a_missing_word_or_picture_is_an_error() -> None:
    with pytest.raises(jinja2.UndefinedError, match="alt"):
        svg("key-1", DRAWINGS["key-1"], {"title": "Looking"})


@pytest.mark.parametrize("name", sorted(GLYPHS))
def test_a_glyph_is_small_wordless_and_takes_its_colours_from_the_page(name: str) -> None:
    drawn_glyph = glyph(name)
    root = ET.fromstring(drawn_glyph)
    assert len((FOLDER.parents[2] / f"hooks/microsite/place/pictures/glyphs/{name}.svg").read_bytes()) <= 1024
    assert (root.get("viewBox"), root.get("aria-hidden")) == ("0 0 48 48", "true")
    assert {e.tag.rpartition("}")[2] for e in root.iter()} <= set("svg g path circle rect".split())
    assert {a for e in root.iter() for a in e.attrib} <= (ATTRIBUTES | GEOMETRY | {"aria-hidden"}) - {"id"}
    assert {e.get(key, "none") for e in root.iter() for key in ("fill", "stroke")} <= {"none", "currentColor"}


def test_the_style_of_a_page_draws_the_lines_of_a_glyph_as_its_file_does() -> None:
    """On a page they are in the style, once for all."""
    style = (FOLDER.parents[2] / "hooks/microsite/web/layout/css/parts/glyph.css").read_text("utf-8")
    for name in GLYPHS:
        own = dict(re.findall(r'([\w-]+)="([^"]*)"', glyph(name).partition(">")[0]))
        shown = dict(re.findall(r'([\w-]+)="([^"]*)"', on_page(name).partition(">")[0]))
        moved = set(own) - set(shown) - {"xmlns"}
        assert moved == {"fill", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin"}
        assert all(f"{each}: {own[each]};" in style for each in moved), name


@pytest.mark.parametrize("name", sorted(GLYPHS))
def test_a_glyph_can_be_seen_where_it_is_small(name: str) -> None:
    """Nothing of it runs out of its square, and its lines are at least 1.2 pixels wide at 24 pixels."""
    drawn_glyph = pixels(coloured(glyph(name), LIGHT, "ink"))
    rows = [row for row in range(96) if any(drawn_glyph[row * 96 : (row + 1) * 96])]
    across = [col for col in range(96) if any(drawn_glyph[col::96])]
    assert rows
    assert min(rows[0], across[0]) >= 2
    assert max(rows[-1], across[-1]) <= 93, "it touches its edge"
    assert sum(drawn_glyph) / 96**2 > 0.04, "it is too faint"
    widths = [float(e.get("stroke-width", "2.5")) for e in ET.fromstring(glyph(name)).iter()]
    assert min(widths) / 2 >= 1.2


def pixels(drawing: str) -> list[bool]:
    """Which of the 96 × 96 pixels of a glyph are drawn on."""
    page = f'#set page(width: 48pt, height: 48pt, margin: 0pt)\n#image(bytes({json.dumps(drawing)}), format: "svg")'
    drawn_page = typst.compile(page.encode(), format="png", ppi=144)
    assert isinstance(drawn_page, bytes)
    with Image.open(io.BytesIO(drawn_page)) as picture:
        return [shade < 250 for shade in picture.convert("L").tobytes()]


def test_a_drawing_on_its_own_has_colours_and_nothing_of_the_page() -> None:
    for name in SCENES:
        alone = coloured(svg(name, DRAWINGS[name], WORDS["nl"][name]), LIGHT, "accent")
        assert "currentColor" not in alone
        assert "class=" not in alone
        assert LIGHT["accent"] in alone
        ET.fromstring(alone)


def test_every_sheet_has_a_glyph_of_its_own_and_every_key_a_scene() -> None:
    pages = our_texts().pages.values()
    glyphs = {page.id: page.glyph for page in pages if isinstance(page, WorksheetPage)}
    assert len(set(glyphs.values())) >= len(glyphs) - 1, "two sheets look alike"
    assert [glyphs[page.id] for page in pages if page.neutral] == ["sheet", "sheet"]
    assert len({page.key.scene for page in pages if isinstance(page, KeyPage)}) == 7


def test_every_text_that_a_mail_brings_has_a_drawing() -> None:
    """On its page, on the card a link is shown with, and in the mail: the same one in every language."""
    pages = [page for page in our_texts().pages.values() if isinstance(page, TextPage)]
    drawn = {page.id: page.glyph for page in pages if page.front.mail or page.front.myths}
    assert len(drawn) >= 8
    assert None not in drawn.values()
    assert len(set(drawn.values())) == len(drawn), "two texts look alike"
    assert all(page.glyph == drawn[page.id] for page in pages if page.id in drawn)
