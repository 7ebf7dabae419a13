"""A numbered sheet tells nothing of what it is about, wherever others may come upon it; only its own page does.

Every string that goes about in its name is read, and looked through for each word of its real title and goal. Not read:
what is printed on the sheet and stands on its page, and the address of that page.
"""

import gzip
import itertools
import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from lxml import etree, html

from built import pages_of, parse, resolve
from microsite.__main__ import main
from microsite.content import loader
from microsite.content.page import WorksheetPage
from microsite.content.site import Site
from microsite.documents.collection import sets
from microsite.place.addresses import PAPERS
from microsite.source.problems import ProblemsError
from site_fixtures import HOME_URL, address_of, html_files
from site_languages import LANGUAGES

TELLING = 5
"""Letters of a word that may tell something."""
WORD = re.compile(r"[^\W\d_]+")


def words(*texts: str) -> set[str]:
    return {word.lower() for text in texts for word in WORD.findall(text) if len(word) >= TELLING}


def numbered(site: Site) -> list[WorksheetPage]:
    found = [page for lang in LANGUAGES for page in site.catalogue.worksheets(lang) if page.neutral]
    assert len(found) == len(LANGUAGES)
    return found


def secret(site: Site) -> set[str]:
    """The words of the real titles, in all languages, and what such a sheet is about; its goal is neutral itself."""
    pages = numbered(site)
    neutral = [
        text
        for page in pages
        for text in (
            site.shown_title(page),
            page.front.description,
            *(page.front.mail.model_dump().values() if page.front.mail else ()),
        )
    ]
    found = words(*(p.title for p in pages), "gevaarlijk geweld dangerous violence") - words(*neutral)
    assert {"signalen", "gevaarlijk", "geweld", "signs", "dangerous", "violence"} <= found
    return found


def told(strings: Iterator[tuple[str, str]], site: Site) -> list[str]:
    """The strings that tell, each with where it stands; there must be some to look at."""
    hidden, count, bad = secret(site), 0, []
    for where, text in strings:
        count += 1
        if found := words(text) & hidden:
            bad.append(f"{where}: {sorted(found)} in {text[:90]!r}")
    print(f"{count} strings")
    assert count
    return bad


def of_pdf(file: Path) -> Iterator[str]:
    """Every string of a PDF that shows without opening a page: properties, bookmarks, names of fields."""
    with pikepdf.open(file) as document:
        yield from (str(value) for value in document.docinfo.values())
        yield from etree.fromstring(document.Root.Metadata.read_bytes()).itertext()
        with document.open_outline() as outline:
            waiting = list(outline.root)
            while waiting:
                mark = waiting.pop()
                yield str(mark.title)
                waiting += mark.children
        for field in document.Root.AcroForm.Fields:
            yield str(field.T)
        assert not document.attachments
        assert "/Names" not in document.Root
        assert "/PageLabels" not in document.Root


def test_its_files_tell_nothing_before_they_are_opened(built_site: Path, site: Site) -> None:
    files = [site.pdf_path(page, paper) for page in numbered(site) for paper in PAPERS]
    bad = told(((path, text) for path in files for text in of_pdf(built_site / path)), site)
    assert not bad, "\n".join(bad)


def test_its_pdf_shows_its_number_alone_in_the_bookmarks(built_site: Path, site: Site) -> None:
    for page in numbered(site):
        with pikepdf.open(built_site / site.pdf_path(page)) as document, document.open_outline() as outline:
            shown = [mark.title for mark in outline.root]
            assert shown == [site.shown_title(page)]
            assert not outline.root[0].children


def test_no_file_is_named_after_it(built_site: Path, site: Site) -> None:
    """Nor in the copy to take along."""
    own = {f"{page.url}index.html{ending}" for page in numbered(site) for ending in ("", ".gz", ".br")}
    names = [file.relative_to(built_site).as_posix() for file in built_site.rglob("*") if file.is_file()]
    assert own & set(names)
    zipped = [
        f"{copy.name}/{name}" for copy in built_site.glob("offline.*.zip") for name in zipfile.ZipFile(copy).namelist()
    ]
    assert any("/blad-12.html" in name for name in zipped)
    bad = told(((name, name) for name in [*set(names) - own, *zipped]), site)
    assert not bad, "\n".join(bad)


def spaced(element: html.HtmlElement) -> str:
    """Its text, with space between elements that stand apart on the screen."""
    return " ".join(element.itertext())


def of_links(built_site: Path, site: Site) -> Iterator[tuple[str, str]]:
    """The words of every link to the sheet on any page, and of the card or row it stands in."""
    ids = {site.public_id(page) for page in numbered(site)}
    targets = {built_site / page.url / "index.html" for page in numbered(site)}
    targets |= {built_site / site.pdf_path(page, paper) for page in numbered(site) for paper in PAPERS}
    targets |= {file for one in ids for file in built_site.glob(f"go/{one}*/**/index.html")}
    targets |= {built_site / site.word_path(page) / "index.html" for page in numbered(site)}
    for file in html_files(built_site):
        address = address_of(file, built_site)
        for link in parse(file).xpath("//a[@href]"):
            if file not in targets and resolve(link.get("href"), address, built_site, HOME_URL).file in targets:
                yield address, spaced(link)
                yield from ((address, text) for text in link.xpath(".//@alt | @title | @aria-label"))
                card = link.xpath("ancestor::li[contains(@class,'door')] | ancestor::tr | ancestor::details")
                for around in [each for each in card if "route" not in each.get("class", "")]:
                    yield address, spaced(around)


def test_no_link_card_or_row_tells_what_it_is_about(built_site: Path, site: Site) -> None:
    bad = told(of_links(built_site, site), site)
    assert not bad, "\n".join(bad)


def test_no_picture_of_it_tells_what_it_is_about(built_site: Path, site: Site) -> None:
    shown = [
        (address_of(file, built_site), picture.get("alt"))
        for file in html_files(built_site)
        for picture in parse(file).xpath("//img[contains(@src,'blad-12')]")
    ]
    assert None not in [alt for _, alt in shown]
    bad = told(iter(shown), site)
    assert not bad, "\n".join(bad)


def of_going(built_site: Path, site: Site) -> Iterator[tuple[str, str]]:
    """Pages that send on to it, but for the address they send to; what newsletters take of it; the kit's entry."""
    for one in {site.public_id(page) for page in numbered(site)}:
        for file in sorted({*built_site.glob(f"go/*{one}*/**/*.html"), *built_site.glob(f"mail/{one}.*.*")}):
            if file.suffix in (".html", ".txt"):
                text = re.sub(r'(href|content|url)="?[^" ]*/(drie-signalen|three-signs)/[^" ]*"?', "", file.read_text())
                yield file.relative_to(built_site).as_posix(), re.sub(r"<(style|script).*?</\1>", "", text, flags=re.S)
        for built in pages_of(built_site):
            for entry in built.tree.xpath(f"//details[@id='kit-{one}']"):
                yield from (
                    (built.address, spaced(each)) for each in entry.xpath("./summary | .//dd | .//textarea | .//p")
                )
                yield from ((built.address, text) for text in entry.xpath(".//@href | .//@alt"))


def test_what_is_sent_of_it_tells_nothing(built_site: Path, site: Site) -> None:
    bad = told(of_going(built_site, site), site)
    assert not bad, "\n".join(bad)


def of_machines(built_site: Path, site: Site) -> Iterator[tuple[str, str]]:
    """Its entries in links.json, but for the address of its page; what a search shows of it."""
    for entry in json.loads((built_site / "links.json").read_text("utf-8"))["links"]:
        if "blad-12" in entry["id"]:
            shown = {name: value for name, value in entry.items() if name not in LANGUAGES}
            own = {page.url for page in numbered(site)}
            for lang in LANGUAGES:
                shown[lang] = {key: value for key, value in entry[lang].items() if value not in own}
            yield "links.json", json.dumps(shown, ensure_ascii=False)
    for file in built_site.glob("pagefind/fragment/*"):
        found = json.loads(gzip.decompress(file.read_bytes()).decode().removeprefix("pagefind_dcd"))
        if found["url"].strip("/") in {page.url.strip("/") for page in numbered(site)}:
            yield from (("search", text) for text in found["meta"].values())
    for file in built_site.glob("pagefind/words.*.json"):
        for _, address, *shown in json.loads(file.read_text("utf-8"))["pages"]:
            if address in {page.url for page in numbered(site)}:
                yield from ((file.name, str(text)) for text in shown)


def test_machines_are_told_nothing(built_site: Path, site: Site) -> None:
    bad = told(of_machines(built_site, site), site)
    assert not bad, "\n".join(bad)


def test_it_is_in_no_feed(built_site: Path, site: Site) -> None:
    for feed in [*built_site.rglob("feed.json"), *built_site.rglob("feed.xml")]:
        text = feed.read_text("utf-8")
        assert not [p.id for p in numbered(site) if site.public_id(p) in text or p.title in text or p.url in text]


def test_it_is_in_no_set(built_site: Path, site: Site) -> None:
    made = list(itertools.chain.from_iterable(sets(site, lang) for lang in LANGUAGES))
    assert len(made) > 2 * 8
    assert not [one.id for one in made for page in one.sheets if page.neutral]
    for one in made:
        with pikepdf.open(built_site / one.path(PAPERS[0])) as document, document.open_outline() as outline:
            titles = {mark.title for mark in outline.root}
            assert {page.title for page in one.sheets} <= titles
            assert not titles & {text for page in numbered(site) for text in (site.shown_title(page), page.title)}


def test_a_route_cannot_hold_it(docs: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(docs, tmp_path / "docs")
    routes = copy / "_data/routes.yml"
    routes.write_text(routes.read_text("utf-8").replace("[slow-replay, needs-menu]", "[slow-replay, three-signs]"))
    with pytest.raises(ProblemsError) as raised:
        loader.load(copy)
    assert "start.sheets: 'three-signs' is a numbered sheet, which is in no set" in str(raised.value)


def test_a_set_of_ones_own_cannot_hold_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = tmp_path / "set.pdf"
    given = ["set", "my-circles", "three-signs", "-o", str(output)]
    assert main(given) == 1
    assert "'three-signs' is a numbered sheet" in capsys.readouterr().err
    assert not output.exists()
