"""Door: what only a finished site can be given: search, a copy to take along, headers, compressed files."""

from pathlib import Path

from mkdocs.plugins import event_priority

from microsite import compress, headers
from microsite.headers import wellknown


@event_priority(-250)  # after i18n built the other language (-200); publish.py, which swaps, is at -300
def on_post_build(config):
    """Not in the inner pass: then half of the pages are still to come."""
    if config.plugins["i18n"].building:
        return
    site, folder = config.extra["microsite"], Path(config.site_dir)
    cache = Path(config.config_file_path).parent / ".cache"
    wellknown.write(site, folder)
    headers.write(site.path, folder)
    compress.write(folder, cache / "compressed")
