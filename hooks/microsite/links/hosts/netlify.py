"""Netlify: `_redirects` and `_headers`. A rule needs its `!`, or the file at that address wins; the query is kept.

The choice of a language is left to the page: a rule could not see the query.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from microsite.links.hosts.rules import missing, rules
from microsite.links.registry import Registry
from microsite.place import addresses
from microsite.web.headers import HEADERS, cache, netlify as pages


def files(registry: Registry, policies: Mapping[str, str]) -> dict[str, str]:
    """Both files."""
    root = registry.site.path
    lines = [f"{rule.source} {rule.to} {rule.status}!" for rule in rules(registry)]
    lines += [f"{folder}* {page} 404" for folder, page in missing(registry)]
    own = headers(root, policies, registry.site.definition.others)
    return {"_redirects": "\n".join(lines) + "\n", "_headers": own}


def headers(root: str, policies: Mapping[str, str], others: Collection[str]) -> str:
    """`_headers`, as Netlify and Cloudflare both read it."""
    kept = "".join(f"  {name}: {value}\n" for name, value in HEADERS.items())
    shared = f"{root}{addresses.LINKS_FILE}\n  Access-Control-Allow-Origin: *\n"
    folders = [*addresses.HASHED, addresses.LINKS, addresses.WORDS]  # both hosts let pages be asked for each time
    kept_for = "".join(f"{root}{folder}/*\n  Cache-Control: {cache(f'{folder}/')}\n" for folder in folders)
    return f"{root}*\n{kept}{shared}{kept_for}{pages(root, policies, others)}"
