"""The folder of packs: a register that is the one truth, folders that are never written again."""

import multiprocessing
import shutil
import sqlite3
import sys
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.packs import HOME, Edition, Manifest
from esscollab_desktop.storage.pack_folder import BOOK, PackFolder

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
OHIO = Manifest(
    "ohio-office", "Ohio", "1", "2026-01-31", "Ohio", ("en", "es"), "Free.", "", ("New.",), "0" * 64, 3
)
BUNDLED = replace(OHIO, name=HOME, title="The book")


def folder_of(folder: PackFolder, manifest: Manifest) -> Path:
    made = folder.new_folder(manifest.name)
    (made / BOOK).write_text(f"{manifest.name} {manifest.edition}")
    return made


def enter(folder: PackFolder, manifest: Manifest, day: int = 0, signer: str = "") -> Edition:
    return folder.enter(folder_of(folder, manifest), manifest, signer, AT + timedelta(days=day), BUNDLED)


def edition(number: int, of: Manifest = OHIO) -> Manifest:
    return replace(of, edition=str(number), content_hash=str(number) * 64)


def numbers(folder: PackFolder, name: str = "ohio-office") -> tuple[str, str]:
    held = folder.installed()[name]
    return held.current.manifest.edition, held.former.manifest.edition if held.former else ""


@pytest.fixture
def folder(tmp_path: Path) -> PackFolder:
    return PackFolder(tmp_path / "data")


def test_nothing_is_made_by_looking(folder: PackFolder) -> None:
    assert folder.installed() == {}
    assert folder.trusted_key("ohio-office") == ""
    assert folder.bundled_copies() == []
    folder.clear_up()
    assert not folder.path.exists()


def test_what_is_entered_is_read_by_all(folder: PackFolder) -> None:
    made = enter(folder, OHIO, signer="ab" * 32)
    read = PackFolder(folder.path.parent).installed()
    assert list(read) == ["ohio-office"]
    assert read["ohio-office"].current == made == Edition(OHIO, made.folder, AT, "ab" * 32)
    assert read["ohio-office"].former is None
    assert folder.book_of(made).read_text() == "ohio-office 1"


def test_only_the_former_edition_is_kept(folder: PackFolder) -> None:
    made = [enter(folder, edition(number), number) for number in (1, 2, 3)]
    assert numbers(folder) == ("3", "2")
    folder.clear_up()
    there = {path.name for path in folder.path.iterdir() if path.is_dir()}
    assert there == {made[1].folder, made[2].folder}
    folder.step_back("ohio-office", BUNDLED)
    assert numbers(folder) == ("2", "3")
    folder.clear_up()
    assert numbers(folder) == ("2", "3")
    folder.remove("ohio-office")
    folder.clear_up()
    assert [path.name for path in folder.path.iterdir() if path.is_dir()] == []


def test_the_bundled_book_is_the_edition_before_the_first(folder: PackFolder) -> None:
    enter(folder, edition(2, BUNDLED))
    assert numbers(folder, HOME) == ("2", "1")
    folder.step_back(HOME, BUNDLED)
    assert numbers(folder, HOME) == ("1", "2")
    folder.open_bundled(edition(3, BUNDLED), AT)
    assert numbers(folder, HOME) == ("3", "2")
    folder.step_back(HOME, edition(3, BUNDLED))
    assert numbers(folder, HOME) == ("2", "3")


def test_unknown_packs_have_nothing_to_go_back_to(folder: PackFolder) -> None:
    enter(folder, OHIO)
    for name in ("ohio-office", "texas-office", HOME):
        with pytest.raises(UserError, match="There is no earlier edition of"):
            folder.step_back(name, BUNDLED)
    folder.remove("texas-office")
    assert numbers(folder) == ("1", "")


def test_a_failed_entry_leaves_the_register_as_it_was(folder: PackFolder) -> None:
    enter(folder, edition(1))
    empty = folder.new_folder("ohio-office")
    with pytest.raises(FileNotFoundError):
        folder.enter(empty, edition(2), "", AT, BUNDLED)
    assert numbers(folder) == ("1", "")


def test_folders_in_a_damaged_register_are_found_again_by_their_age(folder: PackFolder) -> None:
    enter(folder, edition(2), day=2, signer="cd" * 32)
    enter(folder, edition(1), day=1, signer="ab" * 32)
    spoilt = folder_of(folder, edition(3))
    (spoilt / "manifest.json").write_text("{")
    staged = folder_of(folder, edition(4))
    (folder.path / "register.sqlite").write_bytes(b"\0" * 4096 + b"x" * 4096)
    assert numbers(folder) == ("2", "1")
    assert folder.trusted_key("ohio-office") == "cd" * 32
    assert len(list(folder.path.glob("register-damaged-*.sqlite"))) == 1
    folder.clear_up()
    assert not spoilt.exists()
    assert not staged.exists()


def test_a_kill_while_the_register_is_made_anew(folder: PackFolder) -> None:
    """What a cut-off attempt left beside is begun anew."""
    enter(folder, OHIO)
    (folder.path / "register.sqlite").unlink()
    (folder.path / "register.sqlite.new").write_bytes(b"half a register")
    assert numbers(folder) == ("1", "")
    assert not (folder.path / "register.sqlite.new").exists()


def test_keys(folder: PackFolder) -> None:
    folder.trust("ohio-office", "ab" * 32, AT)
    folder.trust("ohio-office", "cd" * 32, AT)
    folder.trust("texas-office", "ef" * 32, AT)
    assert [folder.trusted_key(name) for name in ("ohio-office", "texas-office", HOME)] == [
        "cd" * 32, "ef" * 32, "",
    ]  # fmt: skip
    enter(folder, OHIO)
    folder.remove("ohio-office")
    assert folder.trusted_key("ohio-office") == "cd" * 32


def test_copies_of_the_bundled_book_and_the_one_before(folder: PackFolder, tmp_path: Path) -> None:
    import os

    for number in (1, 2, 3):
        book = tmp_path / "practices.sqlite"
        book.write_text(f"book {number}")
        folder.remember_bundled(book, str(number) * 64)
        (newest,) = (path for path in folder.bundled_copies() if str(number) * 16 in path.name)
        os.utime(newest, (number, number))
        folder.remember_bundled(book, str(number) * 64)
    assert [path.read_text() for path in folder.bundled_copies()] == ["book 3", "book 2"]
    assert [path.name for path in folder.path.glob("*.new")] == []


def _hold(
    data: Path, is_held: "multiprocessing.synchronize.Event", done: "multiprocessing.synchronize.Event"
) -> None:
    with PackFolder(data).held():
        is_held.set()
        done.wait(60)


def test_another_process_is_kept_out_until_it_is_done_or_dead(folder: PackFolder) -> None:
    context = multiprocessing.get_context("spawn")
    for is_killed in (False, True):
        is_held, done = context.Event(), context.Event()
        other = context.Process(target=_hold, args=(folder.path.parent, is_held, done))
        other.start()
        assert is_held.wait(60)
        with pytest.raises(UserError, match="Another window is just changing"), folder.held():
            pass
        staged = folder.new_folder("ohio-office")
        folder.clear_up()
        assert staged.is_dir()
        if is_killed:
            other.kill()
        else:
            done.set()
        other.join()
        with folder.held():
            assert staged.is_dir()
        folder.clear_up()
        assert not staged.exists()


def test_a_busy_register_is_not_taken_for_a_damaged_one(folder: PackFolder) -> None:
    enter(folder, OHIO)
    with closing(sqlite3.connect(folder.path / "register.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(UserError, match="Another window is just changing the installed content"):
            folder.installed()
    assert numbers(folder) == ("1", "")
    assert list(folder.path.glob("register-damaged-*")) == []


def test_a_file_where_the_folder_should_be(folder: PackFolder) -> None:
    folder.path.parent.mkdir()
    folder.path.write_text("mine")
    with pytest.raises(UserError, match="can't be written"):
        folder.new_folder("ohio-office")
    assert folder.path.read_text() == "mine"


@pytest.mark.skipif(sys.platform == "win32", reason="modes are of POSIX")
def test_the_folder_is_its_owners_alone(folder: PackFolder) -> None:
    enter(folder, OHIO)
    assert folder.path.stat().st_mode & 0o077 == 0
    shutil.rmtree(folder.path)
