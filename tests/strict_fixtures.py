"""The site with every header of its policy, as a host would send them."""

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from site_fixtures import Served

Rules = dict[str, dict[str, str]]
"""Pattern → headers."""


def rules(text: str) -> Rules:
    """What a `_headers` file says."""
    found: Rules = {}
    pattern = ""
    for line in text.splitlines():
        if line.startswith("/"):
            pattern = line
            found.setdefault(pattern, {})
        elif line.strip():
            name, _, value = line.strip().partition(": ")
            found[pattern][name] = value
    return found


def sent(path: str, found: Rules) -> list[tuple[str, str]]:
    """What a host with these rules sends for an address."""
    return [
        (name, value)
        for pattern, each in found.items()
        if (path.startswith(pattern[:-1]) if pattern.endswith("*") else path == pattern)
        for name, value in each.items()
    ]


class _Handler(http.server.SimpleHTTPRequestHandler):
    found: Rules

    def end_headers(self) -> None:
        for name, value in sent(self.path, self.found):
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *args: object) -> None:
        """Nothing."""


@pytest.fixture(scope="session")
def headers_sent(built_site: Path) -> Rules:
    """The rules of the built site."""
    return rules((built_site / "hosts/netlify/_headers").read_text("utf-8"))


@pytest.fixture(scope="session")
def strict_server(built_site: Path, headers_sent: Rules) -> Iterator[Served]:
    """The built site with all its headers."""
    made = functools.partial(type("Handler", (_Handler,), {"found": headers_sent}), directory=str(built_site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), made) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield Served(f"http://127.0.0.1:{server.server_port}/")
        server.shutdown()
