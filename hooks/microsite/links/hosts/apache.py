"""Apache: a `.htaccess` for the root of the site. The page chooses the language, since it sees the query."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from microsite.links.hosts.rules import Rule, missing, rules
from microsite.links.registry import Registry
from microsite.place import addresses
from microsite.web.headers import BRIEFLY, FOREVER, HEADERS


def files(registry: Registry, policies: Mapping[str, str]) -> dict[str, str]:
    """The file, under a name that does nothing until it is put in place."""
    root = registry.site.path
    lines = [
        "AddDefaultCharset utf-8",
        "Options -Indexes",
        f"ErrorDocument 403 {root}{addresses.NOT_FOUND}",
        f"ErrorDocument 404 {root}{addresses.NOT_FOUND}",
        *(
            f'<If "%{{REQUEST_URI}} =~ m#^{re.escape(folder)}#">\nErrorDocument 404 {page}\n</If>'
            for folder, page in missing(registry)
        ),
        "<IfModule mod_headers.c>",
        *(f'Header set {name} "{value}"' for name, value in HEADERS.items()),
        f'Header set Cache-Control "{BRIEFLY}"',
        f'<If "%{{REQUEST_URI}} =~ m#^{re.escape(root)}(?:{"|".join(addresses.HASHED)})/#">',
        f'Header set Cache-Control "{FOREVER}"',
        "</If>",
        "</IfModule>",
        "<IfModule mod_rewrite.c>",
        "RewriteEngine On",
        *(line for rule in rules(registry) for line in _rule(rule, root)),
        "</IfModule>",
    ]
    return {"htaccess": "\n".join(lines) + "\n"}


def _rule(rule: Rule, root: str) -> Iterator[str]:
    """Apache adds the query at the end, which would be behind the anchor: with one, the rule puts it in its place."""
    source = re.escape(rule.source.removeprefix(root).rstrip("/"))
    if rule.anchor:
        yield "RewriteCond %{QUERY_STRING} ^(.+)$"
        yield f"RewriteRule ^{source}/?$ {rule.path}?%1{rule.anchor} [NC,NE,L,R={rule.status}]"
    yield f"RewriteRule ^{source}/?$ {rule.to} [NC,NE,L,R={rule.status}]"
