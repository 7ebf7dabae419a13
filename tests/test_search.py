"""Search in a real browser: questions readers would ask, what they weigh, and the plain index without script."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import brotli
import pytest
import yaml
from lxml import html
from playwright.sync_api import Browser, Page, expect

from built import pages_of
from microsite.content.site import Site
from microsite.web import search
from site_fixtures import HOME_URL, Served, our_texts
from site_languages import LANGUAGES

FOUND = our_texts()
LEFT_OUT = {FOUND.definition.roles.search, *FOUND.definition.roles.unlisted()}
PLAIN = {
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
"""What a calm reader asks."""
TYPED: dict[str, dict[str, list[str]]] = yaml.safe_load(
    (Path(__file__).parent / "data/questions.yml").read_text("utf-8")
)
QUESTIONS = {lang: {q: [page] for q, page in PLAIN[lang].items()} | TYPED[lang] for lang in PLAIN}


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
    expect(page.get_by_role("status")).to_be_empty()
    page.get_by_role("searchbox").fill(question)
    expect(page.get_by_role("status")).not_to_be_empty()
    return list(
        page.locator(".found a").evaluate_all("links => links.map((link) => new URL(link.href).pathname.slice(1))")
    )


@pytest.mark.parametrize(("lang", "question"), [(lang, q) for lang, each in QUESTIONS.items() for q in each])
def test_the_page_a_reader_wants_is_among_the_first_three(asking: dict[str, Page], lang: str, question: str) -> None:
    found = answers(asking[lang], question)
    wanted = {FOUND.page(page, lang).url for page in QUESTIONS[lang][question]}
    assert wanted <= set(found[:3]), found


def test_there_are_forty_questions_of_upset_readers_in_every_language() -> None:
    assert TYPED.keys() == set(LANGUAGES)
    assert all(len(questions) >= 40 for questions in TYPED.values())


def test_what_is_shown_to_all_is_a_question_and_no_word_is_shown(asking: dict[str, Page]) -> None:
    """Whoever begins to type is offered sentences of the data, chooses one, and has its answers under the finger."""
    page = asking["nl"]
    answers(page, "hij ant")
    offered = page.locator(".others button")
    said = [entry for also in FOUND.data.search.values() for entry in also.get("nl") or ()]
    said += [route.says["nl"] for route in FOUND.data.routes.values()]
    assert 0 < offered.count() <= 3
    expect(page.locator(".others")).to_have_attribute("aria-live", "polite")
    assert all(text in said and " " in text for text in offered.all_inner_texts())
    offered.filter(has_text="hij antwoordt niet").click()
    expect(page.get_by_role("searchbox")).to_have_value("hij antwoordt niet")
    expect(page.locator(".found a").first).to_be_focused()
    assert "hij antwoordt niet" not in offered.all_inner_texts()
    page.get_by_role("searchbox").fill("")
    expect(page.locator(".others")).to_be_hidden()


@pytest.mark.parametrize(
    ("lang", "question", "about"),
    [
        ("nl", "tien minuten wachten", r"Werkblad · 10 minuten.* · alleen"),
        ("nl", "als het stil blijft", r"3 werkbladen"),
        ("nl", "angstig gehecht", r"Hechtingsstijl"),
        ("nl", "reguleer je zenuwstelsel", r"Sleutel 2"),
        ("nl", "jaloezie en bedrog", r"Om te lezen"),
        ("en", "ten minutes wait", r"Worksheet · 10 minutes.* · alone"),
        ("en", "jealousy", r"To read"),
    ],
)
def test_each_answer_says_what_it_is_and_how_long_it_takes(
    asking: dict[str, Page], lang: str, question: str, about: str
) -> None:
    answers(asking[lang], question)
    expect(asking[lang].locator(".found .about").first).to_have_text(re.compile(f"^{about}$"))
    items = asking[lang].locator(".found li")
    assert asking[lang].locator(".found .about:not(:empty)").count() == items.count()


@pytest.mark.parametrize("lang", QUESTIONS)
@pytest.mark.parametrize(
    "slip", [lambda w: w[:3] + w[4:], lambda w: w[:4] + w[4] * 2 + w[5:], lambda w: w[:4] + w[5] + w[4] + w[6:]]
)
def test_a_slip_of_the_finger_still_finds_the_page(
    asking: dict[str, Page], lang: str, slip: Callable[[str], str]
) -> None:
    """A letter too few, one twice, two the other way round: in one word of each title of a key."""
    for page in FOUND.keys(lang):
        word = max(re.findall(r"\w+", page.title), key=len)
        right = answers(asking[lang], word)
        assert page.url in right
        assert page.url in answers(asking[lang], slip(word)), slip(word)


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
    expect(page.locator(".index")).to_be_visible()
    answers(page, "partner")
    expect(page.get_by_role("status")).to_have_text("10 pagina’s gevonden")
    expect(page.locator(".index")).to_be_hidden()


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
    assert [line for line in server.seen[start:] if "/font/" not in line] == ["GET /zoeken/"]
    assert 300 + len((built_site / "zoeken/index.html.br").read_bytes()) <= 12_000
    page.get_by_role("searchbox").fill("grenzen stellen")
    expect(page.locator(".found li").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    after = [line.removeprefix("GET /") for line in server.seen[start + 1 :] if "/font/" not in line]
    weight = sum(300 + smallest(built_site / path.split("?")[0]) for path in after)
    assert weight <= 250_000, after
    assert all(path.startswith("pagefind/") for path in after)
    assert page.url == server.url + "zoeken/"
    assert not wrong
    context.close()


def smallest(file: Path) -> int:
    packed = file.with_name(file.name + ".br")
    return packed.stat().st_size if packed.is_file() else file.stat().st_size


def test_without_a_connection_it_says_so_and_leaves_the_list(browser: Browser, server: Served) -> None:
    page = browser.new_page()
    page.goto(server.url + "zoeken/")
    page.context.set_offline(True)
    page.get_by_role("searchbox").fill("grenzen")
    expect(page.get_by_role("status")).to_contain_text("Zoeken lukt nu even niet")
    expect(page.locator(".index")).to_be_visible()
    page.context.set_offline(False)
    page.get_by_role("searchbox").fill("grens")
    expect(page.locator(".found li").first).to_be_visible()
    page.close()


def test_other_pages_pay_nothing(built_site: Path) -> None:
    paying = [p for p in built_site.rglob("*.html") if "pagefind" in p.read_text("utf-8")]
    assert {p.parent.relative_to(built_site).as_posix() for p in paying} == {"zoeken", "en/search"}


@pytest.mark.parametrize("lang", QUESTIONS)
def test_without_script_there_is_an_index_of_all_pages(browser: Browser, server: Served, lang: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(server.url + FOUND.page("search", lang).url)
    expect(page.locator("#search")).to_be_hidden()
    expect(page.locator("noscript p")).to_contain_text("JavaScript")
    expect(page.locator("noscript p")).to_be_visible()
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
