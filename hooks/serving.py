"""Door: while serving, a saved page shows at once with its sheets, and the whole site follows when nobody saves."""

import logging
import tempfile
from collections.abc import Callable
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer

from microsite.saved import Preview

LOG = logging.getLogger("mkdocs.hooks")


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Callable[[], None]) -> LiveReloadServer:
    """The server calls `look` where it would build. A file it watches tells it that the whole site has followed."""
    folder = tempfile.TemporaryDirectory(prefix="mkdocs_followed_")  # goes with the process
    shown = config.extra["microsite"].site.catalogue

    def then() -> None:
        Path(folder.name, "followed").touch()

    def look() -> None:
        for path in preview.look():
            LOG.info("Saved and shown: %s", path)

    then()
    site = Path(server.root)
    preview = Preview(Path(config.docs_dir), site, config.extra["address"], shown, builder, then)
    server.builder = look
    server.watch(folder.name)
    return server
