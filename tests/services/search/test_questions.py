"""Questions as people ask them, and where the book answers: nearly always among the first three results."""

from pathlib import Path

import pytest

from esscollab_desktop.services.catalogue import Catalogue
from esscollab_desktop.services.library import Library
from esscollab_desktop.services.search.search import Search

QUESTIONS = Path(__file__).with_name("questions.tsv")
AMONG = 3
WANTED = 0.95


def asked() -> list[tuple[str, frozenset[str]]]:
    """Each question with the codes that answer it."""
    lines = [line.split("\t") for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    return [(line[0], frozenset(line[1].split())) for line in lines if not line[0].startswith("#")]


@pytest.fixture(scope="module")
def search(catalogue: Catalogue) -> Search:
    return Search(Library(catalogue))


def test_there_are_enough_questions_and_their_answers_are_in_the_book(catalogue: Catalogue) -> None:
    questions = asked()
    assert len(questions) >= 80
    assert len({question for question, _codes in questions}) == len(questions)
    library = Library(catalogue)
    unknown = {code for _question, codes in questions for code in codes if library.leads_to(code) != code}
    assert unknown == set()


def test_questions_are_answered_among_the_first_results(search: Search) -> None:
    questions = asked()
    missed = []
    for question, codes in questions:
        first = [result.code for result in search.ask(question).results[:AMONG]]
        if codes.isdisjoint(first):
            missed.append(f"{question}: {' '.join(first) or 'nothing'}, not {' '.join(sorted(codes))}")
    share = 1 - len(missed) / len(questions)
    assert share >= WANTED, "\n".join([f"{share:.1%} of {len(questions)} answered; missed:", *missed])
