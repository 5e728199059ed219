"""Asking while one types: never on the window's thread, never a late answer."""

import threading
from collections.abc import Iterator

import pytest
from made_up_search import CHOICES, MadeUpSearch
from pytestqt.qtbot import QtBot

from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.search import Answer
from esscollab_desktop.ui.tasks import TaskRunner
from esscollab_desktop.ui.viewmodels.searching import SearchingModel


class Noting(MadeUpSearch):
    """Notes the threads that it is asked on, and that it has begun."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.began, self.threads = threading.Event(), set[int]()

    def ask(self, question: str, limit: int = 50) -> Answer:
        self.threads.add(threading.get_ident())
        self.began.set()
        return super().ask(question, limit)


@pytest.fixture
def search() -> Noting:
    return Noting()


@pytest.fixture
def searching(search: Noting, qtbot: QtBot, own_garbage: None) -> Iterator[SearchingModel]:
    runner = TaskRunner()
    yield SearchingModel(search, runner)
    search.gate.set()
    runner.close()


@pytest.fixture
def told(searching: SearchingModel) -> list[str | None]:
    """The questions whose answers came; None where there were no words."""
    seen: list[str | None] = []
    searching.answered.connect(lambda answer: seen.append(answer.question if answer else None))
    return seen


def test_another_thread_answers(
    searching: SearchingModel, search: Noting, told: list[str | None], qtbot: QtBot
) -> None:
    search.gate.clear()
    searching.look_for("philanthropy")
    assert searching.is_looking
    assert told == []
    with qtbot.waitSignal(searching.answered):
        search.gate.set()
    assert not searching.is_looking
    assert told == ["philanthropy"]
    assert threading.get_ident() not in search.threads


def test_late_answers_are_dropped_and_stale_words_are_not_asked(
    searching: SearchingModel, search: Noting, told: list[str | None], qtbot: QtBot
) -> None:
    search.gate.clear()
    searching.look_for("p")
    assert search.began.wait(20)
    for words in ("ph", "phi", "phil"):
        searching.look_for(words)
    with qtbot.waitSignal(searching.answered):
        search.gate.set()
    assert told == ["phil"]
    assert search.asked == ["p", "phil"]


def test_no_words_are_answered_at_once_and_drop_what_is_on_its_way(
    searching: SearchingModel, search: Noting, told: list[str | None], qtbot: QtBot
) -> None:
    search.gate.clear()
    searching.look_for("ohio")
    assert search.began.wait(20)
    searching.look_for("  ")
    assert told == [None]
    assert not searching.is_looking
    search.gate.set()
    with qtbot.waitSignal(searching.answered):
        searching.look_for("michigan")
    assert told == [None, "michigan"]


def test_what_waits_for_the_answer_is_done_once_and_not_for_other_words(
    searching: SearchingModel, search: Noting, told: list[str | None], qtbot: QtBot
) -> None:
    done: list[str] = []
    searching.once_answered(lambda: done.append("at once"))
    search.gate.clear()
    searching.look_for("ohio")
    searching.once_answered(lambda: done.append("for ohio"))
    searching.look_for("michigan")
    searching.once_answered(lambda: done.append("for michigan"))
    searching.look_again()  # the same words: what waits goes on waiting
    assert done == ["at once"]
    with qtbot.waitSignal(searching.answered):
        search.gate.set()
    assert done == ["at once", "for michigan"]


def test_damage_is_said_and_the_next_words_are_asked(
    searching: SearchingModel, search: Noting, told: list[str | None], qtbot: QtBot
) -> None:
    search.fault = UserError("The book is damaged.")
    with qtbot.waitSignal(searching.refused) as refused:
        searching.look_for("ohio")
    assert refused.args == ["The book is damaged."]
    assert not searching.is_looking
    search.fault = None
    with qtbot.waitSignal(searching.answered):
        searching.look_again()
    assert told == ["ohio"]


def test_choices_come_from_the_other_thread_too(searching: SearchingModel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(searching.choices_changed) as changed:
        searching.ask_choices()
    assert changed.args == [CHOICES]
