"""Whoever follows a link into a page sees what it leads to, on the screen and open; also without script."""

import functools
import json
import os
import shutil
import subprocess
from collections import defaultdict
from pathlib import Path

from playwright.sync_api import Browser, ViewportSize

from built import pages_of, parse, resolve
from site_fixtures import HOME_URL, ROOT, Served, address_of, html_files

PHONE = ViewportSize(width=390, height=844)
VISIBLE = """anchor => {
  const el = document.getElementById(anchor);
  if (!el) return "is not there";
  if (el.matches("details:not([open])")) return "is closed";
  const {top, width, height} = el.getBoundingClientRect();
  const seen = el.checkVisibility({visibilityProperty: true, opacityProperty: true}) && width >= 1 && height >= 1;
  if (!seen) return "is hidden";
  if (top < 0 || top > innerHeight - 24) return `is at ${Math.round(top)}, off the screen`;
  const bar = el.closest("details")?.querySelector("summary").getBoundingClientRect();
  return bar && bar.top < 0 ? `has its bar at ${Math.round(bar.top)}, off the screen` : "";
}"""

AS_IT_CAME = """() => {
  const folds = [...document.querySelectorAll("details")], open = folds.map(fold => fold.open);
  window.asItCame = () => { folds.forEach((fold, n) => { fold.open = open[n]; }); scrollTo(0, 0); };
}"""


@functools.cache
def anchors(site: Path) -> dict[str, list[str]]:
    """For each page of ours the anchors that any link of the site leads to, those of short links included."""
    found: dict[str, set[str]] = defaultdict(set)
    ours = {built.file: built.address for built in pages_of(site)}
    for file in html_files(site):
        for link in parse(file).xpath("//a/@href"):
            target = resolve(link, address_of(file, site), site, HOME_URL)
            if target.anchor and target.file in ours:
                found[ours[target.file]].add(target.anchor)
    return {address: sorted(each) for address, each in sorted(found.items())}


def routes(site: Path) -> list[tuple[str, str]]:
    """The short addresses of paper and mail that lead into a page, each with where it ends."""
    listed = json.loads((site / "links.json").read_text("utf-8"))["links"]
    shown = [entry[lang] for entry in listed if entry["kind"] == "route" for lang in ("nl", "en")]
    return [(each["word"], each["path"]) for each in shown]


def test_every_anchor_that_a_link_leads_to_is_seen(built_site: Path, server: Served, browser: Browser) -> None:
    """In Chromium, without script, by phone; with its folds as they came, not as the anchor before left them."""
    context = browser.new_context(viewport=PHONE, java_script_enabled=False, reduced_motion="reduce")
    page, seen, bad = context.new_page(), 0, []
    for address, wanted in anchors(built_site).items():
        page.goto(f"{server.url}{address}", wait_until="load")
        page.evaluate(AS_IT_CAME)
        for anchor in wanted:
            page.evaluate("asItCame()")
            page.goto(f"{server.url}{address}#{anchor}")
            seen += 1
            if wrong := page.evaluate(VISIBLE, anchor):
                bad.append(f"{address}#{anchor} {wrong}")
    context.close()
    print(f"{seen} anchors on {len(anchors(built_site))} pages")
    assert seen > 100
    assert not bad, "\n".join(bad)


def test_the_short_address_of_every_route_ends_on_its_first_step_in_firefox(
    built_site: Path, server: Served, tmp_path: Path
) -> None:
    """As they are typed from paper, `w/stilte/`: through the page that sends on, to the first step of the route."""
    firefox, node = shutil.which("firefox-esr") or shutil.which("firefox"), shutil.which("node")
    assert firefox, "This test needs Firefox: apt-get install firefox-esr"
    assert node, "This test needs Node, which comes with requirements-dev.txt"
    wanted = [{"url": server.url + word, "there": server.url + path} for word, path in routes(built_site)]
    made = subprocess.run(
        [node, ROOT / "tests/firefox_anchors.mjs"],
        input=json.dumps({"firefox": firefox, "visible": VISIBLE, "links": wanted}),
        text=True,
        capture_output=True,
        check=False,
        timeout=200,
        env=os.environ | {"HOME": str(tmp_path)},
    )
    assert made.returncode == 0, made.stderr
    seen = json.loads(made.stdout)
    print(f"{len(seen)} short addresses followed with Firefox")
    assert len(seen) == len(wanted) >= 18
    bad = [f"{one['at']} {one['wrong']}" for one in seen if one["wrong"]]
    bad += [f"{a['at']}, not {w['there']}" for a, w in zip(seen, wanted, strict=True) if a["at"] != w["there"]]
    assert not bad, "\n".join(bad)
