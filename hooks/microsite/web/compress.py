"""Beside each text file its .br and .gz, for hosts that send those: the same bytes for the same text."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli

TEXT = frozenset({".html", ".xml", ".json", ".svg", ".txt", ".js", ".css", ".webmanifest"})
THREADS = 2
"""Both programmes let go of the interpreter while they work. The machines that build have two cores."""

METHODS: dict[str, Callable[[bytes], bytes]] = {
    ".br": lambda data: brotli.compress(data, mode=brotli.MODE_TEXT, quality=11),
    ".gz": lambda data: gzip.compress(data, compresslevel=9, mtime=0),
}


def write(folder: Path, cache: Path) -> None:
    """Compress every text file of the finished site; `cache` keeps what was made, by content, and nothing else."""
    cache.mkdir(parents=True, exist_ok=True)
    files = sorted(path for path in folder.rglob("*") if path.suffix in TEXT)
    with ThreadPoolExecutor(THREADS) as pool:
        used = {name for names in pool.map(lambda file: _beside(file, cache), files) for name in names}
    for old in cache.iterdir():
        if old.name not in used:
            old.unlink(missing_ok=True)  # another build may prune at the same time


def _beside(file: Path, cache: Path) -> list[str]:
    data = file.read_bytes()
    name = hashlib.sha256(data).hexdigest()[:32]
    for suffix, method in METHODS.items():
        file.with_name(file.name + suffix).write_bytes(_made(cache / f"{name}{suffix}", data, method, file))
    return [f"{name}{suffix}" for suffix in METHODS]


def _made(kept: Path, data: bytes, method: Callable[[bytes], bytes], file: Path) -> bytes:
    try:
        return kept.read_bytes()
    except FileNotFoundError:
        made = method(data)
        _whole(kept, made, file)
        return made


def _whole(kept: Path, data: bytes, file: Path) -> None:
    """Never half a file in the cache, even when two threads make the same."""
    half = kept.with_name(f"{kept.name}.{hashlib.sha256(str(file).encode()).hexdigest()[:8]}")
    half.write_bytes(data)
    half.replace(kept)
