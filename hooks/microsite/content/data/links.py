"""Addresses and ids that were published once, and where they lead now."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, StringConstraints

from microsite.source.model import Model
from microsite.source.per_language import PerLanguage
from microsite.source.problems import say
from microsite.source.text import Date, Id, Sentences


class Retired(Model):
    """A thing that is gone, and what came in its place."""

    successor: Id
    since: Date
    note: PerLanguage[Sentences]


LinkId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*(/[a-z]{2,3})?$", max_length=60)]


def _stays_below(address: str) -> str:
    """An address that leads nowhere but below the root: no part is empty, none begins with a full stop."""
    if any(part == "" or part.startswith(".") for part in address.removesuffix("/").split("/")[1:]):
        raise ValueError(say("an address has no empty parts, and no part that begins with a full stop; write it out"))
    return address


OldAddress = Annotated[
    str, StringConstraints(pattern=r"^/[a-z0-9/._-]+$", max_length=200), AfterValidator(_stays_below)
]
"""An address below the root of the site that once was published."""


class Links(Model):
    """Old addresses (`/oud/pad/` → id, or id/en where the address does not show its language) and retired ids."""

    moved: dict[OldAddress, LinkId] = {}
    retired: dict[Id, Retired] = {}
