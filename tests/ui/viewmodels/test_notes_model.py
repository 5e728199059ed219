"""Notes that save themselves: over a real notebook, a real clock and a real thread."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.notes import Note
from esscollab_desktop.services.notebook import Notebook
from esscollab_desktop.storage.notebook.opening import make_ready
from esscollab_desktop.storage.notebook.repository import NotebookRepository, open_notebook
from esscollab_desktop.ui.tasks import TaskRunner
from esscollab_desktop.ui.viewmodels.draft import Draft, SaveState
from esscollab_desktop.ui.viewmodels.notes import NotesModel

MIGRATIONS = Path(__file__).parents[3] / "db" / "migrations"
FILE = "notebook.sqlite"


def now() -> datetime:
    return datetime.now(UTC)


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Another program writes to the notebook and does not let go."""
    with closing(sqlite3.connect(folder / FILE, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def on_disk(folder: Path, target: str | None = None) -> list[str]:
    """The texts of the live notes, as another program reads them."""
    with closing(open_notebook(folder, MIGRATIONS)) as other:
        return [note.body for note in other.notes(target)]


@pytest.fixture
def notebook(tmp_path: Path) -> Iterator[Notebook]:
    """A notebook that is impatient with others who hold it."""
    kept = NotebookRepository(make_ready(tmp_path, MIGRATIONS, now()), now, busy_seconds=0.05)
    opened = Notebook(kept)
    yield opened
    opened.close()


@pytest.fixture
def runner(qapp: QApplication, own_garbage: None) -> Iterator[TaskRunner]:
    made = TaskRunner()
    yield made
    made.close()


@pytest.fixture
def unopened(runner: TaskRunner) -> Iterator[NotesModel]:
    """The notes of 4.MA while the notebook is still being opened."""
    model = NotesModel(runner)
    model.show("4.MA")
    yield model
    # What a test leaves unsaved on purpose would come due when the runner is closed.
    model._timer.stop()


@pytest.fixture
def model(unopened: NotesModel, notebook: Notebook, runner: TaskRunner) -> NotesModel:
    """The notes of 4.MA, none so far."""
    unopened.attach(notebook)
    runner.drain()
    return unopened


@pytest.fixture
def said(unopened: NotesModel) -> list[str]:
    heard: list[str] = []
    unopened.said.connect(heard.append)
    return heard


def wait_for(qtbot: QtBot, draft: Draft, state: SaveState) -> None:
    qtbot.waitUntil(lambda: draft.state is state)


def settle(model: NotesModel, runner: TaskRunner, steps: int = 4) -> None:
    """Save all, and let every answer and what it asks for come in."""
    model.flush()
    for _ in range(steps):
        runner.drain()


# --- saving ---


def test_a_pause_saves(model: NotesModel, qtbot: QtBot, tmp_path: Path) -> None:
    draft = model.new_note()
    model.type(draft.key, "First words")
    assert draft.state is SaveState.WRITING
    assert model.unsaved == [draft]
    wait_for(qtbot, draft, SaveState.SAVED)
    assert on_disk(tmp_path) == ["First words"]
    assert model.unsaved == []
    assert draft.note is not None
    assert draft.saved_at == draft.note.updated_at


def test_typing_without_a_pause_is_saved_all_the_same(
    model: NotesModel, qtbot: QtBot, tmp_path: Path
) -> None:
    draft = model.new_note()
    for _ in range(200):
        model.type(draft.key, draft.text + "x")
        qtbot.wait(20)
        if draft.stored:
            break
    assert draft.stored
    assert draft.text.startswith(draft.stored)
    assert on_disk(tmp_path) == [draft.stored]


def test_a_new_note_typed_quickly_is_one_note(
    model: NotesModel, runner: TaskRunner, qtbot: QtBot, tmp_path: Path
) -> None:
    draft = model.new_note()
    words = "The quick brown fox jumps over the lazy dog, again and again and again."
    for end in range(1, len(words) + 1):
        model.type(draft.key, words[:end])
        if end % 3 == 0:
            model.flush()
        if end % 7 == 0:
            runner.drain()
    wait_for(qtbot, draft, SaveState.SAVED)
    assert on_disk(tmp_path) == [words]
    assert draft.note is not None


def test_nothing_but_space_is_not_a_note(model: NotesModel, runner: TaskRunner, tmp_path: Path) -> None:
    draft = model.new_note()
    model.type(draft.key, " \n\t")
    assert model.finish() == []
    assert on_disk(tmp_path) == []
    assert draft.state is SaveState.EMPTY


def test_a_new_note_is_no_words_to_save(model: NotesModel) -> None:
    assert model.new_note().state is SaveState.EMPTY
    assert model.unsaved == []


def test_an_empty_note_that_stands_there_is_taken(model: NotesModel, runner: TaskRunner) -> None:
    first = model.new_note()
    assert model.new_note() is first
    model.type(first.key, "words")
    second = model.new_note()
    assert second is not first
    assert model.new_note() is second


def test_words_taken_back_before_the_save_leave_no_note(
    model: NotesModel, runner: TaskRunner, tmp_path: Path
) -> None:
    draft = model.new_note()
    model.type(draft.key, "slip")
    model.type(draft.key, "")
    assert draft.state is SaveState.EMPTY
    assert model.finish() == []
    assert on_disk(tmp_path) == []


def test_leaving_for_another_page_saves_at_once(
    model: NotesModel, runner: TaskRunner, tmp_path: Path
) -> None:
    draft = model.new_note()
    model.type(draft.key, "left behind")
    model.show("4.MI")
    runner.drain()
    assert on_disk(tmp_path, "4.MA") == ["left behind"]
    assert model.shown == []
    model.show("4.MA")
    runner.drain()
    assert [d.text for d in model.shown] == ["left behind"]


def test_quitting_saves_everything_everywhere(model: NotesModel, runner: TaskRunner, tmp_path: Path) -> None:
    for target in ("4.MA", "4.MI", "4", "state:WY"):
        model.show(target)
        model.type(model.new_note().key, f"on {target}, one")
        model.type(model.new_note().key, f"on {target}, two")
    assert model.finish() == []
    assert sorted(on_disk(tmp_path)) == sorted(
        f"on {t}, {n}" for t in ("4.MA", "4.MI", "4", "state:WY") for n in ("one", "two")
    )


def test_quitting_in_the_middle_of_a_save_keeps_the_newest_words(model: NotesModel, tmp_path: Path) -> None:
    draft = model.new_note()
    model.type(draft.key, "old")
    model.flush()
    model.type(draft.key, "old and new")
    assert model.finish() == []
    assert on_disk(tmp_path) == ["old and new"]


def test_a_note_of_an_earlier_day_is_written_on(
    model: NotesModel, runner: TaskRunner, notebook: Notebook, tmp_path: Path
) -> None:
    notebook.add("4.MI", "Monday")
    notebook.add("4.MI", "Tuesday")
    model.show("4.MI")
    runner.drain()
    first, second = model.shown
    assert [first.text, second.text] == ["Monday", "Tuesday"]
    assert first.state is SaveState.SAVED
    model.type(first.key, "Monday, later")
    assert model.finish() == []
    assert sorted(on_disk(tmp_path)) == ["Monday, later", "Tuesday"]


# --- a notebook that is not there yet, or never ---


def test_typing_begins_before_the_notebook_is_open(
    unopened: NotesModel, notebook: Notebook, qtbot: QtBot, tmp_path: Path
) -> None:
    notebook.add("4.MA", "older")
    draft = unopened.new_note()
    unopened.type(draft.key, "early words")
    other = unopened.new_note()
    unopened.show("4.MI")
    unopened.type(unopened.new_note().key, "on another page")
    unopened.show("4.MA")
    assert on_disk(tmp_path) == ["older"]
    with qtbot.waitSignal(unopened.notes_shown):
        unopened.attach(notebook)
    qtbot.waitUntil(lambda: not unopened.unsaved)
    assert sorted(on_disk(tmp_path)) == ["early words", "older", "on another page"]
    assert [d.text for d in unopened.shown if d.note] == ["older", "early words"]
    assert other.note is None


def test_quitting_before_the_notebook_is_open_waits_for_it(
    unopened: NotesModel, notebook: Notebook, runner: TaskRunner, tmp_path: Path
) -> None:
    runner.run(lambda: notebook, unopened.attach, lambda _fault: None)
    unopened.type(unopened.new_note().key, "quick")
    assert unopened.finish() == []
    assert on_disk(tmp_path) == ["quick"]


def test_without_a_notebook_every_note_says_why(unopened: NotesModel, said: list[str]) -> None:
    early = unopened.new_note()
    unopened.type(early.key, "typed before it was known")
    unopened.refuse("The notebook can't be opened. Do this.")
    late = unopened.new_note()
    unopened.type(late.key, "typed after")
    for draft in (early, late):
        assert draft.state is SaveState.NOT_SAVED
        assert draft.reason == "The notebook can't be opened. Do this."
    unopened.show("4.MI")
    unopened.show("4.MA")
    assert [d.text for d in unopened.shown] == ["typed before it was known", "typed after"]
    assert unopened.finish() == [early, late]
    unopened.delete(early.key)
    assert said == ["The notebook can't be opened. Do this."]
    assert unopened.shown == [early, late]


# --- saves that are refused ---


def test_a_refused_save_keeps_the_words_says_why_and_tries_again(
    model: NotesModel, qtbot: QtBot, tmp_path: Path
) -> None:
    draft = model.new_note()
    model.type(draft.key, "hard words")
    with held(tmp_path):
        wait_for(qtbot, draft, SaveState.NOT_SAVED)
        assert draft.reason.startswith("Another program is writing to the notebook")
        assert draft.text == "hard words"
        model.type(draft.key, "hard words and more")
        assert draft.state is SaveState.NOT_SAVED
    wait_for(qtbot, draft, SaveState.SAVED)
    assert draft.reason == ""
    assert on_disk(tmp_path) == ["hard words and more"]


def test_quitting_with_a_refused_save_tells_what_is_left(model: NotesModel, tmp_path: Path) -> None:
    draft = model.new_note()
    model.type(draft.key, "kept on the screen")
    with held(tmp_path):
        assert model.finish() == [draft]
        assert draft.state is SaveState.NOT_SAVED
        assert draft.reason
    assert model.finish() == []
    assert on_disk(tmp_path) == ["kept on the screen"]


def test_words_refused_on_a_page_that_was_left_are_still_there(
    model: NotesModel, runner: TaskRunner, qtbot: QtBot, tmp_path: Path
) -> None:
    draft = model.new_note()
    model.type(draft.key, "left in trouble")
    with held(tmp_path):
        model.show("4.MI")
        wait_for(qtbot, draft, SaveState.NOT_SAVED)
        model.show("4")
        model.show("4.MA")
        runner.drain()
        assert model.shown == [draft]
    assert model.finish() == []
    assert on_disk(tmp_path, "4.MA") == ["left in trouble"]


class Broken(Notebook):
    """A notebook with a bug in it."""

    def add(self, target: str, body: str, *_more: object) -> Note:
        raise LookupError("a bug")


def test_a_bug_in_saving_is_not_hidden_and_the_words_stay(
    unopened: NotesModel, notebook: Notebook, qtbot: QtBot
) -> None:
    unopened.attach(Broken(notebook._repository))
    draft = unopened.new_note()
    unopened.type(draft.key, "words")
    with qtbot.captureExceptions() as caught:
        wait_for(qtbot, draft, SaveState.NOT_SAVED)
    assert [kind for kind, _fault, _trace in caught] == [LookupError]
    assert draft.text == "words"
    assert "copy them" in draft.reason


# --- deleting ---


def test_delete_and_bring_back(
    model: NotesModel, runner: TaskRunner, said: list[str], tmp_path: Path
) -> None:
    draft = model.new_note()
    model.type(draft.key, "goes and comes")
    settle(model, runner)
    assert not model.can_undo_delete
    model.delete(draft.key)
    settle(model, runner)
    assert model.shown == []
    assert on_disk(tmp_path) == []
    assert model.can_undo_delete
    assert "Ctrl+Shift+B" in said[-1]
    model.undo_delete()
    settle(model, runner)
    assert [d.text for d in model.shown] == ["goes and comes"]
    assert on_disk(tmp_path) == ["goes and comes"]
    assert not model.can_undo_delete
    assert said[-1] == "The note on 4.MA is back."


def test_notes_come_back_in_the_order_opposite_to_their_going(
    model: NotesModel, runner: TaskRunner, tmp_path: Path
) -> None:
    drafts = []
    for words in ("one", "two", "three"):
        drafts.append(model.new_note())
        model.type(drafts[-1].key, words)
        settle(model, runner)
    for draft in drafts:
        model.delete(draft.key)
    settle(model, runner)
    assert on_disk(tmp_path) == []
    for expected in (["three"], ["two", "three"], ["one", "two", "three"]):
        model.undo_delete()
        settle(model, runner)
        assert on_disk(tmp_path) == expected
        assert [d.text for d in model.shown] == expected


def test_a_note_is_brought_back_from_another_page(
    model: NotesModel, runner: TaskRunner, said: list[str], tmp_path: Path
) -> None:
    draft = model.new_note()
    model.type(draft.key, "far away")
    settle(model, runner)
    model.delete(draft.key)
    model.show("4.MI")
    settle(model, runner)
    assert on_disk(tmp_path) == []
    model.undo_delete()
    settle(model, runner)
    assert on_disk(tmp_path) == ["far away"]
    assert model.shown == []
    assert "4.MA" in said[-1]


def test_words_typed_just_before_deleting_come_back_too(
    model: NotesModel, runner: TaskRunner, tmp_path: Path
) -> None:
    draft = model.new_note()
    model.type(draft.key, "first")
    model.flush()
    model.type(draft.key, "first and last")
    model.delete(draft.key)
    settle(model, runner, 6)
    assert model.shown == []
    assert on_disk(tmp_path) == []
    model.undo_delete()
    settle(model, runner)
    assert on_disk(tmp_path) == ["first and last"]


def test_a_note_deleted_just_before_quitting_is_gone(model: NotesModel, tmp_path: Path) -> None:
    draft = model.new_note()
    model.type(draft.key, "first")
    model.flush()
    model.type(draft.key, "first and last")
    model.delete(draft.key)
    assert model.finish() == []
    assert on_disk(tmp_path) == []


def test_an_unwritten_note_just_goes(model: NotesModel, runner: TaskRunner, qtbot: QtBot) -> None:
    draft = model.new_note()
    with qtbot.waitSignal(model.draft_removed) as removed:
        model.delete(draft.key)
    assert removed.args == [draft.key]
    assert not model.can_undo_delete
    model.delete(draft.key)
    model.type(draft.key, "too late")
    assert model.shown == []


def test_a_refused_delete_says_why_and_leaves_the_note(
    model: NotesModel, runner: TaskRunner, said: list[str], tmp_path: Path
) -> None:
    draft = model.new_note()
    model.type(draft.key, "stays")
    settle(model, runner)
    with held(tmp_path):
        model.delete(draft.key)
        settle(model, runner)
    assert model.shown == [draft]
    assert said[-1].startswith("Another program is writing to the notebook")


def test_words_that_are_not_saved_are_not_deleted_either(
    model: NotesModel, runner: TaskRunner, said: list[str], qtbot: QtBot, tmp_path: Path
) -> None:
    draft = model.new_note()
    model.type(draft.key, "nowhere else")
    with held(tmp_path):
        wait_for(qtbot, draft, SaveState.NOT_SAVED)
        model.delete(draft.key)
        settle(model, runner)
        assert model.shown == [draft]
        assert said == [draft.reason]
    assert model.finish() == []


def test_a_refused_return_can_be_asked_for_again(
    model: NotesModel, runner: TaskRunner, said: list[str], tmp_path: Path
) -> None:
    draft = model.new_note()
    model.type(draft.key, "patience")
    settle(model, runner)
    model.delete(draft.key)
    settle(model, runner)
    with held(tmp_path):
        model.undo_delete()
        settle(model, runner)
    assert said[-1].startswith("Another program is writing to the notebook")
    assert model.can_undo_delete
    model.undo_delete()
    settle(model, runner)
    assert on_disk(tmp_path) == ["patience"]


# --- other writers ---


def change_elsewhere(folder: Path, change: Callable[[NotebookRepository, Note], object]) -> None:
    with closing(open_notebook(folder, MIGRATIONS)) as other:
        (note,) = other.notes()
        change(other, note)


def test_a_note_changed_elsewhere_keeps_both_texts(
    model: NotesModel, runner: TaskRunner, said: list[str], tmp_path: Path
) -> None:
    draft = model.new_note()
    model.type(draft.key, "shared")
    settle(model, runner)
    change_elsewhere(tmp_path, lambda other, note: other.save(note.id, "theirs", note.revision))
    model.type(draft.key, "shared, mine")
    settle(model, runner)
    assert sorted(on_disk(tmp_path)) == ["shared, mine", "theirs"]
    assert sorted(d.text for d in model.shown) == ["shared, mine", "theirs"]
    assert said == ["This note was also changed elsewhere. Both texts are kept, as two notes."]
    model.type(draft.key, "shared, mine, more")
    settle(model, runner)
    assert sorted(on_disk(tmp_path)) == ["shared, mine, more", "theirs"]


def test_writing_on_in_a_note_deleted_elsewhere_keeps_the_words(
    model: NotesModel, runner: TaskRunner, tmp_path: Path
) -> None:
    draft = model.new_note()
    model.type(draft.key, "shared")
    settle(model, runner)
    change_elsewhere(tmp_path, lambda other, note: other.delete(note.id))
    model.type(draft.key, "shared, and on")
    settle(model, runner)
    assert on_disk(tmp_path) == ["shared, and on"]


def test_a_note_written_elsewhere_is_there_when_the_page_is_opened(
    model: NotesModel, runner: TaskRunner, notebook: Notebook, tmp_path: Path
) -> None:
    with closing(open_notebook(tmp_path, MIGRATIONS)) as other:
        other.add("4.MI", "from the command line")
    model.show("4.MI")
    runner.drain()
    assert [d.text for d in model.shown] == ["from the command line"]


# --- counts ---


def test_counts_follow_what_is_in_the_notebook(model: NotesModel, runner: TaskRunner) -> None:
    told: list[dict[str, int]] = []
    model.counts_changed.connect(told.append)
    draft = model.new_note()
    model.type(draft.key, "one")
    settle(model, runner)
    assert told[-1] == {"4.MA": 1}
    model.delete(draft.key)
    settle(model, runner)
    assert told[-1] == {}
    model.undo_delete()
    settle(model, runner)
    assert told[-1] == {"4.MA": 1}


def test_a_notebook_that_can_not_be_read_is_said(
    unopened: NotesModel, runner: TaskRunner, said: list[str], notebook: Notebook, tmp_path: Path
) -> None:
    class Unreadable(Notebook):
        def notes(self, target: str | None = None) -> list[Note]:
            raise UserError("The disk that holds the notebook can't be used. Check it.")

    unopened.attach(Unreadable(notebook._repository))
    runner.drain()
    assert said == ["The disk that holds the notebook can't be used. Check it."]
