"""One search, asked from many threads at once, over a book with more than is kept at hand."""

import random
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from crowded_book import write_crowded_book

from esscollab_desktop.domain.book import Kind
from esscollab_desktop.domain.search import Answer
from esscollab_desktop.services.catalogue import Catalogue
from esscollab_desktop.services.library import Library
from esscollab_desktop.services.search.search import Search
from esscollab_desktop.storage.catalogue.reader import CatalogueReader

QUESTIONS = [
    "breakfasts",
    "talks with 7",
    "talks 1100",
    "state:NY breakfasts",
    "kind:published",
    "1.MA-600",
    "t",
]


def test_many_threads_get_the_answers_of_one(tmp_path: Path) -> None:
    shape = [("1", "MA", Kind.RELATED, 1200), ("1", "NY", Kind.RELATED, 1200), ("2", "NY", Kind.PUBLISHED, 1)]
    library = Library(Catalogue(CatalogueReader(write_crowded_book(tmp_path / "crowded", shape))))
    alone = {question: Search(library).ask(question) for question in QUESTIONS}
    shared = Search(library)

    def ask(number: int) -> tuple[str, Answer]:
        question = random.Random(number).choice(QUESTIONS)
        if number % 40 == 0:
            library.refresh()
        return question, shared.ask(question)

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(ask, range(200)))
    for question, answer in answers:
        assert answer == alone[question]
    library.close()


def test_a_code_is_found_among_very_many(tmp_path: Path) -> None:
    shape = [("1", "MA", Kind.RELATED, 1200), ("2", "VT", Kind.PUBLISHED, 1)]
    library = Library(Catalogue(CatalogueReader(write_crowded_book(tmp_path / "crowded", shape))))
    search = Search(library)
    for code in ("1.MA", "1.MA-2", "1.MA-600", "1.MA-1200", "2.VT", "1", "2", "state:VT"):
        assert search.ask(code).results[0].code == code
        assert search.ask(code.lower()).results[0].code == code
    assert search.ask("talks 1100").results[0].code == "1.MA-1100"
    assert search.ask("breakfasts", 5).more
    assert len(search.ask("breakfasts", 5).results) == 5
    library.close()
