"""What stands between a draft and a release: everything a person must look at first."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from microsite.content.data import Data
from microsite.source.problems import Problem, say

SETTINGS = ("newsletter", "therapy", "training", "report_error", "security_contact")
"""What the owner must fill in in settings.yml."""


def check(data: Data, today: datetime.date) -> list[Problem]:
    """Every reason to refuse a release on this day, each with its place in docs/_data/."""
    found = (_settings(data), _help_lines(data, today), _sources(data), _to_check(data), _to_read(data))
    return [problem for each in found for problem in each]


def _settings(data: Data) -> Iterator[Problem]:
    for key in SETTINGS:
        if getattr(data.settings, key) is None:
            yield Problem(*data.at("settings.yml", (key,), key), say("this is empty; a release needs an address here"))


def _help_lines(data: Data, today: datetime.date) -> Iterator[Problem]:
    for i, line in enumerate(data.help_lines.values()):
        age = (today - line.last_checked).days
        if line.method not in ("live-page", "phone") or not line.checked_by:
            said = say(
                "nobody has opened its own page or called it; do so, then fill in checked_by, method and last_checked"
            )
            yield Problem(*data.at("help-lines.yml", (i, "checked_by"), line.id), said)
        elif age > 2 * line.review_days:
            said = say(
                "checked {age} days ago, at most {n} are allowed; check it again", age=age, n=2 * line.review_days
            )
            yield Problem(*data.at("help-lines.yml", (i, "last_checked"), line.id), said)


def _sources(data: Data) -> Iterator[Problem]:
    for i, source in enumerate(data.sources.values()):
        if source.open or source.status == "memory":
            said = say("still to be checked: {still}", still=source.open or "this reference is from memory")
            yield Problem(*data.at("sources.yml", (i, "open"), source.id), said)


def _to_check(data: Data) -> Iterator[Problem]:
    for i, item in enumerate(data.to_check.values()):
        if item.open:
            said = say(
                "nobody has looked this up ({where}); do so, then fill in checked_by, method and last_checked",
                where=item.where,
            )
            yield Problem(*data.at("to-check.yml", (i, "checked_by"), item.id), said)


def _to_read(data: Data) -> Iterator[Problem]:
    for i, item in enumerate(data.to_read.values()):
        if item.read_by is None:
            said = say(
                "{who} has not read this yet; when they have, fill in read_by and read_on", who=dict(item.who.items())
            )
            yield Problem(*data.at("to-read.yml", (i, "read_by"), item.id), said)
