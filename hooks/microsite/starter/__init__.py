"""A site of one's own: a small one to begin with, and a newer core for it later on."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from microsite.content import definition as definitions, strings
from microsite.content.definition import FILE

HERE = Path(__file__).parent
CORE = ("hooks", "overrides", "requirements.txt", "LICENSE", ".ci/tools/python.sh", ".ci/tools/path.py")
"""What a site has of the generator, below the root of either; `upgrade` brings it up to date."""
SPOKEN = tuple(sorted(path.name for path in (HERE / "docs").iterdir() if not path.name.startswith("_")))
"""The languages that the small site is written in."""
GROUND = "en"
"""What a language that is not among them begins with."""
_MADE = shutil.ignore_patterns("__pycache__", "*.pyc")
_LANGUAGE = re.compile(r"^( *)([a-z]{2,3}):(?: |$)")


def new(folder: Path, langs: tuple[str, ...]) -> list[str]:
    """A new site in `folder`, which must not be there yet, in these languages; gives what is still to be done."""
    if folder.exists() and any(folder.iterdir()):
        raise FileExistsError(folder)
    _copy_core(folder)
    for path in sorted((HERE / "files").rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            target = folder / path.relative_to(HERE / "files")
            target = target.with_name(".gitignore") if path.name == "gitignore" else target
            _write(target, _filled(path.read_text("utf-8"), langs))
    for path in sorted((HERE / "docs" / "_data").iterdir()):
        _write(folder / "docs" / "_data" / path.name, in_languages(path.read_text("utf-8"), langs))
    for lang in langs:
        if lang in SPOKEN:
            shutil.copytree(HERE / "docs" / lang, folder / "docs" / lang)
    write_for_editors(folder)
    return [line for lang in langs if lang not in SPOKEN for line in _begin(folder, lang, first=lang == langs[0])]


def upgrade(folder: Path) -> list[str]:
    """The generator that runs this in the place of the one in `folder`; gives what was replaced."""
    if not (folder / "docs" / "_data" / FILE).is_file():
        raise FileNotFoundError(folder / "docs" / "_data" / FILE)
    for name in CORE:
        shutil.rmtree(folder / name, ignore_errors=True)
    _copy_core(folder)
    return [*CORE, *write_for_editors(folder)]


def write_for_editors(folder: Path) -> list[str]:
    """The page of all keys and the schemas of a site; nothing when its own definition cannot be read."""
    from microsite.content.authors import editor  # noqa: PLC0415 (the language's lists take a second)
    from microsite.language.report import DATA  # noqa: PLC0415

    site, _, _ = definitions.load(folder / "docs")
    written = editor.write(folder, site, DATA) if site else []
    return sorted({path.partition("/")[0] for path in written})


def root() -> Path:
    """The folder of the generator that runs this."""
    return HERE.parents[2]


def _copy_core(folder: Path) -> None:
    for name in CORE:
        source, target = root() / name, folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=_MADE)
        else:
            shutil.copyfile(source, target)


def _filled(text: str, langs: tuple[str, ...]) -> str:
    hooks = (root() / "mkdocs.yml").read_text("utf-8").split("\nhooks:", 1)[1].split("\n\n", 1)[0].split("\n", 1)[1]
    languages = "\n".join(_for_mkdocs(lang, lang == langs[0]) for lang in langs)
    return text.replace("{languages}", languages).replace("{hooks}", hooks).replace("{first}", langs[0])


def _for_mkdocs(lang: str, first: bool) -> str:
    default = "\n          default: true" if first else ""
    return f"        - locale: {lang}\n          name: {lang}{default}\n          build: true"


def _begin(folder: Path, lang: str, *, first: bool) -> Iterator[str]:
    """A language that the small site is not written in: what it begins with, and what is still to be translated.

    The first one has all pages and words, in GROUND as long as nobody translates them; another lags behind.
    """
    docs = folder / "docs"
    yield f"docs/_data/{FILE}: what stands below '{lang}:' is still in '{GROUND}'"
    if first:
        shutil.copytree(HERE / "docs" / GROUND, docs / lang)
        words = strings.read_core(GROUND).data
        _write(docs / "_data" / strings.own_name(lang), strings.to_translate(lang, words)[0])
        yield f"docs/{lang} and docs/_data/{strings.own_name(lang)}: these are still in '{GROUND}' too"
        return
    (docs / lang).mkdir(parents=True, exist_ok=True)
    if left := write_words(docs, lang):
        yield f"docs/_data/{strings.own_name(lang)}: {left} words to translate"


def write_words(docs: Path, lang: str) -> int:
    """Write the file with all words that a language still lacks, those it has kept; how many are left."""
    path = docs / "_data" / strings.own_name(lang)
    text, left = strings.to_translate(lang, strings.read_own(docs, lang).data or {})
    if left:
        _write(path, text)
    return left


def in_languages(text: str, langs: Iterable[str]) -> str:
    """A data file with what it says in these languages and in no others, in their order.

    What is said in one language stands in lines of its own: a key with the name of the language, and what is below it.
    Short texts for other languages stand in braces, and go when their language goes.
    """
    wanted = tuple(langs)
    found: list[str] = []
    lines = text.splitlines(keepends=True)
    while lines:
        if not _is_spoken(lines[0]):
            found.append(lines.pop(0))
            continue
        blocks: dict[str, list[str]] = {}
        while lines and (match := _spoken(lines[0])):
            blocks[match[2]] = [lines.pop(0)]
            while lines and _deeper(lines[0], len(match[1])):
                blocks[match[2]].append(lines.pop(0))
        for lang in wanted:
            block = _block(blocks, lang, lags=lang != wanted[0])
            found += [_only(line, wanted) for line in block]
    return "".join(found)


def _spoken(line: str) -> re.Match[str] | None:
    match = _LANGUAGE.match(line)
    return match if match and match[2] in SPOKEN else None


def _is_spoken(line: str) -> bool:
    return _spoken(line) is not None


def _deeper(line: str, indent: int) -> bool:
    return bool(line.strip()) and len(line) - len(line.lstrip(" ")) > indent


def _block(blocks: dict[str, list[str]], lang: str, *, lags: bool) -> list[str]:
    """The lines of a language; one that is not there begins as GROUND, and may lag behind."""
    if lang in blocks:
        return blocks[lang]
    first, *rest = blocks[GROUND]
    indent = len(first) - len(first.lstrip(" "))
    renamed = first.replace(f"{GROUND}:", f"{lang}:", 1)
    if not any(line.strip().startswith("locale:") for line in rest):
        return [renamed, *rest]
    own = {"tag": lang, "locale": f"{lang}_{lang.upper()[:2]}", "name": lang, "called": "{}"}
    changed = [_changed(line, own) for line in rest if not line.strip().startswith("dictionary:")]
    behind = f"{' ' * (indent + 2)}complete: false           # may lag behind, page by page\n"
    return [renamed, *changed, *([behind] if lags else [])]


def _changed(line: str, own: dict[str, str]) -> str:
    key = line.strip().partition(":")[0]
    return f"{line[: line.index(key)]}{key}: {own[key]}\n" if key in own else line


def _only(line: str, wanted: tuple[str, ...]) -> str:
    """A line with `{nl: …, en: …}` in it, without what is for languages that are not there."""

    def kept(match: re.Match[str]) -> str:
        parts = [part.strip() for part in match[1].split(",")]
        here = [part for part in parts if part.partition(":")[0] in wanted]
        return f"called: {{{', '.join(here)}}}"

    return re.sub(r"called: \{([^}]*)\}", kept, line)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
