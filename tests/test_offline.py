"""The copy to take along: opened from a file, every link followed, the same bytes each time."""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from microsite.cache import Cache
from microsite.web import offline
from site_fixtures import HOME_URL, our_texts
from site_languages import LANGUAGES

FOUND = our_texts()
UNLISTED = ("not-found", "editors")


@pytest.fixture(scope="module", params=LANGUAGES)
def lang(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def copy(built_site: Path, lang: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The copy, unpacked."""
    folder = tmp_path_factory.mktemp(f"offline-{lang}")
    with zipfile.ZipFile(built_site / f"offline.{lang}.zip") as packed:
        packed.extractall(folder)
    return folder


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def test_every_page_opens_and_every_link_leads_to_a_file(copy: Path, tab: Page) -> None:
    wrong: list[str] = []
    asked: list[str] = []
    tab.on("console", lambda message: wrong.append(f"{tab.url}: {message.text}") if message.type == "error" else None)
    tab.on("pageerror", lambda error: wrong.append(f"{tab.url}: {error}"))
    tab.on("request", lambda request: asked.append(request.url))
    waiting, seen, ids, anchors = [(copy / "index.html").as_uri()], set(), {}, []
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        seen.add(address)
        path = Path(unquote(urlsplit(address).path))
        assert path.is_file(), f"{address} is not in the copy"
        if path.suffix != ".html":
            continue
        tab.goto(address)
        ids[address] = set(tab.evaluate("[...document.querySelectorAll('[id]')].map((e) => e.id)"))
        for link in tab.evaluate("[...document.querySelectorAll('a[href]')].map((a) => a.href)"):
            target, anchor = urldefrag(link)
            if target.startswith("file:"):
                waiting.append(target)
                anchors.append((address, target, anchor))
    assert not wrong
    assert all(url.startswith(("file:", "data:")) for url in asked), asked
    lost = [(a, t, anchor) for a, t, anchor in anchors if anchor and t in ids and anchor not in ids[t]]
    assert not lost
    assert len(ids) == len(list(copy.rglob("*.html")))


def test_all_listed_pages_and_sheets_are_there(copy: Path, lang: str) -> None:
    listed = [page for page in FOUND.in_language(lang) if page.id not in UNLISTED]
    assert len(list(copy.rglob("*.html"))) == len(listed)
    names = [path.name for path in (copy / "pdf").iterdir() if not path.name.startswith(("set-", "booklet"))]
    own, examples = ([name for name in names if f"{part}.{lang}." in name] for part in ("", ".example"))
    worksheets = FOUND.worksheets(lang)
    assert len(examples) == sum(page.front.example is not None for page in worksheets)
    assert len(own) == 3 * len(worksheets) + len(examples)


def test_nothing_that_needs_a_server_goes_along(copy: Path) -> None:
    text = "\n".join(path.read_text("utf-8") for path in copy.rglob("*.html"))
    assert not re.search(r'href="[^":]*/(go|w)/', text)
    assert "speculationrules" not in text
    assert "pagefind" not in text
    assert 'type="module"' not in text
    assert not re.search(r'href="(?!https?:|mailto:|tel:)[^"#]*/(#[^"]*)?"', text), "a link to a folder"


def test_the_plain_index_stands_in_place_of_search(copy: Path, tab: Page, lang: str) -> None:
    page = FOUND.page("search", lang)
    tab.goto((copy / page.url.rstrip("/")).with_suffix(".html").as_uri())
    assert tab.locator("input[type=search]").count() == 0
    assert tab.locator(".index a").count() > 40


def test_sheets_work_from_a_file(copy: Path, tab: Page, lang: str) -> None:
    page = FOUND.page("agreed-pause", lang)
    tab.goto((copy / page.url.rstrip("/")).with_suffix(".html").as_uri())
    tab.locator("[data-place]").first.fill("S.")
    expect(tab.locator("th[data-person='1']")).to_have_text("S.")


def test_other_languages_and_canonical_addresses_stay_on_the_web(copy: Path, lang: str) -> None:
    other = "en" if lang == "nl" else "nl"
    for page in FOUND.in_language(lang):
        if page.id in UNLISTED:
            continue
        name = page.url.rstrip("/") + ".html" if page.id != "home" else "index.html"
        if page.neutral:
            name = str(Path(name).with_name(f"blad-{page.neutral}.html"))
        text = (copy / name).read_text("utf-8")
        assert f'<link rel="canonical" href="{HOME_URL}{page.url}">' in text
        assert f'class="lang" href="{HOME_URL}{FOUND.page(page.id, other).url}"' in text


def test_entries_are_in_order_and_carry_no_day(built_site: Path, lang: str) -> None:
    with zipfile.ZipFile(built_site / f"offline.{lang}.zip") as packed:
        entries = packed.infolist()
    assert [e.filename for e in entries] == sorted(e.filename for e in entries)
    assert {e.date_time for e in entries} == {(1980, 1, 1, 0, 0, 0)}


def test_the_page_of_sets_leads_to_the_copy(built_site: Path, lang: str) -> None:
    page = FOUND.page("sets", lang)
    assert f'offline.{lang}.zip"' in (built_site / page.url / "index.html").read_text("utf-8")


def test_a_copy_is_packed_anew_when_a_page_or_a_file_changes(tmp_path: Path) -> None:
    """And only then: what was packed before is kept, and found by what is in it."""
    site, kept = tmp_path / "site", Cache(tmp_path / "kept")
    site.mkdir()
    (site / "a.pdf").write_bytes(b"one")
    page = {"index.html": b'<a href="a.pdf">A</a>'}
    first, used = offline.packed(page, site, kept)
    assert offline.packed(page, site, kept) == (first, used)
    (site / "a.pdf").write_bytes(b"two")
    assert zipped(offline.packed(page, site, kept)[0]) == {"index.html": page["index.html"], "a.pdf": b"two"}
    other = {"index.html": b'<a href="b.pdf">B</a>'}
    (site / "b.pdf").write_bytes(b"three")
    assert zipped(offline.packed(other, site, kept)[0]) == {"index.html": other["index.html"], "b.pdf": b"three"}


def zipped(copy: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(copy)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}
