"""QR codes: level Q, black on white, a quiet zone of four modules; the smallest version that holds the address."""

from __future__ import annotations

import functools
import io
from collections.abc import Callable, Mapping
from importlib.metadata import version
from pathlib import Path, PurePosixPath

import segno

from microsite.cache import Cache, digest, digest_of

QUIET = 4
LARGEST = 5
"""A version 5 code with its quiet zone has 45 modules: 0.55 mm each on 25 mm. At least 0.5 mm scans well."""

LONGEST = 60
"""Characters a version 5 code holds at level Q (ISO/IEC 18004, byte mode)."""


@functools.lru_cache(maxsize=1024)  # an address stands on every paper and in every set, on the page and in the kit
def make(address: str) -> segno.QRCode:
    """The code of an address; ValueError when it needs a version above LARGEST."""
    code = segno.make(address, error="q", micro=False, boost_error=False)
    if int(code.version) > LARGEST:
        raise ValueError(
            f"{address} needs QR version {code.version}, and {LARGEST} is the largest that scans; use a shorter address"
        )
    return code


@functools.lru_cache(maxsize=1024)
def svg(address: str) -> str:
    """The code as an SVG text without a size of its own."""
    out = io.BytesIO()
    make(address).save(out, kind="svg", border=QUIET, light="white", xmldecl=False, nl=False, omitsize=True)
    return out.getvalue().decode()


def png(address: str) -> bytes:
    """The code as a PNG of 16 pixels a module: sharp on paper up to 70 mm wide."""
    out = io.BytesIO()
    make(address).save(out, kind="png", border=QUIET, scale=16)
    return out.getvalue()


KINDS: dict[str, Callable[[str], bytes]] = {"svg": lambda address: svg(address).encode(), "png": png}
"""The ways a code is drawn, by the ending of its file."""


def draw_all(wanted: Mapping[str, str], folder: Path) -> dict[str, Path]:
    """The code of each address as the file its path asks for; `folder` then holds these and no others."""
    cache, code = Cache(folder), digest_of([Path(__file__)], version("segno"))
    names = {path: f"{digest(code + address)}{PurePosixPath(path).suffix}" for path, address in wanted.items()}
    for path, name in names.items():
        if not cache.has(name):
            cache.keep(name, KINDS[name.partition(".")[2]](wanted[path]))
    cache.prune(names.values())
    return {path: cache.entries[name] for path, name in names.items()}
