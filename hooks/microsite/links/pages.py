"""The pages that send a reader on: tiny, in the right language; they work without script, below a path, from a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup

from microsite.content.site import Site
from microsite.links.registry import Choice, Farewell, Redirect, Registry, Target
from microsite.place import small
from microsite.place.addresses import file_of, relative
from microsite.place.templates import ROOT, render
from microsite.web import preview
from microsite.web.layout import csp

HERE = ROOT / "links"


@dataclass(frozen=True)
class Part:
    """What a page says in one language: a title, a line if any, and its link."""

    lang: str
    title: str
    says: str
    href: str
    hreflang: str
    note: str = ""


def files(registry: Registry) -> Iterator[tuple[str, str]]:
    """(path of the file below the root, its HTML) of every page that sends a reader on."""
    for choice in registry.choices:
        yield file_of(choice.path), choose(choice, registry.site)
    for redirect in registry.redirects:
        yield file_of(redirect.path), one(redirect, registry.site)
    for farewell in registry.farewells:
        yield file_of(farewell.path), goodbye(farewell, registry.site)


def policies(registry: Registry) -> dict[str, str]:
    """The policy that each of these pages carries, by its address."""
    sending = [*(each.path for each in registry.choices), *(each.path for each in registry.redirects)]
    staying = [each.path for each in registry.farewells]
    return dict.fromkeys(sending, _policy(registry.site, script=True)) | dict.fromkeys(
        staying, _policy(registry.site, script=False)
    )


def _policy(site: Site, *, script: bool) -> str:
    return csp.policy([_style()], [_script(site)] if script else [])


def one(redirect: Redirect, site: Site) -> str:
    """A page that leads to one place: at once, by script with query and anchor, or else by refresh."""
    target = redirect.target
    part = _part(target, redirect.path, site)
    return _page(
        site,
        target.lang,
        [part],
        target,
        canonical=site.url + target.path,
        refresh=part.href,
        private=redirect.link.private,
        preview=_preview(target, site.url + target.path, site),
    )


def choose(choice: Choice, site: Site) -> str:
    """A page that leads to the reader's language by script, and lets the reader choose without."""
    parts = [_part(to, choice.path, site, _in_its_language(to, site)) for to in choice.link.targets.values()]
    target = choice.link.target(site.definition.first)
    own = _preview(target, site.url + choice.path, site)
    return _page(site, target.lang, parts, target, private=choice.link.private, preview=own)


def _in_its_language(target: Target, site: Site) -> str:
    """“In English: {title}”, in English."""
    called = site.definition.languages[target.lang].called_in(target.lang)
    return str(site.words(target.lang)["read_in_language"].replace("{language}", called))


def goodbye(farewell: Farewell, site: Site) -> str:
    """A page that says what is gone, why, and what came in its place; nobody is sent on unasked."""
    parts = [_farewell_part(farewell, lang, site) for lang in farewell.langs]
    target = farewell.link.targets[farewell.langs[0]]
    titled = replace(target, title=parts[0].title, description=parts[0].note)
    own = _preview(titled, site.url + farewell.path, site)
    return _page(site, target.lang, parts, titled, private=farewell.link.private, preview=own, script=False)


def _part(target: Target, path: str, site: Site, says: str | None = None) -> Part:
    says = says or str(site.words(target.lang)["go_to"])
    return Part(target.lang, target.title, says.format(title=target.title), _href(target, path), target.lang)


def _farewell_part(farewell: Farewell, lang: str, site: Site) -> Part:
    target = farewell.link.targets[lang]
    since = site.words(lang)["retired_since"].format(date=site.date(farewell.retired.since, lang))
    says = site.words(lang)["go_to"].format(title=target.title)
    return Part(lang, since, says, _href(target, farewell.path), lang, farewell.retired.note[lang])


def _href(target: Target, path: str) -> str:
    return relative(target.path, path) + target.fragment


def _preview(target: Target, url: str, site: Site) -> Markup:
    """The tags of the page behind the link, in this link's own words where it has them."""
    own = {"og:title": target.title, "og:description": target.description, "og:url": url}
    tags = [(name, own.get(name, said)) for name, said in preview.tags(target.page, site)]
    return render("web/preview/head.html", tags=tags, data=None)


def _page(  # noqa: PLR0913 (what a page shows)
    site: Site,
    lang: str,
    parts: list[Part],
    target: Target,
    *,
    preview: Markup,
    private: bool,
    canonical: str = "",
    refresh: str = "",
    script: bool = True,
) -> str:
    return str(
        render(
            "links/redirect.html",
            lang=lang,
            turned={each: language.direction == "rtl" for each, language in site.definition.languages.items()},
            csp=_policy(site, script=script),
            title=target.title,
            site_name=site.words(lang)["site_name"],
            description=target.description,
            canonical=canonical,
            private=private,
            preview=preview,
            refresh=refresh,
            css=Markup(_style()),  # noqa: S704 (ours)
            parts=parts,
            script=Markup(_script(site) if script else ""),  # noqa: S704 (ours)
        )
    )


def _style() -> str:
    return small.css((HERE / "go.css").read_text("utf-8"))


def _script(site: Site) -> str:
    """The script, told the query that shows the choice."""
    return small.script((HERE / "go.js").read_text("utf-8").replace("CHOOSE", site.definition.addresses.choose))
