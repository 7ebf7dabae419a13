"""The rhythm of running text: measured on sentences counted by hand, and held over every reading page."""

from collections.abc import Callable

import pytest

from microsite.content.catalogue import Catalogue
from microsite.language import pace, rhythm
from microsite.language.checks import RULES
from microsite.language.passage import of_page
from read_pages import PAGES
from site_languages import LANGUAGES

FRONT = "---\nid: {id}\ntitle: Een titel\ndescription: {about}\nupdated: 2026-11-22\n---\n"
ABOUT = "Een regel over wat hier staat. " * 2
TEN = "Wie moe is, hoort minder goed wat een ander zegt. "  # 10 words
THIRTEEN = "Noor belt om half acht, want dan is Sam alweer 2 uur thuis. "  # 13 words: names and numbers are heard too
FOUR = "Dat is al genoeg. "  # 4 words
LONG = "Het is " + "heel " * 20 + "ver. "  # 23 words

Counters = dict[str, Callable[[str], int]]
Hear = Callable[..., rhythm.Rhythm]
LEAVE = ["help", "practise-safely"]


@pytest.fixture(scope="module")
def count() -> Counters:
    return {lang: rules.syllables() for lang, rules in RULES.items()}


@pytest.fixture(scope="module")
def site(loaded: Catalogue) -> Catalogue:
    return loaded


def heard_or_not(count: Counters, body: str, lang: str = "nl", page_id: str = "some-page") -> rhythm.Rhythm | None:
    text = FRONT.format(id=page_id, about=ABOUT) + body
    page = PAGES.page(text, f"docs/{lang}/x.md", lang, "x.md")
    assert not isinstance(page, list), page
    return rhythm.hear(page, of_page(page), count[lang], LEAVE)


@pytest.fixture
def hear(count: Counters) -> Hear:
    def heard(body: str, lang: str = "nl") -> rhythm.Rhythm:
        found = heard_or_not(count, body, lang)
        assert found is not None
        return found

    return heard


def wrong(heard: rhythm.Rhythm) -> list[str]:
    return [problem.message for problem in pace.problems(heard)]


def test_the_measures_are_those_counted_by_hand(hear: Hear) -> None:
    heard = hear(TEN * 6 + "\n\n" + THIRTEEN * 2 + "\n\n" + FOUR + LONG)
    assert [s.heard for s in heard.sentences] == [10] * 6 + [13, 13, 4, 23]
    assert heard.mean == pytest.approx((60 + 26 + 4 + 23) / 10)
    assert (len(heard.short), len(heard.long), heard.longest_run) == (1, 1, 1)
    assert [f.shown for f in pace.findings(heard)][:6] == ["10", "11.3", "10%", "10%", "1", "0"]
    assert wrong(heard) == [], "one short and one long sentence may stand in any text"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("Dit is een zin van acht hele woorden. " * 12, "8.0 words a sentence, at least 10"),
        ("Dit is een zin van veertien woorden, en dus een woord te veel nu. " * 8, "14.0 words"),
        (THIRTEEN * 10 + "\n\n" + FOUR + TEN + FOUR, "2 of 13 sentences of 5 words or fewer, at most 1"),
        (TEN * 20 + LONG + TEN + LONG, "2 of 23 sentences of more than 22 words, at most 1"),
        (THIRTEEN * 30 + FOUR * 3, "3 short sentences in a row, at most 2"),
        (THIRTEEN * 30 + FOUR + "\n\n" + FOUR * 2, "3 short sentences in a row, at most 2"),
        (THIRTEEN * 9 + "Ben je moe? Dan slaap je eerst een hele nacht heel goed uit. " * 2, "2 questions answered"),
        ("Interdisciplinaire hechtingsliteratuur problematiseert onveiligheidsgevoelens in relatietherapeutische "
         "behandelingen van volwassenen. " * 10, "Flesch-Douma"),
    ],
)  # fmt: skip
def test_what_is_out_of_measure_is_named_with_what_to_do(hear: Hear, body: str, said: str) -> None:
    assert any(said in message for message in wrong(hear(body))), wrong(hear(body))


@pytest.mark.parametrize("between", ["## Kop", "- punt", "1. Doe dit.", "| a | b |\n|---|---|\n| c | d |", "“Ja.”"])
def test_a_run_of_short_sentences_ends_where_something_stands_between(hear: Hear, between: str) -> None:
    assert hear(f"{THIRTEEN * 8}{FOUR * 2}\n\n{between}\n\n{FOUR}").longest_run == 2


def test_what_is_no_prose_and_what_somebody_says_is_not_counted(hear: Hear) -> None:
    prose = THIRTEEN * 8
    heard = hear(
        f"{prose}\n\n## Een kop van vier\n\n- Kies iets.\n\n1. Doe dit nu.\n\n"
        "| Kort. | Ja. |\n|---|---|\n| Nee. | O. |\n\nDit leidt een lijst in:\n\n/// help-lines | NL\n///\n\n"
        "Jo zegt dan dat het beter kan: “Ik mis je. Kom je?”\n\n“Ik ga even weg. Ik kom terug.”\n"
    )
    assert [s.heard for s in heard.sentences] == [13] * 8 + [10]


def test_a_quotation_with_more_to_its_sentence_is_prose(hear: Hear) -> None:
    heard = hear(THIRTEEN * 8 + "“Ik kom zo,” zegt Mies, en zet de pan van het vuur.")
    assert heard.sentences[-1].heard == 12


def test_one_question_may_be_answered_with_dan_and_lists_count_too(hear: Hear) -> None:
    asked = "Ben je moe? Dan kies je iets kleins dat past bij deze dag."
    assert len(hear(THIRTEEN * 8 + asked).answers) == 1
    assert len(hear(THIRTEEN * 8 + asked + f"\n\n- {asked}\n").answers) == 2
    assert wrong(hear(THIRTEEN * 8 + asked)) == []
    other = "Ben je moe? Kies iets kleins. Dan rust je uit, en dat is op zulke dagen al heel wat."
    assert hear(THIRTEEN * 8 + other).answers == ()


def test_english_has_its_own_word_and_formula(hear: Hear) -> None:
    text = "Wait until you can both hear each other again, and talk then. "
    heard = hear(text * 8 + "Are you tired? Then choose something small. Are you not? Then choose more.", "en")
    assert [s.heard for s in heard.answers] == [4, 3]
    assert "2 questions answered with “Then …”, at most 1" in " ".join(wrong(heard))
    hard = hear("Theoretical considerations necessitate interdisciplinary talk. " * 20, "en")
    assert "Flesch " in " ".join(wrong(hard))


@pytest.mark.parametrize("page_id", LEAVE)
def test_help_and_safety_may_be_short(count: Counters, page_id: str) -> None:
    assert heard_or_not(count, FOUR * 60, page_id=page_id) is None


def test_a_few_lines_have_no_rhythm(count: Counters) -> None:
    assert heard_or_not(count, FOUR * 19) is None, "76 words"
    assert heard_or_not(count, FOUR * 20) is not None, "80 words"


def test_the_table_has_a_line_for_each_page_and_marks_what_is_out_of_measure(hear: Hear) -> None:
    head, line = pace.table([hear("Dit is een zin van acht hele woorden. " * 12)])
    assert head.split()[-7:] == list(pace.HEAD)
    assert line.split()[:3] == ["docs/nl/x.md", "12", "8.0!"]


# --- the real site


@pytest.fixture(scope="module")
def rhythms(site: Catalogue, count: Counters) -> dict[str, rhythm.Rhythm]:
    passages = {at: of_page(page) for at, page in site.pages.items()}
    return {heard.file: heard for heard in rhythm.of_site(site, passages, count)}


def test_both_languages_are_heard(site: Catalogue, rhythms: dict[str, rhythm.Rhythm]) -> None:
    for lang in LANGUAGES:
        read = [f for f in rhythms if f.startswith(f"docs/{lang}/")]
        assert len(read) > 20, read
        kinds = {page.kind for page in site.in_language(lang) if page.file in read}
        assert kinds - {"now"} == {"home", "key", "style", "page"}, "no worksheet, each other kind; Now has little text"


def test_prose_of_reading_pages_keeps_its_rhythm(rhythms: dict[str, rhythm.Rhythm]) -> None:
    """Paragraphs in the body of a page: not headings, lists, tables, made blocks (help lines, sheets) or front matter;
    not what stands in quotation marks as a sentence of its own; not worksheets, *help* and *practise safely*."""
    found = [str(problem) for heard in rhythms.values() for problem in pace.problems(heard)]
    assert not found, "\n".join(["", *pace.table(list(rhythms.values())), *found])
