"""Whether this site is whole: nothing to mend, every page in every language, and every sheet as a PDF.

Type `make test`. Add what must stay true of your own site.
"""

import sys
import tempfile
import unittest
from pathlib import Path

import pikepdf

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "hooks"))

from microsite import build  # noqa: E402
from microsite.content import loader  # noqa: E402
from microsite.content.catalogue import Catalogue  # noqa: E402
from microsite.folders import Folders  # noqa: E402
from microsite.place.addresses import PAPERS  # noqa: E402


class TestSite(unittest.TestCase):
    """One build for all tests, in a folder of its own."""

    found: Catalogue
    built: build.Build
    site: Path
    folder: tempfile.TemporaryDirectory[str]

    @classmethod
    def setUpClass(cls) -> None:
        """Read and build; a mistake in the texts stops here, with its line."""
        cls.found = loader.load(ROOT / "docs")
        cls.folder = tempfile.TemporaryDirectory()
        cls.site = Path(cls.folder.name, "site")
        cls.built = build.read(cls.found, cls.found.definition.addresses.default, Folders.beside(ROOT / "docs"))
        build.make(cls.built, cls.site)

    @classmethod
    def tearDownClass(cls) -> None:
        """Away with it."""
        cls.folder.cleanup()

    def test_every_page_is_there(self) -> None:
        """In every language."""
        for page in self.found.pages.values():
            file = self.site / page.url if page.url.endswith(".html") else self.site / page.url / "index.html"
            assert page.title in file.read_text("utf-8"), page.file

    def test_every_sheet_is_a_tagged_pdf(self) -> None:
        """On every paper."""
        for lang in self.found.langs:
            for page in self.found.worksheets(lang):
                for paper in PAPERS:
                    with pikepdf.open(self.site / self.built.site.pdf_path(page, paper)) as pdf:
                        assert pdf.Root.MarkInfo.Marked, page.file
                        assert "/AcroForm" in pdf.Root, page.file

    def test_there_is_something_to_do(self) -> None:
        """A site without a worksheet tests nothing."""
        assert self.found.worksheets(self.found.definition.first)


if __name__ == "__main__":
    unittest.main()
