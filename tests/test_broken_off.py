"""Whole builds that are broken off, or kept from their work: the last good site stands, and the next is whole."""

import errno
import filecmp
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from conftest import ROOT, TESTS
from microsite.swap import WAITING

pytestmark = [
    pytest.mark.built,
    pytest.mark.skipif(sys.platform == "win32", reason="signals and leave to write are another thing there"),
]

MARK = "of the build before"


def command(before: str = "") -> list[str]:
    """A build of the site in the folder where it is run; `before` is done to the core first."""
    code = f"import sys; sys.path.insert(0, {str(ROOT / 'hooks')!r}); sys.argv = ['microsite', 'build']\n{before}\n"
    return [sys.executable, "-c", code + "from microsite.__main__ import main; sys.exit(main())"]


def start(folder: Path, before: str = "") -> subprocess.Popen[str]:
    out, told = subprocess.PIPE, subprocess.STDOUT
    return subprocess.Popen(command(before), cwd=folder, stdout=out, stderr=told, text=True, start_new_session=True)


def built(folder: Path, before: str = "") -> tuple[int, str]:
    made = start(folder, before)
    said = made.communicate(timeout=200)[0]
    return made.returncode, said


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site of one sheet and a few pages, built, with a full cache."""
    folder = tmp_path_factory.mktemp("whole") / "sleep"
    shutil.copytree(TESTS / "good", folder / "docs")
    shutil.copytree(ROOT / "overrides", folder / "overrides")
    code, said = built(folder)
    assert code == 0, said
    return folder


@pytest.fixture
def own(whole: Path, tmp_path: Path) -> Path:
    """A copy with the site of a build before, which is told by a mark in it."""
    folder = shutil.copytree(whole, tmp_path / "sleep", symlinks=True)
    home = folder / "site/index.html"
    home.write_text(home.read_text("utf-8") + f"<!-- {MARK} -->", "utf-8")
    return folder


def stands(folder: Path, whole: Path) -> bool:
    """Whether a site stands, the old or the new one and no mixture; true for the new one."""
    home = (folder / "site/index.html").read_text("utf-8")
    files = sorted(
        path.relative_to(whole / "site").as_posix() for path in (whole / "site").rglob("*") if path.is_file()
    )
    found = sorted(
        path.relative_to(folder / "site").as_posix() for path in (folder / "site").rglob("*") if path.is_file()
    )
    assert found == files
    new = MARK not in home
    _, other, wrong = filecmp.cmpfiles(whole / "site", folder / "site", files, shallow=False)
    assert wrong == []
    assert other == ([] if new else ["index.html"])
    return new


def mended(folder: Path, whole: Path) -> None:
    """The next build gives the whole site, and leaves nothing of what was broken off."""
    code, said = built(folder)
    assert code == 0, said
    assert stands(folder, whole)
    left = {path.name for path in folder.iterdir()} - {path.name for path in whole.iterdir()}
    assert left == set()
    assert not list((folder / ".cache").rglob("*.part"))


MOMENTS = {
    "while the texts are read": ("content.loader", "load"),
    "while sheets are drawn": ("documents.press", "draw_all"),
    "while a PDF is kept": ("cache.Cache", "keep"),
    "while thumbnails are drawn": ("documents.thumbnail", "draw_all"),
    "before pages": ("build.Build", "write_pages"),
    "before what is beside them": ("build.Build", "write_rest"),
    "before the search": ("web.search", "write"),
    "before the copy to take along": ("web.offline", "write"),
    "before it is made small": ("web.compress", "write"),
    "before the swap": ("swap", "swap"),
}


def struck(moment: str) -> str:
    """Code that kills a build as it comes to this moment."""
    where, what = MOMENTS[moment]
    module, _, kind = where.rpartition(".") if where.rpartition(".")[2][0].isupper() else (where, "", "")
    holder = f"place.{kind}" if kind else "place"
    return f"""
import importlib, os, signal, sys
place = importlib.import_module("microsite.{module}")
plain = {holder}.{what}
def strike(*given, **named):
    os.kill(os.getpid(), signal.SIGKILL)
{holder}.{what} = strike
for each in list(sys.modules.values()):
    if each.__name__.startswith("microsite") and getattr(each, {what!r}, None) is plain:
        setattr(each, {what!r}, strike)
"""


def test_a_build_killed_at_any_moment_leaves_a_whole_site(own: Path, whole: Path) -> None:
    """One after the other, so that each build finds what the one before left."""
    for moment in MOMENTS:
        if "kept" in moment or "sheets" in moment:
            shutil.rmtree(own / ".cache/pdf", ignore_errors=True)
        code, said = built(own, struck(moment))
        assert code == -signal.SIGKILL, (moment, code, said)
        assert not stands(own, whole), moment
    mended(own, whole)


def test_a_build_killed_as_folders_change_places_leaves_a_whole_site(own: Path, whole: Path) -> None:
    code, said = built(
        own,
        """
import os, signal
import microsite.swap
plain = microsite.swap._exchanged
def exchanged(one, other):
    done = plain(one, other)
    os.kill(os.getpid(), signal.SIGKILL)
    return done
microsite.swap._exchanged = exchanged
""",
    )
    assert code == -signal.SIGKILL, said
    assert stands(own, whole) is (sys.platform == "linux"), "elsewhere the old one is still there"
    mended(own, whole)


def test_where_folders_cannot_change_places_the_last_good_site_comes_back(own: Path, whole: Path) -> None:
    """Killed between two renames there is no site for a while: the next build begins by putting it back."""
    code, said = built(
        own,
        """
import os, pathlib, signal
import microsite.swap
microsite.swap._exchanged = lambda one, other: False
plain = pathlib.Path.rename
def rename(self, target):
    if self.name == "site.new":
        os.kill(os.getpid(), signal.SIGKILL)
    return plain(self, target)
pathlib.Path.rename = rename
""",
    )
    assert code == -signal.SIGKILL, said
    assert not (own / "site").exists()
    (own / "site.old").rename(own / "site")
    assert not stands(own, whole)
    (own / "site").rename(own / "site.old")
    mended(own, whole)


def used(pid: int) -> float:
    """Seconds that a process has worked: a busy machine does not change them, as it does the clock."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc how long a process has worked")
def test_who_breaks_off_has_two_seconds_of_work_to_wait_at_the_most(own: Path, whole: Path) -> None:
    shutil.rmtree(own / ".cache/pdf")
    signal.signal(signal.SIGINT, signal.default_int_handler)  # what a shell starts behind itself does not hear it
    making = start(own)
    deadline = time.monotonic() + 120
    while not list((own / ".cache").glob("pdf/*")) and time.monotonic() < deadline:
        time.sleep(0.02)
    begin = used(making.pid)
    making.send_signal(signal.SIGINT)
    _, status, usage = os.wait4(making.pid, 0)
    assert os.waitstatus_to_exitcode(status) == 130
    assert usage.ru_utime + usage.ru_stime - begin < 2
    assert making.stdout
    with making.stdout as said:
        assert "Traceback" not in said.read()
    making.returncode = 130  # it has been waited for
    assert not stands(own, whole)
    mended(own, whole)


def test_a_second_build_waits_and_both_are_whole(own: Path, whole: Path) -> None:
    pair = [start(own), start(own)]
    said = [each.communicate(timeout=200)[0] for each in pair]
    assert [each.returncode for each in pair] == [0, 0], said
    assert "".join(said).count(WAITING.strip()) == 1, said
    assert stands(own, whole)


@pytest.mark.parametrize("lacks", ["ENOSPC", "EACCES", "EROFS"])
def test_where_nothing_can_be_written_any_more_the_last_good_site_stands(own: Path, whole: Path, lacks: str) -> None:
    """A disk without room, a folder that may not be written: after 300 KB every write fails as it would there."""
    full = f"""
import errno, os, pathlib
left, plain = [300_000], pathlib.Path.write_bytes
def write(self, data):
    left[0] -= len(data)
    if left[0] < 0:
        raise OSError(errno.{lacks}, os.strerror(errno.{lacks}), str(self))
    return plain(self, data)
pathlib.Path.write_bytes = write
"""
    code, said = built(own, full)
    assert code == 1
    assert os.strerror(getattr(errno, lacks)) in said
    assert "Traceback" not in said
    assert not stands(own, whole)
    mended(own, whole)
