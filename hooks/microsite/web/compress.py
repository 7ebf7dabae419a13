"""Beside each text file its .br and .gz, for hosts that send those: the same bytes for the same text."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli

from microsite.cache import Cache, digest, digest_of

HOW = f"{brotli.__version__} {zlib.ZLIB_RUNTIME_VERSION} {digest_of([Path(__file__)])}".encode()
"""What was made in another way is made again."""
TEXT = frozenset({".html", ".xml", ".json", ".svg", ".txt", ".js", ".css", ".webmanifest"})
THREADS = 2
"""Both programmes let go of the interpreter while they work. The machines that build have two cores."""

ONE_PACKET = 4_000
"""Bytes of a text that goes into one packet once it is compressed, however hard: five of six pages send readers on."""


def _brotli(data: bytes) -> bytes:
    """As small as may be where a reader would notice; else forty times as fast."""
    how = {"quality": 11} if len(data) > ONE_PACKET else {"quality": 9, "lgwin": 16}
    return bytes(brotli.compress(data, mode=brotli.MODE_TEXT, **how))


METHODS: dict[str, Callable[[bytes], bytes]] = {
    ".br": _brotli,
    ".gz": lambda data: gzip.compress(data, compresslevel=9, mtime=0),
}


def write(folder: Path, kept: Path) -> None:
    """Compress every text file of the finished site; the folder `kept` holds what was made and nothing else."""
    cache = Cache(kept)
    files = sorted(path for path in folder.rglob("*") if path.suffix in TEXT)
    with ThreadPoolExecutor(THREADS) as pool:
        used = {name for names in pool.map(lambda file: _beside(file, cache), files) for name in names}
    cache.prune(used)


def _beside(file: Path, cache: Cache) -> list[str]:
    data = file.read_bytes()
    names = {suffix: digest(data + HOW) + suffix for suffix in METHODS}
    for suffix, name in names.items():
        made = cache.read(name)
        if made is None:
            made = METHODS[suffix](data)
            cache.keep(name, made)
        file.with_name(file.name + suffix).write_bytes(made)
    return list(names.values())
