"""A page in its frame, and what search, headers and the copy to take along need of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from microsite.content.page import Page
from microsite.content.site import Site
from microsite.web import layout, preview, worksheet


@dataclass(frozen=True)
class Frame:
    """The templates around a text, rendered as a host does: they escape by themselves; what a view lacks is empty."""

    folder: Path

    @cached_property
    def _templates(self) -> jinja2.Environment:
        return jinja2.Environment(loader=jinja2.FileSystemLoader(self.folder))  # noqa: S701 (the templates escape by themselves, as they must for the host)

    def main(self, view: Mapping[str, Any]) -> str:
        """What stands in <main>."""
        return self._templates.get_template("text.html").render(microsite=view)

    def whole(self, view: Mapping[str, Any]) -> str:
        """The whole page."""
        return self._templates.get_template("main.html").render(microsite=view)


@dataclass(frozen=True)
class Rendered:
    """One page, drawn once. `view` is all that main.html shows; `content` the text with what belongs to it."""

    page: Page
    content: str
    main: str
    view: Mapping[str, Any]

    @property
    def csp(self) -> str:
        """The policy the page carries."""
        return str(self.view["csp"])


def render(page: Page, site: Site, body: str, pdfs: Mapping[str, Path], frame: Frame) -> Rendered:
    """A page from its Markdown as HTML; `pdfs` gives for every PDF path below the site's root the finished file."""
    content = worksheet.page_content(page, site, body, pdfs)
    head = "" if site.offline else preview.head(page, site)
    view = {**layout.view(page, site, content), "head": head}
    main = frame.main(view)
    return Rendered(page, content, main, view | {"main": Markup(main)})  # noqa: S704 (made by the core)
