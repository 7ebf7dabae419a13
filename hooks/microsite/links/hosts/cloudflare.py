"""Cloudflare Pages: `_redirects` and `_headers`. A rule always wins over a file; the query stays before the anchor.

It finds en/404.html by itself, and has no rules for languages: that choice is left to the page.
At most 2,000 rules are read.
"""

from __future__ import annotations

from collections.abc import Mapping

from microsite.links.hosts import netlify
from microsite.links.hosts.rules import rules
from microsite.links.registry import Registry

MOST = 2000
"""Rules; what goes beyond is left to the pages, which do the same."""


def files(registry: Registry, policies: Mapping[str, str]) -> dict[str, str]:
    """Both files."""
    lines = [f"{rule.source} {rule.to} {rule.status}" for rule in rules(registry)]
    own = netlify.headers(registry.site.path, policies, registry.site.definition.others)
    return {"_redirects": "\n".join(lines[:MOST]) + "\n", "_headers": own}
