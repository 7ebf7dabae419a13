"""make audit: Lighthouse on one page of each kind and on the heaviest, mobile, the median of three; then INP of sheets.

Builds the site for the address it is served at, prints a table of figures, and fails where one is over its budget.
"""

import functools
import http.server
import json
import os
import shutil
import statistics
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import brotli
import inp

from microsite.content import loader

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
SITE = ROOT / ".cache" / "audit" / "site"
RUNS = 3
CHROMIUM = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run"
    " --disable-background-networking --disable-component-update --disable-sync"
)
SCORES = ("performance", "accessibility", "best-practices", "seo")
STEADINESS = "cumulative-layout-shift"
BUDGETS = {
    "first-contentful-paint": 950,
    "largest-contentful-paint": 1200,
    "total-blocking-time": 20,
    STEADINESS: 0,
}
"""At most; milliseconds on a quiet machine, and the last a score. A category has to be 100."""
BY_NAME = ("worksheets", "practise-safely", "not-found", "search")
"""Pages that are a kind of their own though their front matter has no part for it."""

Figures = dict[str, float]
Failed = dict[str, list[str]]
"""For each category the audits that cost it points."""


class Handler(http.server.SimpleHTTPRequestHandler):
    """A host as most are: brotli for text."""

    def end_headers(self) -> None:
        """No cache between runs."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def do_GET(self) -> None:
        """A file, or index.html of a folder."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if path.suffix not in (".html", ".css", ".js", ".json", ".svg", ".xml") or not path.is_file():
            super().do_GET()
            return
        body = brotli.compress(path.read_bytes(), quality=11)
        self.send_response(200)
        self.send_header("Content-Type", f"{self.guess_type(str(path))}; charset=utf-8")
        self.send_header("Content-Encoding", "br")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing for each request."""


def build(url: str) -> None:
    """The site as it would stand at `url`."""
    shutil.rmtree(SITE.parent, ignore_errors=True)
    environment = os.environ | {"SITE_URL": url, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run([BIN / "mkdocs", "build", "--strict", "-d", SITE], cwd=ROOT, env=environment, check=True)


def pages() -> Iterator[tuple[str, str]]:
    """A name and an address below the site's root: the first of each kind, a few by name, the heaviest."""
    catalogue = loader.load(ROOT / "docs")
    found = catalogue.in_language(catalogue.definition.first)
    kinds = {page.kind: page for page in reversed(found) if page.id not in BY_NAME}
    yield from ((kind, page.url) for kind, page in kinds.items())
    yield from ((page.id, page.url) for page in found if page.id in BY_NAME)
    heaviest = max(SITE.rglob("*.html"), key=lambda file: len(brotli.compress(file.read_bytes(), quality=9)))
    yield "the heaviest", heaviest.relative_to(SITE).as_posix().removesuffix("index.html")


def lighthouse(url: str) -> tuple[Figures, Failed]:
    """Scores and times of one run, and the audits that did not pass."""
    command = ["lighthouse", url, "--quiet", "--output=json", f"--chrome-flags={CHROMIUM}"]
    command += [f"--only-categories={','.join(SCORES)}"]
    path = os.pathsep.join([str(BIN), str(ROOT / "node_modules/.bin"), os.environ["PATH"]])
    environment = os.environ | {"PATH": path, "CHROME_PATH": shutil.which("chromium") or "", "CI": "1"}
    done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE)
    report = json.loads(done.stdout)
    figures = {name: round(100 * report["categories"][name]["score"]) for name in SCORES}
    figures |= {
        name: round(report["audits"][name]["numericValue"], 2 if name == STEADINESS else None) for name in BUDGETS
    }
    failed = {
        name: [ref["id"] for ref in report["categories"][name]["auditRefs"] if lost(ref, report)] for name in SCORES
    }
    return figures, failed


def lost(ref: dict[str, Any], report: dict[str, Any]) -> bool:
    """Whether an audit cost its category points."""
    score = report["audits"][ref["id"]]["score"]
    return bool(ref["weight"]) and score is not None and score < 1


def over_budget(figures: Figures, failed: Failed, *, hidden: bool) -> list[str]:
    """What is not as it should be; a page that asks not to be found loses that one point only."""
    over = [f"{name} {figures[name]:g}, at most {limit:g}" for name, limit in BUDGETS.items() if figures[name] > limit]
    allowed = {"seo": ["is-crawlable"]} if hidden else {}
    low = [name for name in SCORES if figures[name] < 100 and failed[name] != allowed.get(name)]
    return over + [f"{name} {figures[name]:g} ({', '.join(failed[name])})" for name in low]


def median(runs: list[Figures]) -> Figures:
    """The middle of each figure."""
    return {name: statistics.median(run[name] for run in runs) for name in runs[0]}


def main() -> int:
    """The table; 1 when something is over its budget."""
    SITE.mkdir(parents=True, exist_ok=True)
    handler = functools.partial(Handler, directory=str(SITE))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        root = f"http://localhost:{server.server_port}/"
        build(root)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        wrong = []
        print(f"\n{'page':<44}{'perf':>6}{'a11y':>6}{'best':>6}{'seo':>6}{'FCP':>7}{'LCP':>7}{'TBT':>7}{'CLS':>7}")
        for name, address in pages():
            runs = [lighthouse(root + address) for _ in range(RUNS)]
            figures, failed = median([run[0] for run in runs]), runs[0][1]
            file = SITE / address / "index.html" if address.endswith("/") or not address else SITE / address
            hidden = 'name="robots" content="noindex' in file.read_text("utf-8")
            columns = zip(figures.values(), (6, 6, 6, 6, 7, 7, 7, 7), strict=True)
            print(f"{f'{name}: /{address}':<44}" + "".join(f"{figure:>{width}g}" for figure, width in columns))
            wrong += [f"/{address}: {what}" for what in over_budget(figures, failed, hidden=hidden)]
        print(f"{'budget':<44}" + f"{100:>6}" * len(SCORES) + "".join(f"{limit:>7}" for limit in BUDGETS.values()))
        wrong += inp.report(root)
        server.shutdown()
    print("\n".join(wrong) or "All within the budgets.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
