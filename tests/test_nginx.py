"""The rules for nginx, in a real nginx: every link, every query, every language; at a root and below a path."""

import http.client
import os
import re
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from conftest import ROOT
from microsite.content.site import open_site
from microsite.links import collect
from microsite.links.registry import Registry
from microsite.web import headers
from site_fixtures import our_texts
from test_headers import policies

Ask = Callable[..., tuple[int, str, dict[str, str]]]

CONF = """
{user}
daemon off;
error_log stderr error;
pid {folder}/pid;
events {{ worker_connections 64; }}
http {{
  access_log off;
  types {{ text/html html; text/javascript js; application/json json; application/pdf pdf; }}
  client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
  uwsgi_temp_path {folder}; scgi_temp_path {folder};
  {maps}
  server {{
    listen 127.0.0.1:{port};
    root {root};
    index index.html;
    include {site}/hosts/nginx/server.conf;
  }}
}}
"""


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def running(site: Path, root: Path, folder: Path, port: int = 0) -> Iterator[Ask]:
    """nginx on a port of this machine; `ask(path, language)` gives status, Location and all headers."""
    port = port or free_port()
    parts = [site / "hosts/nginx" / name for name in ("http.conf", "policy.conf")]
    user = "user root;" if os.geteuid() == 0 else ""  # or its workers could not read what we made
    maps = "\n  ".join(f"include {part};" for part in parts if part.is_file())
    conf = folder / "nginx.conf"
    conf.write_text(CONF.format(user=user, folder=folder, port=port, root=root, site=site, maps=maps))
    with started(folder, conf, port) as ask:
        yield ask


@contextmanager
def started(folder: Path, conf: Path, port: int, *more: str) -> Iterator[Ask]:
    """nginx with this configuration, its relative paths below `folder`, once it answers on the port."""
    command = ["nginx", "-p", str(folder), "-c", str(conf), *more]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    errors = process.stderr
    assert errors

    def ask(path: str, language: str = "") -> tuple[int, str, dict[str, str]]:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        connection.request("GET", path, headers={"Accept-Language": language} if language else {})
        answer = connection.getresponse()
        answer.read()
        connection.close()
        return answer.status, answer.getheader("Location", ""), dict(answer.getheaders())

    try:
        for _ in range(100):
            if process.poll() is not None:
                pytest.fail(errors.read())
            try:
                ask("/")
                break
            except ConnectionRefusedError:
                time.sleep(0.05)
        yield ask
    finally:
        process.terminate()
        process.wait(10)
        errors.close()


@pytest.fixture(scope="module")
def ask(built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    with running(built_site, built_site, tmp_path_factory.mktemp("nginx")) as asked:
        yield asked


@pytest.fixture(scope="module")
def ask_below(subpath_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    root = tmp_path_factory.mktemp("root")
    (root / "some").mkdir()
    (root / "some/path").symlink_to(subpath_site)
    with running(subpath_site, root, tmp_path_factory.mktemp("nginx")) as asked:
        yield asked


@pytest.fixture(scope="module")
def registry(docs: Path) -> Registry:
    return collect.make(open_site("https://sleutels.example/", our_texts()))


OTHERS = {name: value for name, value in headers.HEADERS.items() if name != "Content-Security-Policy"}
LANGUAGES = [
    ("", "nl"),
    ("nl-NL,nl;q=0.9", "nl"),
    ("en-US,en;q=0.9", "en"),
    ("de,en;q=0.8,nl;q=0.5", "en"),
    ("de,fr;q=0.7", "nl"),
    ("fr, nl;q=0.8, en;q=0.5", "nl"),
    ("nld,en", "en"),
    ("EN-gb", "en"),
]
QUERIES = {
    "": "",
    "?utm_source=brief&utm_medium=email": "?utm_source=brief&utm_medium=email",
    "?a=%20b+c&d": "?a=%20b+c&d",
    "?language=x": "?language=x",
}


@pytest.mark.parametrize("query", QUERIES)
def test_every_link_leads_where_it_should_with_its_query_before_the_anchor(
    ask: Ask, registry: Registry, query: str
) -> None:
    wrong = []
    for redirect in registry.redirects:
        anchor = f"#{redirect.target.anchor}" if redirect.target.anchor else ""
        wanted = 301 if redirect.permanent else 302, f"/{redirect.target.path}{QUERIES[query]}{anchor}"
        found = ask(f"/{redirect.path}{query}", "en" if redirect.lang == "nl" else "nl")[:2]
        wrong += [(redirect.path, found)] if found != wanted else []
    assert registry.redirects
    assert not wrong


@pytest.mark.parametrize(("header", "lang"), LANGUAGES)
def test_every_neutral_link_leads_to_the_readers_language(ask: Ask, registry: Registry, header: str, lang: str) -> None:
    for choice in registry.choices:
        target = choice.link.targets[lang]
        anchor = f"#{target.anchor}" if target.anchor else ""
        status, location, headers = ask(f"/{choice.path}?utm_source=x", header)
        assert (status, location) == (302, f"/{target.path}?utm_source=x{anchor}"), choice.path
        assert headers["Vary"] == "Accept-Language"
        assert "private" in headers["Cache-Control"]


@pytest.mark.parametrize(
    ("query", "location"),
    [
        ("?lang=en", "/en/start/"),
        ("?lang=nl&utm_source=x", "/start/?utm_source=x"),
        ("?utm_source=x&lang=en", "/en/start/?utm_source=x"),
        ("?a=1&lang=en&b=2", "/en/start/?a=1&b=2"),
        ("?lang=de", "/start/"),
    ],
)
def test_a_language_can_be_asked_for(ask: Ask, query: str, location: str) -> None:
    assert ask(f"/go/start/{query}", "nl")[:2] == (302, location)


@pytest.mark.parametrize("query", ["?kies", "?kies=1", "?utm_source=x&kies", "?kies&lang=en"])
def test_who_wants_to_choose_gets_the_page(ask: Ask, query: str) -> None:
    assert ask(f"/go/start/{query}", "en")[0] == 200


@pytest.mark.parametrize("path", ["/w/begin", "/W/Begin/", "/w/begin.", "/w/begin/,", "/Go/START/nl"])
def test_an_address_typed_from_paper_is_understood(ask: Ask, path: str) -> None:
    assert ask(path)[:2] == (302, "/start/")


@pytest.mark.parametrize("path", ["/go/", "/go/nothing/", "/w/zzzz/", "/go/start/de/", "/en/nothing/"])
def test_what_is_not_there_is_not_there(ask: Ask, path: str) -> None:
    assert ask(path)[0] == 404


@pytest.mark.parametrize("path", ["/pdf/", "/en/", "/og/"])
def test_a_folder_without_a_page_says_so_as_any_missing_page(ask: Ask, path: str, built_site: Path) -> None:
    there = (built_site / path.strip("/") / "index.html").is_file()
    assert ask(path)[0] == (200 if there else 404)


def test_what_never_changes_is_kept_for_ever_and_pages_briefly(ask: Ask, built_site: Path) -> None:
    folders = [built_site / folder for folder in ("js", "pagefind/fragment", "pagefind/index")]
    hashed = [file for folder in folders for file in folder.iterdir()]
    kept = [file for file in hashed if file.suffix not in (".br", ".gz")]
    assert len(kept) > 100
    for file in kept:
        sent = ask(f"/{file.relative_to(built_site)}")[2]
        assert "immutable" in sent["Cache-Control"], file
    for path in ("/", "/en/", "/start/", "/pdf/my-circles.nl.pdf", "/links.json", "/en/nothing/"):
        sent = ask(path)[2]
        assert sent["Cache-Control"] == "public, max-age=300", path
        assert "ETag" in sent or path.endswith("nothing/"), path
    assert ask("/start/")[2]["Vary"] == "Accept-Encoding"


def test_pages_and_files_are_served_as_ever(ask: Ask) -> None:
    for path in ("/", "/en/", "/start/", "/links.json", "/pdf/my-circles.nl.pdf"):
        status, _, headers = ask(path)
        assert status == 200, path
        assert headers["X-Content-Type-Options"] == "nosniff"


def test_every_page_comes_with_its_own_policy_and_all_other_headers(
    ask: Ask, registry: Registry, built_site: Path
) -> None:
    led_on = {redirect.path for redirect in registry.redirects} | {choice.path for choice in registry.choices}
    pages = {a: policy for a, policy in policies(built_site).items() if a not in led_on}
    for address, policy in pages.items():
        status, _, sent = ask(f"/{address}")
        assert (status, sent["Content-Security-Policy"]) == (200, policy), address
        assert {name: sent[name] for name in OTHERS} == OTHERS, address
    print(f"{len(pages)} pages")
    status, _, sent = ask("/en/nothing/")
    assert (status, sent["X-Frame-Options"]) == (404, OTHERS["X-Frame-Options"])


def test_below_a_path(ask_below: Ask, registry: Registry) -> None:
    for redirect in registry.redirects:
        status, location, _ = ask_below(f"/some/path/{redirect.path}?utm_source=x")
        anchor = f"#{redirect.target.anchor}" if redirect.target.anchor else ""
        assert location == f"/some/path/{redirect.target.path}?utm_source=x{anchor}", (redirect.path, status)
    assert ask_below("/some/path/go/start/", "en")[1] == "/some/path/en/start/"
    assert ask_below("/some/path/start/")[0] == 200
    assert ask_below("/go/start/nl/")[0] == 404


def test_every_place_a_rule_leads_to_is_there(built_site: Path, registry: Registry) -> None:
    for link in registry.links.values():
        for target in link.targets.values():
            path = urlsplit(target.path).path
            assert (built_site / path / "index.html" if path.endswith("/") or not path else built_site / path).is_file()


def test_the_container_serves_a_release(built_site: Path, tmp_path: Path) -> None:
    """Its own nginx.conf, as it stands but for the port and who runs it; the file that builds it copies just that."""
    port, folder = free_port(), ROOT / ".ci/container"
    conf = (folder / "nginx.conf").read_text("utf-8").replace("listen 8080", f"listen 127.0.0.1:{port}")
    user = "user root;\n" if os.geteuid() == 0 else ""
    (tmp_path / "nginx.conf").write_text(user + conf.replace("/tmp/", f"{tmp_path}/"), "utf-8")
    (tmp_path / "site").symlink_to(built_site)
    (tmp_path / "hosts").symlink_to(built_site / "hosts")
    copied = re.findall(r"^COPY (\S+) /srv/(\S+)$", (folder / "Containerfile").read_text("utf-8"), re.M)
    assert dict(copied) == {
        ".ci/container/nginx.conf": "nginx.conf",
        "dist/hosts/nginx": "hosts/nginx",
        "dist/site": "site",
    }
    with started(tmp_path, tmp_path / "nginx.conf", port, "-g", "daemon off;") as ask:
        for path, kind in {"/": "text/html; charset=utf-8", "/pdf/my-circles.nl.pdf": "application/pdf"}.items():
            status, _, sent = ask(path)
            assert (status, sent["Content-Type"]) == (200, kind)
        assert ask("/go/start/", "en")[:2] == (302, "/en/start/")
        assert ask("/nothing/")[0] == 404
