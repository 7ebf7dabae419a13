"""Door: while serving, a saved page shows at once with its sheets, and the whole site follows when nobody saves."""

import logging
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer

from microsite import saved
from microsite.content import loader
from microsite.folders import Folders
from microsite.source.files import below
from microsite.source.problems import ProblemsError

LOG = logging.getLogger("mkdocs.hooks")
PAUSE = 4.0
"""Seconds without a save, after which the rest is built."""


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Callable[[], None]) -> LiveReloadServer:
    """Whatever is more than the words of a page is a whole build, and so is a mistake, which says what it is."""
    shown = config.extra["microsite"].site.catalogue
    docs, url, timer = Path(config.docs_dir), config.extra["address"], threading.Timer(0, print)
    folder = tempfile.TemporaryDirectory(prefix="mkdocs_rest_")  # watched, as the texts are; goes with the process
    Path(folder.name, "rest").touch()

    def rebuild() -> None:
        nonlocal shown, timer
        timer.cancel()
        try:
            found = loader.load(docs)
            files = saved.files(shown, found, url, Folders.beside(docs))
        except ProblemsError:
            builder()
            return
        shown = found
        if not files:
            builder()
            return
        for path, data in files.items():
            below(Path(server.root), path).write_bytes(data)
        LOG.info("Saved: %s; the rest follows", ", ".join(path for path in files if path.endswith(".html")))
        timer = threading.Timer(PAUSE, lambda: Path(folder.name, "rest").touch())
        timer.daemon = True
        timer.start()

    server.builder = rebuild
    server.watch(folder.name)
    return server
