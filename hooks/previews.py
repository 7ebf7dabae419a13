"""Door: how a page is shown elsewhere: tags in its head, cards, blocks for newsletters, feeds."""

import shutil
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from microsite.draw import card
from microsite.draw.card import drawing
from microsite.newsletter import item
from microsite.newsletter.files import files
from microsite.web import feed, preview


def on_pre_build(config: MkDocsConfig) -> None:
    """Draw what is not in the cache."""
    if "microsite_cards" in config.extra:  # the second language's pass
        return
    site = config.extra["microsite"]
    cards = card.of_pages(site) | {one.picture: one.card for one in item.every(site)}
    cache = Path(config.config_file_path).parent / ".cache" / "card"
    config.extra["microsite_cards"] = drawing.draw_all(cards, site, cache)


def on_page_context(context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation) -> None:
    """The tags of the head, for main.html."""
    site = config.extra["microsite"]
    context["microsite"]["head"] = preview.head(site.catalogue.by_source[page.file.src_uri], site)


def on_post_build(config: MkDocsConfig) -> None:
    """Write the files into the site, once for all languages."""
    if config.plugins["i18n"].building:
        return
    site, cards = config.extra["microsite"], config.extra["microsite_cards"]
    for path, made in cards.items():
        shutil.copyfile(made, _place(config, path))
    for path, data in (files(site) | feed.files(site, cards)).items():
        _place(config, path).write_bytes(data)


def _place(config: MkDocsConfig, path: str) -> Path:
    target = Path(config.site_dir, path)
    target.parent.mkdir(parents=True, exist_ok=True)
    return target
