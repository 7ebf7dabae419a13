"""links live: a site that is online against the lock and the site that was built."""

import os
import shutil
from pathlib import Path

import pytest

from conftest import ROOT
from microsite.__main__ import main
from microsite.links import live, lock
from site_fixtures import serve
from test_nginx import free_port, running


@pytest.fixture
def online(built_site: Path, tmp_path: Path) -> Path:
    """A copy of the built site, on a host."""
    return Path(shutil.copytree(built_site, tmp_path / "online", copy_function=os.link))


def rewritten(file: Path, old: str, new: str) -> None:
    """Another content in a file of a copy, without touching the one it shares its bytes with."""
    text = file.read_text("utf-8")
    assert old in text
    file.unlink()
    file.write_text(text.replace(old, new), "utf-8")


def walked(online: Path, built_site: Path, tmp_path: Path) -> int:
    """`links live` on an nginx that serves the copy with its own rules."""
    port = free_port()
    with running(online, online, tmp_path, port):
        return main(
            ["links", "live", f"http://127.0.0.1:{port}/", "--site", str(built_site), "--docs", str(ROOT / "docs")]
        )


def test_a_site_as_it_was_built(
    online: Path, built_site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = lock.read(ROOT / "docs/_data" / lock.NAME)
    print(f"{sum(map(len, kept.values()))} lines of the lock")
    assert walked(online, built_site, tmp_path) == 0, capsys.readouterr().err[-3000:]
    assert "every address of the lock answers as it should" in capsys.readouterr().out


def test_what_went_wrong_on_the_way_is_told(
    online: Path, built_site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file that was left out, a page of another build, and rules of another build: all told in one walk."""
    rules = online / "hosts/nginx"
    (online / "pdf/my-circles.nl.pdf").unlink()
    rewritten(online / "start/index.html", "<h1>", "<h1>Nu: ")
    rewritten(rules / "policy.conf", "style-src 'sha256-", "style-src 'sha256-x")
    rewritten(rules / "http.conf", "public, max-age=300", "public, max-age=86400")
    rewritten(rules / "server.conf", "nosniff", "sniff")
    assert walked(online, built_site, tmp_path) == 1
    told = capsys.readouterr().err
    for line in (
        "/pdf/my-circles.nl.pdf:1: answers 404",
        "/start/:1: is another file than the one that was built",
        "/start/:1: Content-Security-Policy: is that of another build",
        "/start/:1: Cache-Control: 'public, max-age=86400' keeps this too long",
        "/start/:1: X-Content-Type-Options: is 'sniff' and must be 'nosniff'",
    ):
        assert line in told, line


def test_a_host_without_our_rules_is_told_what_it_lacks(built_site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every header by name, at every page."""
    with serve(built_site, "/") as served:
        given = ["links", "live", served.url, "--site", str(built_site), "--docs", str(ROOT / "docs")]
        assert main(given) == 1
    told = capsys.readouterr().err
    for header in ("X-Content-Type-Options", "Referrer-Policy", "Content-Security-Policy", "Cache-Control"):
        assert f"/start/:1: {header}: " in told


def test_nobody_there(built_site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = [
        "links",
        "live",
        f"http://127.0.0.1:{free_port()}/",
        "--site",
        str(built_site),
        "--docs",
        str(ROOT / "docs"),
    ]
    assert main(given) == 1
    assert "does not answer" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("path", "said", "rightly"),
    [
        ("js/take-1.js", "public, max-age=31536000, immutable", True),
        ("js/take-1.js", "public, max-age=300", False),
        ("start/", "public, max-age=0, must-revalidate", True),
        ("start/", "no-cache", True),
        ("start/", "public, max-age=86400", False),
        ("start/", "", False),
        ("go/start/", "private, max-age=0", True),
        ("go/start/", "public, max-age=300", False),
    ],
)
def test_how_long_is_right(path: str, said: str, rightly: bool) -> None:
    assert live._kept_rightly(path, said) is rightly
