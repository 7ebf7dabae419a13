"""What a server says with every file, and the policy it says with every page: the page's own, and who may frame it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from microsite.place import addresses

FRAMES = "frame-ancestors 'none'"
"""Only a header can say that nobody may show a page in a frame. (The kit for editors frames mails: no pages.)"""

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": ", ".join(
        f"{feature}=()"
        for feature in "accelerometer browsing-topics camera geolocation gyroscope microphone payment usb".split()
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "SAMEORIGIN",
    "Content-Security-Policy": "base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
}
"""For every file; a page asks for less by itself. Pictures may be shown elsewhere: mails do."""

FOREVER = "public, max-age=31536000, immutable"
"""For files whose name changes with their content."""
BRIEFLY = "public, max-age=300"
"""For all else: five minutes, in seconds; then a browser asks, with the ETag it has."""
PRIVATE = "private, max-age=0"
"""For permanent links, which choose a language for each reader and may be counted."""


def cache(path: str) -> str:
    """How long an address below the root may be kept."""
    if path.startswith(tuple(f"{folder}/" for folder in addresses.HASHED)):
        return FOREVER
    return PRIVATE if path.startswith((f"{addresses.LINKS}/", f"{addresses.WORDS}/")) else BRIEFLY


def rules(pages: Mapping[str, str], others: Collection[str] = ()) -> dict[str, str]:
    """Few rules for many pages: the first folder of an address → one policy that holds for all below it.

    Hosts with a file `_headers` read a hundred rules at most; nobody but us puts pages into these folders.
    """
    groups: dict[str, list[str]] = {}
    for path, policy in pages.items():
        groups.setdefault(_pattern(path, others), []).append(f"{policy}; {FRAMES}")
    return {pattern: union(each) for pattern, each in groups.items()}


def _pattern(path: str, others: Collection[str]) -> str:
    lang, _, rest = path.partition("/")
    start, rest = (f"{lang}/", rest) if lang in others else ("", path)
    first, slash, _ = rest.partition("/")
    return f"{start}{first}/*" if slash else path


def union(each: Iterable[str]) -> str:
    """One policy that allows what any of these allows, directive by directive."""
    together: dict[str, list[str]] = {}
    for policy in each:
        for directive in policy.split("; "):
            name, *sources = directive.split()
            known = together.setdefault(name, [])
            known += [source for source in sources if source not in known]
    return "; ".join(" ".join([name, *_without_none(sources)]) for name, sources in together.items())


def _without_none(sources: list[str]) -> list[str]:
    return [source for source in sources if source != "'none'"] or sources


def netlify(root: str, pages: Mapping[str, str], others: Collection[str] = ()) -> str:
    """The end of a `_headers` file, as Netlify and Cloudflare both read it: the policies of the pages."""
    return "".join(
        f"{root}{pattern}\n  Content-Security-Policy: {policy}\n" for pattern, policy in rules(pages, others).items()
    )


def nginx(root: str, pages: Mapping[str, str]) -> str:
    """A map for `http { }`: the policy of the page that is asked for, in $keys_policy."""
    lines = [f'    "{uri}" "{policy}; {FRAMES}";' for path, policy in pages.items() for uri in _uris(root + path)]
    default = HEADERS["Content-Security-Policy"]
    head = "# In http { }, after http.conf, which makes room:  include …/site/hosts/nginx/policy.conf;\n"
    return f'{head}map $uri $keys_policy {{\n    default "{default}";\n' + "\n".join(lines) + "\n}\n"


def _uris(path: str) -> Iterator[str]:
    yield from dict.fromkeys([path, addresses.file_of(path)])
