"""Damage: the old file is kept as it was, a new notebook opens, and what can be read is in it."""

import random
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.notes import Note
from esscollab_desktop.storage.notebook import fresh, opening
from esscollab_desktop.storage.notebook.examination import Condition, examine, side
from esscollab_desktop.storage.notebook.repository import open_notebook

MIGRATIONS = Path(__file__).parents[3] / "db" / "migrations"
FILE = "notebook.sqlite"
PAGE = 4096
AT = datetime(2026, 5, 4, 3, 2, 1, tzinfo=UTC)

Notes = dict[str, Note]


def fill(folder: Path, count: int = 60) -> Notes:
    """Notes of all lengths, up to some that run over many pages."""
    chance = random.Random(7)
    notebook = open_notebook(folder, MIGRATIONS)
    for number in range(count):
        words = f"note {number} ä\0 " + "lorem ipsum " * chance.choice([0, 1, 20, 90, 400, 3000])
        added = notebook.add(f"{number % 5 + 1}", words)
        if number % 3 == 0:
            notebook.save(added.id, words + "changed", added.revision)
    notes = {note.id: note for note in notebook.notes()}
    notebook.close()
    return notes


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Notes]:
    folder = tmp_path_factory.mktemp("sound")
    return folder / FILE, fill(folder)


def reopened(folder: Path) -> tuple[Notes, str]:
    notebook = open_notebook(folder, MIGRATIONS)
    try:
        notebook.add("5", "works again")
        return {note.id: note for note in notebook.notes() if note.body != "works again"}, notebook.notice
    finally:
        notebook.close()


def set_aside(folder: Path) -> list[Path]:
    return sorted(folder.glob("notebook-damaged-*.sqlite"))


def test_garbage_is_set_aside_and_said(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"no notebook at all" * 500)
    notes, notice = reopened(tmp_path)
    (kept,) = set_aside(tmp_path)
    assert notes == {}
    assert kept.read_bytes() == b"no notebook at all" * 500
    assert notice.startswith(
        "The notebook was damaged, so a new one was started. No note could be read from it."
    )
    assert notice.endswith(str(kept))
    assert reopened(tmp_path)[1] == ""


def test_a_foreign_database_is_set_aside_as_it_is(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / FILE)) as connection:
        connection.execute("CREATE TABLE recipes (id INTEGER PRIMARY KEY, text TEXT)")
        connection.execute("INSERT INTO recipes VALUES (1, 'soup')")
        connection.commit()
    before = (tmp_path / FILE).read_bytes()
    assert reopened(tmp_path)[0] == {}
    assert [kept.read_bytes() for kept in set_aside(tmp_path)] == [before]


def damaged(name: str, path: Path) -> bytes:
    """The bytes of a sound notebook after one kind of damage that leaves every note's page whole."""
    data = bytearray(path.read_bytes())
    if name == "first page zeroed":
        data[:PAGE] = bytes(PAGE)
    elif name == "header torn":
        data[:100] = b"x" * 100
    elif name == "application id flipped":
        data[68] ^= 1
    elif name == "write version flipped":
        data[18] = 7
    elif name == "schema torn":
        at = data.index(b"CREATE TABLE note")
        data[at : at + 12] = b"CREATE TABEL"
    return bytes(data)


@pytest.mark.parametrize(
    "name",
    ["first page zeroed", "header torn", "application id flipped", "write version flipped", "schema torn"],
)
def test_damage_beside_the_notes_loses_none(tmp_path: Path, sound: tuple[Path, Notes], name: str) -> None:
    path, notes = sound
    data = damaged(name, path)
    (tmp_path / FILE).write_bytes(data)
    found, notice = reopened(tmp_path)
    assert found == notes
    assert "60 notes were read from it" in notice
    assert [kept.read_bytes() for kept in set_aside(tmp_path)] == [data]


def test_a_missing_table_is_damage(tmp_path: Path, sound: tuple[Path, Notes]) -> None:
    shutil.copy(sound[0], tmp_path / FILE)
    with closing(sqlite3.connect(tmp_path / FILE)) as connection:
        connection.execute("DROP TABLE meta")
        connection.commit()
    assert reopened(tmp_path)[0] == sound[1]


def test_a_file_cut_to_nothing_gives_the_notes_that_its_log_still_holds(tmp_path: Path) -> None:
    notebook = open_notebook(tmp_path / "live", MIGRATIONS)
    kept = notebook.save(notebook.add("4", "first").id, "then this", 1)
    for suffix in ("", "-wal"):
        shutil.copy(side(tmp_path / "live" / FILE, suffix), tmp_path)
    notebook.close()
    (tmp_path / FILE).write_bytes(b"")
    log = (tmp_path / f"{FILE}-wal").read_bytes()
    found, notice = reopened(tmp_path)
    assert found == {kept.id: kept}
    assert "One note was read" in notice
    (aside,) = set_aside(tmp_path)
    assert (aside.read_bytes(), side(aside, "-wal").read_bytes()) == (b"", log)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_cut_file_gives_every_note_that_lies_before_the_cut(
    tmp_path_factory: pytest.TempPathFactory, sound: tuple[Path, Notes], data: st.DataObject
) -> None:
    path, notes = sound
    whole = path.read_bytes()
    cut = whole[: data.draw(st.integers(1, len(whole) - 1))]
    folder = tmp_path_factory.mktemp("cut")
    (folder / FILE).write_bytes(cut)
    found, _ = reopened(folder)
    for note_id, kept in found.items():
        assert kept.target == notes[note_id].target
        # Older versions and texts that break off are told apart from whole ones.
        if kept.revision == notes[note_id].revision and kept.body != notes[note_id].body:
            assert kept.body.endswith("[the rest of this note could not be read]")
    whole_pages = len(cut) // PAGE
    assert len(found) >= len(carved_ids(cut[: whole_pages * PAGE], notes))
    assert [kept.read_bytes() for kept in set_aside(folder)] in ([cut], [])
    shutil.rmtree(folder)


def carved_ids(data: bytes, notes: Notes) -> set[str]:
    """Ids that stand before their target and the start of their text, as they do in a row and in no index."""
    return {
        note_id for note_id, note in notes.items() if (note_id + note.target + note.body[:8]).encode() in data
    }


@settings(max_examples=60, deadline=None)
@given(
    places=st.lists(
        st.tuples(st.floats(0, 1, exclude_max=True), st.integers(1, 255)), min_size=1, max_size=40
    ),
    torn=st.lists(st.floats(0, 1, exclude_max=True), max_size=3),
)
def test_flipped_bytes_and_torn_pages_never_stop_the_opening(
    tmp_path_factory: pytest.TempPathFactory,
    sound: tuple[Path, Notes],
    places: list[tuple[float, int]],
    torn: list[float],
) -> None:
    path, notes = sound
    data = bytearray(path.read_bytes())
    for place, flip in places:
        data[int(place * len(data))] ^= flip
    for place in torn:
        start = int(place * len(data)) // 512 * 512
        data[start : start + 512] = bytes(len(data[start : start + 512]))
    folder = tmp_path_factory.mktemp("flip")
    (folder / FILE).write_bytes(data)
    found, notice = reopened(folder)
    # Each blow hits one page: what it takes with it is bounded by the rows on that page.
    assert len(notes.keys() & found.keys()) >= len(notes) - 16 * (len(places) + len(torn))
    assert bool(notice) == bool(set_aside(folder))
    if notice:
        assert set_aside(folder)[0].read_bytes() == bytes(data)
    shutil.rmtree(folder)


def test_an_earlier_set_aside_is_never_overwritten(tmp_path: Path) -> None:
    for count in range(3):
        (tmp_path / FILE).write_bytes(b"damaged %d" % count * 1000)
        open_notebook(tmp_path, MIGRATIONS, now=lambda: AT).close()
    kept = set_aside(tmp_path)
    assert len(kept) == 3
    assert {path.read_bytes()[:9] for path in kept} == {b"damaged 0", b"damaged 1", b"damaged 2"}


@pytest.mark.parametrize("step", range(4))
def test_a_repair_that_is_killed_goes_on_at_the_next_start(
    tmp_path: Path, sound: tuple[Path, Notes], monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    """Copy, fill, and two renames: whatever was done by the kill, the next start has all notes."""
    path, notes = sound
    (tmp_path / FILE).write_bytes(damaged("header torn", path))
    left = step

    class Killed(BaseException):
        pass

    def counted(act: object) -> object:
        def run(*given: object, **named: object) -> object:
            nonlocal left
            if left == 0:
                raise Killed
            left -= 1
            return act(*given, **named)  # type: ignore[operator]

        return run

    with monkeypatch.context() as patched:
        patched.setattr(shutil, "copyfile", counted(shutil.copyfile))
        patched.setattr(Path, "rename", counted(Path.rename))
        patched.setattr(opening, "fill", counted(fresh.fill))
        with pytest.raises(Killed):
            open_notebook(tmp_path, MIGRATIONS)
    found, notice = reopened(tmp_path)
    assert found == notes
    assert "60 notes were read from it" in notice
    assert examine(tmp_path / FILE).condition is Condition.SOUND
    assert not (tmp_path / "repair").exists()


def test_damage_met_while_open_is_told(tmp_path: Path) -> None:
    fill(tmp_path)
    notebook = open_notebook(tmp_path, MIGRATIONS)
    data = bytearray((tmp_path / FILE).read_bytes())
    data[PAGE:] = b"\xff" * (len(data) - PAGE)
    (tmp_path / FILE).write_bytes(data)
    with pytest.raises(UserError, match=r"The notebook is damaged\. Close ESSCollab and start it again"):
        notebook.notes()
    notebook.close()
