"""The ways at the head and the foot of every page."""

from __future__ import annotations

from microsite.source.model import Model
from microsite.source.per_language import PerLanguage
from microsite.source.text import Id, Word


class HeadLink(Model):
    """A way that stands in the head of every page, in a word; on a phone those with `phone` alone."""

    page: Id
    says: PerLanguage[Word]
    phone: bool = False


class Menu(Model):
    """The ways in the head, and page ids of the main menu and of the foot."""

    head: list[HeadLink] = []
    main: list[Id]
    foot: list[Id]
