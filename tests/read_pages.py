"""Reads a page as the site does, from a text that stands in no file of it."""

from conftest import ROOT
from microsite.content import definition as definitions, strings
from microsite.content.loader import Reader, wording_of

_definition = definitions.load(ROOT / "docs")[0]
assert _definition
PAGES = Reader(_definition, wording_of(_definition, strings.load(_definition, ROOT / "docs")[0]))
