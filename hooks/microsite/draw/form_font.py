"""The font of typed answers: a whole font, so that an answer may be in any script it holds, and read back as text.

A composite font (Type0, Identity-H): the codes of a text are its glyphs, and the ToUnicode map leads from a letter to
its glyph, for viewers that draw an answer, and back, for those that read it. pdf.js, PDFium, Poppler and pypdf do so.
"""

from __future__ import annotations

import functools
import io
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from fontTools import subset, ttLib
from fontTools.ttLib.reorderGlyphs import reorderGlyphs
from pikepdf import Array, Dictionary, Name, Object, String

from microsite.cache import Seen, seen

FIRST = 0x20
"""Before it stand no letters."""
TAG = "WSFORM"
"""Six capitals, as the name of a part of a font begins."""
LATEST = 0xFB1C
"""From here on stand letters as they join others (presentation forms), which nobody types."""
LATIN_1 = 0x100
MATHEMATICAL = "Sm"
"""The category of signs of which, past Latin-1, nobody writes one on a worksheet: they weigh as much as letters."""
NEEDED = {"GlyphOrder", "glyf", "loca", "head", "hhea", "hmtx", "maxp"}
"""The tables of a font in a PDF whose codes are its glyphs; the others only serve programs that look for letters."""
NOTHING = ".notdef"
"""The glyph of what a font does not hold, which comes first."""
PER_BLOCK = 100
"""Lines a block of a ToUnicode map may have."""


@dataclass(frozen=True)
class Cut:
    """A font cut down to what may be typed: its file, PostScript name, letters by glyph, widths and measures."""

    file: bytes
    name: str
    letters: tuple[tuple[int, int], ...]
    widths: tuple[int, ...]
    ascent: int
    descent: int
    capital: int
    box: tuple[int, int, int, int]


def font(pdf: pikepdf.Pdf, path: Path) -> Object:
    """The font at `path` as the resource of a form in `pdf`."""
    cut = _cut(seen(path))
    file = pdf.make_stream(cut.file)
    file.Length1 = len(cut.file)
    named = Name(f"/{TAG}+{cut.name}")
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=named, Flags=4, FontBBox=Array(cut.box), ItalicAngle=0, Ascent=cut.ascent,
        Descent=cut.descent, CapHeight=cut.capital, StemV=80, FontFile2=file,
    )  # fmt: skip
    glyphs = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=named, CIDToGIDMap=Name.Identity, DW=0,
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
        FontDescriptor=pdf.make_indirect(descriptor), W=Array([0, Array(cut.widths)]),
    )  # fmt: skip
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font, Subtype=Name.Type0, BaseFont=named, Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(glyphs)]), ToUnicode=pdf.make_stream(_to_unicode(cut).encode()),
        )
    )  # fmt: skip


def held(path: Path) -> frozenset[str]:
    """Every letter that may be typed."""
    return frozenset(chr(letter) for letter, _ in _cut(seen(path)).letters)


@functools.lru_cache(maxsize=8)
def _cut(file: Seen) -> Cut:
    made = ttLib.TTFont(file.path, recalcTimestamp=False, lazy=False)
    options = subset.Options(hinting=False, layout_features=[], name_IDs=[], notdef_outline=True)
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "STAT", "DSIG"]
    name = str(made["name"].getDebugName(6))
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[letter for letter in made.getBestCmap() if _typed(letter)])
    cutter.subset(made)
    made.ensureDecompiled(recurse=True)  # or a part of a letter would be looked for under another's number
    named = list(dict.fromkeys(glyph for _, glyph in sorted(made.getBestCmap().items())))
    reorderGlyphs(made, [NOTHING, *named, *(g for g in made.getGlyphOrder() if g != NOTHING and g not in set(named))])
    letters = tuple((letter, made.getGlyphID(glyph)) for letter, glyph in sorted(made.getBestCmap().items()))
    unit, head, lines = 1000 / made["head"].unitsPerEm, made["head"], made["hhea"]
    widths = tuple(round(made["hmtx"][glyph][0] * unit) for glyph in made.getGlyphOrder())
    capital = round(getattr(made["OS/2"], "sCapHeight", lines.ascent) * unit)
    for table in set(made.keys()) - NEEDED:
        del made[table]
    out = io.BytesIO()
    made.save(out)
    return Cut(
        file=out.getvalue(),
        name=name,
        letters=letters,
        widths=widths,
        ascent=round(lines.ascent * unit),
        descent=round(lines.descent * unit),
        capital=capital,
        box=(round(head.xMin * unit), round(head.yMin * unit), round(head.xMax * unit), round(head.yMax * unit)),
    )


def _typed(letter: int) -> bool:
    mathematical = letter >= LATIN_1 and unicodedata.category(chr(letter)) == MATHEMATICAL
    return FIRST <= letter < LATEST and not mathematical


def _to_unicode(cut: Cut) -> str:
    """For each glyph the first letter it stands for, in runs where both count on together."""
    first: dict[int, int] = {}
    for letter, glyph in cut.letters:
        first.setdefault(glyph, letter)
    lines = [f"<{run[0]:04X}> <{run[-1]:04X}> <{_hex(first[run[0]])}>" for run in _runs(first)]
    blocks = [lines[start : start + PER_BLOCK] for start in range(0, len(lines), PER_BLOCK)]
    filled = "".join(f"{len(block)} beginbfrange\n{chr(10).join(block)}\nendbfrange\n" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n{filled}"
        "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    )


def _runs(first: Mapping[int, int]) -> list[list[int]]:
    """Glyphs that follow each other as their letters do; neither passes a last byte of 255, as a map wants it."""
    found: list[list[int]] = []
    for glyph in sorted(first):
        before = found[-1][-1] if found else -2
        follows = glyph == before + 1 and first[glyph] == first[before] + 1
        if follows and glyph % 256 and first[glyph] % 256:
            found[-1].append(glyph)
        else:
            found.append([glyph])
    return found


def _hex(letter: int) -> str:
    return chr(letter).encode("utf-16-be").hex().upper()
