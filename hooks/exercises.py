"""Door: draws every worksheet before the build touches anything, and puts each on its page."""

import shutil
from dataclasses import replace
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from microsite.documents import press, thumbnail
from microsite.source.problems import ProblemsError
from microsite.web import gallery, worksheet


def on_pre_build(config: MkDocsConfig) -> None:
    """Draw what is not in the cache; a sheet that runs over its pages stops the build."""
    if "microsite_pdfs" in config.extra:  # the second language's pass
        return
    cache, site = Path(config.config_file_path).parent / ".cache", config.extra["microsite"]
    try:
        config.extra["microsite_pdfs"] = press.draw_all(site, cache / "pdf", progress=True)
    except ProblemsError as error:
        raise PluginError(f"\n{error}\n{len(error.problems)} to mend. Nothing was built.") from None
    config.extra["microsite_thumbnails"] = thumbnail.draw_all(site, cache / "thumb")
    config.extra["microsite"] = replace(site, pictures=frozenset(config.extra["microsite_thumbnails"]))


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """The worksheet belongs to the page's content: search reads it there."""
    site, pdfs = config.extra["microsite"], config.extra["microsite_pdfs"]
    return worksheet.page_content(site.catalogue.by_source[page.file.src_uri], site, html, pdfs)


def on_post_build(config: MkDocsConfig) -> None:
    """Copy the finished PDFs and their thumbnails into the site."""
    for path, made in (config.extra["microsite_pdfs"] | config.extra["microsite_thumbnails"]).items():
        target = Path(config.site_dir, path)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(made, target)
    if config.extra["gallery"]:
        gallery.write(config.extra["microsite"], Path(config.site_dir))
