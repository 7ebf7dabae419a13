"""The font of typed answers: a whole font, so that an answer may be in any script it holds, and read back as text.

A composite font (Type0, Identity-H): the codes of a text are its glyphs, and the ToUnicode map leads from a letter to
its glyph, for viewers that draw an answer, and back, for those that read it. pdf.js, PDFium, Poppler and pypdf do so.
"""

from __future__ import annotations

import functools
import io
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from fontTools import subset, ttLib
from pikepdf import Array, Dictionary, Name, Object, String

FIRST = 0x20
"""Before it stand no letters."""
TAG = "WSFORM"
"""Six capitals, as the name of a part of a font begins."""
LATEST = 0xFB1C
"""From here on stand letters as they join others (presentation forms), which nobody types."""
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
    cut = _cut(path)
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


@functools.cache
def held(path: Path) -> frozenset[str]:
    """Every letter that may be typed."""
    return frozenset(chr(letter) for letter, _ in _cut(path).letters)


@functools.cache
def _cut(path: Path) -> Cut:
    made = ttLib.TTFont(path, recalcTimestamp=False)
    options = subset.Options(hinting=False, layout_features=[], name_IDs=[], notdef_outline=True)
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "STAT", "DSIG"]
    name = str(made["name"].getDebugName(6))
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[letter for letter in made.getBestCmap() if FIRST <= letter < LATEST])
    cutter.subset(made)
    out = io.BytesIO()
    made.save(out)
    unit, head, lines = 1000 / made["head"].unitsPerEm, made["head"], made["hhea"]
    order = made.getGlyphOrder()
    return Cut(
        file=out.getvalue(),
        name=name,
        letters=tuple((letter, made.getGlyphID(glyph)) for letter, glyph in sorted(made.getBestCmap().items())),
        widths=tuple(round(made["hmtx"][glyph][0] * unit) for glyph in order),
        ascent=round(lines.ascent * unit),
        descent=round(lines.descent * unit),
        capital=round(getattr(made["OS/2"], "sCapHeight", lines.ascent) * unit),
        box=(round(head.xMin * unit), round(head.yMin * unit), round(head.xMax * unit), round(head.yMax * unit)),
    )


def _to_unicode(cut: Cut) -> str:
    """A line for each glyph: the first letter it stands for."""
    first: dict[int, int] = {}
    for letter, glyph in cut.letters:
        first.setdefault(glyph, letter)
    lines = [f"<{glyph:04X}> <{_hex(letter)}>" for glyph, letter in sorted(first.items())]
    blocks = [lines[start : start + PER_BLOCK] for start in range(0, len(lines), PER_BLOCK)]
    filled = "".join(f"{len(block)} beginbfchar\n{chr(10).join(block)}\nendbfchar\n" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n{filled}"
        "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    )


def _hex(letter: int) -> str:
    return chr(letter).encode("utf-16-be").hex().upper()
