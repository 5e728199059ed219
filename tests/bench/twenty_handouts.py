"""The window with its child process, as it makes twenty different handouts of 200 pages, one after the other.

It says how many pages each had, and then stays as it is until its input ends.
"""

import sys
from collections.abc import Iterator
from datetime import date
from functools import partial
from itertools import cycle, islice
from pathlib import Path

from PySide6.QtCore import QSocketNotifier, QTimer
from PySide6.QtWidgets import QApplication

from esscollab_desktop.app import Desk
from esscollab_desktop.domain.packets import PacketLook
from esscollab_desktop.render.document import Document
from esscollab_desktop.render.layouts.content import Content, PageItem, TextItem
from esscollab_desktop.render.layouts.whole import document_of
from esscollab_desktop.services.handouts import CompiledPdf
from esscollab_desktop.services.library import Library

HANDOUTS = 20
PAGES = 200
ITEMS = 136  # a little more than 200 pages
TICK = 20  # ms


def documents(library: Library) -> Iterator[Document]:
    """Each begins with another example, and has a page of its own."""
    codes = [example.code for example in library.examples()]
    for number in range(HANDOUTS):
        pages = [library.page(code) for code in islice(cycle(codes), number, number + ITEMS)]
        items = [PageItem(f"item-{n}", page, page) for n, page in enumerate(pages)]
        own = TextItem(
            "item-own", f"Handout {number}", f"This is handout **{number}** of {HANDOUTS}.\n\n" * 20
        )
        title = f"Handout {number}"
        yield document_of(
            Content(title, (own, *items), PacketLook(), date.today(), library.info.title, ("2026.1",))
        )


class Making:
    """Has one made after the other; the last stays in memory, as the composer keeps it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._documents = documents(desk._library)
        self._last: CompiledPdf | None = None

    def begin(self) -> None:
        if self._desk._notebook is None:
            QTimer.singleShot(TICK, self.begin)
        else:
            self._next()

    def _next(self) -> None:
        document = next(self._documents, None)
        if document is None:
            print("done", flush=True)
        else:
            self._desk.handouts.run(partial(self._desk._compile, document), self._on_made)

    def _on_made(self, made: object) -> None:
        assert isinstance(made, CompiledPdf)
        assert made.pages >= PAGES, made.pages
        self._last = made
        print(made.pages, flush=True)
        self._next()


def main(folder: str) -> int:
    app = QApplication(sys.argv[:1])
    desk = Desk(app, Path(folder))
    making = Making(desk)
    desk.window.show()
    QTimer.singleShot(0, making.begin)
    ended = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    ended.activated.connect(desk.window.close)
    code = app.exec()
    desk.close()
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
