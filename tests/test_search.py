"""Search in a real browser: questions readers would ask, what they weigh, and the plain index without script."""

import json
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest
from lxml import html
from playwright.sync_api import Browser, Page, expect

from built import pages_of
from microsite.content import loader
from microsite.content.site import Site
from microsite.web import search
from site_fixtures import HOME_URL, ROOT, Served

FOUND = loader.load(ROOT / "docs")
LEFT_OUT = {FOUND.definition.roles.search, *FOUND.definition.roles.unlisted()}
QUESTIONS = {
    "nl": {
        "grens": "yes-no-maybe",
        "mijn vriend reageert niet op mijn berichten": "style-anxious",
        "ik klap dicht bij ruzie": "agreed-pause",
        "hoe zeg ik sorry na een ruzie": "repair-note",
        "paniek en ademen": "long-exhale-path",
        "welke hechtingsstijl heb ik": "styles",
        "kan ik veranderen": "change",
        "polyamorie": "more-partners",
        "therapeut vinden": "which-help",
        "ik voel me niet veilig thuis": "practise-safely",
    },
    "en": {
        "boundaries": "yes-no-maybe",
        "panic when no reply": "style-anxious",
        "taking a break during an argument": "agreed-pause",
        "how do I apologise after a fight": "repair-note",
        "breathing exercise": "long-exhale-path",
        "what is my attachment style": "styles",
        "can attachment change": "change",
        "polyamory": "more-partners",
        "finding a therapist": "which-help",
        "I am afraid of my partner": "practise-safely",
    },
}


@pytest.fixture(scope="module")
def asking(browser: Browser, server: Served) -> Iterator[dict[str, Page]]:
    """The search page in each language."""
    context = browser.new_context()
    pages = {}
    for lang in QUESTIONS:
        pages[lang] = context.new_page()
        pages[lang].goto(server.url + FOUND.page("search", lang).url)
    yield pages
    context.close()


def answers(page: Page, question: str) -> list[str]:
    """Addresses found, best first."""
    page.get_by_role("searchbox").fill("")
    expect(page.locator(".index")).to_be_visible()
    page.get_by_role("searchbox").fill(question)
    expect(page.locator(".index")).to_be_hidden()
    return list(
        page.locator(".found a").evaluate_all("links => links.map((link) => new URL(link.href).pathname.slice(1))")
    )


@pytest.mark.parametrize(("lang", "question"), [(lang, q) for lang, each in QUESTIONS.items() for q in each])
def test_the_page_a_reader_wants_is_among_the_first_three(asking: dict[str, Page], lang: str, question: str) -> None:
    found = answers(asking[lang], question)
    wanted = FOUND.page(QUESTIONS[lang][question], lang).url
    assert wanted in found[:3], found


def test_a_word_finds_its_other_forms(asking: dict[str, Page]) -> None:
    grens, grenzen = (set(answers(asking["nl"], word)) for word in ("grens", "grenzen"))
    assert grens & grenzen
    pages = [page for page in FOUND.in_language("nl") if "grenzen" in page.body and page.id not in LEFT_OUT]
    assert grens & {page.url for page in pages}


def test_each_language_finds_its_own(asking: dict[str, Page]) -> None:
    assert all(not url.startswith("en/") for url in answers(asking["nl"], "partner"))
    assert all(url.startswith("en/") for url in answers(asking["en"], "partner"))


def test_nothing_found_is_said_to_everyone(asking: dict[str, Page]) -> None:
    page = asking["nl"]
    assert answers(page, "xqzwv") == []
    expect(page.get_by_role("status")).to_contain_text("Niets gevonden")
    answers(page, "partner")
    expect(page.get_by_role("status")).to_have_text("10 pagina’s gevonden")


def test_unlisted_pages_and_short_links_are_not_found(built_site: Path, asking: dict[str, Page]) -> None:
    entry = json.loads((built_site / "pagefind/pagefind-entry.json").read_text("utf-8"))
    listed = {lang: len(FOUND.in_language(lang)) - len(LEFT_OUT) for lang in QUESTIONS}
    assert {lang: one["page_count"] for lang, one in entry["languages"].items()} == listed
    for question in ("nieuwsbrief redactie", "pagina is er niet"):
        assert not {"redactie/", "404.html", "zoeken/"} & set(answers(asking["nl"], question))


def test_the_page_is_light_before_the_first_key_and_after(browser: Browser, server: Served, built_site: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    start = len(server.seen)
    page.goto(server.url + "zoeken/", wait_until="networkidle")
    assert server.seen[start:] == ["GET /zoeken/"]
    assert 300 + len((built_site / "zoeken/index.html.br").read_bytes()) <= 12_000
    page.get_by_role("searchbox").fill("grenzen stellen")
    expect(page.locator(".found li").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    after = [line.removeprefix("GET /") for line in server.seen[start + 1 :]]
    weight = sum(300 + smallest(built_site / path.split("?")[0]) for path in after)
    assert weight <= 250_000, after
    assert all(path.startswith("pagefind/") for path in after)
    assert page.url == server.url + "zoeken/"
    assert not wrong
    context.close()


def smallest(file: Path) -> int:
    packed = file.with_name(file.name + ".br")
    return packed.stat().st_size if packed.is_file() else file.stat().st_size


def test_other_pages_pay_nothing(built_site: Path) -> None:
    paying = [p for p in built_site.rglob("*.html") if "pagefind" in p.read_text("utf-8")]
    assert {p.parent.relative_to(built_site).as_posix() for p in paying} == {"zoeken", "en/search"}


@pytest.mark.parametrize("lang", QUESTIONS)
def test_without_script_there_is_an_index_of_all_pages(browser: Browser, server: Served, lang: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(server.url + FOUND.page("search", lang).url)
    expect(page.locator("#search")).to_be_hidden()
    links = page.locator(".index a").evaluate_all("links => links.map((link) => new URL(link.href).pathname.slice(1))")
    assert sorted(links) == sorted(p.url for p in FOUND.in_language(lang) if p.id not in LEFT_OUT)
    context.close()


def test_search_works_below_a_path(browser: Browser, subpath_server: Served) -> None:
    page = browser.new_page()
    page.goto(subpath_server.url + "en/search/")
    page.get_by_role("searchbox").fill("boundaries")
    page.locator(".found a").first.click()
    expect(page.locator("h1")).to_be_visible()
    assert page.url.startswith(subpath_server.url + "en/")
    page.close()


def test_the_index_has_the_same_bytes_each_time(built_site: Path, tmp_path: Path) -> None:
    mains = {built.address: html.tostring(built.one("//main"), encoding="unicode") for built in pages_of(built_site)}
    for again in ("one", "two"):
        (tmp_path / again).mkdir()
        search.write(Site(HOME_URL, FOUND), tmp_path / again, mains)
    one, two = (
        {f.relative_to(c): f.read_bytes() for f in (c / "pagefind").rglob("*") if f.is_file()}
        for c in (tmp_path / "one", tmp_path / "two")
    )
    assert one == two
    assert len(brotli.compress((built_site / "pagefind/pagefind.js").read_bytes())) < 15_000
