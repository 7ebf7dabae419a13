"""Which page plays which part."""

from __future__ import annotations

from collections.abc import Iterator

from microsite.source.model import Model
from microsite.source.text import Id


class Roles(Model):
    """Which page (by id) plays which part. A part that no page plays is left out of the site."""

    home: Id
    missing: Id | None = None
    help: Id | None = None
    safety: Id | None = None
    now: Id | None = None
    about: Id | None = None
    worksheets: Id | None = None
    start: Id | None = None
    topics: Id | None = None
    traits: Id | None = None
    search: Id | None = None
    editors: Id | None = None
    professionals: Id | None = None
    sources: Id | None = None
    references: Id | None = None
    glossary: Id | None = None
    changes: Id | None = None
    leave: list[Id] = []

    def named(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Every part that is played: where it stands below `roles`, and the page's id."""
        for name in type(self).model_fields:
            value = getattr(self, name)
            if isinstance(value, str):
                yield (name,), value
        yield from ((("leave", i), page_id) for i, page_id in enumerate(self.leave))

    def unlisted(self) -> frozenset[str]:
        """Pages that search engines are asked to leave out."""
        return frozenset(filter(None, (self.missing, self.editors)))
