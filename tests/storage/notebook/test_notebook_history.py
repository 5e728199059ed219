"""History, fields, trash, bulk changes and meetings on disk, with two windows at once."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from esscollab_desktop.domain.anchors import Anchor, AnchorState, Selectors
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.meetings import MeetingFields
from esscollab_desktop.domain.notes import (
    History,
    Note,
    NoteChanges,
    NoteFields,
    NoteKind,
    NoteOrder,
    NoteQuery,
    NoteStatus,
    Visibility,
)
from esscollab_desktop.services.meetings import Meetings
from esscollab_desktop.storage.notebook.repository import NotebookRepository, open_notebook

MIGRATIONS = Path(__file__).parents[3] / "db" / "migrations"
ANCHOR = Anchor(Selectors("quoted words", "before ", " after", 7, 19, "abc"), "2026-1")
FIELDS = NoteFields(
    kind=NoteKind.HEARD,
    status=NoteStatus.DONE,
    tags=("budget", "title one"),
    visibility=Visibility.RECORD,
    author="Ann",
    speaker="Parents’ council",
    due=date(2026, 12, 1),
    meeting="m",
)


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def passes(self, **time: float) -> None:
        self.now += timedelta(**time)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def notebook(tmp_path: Path, clock: Clock) -> Iterator[NotebookRepository]:
    opened = open_notebook(tmp_path, MIGRATIONS, now=clock)
    yield opened
    opened.close()


@pytest.fixture
def other(tmp_path: Path, clock: Clock, notebook: NotebookRepository) -> Iterator[NotebookRepository]:
    opened = open_notebook(tmp_path, MIGRATIONS, now=clock)
    yield opened
    opened.close()


def versions(notebook: NotebookRepository, note: Note) -> list[str]:
    return [revision.body for revision in notebook.history(note.id)]


def test_fields_and_passage_come_back_as_given(notebook: NotebookRepository) -> None:
    added = notebook.add("4.MA", "text", FIELDS, ANCHOR)
    assert (added.fields, added.anchor) == (FIELDS, ANCHOR)
    assert notebook.get(added.id) == added
    moved = replace(ANCHOR, state=AnchorState.MOVED, was="former words")
    saved = notebook.save(added.id, "text", added.revision, NoteFields(), moved)
    assert notebook.get(added.id) == saved
    assert (saved.fields, saved.anchor) == (NoteFields(), moved)
    # What is not given stays.
    assert notebook.save(added.id, "more", saved.revision).anchor == moved


@settings(deadline=None, max_examples=30)
@given(tags=st.lists(st.text(), max_size=4), speaker=st.text(), quote=st.text())
def test_any_text_can_be_a_tag_a_speaker_or_a_quote(
    tmp_path_factory: pytest.TempPathFactory, tags: list[str], speaker: str, quote: str
) -> None:
    notebook = open_notebook(tmp_path_factory.mktemp("any"), MIGRATIONS)
    anchor = replace(ANCHOR, selectors=replace(ANCHOR.selectors, exact=quote))
    added = notebook.add("4", "x", NoteFields(tags=tuple(tags), speaker=speaker), anchor)
    assert notebook.get(added.id) == added
    assert set(added.fields.tags) == {" ".join(tag.replace("\0", " ").split()) for tag in tags} - {""}
    assert notebook.tags() == dict.fromkeys(added.fields.tags, 1)
    (first,) = notebook.history(added.id)
    assert (first.fields, first.anchor) == (added.fields, added.anchor)
    notebook.close()


def test_what_is_typed_in_one_go_is_one_version(notebook: NotebookRepository, clock: Clock) -> None:
    note = notebook.add("4", "a")
    for count in range(5):
        clock.passes(seconds=20)
        note = notebook.save(note.id, f"a{count}", note.revision)
    assert versions(notebook, note) == ["a4"]
    clock.passes(seconds=31)
    note = notebook.save(note.id, "b", note.revision)
    assert versions(notebook, note) == ["a4", "b"]
    for _ in range(20):
        clock.passes(seconds=20)
        note = notebook.save(note.id, note.body + "b", note.revision)
    # Somebody who never pauses gets a version now and then all the same.
    assert len(versions(notebook, note)) == 3
    history = notebook.history(note.id)
    assert [revision.parent for revision in history] == ["", history[0].id, history[1].id]
    assert history[-1].number == note.revision


def test_a_field_is_a_version_of_its_own(notebook: NotebookRepository) -> None:
    note = notebook.add("4", "a", NoteFields(author="Ann"))
    note = notebook.save(note.id, "a", note.revision, replace(note.fields, status=NoteStatus.DONE))
    told = [(revision.fields.status, revision.author) for revision in notebook.history(note.id)]
    assert told == [(NoteStatus.OPEN, "Ann"), (NoteStatus.DONE, "Ann")]


def test_another_window_begins_a_version(notebook: NotebookRepository, other: NotebookRepository) -> None:
    note = notebook.add("4", "a")
    note = other.save(note.id, "b", note.revision)
    note = notebook.save(note.id, "c", note.revision)
    assert versions(notebook, note) == ["a", "b", "c"]


def test_an_earlier_version_is_brought_back_as_a_new_one(notebook: NotebookRepository, clock: Clock) -> None:
    note = notebook.add("4", "first", FIELDS, ANCHOR)
    clock.passes(minutes=1)
    notebook.save(note.id, "second", note.revision, NoteFields())
    first = notebook.history(note.id)[0]
    back = notebook.restore_revision(note.id, first.number)
    assert (back.body, back.fields, back.anchor) == ("first", FIELDS, ANCHOR)
    assert versions(notebook, note) == ["first", "second", "first"]
    with pytest.raises(UserError, match="no version 99"):
        notebook.restore_revision(note.id, 99)


def test_changes_of_two_windows_to_different_things_are_one_note(
    notebook: NotebookRepository, other: NotebookRepository
) -> None:
    note = notebook.add("4", "start")
    read = other.get(note.id)
    assert read is not None
    other.change_many((note.id,), NoteChanges(kind=NoteKind.CONCERN, add_tags=frozenset({"theirs"})))
    saved = notebook.save(note.id, "typed on", note.revision)
    assert (saved.id, saved.body) == (note.id, "typed on")
    assert (saved.fields.kind, saved.fields.tags) == (NoteKind.CONCERN, ("theirs",))
    # Both set the due date: neither is lost.
    base = notebook.get(note.id)
    assert base is not None
    ours = notebook.save(note.id, base.body, base.revision, replace(base.fields, due=date(2026, 1, 1)))
    theirs = other.save(note.id, base.body, base.revision, replace(base.fields, due=date(2026, 2, 2)))
    assert ours.id == note.id
    assert theirs.id != note.id
    assert {kept.fields.due for kept in notebook.notes()} == {date(2026, 1, 1), date(2026, 2, 2)}


def test_a_passage_moved_by_two_windows_is_told(
    notebook: NotebookRepository, other: NotebookRepository
) -> None:
    note = notebook.add("4", "start", anchor=ANCHOR)
    orphan = replace(ANCHOR, state=AnchorState.ORPHAN)
    notebook.set_anchor(note.id, orphan, note.revision)
    assert [kept.id for kept in notebook.orphans()] == [note.id]
    with pytest.raises(UserError, match="Another window changed this note"):
        other.set_anchor(note.id, None, note.revision)
    # A text that was typed meanwhile is no reason to refuse.
    kept = other.get(note.id)
    assert kept is not None
    notebook.save(note.id, "typed on", kept.revision)
    done = other.set_anchor(note.id, None, kept.revision)
    assert (done.anchor, done.body) == (None, "typed on")
    assert notebook.orphans() == []


def test_many_are_changed_and_changed_back(notebook: NotebookRepository) -> None:
    notes = [notebook.add("4", f"note {number}", NoteFields(tags=("old",))) for number in range(20)]
    ids = tuple(note.id for note in notes)
    changes = NoteChanges(
        status=NoteStatus.DONE,
        add_tags=frozenset({"new"}),
        remove_tags=frozenset({"old"}),
        due=date(2026, 5, 5),
    )
    token = notebook.change_many(ids, changes)
    assert notebook.tags() == {"new": 20}
    assert notebook.count(NoteQuery(statuses=frozenset({NoteStatus.DONE}))) == 20
    later = notebook.get(ids[0])
    assert later is not None
    notebook.save(ids[0], "changed since", later.revision)
    assert notebook.undo(token) == 19
    assert notebook.undo(token) == 0
    assert notebook.tags() == {"new": 1, "old": 19}
    trash = notebook.change_many(ids, NoteChanges(in_trash=True))
    assert (notebook.notes(), len(notebook.trash())) == ([], 20)
    assert notebook.undo(trash) == 20
    assert len(notebook.notes()) == 20
    assert all(len(notebook.history(note_id)) >= 3 for note_id in ids)


def test_one_unknown_note_stops_a_bulk_change_whole(notebook: NotebookRepository) -> None:
    note = notebook.add("4", "text")
    with pytest.raises(UserError, match="not in the notebook"):
        notebook.change_many((note.id, "unknown"), NoteChanges(status=NoteStatus.DONE))
    assert notebook.get(note.id) == note


def test_the_trash_lists_the_last_first(notebook: NotebookRepository, clock: Clock) -> None:
    notes = [notebook.add("4", f"note {number}") for number in range(3)]
    for note in (notes[1], notes[0], notes[2]):
        clock.passes(seconds=1)
        notebook.delete(note.id)
    assert [note.body for note in notebook.trash()] == ["note 2", "note 0", "note 1"]
    assert notebook.restore(notes[0].id).deleted_at is None
    assert [note.body for note in notebook.notes()] == ["note 0"]


def test_histories_go_from_one_notebook_to_another_and_back_out(
    notebook: NotebookRepository, tmp_path: Path, clock: Clock
) -> None:
    note = notebook.add("4", "first", FIELDS, ANCHOR)
    clock.passes(minutes=1)
    note = notebook.save(note.id, "second", note.revision)
    (given,) = notebook.histories(None)
    # What was handed out is closed: typing goes on in a new version.
    note = notebook.save(note.id, "third", note.revision)
    assert versions(notebook, note) == ["first", "second", "third"]
    elsewhere = open_notebook(tmp_path / "elsewhere", MIGRATIONS, now=clock)
    mine = elsewhere.add("4", "mine")
    token = elsewhere.put([given])
    taken = elsewhere.get(note.id)
    assert taken is not None
    assert (taken.body, taken.fields, taken.anchor) == ("second", FIELDS, ANCHOR)
    assert taken.created_at == note.created_at
    ids = [revision.id for revision in given.revisions]
    assert [revision.id for revision in elsewhere.history(note.id)] == ids
    # The same again changes nothing; newer versions come after those that are there.
    elsewhere.put([given])
    (newer,) = notebook.histories((note.id,))
    second = elsewhere.put([newer])
    assert versions(elsewhere, note) == ["first", "second", "third"]
    assert elsewhere.undo(second) == 1
    assert versions(elsewhere, note) == ["first", "second"]
    back = elsewhere.get(note.id)
    assert back is not None and back.body == "second"
    assert elsewhere.undo(token) == 0, "the note was changed since, if only by an undo"
    assert [kept.id for kept in elsewhere.notes()] == [note.id, mine.id]
    elsewhere.close()


def test_an_import_is_taken_out_whole(notebook: NotebookRepository, tmp_path: Path) -> None:
    note = notebook.add("4", "theirs", FIELDS)
    Meetings(notebook.meetings).add(MeetingFields("Board"))
    histories, meetings = notebook.histories(None), notebook.meetings.meetings()
    elsewhere = open_notebook(tmp_path / "elsewhere", MIGRATIONS)
    token = elsewhere.put(histories, meetings)
    assert elsewhere.find(NoteQuery(words="theirs")) != []
    assert elsewhere.meetings.meetings() == meetings
    assert elsewhere.undo(token) == 1
    assert (elsewhere.get(note.id), elsewhere.history(note.id), elsewhere.tags()) == (None, [], {})
    assert elsewhere.meetings.meetings() == []
    assert elsewhere.find(NoteQuery(words="theirs")) == []
    elsewhere.close()


def test_rivals_stand_until_one_is_picked(notebook: NotebookRepository) -> None:
    note = notebook.add("4", "ours")
    (given,) = notebook.histories(None)
    rival = replace(given.revisions[0], id="rival", body="theirs", parent="")
    both = History(replace(given.note, rivals=("rival",)), (rival, *given.revisions))
    notebook.put([both])
    kept = notebook.get(note.id)
    assert kept is not None and (kept.body, kept.rivals) == ("ours", ("rival",))
    settled = notebook.settle(note.id, "rival")
    assert (settled.body, settled.rivals) == ("theirs", ())
    assert notebook.history(note.id)[-1].settles == ("rival",)
    with pytest.raises(UserError, match="not in the note's history"):
        notebook.settle(note.id, "unknown")


def test_notes_are_stamped_with_the_current_meeting(
    notebook: NotebookRepository, other: NotebookRepository
) -> None:
    meetings = Meetings(notebook.meetings)
    with pytest.raises(UserError, match="no title"):
        meetings.add(MeetingFields(" "))
    board = meetings.add(
        MeetingFields("Board", date(2026, 11, 1), "Lansing", "SEA", ("parents", "tribes"), "1. Ä")
    )
    later = meetings.add(MeetingFields("Council", date(2026, 12, 1)))
    open_day = meetings.add(MeetingFields("Some day"))
    assert [meeting.title for meeting in meetings.list()] == ["Council", "Board", "Some day"]
    assert meetings.get(board.id) == board
    assert meetings.current() is None
    assert meetings.use(board.id) == board
    assert Meetings(other.meetings).current() == board
    stamped = other.add("4", "in the meeting")
    kept = other.add("4", "of another", NoteFields(meeting=later.id))
    assert (stamped.fields.meeting, kept.fields.meeting) == (board.id, later.id)
    assert meetings.counts() == {board.id: 1, later.id: 1}
    assert [note.id for note in notebook.find(NoteQuery(meeting=board.id))] == [stamped.id]
    meetings.delete(board.id)
    assert meetings.current() is None
    assert other.add("4", "after it").fields.meeting == ""
    assert meetings.restore(board.id).deleted_at is None
    assert meetings.use("") is None
    with pytest.raises(UserError, match="not in the notebook"):
        meetings.use("unknown")
    # Two windows that write on one meeting keep both.
    ours = meetings.save(open_day.id, MeetingFields("Ours"), 1)
    theirs = Meetings(other.meetings).save(open_day.id, MeetingFields("Theirs"), 1)
    assert (ours.id, theirs.id != open_day.id) == (open_day.id, True)
    assert meetings.save(open_day.id, MeetingFields("Ours"), 1).id == open_day.id


@pytest.fixture
def full(notebook: NotebookRepository, clock: Clock) -> NotebookRepository:
    """Sixty notes, each a minute after the other."""
    codes = ("4", "4.MA", "4.MI-2", "1.WA", "state:MA", "40")
    for number in range(60):
        clock.passes(minutes=1)
        fields = NoteFields(
            kind=list(NoteKind)[number % 8],
            status=list(NoteStatus)[number % 3],
            tags=("even",) if number % 2 == 0 else ("odd", "third") if number % 3 == 0 else (),
            due=date(2026, 1, 1) + timedelta(days=60 - number) if number % 5 == 0 else None,
        )
        anchor = replace(ANCHOR, state=AnchorState.ORPHAN) if number % 10 == 0 else None
        notebook.add(codes[number % 6], f"note {number} café parents", fields, anchor)
    notebook.delete(notebook.notes()[-1].id)
    return notebook


@pytest.mark.parametrize(
    ("query", "count"),
    [
        (NoteQuery(), 59),
        (NoteQuery(in_trash=True), 1),
        (NoteQuery(kinds=frozenset({NoteKind.COMMENT, NoteKind.IDEA})), 15),
        (NoteQuery(statuses=frozenset({NoteStatus.DONE})), 20),
        (NoteQuery(tags=frozenset({"odd", "third"})), 10),
        (NoteQuery(tags=frozenset({"odd", "even"})), 0),
        (NoteQuery(practice="4"), 30),
        (NoteQuery(jurisdiction="MA"), 20),
        (NoteQuery(target="4.MI-2"), 10),
        (NoteQuery(anchor_states=frozenset({AnchorState.ORPHAN})), 6),
        (NoteQuery(due_until=date(2026, 1, 20)), 3),
        (NoteQuery(words="CAFE paren"), 59),
        (NoteQuery(words="paren "), 0),
        (NoteQuery(words="7"), 1),
        (NoteQuery(words='"note" AND (NOT 5*'), 0),
        (NoteQuery(words="?!"), 0),
        (NoteQuery(words="title"), 0),
        (NoteQuery(words="quoted"), 6),
        (NoteQuery(words="third"), 10),
        (NoteQuery(words="parents", practice="4", tags=frozenset({"even"})), 20),
        (NoteQuery(limit=7), 7),
        (NoteQuery(limit=7, offset=55), 4),
    ],
)
def test_notes_are_found_by_what_they_are(full: NotebookRepository, query: NoteQuery, count: int) -> None:
    found = full.find(query)
    assert len(found) == count
    whole = replace(query, limit=None, offset=0)
    assert full.count(query) == len(full.find(whole)) >= count
    assert [note.created_at for note in found] == sorted(note.created_at for note in found)


def test_lists_are_sorted_as_asked(full: NotebookRepository) -> None:
    def told(order: NoteOrder, **also: bool) -> list[Note]:
        return full.find(NoteQuery(order=order, **also))  # type: ignore[arg-type]

    first = told(NoteOrder.CREATED)[0]
    full.save(first.id, "changed last", first.revision)
    assert told(NoteOrder.UPDATED, descending=True)[0].id == first.id
    targets = [note.target for note in told(NoteOrder.TARGET)]
    assert targets == sorted(targets)
    due = [note.fields.due for note in told(NoteOrder.DUE)]
    days = [day for day in due if day]
    assert due == sorted(days) + [None] * (59 - len(days))
    due = [note.fields.due for note in told(NoteOrder.DUE, descending=True)]
    assert due == sorted(days, reverse=True) + [None] * (59 - len(days))
    pages = [full.find(NoteQuery(words="parents", limit=10, offset=at)) for at in range(0, 60, 10)]
    assert [note.id for page in pages for note in page] == [
        note.id for note in full.find(NoteQuery(words="parents"))
    ]


def test_days_are_local_and_the_last_one_counts(notebook: NotebookRepository, clock: Clock) -> None:
    day = clock.now.astimezone().date()
    midnight = datetime.combine(day, datetime.min.time()).astimezone()
    for at in (midnight - timedelta(seconds=1), midnight, midnight + timedelta(hours=23)):
        clock.now = at
        notebook.add("4", at.isoformat())
    assert len(notebook.find(NoteQuery(created_from=day, created_until=day))) == 2
    assert len(notebook.find(NoteQuery(created_until=day - timedelta(days=1)))) == 1


def test_a_damaged_index_of_words_mends_itself(notebook: NotebookRepository, tmp_path: Path) -> None:
    import sqlite3
    from contextlib import closing

    note = notebook.add("4", "findable words")
    for count in range(50):
        notebook.add("4", f"other {count}")
    with closing(sqlite3.connect(notebook.path)) as connection:
        connection.execute("UPDATE note_search_data SET block = x'0102030405' WHERE id > 10")
        connection.commit()
    saved = notebook.save(note.id, "findable words, changed", note.revision)
    assert notebook.find(NoteQuery(words="findable chang")) == [saved]
    assert not (tmp_path / "notebook.sqlite.suspect").exists()


def test_a_large_notebook_is_looked_through_after_it_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from esscollab_desktop.storage.notebook import examination

    folder = tmp_path / "large"
    notebook = open_notebook(folder, MIGRATIONS)
    for count in range(100):
        notebook.add("4", f"note {count} " + "text " * 100)
    notebook.close()
    monkeypatch.setattr(examination, "LARGE", 0)
    notebook = open_notebook(folder, MIGRATIONS)
    assert notebook.check() == ""
    notebook.close()
    path = folder / "notebook.sqlite"
    data = bytearray(path.read_bytes())
    at = data.rindex(b"note 50 text")
    page = at // 4096 * 4096
    data[page + 3 : page + 8] = b"\xff" * 5
    path.write_bytes(data)
    notebook = open_notebook(folder, MIGRATIONS)
    assert notebook.notice == "", "it opens without waiting for the check"
    assert "damaged places" in notebook.check()
    notebook.close()
    mended = open_notebook(folder, MIGRATIONS)
    assert "The notebook was damaged" in mended.notice
    assert len(mended.notes()) == 100
    mended.close()
