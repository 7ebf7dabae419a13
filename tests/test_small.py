"""Style and scripts are made small without a change in what they do."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from conftest import ROOT
from microsite.place import small


@pytest.mark.parametrize(
    ("written", "made"),
    [
        ("a {\n  color: red;\n}\n", "a{color:red}"),
        ("a b > c, d :hover { margin: 0 auto !important; }", "a b>c,d :hover{margin:0 auto!important}"),
        ("/* a; b */ p::before { content: ' /* no  comment */ '; }", "p::before{content:' /* no  comment */ '}"),
        ('a[title="a  b"] + p{b:c}', 'a[title="a  b"]+p{b:c}'),
        (
            "p{width:calc(1px + 2px);inset:0 calc(-1 * var(--a))}",
            "p{width:calc(1px + 2px);inset:0 calc(-1 * var(--a))}",
        ),
        ("", ""),
    ],
)
def test_a_style_made_small(written: str, made: str) -> None:
    assert small.css(written) == made


@pytest.mark.parametrize(
    ("written", "made"),
    [
        ("// told\nlet a = 1;  /* and */ a  +=  2;\n", "let a=1;a+=2"),
        ("const s = 'a  // b', u = `d  // ${e}`;", 'const s="a  // b",u=`d  // ${e}`'),
        ("f(function (count) { return count + 1; })", "f(function(count){return count+1})"),
        ("a = b\n++c", "a=b,++c"),
    ],
)
def test_a_script_made_small_keeps_its_names(written: str, made: str) -> None:
    assert small.script(written) == made


def test_what_is_no_script_is_not_passed_on() -> None:
    with pytest.raises(ValueError, match="unexpected"):
        small.script("let a = ;")


OURS = [path for kind in ("js", "css") for path in sorted((ROOT / "hooks").rglob(f"*.{kind}"))]


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_what_is_ours_loses_room_and_no_name(path: Path) -> None:
    """Every word of a script, every class and property of a style, is still there."""
    text = path.read_text("utf-8")
    made = small.script(text) if path.suffix == ".js" else small.css(text)
    assert len(made) <= len(text)
    assert made == (small.script.__wrapped__ if path.suffix == ".js" else small.css.__wrapped__)(text)
    told = re.sub(r"^\s*//.*$|\s//\s.*$|/\*.*?\*/", "", text, flags=re.M | re.S)
    words = r"(?<![\w$])[a-z][a-zA-Z_]{4,}" if path.suffix == ".js" else r"--[a-z0-9-]+|[.#][a-z][\w-]+(?=[^;{}]*\{)"
    spelled = {"const", "return", "false", "undefined", "break", "continue"}  # which it may say another way
    assert set(re.findall(words, told)) - spelled <= set(re.findall(words, made))


@pytest.mark.built
def test_every_script_is_one_to_a_machine_when_small() -> None:
    found = [small.script(path.read_text("utf-8")) for path in OURS if path.suffix == ".js"]
    asked = "for(const s of JSON.parse(require('fs').readFileSync(0,'utf8'))) new Function(`return async()=>{${s}\n}`)"
    node = ROOT / ".venv" / "bin" / "node"
    done = subprocess.run([node, "-e", asked], input=json.dumps(found), text=True, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert len(found) > 10
