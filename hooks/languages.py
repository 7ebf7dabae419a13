"""Door: reads and checks all pages first, and gives each its place, its text and its frame."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from microsite.content import loader, site as sites
from microsite.source.problems import ProblemsError
from microsite.web import layout, markdown, sitemap

NOT_OURS = ("assets/", "search/")  # the theme's own scripts and styles, which no page of ours uses


def on_config(config: MkDocsConfig) -> None:
    """Before anything is touched: a mistake of an author stops the build here, with all others."""
    if "microsite" in config.extra:  # the second language's pass
        return
    try:
        found = loader.load(config.docs_dir)
        config.extra["microsite"] = sites.open_site(config.extra["address"], found)
    except ProblemsError as error:
        raise PluginError(f"\n{error}\n{len(error.problems)} to mend. Nothing was built.") from None
    config.markdown_extensions = list(markdown.EXTENSIONS)
    config.mdx_configs |= markdown.SETTINGS
    config.theme.static_templates.discard("404.html")  # ours is a page, in both languages


@event_priority(-200)  # after i18n (-100), which makes new files of those it was given
def on_files(files: Files, config: MkDocsConfig) -> None:
    """Take out the theme's files; the page for what is not found goes where servers look for it."""
    pages = config.extra["microsite"].catalogue.by_source
    for file in list(files):
        if file.src_uri.startswith(NOT_OURS):
            files.remove(file)
        elif file.src_uri in pages and pages[file.src_uri].url.endswith(".html"):
            file.dest_uri = file.url = pages[file.src_uri].url
            file.abs_dest_path = f"{config.site_dir}/{file.dest_uri}"  # i18n has set the old one


def on_page_markdown(_text: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """The page's own front matter was read by the core; the extension needs to know where it is."""
    site = config.extra["microsite"]
    context = markdown.Context(site.catalogue.by_source[page.file.src_uri], site)
    config.mdx_configs[markdown.NAME] = {"context": context}
    return context.page.body


def on_page_context(context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation) -> None:
    """What main.html shows."""
    site = config.extra["microsite"]
    context["microsite"] = layout.view(site.catalogue.by_source[page.file.src_uri], site, page.content)


def on_template_context(context: TemplateContext, template_name: str, config: MkDocsConfig) -> None:
    """What sitemap.xml shows."""
    context["entries"] = sitemap.entries(config.extra["microsite"])
