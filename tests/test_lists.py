"""Lists of sheets tell what one chooses by: which sheets, how long they take, and with whom."""

import pytest
from lxml import html

from microsite.content.site import Site
from microsite.content.strings import counted
from microsite.documents import collection
from microsite.documents.sheet import settings, time_needed
from microsite.place.small import css
from microsite.web import markdown
from microsite.web.blocks import sets
from microsite.web.layout import sieve
from site_languages import LANGUAGES


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_set_names_its_sheets_with_minutes_and_company(site: Site, lang: str) -> None:
    page, words = site.catalogue.page("sets", lang), site.words(lang)
    shown = html.fromstring(str(sets(page, site, ""))).xpath("//ul[@class='sets']/li")
    made = collection.sets(site, lang)
    assert [each.findtext("b").replace("\u00ad", "") for each in shown] == [each.title for each in made]
    for item, each in zip(shown, made, strict=True):
        rows = {
            a.text.replace("\u00ad", ""): (a.get("href"), a.getparent().findtext("small"))
            for a in item.xpath("./ul/li/a")
        }
        told = {
            sheet.title.replace("\u00ad", ""): (
                site.relative(sheet.url, page),
                f"{time_needed(sheet.exercise, words)} · {settings(sheet.exercise, words)}",
            )
            for sheet in each.sheets
        }
        assert rows == ({} if each.whole or each.helper else told), each.id
        papers = item.xpath("./p[@class='papers']/a/@href")
        assert papers == [site.relative(each.path(paper), page) for paper in each.papers]
        assert item.findtext("p") == each.kicker


@pytest.mark.parametrize(
    ("lang", "one", "three"), [("nl", "1 werkblad", "3 werkbladen"), ("en", "1 worksheet", "3 worksheets")]
)
def test_one_is_one(site: Site, lang: str, one: str, three: str) -> None:
    forms = site.words(lang)["set_kicker"]
    assert [counted(forms, 1), counted(forms, 3)] == [one, three]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_chip_can_be_pressed_and_hides_what_it_should(site: Site, lang: str) -> None:
    """Each has a name, one of its group can be chosen, and the style has a rule for it."""
    page = site.catalogue.page("worksheets", lang)
    tree = html.fromstring(markdown.convert(page, site))
    (form,) = tree.xpath("//form[contains(@class, 'sieve')]")
    chips = form.xpath(".//input[@type='radio']")
    rules = css(sieve.css(site))
    assert all(f"[value={chip.get('value')}]:checked" in rules for chip in chips)
    assert all(chip.get("aria-label") or chip.getparent().text_content().strip() for chip in chips)
    groups = form.xpath(".//fieldset")
    assert all(group.findtext("legend") for group in groups)
    assert [len({chip.get("name") for chip in group.xpath(".//input")}) for group in groups] == [1] * len(groups)
    assert len({chip.get("name") for chip in chips}) == len(groups)
    assert form.xpath(".//button[@type='reset']")[0].text
