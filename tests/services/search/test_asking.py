"""What people type, over the whole book: what comes first, why, and where the hits are."""

from pathlib import Path

import pytest
from worded_book import write_worded_content

from esscollab_desktop.domain.page import Paragraph
from esscollab_desktop.domain.search import Answer, Result, ResultKind
from esscollab_desktop.packs.build import build_book
from esscollab_desktop.services.catalogue import Catalogue
from esscollab_desktop.services.library import Library
from esscollab_desktop.services.search.search import Search
from esscollab_desktop.storage.catalogue.reader import CatalogueReader


@pytest.fixture(scope="module")
def search(catalogue: Catalogue) -> Search:
    return Search(Library(catalogue))


def codes(answer: Answer) -> list[str]:
    return [result.code for result in answer.results]


def marked(result: Result) -> set[str]:
    return {result.text[begin:end] for begin, end in result.marks}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("4.MA", "4.MA"),
        ("4.ma", "4.MA"),
        (" 1.wa-2 ", "1.WA-2"),
        ("4", "4"),
        ("MI", "state:MI"),
        ("mi", "state:MI"),
        ("me", "state:ME"),
        ("Michigan", "state:MI"),
        ("new york", "state:NY"),
        ("OSSE", "state:DC"),
        ("osse", "state:DC"),
        ("LEA", "glossary:LEA"),
        ("What is a SEA?", "glossary:SEA"),
        ("kitchen cabinet", "glossary:kitchen-cabinet"),
        ("Maximize Your Resources", "4"),
        ("topic:tribes", "1.AZ"),
        ("org:conexion-americas", "org:conexion-americas"),
        ("glossary:kitchen-cabinet", "glossary:kitchen-cabinet"),
        ("source:philanthropy-ohio-2016", "source:philanthropy-ohio-2016"),
        ("about", "about"),
        ("state:MI", "state:MI"),
    ],
)
def test_codes_and_names_come_first(search: Search, text: str, code: str) -> None:
    assert codes(search.ask(text))[0] == code


@pytest.mark.parametrize(
    ("text", "code", "shown"),
    [
        ("conexion", "3.TN", "Conexión"),
        ("CONEXIÓN", "3.TN", "Conexión"),
        ("conexio\u0301n", "3.TN", "Conexión"),
        ("1500", "4.OH", "1,500"),
        ("1,500", "4.OH", "1,500"),
        ("kellogg", "4.MI", "Kellogg"),
        ("kellog", "4.MI", "Kellogg"),
        ("kelog", "4.MI", "Kellogg"),
        ("comunit", "3.DE", "community"),
        ('"policy breakfasts"', "4.MA", "policy breakfasts"),
        ("“policy breakfasts”", "4.MA", "policy breakfasts"),
        ("policy breakf", "4.MA", "breakfasts"),
        ("Minesota", "state:MN", "Minnesota"),
    ],
)
def test_words_are_found_and_marked(search: Search, text: str, code: str, shown: str) -> None:
    found = [result for result in search.ask(text).results if result.code == code]
    assert found, codes(search.ask(text))
    assert shown in marked(found[0])


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("ELL", {"1.WA", "1.RI", "1.OR", "3.TN", "5.NM", "topic:english-learners"}),
        ("English learner", {"1.WA", "1.RI", "1.OR", "3.TN", "5.NM", "topic:english-learners"}),
        ("multilingual learner", {"1.WA", "1.RI", "1.OR", "3.TN", "5.NM", "topic:english-learners"}),
        ("multilingual learners", {"1.WA", "1.RI", "1.OR", "3.TN", "5.NM", "topic:english-learners"}),
        ("foundation", {"4.MI", "4.OH", "topic:private-funding"}),
        ("philanthropy", {"4.MI", "4.OH", "topic:private-funding"}),
        ("tribe", {"1.AZ", "1.MN", "1.MT", "1.OK", "3.ND", "4.ND", "5.NM"}),
        ("Native American", {"1.AZ", "1.MN", "1.MT", "1.OK", "3.ND", "4.ND", "5.NM"}),
        ("faith", {"1.CT", "topic:faith-communities"}),
        ("worship", {"1.CT", "topic:faith-communities"}),
    ],
)
def test_other_words_for_the_same_find_it(search: Search, text: str, wanted: set[str]) -> None:
    assert set(codes(search.ask(text, 60))) >= wanted


def test_questions_are_not_hurt_by_the_words_around_them(search: Search) -> None:
    plain = codes(search.ask("policy breakfasts"))[:2]
    for text in (
        "which states held policy breakfasts?",
        "who did policy breakfasts",
        "the policy breakfasts",
    ):
        assert plain[0] in codes(search.ask(text))[:2]


def test_every_kind_is_found_and_labelled(search: Search) -> None:
    wanted = {
        "Maximize Your Resources": ResultKind.PRACTICE,
        "policy breakfasts": ResultKind.PUBLISHED,
        "Philanthropy Ohio": ResultKind.RELATED,
        "survey": ResultKind.FACT,
        "Vermont": ResultKind.STATE,
        "Rennie Center": ResultKind.PARTNER,
        "faith communities": ResultKind.TOPIC,
        "crosswalk": ResultKind.TERM,
        "Letter to states": ResultKind.SOURCE,
        "parents of students with disabilities": ResultKind.ABOUT,
    }
    for text, kind in wanted.items():
        assert kind in {result.kind for result in search.ask(text, 60).results}, text


def test_the_reason_tells_where_and_through_what(search: Search) -> None:
    def reason(text: str, code: str) -> str:
        return next(result.reason for result in search.ask(text).results if result.code == code)

    assert reason("policy breakfasts", "4.MA").startswith("Your words, in paragraph c")
    assert reason("kellogg", "4.MI").startswith("Your word, in ")
    assert reason("kelloggg", "4.MI").startswith("Read as “kellogg”; found in ")
    assert reason("kello", "4.MI").startswith("Begins with your letters, in ")
    assert reason("philanthropy", "4.MI").startswith("“foundation” means nearly the same; found in ")
    assert reason("4.MA", "4.MA") == "Your word, in the code"
    assert reason("ELL", "1.OR") == "Your word, in Topics"
    assert reason("kind:published state:MI", "4.MI") == "Fits the filter"
    assert reason("massachusetts dese", "state:MA").endswith("in the agency and in the name")


def test_the_paragraph_of_a_hit_is_on_the_page(search: Search, catalogue: Catalogue) -> None:
    for text in ("survey", "breakfasts", "kellogg", "faith"):
        for result in search.ask(text, 60).results:
            if result.letter:
                paragraphs = [
                    block.text
                    for section in catalogue.page(result.code).sections
                    for block in section.blocks
                    if isinstance(block, Paragraph) and block.letter == result.letter
                ]
                assert any(result.text.strip("… ") in words for words in paragraphs), (text, result)


def test_whole_words_come_before_beginnings_and_titles_before_texts(search: Search) -> None:
    found = search.ask("tribe").results
    begun = [n for n, result in enumerate(found) if result.reason.startswith("Begins")]
    whole = [
        n for n, r in enumerate(found) if r.reason.startswith("Your word") and r.kind is ResultKind.RELATED
    ]
    assert not begun or min(whole) < min(begun)
    order = [(result.code, result.kind) for result in search.ask("Vermont").results]
    assert order[0] == ("state:VT", ResultKind.STATE)
    assert order.index(("1.VT", ResultKind.PUBLISHED)) < 4


def test_filters_narrow(search: Search) -> None:
    assert {result.kind for result in search.ask("kind:related survey").results} <= {
        ResultKind.RELATED,
        ResultKind.FACT,
    }
    assert {result.code.split(".")[-1][-2:] for result in search.ask("state:MI survey").results} == {"MI"}
    assert all(code.startswith("4") for code in codes(search.ask("practice:4 survey")))
    assert set(codes(search.ask("topic:tribes kind:related"))) >= {"1.AZ", "1.MN", "1.MT", "1.OK"}
    assert codes(search.ask("kind:term crosswalk"))[0] == "glossary:crosswalk"
    assert {r.kind for r in search.ask("kind:fact survey").results} == {ResultKind.FACT}
    assert codes(search.ask('topic:"Native American" kind:published')) == ["5.NM"]
    assert codes(search.ask("kind:published state:OH")) == []
    assert codes(search.ask("meeting:Spring survey"))
    assert search.ask("meeting:Spring survey").ignored == ("meeting:Spring",)


def test_nothing_found_tells_what_is_near(search: Search) -> None:
    answer = search.ask("stakeholllldr")
    assert answer.results == ()
    assert answer.nearest[0].startswith("stakeholder")
    assert search.ask(answer.nearest[0]).results
    assert search.ask("state:OH kind:published survey").nearest == ("survey",)
    for text in ("", " ", "?!", '""', "\x00"):
        assert search.ask(text) == Answer(text)
    assert search.ask("survey", 0).results == ()


def test_a_limit_says_whether_there_is_more(search: Search) -> None:
    whole = search.ask("survey", 500)
    assert not whole.more
    for limit in (1, 2, 5, len(whole.results)):
        answer = search.ask("survey", limit)
        assert len(answer.results) == limit
        assert answer.more is (limit < len(whole.results))
    assert codes(search.ask("survey", 5)) == codes(whole)[:5]


def test_the_choices_of_filters_are_filters(search: Search) -> None:
    choices = search.choices()
    for typed, _shown in (*choices.kinds, *choices.states, *choices.topics, *choices.meetings):
        assert search.ask(typed).ignored == ()
    assert ("state:MI", "Michigan") in choices.states
    assert ("kind:own", "Own") not in choices.kinds
    assert len(choices.states) == 57


def test_a_question_has_one_answer(search: Search, catalogue: Catalogue) -> None:
    other = Search(Library(catalogue))
    other.warm()
    for text in ("survey", "who met tribes", "kind:related", "4.MA"):
        assert search.ask(text) == search.ask(text) == other.ask(text)


def test_a_word_of_a_longer_name_has_no_meaning_by_itself(search: Search) -> None:
    """A multilingual learner is no other word for a student."""
    reasons = [result.reason for result in search.ask("multilingual learner").results]
    assert not any("student" in reason for reason in reasons), reasons


def test_a_former_code_leads_to_its_page(tmp_path: Path) -> None:
    build_book(write_worded_content(tmp_path / "content"), tmp_path / "book.sqlite")
    library = Library(Catalogue(CatalogueReader(tmp_path / "book.sqlite")))
    search = Search(library)
    for typed, code in (("1.NH", "1.NY"), ("1.nh", "1.NY"), ("org:mass-inc", "org:massinc")):
        (result,) = search.ask(typed).results
        assert (result.code, result.reason) == (code, "What you typed leads here")
    # Two agencies have these letters.
    assert codes(search.ask("dese"))[:2] == ["state:MA", "state:VT"]
    library.close()


def test_an_initial_ends_no_sentence(search: Search) -> None:
    (result,) = [r for r in search.ask("kellogg outreach").results if (r.code, r.letter) == ("4.MI", "")][:1]
    assert "W.K. Kellogg" in result.text
