"""The built site, made once per run for all workers; servers for a folder; a browser.

Every build works on a copy of the project, so that nothing here touches `site/` or the drawings kept in `.cache/`.
"""

import contextlib
import fcntl
import functools
import http
import http.server
import io
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from microsite import build, starter
from microsite.content import loader
from microsite.content.catalogue import Catalogue
from microsite.content.site import open_site
from microsite.documents import press, thumbnail
from microsite.draw import card
from microsite.folders import Folders
from microsite.links import collect
from microsite.newsletter import item
from microsite.newsletter.files import codes
from microsite.place import qr
from microsite.web import compress
from microsite.web.rendered import Frame

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ("docs", "hooks", "overrides", "mkdocs.yml")
HOME_URL = "https://sleutels.example/"
FAST = "not built"
"""The tests that `make test-fast` chooses."""
SUBPATH = "subpath"
SUBPATH_URL = "https://host.example/some/path/"
Finished = subprocess.CompletedProcess[str]
CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass(frozen=True)
class Project:
    """A copy of the sources that a test may spoil."""

    folder: Path

    @property
    def site(self) -> Path:
        return self.folder / "site"

    def build(self, *options: str, url: str = HOME_URL, python: tuple[str, ...] = (), host: str = "mkdocs") -> Finished:
        """`mkdocs build` in the copy, or that of another host; its output, both streams together."""
        command = [sys.executable, *python, "-m", host, "build", *options]
        return subprocess.run(
            command,
            cwd=self.folder,
            env=build_environment(url),
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
            timeout=600,
        )


def build_environment(url: str) -> dict[str, str]:
    """The environment of a build of a copy: its own core comes first, and the theme says nothing of MkDocs 2."""
    return os.environ | {"SITE_URL": url, "NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": "1"}


def copy_project(folder: Path, source: Path = ROOT, made: Path | None = None) -> Project:
    """The sources copied to `folder`, with what was drawn before when that is given."""
    folder.mkdir(parents=True)
    for name in SOURCES:
        if (source / name).is_dir():
            shutil.copytree(source / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copyfile(source / name, folder / name)
    if made:
        _copy_made(made, folder / ".cache")
    return Project(folder)


def _copy_made(source: Path, target: Path) -> None:
    """What is kept from build to build (sheets, cards), under another name: what is made anew is another file."""
    for path in [path for path in source.rglob("*") if path.is_file()]:
        there = target / path.relative_to(source)
        there.parent.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(FileNotFoundError, FileExistsError):  # another build took it out meanwhile, or has it
            _linked(path, there)


def _linked(path: Path, there: Path) -> None:
    try:
        there.hardlink_to(path)
    except FileExistsError:
        raise
    except OSError:  # on another disk
        shutil.copyfile(path, there)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """One worker at a time."""
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def shared_folder(factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of this run know."""
    base = factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


def _refuse_if_fast(config: pytest.Config) -> None:
    """`make test-fast` builds nothing, also when a test asks for it while it runs."""
    if config.option.markexpr == FAST:
        pytest.fail("a test that builds has to be marked: @pytest.mark.built")


@contextmanager
def once(factory: pytest.TempPathFactory, name: str) -> Iterator[Path | None]:
    """The folder of this name for the first worker that asks, to make it; None for all others, who wait until then."""
    shared = shared_folder(factory)
    done = shared / f"{name}.done"
    with locked(shared / f"{name}.lock"):
        if done.exists():
            yield None
        else:
            shutil.rmtree(shared / name, ignore_errors=True)
            yield shared / name
            done.touch()


@pytest.fixture(scope="session")
def built_project(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Project:
    """The copy that `built_site` was made in; look, do not touch."""
    _refuse_if_fast(pytestconfig)
    with once(tmp_path_factory, "home") as folder:
        if folder:
            project = copy_project(folder, made=ROOT / ".cache")
            finished = project.build("--strict")
            assert finished.returncode == 0, finished.stdout[-4000:]
            _copy_made(project.folder / ".cache", ROOT / ".cache")
    return Project(shared_folder(tmp_path_factory) / "home")


@pytest.fixture(scope="session")
def built_site(built_project: Project) -> Path:
    """The site as it would be published at the root of a host."""
    return built_project.site


@pytest.fixture(scope="session")
def subpath_site(built_project: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as it would be published below /some/path/ of a host, made by the core.

    Its PDFs and pictures are those of home: only what is printed on them differs, and each is drawn once in a run.
    Compressed files are looked at there too.
    """
    with once(tmp_path_factory, SUBPATH) as folder:
        if folder:
            found = loader.load(built_project.folder / "docs")
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(compress, "write", lambda *_: None)
                build.make(_at(SUBPATH_URL, found, built_project), folder)
    return shared_folder(tmp_path_factory) / SUBPATH


def _at(url: str, found: Catalogue, home: Project) -> build.Build:
    """A site at another address, with what was drawn at home."""
    folders = Folders.beside(home.folder / "docs")
    bare = open_site(url, found)
    site = replace(bare, pictures=frozenset(thumbnail.paths(bare)))
    pdfs = {order.path: home.site / order.path for order in press.orders(site)}
    wanted = (*site.pictures, *card.of_pages(site), *(one.picture for one in item.every(site)))
    cache = folders.cache / SUBPATH
    pictures = {path: home.site / path for path in wanted} | qr.draw_all(codes(site), cache / "qr")
    return build.Build(site, collect.make(site), Frame(folders.overrides), cache, pdfs, pictures)


@pytest.fixture(scope="session")
def small_project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The site that `python -m microsite new` begins, built once for all workers: every kind of field, few pages."""
    with once(tmp_path_factory, "small") as folder:
        if folder:
            starter.new(folder, ("nl", "en"))
            finished = Project(folder).build("--strict")
            assert finished.returncode == 0, finished.stdout[-4000:]
    return Project(shared_folder(tmp_path_factory) / "small")


@pytest.fixture
def small(tmp_path: Path, small_project: Project) -> Project:
    """A copy of what the small site was made from, for one test to spoil and build; nothing is built in it yet."""
    return copy_project(tmp_path / "small", small_project.folder, small_project.folder / ".cache")


@pytest.fixture
def project(tmp_path: Path, built_project: Project) -> Project:
    """A copy of what `built_site` was made from, for one test to spoil and build; nothing is built in it yet."""
    return copy_project(tmp_path / "project", built_project.folder, built_project.folder / ".cache")


@dataclass(frozen=True)
class Served:
    """A folder on a server of this machine. `seen` lists every request as "GET /path"."""

    url: str
    seen: list[str] = field(default_factory=list)


class _Handler(http.server.SimpleHTTPRequestHandler):
    """A folder below `prefix`, its 404.html for what is not there; keeps a list of requests, prints nothing."""

    prefix: str
    seen: list[str]

    def translate_path(self, path: str) -> str:
        return super().translate_path("/" + unquote(urlsplit(path).path).removeprefix(self.prefix))

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        self.seen.append(f"{self.command} {self.path}")
        if not urlsplit(self.path).path.startswith(self.prefix):
            self.send_error(404)
            return None
        return super().send_head()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """The site's own page for what is not there."""
        page = Path(self.directory, "404.html")
        if code != http.HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        content = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def do_POST(self) -> None:
        self.seen.append(f"POST {self.path}")
        self.send_error(405)

    def log_message(self, *args: object) -> None:
        """Nothing."""


@contextmanager
def serve(folder: Path, prefix: str = "/") -> Iterator[Served]:
    """`folder` on 127.0.0.1, below `prefix` ("/" or "/some/path/")."""
    seen: list[str] = []
    made = type("Handler", (_Handler,), {"prefix": prefix, "seen": seen})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(made, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield Served(f"http://127.0.0.1:{server.server_port}{prefix}", seen)
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def server(built_site: Path) -> Iterator[Served]:
    """The built site at the root of a host."""
    with serve(built_site) as served:
        yield served


@pytest.fixture(scope="session")
def subpath_server(subpath_site: Path) -> Iterator[Served]:
    """The site built for a sub-path, below that path."""
    with serve(subpath_site, urlsplit(SUBPATH_URL).path) as served:
        yield served


@pytest.fixture(scope="session")
def serve_folder() -> Callable[..., object]:
    """`with serve_folder(folder, "/prefix/") as served:` serves any folder."""
    return serve


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Debian's Chromium; Playwright's own is never fetched."""
    started = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM)
    yield started
    started.close()


@functools.cache
def our_texts() -> Catalogue:
    """All pages and data of this site, read once for all tests of a worker; look, do not touch."""
    return loader.load(ROOT / "docs")


def chromium() -> str:
    """Where it is, without the windows of which no test needs to see more than the page in them."""
    found = shutil.which("chromium-headless-shell")
    assert found, "The browser tests need Chromium: apt-get install chromium-headless-shell"
    return found


def html_files(site: Path) -> list[Path]:
    """Every page of a built site, in order of name."""
    return sorted(site.rglob("*.html"))


def address_of(file: Path, site: Path) -> str:
    """Where a file stands, below the site's root: "sleutels/herhaal/", "404.html"."""
    path = file.relative_to(site).as_posix()
    return path.removesuffix("index.html") if path == "index.html" or path.endswith("/index.html") else path
