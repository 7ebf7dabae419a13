"""The links in a real Chromium: six languages, no script, below a path, from a file; and the page for what is lost."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from site_fixtures import Served


@contextmanager
def opened(browser: Browser, locale: str = "nl-NL", **options: Any) -> Iterator[Page]:
    """A page in a browser of its own that fails the test when anything is refused or goes wrong."""
    context = browser.new_context(locale=locale, **options)
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda told: wrong.append(told.text) if "Security Policy" in told.text else None)
    yield page
    context.close()
    assert not wrong


SETTINGS = [
    (["nl-NL", "nl"], "start/"),
    (["en-US", "en"], "en/start/"),
    (["de-DE", "de", "en"], "en/start/"),
    (["fr", "nl-BE", "en"], "start/"),
    (["de", "fr"], "start/"),
    (["EN"], "en/start/"),
]


def prefer(page: Page, languages: list[str]) -> None:
    page.add_init_script(f"Object.defineProperty(navigator, 'languages', {{get: () => {languages!r}}})")


@pytest.mark.parametrize(("languages", "path"), SETTINGS)
def test_a_neutral_link_goes_to_the_readers_language(
    browser: Browser, server: Served, languages: list[str], path: str
) -> None:
    with opened(browser) as page:
        prefer(page, languages)
        page.goto(f"{server.url}go/start/?utm_source=brief&utm_medium=email#choose")
        page.wait_for_url(f"{server.url}{path}?utm_source=brief&utm_medium=email#choose")
        expect(page.locator("html")).to_have_attribute("lang", "en-GB" if path.startswith("en") else "nl")


@pytest.mark.parametrize(
    ("asked", "there"),
    [
        ("go/start/?lang=en", "en/start/"),
        ("go/start/?lang=EN-us&a=%20b#x", "en/start/?a=%20b#x"),
        ("go/start/?lang=de", "start/"),
        ("go/start/nl/?utm_source=x#choose", "start/?utm_source=x#choose"),
        ("go/start/en/", "en/start/"),
        ("w/begin/?x=1", "start/?x=1"),
        ("w/first/", "en/start/first-step/"),
        ("w/first/?x=1#y", "en/start/first-step/?x=1#y"),
        ("hechtingsstijlen/angstig-vermijdend/#x", "hechtingsstijlen/gedesorganiseerd/#x"),
        ("go/home/en/", "en/"),
    ],
)
def test_query_and_anchor_are_kept(browser: Browser, server: Served, asked: str, there: str) -> None:
    with opened(browser) as page:
        page.goto(server.url + asked)
        page.wait_for_url(server.url + there)


def test_back_is_no_trap(browser: Browser, server: Served) -> None:
    with opened(browser) as page:
        page.goto(server.url)
        page.goto(f"{server.url}go/start/")
        page.wait_for_url(f"{server.url}start/")
        page.go_back()
        expect(page).to_have_url(server.url)


@pytest.mark.parametrize("query", ["?kies", "?kies&lang=en", "?utm_source=x&kies="])
def test_who_wants_to_choose_stays(browser: Browser, server: Served, query: str) -> None:
    with opened(browser) as page:
        page.goto(f"{server.url}go/start/{query}")
        expect(page.locator("main a")).to_have_count(2)
        page.wait_for_timeout(200)
        assert page.url == f"{server.url}go/start/{query}"
        page.get_by_role("link", name="In English").click()
        expect(page).to_have_url(f"{server.url}en/start/")


def test_without_script_the_reader_chooses_or_is_sent_on(browser: Browser, server: Served) -> None:
    with opened(browser, java_script_enabled=False) as page:
        page.goto(f"{server.url}go/start/")
        expect(page.get_by_role("heading", level=1)).to_have_text("Waar begin je?")
        page.get_by_role("link", name="In het Nederlands").click()
        expect(page).to_have_url(f"{server.url}start/")
        page.goto(f"{server.url}go/start/en/")
        page.wait_for_url(f"{server.url}en/start/")
        page.goto(f"{server.url}w/begin/")
        page.wait_for_url(f"{server.url}start/")


def test_below_a_path(browser: Browser, subpath_server: Served) -> None:
    with opened(browser, "en-GB") as page:
        page.goto(f"{subpath_server.url}go/start/?utm_source=x#choose")
        page.wait_for_url(f"{subpath_server.url}en/start/?utm_source=x#choose")
        page.goto(f"{subpath_server.url}w/begin/")
        page.wait_for_url(f"{subpath_server.url}start/")


def test_from_a_file(browser: Browser, built_site: Path) -> None:
    with opened(browser, "en-GB") as page:
        page.goto(f"{(built_site / 'go/start/index.html').as_uri()}#choose")
        page.wait_for_url(f"{(built_site / 'en/start/index.html').as_uri()}#choose")


def test_a_pdf_and_its_set_are_reached(browser: Browser, server: Served) -> None:
    with opened(browser) as page:
        for link in ("my-circles-pdf", "set-two"):
            page.goto(f"{server.url}go/{link}/en/?kies")
            answer = page.request.get(page.locator("main a").evaluate("a => a.href"))
            assert answer.ok
            assert answer.body().startswith(b"%PDF")


MISTYPED = [
    ("W/Begin.", "start/"),
    ("w/begni/", "start/"),
    ("GO/Start/NL", "start/"),
    ("go/strat/", "start/"),
    ("go/start/de/", "start/"),
    ("sleutels/herhal/", "sleutels/herhaal/"),
    ("Sleutels/Herhaal.html", "sleutels/herhaal/"),
    ("%20hulp%22/", "hulp/"),
    ("en/keys/repeet", "en/keys/repeat/"),
    ("angstig-vermijdend", "hechtingsstijlen/gedesorganiseerd/"),
]


@pytest.mark.parametrize(("asked", "meant"), MISTYPED)
def test_a_mistyped_address_is_understood(browser: Browser, server: Served, asked: str, meant: str) -> None:
    with opened(browser) as page:
        page.goto(server.url + asked)
        offered = page.get_by_role("status").get_by_role("link")
        expect(offered).to_have_count(1)
        assert offered.evaluate("a => a.href").partition("#")[0] == server.url + meant


@pytest.mark.parametrize("asked", ["nothing-like-it-at-all/", "x", "wp-login.php"])
def test_what_was_not_meant_is_not_offered(browser: Browser, server: Served, asked: str) -> None:
    with opened(browser) as page, page.expect_response("**/links.json"):
        page.goto(server.url + asked)
    with opened(browser) as page:
        page.goto(server.url + asked)
        page.wait_for_load_state("networkidle")
        expect(page.get_by_role("status")).to_have_count(0)
        expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_the_page_for_what_is_not_there_below_a_path(browser: Browser, subpath_server: Served) -> None:
    with opened(browser) as page:
        page.goto(f"{subpath_server.url}w/Begin.")
        page.get_by_role("status").get_by_role("link").click()
        expect(page).to_have_url(f"{subpath_server.url}start/")


def test_without_script_the_page_for_what_is_not_there_still_leads_on(browser: Browser, server: Served) -> None:
    with opened(browser, java_script_enabled=False) as page:
        page.goto(f"{server.url}w/Begin.")
        expect(page.get_by_role("link", name="Hulp").first).to_be_visible()


def test_serving_any_folder(serve_folder: Callable[..., Any], built_site: Path, browser: Browser) -> None:
    """Any static host will do: no rules, no index of languages."""
    with serve_folder(built_site, "/deep/down/") as served, opened(browser, "en") as page:
        page.goto(f"{served.url}go/start/")
        page.wait_for_url(f"{served.url}en/start/")
