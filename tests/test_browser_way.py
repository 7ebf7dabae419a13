"""Finding one's way in Chromium: the head in one row, no card alone, a mark that opens, a page in hand."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route

from site_fixtures import Served

ROWS = """names => {
  const shown = [...document.querySelectorAll(names)].filter(e => e.checkVisibility());
  const middles = shown.map(e => { const r = e.getBoundingClientRect(); return (r.top + r.bottom) / 2; });
  return [shown.length, Math.max(...middles) - Math.min(...middles)];
}"""
HANGING = """() => [...document.querySelectorAll("ul.doors:not(.worksheet-index *)")].filter(list => {
  const last = list.lastElementChild.getBoundingClientRect(), box = list.getBoundingClientRect();
  return box.right - last.right > 2;
}).map(list => list.textContent.slice(0, 60))"""
STICKING = """() => [...document.querySelectorAll(".doors>li,.keys>li,.routes>li,.sets>li")].filter(card => {
  const own = card.getBoundingClientRect(), wrap = card.closest(".wrap").getBoundingClientRect();
  const inside = [...card.querySelectorAll("*")].filter(e => e.checkVisibility());
  const out = e => e.getBoundingClientRect().right > own.right + 1 || e.getBoundingClientRect().left < own.left - 1;
  return own.right > wrap.right || own.left < wrap.left || inside.some(out);
}).map(card => card.textContent.trim().slice(0, 40))"""
SHIFTS = """() => new Promise(done => new PerformanceObserver(list =>
  done(list.getEntries().reduce((sum, e) => sum + e.value, 0))).observe({type: "layout-shift", buffered: true})
  || setTimeout(() => done(0), 400))"""


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(reduced_motion="reduce")
    yield page
    page.close()


@pytest.mark.parametrize("address", ["", "en/", "sleutels/herhaal/", "en/keys/repeat/"])
@pytest.mark.parametrize(
    ("width", "names", "least"),
    [
        (320, ".ways-in a, .menu summary", 4),
        (390, ".ways-in a, .menu summary", 4),
        (900, ".name, .lang, .ways-in a, .menu summary", 9),
        (1280, ".name, .lang, .ways-in a, .menu summary", 9),
    ],
)
def test_the_head_stands_in_one_row(
    tab: Page, server: Served, address: str, width: int, names: str, least: int
) -> None:
    tab.set_viewport_size({"width": width, "height": 700})
    tab.goto(server.url + address)
    shown, apart = tab.evaluate(ROWS, names)
    assert shown >= least
    assert apart < 4


@pytest.mark.parametrize("width", [390, 768, 900, 1280])
def test_no_card_hangs_alone(tab: Page, server: Served, width: int) -> None:
    """The last of a list ends where the list ends."""
    tab.set_viewport_size({"width": width, "height": 800})
    for address in ("", "sleutels/reguleer-je-zenuwstelsel/", "hechtingsstijlen/", "en/attachment-styles/anxious/"):
        tab.goto(server.url + address)
        assert tab.evaluate(HANGING) == [], address


@pytest.mark.parametrize("width", [320, 390, 768, 900, 1280])
def test_no_card_sticks_out(tab: Page, server: Served, width: int) -> None:
    """Also where the page would cut it off: every card ends where its text column ends, or before."""
    tab.set_viewport_size({"width": width, "height": 800})
    for address in ("", "en/", "sleutels/", "start/", "werkbladen/", "werkbladen/sets/"):
        tab.goto(server.url + address)
        assert tab.evaluate(STICKING) == [], address


@pytest.mark.parametrize("width", [320, 1280])
def test_a_mark_opens_where_it_stands_without_a_script(browser: Browser, server: Served, width: int) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": width, "height": 700})
    page = context.new_page()
    page.goto(server.url + "fabels-en-feiten/")
    for number in (0, 5, 11):
        mark = page.locator("button.evidence").nth(number)
        mark.click()
        opened = page.locator(".proof:popover-open")
        assert opened.count() == 1
        where, button = opened.bounding_box(), mark.bounding_box()
        assert where
        assert button
        assert -1 <= where["x"]
        assert where["x"] + where["width"] <= width + 1
        assert (
            min(abs(where["y"] - button["y"] - button["height"]), abs(button["y"] - where["y"] - where["height"])) < 30
        )
        opened.locator("a").first.focus()
        page.keyboard.press("Escape")
        assert opened.count() == 0
    assert page.locator(".pass-on").is_hidden()
    context.close()


def test_a_page_is_printed_and_passed_on(browser: Browser, server: Served) -> None:
    """By the device's own way where it has one, else its address is copied; where that fails it is there to read."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.add_init_script("window.print = () => { document.title = 'printed' }; delete Navigator.prototype.share")
    page.goto(server.url + "sleutels/herhaal/?from=mail#sheets")
    print_it, share = page.locator(".pass-on button").all()
    print_it.click()
    assert page.title() == "printed"
    share.click()
    told = page.locator(".pass-on [role=status]")
    told.filter(has_text=".").wait_for()
    own = page.locator("link[rel=canonical]").get_attribute("href")
    assert own
    assert page.evaluate("navigator.clipboard.readText()") == own
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')) }")
    share.click()
    told.filter(has_text=own).wait_for()
    page.evaluate("() => { navigator.share = async what => { window.shared = what } }")
    share.click()
    assert page.evaluate("window.shared.url") == own
    context.close()


@pytest.mark.parametrize("address", ["", "sleutels/herhaal/", "en/myths-and-facts/", "werkbladen/mijn-kringen/"])
def test_nothing_moves_when_the_face_of_titles_comes_late(browser: Browser, server: Served, address: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})

    def late(route: Route) -> None:
        page.wait_for_timeout(300)
        route.continue_()

    page.route("**/*.woff2", late)
    page.goto(server.url + address)
    page.wait_for_timeout(500)
    assert page.evaluate(SHIFTS) == 0
    page.close()
