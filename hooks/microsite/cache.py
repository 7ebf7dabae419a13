"""What was made before, kept by what it was made from, and believed only when its bytes are those that were written.

An entry is one file, `<key>.<digest of its content>.<ending>`, so that a spoilt one is told from a whole one.
"""

from __future__ import annotations

import functools
import hashlib
import tempfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, TypeVar

Thing = TypeVar("Thing")

DRAFT = ".part"
"""The ending of a file that is being written, or that a build which was broken off left behind."""


@dataclass(frozen=True)
class Part:
    """A part of all there is to make, so that several machines share the work: the first of three, say.

    A part adds to the caches and takes nothing out, for the others are there as well.
    """

    number: int = 1
    of: int = 1

    @property
    def whole(self) -> bool:
        """Whether it is all there is."""
        return self.of == 1

    def taken(self, things: Iterable[Thing]) -> list[Thing]:
        """What of these falls to this part: of neighbours, which are about as much work, each another one."""
        return list(things)[self.number - 1 :: self.of]


WHOLE = Part()


class Seen(NamedTuple):
    """A file as it was when somebody looked: what was made from it holds until it changes."""

    path: Path
    changed: int
    size: int


def seen(path: Path) -> Seen:
    """A file as it is now."""
    found = path.stat()
    return Seen(path, found.st_mtime_ns, found.st_size)


def digest_of(files: Iterable[Path], *more: str) -> str:
    """One digest for the contents of these files, in this order, and more that a thing is made with."""
    return digest("".join([*more, *(_digest_of(seen(file)) for file in files)]))


@functools.lru_cache(maxsize=4096)
def _digest_of(file: Seen) -> str:
    return hashlib.sha256(file.path.read_bytes()).hexdigest()


def digest(content: bytes | str) -> str:
    """32 hex digits for a content: the same for the same, and for no other."""
    return hashlib.sha256(content.encode() if isinstance(content, str) else content).hexdigest()[:32]


@dataclass(frozen=True)
class Cache:
    """The entries of one sort in a folder of their own, each under a name: “<key>.pdf”.

    `spare`: how many entries stay that nobody wants now, for each that is wanted: another build may be using them.
    """

    folder: Path
    spare: int = 0

    @cached_property
    def entries(self) -> dict[str, Path]:
        """What was there when this was first asked, and what came since, by its name."""
        self.folder.mkdir(parents=True, exist_ok=True)
        return {f"{path.name.partition('.')[0]}{path.suffix}": path for path in sorted(self.folder.iterdir())}

    def read(self, name: str) -> bytes | None:
        """What is in the entry with this name; one that is spoilt is thrown away."""
        path = self.entries.get(name)
        content = _whole(path) if path else None
        if path and content is None:
            del self.entries[name]
            path.unlink(missing_ok=True)
        return content

    def has(self, name: str) -> bool:
        """Whether a whole entry has this name."""
        return self.read(name) is not None

    def keep(self, name: str, content: bytes) -> Path:
        """Keep a content under this name; half a file never stands there."""
        key, _, ending = name.partition(".")
        path = self.folder / f"{key}.{digest(content)}.{ending}"
        while not self._written(path, content):
            continue  # another build has swept the draft away
        self.entries[name] = path
        return path

    def _written(self, path: Path, content: bytes) -> bool:
        with tempfile.NamedTemporaryFile(dir=self.folder, suffix=DRAFT, delete=False) as draft:
            draft.write(content)
        try:
            Path(draft.name).replace(path)
        except FileNotFoundError:
            return False
        return True

    def prune(self, wanted: Iterable[str]) -> None:
        """Take out drafts and what was used longest ago, all but `spare` of each ending for each that is wanted."""
        held = self.entries  # which makes the folder, also when nothing is wanted
        kept = {held[name] for name in wanted}
        for path in kept if self.spare else ():
            path.touch()
        room = Counter(path.suffix for path in kept for _ in range(self.spare))
        others = (path for path in self.folder.iterdir() if path not in kept)
        for path in sorted(others, key=_used, reverse=True):
            if room[path.suffix]:
                room[path.suffix] -= 1
            else:
                path.unlink(missing_ok=True)


def _used(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except FileNotFoundError:  # another build prunes at the same time
        return 0


def _whole(path: Path) -> bytes | None:
    """The content of an entry, if it is what its name says."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:  # another build has pruned it
        return None
    return content if path.suffixes[:1] == [f".{digest(content)}"] else None
