"""A newsletter before it is sent: every link ours, alive and in its language; every picture there to stay."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from microsite.content.site import Site
from microsite.links.checks.mail_link import FAULTS, Use, personal, split
from microsite.links.letter import Letter, Seen, read
from microsite.links.lock import Lock
from microsite.links.registry import Link, Registry, language_of
from microsite.place.addresses import MAILS, word
from microsite.source.problems import Problem, Said, nearest, say

HEAVIEST = 100_000
"""Bytes. Gmail cuts off what is longer than about 102 KB."""

MOST = 300
"""Links and pictures; a letter has tens of them."""

NOT_LINKS = re.compile(
    r"(?:mailto|tel|sms):.*|#[\w-]*"
    r"|\{\{[^{}]*\}\}|\{%[^{}%]*%\}|\[\[?[^\[\]]*\]?\]|\*\|[^|]*\|\*|%%[^%]*%%|\$\{[^{}]*\}|\$[\w.]+\$?",
    re.I | re.S,
)
"""Not to be followed, or filled in as a whole by the mail programme: “{{ unsubscribe }}”."""


def language(mail: Letter, site: Site) -> str:
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
        size = len(text.encode())
        if size > HEAVIEST:
            said = say(
                "{n} KB; at most {n2} KB, or mail programmes cut off the end", n=size // 1000, n2=HEAVIEST // 1000
            )
            return [Problem(file, 1, "size", said)]
        letter = read(text)
        if letter.empty:
            return [Problem(file, 1, "", say("there is nothing to read in it; is it the right file?"))]
        number = len(letter.links) + len(letter.pictures) + len(letter.loaded)
        if number > MOST:
            return [
                Problem(
                    file,
                    1,
                    "",
                    say("{number} links and pictures; at most {most} are looked at", number=number, most=MOST),
                )
            ]
        lang = lang or language(letter, self.registry.site)
        found = [problem for seen in dict.fromkeys(letter.links) for problem in self._link(seen, file, lang)]
        wordless = [seen for seen in letter.pictures if not (seen.alt or "").strip()]
        found += [
            _problem(seen, file, say('a picture needs words for who cannot see it: alt="…"')) for seen in wordless
        ]
        for seen in dict.fromkeys([*letter.pictures, *letter.loaded]):
            found += self._picture(seen, file, lang)
        found += [Problem(file, refused.line, refused.name, _NO_PLACE) for refused in letter.refused]
        return sorted(set(found))

    def _link(self, seen: Seen, file: str, lang: str) -> Iterator[Problem]:
        if NOT_LINKS.fullmatch(seen.address) or self._of_others(seen.address):
            return
        path = self._path(seen.address)
        if path is None:
            said = say("not a link of {url}; link to us, or take it out", url=self.registry.site.url)
            yield _problem(seen, file, said)
            return
        link, of = self.known.get(path, (None, ""))
        if link is None:
            yield from self._unknown(seen, path, file, lang)
            return
        for fault in FAULTS:
            message = fault(Use(seen.address, path, link, of, lang), self.registry)
            if message:
                yield _problem(seen, file, message)

    def _unknown(self, seen: Seen, path: str, file: str, lang: str) -> Iterator[Problem]:
        """A file that the lock keeps is alive; anything else is not."""
        if not any(path in self.lock[name] for name in ("pages", "pdfs", "pictures", "cards", "feeds")):
            yield _problem(seen, file, say("leads to nothing of ours") + nearest(path, self.known))
            return
        of = language_of(path, self.registry.site)
        if of != lang:
            yield _problem(seen, file, say("is in '{of}', the mail is in '{lang}'", of=of, lang=lang))
        if message := personal(seen.address, self.registry.site):
            yield _problem(seen, file, message)

    def _picture(self, seen: Seen, file: str, lang: str) -> Iterator[Problem]:
        path, given = self._path(seen.address), split(seen.address)
        if path is None:
            said = say("a picture from elsewhere; use one of {url}{mails}/", url=self.registry.site.url, mails=MAILS)
            yield _problem(seen, file, said)
        elif given and given.query:
            yield _problem(
                seen, file, say("a picture that tells who looks at it; take off '?{query}'", query=given.query)
            )
        elif path not in self.lock["pictures"] and path not in self.lock["cards"]:
            yield _problem(seen, file, say("is not in the lock, so nobody promises that this picture stays"))
        elif f".{lang}." not in path:
            said = say("is a picture in another language than the mail, which is in '{lang}'", lang=lang)
            yield _problem(seen, file, said)

    def _path(self, address: str) -> str | None:
        """An address below our root, without query and anchor; None when it is not ours."""
        ours, given = urlsplit(self.registry.site.url), split(address)
        if (
            given is None
            or given.scheme not in ("http", "https")
            or given.netloc.lower() != ours.netloc
            or not f"{given.path}/".startswith(ours.path)
        ):
            return None
        path = given.path.removeprefix(ours.path).lstrip("/") if given.path.startswith(ours.path) else ""
        return path if not path or path.endswith("/") or "." in path.rpartition("/")[2] else f"{path}/"

    def _of_others(self, address: str) -> bool:
        given = split(address)
        return given is not None and given.scheme == "https" and given.netloc.lower().removeprefix("www.") in self.also


_NO_PLACE = say(
    "has no place in a mail: it loads from elsewhere or sends away, and programmes take it out; take it out"
)


def _problem(seen: Seen, file: str, message: Said) -> Problem:
    return Problem(file, seen.line, seen.address, message)
