"""What is read on a screen: Markdown, blocks, layout, search, offline copy, feeds, previews."""
