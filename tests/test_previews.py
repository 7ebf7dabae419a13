"""What a page shows of itself elsewhere: tags, JSON-LD, cards. On the built site, and in Chromium."""

import dataclasses
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from PIL import Image

from microsite.content.page import Page
from microsite.content.site import Site
from microsite.draw import card
from microsite.draw.card import drawing
from microsite.web import preview
from site_fixtures import HOME_URL, html_files
from site_languages import LANGUAGES

LARGEST = 100_000
OG = {"og:type", "og:site_name", "og:title", "og:description", "og:url", "og:locale", "og:locale:alternate", "og:image"}
OG |= {f"og:image:{part}" for part in ("type", "width", "height", "alt")}
"""What chat programmes and networks ask for."""


def shared(site: Site) -> list[Page]:
    return [page for page in site.catalogue.pages.values() if not card.unshared(page, site)]


def parsed(built: Path, page: Page) -> html.HtmlElement:
    file = built / page.url / "index.html"
    return html.fromstring(file.read_bytes())


def open_graph(tree: html.HtmlElement) -> dict[str, str]:
    found = [(m.get("property"), m.get("content")) for m in tree.xpath("//head/meta[@property]")]
    assert len(found) == len(dict(found)), "a tag stands twice"
    return dict(found)


def json_ld(tree: html.HtmlElement) -> list[dict[str, Any]]:
    scripts = tree.xpath('//head/script[@type="application/ld+json"]/text()')
    assert len(scripts) <= 1
    return json.loads(scripts[0])["@graph"] if scripts else []


def test_every_page_has_every_tag_and_a_card(built_site: Path, site: Site) -> None:
    for page in shared(site):
        tree = parsed(built_site, page)
        tags, words = open_graph(tree), site.words(page.lang)
        assert tags.keys() == OG, page.file
        assert all(tags.values()), page.file
        assert tags["og:url"] == site.absolute(page)
        assert tags["og:title"] == site.shown_title(page)
        assert words["site_name"] not in tags["og:title"] or page.kind == "home", page.file
        assert len(tags["og:description"]) <= 160
        assert tags["og:locale"] == words["locale"] != tags["og:locale:alternate"]
        assert tree.xpath('//head/meta[@name="twitter:card"]/@content') == ["summary_large_image"]
        picture = built_site / tags["og:image"].removeprefix(HOME_URL)
        assert tags["og:image"].startswith(HOME_URL)
        assert picture.is_file(), picture


def test_the_card_of_a_page_is_its_own(built_site: Path, site: Site) -> None:
    addresses = {open_graph(parsed(built_site, page))["og:image"] for page in shared(site)}
    assert len(addresses) == len(shared(site))


def test_every_picture_is_a_jpeg_of_the_promised_size(built_site: Path) -> None:
    pictures = [*(built_site / "og").glob("*.jpg"), *(built_site / "mail").glob("*.jpg")]
    assert len(pictures) > 180
    for file in pictures:
        assert file.stat().st_size <= LARGEST, file.name
        with Image.open(file) as picture:
            assert (picture.format, picture.size, picture.mode) == ("JPEG", (card.WIDTH, card.HEIGHT), "RGB"), file.name


def test_json_ld_is_true_to_the_page(built_site: Path, site: Site) -> None:
    kinds = {"home": "WebSite", "worksheet": ["CreativeWork", "LearningResource"]}
    for page in shared(site):
        graph = json_ld(parsed(built_site, page))
        if page.neutral or page.id == "editors":
            assert not graph, page.file
            continue
        main = graph[0]
        assert main["@type"] == kinds.get(page.kind, "Article"), page.file
        assert main["url"] == site.absolute(page)
        assert main["dateModified"] == page.front.updated.isoformat()
        assert main["publisher"] == {"@type": "Organization", "name": site.catalogue.data.settings.publisher}
        assert "author" not in main, "no person has signed"
        other = main["workTranslation" if page.lang == LANGUAGES[0] else "translationOfWork"]
        assert other == {"@id": site.absolute(site.translations(page)[0])}


def test_json_ld_of_a_sheet_names_its_files(built_site: Path, site: Site) -> None:
    for lang in LANGUAGES:
        for page in site.catalogue.worksheets(lang):
            if page.neutral:
                continue
            main = json_ld(parsed(built_site, page))[0]
            assert main["learningResourceType"] == "worksheet"
            assert main["timeRequired"] == f"PT{page.exercise.minutes}M"
            assert main["license"] == site.catalogue.data.settings.licence.url
            files = [file["contentUrl"].removeprefix(HOME_URL) for file in main["encoding"]]
            assert len(files) == 3
            assert all((built_site / file).is_file() for file in files), files


def test_breadcrumbs_agree_with_those_on_the_page(built_site: Path, site: Site) -> None:
    for page in shared(site):
        tree = parsed(built_site, page)
        lists = [node for node in json_ld(tree) if node["@type"] == "BreadcrumbList"]
        on_page = [text.strip() for text in tree.xpath('//ol[@class="crumbs"]/li/a/text()')]
        if lists:
            steps = lists[0]["itemListElement"]
            assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
            assert [step["name"] for step in steps] == [*on_page, page.title]
        else:
            assert page.kind == "home" or page.neutral or page.id == "editors", page.file


def test_a_neutral_sheet_tells_nothing_in_its_head(built_site: Path, site: Site) -> None:
    """Its number, its time, and where it stands: no word of its title, goal or fields."""
    sheets = [page for lang in LANGUAGES for page in site.catalogue.worksheets(lang)]
    neutral = [page for page in sheets if page.neutral]
    assert len(neutral) == len(LANGUAGES)
    for page in neutral:
        head = parsed(built_site, page).find("head")
        for other in head.xpath("style|script"):
            head.remove(other)
        text = html.tostring(head, encoding="unicode").lower()
        for told in (page.title, page.exercise.goal, *page.exercise.steps):
            assert told.lower() not in text
        assert site.shown_title(page).lower() in text
        assert f"og/blad-{page.neutral}.{page.lang}.jpg" in text
        assert card.of_page(page, site).kicker == "", "not even the key it belongs to"


def test_a_title_cannot_end_the_script(site: Site) -> None:
    """What looks like markup in a text stays text: `<` is written as an escape."""
    page = site.catalogue.page("key-1", "nl")
    spoiled = page.front.model_copy(update={"title": "</script><script>alert(1)//<!--"})
    bad = dataclasses.replace(page, front=spoiled)
    made = str(preview.data(bad, site))
    assert "<" not in made
    assert json.loads(made)["@graph"][0]["headline"] == spoiled.title
    assert "<script>alert" not in str(preview.head(bad, site))


def test_a_page_that_is_nowhere_has_no_preview(built_site: Path) -> None:
    for file in ("404.html", "en/404.html"):
        tree = html.fromstring((built_site / file).read_bytes())
        assert not open_graph(tree)
        assert not json_ld(tree)


def test_feeds_are_told_where_people_look(built_site: Path, site: Site) -> None:
    for lang in LANGUAGES:
        for page_id in ("home", "changes"):
            page = site.catalogue.page(page_id, lang)
            found = parsed(built_site, page).xpath('//link[@rel="alternate"][@type]')
            assert len(found) == 2
            for link in found:
                assert (built_site / page.url / link.get("href")).resolve().is_file()


def test_a_card_is_the_same_bytes_each_time(tmp_path: Path, site: Site) -> None:
    cards = {"one.jpg": card.of_page(site.catalogue.page("key-3", "nl"), site)}
    made = [drawing.draw_all(cards, site, tmp_path / name)["one.jpg"].read_bytes() for name in ("a", "b")]
    assert made[0] == made[1]


def test_the_cache_keeps_what_is_wanted_and_nothing_else(tmp_path: Path, site: Site) -> None:
    one, two = (card.of_page(site.catalogue.page(f"key-{n}", "en"), site) for n in (1, 2))
    first = drawing.draw_all({"one.jpg": one}, site, tmp_path)["one.jpg"]
    written = first.stat().st_mtime_ns
    both = drawing.draw_all({"one.jpg": one, "two.jpg": two}, site, tmp_path)
    assert first.stat().st_mtime_ns == written, "drawn twice"
    assert set(tmp_path.iterdir()) == set(both.values())
    drawing.draw_all({"two.jpg": two}, site, tmp_path)
    assert set(tmp_path.iterdir()) == {both["two.jpg"]}


@pytest.mark.parametrize("title", ["Kort", "Een heel lange titel " * 6, "Gedesorganiseerdheden"])
def test_a_title_is_fitted(tmp_path: Path, site: Site, title: str) -> None:
    """The longest title a page may have still leaves the foot of the card free."""
    long = card.Card("nl", title.strip(), "Sleutel 1 van 7", "k1", "key", 1)
    file = drawing.draw_all({"x.jpg": long}, site, tmp_path)["x.jpg"]
    with Image.open(io.BytesIO(file.read_bytes())) as picture:
        band = picture.convert("L").crop((0, 500, 600, 530))
    assert min(band.tobytes()) > 200, "text runs into the foot"


def test_no_page_is_left_out_of_the_previews(built_site: Path) -> None:
    """Pages that send a reader on carry the card of where they lead."""
    for file in html_files(built_site / "go"):
        assert re.search(r'property="og:image" content="[^"]+\.jpg"', file.read_text("utf-8")), file
