"""nginx: maps for `http { }` and locations for `server { }`. The only host whose rules choose the language too.

The query goes between path and anchor; `lang` is taken out of it, as the page's script does. Addresses are
compared without regard to capitals, a last slash or a stray full stop.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from textwrap import indent

from microsite.links.hosts.rules import missing, rule, rules
from microsite.links.registry import Registry
from microsite.place import addresses
from microsite.web.headers import BRIEFLY, FOREVER, HEADERS, PRIVATE, nginx as policy_map


def files(registry: Registry, policies: Mapping[str, str]) -> dict[str, str]:
    """Three snippets to include."""
    return {
        "http.conf": _http(registry),
        "server.conf": _server(registry),
        "policy.conf": policy_map(registry.site.path, policies),
    }


def _http(registry: Registry) -> str:
    fixed = [(r.source, r.to) for r in rules(registry) if r.status != 301]
    moved = [(r.source, r.to) for r in rules(registry) if r.status == 301]
    definition = registry.site.definition
    langs, choose = definition.langs, definition.addresses.choose
    chosen = {
        lang: [(r.source, r.to) for c in registry.choices for r in [rule(c.path, c.link.target(lang), registry, 302)]]
        for lang in langs
    }
    return "\n".join(
        [
            "# In http { }:  include …/site/hosts/nginx/http.conf;",
            "map_hash_bucket_size 256;",
            "map_hash_max_size 8192;",
            _map("$uri", "keys_at", [('"~^(?<keys_bare>.*[^/.,;:])?[/.,;:]*$"', '"$keys_bare/"')], "$uri"),
            _map(
                "$http_accept_language",
                "keys_reader",
                [(f'"{_wants(lang, langs)}"', lang) for lang in definition.others],
                definition.first,
            ),
            _map("$arg_lang", "keys_lang", [(lang, lang) for lang in langs], "$keys_reader"),
            _map("$uri", "keys_cache", _cached(registry.site.path), f'"{BRIEFLY}"'),
            _map("$args", "keys_stop", [(f'"~(^|&){choose}(=|&|$)"', "1")], '""'),
            _map("$args", "keys_query", _QUERY, "$is_args$args"),
            _map("$keys_at", "keys_fixed", _quoted(fixed), '""'),
            _map("$keys_at", "keys_moved", _quoted(moved), '""'),
            *(_map("$keys_at", f"keys_{lang}", _quoted(pairs), '""') for lang, pairs in chosen.items()),
            _map("$keys_lang", "keys_chosen", [(lang, f"$keys_{lang}") for lang in langs], '""'),
            _map("$keys_stop", "keys_choice", [('""', "$keys_chosen")], '""'),
            _map("$keys_fixed", "keys_link", [('""', "$keys_choice")], "$keys_fixed"),
            _map("$keys_moved", "keys_to", [('""', "$keys_link")], "$keys_moved"),
            _map("$keys_to", "keys_path", [('"~^(?<keys_before>[^#]*)"', "$keys_before")], '""'),
            _map("$keys_to", "keys_anchor", [('"~(?<keys_behind>#.*)$"', "$keys_behind")], '""'),
            "",
        ]
    )


_QUERY = [
    ('"~^lang=[^&]*$"', '""'),
    ('"~^lang=[^&]*&(?<keys_rest>.+)$"', '"?$keys_rest"'),
    ('"~^(?<keys_first>.+)&lang=[^&]*(?<keys_last>.*)$"', '"?$keys_first$keys_last"'),
]
"""The query without `lang`."""


def _wants(lang: str, langs: Iterable[str]) -> str:
    """Whether a reader names this language before any other of ours: by order, which browsers keep to."""
    ours = "|".join(langs)
    return rf"~*^(?:(?!\s*(?:{ours})(?:[-,;]|$))[^,]*,)*\s*{lang}(?:[-,;]|$)"


def _server(registry: Registry) -> str:
    root = registry.site.path
    own = HEADERS | {"Content-Security-Policy": "$keys_policy", "Cache-Control": "$keys_cache"}
    kept = "".join(f'add_header {name} "{value}" always;\n' for name, value in own.items())
    headers = indent(kept, "    ")
    other = "".join(
        f"location ^~ {folder} {{\n    error_page 404 {page};\n    error_page 403 =404 {page};\n{headers}}}\n"
        for folder, page in missing(registry)
    )
    return (
        "# In server { }:  include …/site/hosts/nginx/server.conf;\n"
        "absolute_redirect off;\n"
        "gzip_static on;\n"
        "gzip_vary on;\n"
        f"{kept}error_page 404 {root}{addresses.NOT_FOUND};\nerror_page 403 =404 {root}{addresses.NOT_FOUND};\n"
        "if ($keys_moved) { return 301 $keys_path$keys_query$keys_anchor; }\n"
        f"location ~* ^{root}(?:{addresses.LINKS}|{addresses.WORDS})/ {{\n"
        "    add_header Vary Accept-Language always;\n"
        f"{headers}"
        "    if ($keys_link) { return 302 $keys_path$keys_query$keys_anchor; }\n"
        f"}}\n{other}"
    )


def _cached(root: str) -> list[tuple[str, str]]:
    """The folders whose files may be kept longer or shorter than the others."""
    groups = {"|".join(addresses.HASHED): FOREVER, f"{addresses.LINKS}|{addresses.WORDS}": PRIVATE}
    return [(f'"~*^{root}(?:{folders})/"', f'"{kept}"') for folders, kept in groups.items()]


def _map(source: str, name: str, pairs: Iterable[tuple[str, str]], default: str) -> str:
    lines = "".join(f"    {key} {value};\n" for key, value in pairs)
    return f"map {source} ${name} {{\n    default {default};\n{lines}}}"


def _quoted(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Addresses as $keys_at has them, each with one slash at its end."""
    return [(f'"{source.rstrip("/")}/"', f'"{to}"') for source, to in pairs]
