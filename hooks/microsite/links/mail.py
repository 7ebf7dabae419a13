"""A newsletter before it is sent: every link ours, alive and in its language; every picture there to stay."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from urllib.parse import urlsplit

from microsite.content.site import Site
from microsite.links.checks.mail_link import FAULTS, Use
from microsite.links.lock import Lock
from microsite.links.registry import Link, Registry, language_of
from microsite.place.addresses import MAILS, word
from microsite.source.problems import Problem, did_you_mean

HEAVIEST = 100_000
"""Bytes. Gmail cuts off what is longer than about 102 KB."""

NOT_LINKS = ("mailto:", "tel:", "sms:", "#", "{{", "{%", "[[", "[", "*|", "%%", "$")
"""Not to be followed, or filled in by the mail programme: “{{ unsubscribe }}”."""

_BARE = re.compile(r"https?://[^\s<>\"')\]]+")


@dataclass(frozen=True)
class Seen:
    """A link or picture in the mail: what it points to, and its line; `alt` of a picture, None without."""

    address: str
    line: int
    alt: str | None = None


@dataclass
class Mail(HTMLParser):
    """What is read of a mail."""

    links: list[Seen] = field(default_factory=list)
    pictures: list[Seen] = field(default_factory=list)
    lang: str = ""
    words: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep links, pictures and the language."""
        given = dict(attrs)
        if tag in ("a", "area") and given.get("href"):
            self.links.append(Seen((given["href"] or "").strip(), self.getpos()[0]))
        if tag == "img":
            self.pictures.append(Seen((given.get("src") or "").strip(), self.getpos()[0], given.get("alt")))
        self.lang = self.lang or (given.get("lang") or "").split("-")[0].lower()

    def handle_data(self, data: str) -> None:
        """Keep addresses that are written out, and words to know the language by."""
        line = self.getpos()[0]
        for match in _BARE.finditer(data):
            self.links.append(Seen(match[0].rstrip(".,;:!?"), line + data.count("\n", 0, match.start())))
        self.words += re.findall(r"[^\W\d_]+", data.lower())


def read(text: str) -> Mail:
    """A mail from its HTML or its plain text."""
    mail = Mail()
    mail.feed(text)
    mail.close()
    return mail


def language(mail: Mail, site: Site) -> str:
    """The language a mail says it is in, or else the one most of its small words are of (those search passes over)."""
    if mail.lang in site.langs:
        return mail.lang
    small = {lang: frozenset(site.words(lang)["search_stop"].split()) for lang in site.langs}
    return max(site.langs, key=lambda lang: sum(word in small[lang] for word in mail.words))


def own_hosts(registry: Registry) -> list[str]:
    """Hosts of the same house, as the settings name them."""
    settings = registry.site.catalogue.data.settings
    named = (settings.newsletter, settings.therapy, settings.training)
    return [(urlsplit(address).hostname or "").removeprefix("www.") for address in named if address]


@dataclass(frozen=True)
class Checker:
    """What mails are held against. `also`: hosts of others that a mail may link to."""

    registry: Registry
    lock: Lock
    also: frozenset[str] = frozenset()

    @cached_property
    def known(self) -> dict[str, tuple[Link, str]]:
        """Every address of ours → its link and its language, “” for a choice."""
        found: dict[str, tuple[Link, str]] = {}
        for link in self.registry.links.values():
            found |= {target.path: (link, lang) for lang, target in link.targets.items() if not target.anchor}
            found |= {word(printed): (link, lang) for lang, printed in link.words.items()}
        found |= {choice.path: (choice.link, "") for choice in self.registry.choices}
        return found | {redirect.path: (redirect.link, redirect.lang) for redirect in self.registry.redirects}

    def check(self, text: str, file: str, lang: str = "") -> list[Problem]:
        """Every finding in a mail, in order of its lines. `lang`: its language, when the mail does not say."""
        mail = read(text)
        lang = lang or language(mail, self.registry.site)
        found = [problem for seen in dict.fromkeys(mail.links) for problem in self._link(seen, file, lang)]
        found += [problem for seen in mail.pictures for problem in self._picture(seen, file, lang)]
        size = len(text.encode())
        if size > HEAVIEST:
            found.append(
                Problem(
                    file,
                    1,
                    "size",
                    f"{size // 1000} KB; at most {HEAVIEST // 1000} KB, or mail programmes cut off the end",
                )
            )
        return sorted(found)

    def _link(self, seen: Seen, file: str, lang: str) -> Iterator[Problem]:
        if seen.address.startswith(NOT_LINKS) or self._of_others(seen.address):
            return
        path = self._path(seen.address)
        if path is None:
            yield Problem(
                file, seen.line, seen.address, f"not a link of {self.registry.site.url}; link to us, or take it out"
            )
            return
        link, of = self.known.get(path, (None, ""))
        if link is None:
            yield from self._unknown(seen, path, file, lang)
            return
        for fault in FAULTS:
            message = fault(Use(seen.address, path, link, of, lang), self.registry)
            if message:
                yield Problem(file, seen.line, seen.address, message)

    def _unknown(self, seen: Seen, path: str, file: str, lang: str) -> Iterator[Problem]:
        """A file that the lock keeps is alive; anything else is not."""
        if any(path in self.lock[name] for name in ("pages", "pdfs", "pictures", "cards", "feeds")):
            of = language_of(path, self.registry.site)
            if of != lang:
                yield Problem(file, seen.line, seen.address, f"is in '{of}', the mail is in '{lang}'")
            return
        yield Problem(
            file,
            seen.line,
            seen.address,
            "leads to nothing of ours" + did_you_mean(path, self.known).partition("; known are")[0],
        )

    def _picture(self, seen: Seen, file: str, lang: str) -> Iterator[Problem]:
        path = self._path(seen.address)
        if not (seen.alt or "").strip():
            yield Problem(file, seen.line, seen.address, 'a picture needs words for who cannot see it: alt="…"')
        if path is None:
            yield Problem(
                file, seen.line, seen.address, f"a picture from elsewhere; use one of {self.registry.site.url}{MAILS}/"
            )
        elif path not in self.lock["pictures"] and path not in self.lock["cards"]:
            yield Problem(
                file, seen.line, seen.address, "is not in the lock, so nobody promises that this picture stays"
            )
        elif f".{lang}." not in path:
            yield Problem(
                file, seen.line, seen.address, f"is a picture in another language than the mail, which is in '{lang}'"
            )

    def _path(self, address: str) -> str | None:
        """An address below our root, without query and anchor; None when it is not ours."""
        ours, given = urlsplit(self.registry.site.url), urlsplit(address)
        if (
            given.scheme not in ("http", "https")
            or given.netloc.lower() != ours.netloc
            or not f"{given.path}/".startswith(ours.path)
        ):
            return None
        path = given.path.removeprefix(ours.path).lstrip("/") if given.path.startswith(ours.path) else ""
        return path if not path or path.endswith("/") or "." in path.rpartition("/")[2] else f"{path}/"

    def _of_others(self, address: str) -> bool:
        return (urlsplit(address).hostname or "").removeprefix("www.") in self.also
