"""Content packs from the file to the tree: steps, signatures, the home pack, damage, two windows at once."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from plugin_packs import PackDesk, Press
from small_book import FILES

from esscollab_desktop import bootstrap
from esscollab_desktop.domain.errors import Cancelled, UserError
from esscollab_desktop.domain.packs import HOME
from esscollab_desktop.services.installing import Packs, Step, Trust
from esscollab_desktop.services.shelf import Shelf

NAME = "ohio-office"
NY = "1-reach-out/1.NY.md"


def other(text: str) -> dict[str, str]:
    return {NY: FILES[NY].replace("It asked for time.", text)}


def editions(packs: Packs, name: str = NAME) -> tuple[str, str]:
    """The open edition and the one before, by the last of their numbers."""
    pack = packs.named(name)
    former = pack.former.manifest.edition[-1] if pack.former else ""
    return pack.current.manifest.edition[-1], former


def files_of(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def look(desk: PackDesk, file: Path) -> tuple[Step, Trust, bool]:
    offer = desk.packs.look_at(file)
    offer.close()
    return offer.step, offer.trust, offer.needs_new_trust


def test_each_step_by_its_name(pack_desk: PackDesk, press: Press) -> None:
    desk = pack_desk
    first, second = press.pack(NAME), press.pack(NAME, "2", **other("Two."))
    assert look(desk, first)[0] is Step.FIRST
    desk.install(first)
    assert look(desk, first)[0] is Step.SAME
    assert look(desk, press.pack(NAME, **other("Else.")))[0] is Step.CHANGED
    assert look(desk, second)[0] is Step.NEWER
    desk.install(second)
    assert look(desk, first)[0] is Step.OLDER
    assert look(desk, press.pack("texas-office"))[0] is Step.FIRST


def test_forth_and_back_and_out(pack_desk: PackDesk, press: Press) -> None:
    desk = pack_desk
    with pytest.raises(UserError, match="no content named ohio-office installed"):
        desk.packs.step_back(NAME)
    desk.install(press.pack(NAME))
    with pytest.raises(UserError, match="no earlier edition"):
        desk.packs.step_back(NAME)
    assert editions(desk.packs) == ("1", "")
    for edition in "23":
        desk.install(press.pack(NAME, edition, **other(f"Edition {edition}.")))
    assert editions(desk.packs) == ("3", "2")
    assert "Edition 3." in desk.library.page("1.NY@ohio-office").lead
    for wanted in (("2", "3"), ("3", "2"), ("2", "3")):
        desk.content.step_back(NAME, desk.notes)
        assert editions(desk.packs) == wanted
        assert f"Edition {wanted[0]}." in desk.library.page("1.NY@ohio-office").lead
    desk.content.remove(NAME, desk.notes)
    assert [pack.name for pack in desk.packs.installed()] == [HOME]
    assert not desk.is_there("1.NY@ohio-office")
    assert [path.name for path in desk.packs_folder.iterdir() if path.is_dir()] == []
    with pytest.raises(UserError, match="no content named"):
        desk.packs.remove(NAME)


def test_a_name_is_known_however_it_is_typed(pack_desk: PackDesk, press: Press) -> None:
    desk = pack_desk
    desk.install(press.pack(NAME))
    desk.install(press.pack(NAME, "2"))
    desk.content.step_back(" Ohio-Office ", desk.notes)
    assert editions(desk.packs) == ("1", "2")
    desk.content.remove("OHIO-OFFICE", desk.notes)
    assert len(desk.packs.installed()) == 1


def test_looking_changes_nothing(pack_desk: PackDesk, press: Press) -> None:
    desk = pack_desk
    desk.install(press.pack(NAME))
    before = files_of(desk.data)
    look(desk, press.pack(NAME, "2", **other("Two.")))
    assert files_of(desk.data) == before

    def stop() -> bool:
        return True

    with pytest.raises(Cancelled):
        desk.packs.look_at(press.pack(NAME, "2", **other("Two.")), cancelled=stop)
    bad = desk.data.parent / "bad.esspack"
    bad.write_bytes(press.pack(NAME).read_bytes()[:-3000])
    with pytest.raises(UserError):
        desk.packs.look_at(bad)
    assert files_of(desk.data) == before


def test_nothing_is_written_outside_the_packs(pack_desk: PackDesk, press: Press, tmp_path: Path) -> None:
    desk = pack_desk
    desk.notebook.close()
    shutil.copytree(desk.bundle, tmp_path / "before", symlinks=True)
    outside = files_of(tmp_path)
    for file in (press.pack(NAME), press.pack(NAME, "2"), press.pack(HOME, "2")):
        offer = desk.packs.look_at(file)
        desk.packs.install(offer)
    desk.packs.step_back(NAME)
    desk.packs.clear_up()
    desk.packs.remove(NAME)
    desk.packs.clear_up()
    now = files_of(tmp_path)
    assert {name for name in now.keys() ^ outside.keys() if "/data/packs/" not in name} == set()
    assert {name for name, data in outside.items() if "/packs/" not in name and now[name] != data} == set()
    for path in desk.packs_folder.rglob("*"):
        assert not path.is_symlink()
        assert not set(path.name) & set('<>:"|?*\\')
        assert path.name.split(".")[0] not in ("con", "nul", "aux", "prn")
        assert not path.name.endswith((".", " "))


# --- signatures ---


def test_signatures(pack_desk: PackDesk, press: Press) -> None:
    desk = pack_desk
    assert look(desk, press.pack(NAME)) == (Step.FIRST, Trust.UNSIGNED, False)
    assert look(desk, press.pack(NAME, key="ohio")) == (Step.FIRST, Trust.NEW_KEY, True)
    desk.install(press.pack(NAME, key="ohio"))
    assert look(desk, press.pack(NAME, "2", key="ohio"))[1:] == (Trust.KNOWN_KEY, False)
    assert look(desk, press.pack(NAME, "2", key="else"))[1:] == (Trust.CHANGED_KEY, True)
    assert look(desk, press.pack(NAME, "2"))[1:] == (Trust.LOST_SIGNATURE, True)
    desk.content.remove(NAME, desk.notes)
    assert look(desk, press.pack(NAME, "2", key="else"))[1:] == (Trust.CHANGED_KEY, True)
    assert look(desk, press.pack("texas-office", key="ohio"))[1:] == (Trust.NEW_KEY, True)
    desk.install(press.pack(NAME, "2", key="else"))
    assert look(desk, press.pack(NAME, "3", key="else"))[1] is Trust.KNOWN_KEY


def test_a_key_is_still_known_when_the_register_was_damaged(pack_desk: PackDesk, press: Press) -> None:
    desk = pack_desk
    desk.install(press.pack(NAME, key="ohio"))
    (desk.packs_folder / "register.sqlite").write_bytes(b"damaged" * 1000)
    assert look(desk, press.pack(NAME, "2", key="else"))[1] is Trust.CHANGED_KEY
    assert look(desk, press.pack(NAME, "2", key="ohio"))[1] is Trust.KNOWN_KEY


# --- the home pack ---


def test_the_bundled_book_alone(pack_desk: PackDesk) -> None:
    desk = pack_desk
    assert editions(desk.packs, HOME) == ("1", "")
    with pytest.raises(UserError, match="comes with ESSCollab; it stays"):
        desk.packs.remove(HOME)
    with pytest.raises(UserError, match="no earlier edition"):
        desk.packs.step_back(HOME)


def test_a_new_edition_of_the_book(pack_desk: PackDesk, press: Press) -> None:
    desk = pack_desk
    desk.install(press.pack(HOME, "2", **other("Two.")))
    assert editions(desk.packs, HOME) == ("2", "1")
    assert desk.library.info.edition == "2026.2"
    assert "Two." in desk.library.page("1.NY").lead
    desk.content.step_back(HOME, desk.notes)
    assert (editions(desk.packs, HOME), desk.library.info.edition) == (("1", "2"), "2026.1")
    desk.start_again()
    assert (editions(desk.packs, HOME), desk.library.info.edition) == (("1", "2"), "2026.1")
    desk.content.step_back(HOME, desk.notes)
    desk.content.remove(HOME, desk.notes)
    assert (editions(desk.packs, HOME), desk.library.info.edition) == (("1", ""), "2026.1")


@pytest.mark.parametrize("is_started", [True, False])
def test_a_newer_book_of_an_updated_program_wins_and_can_be_left(
    pack_desk: PackDesk, press: Press, is_started: bool
) -> None:
    """`is_started`: the window was open since the update; else the command line comes first."""
    desk = pack_desk
    desk.install(press.pack(HOME, "2", **other("Two.")))
    desk.close()
    desk.update_program(press.book("3", **other("Three.")))
    desk.open()
    if is_started:
        desk.content.keep_up(desk.notebook)
    assert desk.library.info.edition == "2026.3"
    assert editions(desk.packs, HOME) == ("3", "2")
    assert "2026.2" in desk.content.step_back(HOME, desk.notes)
    assert (editions(desk.packs, HOME), desk.library.info.edition) == (("2", "3"), "2026.2")
    for _start in range(2):
        desk.start_again()
        assert (editions(desk.packs, HOME), desk.library.info.edition) == (("2", "3"), "2026.2")
    desk.content.step_back(HOME, desk.notes)
    assert desk.library.info.edition == "2026.3"


def test_an_older_book_of_the_program_does_not_win(pack_desk: PackDesk, press: Press) -> None:
    desk = pack_desk
    desk.install(press.pack(HOME, "3", **other("Three.")))
    desk.close()
    desk.update_program(press.book("2", **other("Two.")))
    desk.open()
    desk.content.keep_up(desk.notebook)
    assert (editions(desk.packs, HOME), desk.library.info.edition) == (("3", "2"), "2026.3")
    desk.content.step_back(HOME, desk.notes)
    assert (editions(desk.packs, HOME), desk.library.info.edition) == (("2", "3"), "2026.2")


def test_a_step_back_is_respected_until_there_is_a_newer_book(pack_desk: PackDesk, press: Press) -> None:
    desk = pack_desk
    desk.install(press.pack(HOME, "2", **other("Two.")))
    desk.content.step_back(HOME, desk.notes)
    desk.close()
    desk.update_program(press.book("3", **other("Three.")))
    desk.open()
    desk.content.keep_up(desk.notebook)
    assert (editions(desk.packs, HOME), desk.library.info.edition) == (("3", "2"), "2026.3")


# --- damage ---


def _missing(book: Path) -> None:
    shutil.rmtree(book.parent)


def _text(book: Path) -> None:
    book.write_text("not a book")


def _cut(book: Path) -> None:
    book.write_bytes(book.read_bytes()[:5000])


SPOILT = [_missing, _text, _cut]


def book_file(desk: PackDesk, name: str) -> Path:
    return desk.packs.book_of(desk.packs.named(name).current)


@pytest.mark.parametrize("spoil", SPOILT)
def test_a_spoilt_edition_is_told_and_the_rest_stays_open(
    pack_desk: PackDesk, press: Press, spoil: Callable[[Path], None]
) -> None:
    desk = pack_desk
    desk.install(press.pack(NAME))
    desk.install(press.pack("texas-office"))
    spoil(book_file(desk, NAME))
    desk.start_again()
    (trouble,) = desk.library.troubles
    assert trouble.startswith("ohio-office can't be opened; your notes on it are safe.")
    assert "Install ESSCollab" not in trouble
    assert desk.is_there("1.NY") and desk.is_there("1.NY@texas-office")
    assert not desk.is_there("1.NY@ohio-office")


@pytest.mark.parametrize("spoil", SPOILT)
def test_a_spoilt_edition_can_be_installed_again(
    pack_desk: PackDesk, press: Press, spoil: Callable[[Path], None]
) -> None:
    desk = pack_desk
    desk.install(press.pack(NAME))
    spoil(book_file(desk, NAME))
    desk.start_again()
    offer = desk.install(press.pack(NAME))
    assert offer.step is not Step.SAME
    assert desk.is_there("1.NY@ohio-office")
    assert desk.library.troubles == ()
    spoil(book_file(desk, NAME))
    desk.install(press.pack(NAME, "2", **other("Two.")))
    assert "Two." in desk.library.page("1.NY@ohio-office").lead


@pytest.mark.parametrize("spoil", SPOILT)
def test_from_a_spoilt_edition_one_can_go_back_or_take_it_out(
    pack_desk: PackDesk, press: Press, spoil: Callable[[Path], None]
) -> None:
    desk = pack_desk
    desk.install(press.pack(NAME))
    desk.install(press.pack(NAME, "2"))
    spoil(book_file(desk, NAME))
    desk.start_again()
    preview = desk.content.look_back(NAME, desk.notes)
    assert preview.lines
    desk.content.step_back(NAME, desk.notes)
    assert desk.is_there("1.NY@ohio-office")
    desk.content.look_away(NAME, desk.notes)
    desk.content.remove(NAME, desk.notes)


def test_nobody_goes_back_to_a_spoilt_edition(pack_desk: PackDesk, press: Press) -> None:
    desk = pack_desk
    desk.install(press.pack(NAME))
    former = book_file(desk, NAME)
    desk.install(press.pack(NAME, "2"))
    _text(former)
    with pytest.raises(UserError, match="can't be opened"):
        desk.content.step_back(NAME, desk.notes)
    assert editions(desk.packs) == ("2", "1")


def test_a_spoilt_edition_of_the_book_leaves_the_bundled_one(pack_desk: PackDesk, press: Press) -> None:
    desk = pack_desk
    desk.install(press.pack(HOME, "2"))
    _cut(book_file(desk, HOME))
    desk.start_again()
    assert len(desk.library.troubles) == 1
    assert desk.library.info.edition == "2026.1"
    desk.install(press.pack(HOME, "2"))
    assert not desk.library.troubles
    assert desk.library.info.edition == "2026.2"


@pytest.mark.parametrize("how", ["garbage", "cut", "tables", "lost"])
def test_a_register_that_is_damaged_or_lost_is_made_anew(pack_desk: PackDesk, press: Press, how: str) -> None:
    desk = pack_desk
    desk.install(press.pack(NAME))
    desk.install(press.pack(NAME, "2", **other("Two.")))
    desk.install(press.pack("texas-office"))
    desk.install(press.pack(HOME, "2"))
    register = desk.packs_folder / "register.sqlite"
    if how == "garbage":
        register.write_bytes(b"\xff" * 9000)
    elif how == "cut":
        register.write_bytes(register.read_bytes()[:6000])
    elif how == "tables":
        with closing(sqlite3.connect(register)) as held, held:
            held.execute("DELETE FROM edition")
    else:
        register.unlink()
    desk.start_again()
    desk.start_again()
    assert {pack.name for pack in desk.packs.installed()} == {HOME, NAME, "texas-office"}
    assert editions(desk.packs)[0] == "2"
    assert "Two." in desk.library.page("1.NY@ohio-office").lead
    assert desk.library.info.edition == "2026.2"
    kept = list(desk.packs_folder.glob("register-damaged-*"))
    assert len(kept) == (0 if how == "lost" else 1)
    assert editions(desk.packs, HOME) == ("2", "1")
    desk.content.step_back(HOME, desk.notes)
    assert desk.library.info.edition == "2026.1"


def test_a_register_without_any_table_is_none(pack_desk: PackDesk, press: Press) -> None:
    """A kill at the very first installation leaves an empty file."""
    desk = pack_desk
    desk.packs_folder.mkdir(exist_ok=True)
    (desk.packs_folder / "register.sqlite").touch()
    desk.start_again()
    assert [pack.name for pack in desk.packs.installed()] == [HOME]
    desk.install(press.pack(NAME))
    assert desk.is_there("1.NY@ohio-office")


# --- two at once ---


def test_one_window_at_a_time(pack_desk: PackDesk, press: Press) -> None:
    desk = pack_desk
    desk.install(press.pack(NAME))
    second = bootstrap.packs_in(desk.data, desk.bundle)
    offer = desk.packs.look_at(press.pack(NAME, "2"))
    busy = pytest.raises(UserError, match="Another window is just changing the installed content")
    for step in (
        lambda: second.look_at(press.pack("texas-office")),
        lambda: second.step_back(NAME),
        lambda: second.remove(NAME),
    ):
        with busy:
            step()
    second.clear_up()
    assert offer.folder.is_dir()
    desk.packs.install(offer)
    second.look_at(press.pack("texas-office")).close()
    assert editions(second) == ("2", "1")
    opened, troubles = second.open_all()
    opened.close()
    assert isinstance(opened, Shelf)
    assert troubles == ()


def test_what_was_cut_off_is_cleared_up(pack_desk: PackDesk, press: Press) -> None:
    desk = pack_desk
    desk.install(press.pack(NAME))
    left = desk.packs_folder / "texas-office-0123abcd"
    left.mkdir()
    shutil.copyfile(book_file(desk, NAME), left / "book.sqlite")
    desk.start_again()
    assert not left.exists()
    assert desk.is_there("1.NY@ohio-office")


def test_a_lock_that_is_no_database_keeps_nobody_out(pack_desk: PackDesk, press: Press) -> None:
    desk = pack_desk
    desk.packs_folder.mkdir(exist_ok=True)
    (desk.packs_folder / "packs.lock").write_bytes(b"no database at all" * 100)
    desk.install(press.pack(NAME))
    assert desk.is_there("1.NY@ohio-office")
