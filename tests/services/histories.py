"""Histories of notes for tests: three notebooks that write, delete, restore, pick and hand over at random."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from esscollab_desktop.domain.anchors import Anchor, Selectors
from esscollab_desktop.domain.notes import History, Note, NoteFields, Revision
from esscollab_desktop.services.merging import arranged, merge, tips

START = datetime(2026, 11, 23, 12, tzinfo=UTC)
PLACE = Anchor(Selectors("quote", "", "", 0, 9, "h"), "2026.1")
FIRST = Revision("first", "n", 1, "", "first", NoteFields(), PLACE, START)

STEPS = st.lists(
    st.tuples(st.integers(0, 6), st.integers(0, 2), st.integers(0, 3), st.integers(-3, 3)), max_size=14
)


def begun(*revisions: Revision) -> History:
    return arranged(Note("n", "4.MA", "", START, START), revisions or (FIRST,))


def written(history: History, body: str, at: datetime, name: str, settles: tuple[str, ...] = ()) -> History:
    """The history with a version over the standing one, as a notebook makes it."""
    over = history.revisions[-1]
    made = replace(
        over, id=name, parent=over.id, body=body, at=at, settles=settles, deleted_at=None, author=name
    )
    return arranged(history.note, (*history.revisions, made))


def deleted(history: History, at: datetime) -> History:
    away = {history.revisions[-1].id, *history.note.rivals}
    return arranged(
        history.note,
        (replace(r, deleted_at=r.deleted_at or at) if r.id in away else r for r in history.revisions),
    )


def moved(history: History, at: datetime, name: str) -> History:
    """As after a new edition: the passage is at another place, nothing is written."""
    over = history.revisions[-1]
    place = Anchor(PLACE.selectors, name)
    made = replace(over, id=name, parent=over.id, anchor=place, at=at, settles=(), deleted_at=over.deleted_at)
    return arranged(history.note, (*history.revisions, made))


def handed_over(history: History) -> History:
    """What a file carries: no version but those that stand."""
    return arranged(history.note, tips(history))


def grown(steps: list[tuple[int, int, int, int]]) -> list[History]:
    """Three histories that began as one; every version has a name of its own, clocks go wrong."""
    notebooks = [begun()] * 3
    for count, (kind, who, text, minutes) in enumerate(steps):
        at = START + timedelta(minutes=10 * count + 5 * minutes)
        here, name = notebooks[who], f"{count}"
        match kind:
            case 0:
                here = written(here, f"text {text}", at, name)
            case 1:
                here = deleted(here, at)
            case 2 if here.note.deleted_at:
                here = written(here, here.note.body, at, name)
            case 3 if here.note.rivals:
                here = written(here, here.note.body, at, name, here.note.rivals)
            case 4:
                here = merge(here, notebooks[text % 3])
            case 5:
                here = moved(here, at, name)
            case 6:
                here = merge(here, handed_over(notebooks[text % 3]))
        notebooks[who] = here
    return notebooks
