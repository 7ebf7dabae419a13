"""Door: a page's own text, what belongs to it, and its frame."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from microsite.web import markdown


def on_page_markdown(_text: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """The page's own front matter was read by the core; the extension needs to know where it is."""
    build = config.extra["microsite"]
    context = markdown.Context(build.page(page.file.src_uri), build.site)
    config.mdx_configs[markdown.NAME] = {"context": context}
    return context.page.body


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """The text with what belongs to it, a worksheet or the other language's words."""
    content: str = config.extra["microsite"].render(page.file.src_uri, html).content
    return content


def on_page_context(context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation) -> None:
    """What main.html shows."""
    context["microsite"] = config.extra["microsite"].pages[page.file.src_uri].view  # type: ignore[typeddict-unknown-key]
