"""`esscollab search`: the same answers as in the window, in the same order."""

import json
from typing import Any

import pytest
from program import Program

from esscollab_desktop.bootstrap import open_library, search_in

QUESTIONS = [
    "kellogg",
    "4.ma",
    "OSSE",
    "who engaged the tribes?",
    '"policy breakfasts"',
    "state:MI kind:published",
    "multilingual learner",
    "zookeepers",
    "meeting:Spring zookeepers",
    "conexion kansas",
    "stakeholdr",
    "a",
]


def answer(program: Program, *arguments: str) -> Any:
    done = program.run(*arguments)
    assert (done.code, done.err) == (0, "")
    return json.loads(done.out)


@pytest.fixture
def kept(program: Program) -> Program:
    """With notes, a meeting and an own example."""
    for arguments in (
        ("meetings", "add", "Spring forum"),
        ("meetings", "use", "Spring forum"),
        ("notes", "add", "4.MA", "--text", "zookeepers came, with <b>marks</b>\nand lines"),
        ("own", "add", "--practice", "4", "--state", "KS", "--headline", "a hall", "--text", "In Conexión."),
    ):
        done = program.run(*arguments)
        assert done.code == 0, (arguments, done.err)
    return program


def test_the_same_results_as_the_library_gives_in_the_same_order(kept: Program) -> None:
    data = kept.home / "data"
    library = open_library(kept.root, data)
    search = search_in(library, data)
    for question in QUESTIONS:
        results = search.ask(question, 20).results
        assert results, question
        assert answer(kept, "search", *question.split(" "), "--json") == [
            {
                "code": result.code,
                "kind": result.kind.value,
                "title": result.title,
                "text": result.text,
                "reason": result.reason,
                "letter": result.letter,
                "note": result.note,
                "marks": [list(mark) for mark in result.marks],
            }
            for result in results
        ], question
    library.close()


def test_as_text(kept: Program) -> None:
    shown = kept.run("search", "zookeepers").out
    head, text, reason = shown.splitlines()
    assert head.startswith("4.MA  Comment, ")
    assert head.endswith(" (note)")
    assert text.strip() == "zookeepers came, with <b>marks</b>"
    assert reason.strip() == "Your word, in the note."
    shown = kept.run("search", "breakfasts", COLUMNS="60").out
    assert max(map(len, shown.splitlines())) <= 60
    assert "\n\n" in shown


def test_what_names_nothing_is_told(program: Program) -> None:
    done = program.run("search", "state:XX", "kellogg", "--json")
    assert done.code == 0
    assert "state:XX names nothing here, so it was left out." in done.err
    assert json.loads(done.out)[0]["code"] == "4.MI"


def test_it_leaves_nothing_behind(program: Program) -> None:
    assert program.run("search", "kellogg").code == 0
    assert not (program.home / "data").exists()


HOSTILE = ["\x1b[31m", "'; DROP TABLE search; --", "(((", "* OR", "“", "é" * 2000, "--", "%s"]


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text(program: Program, text: str) -> None:
    done = program.run("search", "--", text)
    assert (done.code, done.err) == (0, "")
    assert "\x1b" not in done.out


def test_bytes_that_are_no_text(program: Program) -> None:
    done = program.run("search", b"kellogg \xff\xfe", "--json")
    assert done.code == 0
    assert json.loads(done.out)[0]["code"] == "4.MI"
