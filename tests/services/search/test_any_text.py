"""Any text is a question, and whatever it gives back can be shown and opened."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from esscollab_desktop.domain.page import Paragraph
from esscollab_desktop.domain.search import Answer
from esscollab_desktop.services.catalogue import Catalogue
from esscollab_desktop.services.library import Library
from esscollab_desktop.services.search.search import Search

SHARED = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
SYNTAX = [
    '"',
    "“",
    "*",
    "(",
    ")",
    "AND",
    "OR",
    "NOT",
    "NEAR(",
    "title:",
    "^",
    "+",
    "-",
    "{",
    "\x00",
    "'",
    ":",
]
SYNTAX += ["state:", "state:MI", "kind:", "kind:fact", "kind:note", "topic:tribes", "meeting:x", "practice:4"]
WORDS = [
    "tribes",
    "survey",
    "4.MA",
    "1.wa-2",
    "OSSE",
    "conexion",
    "1500",
    "1,500",
    "\ud83d",
    "ﬁ",
    "İ",
    "ß",
    "@",
]
PARTS = st.one_of(st.sampled_from(SYNTAX), st.sampled_from(WORDS), st.text(max_size=6))
TEXTS = st.one_of(
    st.text(),
    st.text(st.characters(categories=["Cs", "Cc", "Cn", "Lo", "No", "Mn", "Po"])),
    st.lists(PARTS, max_size=30).map(" ".join),
    st.lists(PARTS, max_size=8).map("".join),
)


def check(library: Library, answer: Answer, limit: int) -> None:
    assert len(answer.results) <= limit
    for result in answer.results:
        for text, marks in ((result.text, result.marks), (result.title, result.title_marks)):
            at = 0
            for begin, end in marks:
                assert at <= begin < end <= len(text)
                at = end
        assert result.title
        assert result.reason
        page = library.page(result.code)
        assert page.code == result.code
        if result.letter:
            blocks = [block for section in page.sections for block in section.blocks]
            letters = {block.letter for block in blocks if isinstance(block, Paragraph)}
            assert result.letter in letters
    assert not (answer.results and answer.nearest)
    assert len(answer.nearest) <= 3
    assert all("\n" not in words and words.strip() == words != "" for words in answer.nearest)


@given(text=TEXTS, limit=st.integers(1, 60))
@settings(deadline=None, max_examples=150, suppress_health_check=SHARED)
def test_any_text_is_a_question(catalogue: Catalogue, text: str, limit: int) -> None:
    library = Library(catalogue)
    search = opened.setdefault(id(catalogue), Search(library))
    answer = search.ask(text, limit)
    assert answer.question == text
    check(library, answer, limit)


opened: dict[int, Search] = {}


@pytest.mark.parametrize(
    "text",
    [
        "\ud800",
        "4.MA\udfff",
        "poli\0cy",
        '"' * 1001,
        "a" * 100_000,
        "1" * 100_000,
        "1," * 5_000,
        ":" * 1000,
        "parents " * 1000,
        " ".join(f"word{n}" for n in range(1000)),
        " ".join(f'"phrase {n}"' for n in range(500)),
        "state:MI " * 1000,
        "kind:" + "x" * 10_000,
        "NEAR(a b, 5) AND {title} : x*",
        "x' OR 1=1; DROP TABLE search; --",
        "\u202e\u200b\ufeff",
        "e" + "\u0301" * 1000,
        "½ ² ４ ١٥٠٠ ﷺ",
        "@ohio-office",
        "4.MA@nowhere",
        "source:",
        "org:none",
    ],
)
def test_hostile_texts(catalogue: Catalogue, text: str) -> None:
    library = Library(catalogue)
    check(library, Search(library).ask(text), 50)


def test_a_thousand_words_are_as_good_as_the_first(catalogue: Catalogue) -> None:
    search = Search(Library(catalogue))
    found = [result.code for result in search.ask("parents " * 1000).results]
    assert set(found) == {result.code for result in search.ask("parents ").results}
