"""How soon a sheet answers a thumb: every control of three sheets on a phone whose processor is four times slower.

For each sheet two figures and which control they were of: the longest interaction as the browser tells it (INP, in
steps of 8 ms, the wait for a busy machine included), and the longest that its main thread worked for one, times four.
A bare page of the same controls comes first. `make audit` prints this; alone it measures the site in `site/`.
"""

import functools
import http.server
import os
import shutil
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, CDPSession, Locator, Page, sync_playwright

from microsite.content import loader

ROOT = Path(__file__).resolve().parents[2]
SHEETS = ("agreed-pause", "dials-not-boxes", "my-circles")
"""With people, a table, a timer and a message; with things to turn; with rings, rows and chips."""
MOST = 100
SLOWER = 4
ARGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run"
    " --disable-background-networking --disable-component-update --disable-sync"
).split()
CONTROLS = "#sheet :is(textarea, input:not([type=file]), select, button:not([data-act], [data-do], [type=reset]))"
BARE = """<!doctype html><meta name="viewport" content="width=device-width"><title>bare</title><form id="sheet">
<textarea></textarea><input type="text"><input type="checkbox"><input type="radio"><input type="range">
<button type="button">+</button></form>"""
LISTEN = """() => {
    window.took = [];
    const note = list => list.getEntries().forEach(each => each.interactionId && took.push(each.duration));
    new PerformanceObserver(note).observe({type: "event", durationThreshold: 16});
}"""
QUIET = "() => new Promise(done => requestAnimationFrame(() => setTimeout(() => done(took.splice(0)), 50)))"

Took = tuple[float, str]


class Watched:
    """A page whose interactions are timed: `slow` the longest of all, `busy` the most work for one; both in ms."""

    def __init__(self, page: Page, *, throttled: bool) -> None:
        """`throttled`: with the slower processor, for the browser's own figure."""
        self.page, self.slow, self.busy = page, (0.0, ""), (0.0, "")
        self.session: CDPSession = page.context.new_cdp_session(page)
        self.session.send("Performance.enable", {"timeDomain": "threadTicks"})
        if throttled:
            self.session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        page.evaluate(LISTEN)

    def _worked(self) -> float:
        found = self.session.send("Performance.getMetrics")["metrics"]
        return 1000 * float(next(each["value"] for each in found if each["name"] == "TaskDuration"))

    def heard(self, name: str, before: float) -> None:
        """Note what the last interaction took, once all is quiet."""
        took = self.page.evaluate(QUIET)
        self.slow = max(self.slow, (max(took, default=0), name))
        self.busy = max(self.busy, (SLOWER * (self._worked() - before), name))

    def use(self, control: Locator) -> None:
        """As a thumb would: tapped, and where there is something to type or turn, two keys."""
        control.scroll_into_view_if_needed()
        kind = control.evaluate("e => e.matches('textarea,[type=text]') ? 'text' : e.type")
        name = str(control.evaluate("e => e.name || e.textContent || e.type"))
        self.page.evaluate(QUIET)
        before = self._worked()
        if kind == "range":
            control.focus()
        else:
            control.tap(force=True)
            self.heard(f"a tap on {name}", before)
        for key in {"text": "ab", "range": ("ArrowRight", "ArrowRight")}.get(kind, ()):
            before = self._worked()
            self.page.keyboard.press(key)
            self.heard(f"a key in {name}", before)


def parts(page: Page) -> Iterator[None]:
    """The page at each part of its sheet in turn, as it is reached by thumb."""
    yield
    while (on := page.locator("[data-turn='1']")).count() and on.is_visible():
        on.tap()
        yield


def measured(page: Page, *, throttled: bool) -> Watched:
    """Every control in sight used, part by part."""
    watched = Watched(page, throttled=throttled)
    for _ in parts(page):
        for control in page.locator(CONTROLS).all():
            if control.is_visible():
                watched.use(control)
    return watched


def phone(browser: Browser) -> Page:
    """A page as a phone has it."""
    return browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True).new_page()


def report(root: str) -> list[str]:
    """Print a line for each sheet; gives those that are too slow."""
    catalogue = loader.load(ROOT / "docs")
    addresses = [catalogue.page(sheet, catalogue.definition.first).url for sheet in SHEETS]
    print(f"\n{f'load of this machine: {os.getloadavg()[0]:.1f}':<44}{'INP':>9}{'work':>9}   at most {MOST} ms")
    wrong = []
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=ARGS)
        for address in ("", *addresses):
            figures: list[Took] = []
            for throttled in (True, False):
                page = phone(browser)
                page.goto(root + address) if address else page.set_content(BARE)
                watched = measured(page, throttled=throttled)
                figures.append(watched.slow if throttled else watched.busy)
                page.context.close()
            (slow, at), (busy, where) = figures
            print(f"{f'/{address}' if address else 'a bare page':<44}{slow:>6.0f} ms{busy:>6.0f} ms   {at}; {where}")
            wrong += [f"/{address}: {slow:.0f} ms for {at}, at most {MOST}"] * (bool(address) and slow > MOST)
        browser.close()
    return wrong


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Says nothing for each request."""

    def log_message(self, *_: object) -> None:
        """Nothing."""


def main() -> int:
    """Of the site that is built; 1 when a sheet is too slow."""
    handler = functools.partial(Quiet, directory=str(ROOT / "site"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        wrong = report(f"http://127.0.0.1:{server.server_port}/")
        server.shutdown()
    print("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
