"""The script of the page for what is not there: it looks the address up in links.json and offers what was meant."""

from __future__ import annotations

import json

from microsite.content.page import Page
from microsite.content.site import Site
from microsite.place import small
from microsite.place.templates import ROOT


def script(page: Page, site: Site) -> str:
    """The script, told where the site stands and what to say; it fetches one file of the site and keeps nothing."""
    told = {"root": site.path, "meant": site.words(page.lang)["meant"] + " "}
    known = ",".join(f"{name}={json.dumps(value, ensure_ascii=False)}" for name, value in told.items())
    look_up = small.script((ROOT / "web" / "missing.js").read_text("utf-8"))
    return f"const {known};{look_up}"
