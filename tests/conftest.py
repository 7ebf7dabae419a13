"""What all tests share: where things are, and that nothing is passed over in silence.

Every tests/*_fixtures.py beside this file is loaded as well.
"""

import os
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from xdist.scheduler import LoadScopeScheduling

from microsite.content import loader
from microsite.content.site import open_site
from microsite.documents import press

TESTS = Path(__file__).parent
ROOT = TESTS.parent

pytest_plugins = sorted(path.stem for path in TESTS.glob("*_fixtures.py"))
pytest.register_assert_rewrite(*pytest_plugins)  # before one of them imports another

# node, npm and the tools of package.json, as the tests were set up with them
os.environ["PATH"] = os.pathsep.join([str(ROOT / ".venv/bin"), str(ROOT / "node_modules/.bin"), os.environ["PATH"]])


FIRST = "browser serve broken_off starter browser_sheets pdf_forms build living take firefox pdf scripts".split()
"""Files that take longest come first, so that none is left for one worker alone at the end; the second and the third
need nothing of the site that the first one builds."""

PARTS = {"browser": 4, "browser_sheets": 4, "pdf_forms": 2, "living": 2, "take": 2, "build": 3}
"""Files that several workers may take a part of, by what stands in brackets behind the name of a test: what such a
part shares is soon made again."""


MADE = {"built_project", "subpath_site", "small_project", "playwright", "drawn", "made", "released", "report"}
"""A build, a browser, every PDF, the language of every text: a test that uses one, in any way, is marked `built`."""
DRAWING = "typst_compiler"
"""Draws sheets for one test: that is marked `built` as well, and `drawing` if nothing else would be."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first, and marked what takes a build or a browser."""
    rank = {f"test_{name}": place for place, name in enumerate(FIRST)}
    items.sort(key=lambda item: rank.get(item.path.stem, len(rank)))
    for item in items:
        asked = set(getattr(item, "fixturenames", ()))
        if DRAWING in asked and not MADE & asked and not item.get_closest_marker("built"):
            item.add_marker("drawing")
        if asked & {DRAWING, *MADE}:
            item.add_marker("built")


class ByFile(LoadScopeScheduling):  # type: ignore[misc]
    """The tests of a file stay together, since they share what they built; those of a long one in so many parts."""

    def _split_scope(self, nodeid: str) -> str:
        file, _, test = nodeid.partition("::")
        parts = PARTS.get(Path(file).stem.removeprefix("test_"), 1)
        return f"{file} {crc32(test.partition('[')[2].encode()) % parts}"


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByFile | None:
    """Where workers are asked to share scopes, as `make test` does."""
    return ByFile(config, log) if config.getvalue("dist") == "loadscope" else None


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the project."""
    return ROOT


@pytest.fixture(scope="session")
def docs(root: Path) -> Path:
    """The texts and their data."""
    return root / "docs"


@pytest.fixture(scope="session")
def core(root: Path) -> Path:
    """The package that never imports MkDocs."""
    return root / "hooks/microsite"


def pytest_report_header() -> str:
    """How much there is to test."""
    pages = {lang: len(list((ROOT / "docs" / lang).rglob("*.md"))) for lang in ("nl", "en")}
    kinds = len(list((ROOT / "hooks/microsite/fields").glob("*/__init__.py"))) - 1  # one folder is what kinds share
    mistakes = len(list((TESTS / "mistakes").rglob("*.md")))
    counted = ", ".join(f"{count} pages in '{lang}'" for lang, count in pages.items())
    return f"seven keys: {counted}, {kinds} kinds of field, {mistakes} pages with a mistake"


def _passed_over(session: pytest.Session) -> int:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    return len(reporter.stats.get("skipped", [])) if reporter and os.environ.get("CI") else 0


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Where the environment says CI, a skipped test is a failure: everything it needs is set up."""
    if _passed_over(session) and exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def _looked_at(reports: list[pytest.TestReport]) -> list[str]:
    """How much of the site was looked at, beside how much there is: what tests told by `record_property`."""
    told = [(name, some) for report in reports for name, some in report.user_properties if isinstance(some, list)]
    if not told:
        return []
    site = open_site("https://sleutels.example/", loader.load(ROOT / "docs"))
    there = {"pages": len(site.catalogue.by_source), "PDFs": len(press.orders(site))}
    seen = {what: len({one for name, some in told if name == what for one in some}) for what in there}
    return [f"{seen[what]} of {there[what]} {what} looked at" for what in there if seen[what]]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how much was looked at, and why the tests failed when only skips did."""
    for line in _looked_at(terminalreporter.stats.get("passed", [])):
        terminalreporter.write_line(line)
    skipped = len(terminalreporter.stats.get("skipped", []))
    if skipped and os.environ.get("CI"):
        terminalreporter.write_line(f"{skipped} skipped: in CI that is a failure", red=True, bold=True)
