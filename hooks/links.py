"""Door: permanent links, and the rules of hosts for them."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority

from microsite.links import collect, publish
from microsite.source.problems import ProblemsError


def on_config(config: MkDocsConfig) -> None:
    """Before anything is touched: an id or an address given twice, or a link to nothing, stops the build."""
    if "microsite_links" in config.extra:  # the second language's pass
        return
    try:
        config.extra["microsite_links"] = collect.make(config.extra["microsite"])
    except ProblemsError as error:
        raise PluginError(f"\n{error}\n{len(error.problems)} to mend. Nothing was built.") from None


@event_priority(-250)  # after i18n built the other language and the files are in place; before the swap
def on_post_build(config: MkDocsConfig) -> None:
    """Beside the pages and files they lead to."""
    if not config.plugins["i18n"].building:
        publish.write(config.extra["microsite_links"], Path(config.site_dir))
