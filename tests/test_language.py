"""Language checks: their measures on small texts, every mistake with its file and line, and the real site."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import ROOT
from microsite.__main__ import main
from microsite.content import loader
from microsite.content.catalogue import Catalogue
from microsite.content.checks.telephone import pattern
from microsite.content.page import Page
from microsite.language import (
    article,
    avoid,
    foreign,
    readability,
    report as language,
    sentence,
    spelling,
    stamp,
    typography,
    uses,
)
from microsite.language.checks import RULES, en
from microsite.language.passage import Kind, Passage, of_data, of_page, of_strings, plain
from microsite.language.sample import READER, SHEET, Limits, Sample
from microsite.source.front_matter import FrontMatter, read_page, read_yaml
from microsite.source.problems import ProblemsError
from read_pages import PAGES

Counters = dict[str, Callable[[str], int]]


def passage(
    text: str, lang: str = "nl", kind: Kind = "paragraph", file: str = "docs/nl/x.md", line: int = 1, key: str = ""
) -> Passage:
    return Passage(file, line, key, lang, kind, text)


@pytest.fixture(scope="module")
def count() -> Counters:
    return {lang: rules.syllables() for lang, rules in RULES.items()}


@pytest.fixture(scope="module")
def site(loaded: Catalogue) -> Catalogue:
    return loaded


@pytest.fixture(scope="module")
def report(site: Catalogue, docs: Path) -> language.Report:
    return language.check(site, docs)


def a_page(body: str, lang: str = "nl", front: str = "") -> Page:
    described = "Een regel over wat hier staat. " * 2
    head = f"---\nid: some-page\ntitle: Een titel\ndescription: {described}\nupdated: 2026-11-22\n"
    page = PAGES.page(f"{head}{front}---\n{body}", f"docs/{lang}/x.md", lang, "x.md")
    assert not isinstance(page, list), page
    return page


# --- passages


def test_a_page_is_read_into_passages_with_the_line_of_each() -> None:
    body = (
        "\nEerste regel\ngaat door.\n\n## Kop {#kop}\n\n- stukje\n- **Nog** een.\n\n| a | b |\n|---|---|\n| c | d |\n"
    )
    found = [(p.line, p.kind, p.text) for p in of_page(a_page(body)) if p.kind != "front"]
    assert found == [
        (8, "paragraph", "Eerste regel\ngaat door."),
        (11, "heading", "Kop"),
        (13, "item", "stukje"),
        (14, "item", "Nog een."),
        (16, "cell", "a"),
        (16, "cell", "b"),
        (18, "cell", "c"),
        (18, "cell", "d"),
    ]


def test_front_matter_is_read_as_its_author_wrote_it_and_an_address_is_no_text() -> None:
    page = a_page("", front="word: hecht\nalso: [oud-adres]\n")
    assert [p.key for p in of_page(page)] == ["title", "description"]
    assert [p.line for p in of_page(page)] == [3, 4]


def test_words_marked_as_another_language_stand_apart_in_that_language() -> None:
    body = '\nHet boek\n<span lang="en">Polysecure</span> is bekend.\n'
    found = [(p.line, p.lang, p.kind, p.text) for p in of_page(a_page(body)) if p.kind != "front"]
    assert found == [(8, "nl", "paragraph", "Het boek\n0 is bekend."), (9, "en", "marked", "Polysecure")]


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("[de pauze](term:pause) helpt", "de pauze helpt"),
        ("Bel [](help:nl-113).", "Bel 0."),
        ("**Vet** en *schuin* en `code`", "Vet en schuin en 0"),
        ("Op GPinfo.nl en https://x.org/a", "Op 0 en 0"),
        ("Kop {#anker}", "Kop "),
        ("2 * 3 * 4", "2 * 3 * 4"),
    ],
)
def test_markup_is_no_text(markdown: str, text: str) -> None:
    assert plain(markdown) == text


def test_strings_and_data_files_are_read_with_their_lines() -> None:
    strings = read_yaml("decimal: komma\nn_pages:\n  other: '{n} bladen'\n", "place/strings/nl.yml")
    assert [(p.line, p.key, p.text) for p in of_strings(strings, "place/strings/nl.yml", "nl")] == [
        (3, "n_pages.other", "0 bladen")
    ]
    data = read_yaml("- id: a\n  nl: {term: ja, line: Zin.}\n  en: yes\n  also: {nl: [zoekwoord]}\n", "g.yml")
    assert [(p.line, p.lang, p.text) for p in of_data(data, "g.yml", ("nl", "en"))] == [
        (2, "nl", "ja"),
        (2, "nl", "Zin."),
        (3, "en", "yes"),
    ]


# --- readability


@pytest.mark.parametrize(
    ("lang", "word", "syllables"),
    [
        ("nl", "mensen", 2),
        ("nl", "angstig-vermijdend", 5),
        ("nl", "hechting", 2),
        ("en", "people", 2),
        ("en", "idea", 3),
        ("en", "friend’s", 1),
        ("en", "self-soothing", 3),
        ("en", "metamour", 3),
        # counted by hand, half of them words of the list, half by the rules
        *(("en", word, 1) for word in "care eased hurts shared through once’s scarf".split()),
        *(("en", word, 2) for word in "being being’s anxious breathing needed couldn’t quiet worksheet".split()),
        *(("en", word, 3) for word in "avoidant secure-ish tenderness attachment reliance".split()),
        *(("en", word, 4) for word in "emotional usually vulnerable situation".split()),
        ("en", "vulnerability", 6),
        *(("en", word, 5) for word in "reassurances possibility".split()),
    ],
)
def test_syllables(count: Counters, lang: str, word: str, syllables: int) -> None:
    assert count[lang](word) == syllables


def test_the_list_of_syllables_holds_only_what_the_rules_miscount() -> None:
    room = ROOT / "hooks/microsite/language/checks/en"
    lines = [line.split() for line in (room / "syllables.txt").read_text("utf-8").splitlines() if line[0] != "#"]
    by_rule = [(word, int(n)) for n, *words in lines for word in words if word.isalpha() and en.by_rule(word) == int(n)]
    assert by_rule == []
    assert sum(len(words) for words in lines) > 15_000
    assert "Carnegie Mellon" in (room / "syllables-BSD.txt").read_text("utf-8")


def test_sentences_end_where_a_reader_stops_and_know_their_line(count: Counters) -> None:
    text = "Zeg het zo: “Ik mis je.” Dat is alles.\nWat doet Sam dan? Om 3 uur belt Noor."
    found = list(sentence.sentences(passage(text, line=10), count["nl"]))
    assert [(s.line, s.words) for s in found] == [(10, 6), (10, 3), (11, 3), (11, 3)], "names and numbers are no words"


def test_only_prose_counts() -> None:
    assert sentence.is_prose(passage("Gewone tekst."))
    assert sentence.is_prose(passage("Kies een teken.", kind="item"))
    assert sentence.is_prose(passage("een regel zonder punt die zo lang is dat er toch een zin in zit", kind="item"))
    assert not sentence.is_prose(passage("een teken in de app", kind="item"))
    assert not sentence.is_prose(passage("Een kop.", kind="heading"))
    assert not sentence.is_prose(passage("Een cel.", kind="cell"))


def test_the_formulas_are_those_of_their_makers(count: Counters) -> None:
    found = list(sentence.sentences(passage("De kat zit op de mat. De hond ligt in de zon."), count["nl"]))
    scores = readability.measure(found, "nl")
    assert (scores.words, scores.mean, scores.longest, scores.syllables) == (12, 6, 6, 1)
    assert scores.ease == pytest.approx(206.835 - 0.93 * 6 - 77)
    assert scores.lix == pytest.approx(6)
    scores = readability.measure(found, "en")
    assert scores.ease == pytest.approx(206.835 - 1.015 * 6 - 84.6)
    assert scores.grade == pytest.approx(0.39 * 6 + 11.8 - 15.59)


def reading(
    text: str, count: Counters, lang: str = "nl", limits: Limits = READER, kind: Kind = "paragraph"
) -> readability.Reading:
    return readability.read(Sample("x", lang, limits, (passage(text, lang, kind, line=7),)), count[lang])


def test_a_short_sample_has_no_score_but_its_long_sentence_is_named(count: Counters) -> None:
    found = reading("Je " + "en je " * 13 + "dus.", count)
    assert found.scores is None
    assert "too short" in found.said()
    assert [(p.line, "28 words" in p.message) for p in found.problems] == [(7, True)]


def test_a_hard_text_fails_with_the_three_sentences_to_start_with(count: Counters) -> None:
    hard = "De wetenschappelijke hechtingsliteratuur problematiseert onveiligheidsgevoelens. " * 30
    found = reading(hard, count)
    assert len(found.worst) == 3
    said = " ".join(p.message for p in found.problems)
    assert "Flesch-Douma" in said
    assert "LIX" in said
    assert "x.md:7; x.md:7; x.md:7" in said
    assert any("a paragraph of 30 sentences" in p.message for p in found.warnings)


def test_an_easy_text_passes_in_both_languages(count: Counters) -> None:
    easy = {"nl": "Je mag stoppen. Kies een kleine stap. ", "en": "You may stop. Choose a small step. "}
    for lang, text in easy.items():
        found = reading(text * 15, count, lang, SHEET)
        assert found.scores
        assert not found.problems


def test_hard_english_fails_on_ease_and_grade(count: Counters) -> None:
    found = reading("Theoretical considerations necessitate interdisciplinary collaboration. " * 20, count, "en")
    assert {p.message.split()[1] for p in found.problems} == {"Flesch", "grade", "LIX"}


def test_a_sentence_between_the_limits_only_warns(count: Counters) -> None:
    found = reading("Je " + "en je " * 10 + "dus.", count)
    assert not found.problems
    assert [p.line for p in found.warnings] == [7]


def test_long_stretches_without_a_heading_are_named(count: Counters) -> None:
    passages = (passage("Kop", kind="heading", line=3), passage("Je mag stoppen. " * 60, line=5))
    found = readability.read(Sample("x", "nl", READER, passages), count["nl"])
    assert any(p.line == 3 and "180 words without a heading" in p.message for p in found.warnings)


# --- spelling


OWN = {
    lang: spelling.read_words("# note\nRelatietrip  # a name\nbehoeftenkaart\n", f"words.{lang}.txt")
    for lang in ("nl", "en")
}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("nl", "De foto’s van ’s avonds, zo’n angstig-vermijdend patroon, beïnvloeden"),
        ("nl", "Relatietrip’s Behoeftenkaart"),
        ("en", "Don’t organise a friend’s fearful-avoidant colour"),
    ],
)
def test_words_that_are_right_are_let_through(lang: str, text: str) -> None:
    assert spelling.check([passage(text, lang)], OWN, {"nl": "nl_NL", "en": "en_GB"}) == []


@pytest.mark.parametrize(
    ("lang", "text", "word"),
    [
        ("nl", "goed\nen hechtign", "hechtign"),
        ("en", "good\nand recieve", "recieve"),
        ("en", "good\na-recieve", "a-recieve"),
    ],
)
def test_an_unknown_word_is_named_with_its_line(lang: str, text: str, word: str) -> None:
    (found,) = spelling.check([passage(text, lang, line=4)], OWN, {"nl": "nl_NL", "en": "en_GB"})
    assert (found.line, f"“{word}”" in found.message) == (5, True)


def test_a_word_of_our_own_that_no_text_has_is_named() -> None:
    (found,) = spelling.unused([passage("Behoeftenkaart")], OWN["nl"], "nl")
    assert (found.line, "Relatietrip" in found.message) == (2, True)


def test_without_hunspell_the_check_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(spelling.HunspellMissingError, match="hunspell-nl"):
        spelling.check([passage("woord")], OWN, {"nl": "nl_NL", "en": "en_GB"})


# --- words to avoid


NO_LINES = FrontMatter({}, {})
AVOID = [
    avoid.Avoided(lang="nl", word="nooit", use="zelden"),
    avoid.Avoided(lang="nl", word="reset je zenuwstelsel", use="word rustiger"),
    avoid.Avoided(lang="nl", word="partner(s)", use="partners"),
    avoid.Avoided(lang="en", word="just", use="delete"),
]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Doe dit\nnooit.", 6),
        ("Nooit", 5),
        ("reset\nje zenuwstelsel", 5),
        ("je partner(s) ook", 5),
        ("Schrijf geen “nooit” op", 5),
        ("Nooit “Ik doe dat nooit meer”", 5),
    ],
)
def test_an_avoided_word_is_named_with_what_to_write(text: str, line: int) -> None:
    (found,) = avoid.check([passage(text, line=5)], AVOID, [], NO_LINES, "exceptions.yml")
    assert found.line == line
    assert "write instead:" in found.message


@pytest.mark.parametrize(
    "text", ["nooitgedacht", "Zeg niet “jij luistert nooit”.", "Zeg ‘jij luistert nooit’ niet", "just"]
)
def test_other_words_example_sentences_and_other_languages_are_left_alone(text: str) -> None:
    assert avoid.check([passage(text)], AVOID, [], NO_LINES, "exceptions.yml") == []


def test_an_exception_names_word_and_file_and_an_idle_one_is_reported() -> None:
    here = avoid.Exempt(word="nooit", file="docs/nl/x.md", reason="The page is about this word.")
    gone = avoid.Exempt(word="nooit", file="docs/nl/y.md", reason="The page is about this word.")
    read = read_yaml("# note\n- word: nooit\n  file: docs/nl/x.md\n\n- word: nooit\n  file: docs/nl/y.md\n", "")
    (found,) = avoid.check([passage("nooit")], AVOID, [here, gone], read, "exceptions.yml")
    assert (found.file, found.line, found.key) == ("exceptions.yml", 5, "[1]")


# --- typography


@pytest.mark.parametrize(
    ("lang", "text", "about"),
    [
        ("nl", 'zeg "ja"', "straight quote"),
        ("nl", "foto's", "straight apostrophe"),
        ("nl", "‘s avonds", "never ‘"),
        ("nl", "zo — dus", "em dash"),
        ("nl", "zo - dus", "hyphen as a dash"),
        ("nl", "zo– dus", "en dash"),
        ("en", "anxious–avoidant", "en dash"),
        ("nl", "wacht...", "U+2026"),
        ("nl", "twee  spaties", "two spaces"),
        ("nl", "zo , dus", "space before"),
        ("nl", "ĳs", "single sign"),
        ("nl", "Ijs", "two capitals"),
        ("nl", "59%", "space before %"),
        ("en", "59 %", "no space before %"),
        ("nl", "ongeveer 2.5 keer", "decimal point"),
        ("en", "about 2,5 times", "decimal comma"),
        ("nl", "22 November", "no capital"),
        ("nl", "zeg ‘ja’ nu", "“double” quotes"),
        ("nl", "zeg “ja nu", "never closed"),
        ("nl", "zeg ja” nu", "no “ opened"),
    ],
)
def test_a_slip_in_typography_is_named(lang: str, text: str, about: str) -> None:
    found = typography.check([passage(f"goed\n{text}", lang, line=3)])
    assert found, text
    assert {p.line for p in found} == {4}
    assert any(about in p.message for p in found), found


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("nl", "’s Avonds om 20.00 uur, 1.200 foto’s – en 2,5 keer 59 % …"),
        ("nl", "“Zij zei ‘ja’ tegen mij.”"),
        ("nl", "IJs, WCAG 2.2, blz. 217–223, de pagina’s"),
        ("en", "“It’s 59%,” said Jo – at 8 pm, 1,200 times, 2.5 a day …"),
    ],
)
def test_good_typography_passes(lang: str, text: str) -> None:
    assert typography.check([passage(text, lang)]) == []


def test_a_heading_has_no_full_stop_and_no_emoji_and_safety_no_exclamation() -> None:
    assert typography.check([passage("Een kop.", kind="heading")])
    assert not typography.check([passage("Liever niet als …", kind="heading")])
    assert typography.check([passage("🧘 Rust", kind="heading")])
    assert typography.check([passage("Bel nu!", file="docs/nl/hulp.md")], {"docs/nl/hulp.md"})
    assert not typography.check([passage("Bel nu!", file="docs/nl/hulp.md")])


def test_words_of_another_language_must_be_marked() -> None:
    terms = [foreign.Foreign(term="secure base", lang="en"), foreign.Foreign(term="huisarts", lang="nl")]
    (found,) = foreign.check([passage("een\nSecure base", line=2)], terms)
    assert (found.line, '<span lang="en">' in found.message) == (3, True)
    (found,) = foreign.check([passage("your huisarts", "en")], terms)
    assert '<span lang="nl">' in found.message
    assert not foreign.check([passage("je huisarts"), passage("a secure base", "en")], terms)
    assert not foreign.check([passage("secure base", kind="front")], terms), "front matter is plain text"
    assert foreign.blanked([passage("een secure base")], terms)[0].text == "een 000000 0000"


# --- stamps


def test_a_stamp_follows_words_and_not_addresses_dates_or_line_ends() -> None:
    page = a_page("Tekst.\n", front="word: hecht\n")
    assert re.fullmatch(r"[0-9a-f]{12}", stamp.stamp(page))
    same = a_page("\nTekst.  \n\n", front="word: ander\nreviewed:\n")
    assert stamp.stamp(same) == stamp.stamp(page)
    assert stamp.stamp(a_page("Tekst!\n")) != stamp.stamp(page)
    assert stamp.stamp(a_page("Tekst.\n", front="next_says: Lees verder.\n")) != stamp.stamp(page)


def test_a_stamp_is_written_below_the_date_and_replaced() -> None:
    text = "---\nid: x\nupdated: 2026-11-22\ntitle: y\n---\ntranslated: no key\n"
    once = stamp.stamped(text, "0123456789ab")
    assert once == text.replace("22\n", '22\ntranslated: "0123456789ab"\n')
    assert stamp.stamped(once, "401273166900") == text.replace("22\n", '22\ntranslated: "401273166900"\n')


def test_a_stamp_that_looks_like_a_number_is_read_as_text(copy: Path) -> None:
    page = copy / "en/start.md"
    page.write_text(stamp.stamped(page.read_text("utf-8"), "4012731669e3"), "utf-8")
    assert loader.load(copy).page("start", "en").front.translated == "4012731669e3"


def test_a_stamp_of_another_form_is_refused() -> None:
    text = "---\nid: x\ntitle: y\ndescription: " + "een regel " * 6 + "\nupdated: 2026-11-22\ntranslated: ja\n---\n"
    found = PAGES.page(text, "docs/en/x.md", "en", "x.md")
    assert isinstance(found, list)
    assert [(p.line, p.key) for p in found] == [(6, "translated")]


# --- mistakes in a copy of the site


@pytest.fixture
def copy(docs: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(docs, tmp_path / "docs"))


def append(path: Path, text: str) -> int:
    path.write_text(path.read_text("utf-8").rstrip("\n") + f"\n\n{text}\n", "utf-8")
    return len(path.read_text("utf-8").splitlines())


@pytest.mark.built
def test_every_kind_of_mistake_is_reported_with_its_file_and_line(copy: Path) -> None:
    mistakes = {
        "nl/start.md": ("Dit woord is gestooord.", "“gestooord”"),
        "nl/over.md": ("Dat lukt nooit.", "“nooit”: write instead"),
        "nl/privacy.md": ("Zo'n zin.", "straight apostrophe"),
        "nl/wat-is-hechting.md": ("Dat heet secure base.", '<span lang="en">secure base</span>'),
        "nl/hulp.md": ("Je mag " + "en je mag " * 10 + "bellen.", "cut it in two"),
        "en/start.md": ("They were found to be equally happy.", "write instead: no significant difference"),
        "en/about.md": ("Ask your huisarts.", '<span lang="nl">huisarts</span>'),
    }
    lines = {f"docs/{name}": append(copy / name, text) for name, (text, _) in mistakes.items()}
    found = language.check(loader.load(copy), copy).problems
    for name, (_, about) in mistakes.items():
        file = f"docs/{name}"
        assert any((p.file, p.line) == (file, lines[file]) and about in p.message for p in found), (name, found)
    changed = {"start", "over", "privacy", "wat-is-hechting", "hulp"}
    behind = {p.message.split(" changed")[0] for p in found if p.key == "translated"}
    assert {f"docs/nl/{name}.md" for name in changed} <= behind, "a translation whose original changed is named"


@pytest.mark.built
def test_a_mistake_in_front_matter_data_and_lists_is_reported_with_its_key(copy: Path) -> None:
    page = copy / "nl/werkbladen/afgesproken-pauze.md"
    page.write_text(page.read_text("utf-8").replace("  materials: [pen, klok]", "  materials: [pen, kloook]"), "utf-8")
    facts = copy / "_data/facts.yml"
    facts.write_text(
        facts.read_text("utf-8").replace("  nl: De vier stijlen", "  nl: Bel 1813, de bewezen stijlen"), "utf-8"
    )
    places = copy / "_data/article.yml"
    last = append(places, "- passage: Nieuw\n  page: nergens\n- passage: Ook\n  page: key-1\n  anchor: weg")
    append(copy / "_data/exceptions.yml", "- word: nooit\n  file: docs/nl/start.md\n  reason: Not there at all.")
    append(copy / "_data/words.en.txt", "zyzzyx")
    read = "studied: {nl: Vragen aan velen., en: Questions to many.}\n  limits: {nl: Eén keer., en: Once.}"
    fact = f"- id: F99\n  group: roots\n  grade: C\n  nl: Dit is nieuw.\n  en: This is new.\n  {read}"
    new = append(facts, f"{fact}\n  sources: [fern-2020]")
    found = language.check(loader.load(copy), copy)
    said = {(p.file, p.key, p.message.split(";")[0]) for p in found.problems}
    assert ("docs/nl/werkbladen/afgesproken-pauze.md", "exercise.materials[1]", "“kloook” is in no word list") in said
    assert any(p.file == "docs/_data/facts.yml" and "“bewezen”" in p.message for p in found.problems)
    gone = [p.line for p in found.problems if p.file == "docs/_data/article.yml"]
    assert gone == [last - 3, last, last], "a page, and a heading in two languages"
    assert any(p.file == "docs/_data/facts.yml" and "the number 1813" in p.message for p in found.problems)
    assert any(p.file == "docs/_data/exceptions.yml" for p in found.problems)
    assert any("zyzzyx" in note.message for note in found.notes)
    assert ("docs/_data/facts.yml", new - 7, "F99") in {(note.file, note.line, note.key) for note in found.notes}


def test_a_fact_that_is_not_there_stops_the_plain_check(copy: Path) -> None:
    line = append(copy / "nl/start.md", "[Een zin](fact:F999).")
    append(copy / "en/start.md", "[A sentence](fact:F999).")
    with pytest.raises(ProblemsError, match=rf"docs/nl/start.md:{line}: unknown fact 'F999'"):
        loader.load(copy)


@pytest.mark.built
@pytest.mark.parametrize("number", ["0800-0113", "113", "116 123", "116123", "088 0767 000", "020-1234567", "tel:112"])
def test_a_telephone_number_in_a_text_stops_the_plain_check(copy: Path, number: str) -> None:
    line = append(copy / "nl/start.md", f"Bel {number}.")
    with pytest.raises(ProblemsError) as raised:
        loader.load(copy)
    (found,) = [p for p in raised.value.problems if "help-lines.yml" in p.message]
    assert (found.file, found.line) == ("docs/nl/start.md", line)


@pytest.mark.parametrize(
    "text", ["2026-11-22", "CC BY-NC-SA 4.0", "217–223", "1.130 mensen", "doi:10.1016/j.112", "11 van de 20"]
)
def test_other_numbers_are_no_telephone_numbers(site: Catalogue, text: str) -> None:
    assert not pattern(site.data.help_lines.values()).search(text)


# --- the commands


@pytest.mark.built
def test_stamp_and_check_by_command(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    english = copy / "en/start.md"
    append(copy / "nl/start.md", "Kies daarna rustig wat op dit moment het beste bij je past.")
    assert main(["stamp", "--docs", str(copy), "start"]) == 0
    assert main(["stamp", "--docs", str(copy), "start"]) == 0
    assert capsys.readouterr().out.count("docs/en/start.md") == 1, "a page that is up to date stays as it is"
    assert read_page(english.read_text("utf-8"), "").data["translated"] == stamp.stamp(
        loader.load(copy).page("start", "nl")
    )
    assert main(["stamp", "--docs", str(copy), "no-page"]) == 1
    assert main(["check", "--docs", str(copy)]) == 0
    assert main(["check", "--language", "--docs", str(copy)]) == 0
    shown = capsys.readouterr().out
    assert "docs/nl/start.md: " in shown
    assert "Flesch-Douma" in shown
    append(copy / "nl/start.md", "Een foutt.")
    assert main(["check", "--language", "--docs", str(copy)]) == 1
    assert "“foutt”" in capsys.readouterr().err


def test_a_translation_alone_is_stamped(copy: Path) -> None:
    page = copy / "nl/start.md"
    page.write_text(stamp.stamped(page.read_text("utf-8"), "0123456789ab"), "utf-8")
    found = stamp.check(loader.load(copy))
    assert ("docs/nl/start.md", "translated") in {(p.file, p.key) for p in found}


def test_uses_lists_pages_sheets_mails_and_feet(
    site: Catalogue, docs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = [str(use) for use in uses.uses(site, "nl-113") or []]
    assert any(use.startswith("docs/nl/hulp.md:") and "block 'help-lines'" in use for use in found)
    assert any(use.startswith("docs/nl/hulp.md:") and "a button of the block 'calls'" in use for use in found)
    cited = [str(use) for use in uses.uses(site, "nl-veilig-thuis") or []]
    assert any(use.startswith("docs/nl/hulp.md:") and "cited in the text" in use for use in cited)
    feet = {use.split(":")[0] for use in found if "foot of the page" in use}
    assert feet == {page.file for page in site.pages.values()}, "the crisis line stands on every page"
    assert any("foot of the mail" in use for use in found)
    assert any(use.startswith("docs/_data/site.yml:") for use in found)
    fact = [str(use) for use in uses.uses(site, "F16") or []]
    assert any(use.startswith("docs/nl/werkbladen/afgesproken-pauze.md:") and "evidence line" in use for use in fact)
    assert any("block 'evidence-table'" in use for use in fact)
    assert uses.uses(site, "F999") is None
    assert main(["uses", "--docs", str(docs), "F16"]) == 0
    assert main(["uses", "--docs", str(docs), "F999"]) == 1
    assert "docs/nl/werkbladen/afgesproken-pauze.md:" in capsys.readouterr().out


# --- the real site


@pytest.mark.built
def test_the_site_has_nothing_to_mend(report: language.Report) -> None:
    assert list(map(str, report.problems)) == []


def test_every_page_and_sheet_has_a_score_or_is_too_short(site: Catalogue, report: language.Report) -> None:
    names = {reading.name for reading in report.readings}
    for page in site.pages.values():
        wanted = {f"{page.file} (sheet)", f"{page.file} (page)"} if page.kind == "worksheet" else {page.file}
        assert wanted <= names
    for reading in report.readings:
        assert reading.scores or "too short" in reading.said()
        assert len(reading.worst) == min(3, len(reading.worst)) if reading.scores is None else len(reading.worst) == 3


def test_every_passage_of_the_article_has_its_place(site: Catalogue, docs: Path) -> None:
    read = read_yaml((docs / "_data/article.yml").read_text("utf-8"), "article.yml")
    places = article.Places.model_validate(read.data).root
    assert len(places) > 50
    assert article.check(places, site, read, "article.yml") == []


def test_every_fact_is_cited_somewhere(site: Catalogue) -> None:
    assert set(site.data.facts) - uses.cited(site) == set()


def test_every_exception_has_a_reason_and_every_avoided_word_says_what_to_write(docs: Path) -> None:
    lists, problems = language.load(docs, loader.load(docs))
    assert lists
    assert problems == []
    assert all(entry.reason for entry in lists.exempt.root)
    assert all(entry.use for entry in lists.avoided.root)
    words = [(entry.lang, entry.word.lower()) for entry in lists.avoided.root]
    assert len(words) == len(set(words)), "a word stands in the list once"


def test_to_read_a_site_takes_no_dictionary_and_nothing_that_draws(docs: Path) -> None:
    """What takes a second to load is loaded where it is used; bench/ says how long a check takes."""
    lines = ["import sys, pathlib", "from microsite.content import loader", "loader.load(pathlib.Path(sys.argv[1]))"]
    command = [sys.executable, "-c", "\n".join([*lines, "print(*sys.modules)"]), str(docs)]
    env = os.environ | {"PYTHONPATH": str(ROOT / "hooks")}
    told = subprocess.run(command, env=env, check=True, capture_output=True, text=True).stdout
    loaded = set(told.split())
    assert "microsite.content.loader" in loaded
    assert not loaded & {"microsite.language", "microsite.draw", "pyphen", "typst", "pikepdf", "fontTools", "mkdocs"}
