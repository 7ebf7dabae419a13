"""The script of the page for what is not there: it looks the address up in links.json and offers what was meant."""

from __future__ import annotations

import functools
import json

import rjsmin

from microsite.content.page import Page
from microsite.content.site import Site
from microsite.place.templates import ROOT


def script(page: Page, site: Site) -> str:
    """The script, told where the site stands and what to say; it fetches one file of the site and keeps nothing."""
    told = {"root": site.path, "meant": site.words(page.lang)["meant"] + " "}
    known = ",".join(f"{name}={json.dumps(value, ensure_ascii=False)}" for name, value in told.items())
    return f"const {known};{_small()}"


@functools.cache
def _small() -> str:
    return str(rjsmin.jsmin((ROOT / "web" / "missing.js").read_text("utf-8"))).strip()
