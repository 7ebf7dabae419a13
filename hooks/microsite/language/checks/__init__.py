"""The languages that have rules of their own. A language without them is checked by those that all have in common.

Adding one is a folder beside this file and a line here.
"""

from __future__ import annotations

from collections.abc import Mapping

from microsite.language.checks import en, nl
from microsite.language.rules import Rules

RULES: Mapping[str, Rules] = {"nl": nl.RULES, "en": en.RULES}
"""By the id of the language in site.yml."""
