"""One build at a time, and one site that always stands: the finished one takes the old one's place in one step."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO

NEW = ".new"
"""Behind the name of the folder a site is made in, beside the one that stands."""
OLD = ".old"
"""Behind the name of the old site, for the moment between two renames where a system cannot exchange folders."""
_EXCHANGE = 2
"""RENAME_EXCHANGE of renameat2 in Linux' <linux/fs.h>."""
_HERE = -100
"""AT_FDCWD: paths are as they are given."""
WAITING = "Another build is at work in this folder; this one waits until it is done.\n"


def alone(folder: Path, tell: Callable[[str], object] = sys.stderr.write) -> IO[bytes]:
    """The turn of this build among those that use `folder`; it ends when what is given back is closed, or the process.

    `tell` is told, once, that another build is at work and that this one waits.
    """
    folder.mkdir(parents=True, exist_ok=True)
    turn = (folder / "turn").open("ab")
    if not _taken(turn, wait=False):
        tell(WAITING)
        while not _taken(turn, wait=True):
            continue
    return turn


if sys.platform == "win32":
    import msvcrt

    def _taken(turn: IO[bytes], *, wait: bool) -> bool:
        turn.seek(0)
        how = msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK  # the former tries for ten seconds
        try:
            msvcrt.locking(turn.fileno(), how, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _taken(turn: IO[bytes], *, wait: bool) -> bool:
        try:
            fcntl.flock(turn, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def recover(site: Path) -> None:
    """Put the last good site back, where a build was broken off between the two renames of a swap."""
    old = site.with_name(site.name + OLD)
    if old.exists() and not site.exists():
        old.rename(site)


def swap(new: Path) -> None:
    """The finished site in a folder with NEW behind its name takes the place of the one that stands."""
    site = new.with_name(new.name.removesuffix(NEW))
    if site.exists() and _exchanged(new, site):
        shutil.rmtree(new, ignore_errors=True)
        return
    old = site.with_name(site.name + OLD)
    if site.exists():
        shutil.rmtree(old, ignore_errors=True)
        site.rename(old)
    new.rename(site)
    shutil.rmtree(old, ignore_errors=True)


def _exchanged(one: Path, other: Path) -> bool:
    """Whether the two changed names in one step; no moment then has no site."""
    rename = getattr(ctypes.CDLL(None), "renameat2", None) if sys.platform == "linux" else None
    return rename is not None and rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0
