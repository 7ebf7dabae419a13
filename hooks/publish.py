"""Door: the whole build goes into a sibling folder and takes the old site's place only when all went well."""

import contextlib
import logging
import os
import sys
from pathlib import Path

from mkdocs import utils
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from microsite import swap

CORE = Path(__file__).parent


def _saved(folder: Path) -> int:
    return max(path.stat().st_mtime_ns for path in folder.rglob("*.py"))


STARTED = _saved(CORE)
CLEAN = utils.clean_directory
TURN = contextlib.ExitStack()  # this build's turn among those in the folder, until it is done or has failed


@event_priority(100)
def on_config(config: MkDocsConfig) -> None:
    """Build beside the site that stands. While serving, a saved file of the core starts the server anew."""
    if STARTED != _saved(CORE):  # Python keeps modules it has loaded, and so would every rebuild
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606 (this very command again)
    if "microsite" not in config.extra:  # else it is the second language's pass
        TURN.enter_context(swap.alone(CORE.parent / ".cache"))
        swap.recover(Path(config.site_dir))
        config.site_dir += swap.NEW
        _forget(config)


@event_priority(-300)  # after i18n built the other language, and after all other doors
def on_post_build(config: MkDocsConfig) -> None:
    """Swap, unless this is the inner pass, or strict mode is about to refuse the build for a warning."""
    if config.plugins["i18n"].building:  # type: ignore[attr-defined]
        return
    host = logging.getLogger(utils.__name__.partition(".")[0])  # "mkdocs", or "properdocs" where that has its place
    counters = [each for each in host.handlers if isinstance(each, utils.CountHandler)]
    if not any(counter.get_counts() for counter in counters):
        swap.swap(Path(config.site_dir))
    TURN.close()


def on_build_error(**_: object) -> None:
    """The next build may begin."""
    TURN.close()


def _forget(config: MkDocsConfig) -> None:
    """mkdocs-static-i18n 1.3.1 stays in the second language's pass when a build fails there; the next begins anew."""
    i18n = config.plugins["i18n"]
    i18n.building, i18n.current_language = False, None  # type: ignore[attr-defined]
    utils.clean_directory = CLEAN  # it takes this one's place during that pass, and would leave old pages in the site
