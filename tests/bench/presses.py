"""Handouts of 1, 20 and 200 pages, beside QPdfWriter and, where it is installed, WeasyPrint.

Each is made in a child process of its own: cold where the child is started for it, warm where it runs.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import fields, is_dataclass, replace
from importlib.util import find_spec
from itertools import count
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

from bench.figures import ROUNDS, Figure, Limit, timed

if TYPE_CHECKING:
    from esscollab_desktop.render.document import Document

PAGES = {1: 5, 20: 3, 200: 1}
"""Lengths, with how often each is made in a round."""

OURS, QT, WEASY = "ours", "QPdfWriter", "WeasyPrint"
YARDSTICKS = {QT: "QPdfWriter, the same text, untagged", WEASY: "WeasyPrint, the HTML twin, untagged"}


def figures() -> Iterator[Figure]:
    """The rounds run in a process that has nothing else, since children read again what their parent is."""
    command = [sys.executable, "-m", "bench.presses"]
    done = subprocess.run(command, env=dict(os.environ), check=True, stdout=subprocess.PIPE)
    told: list[tuple[int, str, dict[str, float]]] = json.loads(done.stdout)
    for pages, state, best in told:
        ours, length = best[OURS], "1 page" if pages == 1 else f"{pages} pages"
        for name, yardstick in YARDSTICKS.items():
            if beside := best.get(name):
                what = f"{length}, {state}, beside {name}"
                speeds = pages / ours, yardstick, pages / beside
                yield Figure("Pages", what, "median", ours, yardstick, beside, _limit(pages, state))
                yield Figure("Pages", what, "median", *speeds, unit="pages/s")


def _limit(pages: int, state: str) -> Limit:
    """Ahead of both from 20 pages on, and 200 pages in 1.5 s."""
    if pages < 20:
        return Limit()
    return Limit(times=1, seconds=1.5 if pages == 200 and state == "warm" else None)


def measured(rounds: int = ROUNDS) -> Iterator[tuple[int, str, dict[str, float]]]:
    """Seconds of each press by length and state, by turns; the quietest round counts."""
    from statistics import median

    presses = [OURS, QT, *([WEASY] if find_spec("weasyprint") else [])]
    for pages, document in _documents():
        numbers = count(100)
        for state, acts in (("cold", _cold), ("warm", _warm)):
            best: dict[str, float] = {}
            for _ in range(rounds):
                times: dict[str, list[float]] = {name: [] for name in presses}
                for _ in range(PAGES[pages]):
                    for name in presses:
                        times[name].append(acts(name, _stamped(document, f" {next(numbers)}")))
                best = {name: min(median(t), best.get(name, 1e9)) for name, t in times.items()}
            yield pages, state, best


def _cold(name: str, document: "Document") -> float:
    with _Child(name) as child:
        return timed(child.ready(document))


def _warm(name: str, document: "Document") -> float:
    with _Child(name) as child:
        child.warm()
        return timed(child.ready(document))


class _Child:
    """A press in a process of its own."""

    def __init__(self, name: str) -> None:
        from esscollab_desktop import bootstrap

        self._name = name
        self._press = bootstrap.open_press() if name == OURS else None
        self._pool = None if name == OURS else ProcessPoolExecutor(1, get_context("spawn"))

    def __enter__(self) -> "_Child":
        return self

    def __exit__(self, *_: object) -> None:
        if self._press:
            self._press.close()
        if self._pool:
            self._pool.shutdown()

    def warm(self) -> None:
        """A page that has nothing of what comes after it."""
        from bench.handouts import laid_out
        from esscollab_desktop import bootstrap, paths

        library = bootstrap.open_library(paths.bundle_root())
        self.ready(laid_out(library, ["2.CO"]))()
        library.close()

    def ready(self, document: "Document") -> Callable[[], object]:
        """What makes the PDF; the HTML that the yardsticks print is made beforehand."""
        if self._press:
            press = self._press
            return lambda: press.compile(document)
        from esscollab_desktop.render.document_html import html_of

        page, pool = html_of(document), self._pool
        assert pool is not None
        print_it = printed_by_qt if self._name == QT else printed_by_weasyprint
        return lambda: pool.submit(print_it, page).result()


def printed_by_qt(page: str) -> bytes:
    from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF
    from PySide6.QtGui import QGuiApplication, QPageLayout, QPageSize, QPdfWriter, QTextDocument

    app = QGuiApplication.instance() or QGuiApplication(["bench"])
    assert app is not None
    out = QBuffer()
    out.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(out)
    writer.setResolution(72)
    letter = QPageSize(QPageSize.PageSizeId.Letter)
    writer.setPageLayout(QPageLayout(letter, QPageLayout.Orientation.Portrait, QMarginsF(54, 54, 54, 54)))
    text = QTextDocument()
    text.setPageSize(QSizeF(writer.width(), writer.height()))
    text.setHtml(page)
    text.print_(writer)
    del writer
    _kept.append(app)  # it has to outlive the text
    return bytes(out.data().data())


def printed_by_weasyprint(page: str) -> bytes:
    import weasyprint  # type: ignore[import-not-found,unused-ignore]

    made: bytes = weasyprint.HTML(string=page).write_pdf()
    return made


_kept: list[object] = []


def _documents() -> Iterator[tuple[int, "Document"]]:
    """Out of the whole book, as often as it takes; the text of a length is the same in each run."""
    from bench.handouts import laid_out
    from esscollab_desktop import bootstrap, paths
    from esscollab_desktop.render.document import Contents

    library = bootstrap.open_library(paths.bundle_root())
    try:
        book = laid_out(library, [])
        blocks = tuple(block for block in book.blocks if not isinstance(block, Contents))
        for pages in PAGES:
            yield pages, _cut(replace(book, blocks=blocks * 4, cover=None), pages)
    finally:
        library.close()


def _cut(document: "Document", pages: int) -> "Document":
    """So many blocks from the start as stand on so many pages."""
    from esscollab_desktop.render.document_pdf import compile_document

    low, high = 1, len(document.blocks)
    while low < high:
        middle = (low + high + 1) // 2
        cut = replace(document, blocks=document.blocks[:middle])
        if compile_document(_stamped(cut, " 100")).pages <= pages:
            low = middle
        else:
            high = middle - 1
    return replace(document, blocks=document.blocks[:low])


def _stamped(value: Any, words: str) -> Any:
    """Other words at the end of each paragraph, since Typst remembers what it has set."""
    from esscollab_desktop.render.document import Paragraph, Span

    if isinstance(value, tuple):
        return tuple(_stamped(part, words) for part in value)
    if isinstance(value, Paragraph):
        return replace(value, text=(*value.text, Span(words)))
    if is_dataclass(value) and not isinstance(value, type):
        found = {f.name: _stamped(getattr(value, f.name), words) for f in fields(value)}
        return type(value)(**found)
    return value


if __name__ == "__main__":
    print(json.dumps(list(measured(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS))))
