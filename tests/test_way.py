"""Where a reader lands: the page for this very minute, and a page of its own for each route."""

import posixpath
import re
from dataclasses import replace

import brotli
import pytest
from lxml import html

from microsite.content.catalogue import Catalogue
from microsite.content.checks import references
from microsite.content.page import HomePage, NowPage, Page, TextPage, WorksheetPage
from microsite.content.route import RoutePage, page_id
from microsite.content.site import Site
from microsite.place import pictures
from microsite.place.hyphens import SHY, soft
from microsite.web import markdown, rendered, search
from microsite.web.layout import scripts
from site_fixtures import ROOT
from site_languages import LANGUAGES

LIGHTEST = 10_000
"""Bytes of a page that comes with nothing else, brotli 11 and 300 of headers."""


@pytest.fixture(scope="module")
def frame() -> rendered.Frame:
    return rendered.Frame(ROOT / "overrides")


def whole(page: Page, site: Site, frame: rendered.Frame) -> str:
    return frame.whole(rendered.render(page, site, markdown.convert(page, site), {}, frame).view)


def now_of(catalogue: Catalogue, lang: str) -> NowPage:
    (found,) = catalogue.of_type(NowPage, lang)
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_now_is_one_light_request_without_a_script(site: Site, frame: rendered.Frame, lang: str) -> None:
    made = whole(now_of(site.catalogue, lang), site, frame)
    tree = html.fromstring(made)
    assert len(brotli.compress(made.encode(), quality=11)) + 300 <= LIGHTEST
    assert not tree.xpath("//script[not(@type='speculationrules' or @type='application/ld+json')]")
    assert not tree.xpath("//img|//iframe|//link[@rel='stylesheet' or @rel='preload']")
    style = "".join(tree.xpath("//style/text()"))
    assert "color-scheme:dark" in style
    assert "color-scheme:light" not in style.partition("@media print")[0]  # paper is white
    assert "prefers-reduced-motion:reduce" in style


@pytest.mark.parametrize("lang", LANGUAGES)
def test_one_card_leads_to_the_next_and_the_last_to_the_first(site: Site, frame: rendered.Frame, lang: str) -> None:
    page = now_of(site.catalogue, lang)
    tree = html.fromstring(whole(page, site, frame))
    cards = [card.id for card in page.at_once.cards]
    leads = {one.get("id"): one.xpath(".//a/@href")[0] for one in tree.xpath("//*[@class='one']")}
    assert leads == {one: f"#{two}" for one, two in zip(cards, [*cards[1:], cards[0]], strict=True)}
    ways = tree.xpath("//*[@class='ways']/a/@href")
    assert ways == ["#wait", "#people"]
    assert all(tree.xpath(f"//*[@id='{way[1:]}']") for way in ways)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_button_to_people_leads_somewhere(site: Site, lang: str) -> None:
    page = now_of(site.catalogue, lang)
    assert "{#people}" in page.body
    elsewhere = replace(page, read=replace(page.read, body=page.body.replace("{#people}", "{#others}")))
    spoilt = replace(site.catalogue, pages={**site.catalogue.pages, (page.id, lang): elsewhere})
    said = next(each for each in references.check(spoilt) if each.file == page.file)
    assert said.message == f"'{page.id}' has no heading with the anchor 'people'"
    assert (said.key, said.line) == ("now.person", page.read.line(("now", "person")))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_route_has_a_page_with_its_first_step_first(site: Site, frame: rendered.Frame, lang: str) -> None:
    for route in site.catalogue.data.routes.values():
        page = site.catalogue.page(page_id(route), lang)
        assert isinstance(page, RoutePage)
        tree = html.fromstring(whole(page, site, frame))
        sheets = [site.catalogue.page(sheet, lang) for sheet in route.sheets]
        shown = tree.xpath("//ol[contains(@class,'steps-on')]/li")
        assert [li.xpath("./a")[0].text_content().replace(SHY, "") for li in shown] == [sheet.title for sheet in sheets]
        assert all(re.search(r"\d", li.xpath("./p[@class='about']")[0].text_content()) for li in shown)
        assert shown[0].xpath("./p[@class='kicker']")[0].text_content() == site.words(lang)["route"]["first"]
        assert tree.xpath(f"//a[contains(@href, 'pdf/set-{route.id}.{lang}.')]")
        assert tree.xpath("//*[@class='crumbs']/li[last()]")[0].text_content() == page.title


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_head_has_ways_for_a_phone_and_more_on_a_wide_screen(site: Site, frame: rendered.Frame, lang: str) -> None:
    tree = html.fromstring(whole(now_of(site.catalogue, lang), site, frame))
    near = [a.text_content() for a in tree.xpath("//nav[@class='ways-in']/a[@class='near']")]
    every = [a.text_content() for a in tree.xpath("//nav[@class='ways-in']/a")]
    says = [each.says[lang] for each in site.catalogue.data.menu.head]
    assert every == says
    assert len(near) >= 2
    assert len(every) >= 6


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_long_page_tells_of_its_parts_before_the_first(site: Site, frame: rendered.Frame, lang: str) -> None:
    """A list to open on a phone, and a column beside a wide text; a short page has neither."""
    long = 0
    for page in site.catalogue.in_language(lang):
        if isinstance(page, WorksheetPage) or not scripts.passes_on(page, site):
            continue
        tree = html.fromstring(whole(page, site, frame))
        parts = [(f"#{h2.get('id')}", h2.text_content()) for h2 in tree.xpath("//article//h2[@id]")]
        told = [
            [(a.get("href"), a.text_content()) for a in tree.xpath(f"//nav[contains(@class, '{name}')]//a")]
            for name in ("contents", "beside")
        ]
        assert told == ([parts, parts] if len(parts) >= 4 else [[], []]), page.id
        before = tree.xpath("//nav[contains(@class, 'contents')]/preceding::h2[ancestor::article]")
        waits = "//*[self::div or self::ul or self::aside][contains(@class, 'calls') or contains(@class, 'minute')]"
        first = [each.xpath("preceding::h2[ancestor::article]") for each in tree.xpath(waits)[:1]]
        assert before == next((h2 for h2 in first if len(h2) == 1 and parts[3:]), []), page.id
        assert not tree.xpath("//nav[contains(@class, 'contents')]/details/@open"), page.id
        long += bool(told[0])
    assert long >= 20


@pytest.mark.parametrize("lang", LANGUAGES)
def test_print_and_share_wait_for_their_script(site: Site, frame: rendered.Frame, lang: str) -> None:
    """Without it they would do nothing, so they are not there."""
    for page in site.catalogue.in_language(lang):
        tree = html.fromstring(whole(page, site, frame)) if not isinstance(page, WorksheetPage) else None
        if tree is None:
            continue
        box = tree.xpath("//*[contains(@class, 'pass-on')]")
        assert len(box) == scripts.passes_on(page, site), page.id
        assert all(each.get("hidden") is not None for each in box), page.id


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_minute_of_a_key_comes_right_behind_its_lead(site: Site, frame: rendered.Frame, lang: str) -> None:
    """No picture, no explanation and no other part of the text stands before it."""
    for key in site.catalogue.keys(lang):
        tree = html.fromstring(whole(key, site, frame))
        (minute,) = tree.xpath("//aside[contains(@class, 'minute')]")
        before = minute.xpath("preceding::*[ancestor::article][self::h2 or self::figure or self::h3 or self::table]")
        assert [each.get("id") for each in before] == ["now"], key.file


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_heading_states_a_myth_as_if_it_were_true(site: Site, frame: rendered.Frame, lang: str) -> None:
    """Its verdict stands before it, and in one bold line behind it; the list of parts is the index."""
    (page,) = [each for each in site.catalogue.of_type(TextPage, lang) if each.front.myths]
    tree = html.fromstring(whole(page, site, frame))
    told = {a.get("href")[1:] for a in tree.xpath("//nav[contains(@class, 'contents')]//a")}
    for myth in page.front.myths:
        (heading,) = tree.xpath(f"//h2[@id='{myth.id}']")
        assert heading.text is None, myth.id
        assert heading[0].tag == "em", myth.id
        assert heading[0].tail.strip().startswith("“"), myth.id
        verdict = heading.getnext()
        assert verdict[0].tag == "strong", myth.id
        assert verdict.text is None, myth.id
        assert myth.id in told


@pytest.mark.parametrize(
    ("text", "locale", "shown"),
    [
        ("Gedesorganiseerd gehecht", "nl_NL", f"Gedes{SHY}or{SHY}ga{SHY}ni{SHY}seerd gehecht"),
        ("Disorganised attachment", "en_GB", f"Disor{SHY}gan{SHY}ised attachment"),
        ("Mijn kringen", "nl_NL", "Mijn kringen"),
        ("مفاتيح العلاقات الآمنة", "ar_EG", "مفاتيح العلاقات الآمنة"),
    ],
)
def test_only_long_words_of_a_title_may_break(text: str, locale: str, shown: str) -> None:
    assert soft(text, locale) == shown


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_long_title_may_break_on_its_page_and_in_its_card(site: Site, frame: rendered.Frame, lang: str) -> None:
    """Search and whoever copies an address get the title as it is written."""
    style = site.catalogue.page("style-disorganised", lang)
    heading = html.fromstring(whole(style, site, frame)).xpath("//h1")[0].text_content()
    assert SHY in heading
    assert heading.replace(SHY, "") == style.title
    styles = html.fromstring(whole(site.catalogue.page("styles", lang), site, frame))
    assert heading in [a.text_content() for a in styles.xpath("//li[contains(@class, 'door')]/a")]
    assert SHY not in search.document(style, site, f"<h1>{heading}</h1>")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_key_comes_with_its_scene_which_says_nothing_twice(site: Site, frame: rendered.Frame, lang: str) -> None:
    for name in ("home", "keys"):
        tree = html.fromstring(whole(site.catalogue.page(name, lang), site, frame))
        scenes = tree.xpath("//ol[contains(@class, 'keys')]/li/svg")
        assert len(scenes) == len(site.catalogue.keys(lang))
        assert all(scene.get("aria-hidden") == "true" and not scene.xpath(".//title|.//desc") for scene in scenes)
        assert len({html.tostring(scene) for scene in scenes}) == len(scenes)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_wherever_a_sheet_is_offered_its_drawing_is_there(site: Site, frame: rendered.Frame, lang: str) -> None:
    """On the pages of steps, traits and routes, and in the list of all; a route among others has that of its first."""
    sheets = {sheet.url: sheet for sheet in site.catalogue.worksheets(lang)}
    offered = set()
    for page in site.catalogue.in_language(lang):
        if isinstance(page, WorksheetPage | HomePage):
            continue
        for card in html.fromstring(whole(page, site, frame)).xpath("//li[contains(@class, 'door')]"):
            sheet = sheets.get(posixpath.normpath(posixpath.join(page.url, card.xpath("./a/@href")[0])) + "/")
            drawn = [html.tostring(svg, with_tail=False) for svg in card.xpath("./svg")]
            if sheet:
                assert drawn == [html.tostring(html.fromstring(pictures.on_page(sheet.glyph)))], (page.id, sheet.id)
                offered.add(page.kind)
    assert offered == {"key", "style", "route", "page"}
    for start in html.fromstring(whole(site.catalogue.needed("start", lang), site, frame)).xpath(
        "//li[@class='route']"
    ):
        first = site.catalogue.worksheet(site.catalogue.data.routes[start.get("id")].sheets[0], lang)
        assert html.tostring(start.xpath("./svg")[0], with_tail=False) == html.tostring(
            html.fromstring(pictures.on_page(first.glyph))
        )
