"""Feeds: well formed, dated by the pages, named for ever, safe to put into a mail."""

import datetime
import email.utils
import json
import re
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html

from microsite.content.catalogue import Catalogue
from microsite.content.site import Site, open_site
from microsite.newsletter import item
from microsite.newsletter.item import Item
from microsite.web import feed
from site_fixtures import HOME_URL
from site_languages import LANGUAGES

CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
ATOM = "{http://www.w3.org/2005/Atom}link"
MEDIA = "{http://search.yahoo.com/mrss/}"
RFC_822 = re.compile(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} [+-]\d{4}")
CHANNEL = ["title", "link", "description", "language", "lastBuildDate"]
ITEM = ["title", "link", "description", "guid", "pubDate", "enclosure", CONTENT]
"""Each must stand there, and once (rssboard.org/rss-specification)."""
FOLDERS = {"nl": "", "en": "en/"}
NAMES = "tag:relatietrip.nl,2026:seven-keys"
"""The first part of the name of every entry: readers know entries by it, so it stays for ever."""


def expected(site: Site, lang: str) -> dict[str, Item]:
    sources = (item.keys, item.styles, item.pages, item.sheets)
    found = [one for source in sources for one in source(site, lang)]
    return {f"{NAMES}:{one.id}:{one.lang}": one for one in found if one.page.neutral is None}


def channel(built: Path, lang: str) -> etree._Element:
    root = etree.fromstring((built / f"{FOLDERS[lang]}feed.xml").read_bytes())
    assert (root.tag, root.get("version")) == ("rss", "2.0")
    (only,) = root
    return only


def told(built: Path, lang: str) -> dict[str, Any]:
    return dict(json.loads((built / f"{FOLDERS[lang]}feed.json").read_bytes()))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_rss_has_what_rss_must_have(built_site: Path, site: Site, lang: str) -> None:
    top = channel(built_site, lang)
    for name in CHANNEL:
        assert len(top.findall(name)) == 1, name
    assert top.findtext("link") == site.absolute(site.catalogue.page("home", lang))
    assert top.findtext("language") == site.words(lang)["lang_tag"].lower()
    own = [link for link in top.findall(ATOM) if link.get("rel") == "self"]
    assert [link.get("href") for link in own] == [HOME_URL + f"{FOLDERS[lang]}feed.xml"]
    for entry in top.findall("item"):
        for name in ITEM:
            assert len(entry.findall(name)) == 1, name
            assert entry.findtext(name) or name == "enclosure"
        assert entry.find("guid").get("isPermaLink") == "false"
        assert entry.find(f".//{MEDIA}content").get("medium") == "image"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_days_come_from_the_pages_and_never_from_the_clock(built_site: Path, site: Site, lang: str) -> None:
    top, wanted = channel(built_site, lang), expected(site, lang)
    dates = {}
    for entry in top.findall("item"):
        assert RFC_822.fullmatch(entry.findtext("pubDate"))
        when = email.utils.parsedate_to_datetime(entry.findtext("pubDate"))
        dates[entry.findtext("guid")] = when
        assert when.date() == wanted[entry.findtext("guid")].page.front.updated
    assert list(dates.values()) == sorted(dates.values(), reverse=True), "newest first"
    assert email.utils.parsedate_to_datetime(top.findtext("lastBuildDate")) == max(dates.values())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_both_feeds_have_the_same_entries_once(built_site: Path, site: Site, lang: str) -> None:
    rss = [entry.findtext("guid") for entry in channel(built_site, lang).findall("item")]
    as_json = [entry["id"] for entry in told(built_site, lang)["items"]]
    assert rss == as_json
    assert len(set(rss)) == len(rss)
    assert set(rss) == set(expected(site, lang))
    assert len(rss) > 25


def test_an_entry_is_named_for_its_id_and_not_its_address(loaded: Catalogue) -> None:
    """The site moves to another host: whoever reads the feed gets nothing twice."""
    here, there = open_site(HOME_URL, loaded), open_site("https://elders.example/x/", loaded)
    names = [[feed.name(one, site) for one in item.keys(site, "nl")] for site in (here, there)]
    assert names[0] == names[1]
    assert names[0][0] == "tag:relatietrip.nl,2026:seven-keys:key-1:nl"
    assert "http" not in names[0][0]


def test_no_neutral_sheet_is_in_a_feed(built_site: Path, site: Site) -> None:
    for lang in LANGUAGES:
        text = (built_site / f"{FOLDERS[lang]}feed.xml").read_text("utf-8")
        for page in site.catalogue.in_language(lang):
            if page.neutral:
                assert page.title not in text
                assert f"blad-{page.neutral}" not in text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_pictures_are_there_with_their_true_length(built_site: Path, lang: str) -> None:
    for entry in channel(built_site, lang).findall("item"):
        picture = entry.find("enclosure")
        file = built_site / picture.get("url").removeprefix(HOME_URL)
        assert picture.get("type") == "image/jpeg"
        assert int(picture.get("length")) == file.stat().st_size
    for entry in told(built_site, lang)["items"]:
        (attached,) = entry["attachments"]
        file = built_site / attached["url"].removeprefix(HOME_URL)
        assert attached["size_in_bytes"] == file.stat().st_size
        assert entry["image"] == attached["url"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_links_keep_the_language_and_lead_somewhere(built_site: Path, lang: str) -> None:
    for entry in channel(built_site, lang).findall("item"):
        link = entry.findtext("link")
        assert re.fullmatch(rf"{re.escape(HOME_URL)}go/[a-z0-9-]+/{lang}/", link)
        assert (built_site / link.removeprefix(HOME_URL) / "index.html").is_file()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_content_is_safe_in_a_mail(built_site: Path, lang: str) -> None:
    for entry in channel(built_site, lang).findall("item"):
        content = html.fromstring(entry.findtext(CONTENT))
        tags = {element.tag for element in content.iter()}
        assert tags <= {"table", "tbody", "tr", "td", "a", "img", "strong", "h2"}, tags
        assert all(value.startswith("https://") for value in content.xpath("//@href|//@src"))
        assert not content.xpath("//@class|//@id|//@onclick")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_json_feed_keeps_to_version_1_1(built_site: Path, site: Site, lang: str) -> None:
    """jsonfeed.org/version/1.1: what must be there, of which type, and no key of our own."""
    top = told(built_site, lang)
    assert top["version"] == "https://jsonfeed.org/version/1.1"
    assert top["feed_url"] == HOME_URL + f"{FOLDERS[lang]}feed.json"
    assert top["home_page_url"] == site.absolute(site.catalogue.page("home", lang))
    assert top["language"] == site.words(lang)["lang_tag"]
    for entry in top["items"]:
        texts = {"id", "url", "title", "summary", "content_html", "image", "date_published", "date_modified"}
        assert entry.keys() == texts | {"attachments"}
        assert all(isinstance(entry[name], str) and entry[name] for name in texts)
        assert datetime.datetime.fromisoformat(entry["date_published"]).tzinfo
        assert [sorted(one) for one in entry["attachments"]] == [["mime_type", "size_in_bytes", "url"]]


def test_the_same_bytes_each_time(built_site: Path, site: Site) -> None:
    pictures = {one.picture: built_site / one.picture for one in item.every(site)}
    assert feed.files(site, pictures) == feed.files(site, pictures)
    for path, data in feed.files(site, pictures).items():
        assert (built_site / path).read_bytes() == data
