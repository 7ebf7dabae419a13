"""A site always stands, one build works at a time, and whoever breaks off does not wait."""

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from conftest import ROOT
from microsite import swap
from microsite.draw import compilers


def put(folder: Path, text: str) -> Path:
    folder.mkdir()
    (folder / "index.html").write_text(text)
    return folder


@pytest.mark.parametrize("exchange", [True, False])
def test_the_new_site_takes_the_place_of_the_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exchange: bool
) -> None:
    if not exchange:
        monkeypatch.setattr(swap, "_exchanged", lambda one, other: False)
    put(tmp_path / "site", "old")
    swap.swap(put(tmp_path / "site.new", "new"))
    assert (tmp_path / "site" / "index.html").read_text() == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_on_linux_no_moment_is_without_a_site(tmp_path: Path) -> None:
    if sys.platform != "linux":
        return
    site, new = put(tmp_path / "site", "old"), put(tmp_path / "site.new", "new")
    assert swap._exchanged(new, site)
    assert (site / "index.html").read_text() == "new"
    assert (new / "index.html").read_text() == "old"


def test_a_build_killed_between_two_renames_is_mended_by_the_next(tmp_path: Path) -> None:
    put(tmp_path / "site.old", "last good")
    swap.recover(tmp_path / "site")
    assert (tmp_path / "site" / "index.html").read_text() == "last good"
    put(tmp_path / "site.old", "older")
    swap.recover(tmp_path / "site")
    assert (tmp_path / "site" / "index.html").read_text() == "last good", "a site that stands is left alone"


HELD = """
import sys
from pathlib import Path
from microsite import swap
swap.alone(Path(sys.argv[1]), sys.stdout.write)
print("in")
"""


def test_a_second_build_waits_and_says_so_in_one_sentence(tmp_path: Path) -> None:
    told: list[str] = []
    with swap.alone(tmp_path, told.append):
        assert told == []
        other = subprocess.Popen(
            [sys.executable, "-u", "-c", HELD, str(tmp_path)],
            stdout=subprocess.PIPE,
            text=True,
            env={"PYTHONPATH": str(ROOT / "hooks")},
        )
        assert other.stdout
        assert other.stdout.readline() == swap.WAITING
        assert other.poll() is None
    assert other.communicate(timeout=30)[0].strip() == "in"
    assert other.returncode == 0


def test_who_breaks_off_waits_for_two_drawings_at_the_most() -> None:
    drawn: list[int] = []
    first = threading.Event()

    def draw(job: int, using: object) -> None:
        if job == 0:
            first.set()
            raise KeyboardInterrupt
        first.wait()
        time.sleep(0.01)  # long enough to be broken off in between, however busy the machine is
        drawn.append(job)

    with pytest.raises(KeyboardInterrupt):
        compilers.side_by_side(range(200), draw)
    assert len(drawn) < 100, drawn
