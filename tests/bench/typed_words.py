"""Words typed key by key into the search of the real window, beside the raw FTS5 query for the same."""

import json
import os
import random
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from time import perf_counter

from bench.figures import Figure, Limit, high
from esscollab_desktop import paths

WORDS, COMMONEST = 200, 20
LONGEST = 8  # letters
ROUNDS = 2
SMALL, BIG = Limit(seconds=0.016), Limit(seconds=0.05)
PATIENCE = 10_000  # ms
SEED = 20261123
RAW = "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rank LIMIT 30"


def figures(folder: Path, big: Path) -> Iterator[Figure]:
    """The 95th percentile by the number of letters, with the bundled book and with the big one."""
    books = {
        "the bundled book": (paths.book_path(paths.bundle_root()), SMALL),
        "100,000 examples": (big, BIG),
    }
    for name, (book, limit) in books.items():
        told = _run(book, folder / f"typed-{limit.seconds}")
        for letters, (ours, raw) in sorted(told.items(), key=lambda one: int(one[0])):
            what = f"{name}: letter {letters} of a word"
            yield Figure("Typing", what, "95 %", ours, "the raw FTS5 query, ranked", raw, limit)


def _run(book: Path, data: Path) -> dict[str, tuple[float, float]]:
    command = [sys.executable, "-m", "bench.typed_words", str(book), str(data)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen:configfile=tests/screens.json"}
    done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE)
    told: dict[str, tuple[float, float]] = json.loads(done.stdout)
    return told


def words_of(book: sqlite3.Connection) -> list[str]:
    """The commonest words of the index, and others by chance, of three letters or more."""
    book.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, search, row)")
    counted = book.execute("SELECT term, doc FROM temp.words WHERE length(term) > 2").fetchall()
    ordered = [word for word, _count in sorted(counted, key=lambda one: -one[1]) if word.isalpha()]
    others = random.Random(SEED).sample(ordered[COMMONEST:], WORDS - COMMONEST)
    return [*ordered[:COMMONEST], *others]


def _typed(book: Path, data: Path) -> dict[int, tuple[float, float]]:
    """Seconds from the key to the painted results, and of the raw query, by the number of letters."""
    from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
    from PySide6.QtTest import QTest

    from bench.big_book import is_idle, open_desk
    from esscollab_desktop.app import Desk

    _app, opened = open_desk(book, data, "page")
    assert isinstance(opened, Desk)
    desk = opened

    class Painted(QObject):
        """Ends the loop when the list has been painted with the newest answer."""

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() is QEvent.Type.Paint and not desk.window.searching.is_looking:
                loop.quit()
            return False

    loop, painted, late = QEventLoop(), Painted(), QTimer(singleShot=True, interval=PATIENCE)
    late.timeout.connect(lambda: loop.exit(1))
    window, field = desk.window, desk.window.tree_pane.search
    window.resize(1366, 768)
    window.show()
    seen: list[bool] = []
    while not is_idle(desk, seen):
        QTimer.singleShot(5, loop.quit)
        loop.exec()

    def press(letter: str) -> float:
        late.start()
        begun = perf_counter()
        QTest.keyClicks(field, letter)
        if loop.exec():
            raise TimeoutError(field.text())
        return perf_counter() - begun

    field.setFocus()
    window.finder.results.list.viewport().installEventFilter(painted)
    with closing(sqlite3.connect(f"file:{book}?mode=ro&immutable=1", uri=True)) as raw:
        words = words_of(raw)
        press("a")
        best: dict[int, tuple[float, float]] = {}
        for _ in range(ROUNDS):
            taken: dict[int, tuple[list[float], list[float]]] = {}
            for word in words:
                field.clear()
                for letters in range(1, min(len(word), LONGEST) + 1):
                    ours, beside = taken.setdefault(letters, ([], []))
                    ours.append(press(word[letters - 1]))
                    begun = perf_counter()
                    raw.execute(RAW, (f'"{word[:letters]}"*',)).fetchall()
                    beside.append(perf_counter() - begun)
            for letters, (ours, beside) in taken.items():
                mine, other = best.get(letters, (9.0, 9.0))
                best[letters] = min(mine, high(ours)), min(other, high(beside))
    window.close()
    desk.close()
    return best


if __name__ == "__main__":
    print(json.dumps(_typed(Path(sys.argv[1]), Path(sys.argv[2]))))
