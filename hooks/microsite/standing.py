"""Whether the site that stands is what a build would make now: of the same things, and whole."""

from __future__ import annotations

import hashlib
import os
import sys
import zlib
from collections.abc import Iterable, Iterator
from importlib.metadata import distributions
from pathlib import Path

from microsite.cache import Cache, digest

FOLDER, ENDING = "standing", ".files"
"""Where a cache has the list of what stands in a site, and how its name ends."""
NOT_READ = frozenset({"__pycache__", "node_modules"})
"""Folders that no build reads, wherever they stand."""


def made_of(things: Iterable[Path], *more: object) -> str:
    """The digest of all that decides about a site: files and folders, this Python with its packages, and `more`.

    Everything below a folder counts, also what turns out not to matter: a build too many is soon done.
    """
    here = (sys.version, zlib.ZLIB_RUNTIME_VERSION, sorted(f"{each.name} {each.version}" for each in distributions()))
    files = (path for thing in things for path in _files(thing.resolve()))
    return digest("\n".join([repr((here, more)), *(f"{path} {_sum(path)}" for path in files)]))


def stands(site: Path, made_of: str, kept: Path) -> bool:
    """Whether all files of `site`, and no others, are those that a build of these things has left there."""
    listed = Cache(kept).read(made_of + ENDING)
    return listed is not None and site.is_dir() and listed.decode() == _list(site)


def remember(site: Path, made_of: str, kept: Path) -> None:
    """`site` has just been made of these things; `kept` holds the list of its files and nothing else."""
    cache = Cache(kept)
    cache.keep(made_of + ENDING, _list(site).encode())
    cache.prune([made_of + ENDING])


def _list(site: Path) -> str:
    return "\n".join(f"{_sum(path)} {path.relative_to(site).as_posix()}" for path in _files(site))


def _files(thing: Path) -> Iterator[Path]:
    """A file, or every file below a folder, in order of name; no link is followed, so there is an end."""
    if thing.is_symlink() or not thing.is_dir():
        yield thing
        return
    for path in sorted(thing.iterdir()):
        if path.name not in NOT_READ:
            yield from _files(path)


def _sum(file: Path) -> str:
    """What is no file, or may not be read, is told by whoever reads the texts; here it only differs from a file."""
    if file.is_symlink() or not file.is_file() or not os.access(file, os.R_OK):
        return f"no file, {file.readlink() if file.is_symlink() else file.exists()}"
    return hashlib.sha256(file.read_bytes()).hexdigest()
