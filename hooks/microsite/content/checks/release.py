"""What stands between a draft and a release: everything a person must look at first."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

from microsite.content.catalogue import Catalogue
from microsite.source.front_matter import FrontMatter, read_yaml
from microsite.source.problems import Problem, say

SETTINGS = ("newsletter", "therapy", "training", "report_error", "security_contact")
"""What the owner must fill in in settings.yml."""


def check(catalogue: Catalogue, docs: Path, today: datetime.date) -> list[Problem]:
    """Every reason to refuse a release on this day, each with its place in docs/_data/."""
    checks = (_settings(catalogue, docs), _help_lines(catalogue, docs, today), _sources(catalogue, docs))
    looks = (_to_check(catalogue, docs), _to_read(catalogue, docs))
    return [problem for found in (*checks, *looks) for problem in found]


def _read(docs: Path, name: str) -> tuple[FrontMatter, str]:
    shown = f"{docs.name}/_data/{name}"
    path = docs / "_data" / name
    return read_yaml(path.read_text("utf-8") if path.is_file() else "", shown), shown


def _settings(catalogue: Catalogue, docs: Path) -> Iterator[Problem]:
    read, shown = _read(docs, "settings.yml")
    for key in SETTINGS:
        if getattr(catalogue.data.settings, key) is None:
            yield Problem(shown, read.line((key,)), key, say("this is empty; a release needs an address here"))


def _help_lines(catalogue: Catalogue, docs: Path, today: datetime.date) -> Iterator[Problem]:
    read, shown = _read(docs, "help-lines.yml")
    for i, line in enumerate(catalogue.data.help_lines.values()):
        age = (today - line.last_checked).days
        if line.method not in ("live-page", "phone") or not line.checked_by:
            said = say(
                "nobody has opened its own page or called it; do so, then fill in checked_by, method and last_checked"
            )
            yield Problem(shown, read.line((i, "checked_by")), line.id, said)
        elif age > 2 * line.review_days:
            said = say(
                "checked {age} days ago, at most {n} are allowed; check it again", age=age, n=2 * line.review_days
            )
            yield Problem(shown, read.line((i, "last_checked")), line.id, said)


def _sources(catalogue: Catalogue, docs: Path) -> Iterator[Problem]:
    read, shown = _read(docs, "sources.yml")
    for i, source in enumerate(catalogue.data.sources.values()):
        if source.open or source.status == "memory":
            still = source.open or "this reference is from memory"
            yield Problem(shown, read.line((i, "open")), source.id, say("still to be checked: {still}", still=still))


def _to_check(catalogue: Catalogue, docs: Path) -> Iterator[Problem]:
    read, shown = _read(docs, "to-check.yml")
    for i, item in enumerate(catalogue.data.to_check.values()):
        if item.open:
            said = say(
                "nobody has looked this up ({where}); do so, then fill in checked_by, method and last_checked",
                where=item.where,
            )
            yield Problem(shown, read.line((i, "checked_by")), item.id, said)


def _to_read(catalogue: Catalogue, docs: Path) -> Iterator[Problem]:
    read, shown = _read(docs, "to-read.yml")
    for i, item in enumerate(catalogue.data.to_read.values()):
        if item.read_by is None:
            said = say(
                "{who} has not read this yet; when they have, fill in read_by and read_on", who=dict(item.who.items())
            )
            yield Problem(shown, read.line((i, "read_by")), item.id, said)
