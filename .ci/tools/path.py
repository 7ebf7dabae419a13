"""Lets the Python that runs this find hooks/microsite: a line in its .venv, relative, so that the folder may move."""

import os
import sys
import sysconfig
from pathlib import Path

if sys.prefix == sys.base_prefix:
    sys.exit("Run this with the Python of .venv: it writes into that one only.")

packages = Path(sysconfig.get_path("purelib")).resolve()
hooks = Path(__file__).resolve().parents[2] / "hooks"
(packages / "seven-keys.pth").write_text(os.path.relpath(hooks, packages) + "\n", encoding="utf-8")
