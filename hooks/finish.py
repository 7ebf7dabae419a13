"""Door: what only a finished site can be given: search, a copy to take along, headers, compressed files."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from microsite.web import compress, headers, offline, search
from microsite.web.headers import wellknown


@event_priority(-250)  # after i18n built the other language (-200); publish.py, which swaps, is at -300
def on_post_build(config: MkDocsConfig) -> None:
    """Not in the inner pass: then half of the pages are still to come."""
    if config.plugins["i18n"].building:
        return
    site, folder = config.extra["microsite"], Path(config.site_dir)
    root = Path(config.config_file_path).parent
    search.write(site, folder)
    offline.write(site, folder, config.extra["microsite_pdfs"], root / "overrides" / "main.html")
    wellknown.write(site, folder)
    headers.write(site.path, folder, site.definition.others)
    compress.write(folder, root / ".cache" / "compressed")
