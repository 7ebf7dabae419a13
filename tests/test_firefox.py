"""One page of each kind and language in Firefox, so that nothing rests on what Chromium alone can do."""

import json
import os
import shutil
import subprocess
from pathlib import Path

from built import kind_of, one_of_each_kind, pages_of
from site_fixtures import ROOT, Served


def test_a_page_of_each_kind(built_site: Path, server: Served, tmp_path: Path) -> None:
    """No message, no request elsewhere, nothing that axe finds, every stop of the Tab key named and to be seen."""
    firefox, node = shutil.which("firefox-esr") or shutil.which("firefox"), shutil.which("node")
    assert firefox, "This test needs Firefox: apt-get install firefox-esr"
    assert node, "This test needs Node, which comes with requirements-dev.txt"
    asked = {
        "firefox": firefox,
        "axe": str(ROOT / "node_modules/axe-core/axe.min.js"),
        "visit": str(ROOT / "tests/visit.js"),
        "urls": [server.url + built.address for built in one_of_each_kind(built_site)],
    }
    made = subprocess.run(
        [node, ROOT / "tests/firefox.mjs"],
        input=json.dumps(asked),
        text=True,
        capture_output=True,
        check=False,
        timeout=400,
        env=os.environ | {"HOME": str(tmp_path)},
    )
    assert made.returncode == 0, made.stderr
    seen = json.loads(made.stdout)
    wrong = [f"{one['url'].removeprefix(server.url)} {text}" for one in seen for text in one["wrong"]]
    print(f"{len(seen)} visits with Firefox, a page by phone and by desk; stops: {[one['stops'] for one in seen]}")
    assert len(seen) == 2 * 2 * len({kind_of(built.page) for built in pages_of(built_site)})
    assert not wrong, "\n".join(wrong)
