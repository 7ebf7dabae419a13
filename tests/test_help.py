"""Help lines: a reader in trouble taps a number, and it must be the one the world knows, first and in full."""

import datetime
import re
from dataclasses import replace

import pytest
from lxml import html
from playwright.sync_api import Browser

from microsite.content import help as helps
from microsite.content.data.help_lines import HelpLine
from microsite.content.site import Site
from microsite.documents.sheet import sheet_data
from microsite.newsletter import mail
from microsite.web import layout, markdown
from microsite.web.blocks import still_open
from microsite.web.layout import styles
from site_languages import LANGUAGES

WORLD = {
    "nl-112": "112",
    "nl-113": "113",
    "nl-veilig-thuis": "08002000",
    "nl-csg": "08000188",
    "be-112": "112",
    "be-1813": "1813",
    "be-106": "106",
    "be-1712": "1712",
    "uk-999": "999",
    "uk-samaritans": "116123",
    "uk-refuge": "08082000247",
    "ie-112": "112",
    "ie-samaritans": "116123",
    "ie-womens-aid": "1800341900",
    "us-911": "911",
    "us-988": "988",
    "us-ndvh": "18007997233",
}
"""What these services are called on, outside this site; a slip in help-lines.yml cannot change it here too."""

NARROW = 320
FINGER = 44
"""Pixels."""

SPOKEN = {"nl": ("NL", "BE"), "en": ("UK", "IE")}
"""Where people read a language most; whatever else the foot of everything says, it must help them there."""

LEAVE = ("practise-safely", "help")


def written(page_id: str, lang: str, site: Site) -> str:
    return str(markdown.convert(site.catalogue.page(page_id, lang), site))


def with_lines(site: Site, **change: object) -> Site:
    """The same site, every help line changed alike."""
    lines = {name: line.model_copy(update=change) for name, line in site.catalogue.data.help_lines.items()}
    data = replace(site.catalogue.data, help_lines=lines)
    return replace(site, catalogue=replace(site.catalogue, data=data))


@pytest.mark.parametrize(("line", "number"), WORLD.items())
def test_a_line_dials_what_the_world_dials(site: Site, line: str, number: str) -> None:
    phone = site.catalogue.data.help_lines[line].phone
    assert phone
    assert phone.href == f"tel:{number}"
    assert re.sub(r"\D", "", phone.display) == number


@pytest.mark.parametrize("kind", ["suicide", "emergency"])
@pytest.mark.parametrize(("lang", "country"), [(lang, country) for lang in LANGUAGES for country in SPOKEN[lang]])
def test_page_mail_and_paper_end_with_numbers_of_where_their_language_is_spoken(
    site: Site, lang: str, country: str, kind: str
) -> None:
    every = site.catalogue.data.help_lines.values()
    phones = [line.phone for line in every if (line.country, line.kind) == (country, kind) and line.phone]
    assert phones
    page = site.catalogue.page("start", lang)
    foot = str(layout.view(page, site, "")["crisis"])
    assert any(f'href="{phone.href}"' in foot for phone in phones)
    _, mailed = mail.fixed_lines(site, lang)
    (cards,) = (sheet for sheet in site.catalogue.worksheets(lang) if sheet.id == "outside-in-cards")
    pages = [page for field in sheet_data(cards, site)["fields"] for page in field["parts"].get("pages", ())]
    called = {call["number"] for page in pages for card in page for call in card.get("calls", ())}
    for phone in phones:
        if f'href="{phone.href}"' in foot:
            assert phone.display in mailed
            assert phone.display in helps.numbers(site, lang)
            assert phone.display in called


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("page", LEAVE)
def test_every_number_a_reader_sees_is_the_one_the_link_dials(site: Site, page: str, lang: str) -> None:
    tree = html.fromstring(written(page, lang, site))
    links = tree.xpath("//a[starts-with(@href,'tel:')]")
    for link in links:
        number = link.xpath("./b") or [link]
        assert re.sub(r"\D", "", number[0].text_content()) == link.get("href").removeprefix("tel:")
    print(f"{len(links)} numbers on {page} ({lang})")
    assert len(links) > 5


@pytest.mark.parametrize("lang", LANGUAGES)
def test_who_to_call_comes_first_and_the_way_out_after_it(site: Site, lang: str) -> None:
    tree = html.fromstring(written("help", lang, site))
    assert tree.xpath("//a/@href")[:3] == ["tel:112", "tel:113", "tel:1813"]
    numbers = tree.xpath("//ul[@class='calls']//b/text()")
    assert {"112", "999", "911"} <= set(numbers), "the emergency numbers of every country with a list"
    text = tree.text_content()
    assert text.index("1813") < text.index("Escape")
    assert "Escape" in written("practise-safely", lang, site)


def test_every_country_with_a_list_has_an_emergency_number_and_a_line_for_violence(site: Site) -> None:
    lines: list[HelpLine] = list(site.catalogue.data.help_lines.values())
    for country in {line.country for line in lines} - {"ANY"}:
        kinds = {line.kind for line in lines if line.country == country}
        assert {"emergency", "violence"} <= kinds, country


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("page", LEAVE)
def test_that_nobody_checked_the_numbers_is_said_once(site: Site, page: str, lang: str) -> None:
    said, draft = str(site.words(lang)["numbers_unchecked"]), with_lines(site, checked_by=None)
    text = written(page, lang, draft)
    assert text.count(said) == 1
    assert not layout.view(draft.catalogue.page(page, lang), draft, text)["unchecked"], "the foot would say it again"
    start = draft.catalogue.page("start", lang)
    assert layout.view(start, draft, written("start", lang, draft))["unchecked"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_checked_numbers_say_when_and_nothing_else(site: Site, lang: str) -> None:
    day = datetime.date(2026, 12, 1)
    done = with_lines(site, checked_by="AB", last_checked=day)
    text = written("help", lang, done)
    assert str(site.words(lang)["numbers_unchecked"]) not in text
    assert text.count(str(site.words(lang)["checked_on"]).format(date=site.date(day, lang))) == len(
        site.catalogue.data.help_lines
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_buttons_to_call_take_the_whole_width_of_a_phone(browser: Browser, site: Site, lang: str) -> None:
    text = written("help", lang, site)
    tab = browser.new_page(viewport={"width": NARROW, "height": 640})
    tab.set_content(
        f"<style>{styles.for_page(text, set(), site)[0]}</style><main><article class=wrap>{text}</article></main>"
    )
    room = tab.eval_on_selector(".wrap", "e => e.clientWidth - 2 * parseFloat(getComputedStyle(e).paddingLeft)")
    boxes = [button.bounding_box() for button in tab.locator(".call").all()]
    tab.close()
    assert len(boxes) > 20
    for box in boxes:
        assert box
        assert box["width"] == pytest.approx(room, abs=1)
        assert box["height"] >= FINGER


def test_what_is_to_be_looked_up_is_listed_with_its_pages(site: Site) -> None:
    """Until a person has looked; a release refuses it as long."""
    for lang in LANGUAGES:
        page = site.catalogue.page("still-open", lang)
        shown = html.fromstring(f"<div>{still_open.to_check(page, site, '')}</div>")
        for item in site.catalogue.data.to_check.values():
            assert item.what[lang] in shown.text_content()
        pages = {page_id for item in site.catalogue.data.to_check.values() for page_id in item.pages}
        assert len(set(shown.xpath("//a/@href"))) == len(pages)


def test_a_text_sends_to_the_page_on_safety_once(site: Site) -> None:
    """What stands on every page twice is read by nobody; a reading page has hardly room for one such warning."""
    there = f"](page:{site.definition.roles.safety}"
    sent = {page.file: page.body.count(there) for page in site.catalogue.pages.values()}
    assert sum(sent.values()) > 10, "hardly a text names it"
    assert not {file: times for file, times in sent.items() if times > 1}
