"""A site that is online against the one that was built: every promised address, its content, headers and caching."""

from __future__ import annotations

import http.client
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote, urljoin, urlsplit

from microsite.links.lock import CLASSES, Lock
from microsite.links.lock_check import addresses_of
from microsite.links.registry import Registry
from microsite.place.addresses import file_of, is_bare_link
from microsite.source.problems import Problem, Said, say
from microsite.web import headers

LONGEST = 20
"""Seconds a host may take to answer."""
MOST = 3
"""Redirects that may follow each other: from http to https, to a host's own name, to the page."""
REDIRECTS = (301, 302, 303, 307, 308)


@dataclass(frozen=True)
class Answer:
    """What a host said, with the names of headers in small letters; `url`: where it was said, after redirects."""

    url: str
    status: int
    headers: dict[str, str]
    body: bytes


class Host:
    """One host, asked over one connection after another. OSError when nobody answers."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/") + "/"

    def get(self, path: str) -> Answer:
        """The answer for an address below the site's root, after at most MOST redirects on the same host."""
        url = self.url + quote(path)
        for _ in range(MOST + 1):
            answer = self._once(url)
            if answer.status not in REDIRECTS:
                break
            url = urljoin(url, answer.headers.get("location", "")).partition("#")[0]
            if urlsplit(url).hostname != urlsplit(self.url).hostname:
                break
        return answer

    def _once(self, url: str) -> Answer:
        parts = urlsplit(url)
        kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        connection = kind(parts.hostname or "", parts.port, timeout=LONGEST)
        try:
            asked = f"{parts.path}?{parts.query}" if parts.query else parts.path
            connection.request("GET", asked, headers={"Accept-Encoding": "identity", "Host": parts.netloc})
            given = connection.getresponse()
            told = {name.lower(): value for name, value in given.getheaders()}
            return Answer(url, given.status, told, given.read())
        finally:
            connection.close()


def walk(host: Host, lock: Lock, registry: Registry, site: Path) -> Iterator[Problem]:
    """What is wrong with the site on this host; `site`: the same one, as it was built."""
    for name in CLASSES:
        for address in lock[name]:
            for path in addresses_of(name, address, registry):
                yield from _look(host, path, site)


def _look(host: Host, path: str, site: Path) -> Iterator[Problem]:
    answer = host.get(path)
    return (Problem(host.url + path, 1, header, told) for header, told in _wrong(answer, host, site))


Found = Iterator[tuple[str, Said]]
"""The header it is about, if it is about one, and what is wrong."""


def _wrong(answer: Answer, host: Host, site: Path) -> Found:
    if answer.status != http.client.OK:
        yield (
            "",
            say(
                "answers {status}; it was promised for ever: put the whole of site/ on the host again",
                status=answer.status,
            ),
        )
        return
    here = answer.url.removeprefix(host.url)
    yield from _other_file(answer, here, site)
    yield from _other_headers(answer)
    yield from _kept(answer, here)


def _other_file(answer: Answer, here: str, site: Path) -> Found:
    file = site / file_of(here)
    if not file.is_file() or (answer.body != file.read_bytes() and not is_bare_link(here)):
        yield "", say("is another file than the one that was built; put the whole of site/ on the host again")


def _other_headers(answer: Answer) -> Found:
    policy = "Content-Security-Policy"
    for name, value in headers.HEADERS.items():
        given = answer.headers.get(name.lower(), "")
        if name != policy and given != value:
            yield name, say("is '{given}' and must be '{value}'; {files}", given=given, value=value, files=_FILES)
    given = answer.headers.get(policy.lower(), "")
    if "frame-ancestors" not in given:
        yield policy, say("lets others show this in a frame; {files}", files=_FILES)
    if _forbids(given, _needed(answer.body)):
        yield policy, say("is that of another build, and forbids what this page holds; {files}", files=_FILES)


def _kept(answer: Answer, here: str) -> Found:
    kept = answer.headers.get("cache-control", "")
    if not _kept_rightly(here, kept):
        yield "Cache-Control", say("'{kept}' keeps this too long or too short; {files}", kept=kept, files=_FILES)
    if "etag" not in answer.headers and "last-modified" not in answer.headers:
        yield "ETag", say("neither this nor Last-Modified is sent, so nobody can ask whether it changed")


class _Meta(HTMLParser):
    """The policy that a page carries itself."""

    policy = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag == "meta" and told.get("http-equiv") == "Content-Security-Policy":
            self.policy = told.get("content") or ""


def _needed(body: bytes) -> set[str]:
    """The sums of styles and scripts that a page holds, by its own policy; nothing for a file that is no page."""
    reader = _Meta()
    if body.startswith(b"<!doctype html>"):
        reader.feed(body.decode())
    return set(_SUM.findall(reader.policy))


def _forbids(policy: str, needed: set[str]) -> bool:
    """Whether a policy of a header, which commas divide, speaks of styles or scripts and leaves out one of these."""
    return any("-src" in one and not needed <= set(_SUM.findall(one)) for one in policy.split(","))


def _kept_rightly(path: str, said: str) -> bool:
    """Whether a Cache-Control keeps a file for ever, briefly or not at all, as its address asks."""
    found = _AGE.search(said)
    age = 0 if "no-store" in said or "no-cache" in said else int(found[1]) if found else None
    wanted = headers.cache(path)
    if wanted == headers.FOREVER:
        return age is not None and age >= YEAR
    return age is not None and age <= (0 if wanted == headers.PRIVATE else BRIEFEST)


YEAR, BRIEFEST = 31_536_000, 600
"""Seconds: the least for what never changes, and the most for what may."""
_AGE = re.compile(r"max-age=(\d+)")
_SUM = re.compile(r"'sha256-[^']+'")
_FILES = say("use the host's own files of dist/hosts/")
