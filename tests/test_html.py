"""Every HTML file of the built site through the Nu HTML checker, in one run."""

import collections
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from built import FOR_MAIL
from site_fixtures import ROOT, Served, address_of, html_files

JAR = ROOT / "node_modules/vnu-jar/build/dist/vnu.jar"
NEEDED_IN_MAIL = ("Use CSS instead.", "in CSS instead.", "none of them has a computed heading level of 1.")
"""Old mail programmes know attributes only; a piece of a newsletter is no whole page."""


def check(addresses: list[str], server: Served) -> list[str]:
    """What the checker says of these pages; over HTTP, so that 'self' in their policies means this site."""
    java = shutil.which("java")
    assert java, "The Nu HTML checker needs Java: apt-get install default-jre-headless"
    urls = [server.url + address for address in addresses]
    command = [
        java,
        "-Xss4m",
        "-Xmx768m",
        "-jar",
        str(JAR),
        "--stdout",
        "--format",
        "json",
        "--exit-zero-always",
        *urls,
    ]
    made = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ | {"LANG": "C.UTF-8"})
    messages = json.loads(made.stdout)["messages"]
    found = [m for m in messages if m["type"] == "error" or m.get("subType") == "warning"]
    return [f"{m['url'].removeprefix(server.url)}:{m.get('lastLine')}: {m['message']}" for m in found if not is_data(m)]


def is_data(message: dict[str, Any]) -> bool:
    """JSON-LD runs nothing, so a policy does not ask for its hash; the checker does."""
    policy = "Inline script violates Content Security Policy" in message["message"]
    return policy and '"@context"' in message.get("extract", "")


@pytest.mark.parametrize("which", ["pages", "for mail"])
def test_no_mistake_in_the_html(which: str, built_site: Path, server: Served) -> None:
    """Mail is written for old programmes, yet has no mistake but what they need."""
    of_mail = which == "for mail"
    addresses = [address_of(file, built_site) for file in html_files(built_site)]
    addresses = [address for address in addresses if address.startswith(FOR_MAIL) == of_mail]
    found = check(addresses, server)
    if of_mail:
        found = [line for line in found if not line.endswith(NEEDED_IN_MAIL)]
    by_message = collections.Counter(line.split(": ", 1)[1] for line in found)
    print(f"{len(addresses)} files, {len(found)} messages")
    assert len(addresses) > 100
    assert not found, "\n".join([*(f"{n} × {text}" for text, n in by_message.most_common(12)), *found[:12]])
