"""The core of a microsite: pages and exercises as data, worksheets and links drawn from them.

Plain Python that knows nothing of MkDocs; the doors in ``hooks/*.py`` call it.
"""

VERSION = "0"
"""What `--version` and the package say; a site may be built from any commit."""
