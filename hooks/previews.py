"""Door: what is shown of a page elsewhere."""

from microsite import preview


def on_page_context(context, page, config, nav):
    """The tags of the head, for main.html."""
    site = config.extra["microsite"]
    context["microsite"]["head"] = preview.head(site.catalogue.by_source[page.file.src_uri], site)
