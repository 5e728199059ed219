"""Long work tells how far it is and asks about Cancel, however often it is called itself."""

import pytest

from esscollab_desktop.domain import long_work
from esscollab_desktop.domain.errors import Cancelled
from esscollab_desktop.domain.long_work import LongWork


class Watch:
    """A clock that stands still until it is set, and what was told and asked meanwhile."""

    def __init__(self) -> None:
        self.now = 100.0
        self.told: list[tuple[str, int, int]] = []
        self.asked = 0
        self.answer = False

    def progress(self, *told: object) -> None:
        self.told.append(told)  # type: ignore[arg-type]

    def cancelled(self) -> bool:
        self.asked += 1
        return self.answer


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    made = Watch()
    monkeypatch.setattr(long_work, "monotonic", lambda: made.now)
    return made


def test_a_new_stage_is_told_and_asked_about_at_once(watch: Watch) -> None:
    work = LongWork(watch.progress, watch.cancelled)
    work.stage("Reading", 3)
    work.stage("Writing", 4)
    assert (watch.told, watch.asked) == ([("Reading", 0, 3), ("Writing", 0, 4)], 2)


def test_steps_without_number_ask_and_tell_a_few_times_a_second(watch: Watch) -> None:
    work = LongWork(watch.progress, watch.cancelled)
    work.stage("Reading", 30_000)
    for step in range(30_000):
        watch.now = 100 + step / 10_000
        work.step()
    assert 3 / 0.2 <= watch.asked <= 3 / 0.04
    assert 3 / 0.3 <= len(watch.told) <= 3 / 0.1
    assert [done for _, done, _ in watch.told] == sorted(done for _, done, _ in watch.told)


def test_cancel_is_not_taken_back(watch: Watch) -> None:
    work = LongWork(watch.progress, watch.cancelled)
    work.stage("Reading", 3)
    watch.answer = True
    work.step()  # asked a moment ago
    watch.now += 1
    with pytest.raises(Cancelled):
        work.step()
    watch.answer = False
    watch.now += 1
    assert work.must_stop()
    with pytest.raises(Cancelled):
        work.ask()
