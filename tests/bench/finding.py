"""Listing, filtering and searching a hundred thousand notes, beside plain SQL on the same file."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from pathlib import Path

from bench.figures import Figure, Limit, side_by_side
from bench.full_notebook import TAGS
from esscollab_desktop.domain.anchors import AnchorState
from esscollab_desktop.domain.notes import NoteKind, NoteOrder, NoteQuery, NoteStatus, Visibility
from esscollab_desktop.services.notebook import Notebook
from esscollab_desktop.storage.notebook.marks import FILE_NAME

CALLS = 40
PAGE = 100
LIMIT = Limit(seconds=0.05)
YARDSTICK = "sqlite3, the same question in plain SQL"
Case = tuple[str, Sequence[NoteQuery], Sequence[tuple[str, tuple[object, ...]]]]


def figures(notebook: Notebook, folder: Path, meetings: Sequence[str]) -> Iterator[Figure]:
    """What a list of the window asks for: how many there are, and the first hundred of them."""
    with closing(sqlite3.connect(folder / FILE_NAME)) as raw:
        for name, queries, plain in _cases(notebook, meetings):
            ours = [_asked(notebook, query) for query in queries]
            beside = [_plain(raw, where, values) for where, values in plain]
            taken, yardstick = side_by_side(_filled(ours), _filled(beside), "95 %")
            yield Figure("100,000 notes", name, "95 %", taken, YARDSTICK, yardstick, LIMIT)
        counts = "SELECT target, count(*) FROM note WHERE deleted_at IS NULL GROUP BY target"
        tags = (
            "SELECT tag, count(*) FROM note_tag JOIN note ON note.number = note_tag.note"
            " WHERE deleted_at IS NULL GROUP BY tag"
        )
        for name, call, sql in (
            ("how many each place has", notebook.counts, counts),
            ("tags and how many bear them", notebook.tags, tags),
        ):
            taken, yardstick = side_by_side([call] * CALLS, [_run(raw, sql)] * CALLS, "95 %")
            yield Figure("100,000 notes", name, "95 %", taken, YARDSTICK, yardstick, LIMIT)


def _cases(notebook: Notebook, meetings: Sequence[str]) -> Iterator[Case]:
    live = "deleted_at IS NULL"
    first = NoteQuery()
    yield "list, by time written", [first], [(f"{live} ORDER BY created_at", ())]
    yield (
        "list, last changed first",
        [replace(first, order=NoteOrder.UPDATED, descending=True)],
        [(f"{live} ORDER BY updated_at DESC", ())],
    )
    yield "list, by place", [replace(first, order=NoteOrder.TARGET)], [(f"{live} ORDER BY target", ())]
    yield (
        "list, by due day",
        [replace(first, order=NoteOrder.DUE)],
        [(f"{live} ORDER BY due IS NULL, due", ())],
    )
    yield "list, far down", [replace(first, offset=n * 2400) for n in range(CALLS)], [(live, ())]
    yield (
        "one practice",
        [replace(first, practice=str(n)) for n in range(1, 6)],
        [(f"{live} AND (target = ? OR target LIKE ?)", (str(n), f"{n}.%")) for n in range(1, 6)],
    )
    yield (
        "one state",
        [replace(first, jurisdiction=place) for place in ("MA", "MI", "OH", "WA")],
        [(f"{live} AND place = ?", (place,)) for place in ("MA", "MI", "OH", "WA")],
    )
    yield (
        "one meeting",
        [replace(first, meeting=one) for one in meetings],
        [(f"{live} AND meeting = ?", (one,)) for one in meetings],
    )
    yield (
        "two kinds",
        [replace(first, kinds=frozenset(two)) for two in product(NoteKind, repeat=2)],
        [(f"{live} AND kind IN (?, ?)", two) for two in product(NoteKind, repeat=2)],
    )
    yield (
        "one tag",
        [replace(first, tags=frozenset({tag})) for tag in TAGS],
        [(f"{live} AND number IN (SELECT note FROM note_tag WHERE tag = ?)", (tag,)) for tag in TAGS],
    )
    yield from _combined(first, live)
    yield from _searched(notebook, first, live)


def _combined(first: NoteQuery, live: str) -> Iterator[Case]:
    days = [date(2024, 1, 8) + timedelta(15 * n) for n in range(CALLS)]
    yield (
        "two weeks",
        [replace(first, created_from=day, created_until=day + timedelta(14)) for day in days],
        [(f"{live} AND created_at BETWEEN ? AND ?", (str(day), str(day + timedelta(15)))) for day in days],
    )
    yield (
        "kind, status, visibility, tag and practice",
        [
            replace(
                first,
                kinds=frozenset({kind}),
                statuses=frozenset({status}),
                visibilities=frozenset({Visibility.TEAM}),
                tags=frozenset({"budget"}),
                practice="4",
            )
            for kind, status in product(NoteKind, NoteStatus)
        ],
        [
            (
                f"{live} AND kind = ? AND status = ? AND visibility = 'team' AND target LIKE '4%'"
                " AND number IN (SELECT note FROM note_tag WHERE tag = 'budget')",
                (kind.value, status.value),
            )
            for kind, status in product(NoteKind, NoteStatus)
        ],
    )
    orphans = frozenset({AnchorState.ORPHAN})
    yield (
        "notes whose passage is gone",
        [replace(first, anchor_states=orphans)],
        [(f"{live} AND anchor_state = 'orphan'", ())],
    )
    yield "the trash", [replace(first, in_trash=True)], [("deleted_at IS NOT NULL", ())]


def _searched(notebook: Notebook, first: NoteQuery, live: str) -> Iterator[Case]:
    found = notebook.find(replace(first, limit=2000))
    seen: dict[str, int] = {}
    for word in (word for note in found for word in set(note.body.casefold().split()) if word.isalpha()):
        seen[word] = seen.get(word, 0) + 1
    by_use = sorted(seen, key=lambda word: (-seen[word], word))
    common, middle, rare = by_use[:8], by_use[200:240], by_use[-CALLS:]
    for name, words in (
        ("search: a rare word", rare),
        ("search: a usual word", middle),
        ("search: one of the commonest words", common),
        ("search: two letters of a word", sorted({word[:2] for word in middle if len(word) > 2})),
        ("search: the first letter", sorted({word[:1] for word in middle})),
        ("search: two words", [f"{one} {two}" for one, two in zip(common, middle, strict=False)]),
    ):
        match = f"{live} AND number IN (SELECT rowid FROM note_search WHERE note_search MATCH ?)"
        asked = [" ".join(f'"{part}"' for part in word.split()) + "*" for word in words]
        yield name, [replace(first, words=word) for word in words], [(match, (one,)) for one in asked]


def _asked(notebook: Notebook, query: NoteQuery) -> Callable[[], object]:
    page = replace(query, limit=PAGE)
    return lambda: (notebook.count(query), notebook.find(page))


def _plain(raw: sqlite3.Connection, where: str, values: tuple[object, ...]) -> Callable[[], object]:
    condition, _order, _rest = where.partition(" ORDER BY ")

    def ask() -> object:
        total = raw.execute(f"SELECT count(*) FROM note WHERE {condition}", values).fetchone()
        ordered = where if _order else f"{where} ORDER BY created_at"
        return total, raw.execute(f"SELECT * FROM note WHERE {ordered} LIMIT {PAGE}", values).fetchall()

    return ask


def _run(raw: sqlite3.Connection, sql: str) -> Callable[[], object]:
    return lambda: raw.execute(sql).fetchall()


def _filled(acts: Sequence[Callable[[], object]]) -> list[Callable[[], object]]:
    return [acts[number % len(acts)] for number in range(CALLS)]
