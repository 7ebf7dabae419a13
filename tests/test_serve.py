"""The live preview: a saved file shows up after one rebuild, also after a rebuild that failed."""

import re
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from site_fixtures import HOME_URL, Project, build_environment

PATIENCE = 180
"""Seconds; a rebuild takes a few, a busy machine many more."""


class Preview:
    """`mkdocs serve` on a copy of the project."""

    def __init__(self, project: Project) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.url, self.folder = f"http://127.0.0.1:{port}/", project.folder
        self.said: list[str] = []
        command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
        self.process = subprocess.Popen(
            command,
            cwd=project.folder,
            env=build_environment(HOME_URL) | {"PYTHONUNBUFFERED": "1", "TMPDIR": str(project.folder.parent)},
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        self.listener = threading.Thread(target=self._listen, daemon=True)
        self.listener.start()

    def _listen(self) -> None:
        assert self.process.stdout
        self.said.extend(iter(self.process.stdout.readline, ""))  # ends with the process

    def count(self, pattern: str) -> int:
        """How many lines it has said that match."""
        return sum(bool(re.search(pattern, line)) for line in list(self.said))

    def builds(self) -> int:
        return self.count(r"Building documentation\.\.\.")

    def until(self, true: Callable[[], bool], what: str) -> None:
        """Wait; the words of the server tell why it never came."""
        end = time.monotonic() + PATIENCE
        while not true():
            assert self.process.poll() is None, "".join(self.said[-30:])
            assert time.monotonic() < end, f"{what} never came:\n{''.join(self.said[-30:])}"
            time.sleep(0.1)

    def shows(self, path: str, text: str) -> bool:
        try:
            with urllib.request.urlopen(self.url + path, timeout=10) as answer:
                return text in answer.read().decode()
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False

    def change(self, file: str, old: str, new: str) -> None:
        path = self.folder / file
        text = path.read_text("utf-8")
        assert old in text, f"{old!r} is not in {file}"
        path.write_text(text.replace(old, new, 1), "utf-8")

    def settles(self, builds: int) -> None:
        """No more builds than these, also after a while: the server looks for changes twice a second."""
        time.sleep(1.5)
        assert self.builds() == builds, "".join(self.said[-40:])

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(20)
        self.listener.join(5)
        assert self.process.stdout
        self.process.stdout.close()


@contextmanager
def preview_of(project: Project) -> Iterator[Preview]:
    """A preview that has started, and is stopped whatever happens."""
    started = Preview(project)
    try:
        started.until(lambda: started.count("Serving on") == 1, "the server")
        yield started
    finally:
        started.stop()


@pytest.fixture
def preview(small: Project) -> Iterator[Preview]:
    with preview_of(small) as started:
        yield started


def test_saved_files_show_up_after_one_rebuild(preview: Preview) -> None:
    """A page, a template, a template of the core, its Python."""
    preview.settles(1)
    assert preview.shows("avond/", "<h1>")
    preview.change("docs/nl/avond.md", "\ntitle: ", "\ntitle: Voorwaarts! ")
    preview.until(lambda: preview.shows("avond/", "<h1>Voorwaarts!"), "the page")
    preview.settles(2)
    preview.change("overrides/main.html", "<body", "<!-- template --><body")
    preview.until(lambda: preview.shows("en/evening/", "<!-- template -->"), "the template")
    preview.settles(3)
    preview.change("hooks/microsite/web/blocks/minute.html", "<", "<!-- core --><")
    preview.until(lambda: preview.shows("en/evening/", "<!-- core -->"), "the template of the core")
    preview.settles(4)
    preview.change("hooks/microsite/content/site.py", '"blad-12"', '"blad-12"')
    preview.change("hooks/microsite/web/layout/__init__.py", "soft(page.title,", 'soft(page.title + " (core)",')
    preview.until(lambda: preview.shows("en/evening/", " (core)</h1>"), "the core")
    before = preview.builds()
    preview.settles(before)
    preview.change("docs/nl/avond.md", "Voorwaarts! ", "Verder! ")
    preview.until(lambda: preview.shows("avond/", "<h1>Verder!"), "the page, after the core")
    preview.settles(before + 1)


MISTAKES = {
    "in a page": ("docs/en/evening.md", "\nupdated:", "\nupdatd:"),
    "in the first language's pass": (
        "overrides/main.html",
        "<body",
        "{% if v.id == 'evening' %}{{ v.a.b }}{% endif %}<body",
    ),
    "in the second language's pass": (
        "overrides/main.html",
        "<body",
        "{% if v.id == 'evening' and v.lang != 'nl' %}{{ v.a.b }}{% endif %}<body",
    ),
}

MOVED = (("nl", "nacht", "nachtelijk"), ("en", "night", "nightly"))


@pytest.mark.parametrize("where", MISTAKES)
def test_a_mistake_is_said_and_mended(where: str, preview: Preview) -> None:
    """The next save that is right shows up, in both languages, and what it took away is gone."""
    file, right, wrong = MISTAKES[where]
    preview.change(file, right, wrong)
    preview.until(lambda: preview.count(r"updatd|has no attribute|is undefined") > 0, "the complaint")
    preview.until(lambda: preview.count("An error happened during the rebuild") > 0, "the server's word on it")
    for lang, old, new in MOVED:
        (preview.folder / "docs" / lang / f"{old}.md").rename(preview.folder / "docs" / lang / f"{new}.md")
    preview.change("docs/nl/avond.md", "\ntitle: ", "\ntitle: Voorwaarts! ")
    preview.change("docs/en/evening.md", "\ntitle: ", "\ntitle: Onwards! ")
    preview.change(file, wrong, right)
    preview.until(lambda: preview.shows("avond/", "<h1>Voorwaarts!"), "the Dutch page")
    preview.until(lambda: preview.shows("en/evening/", "<h1>Onwards!"), "the English page")
    assert preview.shows("", '<html lang="nl">')
    for root, title, (_, old, new) in zip(("", "en/"), ("De nacht", "The night"), MOVED, strict=True):
        assert preview.shows(f"{root}{new}/", f"<h1>{title}"), "a new page"
        assert not preview.shows(f"{root}{old}/", f"<h1>{title}"), "a page that is no more"
    assert not preview.shows("en/en/evening/", "<h1>Onwards!")


def drawings(project: Project) -> set[str]:
    """Every sheet in the cache, each named by its content."""
    return {path.name for path in (project.folder / ".cache/pdf").glob("*.pdf")}


def test_the_preview_draws_nothing_again(small: Project) -> None:
    """Its sheets carry the address where the site will stand, so `make` and `make serve` share their drawings."""
    before = drawings(small)
    assert len(before) >= 4 * 2 * 3, "four sheets, two languages, three papers"
    with preview_of(small):
        assert drawings(small) == before
