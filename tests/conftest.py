"""What all tests share: where things are, and that nothing is passed over in silence.

Every tests/*_fixtures.py beside this file is loaded as well.
"""

import os
from pathlib import Path

import pytest

from microsite.content import loader
from microsite.content.site import open_site
from microsite.documents import press

TESTS = Path(__file__).parent
ROOT = TESTS.parent

pytest_plugins = sorted(path.stem for path in TESTS.glob("*_fixtures.py"))
pytest.register_assert_rewrite(*pytest_plugins)  # before one of them imports another

# node, npm and the tools of package.json, as the tests were set up with them
os.environ["PATH"] = os.pathsep.join([str(ROOT / ".venv/bin"), str(ROOT / "node_modules/.bin"), os.environ["PATH"]])


LONGEST = "browser browser_sheets pdf_forms serve firefox pdf build scripts headers newsletter".split()
"""Files that take longest come first, so that none is left for one worker alone at the end."""


MADE = {"built_project", "subpath_site", "small_project", "playwright", "drawn", "made", "released", "report"}
"""A build, a browser, every PDF, the language of every text: a test that uses one, in any way, is marked `built`."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first, and marked what takes a build or a browser."""
    rank = {f"test_{name}": place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: rank.get(item.path.stem, len(rank)))
    for item in items:
        if MADE & set(getattr(item, "fixturenames", ())):
            item.add_marker("built")


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
