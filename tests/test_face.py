"""The face of titles: which pages ask for it, what it holds, and what stands in until it is there."""

import io
import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from microsite import starter
from microsite.content.loader import load
from microsite.content.site import open_site
from microsite.place.scripts import FONTS, TITLES
from microsite.web.layout import face
from site_fixtures import HOME_URL, our_texts

GEORGIA_BOLD, NOTO_SERIF_SEMIBOLD = 1062 / 2048, 500 / 1000
"""The mean width of a letter in em, as @capsizecss/metrics 4.3.0 has it: there is no file of them here."""


def test_what_stands_in_is_as_wide_and_as_high() -> None:
    font = TTFont(FONTS / TITLES["latin"])
    glyphs, widths, em = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
    text = "".join(re.findall(r"[A-Za-z ]", "".join(page.body for page in our_texts().pages.values())))
    wide = sum(widths[glyphs[ord(letter)]][0] for letter in text) / len(text) / em
    numbers = r"size-adjust: ([\d.]+)%;\s+ascent-override: ([\d.]+)%;\s+descent-override: ([\d.]+)%"
    rules = [[float(number) / 100 for number in rule] for rule in re.findall(numbers, face.CSS.read_text("utf-8"))]
    for (size, up, down), own in zip(rules, (GEORGIA_BOLD, NOTO_SERIF_SEMIBOLD), strict=True):
        assert size == pytest.approx(wide / own, abs=0.005)
        assert up == pytest.approx(font["hhea"].ascent / em / size, abs=0.005)
        assert down == pytest.approx(-font["hhea"].descent / em / size, abs=0.005)


def test_it_holds_every_letter_of_a_title() -> None:
    site = open_site(HOME_URL, our_texts())
    (content,) = face.files(site).values()
    held = TTFont(io.BytesIO(content)).getBestCmap()
    titles = {letter for page in site.catalogue.pages.values() for letter in page.title + page.front.description}
    assert {letter for letter in titles if ord(letter) not in held} <= {"\N{NO-BREAK SPACE}", "\N{RIGHTWARDS ARROW}"}


def test_a_language_in_another_script_asks_for_none(tmp_path: Path) -> None:
    """Its titles are in what the reader's machine has, and its pages fetch nothing in vain."""
    starter.new(tmp_path, ("nl", "ar"))
    site = open_site(HOME_URL, load(tmp_path / "docs"))
    asks = {page.lang: face.of(page, site) for page in site.catalogue.pages.values() if page.kind == "home"}
    assert asks["nl"] is not None
    assert asks["ar"] is None
