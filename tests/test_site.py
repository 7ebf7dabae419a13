"""Every page of the built site, without a browser: languages, addresses, links, titles, what may not be there."""

import collections
import functools
import gzip
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import material
import pytest
from lxml import etree

from built import FOR_MAIL, SENT_ON, Built, catalogue_of, pages_of, parse, resolve
from microsite.content.checks import telephone
from microsite.content.page import WorksheetPage
from microsite.content.site import Site, open_site
from site_fixtures import HOME_URL, SUBPATH_URL, address_of, html_files

UNLISTED = ("not-found", "editors")
XML = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


@pytest.fixture(scope="module")
def pages(built_site: Path) -> tuple[Built, ...]:
    return pages_of(built_site)


@pytest.fixture(scope="module")
def site(built_site: Path) -> Site:
    return open_site(HOME_URL, catalogue_of(built_site))


def test_all_other_files_are_known(built_site: Path, pages: tuple[Built, ...]) -> None:
    """An HTML file is a page, an address for paper or mail, a piece of a newsletter, or an address of old."""
    also = {f"{b.address.rstrip('/').rpartition('/')[0]}/{a}/" for b in pages for a in b.page.front.also or ()}
    others = {address_of(f, built_site) for f in html_files(built_site)} - {b.address for b in pages}
    unknown = sorted(a for a in others if not a.removeprefix("en/").startswith((*SENT_ON, *FOR_MAIL)) and a not in also)
    print(f"{len(pages)} pages, {len(others)} other HTML files")
    assert not unknown, unknown[:20]


def test_the_switch_leads_to_the_same_page_and_back(pages: tuple[Built, ...], built_site: Path) -> None:
    by_file = {built.file: built for built in pages}
    for built in pages:
        switch = built.one("//a[@class='lang']")
        target = resolve(switch.get("href"), built.address, built_site, HOME_URL).file
        assert target
        there = by_file[target]
        assert (there.page.id, there.page.lang) == (built.page.id, "en" if built.page.lang == "nl" else "nl")
        assert there.tree.get("lang") == switch.get("hreflang") == switch.get("lang")
        back = there.one("//a[@class='lang']").get("href")
        assert resolve(back, there.address, built_site, HOME_URL).file == built.file
    print(f"{len(pages)} switches followed, there and back")


def test_canonical_hreflang_and_sitemap_agree(pages: tuple[Built, ...], built_site: Path, site: Site) -> None:
    """The head of a page and the sitemap name the same addresses; what is not listed names none."""
    listed = _sitemap(built_site)
    for built in pages:
        canonical = built.tree.xpath("//link[@rel='canonical']/@href")
        alternates = dict(built.tree.xpath("//link[@rel='alternate'][@hreflang]") and _alternates(built))
        if built.page.id in UNLISTED:
            assert built.one("//meta[@name='robots']").get("content") == "noindex,follow"
            assert not canonical
            assert not alternates
            assert HOME_URL + built.address not in listed
            continue
        assert canonical == [HOME_URL + built.address]
        twins = {page.lang: HOME_URL + page.url for page in (built.page, site.translations(built.page)[0])}
        assert alternates == twins | {"x-default": twins["nl"]}
        assert listed.pop(canonical[0]) == (built.page.front.updated.isoformat(), alternates)
    assert not listed, f"in the sitemap and nowhere else: {sorted(listed)}"
    print(f"{len(pages)} pages held against the sitemap")


def _alternates(built: Built) -> list[tuple[str, str]]:
    links = built.tree.xpath("//link[@rel='alternate'][@hreflang]")
    return [(link.get("hreflang"), link.get("href")) for link in links]


def _sitemap(built_site: Path) -> dict[str, tuple[str, dict[str, str]]]:
    """By address: the day of change, and the same page in each language."""
    content = (built_site / "sitemap.xml").read_bytes()
    assert gzip.decompress((built_site / "sitemap.xml.gz").read_bytes()) == content
    found = {}
    for url in etree.fromstring(content).findall("s:url", XML):
        links = {link.get("hreflang"): link.get("href") for link in url.findall("x:link", XML)}
        found[url.findtext("s:loc", namespaces=XML)] = (url.findtext("s:lastmod", namespaces=XML), links)
    return found


def test_titles_and_frame(pages: tuple[Built, ...], site: Site) -> None:
    """One h1, a title of its own, the language, a main part, and a link that skips to it before all others."""
    titles: collections.Counter[str] = collections.Counter()
    for built in pages:
        words = site.words(built.page.lang)
        assert built.tree.get("lang") == words["lang_tag"], built.address
        assert built.text("//h1"), built.address
        title = built.text("//head/title")
        titles[title] += 1
        assert site.shown_title(built.page) in title or built.page.id == "home", built.address
        assert words["site_name"] in title, built.address
        assert 40 <= len(built.one("//meta[@name='description']").get("content")) <= 160, built.address
        first = built.tree.xpath("//body//*[self::a or self::button or self::input or self::summary]")[0]
        assert (first.get("class"), first.get("href")) == ("skip", "#text"), built.address
        assert built.one("//main").get("id") == "text", built.address
    twice = [title for title, count in titles.items() if count > 1]
    assert not twice
    print(f"{len(pages)} frames, {len(titles)} titles")


def test_headings_and_ids(pages: tuple[Built, ...]) -> None:
    """No level of heading is jumped over, and no id stands twice."""
    for built in pages:
        levels = [int(h.tag[1]) for h in built.tree.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
        assert levels[0] == 1, built.address
        jumps = [(one, two) for one, two in pairwise(levels) if two > one + 1]
        assert not jumps, f"{built.address}: {jumps}"
        ids = built.tree.xpath("//@id")
        assert len(ids) == len(set(ids)), [i for i, n in collections.Counter(ids).items() if n > 1]
    print(f"{len(pages)} pages")


def test_not_found_in_both_languages(pages: tuple[Built, ...], built_site: Path, site: Site) -> None:
    """Each has both languages, its own first, and links that work from wherever it is shown."""
    found = [built for built in pages if built.page.id == "not-found"]
    assert [built.file.relative_to(built_site).as_posix() for built in found] == ["404.html", "en/404.html"]
    for built in found:
        twin = site.translations(built.page)[0]
        assert built.text("//h1") == built.page.title
        other = built.one("//article//*[@lang]")
        assert other.get("lang") == site.words(twin.lang)["lang_tag"]
        assert twin.title in other.text_content()
        relative = [link for link in built.tree.xpath("//@href|//@src") if not re.match(r"/|#|[a-z]+:", link)]
        assert not relative, relative


def test_updated_and_reviewed_are_shown(pages: tuple[Built, ...], site: Site) -> None:
    for built in pages:
        words, front, foot = site.words(built.page.lang), built.page.front, built.text("//footer")
        assert words["updated"].format(date=site.date(front.updated, built.page.lang)) in foot, built.address
        reviewed = front.reviewed and words["reviewed_by"].format(
            by=front.reviewed.by, date=site.date(front.reviewed.date, built.page.lang)
        )
        assert (reviewed or words["not_reviewed"]) in foot, built.address
        assert words["made_with_ai"] in foot, built.address
    print(f"{len(pages)} pages")


def test_nothing_of_the_theme_is_left(built_site: Path) -> None:
    templates = Path(material.__file__).parent / "templates"
    theirs = {path.relative_to(templates).as_posix() for path in templates.rglob("*") if path.is_file()}
    ours = {path.relative_to(built_site).as_posix() for path in built_site.rglob("*") if path.is_file()}
    left = sorted((theirs & ours) - {"404.html"})
    print(f"{len(ours)} files held against {len(theirs)} of the theme")
    assert len(theirs) > 1000
    assert not left, left
    assert not (built_site / "search" / "search_index.json").exists()


LINKING = "//@href|//@src|//@srcset|//@data|//@poster|//@action|//meta[@http-equiv='refresh']/@content"


def _links(file: Path) -> Iterator[str]:
    """Every address in a page, also those of a srcset and of a page that sends on."""
    for value in parse(file).xpath(LINKING):
        if value.getparent().tag == "meta":
            yield value.split("url=", 1)[1]
        elif value.attrname == "srcset":
            yield from (part.split()[0] for part in value.split(","))
        else:
            yield value


@functools.cache
def _sends_on(file: Path, site: Path, base: str) -> Path:
    """The page an address for paper or mail leads to, with the anchor it was asked for."""
    ways = parse(file).xpath("//noscript/meta[@http-equiv='refresh']/@content")
    there = resolve(ways[0].split("url=", 1)[1], address_of(file, site), site, base).file if ways else None
    return there or file


@functools.cache
def _anchors(file: Path) -> frozenset[str]:
    return frozenset(parse(file).xpath("//@id"))


@functools.cache
def _is_there(file: Path) -> bool:
    return file.is_file()


def _dead(file: Path, link: str, site: Path, base: str) -> str | None:
    """What is wrong with a link, if anything."""
    target = resolve(link, address_of(file, site), site, base)
    if link.startswith("/") and (file.name != "404.html" or target.file is None):
        return "starts with a slash"
    if target.file is None:
        return None if re.match(r"https://|mailto:|tel:|sms:|data:", target.url) else "is a strange address"
    if not _is_there(target.file):
        return "leads to nothing"
    there = _sends_on(target.file, site, base) if target.file.suffix == ".html" else target.file
    if target.anchor and there.suffix == ".html" and target.anchor not in _anchors(there):
        return "has no such anchor"
    return None


@pytest.mark.built
@pytest.mark.parametrize("where", ["root", "sub-path"])
def test_every_link_leads_somewhere(where: str, request: pytest.FixtureRequest) -> None:
    """Also those of the addresses for paper, and of a site that stands below a path."""
    name, base = {"root": ("built_site", HOME_URL), "sub-path": ("subpath_site", SUBPATH_URL)}[where]
    built_site = request.getfixturevalue(name)
    files, count, dead = html_files(built_site), 0, []
    for file in files:
        for link in _links(file):
            count += 1
            wrong = _dead(file, link.strip(), built_site, base)
            dead += [f"{address_of(file, built_site)}: {link} {wrong}"] if wrong else []
    print(f"{count} links on {len(files)} pages")
    assert count > 5000
    assert not dead, "\n".join(dead[:40])


def test_below_a_path_nothing_forgets_it(subpath_site: Path) -> None:
    """The other address is nowhere, in no text file."""
    texts = [
        path for path in subpath_site.rglob("*") if path.suffix in {".html", ".xml", ".txt", ".json", ".conf", ".js"}
    ]
    leaks = [path.relative_to(subpath_site).as_posix() for path in texts if HOME_URL in path.read_text("utf-8")]
    print(f"{len(texts)} text files")
    assert not leaks, leaks[:20]


def test_no_telephone_number_but_those_of_the_list(pages: tuple[Built, ...], site: Site) -> None:
    """In the words of a page as well as behind its links."""
    lines = site.catalogue.data.help_lines.values()
    phones = [phone for line in lines for phone in (line.phone, line.alt_phone) if phone]
    shown, dialled = {_digits(phone.display) for phone in phones}, {phone.href for phone in phones}
    numbers, count = telephone.pattern(lines), 0
    for built in pages:
        links = built.tree.xpath("//a[starts-with(@href,'tel:')]/@href")
        assert set(links) <= dialled, (built.address, set(links) - dialled)
        text = re.sub(r"10\.\d{4,}/\S+", "", built.one("//body").text_content())  # a DOI may look like a number
        found = [match[0] for match in numbers.finditer(text)]
        count += len(found)
        unknown = [number for number in found if _digits(number) not in shown]
        assert not unknown, (built.address, unknown)
    print(f"{count} numbers on {len(pages)} pages")
    assert count > len(pages)


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number)


def test_a_neutral_sheet_gives_nothing_away(pages: tuple[Built, ...], built_site: Path, site: Site) -> None:
    """Not in a tab, a bookmark, a shared link, a download: there it is “Worksheet 12”."""
    neutral = [built for built in pages if built.page.neutral]
    assert neutral
    for built in neutral:
        assert isinstance(built.page, WorksheetPage)
        secret = [built.page.title, built.page.exercise.goal, *(f.label for f in built.page.fields)]
        shown = [built.text("//head/title"), *built.tree.xpath("//head/meta/@content")]
        shown += built.tree.xpath("//head/script[@type='application/ld+json']/text()")
        for text in shown:
            assert not [s for s in secret if s.lower() in text.lower()], (built.address, text)
        downloads = [link for link in built.tree.xpath("//main//a/@href") if link.endswith(".pdf")]
        assert downloads
        assert all(f"/blad-{built.page.neutral}." in link for link in downloads), downloads
    _nowhere_sent_on(built_site, neutral)


def _nowhere_sent_on(built_site: Path, neutral: list[Built]) -> None:
    """Nor at the addresses that lead there: what they show of it in a chat or a mail is neutral too."""
    titles = {built.page.title.lower() for built in neutral}
    targets = {built.file for built in neutral}
    leading = [f for f in html_files(built_site) if f.relative_to(built_site).parts[0] in ("go", "w")]
    leading = [
        f
        for f in leading
        if any(
            resolve(a, address_of(f, built_site), built_site, HOME_URL).file in targets
            for a in parse(f).xpath("//main//a/@href")
        )
    ]
    for file in leading:
        shown = " ".join(
            [*parse(file).xpath("//head//title/text()"), *parse(file).xpath("//head/meta/@content")]
        ).lower()
        assert not [title for title in titles if title in shown], (address_of(file, built_site), shown)
    print(f"{len(neutral)} neutral pages, {len(leading)} addresses that lead to one")
