"""Garbage that holds Qt objects is never collected in a worker thread."""

import gc
import threading
import weakref

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from esscollab_desktop.ui.garbage import GarbageCollector


class Knot:
    """An object that only the garbage collector can free."""

    def __init__(self) -> None:
        self.me = self


def litter() -> None:
    """Enough garbage to make Python collect many times over, if it is let to."""
    for _ in range(5000):
        Knot()


def freed_on() -> list[int]:
    """The threads in which one knot is freed: filled once it is."""
    threads: list[int] = []
    weakref.finalize(Knot(), lambda: threads.append(threading.get_ident()))
    return threads


def litter_in_a_thread() -> int:
    worker = threading.Thread(target=litter)
    worker.start()
    worker.join()
    return worker.ident or 0


@pytest.mark.usefixtures("qapp", "own_garbage")
def test_left_alone_a_worker_thread_collects() -> None:
    """What the collector is for; should Python change, this says that it can go."""
    gc.collect()
    gc.enable()
    threads = freed_on()
    assert threads == []
    worker = litter_in_a_thread()
    assert threads == [worker]


def test_with_it_only_the_windows_thread_collects(
    qapp: QApplication, own_garbage: None, qtbot: QtBot
) -> None:
    collector = GarbageCollector()
    threads = freed_on()
    litter_in_a_thread()
    assert threads == []
    qtbot.waitUntil(lambda: bool(threads))
    assert threads == [threading.get_ident()]
    collector.close()
    assert gc.isenabled()
