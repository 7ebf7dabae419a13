"""Whether every package that the site needs has a wheel, with a hash, for each machine and Python we promise.

make wheels     nothing is installed; it asks the registry, so it needs a network and some minutes
"""

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[2]
PYTHONS = ("3.11.5", "3.12", "3.13", "3.14")
MACHINES = {
    "Linux": ("manylinux2014_x86_64", "manylinux_2_17_x86_64", "manylinux_2_28_x86_64"),
    "Linux on ARM": ("manylinux2014_aarch64", "manylinux_2_17_aarch64", "manylinux_2_28_aarch64"),
    "macOS 15": tuple(f"macosx_{version}_0_arm64" for version in range(11, 16)),
    "Windows": ("win_amd64",),
}
"""By what pip calls them, with what they can read of older ones."""


def lacking(machine: str, python: str) -> str:
    """What pip says about the first package that has no wheel there; nothing when all have one."""
    names = [part for name in MACHINES[machine] for part in ("--platform", name)]
    asked = ["--only-binary", ":all:", "--require-hashes", "--no-deps", "--python-version", python, *names]
    with TemporaryDirectory() as folder:
        pip = [sys.executable, "-m", "pip", "install", "--dry-run", "--quiet", "--ignore-installed", "--target", folder]
        done = subprocess.run(
            [*pip, *asked, "-r", "requirements.txt"], cwd=ROOT, capture_output=True, text=True, check=False
        )
    return done.stderr.strip().rpartition("\n")[2] if done.returncode else ""


def main() -> int:
    """Ask for each pair, and say which lacks what."""
    wrong = 0
    for machine in MACHINES:
        for python in PYTHONS:
            said = lacking(machine, python)
            wrong += bool(said)
            print(f"{machine}, Python {python}: {said or 'all there'}", flush=True)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
