"""Door: all that stands beside the pages, from PDFs to search, once every page of every language is there."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority


@event_priority(-250)  # after i18n built the other language (-200); publish.py, which swaps, is at -300
def on_post_build(config: MkDocsConfig) -> None:
    """Not in the inner pass: then half of the pages are still to come."""
    if not config.plugins["i18n"].building:  # type: ignore[attr-defined]
        config.extra["microsite"].write_rest(Path(config.site_dir))
