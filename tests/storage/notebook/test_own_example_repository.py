"""Own examples on disk: codes given once, both versions of a conflict, any text, older and damaged files."""

import sqlite3
import threading
import uuid
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from hypothesis import HealthCheck, given, settings
from own_fields import EXPERIENCE, FIELDS, POTLUCKS

from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.own import OwnExample, OwnFields, checked
from esscollab_desktop.storage.notebook import schema
from esscollab_desktop.storage.notebook.engine import WAL, notebook_engine, writing
from esscollab_desktop.storage.notebook.marks import REVISION
from esscollab_desktop.storage.notebook.opening import Recovery
from esscollab_desktop.storage.notebook.own_examples import OwnExampleRepository
from esscollab_desktop.storage.notebook.own_reader import OwnExampleReader
from esscollab_desktop.storage.notebook.repository import NotebookRepository, open_notebook
from esscollab_desktop.storage.notebook.stored_text import storable

MIGRATIONS = Path(__file__).parents[3] / "db" / "migrations"
FILE = "notebook.sqlite"


@pytest.fixture
def notebook(tmp_path: Path) -> Iterator[NotebookRepository]:
    opened = open_notebook(tmp_path / "data", MIGRATIONS)
    yield opened
    opened.close()


@pytest.fixture
def own(notebook: NotebookRepository) -> OwnExampleRepository:
    return notebook.own_examples


def codes(examples: tuple[OwnExample, ...]) -> list[str]:
    return [example.code for example in examples]


def test_an_example_is_kept_as_it_was_given(own: OwnExampleRepository, tmp_path: Path) -> None:
    added = own.add("4", "KS", POTLUCKS)
    assert (added.code, added.practice, added.jurisdiction, added.revision) == ("4.KS-own", "4", "KS", 1)
    assert added.fields == POTLUCKS
    assert own.get(added.id) == added
    assert own.examples() == OwnExampleReader(tmp_path / "data").list() == (added,)


def test_codes_are_given_once(own: OwnExampleRepository, notebook: NotebookRepository) -> None:
    first, second = own.add("4", "KS", POTLUCKS), own.add("4", "KS", EXPERIENCE)
    assert codes((first, second)) == ["4.KS-own", "4.KS-own2"]
    own.delete(second.id)
    own.delete(first.id)
    assert own.add("4", "KS", POTLUCKS).code == "4.KS-own3"
    assert [own.add(*where, POTLUCKS).code for where in (("4", "MO"), ("1", "KS"), ("14", "KS"))] == [
        "4.MO-own",
        "1.KS-own",
        "14.KS-own",
    ]
    # A note can outlive its example where a disk went bad: it must not come to stand on another one.
    notebook.add("4.GU-own7", "on an example that is gone")
    assert own.add("4", "GU", POTLUCKS).code == "4.GU-own8"


def test_two_windows_never_give_the_same_code(own: OwnExampleRepository, tmp_path: Path) -> None:
    other = open_notebook(tmp_path / "data", MIGRATIONS)
    added: list[str] = []

    def add(repository: OwnExampleRepository) -> None:
        added.extend(repository.add("4", "KS", POTLUCKS).code for _ in range(15))

    threads = [threading.Thread(target=add, args=(r,)) for r in (own, other.own_examples, own)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    other.close()
    assert len(set(added)) == 45 == len(own.examples())


def test_a_save_counts_the_revisions(own: OwnExampleRepository) -> None:
    added = own.add("4", "KS", POTLUCKS)
    saved = own.save(added.id, EXPERIENCE, added.revision)
    assert (saved.id, saved.code, saved.fields, saved.revision) == (added.id, added.code, EXPERIENCE, 2)
    assert saved.created_at == added.created_at <= saved.updated_at


def test_of_two_editors_both_texts_are_kept(own: OwnExampleRepository) -> None:
    added = own.add("4", "KS", POTLUCKS)
    theirs = own.save(added.id, EXPERIENCE, added.revision)
    mine = own.save(added.id, replace(POTLUCKS, headline="mine"), added.revision)
    assert (mine.id != added.id, mine.code, mine.headline) == (True, "4.KS-own2", "mine")
    assert own.get(added.id) == theirs
    # The same words again are no conflict: the answer to the first save may have been lost.
    assert own.save(added.id, EXPERIENCE, added.revision) == theirs
    assert len(own.examples()) == 2


def test_deleting_and_bringing_back(own: OwnExampleRepository, tmp_path: Path) -> None:
    added = own.add("4", "KS", POTLUCKS)
    deleted = own.delete(added.id)
    assert deleted.deleted_at is not None
    assert (own.examples(), own.deleted()) == ((), (deleted,))
    assert OwnExampleReader(tmp_path / "data").list() == ()
    assert own.restore(added.id) == added
    own.delete(added.id)
    assert own.save(added.id, EXPERIENCE, added.revision).deleted_at is None
    for step in (own.delete, own.restore):
        with pytest.raises(UserError, match="This example is not in the notebook any more"):
            step("nothing")
    with pytest.raises(UserError, match="Copy its text into a new one"):
        own.save("nothing", POTLUCKS, 1)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(FIELDS)
def test_any_text_is_kept(own: OwnExampleRepository, tmp_path: Path, fields: OwnFields) -> None:
    kept = checked(fields)
    added = own.add("4", "KS", kept)
    assert (added.headline, added.text) == (storable(kept.headline), storable(kept.text))
    assert added.partners == tuple((storable(name), storable(role)) for name, role in kept.partners)
    assert own.get(added.id) == added
    assert OwnExampleReader(tmp_path / "data").list()[-1] == added


def test_the_quick_reader_leaves_no_file_and_breaks_on_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    assert OwnExampleReader(folder).list() == ()
    notebook = open_notebook(folder, MIGRATIONS)
    added = notebook.own_examples.add("4", "KS", POTLUCKS)
    assert OwnExampleReader(folder).list() == (added,)  # out of the log, while a window has it open
    notebook.close()
    before = sorted(path.name for path in folder.iterdir())
    assert OwnExampleReader(folder).list() == (added,)
    assert sorted(path.name for path in folder.iterdir()) == before
    whole = (folder / FILE).read_bytes()
    for damaged in (b"", b"x" * 9000, whole[:5000], whole[:100], bytes(len(whole))):
        (folder / FILE).write_bytes(damaged)
        assert OwnExampleReader(folder).list() == ()
    (folder / FILE).unlink()
    (folder / FILE).mkdir()
    assert OwnExampleReader(folder).list() == ()


def test_bytes_flipped_anywhere_break_no_reading(tmp_path: Path) -> None:
    notebook = open_notebook(tmp_path, MIGRATIONS)
    for _ in range(5):
        notebook.own_examples.add("4", "KS", POTLUCKS)
    notebook.close()
    whole = (tmp_path / FILE).read_bytes()
    for at in range(0, len(whole), 37):
        flipped = bytearray(whole)
        flipped[at] ^= 0xFF
        (tmp_path / FILE).write_bytes(flipped)
        assert len(OwnExampleReader(tmp_path).list()) <= 5


NOTE = "SELECT id, target, body, created_at, updated_at, deleted_at, revision FROM note ORDER BY id"


def make_first_revision(folder: Path) -> list[tuple[object, ...]]:
    """A notebook as the first migration alone leaves it, in use for a while; gives its notes."""
    folder.mkdir(exist_ok=True)
    engine = notebook_engine(folder / FILE, WAL)
    with writing(engine).begin() as connection:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(MIGRATIONS))
        command.upgrade(config, "0001")
        schema.mark(connection, "0001")
    engine.dispose()
    at = "2026-05-04T03:02:01.000000+00:00"
    with closing(sqlite3.connect(folder / FILE)) as plain, plain:
        plain.executemany(
            "INSERT INTO note VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    str(uuid.UUID(int=number)),
                    f"{number % 5 + 1}",
                    f"note {number} \0 ä \U0001f600 " + "x" * number * 40,
                    *(at, at, at if number % 7 == 0 else None, number % 3 + 1),
                )
                for number in range(200)
            ],
        )
    return rows(folder / FILE, NOTE)


def rows(path: Path, statement: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(statement).fetchall()


def test_a_notebook_of_revision_1_keeps_every_note(tmp_path: Path) -> None:
    notes = make_first_revision(tmp_path)
    assert len(notes) == 200
    assert OwnExampleReader(tmp_path).list() == ()

    notebook = open_notebook(tmp_path, MIGRATIONS)
    added = notebook.own_examples.add("4", "KS", POTLUCKS)
    notebook.close()
    assert rows(tmp_path / FILE, NOTE) == notes
    assert rows(tmp_path / FILE, "PRAGMA user_version") == [(int(REVISION),)]
    assert OwnExampleReader(tmp_path).list() == (added,)
    (copy,) = (tmp_path / "backups").glob("*.sqlite")
    assert rows(copy, NOTE) == notes


@pytest.mark.parametrize(
    ("spoiled", "told"),
    [
        (slice(0, 100), "One note was read from it and is in the new one. So were 3 own examples."),
        (slice(0, 4096), "One note was read from it and is in the new one. So were 3 own examples."),
        # The page that the note is on; its history gives it back.
        (slice(4096, 8192), "One note was read from it and is in the new one. So were 3 own examples."),
    ],
)
def test_a_damaged_notebook_gives_its_examples_back(tmp_path: Path, spoiled: slice, told: str) -> None:
    notebook = open_notebook(tmp_path, MIGRATIONS)
    long = replace(POTLUCKS, text="long " * 3000)
    kept = [notebook.own_examples.add("4", "KS", fields) for fields in (POTLUCKS, long, EXPERIENCE)]
    kept[0] = notebook.own_examples.save(kept[0].id, EXPERIENCE, 1)
    gone = notebook.own_examples.delete(kept.pop().id)
    notebook.add("4.KS-own", "on the first")
    notebook.close()
    damaged = bytearray((tmp_path / FILE).read_bytes())
    damaged[spoiled] = bytes(len(damaged[spoiled]))
    (tmp_path / FILE).write_bytes(damaged)

    mended = open_notebook(tmp_path, MIGRATIONS)
    assert set(mended.own_examples.examples()) == set(kept)
    assert mended.own_examples.deleted() == (gone,)
    assert told in mended.notice
    assert len(mended.notes()) == ("One note" in told)
    assert mended.own_examples.add("4", "KS", POTLUCKS).code == "4.KS-own4"
    mended.close()


def test_examples_without_a_note_are_said() -> None:
    sentence = Recovery(Path("old"), 0, 3).sentence
    assert "3 own examples could be read from it, but no note." in sentence
