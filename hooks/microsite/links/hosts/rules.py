"""What the hosts' rules have in common."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from microsite.links.registry import Registry, Target
from microsite.place import addresses


@dataclass(frozen=True)
class Rule:
    """An address and where it leads, both from the root of the host: “/sub/go/x/nl/” → “/sub/x/#y”."""

    source: str
    path: str
    anchor: str
    status: int

    @property
    def to(self) -> str:
        """Where it leads, with the anchor."""
        return self.path + self.anchor


def rules(registry: Registry) -> Iterator[Rule]:
    """Every address that leads to one place. An old address leads there for good, a link until the page moves."""
    for redirect in registry.redirects:
        yield rule(redirect.path, redirect.target, registry, 301 if redirect.permanent else 302)


def rule(path: str, target: Target, registry: Registry, status: int) -> Rule:
    """One rule."""
    root = registry.site.path
    return Rule(root + path, root + target.path, target.fragment, status)


def missing(registry: Registry) -> Iterator[tuple[str, str]]:
    """The folder of every other language, and its page for what is not there, from the root of the host."""
    for lang in registry.site.definition.others:
        folder = f"{registry.site.path}{lang}/"
        yield folder, folder + addresses.NOT_FOUND
