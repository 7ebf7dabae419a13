"""Door: a build of what the site that stands was made of, with all its files as they were, ends before it begins."""

import logging
from pathlib import Path
from typing import Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from microsite import standing
from microsite.folders import Folders

LOG = logging.getLogger("mkdocs.hooks")
MADE_OF = "made_of"
"""Where `config.extra` has the digest of what this build is made of; a preview has none."""
COMMAND: list[str] = []


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Only `mkdocs build` may find nothing to do."""
    COMMAND[:] = [command]


@event_priority(200)  # before publish.py (100) turns to a folder beside the site
def on_config(config: MkDocsConfig) -> None:
    """Nothing is read, drawn or written when nothing has changed."""
    if COMMAND != ["build"] or MADE_OF in config.extra:  # else it is the second language's pass
        return
    docs = Path(config.docs_dir)
    things = [docs, Folders.beside(docs).overrides, Path(__file__).parent, Path(config.config_file_path)]
    asked = (config.extra["address"], config.extra["gallery"], config.strict, config.use_directory_urls)
    config.extra[MADE_OF] = standing.made_of(things, "mkdocs", *asked)
    if standing.stands(Path(config.site_dir), config.extra[MADE_OF], _kept(config)):
        LOG.info("Nothing has changed: the site that stands is this one")
        raise SystemExit(0)


@event_priority(-290)  # when all is written, before publish.py (-300) moves it into place
def on_post_build(config: MkDocsConfig) -> None:
    """What stands in the site from now on."""
    if MADE_OF in config.extra and not config.plugins["i18n"].building:  # type: ignore[attr-defined]
        standing.remember(Path(config.site_dir), config.extra[MADE_OF], _kept(config))


def _kept(config: MkDocsConfig) -> Path:
    return Folders.beside(Path(config.docs_dir)).cache / standing.FOLDER
