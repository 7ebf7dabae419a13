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
        ('a[title="a  b"] + p{}', 'a[title="a  b"] + p{}'),
        ("@media (width >= 30rem) and (height > 2px) { a{} }", "@media (width>= 30rem) and (height>2px){a{}}"),
        ("p{width:calc(1px + 2px);background:url(a  b.svg)}", "p{width:calc(1px + 2px);background:url(a  b.svg)}"),
        ("a/**/b{}", "a b{}"),
        ("", ""),
    ],
)
def test_a_style_made_small(written: str, made: str) -> None:
    assert small.css(written) == made


@pytest.mark.parametrize(
    ("written", "made"),
    [
        ("// told\nlet a = 1;  /* and */ a  +=  2;\n", "let a=1;a+=2;"),
        ("const s = 'a  // b', t = \"/* c */\", u = `d  // ${e}`;", "const s='a  // b',t=\"/* c */\",u=`d  // ${e}`;"),
        ("a = b / c / d;", "a=b / c / d;"),
        ("x.replace(/[/'\"  ]/g, '')\ny()", "x.replace(/[/'\"  ]/g,'')\ny()"),
        ("return /  '/.test(a)", "return /  '/.test(a)"),
        ("a = b + +c - -d++ + e", "a=b+ +c- -d++ +e"),
        ("a\n++b", "a\n++b"),
        ("const f = (a) => /x  y/.test(a)", "const f=(a)=> /x  y/.test(a)"),
        ("(a) / 2 // '\n", "(a) / 2"),
        ("if (a) b\nelse c", "if(a)b\nelse c"),
        ("a = [\n  1,\n  2,\n];", "a=[1,2,];"),
        ("'it\\'s  ' + \"\\\\\" + x", "'it\\'s  '+\"\\\\\"+x"),
    ],
)
def test_a_script_made_small(written: str, made: str) -> None:
    assert small.script(written) == made


SCRIPTS = sorted((ROOT / "hooks").rglob("*.js"))


@pytest.mark.built
def test_every_script_is_the_same_to_a_machine_when_small() -> None:
    """V8 writes down each function's own text: what is left without room must be what was there without room."""
    found = [small.script(path.read_text("utf-8")) for path in SCRIPTS]
    asked = "for(const s of JSON.parse(require('fs').readFileSync(0,'utf8'))) new Function(`return async()=>{${s}\n}`)"
    node = ROOT / ".venv" / "bin" / "node"
    done = subprocess.run([node, "-e", asked], input=json.dumps(found), text=True, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert len(found) > 10


@pytest.mark.parametrize("path", [*SCRIPTS, *sorted((ROOT / "hooks").rglob("*.css"))], ids=lambda path: path.name)
def test_what_is_ours_loses_room_and_whole_comments_only(path: Path) -> None:
    text = path.read_text("utf-8")
    made = small.script(text) if path.suffix == ".js" else small.css(text)
    kept = re.sub(r"^\s*//.*$|\s//\s.*$|/\*.*?\*/", "", text, flags=re.M) if path.suffix == ".js" else text
    kept = re.sub(r"/\*.*?\*/", "", kept, flags=re.S)
    bare = [re.sub(r"\s+", "", one).replace(";}", "}") for one in (made, kept)]
    assert bare[0] == bare[1]
    assert len(made) <= len(text)
