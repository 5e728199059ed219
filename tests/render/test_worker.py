"""The child process: recycled, survives a kill, can be stopped."""

import os
import signal
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest
from every_block import SINGLE
from sample_pages import EXAMPLE, PRACTICE, handout

from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.render import worker as module
from esscollab_desktop.render.document import Paragraph, plain
from esscollab_desktop.render.document_pdf import compile_document
from esscollab_desktop.render.picture import png
from esscollab_desktop.render.worker import HandoutStopped, HandoutWorker

SMALL = handout(EXAMPLE)
LONG = handout(*[PRACTICE, EXAMPLE] * 400)


@pytest.fixture
def worker() -> Iterator[HandoutWorker]:
    worker = HandoutWorker()
    yield worker
    worker.close()


def test_the_child_makes_what_the_program_itself_makes(worker: HandoutWorker) -> None:
    worker.warm().result()
    made = worker.compile(SMALL)
    assert made == compile_document(SMALL)
    assert worker.child_ids() != (os.getpid(),)


def test_the_child_draws_pictures_too(worker: HandoutWorker) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"><circle r="9"/></svg>'
    assert worker.picture(svg, 2.0) == png(svg, 2.0)
    assert worker.compile(SMALL).pages >= 1


@pytest.mark.parametrize(("limit", "value"), [("_HANDOUTS_PER_CHILD", 2), ("_PAGES_PER_CHILD", 2)])
def test_the_child_is_replaced_after_so_much(
    worker: HandoutWorker, monkeypatch: pytest.MonkeyPatch, limit: str, value: int
) -> None:
    monkeypatch.setattr(module, limit, value)
    monkeypatch.setattr(module, "_AGAIN", 1.0)
    worker.warm().result()
    first = worker.child_ids()
    worker.compile(SMALL)
    assert worker.child_ids() == first
    worker.compile(SMALL)
    worker.warm().result()
    assert len(first) == 1
    assert worker.child_ids() not in {first, ()}


def test_the_child_sets_documents_as_the_program_does(worker: HandoutWorker) -> None:
    worker.warm().result()
    first = worker.child_ids()
    made = worker.compile(SINGLE)
    assert made == compile_document(SINGLE)
    assert made.places == (("item-4.MA", 0),)
    # What is only changed stays with the child that knows it.
    for n in range(30):
        added = Paragraph(plain(f"A change, {n}."))
        worker.compile(replace(SINGLE, blocks=(*SINGLE.blocks, added)))
    assert worker.child_ids() == first


def test_a_killed_child_is_said_and_the_next_handout_works(worker: HandoutWorker) -> None:
    worker.warm().result()
    (child,) = worker.child_ids()
    os.kill(child, signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)
    with pytest.raises(UserError, match="Try again") as told:
        worker.compile(SMALL)
    assert not isinstance(told.value, HandoutStopped)
    assert worker.compile(SMALL).pages >= 1
    assert worker.child_ids() != (child,)


def test_a_long_handout_can_be_stopped_and_the_next_works(worker: HandoutWorker) -> None:
    worker.warm().result()
    outcome: list[BaseException | None] = []

    def make() -> None:
        try:
            worker.compile(LONG)
            outcome.append(None)
        except BaseException as told:
            outcome.append(told)

    thread = threading.Thread(target=make)
    thread.start()
    while not worker.is_busy:
        thread.join(0.01)
    worker.cancel()
    thread.join(60)
    assert isinstance(outcome[0], HandoutStopped)
    assert worker.compile(SMALL).pages >= 1


def test_a_closed_worker_makes_nothing(worker: HandoutWorker) -> None:
    worker.close()
    with pytest.raises(HandoutStopped):
        worker.compile(SMALL)
    assert worker.child_ids() == ()


def test_a_child_that_nobody_needs_goes(worker: HandoutWorker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_IDLE", 0.05)
    worker.compile(SMALL)
    gone = threading.Event()
    while worker.child_ids():
        gone.wait(0.02)
    assert worker.compile(SMALL).pages >= 1
