"""Every page in Chromium, by phone and by desk, light and dark: nothing asked elsewhere, nothing in anybody's way.

One visit for all that looks at a page: it comes with its headers, as a host sends them, and shows its card.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

from built import Built, pages_of
from microsite.draw import card
from site_fixtures import ROOT, Served, our_texts

PHONE, DESK = ViewportSize(width=390, height=844), ViewportSize(width=1280, height=800)
NARROW = ViewportSize(width=320, height=640)
MOST_STOPS, STRIDE = 400, 10
SOURCES = sorted(our_texts().by_source)
CARD = """async () => {
  const tag = document.querySelector('meta[property="og:image"]');
  if (!tag) return null;
  const picture = new Image();
  picture.src = new URL(tag.content).pathname;
  await picture.decode();
  return [picture.naturalWidth, picture.naturalHeight];
}"""
OF_COLOUR = ["color-contrast", "link-in-text-block"]
"""What axe can find anew in the dark, where nothing but colours is another: test_budgets.py sees to that."""
UNDECIDED = {
    "svg text": "a drawing: its letters lie over lines and shapes of it; visit.letters() reads what is behind them",
    ".still": "the words in the ring of Now, which is drawn behind them as a line",
    ".frame": "a gradient draws the holes of the film, above and below all that is written",
    ".knob .row": "a name lies on the face of its knob; over both lies what is turned, and it is clear",
    ".note-slip": "a note of a colour of its own lies over the surface of the jar",
    ".rung": "light falls on a rung that has been stepped on: the colour of the step, thin enough for ink",
}
"""Where axe cannot tell what lies behind letters, and why we can: color-contrast only, all else has to be decided."""
AXE = """async ([options, explained]) => {
    const { violations, incomplete } = await axe.run(options);
    const ours = ({ target }) => document.querySelector(target[0])?.closest(explained);
    const open = rule => (rule.id == "color-contrast" ? rule.nodes.filter(node => !ours(node)) : rule.nodes);
    const undecided = incomplete.map(rule => ({ ...rule, nodes: open(rule) }));
    return [...violations, ...undecided.filter(rule => rule.nodes.length)];
}"""
LISTEN = """window.refused = [];
addEventListener("securitypolicyviolation", e => refused.push(e.violatedDirective + " " + e.blockedURI))"""


@dataclass
class Heard:
    """What a page said, asked for, and could not get."""

    host: str
    said: list[str] = field(default_factory=list)

    def listen(self, page: Page) -> None:
        page.on("console", lambda message: self.said.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: self.said.append(f"error: {error}"))
        page.on("requestfailed", lambda request: self.said.append(f"failed: {request.url}"))
        page.on("request", lambda request: self._asked(request.url))
        page.on("response", lambda answer: self._answered(answer.url, answer.status))

    def _asked(self, url: str) -> None:
        if not url.startswith((self.host, "data:", "blob:")):
            self.said.append(f"elsewhere: {url}")

    def _answered(self, url: str, status: int) -> None:
        if status >= 400:
            self.said.append(f"{status}: {url}")


def axe() -> str:
    return (ROOT / "node_modules/axe-core/axe.min.js").read_text("utf-8")


def visit() -> str:
    return (ROOT / "tests/visit.js").read_text("utf-8")


def axe_run(page: Page, **rules: Any) -> list[str]:
    """What axe finds, its best practices and the size of targets included, and what it cannot decide without us."""
    options = {"preload": False, "resultTypes": ["violations", "incomplete"]} | rules
    found = page.evaluate(AXE, [options, ", ".join(UNDECIDED)])
    return [f"axe {v['id']}: {n['target']} {n['failureSummary'][:300]}" for v in found for n in v["nodes"][:3]]


def tab_walk(page: Page) -> tuple[int, list[str]]:
    """With the Tab key through the whole page: how many stops, and what is wrong with them."""
    page.evaluate("visit.walk()")
    for _ in range(0, MOST_STOPS, STRIDE):
        for _ in range(STRIDE):
            page.keyboard.press("Tab")
        walked = page.evaluate("visit.walked")
        if walked["done"]:
            page.evaluate("visit.rest()")
            return walked["stops"], walked["wrong"]
    return MOST_STOPS, [*walked["wrong"], "the Tab key never comes to an end"]


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport=PHONE, color_scheme="light", reduced_motion="reduce", has_touch=False)
    for script in (LISTEN, axe(), visit()):
        made.add_init_script(script)
    yield made
    assert made.cookies() == []
    made.close()


@pytest.fixture(scope="module")
def by_source(built_site: Path) -> dict[str, Built]:
    return {f"{built.page.lang}/{built.page.src}": built for built in pages_of(built_site)}


def test_as_many_pages_as_texts(by_source: dict[str, Built]) -> None:
    """Those made from data too; what came since the site was built is for the next run."""
    print(f"{len(by_source)} pages, each visited below")
    assert set(SOURCES) >= set(by_source)


@pytest.mark.parametrize("source", SOURCES)
def test_a_page(
    source: str,
    by_source: dict[str, Built],
    strict_server: Served,
    context: BrowserContext,
    record_property: Callable[[str, object], None],
) -> None:
    """One visit, every check: the messages are gathered, so that one run shows all of a page."""
    built = by_source[source]
    record_property("pages", [source])
    heard, page = Heard(strict_server.url), context.new_page()
    heard.listen(page)
    page.goto(strict_server.url + built.address, wait_until="load")
    found = _card(page, built)
    counts = []
    for width, screen in (("390", PHONE), ("1280", DESK)):
        page.set_viewport_size(screen)
        page.emulate_media(color_scheme="light")
        stops, wrong = tab_walk(page)
        counts.append(stops)
        wrong += page.evaluate("visit.look()") + axe_run(page, rules={"target-size": {"enabled": True}})
        page.emulate_media(color_scheme="dark")
        wrong += [f"dark {w}" for w in page.evaluate("visit.look()") + axe_run(page, runOnly=OF_COLOUR)]
        found += [f"{width}: {w}" for w in wrong]
    found += _narrow(page)
    found += heard.said + [f"CSP: {w}" for w in page.evaluate("refused")]
    page.close()
    print(f"{built.address or 'home'}: {counts} stops")
    assert not found, f"{built.address}\n" + "\n".join(found)


def _card(page: Page, built: Built) -> list[str]:
    """Its social card loads, at the size that its head promises; a page that is nowhere has none."""
    shown = page.evaluate(CARD)
    wanted = None if built.page.id == "not-found" else [card.WIDTH, card.HEIGHT]
    return [] if shown == wanted else [f"card: {shown}, not {wanted}"]


def _narrow(page: Page) -> list[str]:
    """320 px with the spacing of WCAG 1.4.12, and every fold open."""
    page.set_viewport_size(NARROW)
    page.evaluate("visit.spacing(true); document.querySelectorAll('details').forEach(d => d.open = true)")
    wrong = page.evaluate("visit.wide()")
    page.evaluate("visit.spacing(false)")
    return [f"320 with spacing: {w}" for w in wrong]


@pytest.mark.parametrize("address", ["", "en/"])
@pytest.mark.parametrize(("screen", "seen"), [(PHONE, {"h1": 1, ".acts a": 2}), (DESK, {"h1": 1, ".doors li": 3})])
def test_what_home_is_for_is_on_the_first_screen(
    address: str, screen: ViewportSize, seen: dict[str, int], server: Served, context: BrowserContext
) -> None:
    """A phone shows the question, the way to begin and "Nu"; a desk has room for the three doors as well."""
    page = context.new_page()
    page.set_viewport_size(screen)
    page.goto(server.url + address)
    for selector, number in seen.items():
        feet = page.eval_on_selector_all(f"main {selector}", "all => all.map(e => e.getBoundingClientRect().bottom)")
        assert len(feet) == number, selector
        assert max(feet) <= screen["height"], f"{selector}: {feet}"
    page.close()
