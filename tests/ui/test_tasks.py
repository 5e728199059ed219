"""Work off the window's thread: one answer each, on the window's thread, and no stale ones."""

import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QThread
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from esscollab_desktop.ui.tasks import TaskRunner


class Answers:
    """What came back, and on which thread."""

    def __init__(self) -> None:
        self.values: list[object] = []
        self.faults: list[Exception] = []
        self.threads: set[QThread] = set()

    def done(self, value: object) -> None:
        self.values.append(value)
        self.threads.add(QThread.currentThread())

    def not_done(self, fault: Exception) -> None:
        self.faults.append(fault)
        self.threads.add(QThread.currentThread())


@pytest.fixture
def answers() -> Answers:
    return Answers()


@pytest.fixture
def runner(qapp: QApplication, own_garbage: None) -> Iterator[TaskRunner]:
    made = TaskRunner()
    yield made
    made.close()


def raising(fault: Exception) -> Callable[[], None]:
    def work() -> None:
        raise fault

    return work


def test_each_is_answered_once_in_order_on_the_windows_thread(
    runner: TaskRunner, answers: Answers, qtbot: QtBot
) -> None:
    ran_on: set[int] = set()
    for number in range(50):

        def work(number: int = number) -> int:
            ran_on.add(threading.get_ident())
            return number

        runner.run(work, answers.done, answers.not_done)
    qtbot.waitUntil(lambda: len(answers.values) >= 50)
    runner.drain()
    assert answers.values == list(range(50))
    assert answers.faults == []
    assert answers.threads == {QApplication.instance().thread()}  # type: ignore[union-attr]
    assert threading.get_ident() not in ran_on
    assert len(ran_on) == 1


def test_what_goes_wrong_is_handed_over_and_the_next_still_runs(
    runner: TaskRunner, answers: Answers, qtbot: QtBot
) -> None:
    fault = LookupError("gone")
    runner.run(raising(fault), answers.done, answers.not_done)
    runner.run(lambda: "next", answers.done, answers.not_done)
    qtbot.waitUntil(lambda: bool(answers.values))
    assert answers.faults == [fault]
    assert answers.values == ["next"]
    assert answers.threads == {QApplication.instance().thread()}  # type: ignore[union-attr]


def test_late_answers_of_a_channel_are_dropped(runner: TaskRunner, answers: Answers, qtbot: QtBot) -> None:
    for number in range(5):
        runner.run(lambda n=number: n, answers.done, answers.not_done, "page")  # type: ignore[misc]
    runner.run(raising(LookupError()), answers.done, answers.not_done, "other")
    runner.run(lambda: "newest", answers.done, answers.not_done, "other")
    runner.run(lambda: "free", answers.done, answers.not_done)
    qtbot.waitUntil(lambda: "free" in answers.values)
    assert answers.values == [4, "newest", "free"]
    assert answers.faults == []


def test_drain_delivers_without_an_event_loop(runner: TaskRunner, answers: Answers) -> None:
    for number in range(20):
        runner.run(lambda n=number: n, answers.done, answers.not_done)  # type: ignore[misc]
    assert answers.values == []
    runner.drain()
    assert answers.values == list(range(20))
    runner.drain()
    assert len(answers.values) == 20


def test_an_answer_may_ask_for_more(runner: TaskRunner, answers: Answers, qtbot: QtBot) -> None:
    def again(value: int) -> None:
        answers.done(value)
        if value < 10:
            runner.run(lambda: value + 1, again, answers.not_done)

    runner.run(lambda: 1, again, answers.not_done)
    qtbot.waitUntil(lambda: len(answers.values) == 10)
    assert answers.values == list(range(1, 11))


def test_close_waits_for_what_runs_and_drops_the_rest(qapp: QApplication, answers: Answers) -> None:
    runner = TaskRunner()
    began, may_end, ended = threading.Event(), threading.Event(), threading.Event()

    def slow() -> None:
        began.set()
        may_end.wait(10)
        ended.set()

    runner.run(slow, answers.done, answers.not_done)
    runner.run(lambda: "never begun", answers.done, answers.not_done)
    assert began.wait(10)
    may_end.set()
    runner.close()
    assert ended.is_set()
    runner.drain()
    assert answers.values == []


def test_several_threads_work_side_by_side(qapp: QApplication, answers: Answers) -> None:
    runner = TaskRunner(threads=2)
    both = threading.Barrier(2, timeout=10)
    for _ in range(2):
        runner.run(both.wait, answers.done, answers.not_done)
    runner.drain()
    runner.close()
    assert sorted(map(str, answers.values)) == ["0", "1"]
    assert answers.faults == []
