"""The scripts that the fonts of sheets hold: which font draws what, and which an answer is typed in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

FONTS = Path(__file__).parent / "fonts"
ScriptName = Literal["latin", "arabic"]


@dataclass(frozen=True)
class Script:
    """Families in the order they are asked, the space between lines in em, and the file of the font of answers."""

    body: tuple[str, ...]
    heading: tuple[str, ...]
    leading: float
    answers: str


_LATIN = ("Atkinson Hyperlegible Next", "Source Sans 3", "Noto Sans Arabic")
_ARABIC = ("Noto Sans Arabic", "Atkinson Hyperlegible Next", "Source Sans 3")

SCRIPTS: Mapping[ScriptName, Script] = {
    "latin": Script(_LATIN, ("Fraunces", *_LATIN), 0.58, "AtkinsonHyperlegibleNext_400Regular.ttf"),
    "arabic": Script(_ARABIC, _ARABIC, 0.8, "NotoSansArabic_400Regular.ttf"),
}
"""Adding one is a line here and its font in fonts/. A drawing holds no more of a font than its own letters."""

TITLES: Mapping[ScriptName, str] = {"latin": "Fraunces-SemiBold.ttf"}
"""The font of titles on a page; in a script without one, they are in what the reader's machine has."""

LAST = ("SourceSans3-Regular.ttf", "NotoSansArabic_400Regular.ttf")
"""The fonts that are asked when the others lack a letter; NotoSansArabic_700Bold.ttf holds the same."""
