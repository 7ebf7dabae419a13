"""Door: reads, checks and draws all before the build touches anything, and gives every page its place."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files

from microsite import build
from microsite.content import loader
from microsite.folders import Folders
from microsite.source.problems import ProblemsError
from microsite.web import markdown

NOT_OURS = ("assets/", "search/")  # the theme's own scripts and styles, which no page of ours uses
NO_TEMPLATES = {"404.html", "sitemap.xml"}  # ours is a page in both languages; the sitemap is the core's


def on_config(config: MkDocsConfig) -> None:
    """A mistake of an author stops the build here, with all others, and so does a sheet that runs over its pages."""
    if "microsite" in config.extra:  # the second language's pass
        return
    docs, extra = Path(config.docs_dir), config.extra
    languages = [each.locale for each in config.plugins["i18n"].config.languages]
    folders, gallery = Folders.beside(docs), extra["gallery"]
    try:
        found = loader.load(docs)
        extra["microsite"] = build.read(found, extra["address"], folders, gallery=gallery, progress=True)
    except ProblemsError as error:
        raise PluginError(f"\n{error}\n{len(error.problems)} to mend. Nothing was built.") from None
    if languages != list(found.langs):
        told = f"mkdocs.yml has the languages {', '.join(languages)}, site.yml has {', '.join(found.langs)}"
        raise PluginError(f"\n{told}; give them the same ones, in the same order. Nothing was built.")
    config.markdown_extensions = list(markdown.EXTENSIONS)
    config.mdx_configs |= markdown.SETTINGS
    config.theme.static_templates -= NO_TEMPLATES


@event_priority(-200)  # after i18n (-100), which makes new files of those it was given
def on_files(files: Files, config: MkDocsConfig) -> None:
    """Take out the theme's files; the page for what is not found goes where servers look for it."""
    pages = config.extra["microsite"].site.catalogue.by_source
    for file in list(files):
        if file.src_uri.startswith(NOT_OURS):
            files.remove(file)
        elif file.src_uri in pages and pages[file.src_uri].url.endswith(".html"):
            file.dest_uri = file.url = pages[file.src_uri].url
            file.abs_dest_path = f"{config.site_dir}/{file.dest_uri}"  # i18n has set the old one
