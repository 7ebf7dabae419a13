"""The scripts of a page: each small, written out in full, made small when it is put into the page."""

from __future__ import annotations

from microsite.content.page import HomePage, NowPage, Page, WorksheetPage
from microsite.content.site import Site
from microsite.fields import Field
from microsite.place import small
from microsite.place.templates import ROOT


def for_page(page: Page, site: Site) -> list[str]:
    """The scripts this page needs, most pages none. Each stands alone, so that pages share their hashes."""
    return [small.script((ROOT / path).read_text("utf-8")) for path in _paths(page, site)]


def passes_on(page: Page, site: Site) -> bool:
    """Whether a page is one to read from top to bottom, and so to print and to pass on."""
    roles = site.definition.roles
    tools = {roles.missing, roles.worksheets, roles.search, roles.editors}
    return page.id not in tools and not isinstance(page, HomePage | NowPage | WorksheetPage)


def _paths(page: Page, site: Site) -> list[str]:
    fields = page.fields if isinstance(page, WorksheetPage) else ()
    own = dict.fromkeys([*(_drawn(field) for field in fields), *(f"{field.kind}/{field.kind}" for field in fields)])
    there = [path for path in (f"fields/{name}.js" for name in own) if (ROOT / path).is_file()]
    paths = ["web/layout/js/sheet.js", *there] if fields else []
    if isinstance(page, WorksheetPage) and page.front.message:
        paths.append("web/worksheet/message.js")
    roles = site.definition.roles
    if page.id == roles.worksheets:
        paths += ["web/blocks/worksheet_index.js", "web/blocks/own_set.js"]
    if page.id == roles.search and not site.offline:
        paths.append("web/search/search.js")
    if page.id == roles.editors and not site.offline:
        paths.append("newsletter/kit.js")
    if passes_on(page, site):
        paths.append("web/layout/js/pass_on.js")
    return paths + (["web/layout/js/leave.js"] if page.id in roles.leave else [])


def _drawn(field: Field) -> str:
    """The shape of a field comes first: what a kind does, it does to controls that are there."""
    return f"{field.kind}/{getattr(field, 'shape', None) or field.kind}"
