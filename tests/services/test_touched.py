"""Which notes a new edition touches: counted, and one by one."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from edited_content import edited
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_book import FILES
from worded_book import MA_2, WORDED, write_worded_content

from esscollab_desktop.domain.anchors import AnchorState
from esscollab_desktop.domain.editions import TouchedNote
from esscollab_desktop.domain.notes import Note, NoteFields
from esscollab_desktop.domain.packs import Touched
from esscollab_desktop.domain.page import reading_text
from esscollab_desktop.packs.build import build_book
from esscollab_desktop.packs.sources import read_content
from esscollab_desktop.services.catalogue import Catalogue
from esscollab_desktop.services.edition_changes import edition_changes
from esscollab_desktop.services.standing import Standing, new_anchor
from esscollab_desktop.services.touched import touched_by
from esscollab_desktop.storage.catalogue.reader import CatalogueReader
from esscollab_desktop.storage.catalogue.writer import write_book

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
MA, NY = "1-reach-out/1.MA.md", "1-reach-out/1.NY.md"
MEETINGS = {"m1": "Budget evening", "m2": "Town hall"}

Pair = Callable[..., tuple[Catalogue, Catalogue]]


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    books: list[Catalogue] = []

    def built(**changes: str) -> tuple[Catalogue, Catalogue]:
        for name, files in (("old", {}), ("new", changes)):
            folder = write_worded_content(tmp_path / name, **files)
            for gone in (file for file, text in files.items() if not text):
                (folder / gone).unlink()
            build_book(folder, tmp_path / f"{name}.sqlite")
            books.append(Catalogue(CatalogueReader(tmp_path / f"{name}.sqlite")))
        return books[-2], books[-1]

    yield built
    for book in books:
        book.close()


def note(target: str, book: Catalogue | None = None, words: str = "", meeting: str = "") -> Note:
    """A note on a page, or on these words of it."""
    made = Note(f"{target} {words}", target, "…", AT, AT, fields=NoteFields(meeting=meeting))
    if book is None:
        return made
    text = reading_text(book.page(target))
    start = text.index(words)
    return replace(made, anchor=new_anchor(text, start, start + len(words), book.info.edition))


def touched(books: tuple[Catalogue, Catalogue], *notes: Note) -> tuple[Touched, tuple[TouchedNote, ...]]:
    return touched_by(notes, *books, edition_changes(*books), MEETINGS)


def test_where_each_note_will_be(pair: Pair) -> None:
    text = FILES[MA].replace("Partners held “policy breakfasts”", "Partners held some “policy breakfasts”")
    text = text.replace("More than 1,500 people came.", "Nobody counted how many there were.")
    old, new = pair(**{MA: text, "1-reach-out/1.MA.es.md": ""})
    notes = [
        note("1.MA", meeting="m2"),
        note("1.MA", old, "The state asked others for help"),
        note("1.MA", old, "Partners held “policy breakfasts” all over the state", meeting="m1"),
        note("1.MA", old, "More than 1,500 people came", meeting="m2"),
        note("1.NY"),
        note("1.NY", old, "A coalition polled parents"),
    ]
    counted, found = touched((old, new), *notes)
    assert counted == Touched(notes=4, stay=2, move=1, lose_place=1, meetings=("Town hall", "Budget evening"))
    assert [one.note_id for one in found] == [one.id for one in notes[:4]]
    assert {(one.target, one.new_target) for one in found} == {("1.MA", "1.MA")}
    states = [one.verdict.state if one.verdict else None for one in found]
    assert states == [None, AnchorState.EXACT, AnchorState.MOVED, AnchorState.ORPHAN]
    assert [(one.was, one.now) for one in found] == [
        ("", ""),
        ("The state asked others for help", "The state asked others for help"),
        (
            "Partners held “policy breakfasts” all over the state",
            "Partners held some “policy breakfasts” all over the state",
        ),
        ("More than 1,500 people came", ""),
    ]


def test_a_page_that_is_gone_and_one_that_is_renamed(pair: Pair) -> None:
    old, new = pair(
        **{
            MA_2: "",
            NY: "",
            "1-reach-out/1.NY-2.md": FILES[NY].replace("1.NY", "1.NY-2"),
            "aliases.yaml": WORDED["aliases.yaml"].replace("1.NH: 1.NY", "1.NH: 1.NY-2\n1.NY: 1.NY-2"),
        }
    )
    notes = (
        note("1.MA-2"),
        note("1.MA-2", old, "A second round followed"),
        note("1.NY"),
        note("1.NY", old, "polled in café meetings"),
    )
    counted, found = touched((old, new), *notes)
    assert counted == Touched(notes=4, stay=2, page_gone=2, followed=2)
    assert [one.new_target for one in found] == ["", "", "1.NY-2", "1.NY-2"]
    lost, kept = found[1].verdict, found[3].verdict
    assert lost is not None
    assert kept is not None
    assert (lost.state, kept.state) == (AnchorState.ORPHAN, AnchorState.EXACT)


def test_a_page_that_took_another_in_gets_its_notes(pair: Pair) -> None:
    old, new = pair(**{MA_2: "", "aliases.yaml": WORDED["aliases.yaml"] + "1.MA-2: 1.MA\n"})
    counted, found = touched((old, new), note("1.MA-2"), note("1.MA"))
    assert counted == Touched(notes=1, stay=1, followed=1)
    assert found[0].new_target == "1.MA"


def test_another_entry_in_a_list_touches_no_note(pair: Pair) -> None:
    made = FILES[NY].replace("1.NY", "1.VT").replace(": NY", ": VT").replace("poll of", "talk with")
    made = made.replace("Parents were polled", "Parents were heard")
    old, new = pair(**{"1-reach-out/1.VT.md": made})
    notes = [note(code) for code in ("1", "state:VT", "org:massinc", "source:law")]
    notes += [note("1", old, "Look for those"), note("1", old, "a poll of parents")]
    assert touched((old, new), *notes) == (Touched(), ())


def test_words_that_change_on_a_page_whose_own_text_does_not(pair: Pair) -> None:
    """The page of a practice shows the headlines of its examples, an example’s page shows the guidance."""
    guidance = FILES["1-reach-out/practice.md"].replace("not in the room.", "never ever in the same room.")
    old, new = pair(
        **{
            NY: FILES[NY].replace("a poll of parents", "many visits and one long supper"),
            "1-reach-out/practice.md": guidance,
        }
    )
    notes = (
        note("1", old, "early breakfasts with partners"),
        note("state:NY", old, "a poll of parents"),
        note("1.MA", old, "Look for those who are not in the room."),
        note("1.MA", old, "The state asked others for help"),
    )
    counted, found = touched((old, new), *notes)
    assert [one.target for one in found] == ["1", "state:NY", "1.MA"]
    assert counted.stay == 1
    assert counted.move + counted.lose_place == 2


def test_deleted_notes_own_examples_and_other_packs_are_left_out(pair: Pair) -> None:
    old, new = pair(**{NY: FILES[NY].replace("It asked", "They asked")})
    deleted = replace(note("1.NY"), deleted_at=AT)
    others = (note("1.NY-own"), note("1.NY@ohio-office"), note("9"))
    assert touched((old, new), deleted, *others) == (Touched(), ())
    changes = edition_changes(old, new, pack="ohio-office")
    counted, found = touched_by((note("1.NY"), *others), old, new, changes, {})
    assert counted == Touched(notes=1, stay=1)
    assert (found[0].target, found[0].new_target) == ("1.NY@ohio-office", "1.NY@ohio-office")
    assert changes.changed[0].pack == "ohio-office"


def test_a_note_that_lost_its_place_before_does_not_lose_it_again(pair: Pair) -> None:
    old, new = pair(**{NY: FILES[NY].replace("It asked", "They asked")})
    lost = note("1.NY", old, "A coalition polled parents")
    assert lost.anchor is not None
    lost = replace(lost, anchor=replace(lost.anchor, state=AnchorState.ORPHAN))
    counted, found = touched((old, new), lost)
    assert counted == Touched(notes=1, stay=1)
    assert found[0].verdict is None


def test_a_move_that_waits_for_its_answer_is_no_new_one(pair: Pair) -> None:
    made = FILES[NY].replace("1.NY", "1.VT").replace(": NY", ": VT").replace("poll of", "talk with")
    old, new = pair(**{"1-reach-out/1.VT.md": made.replace("Parents were polled", "Parents were heard")})
    former = "Look for all those who are not in the room.\nThe national count stood at nine."
    before = new_anchor(former, 0, 42, "2025.1")
    moved = replace(note("1"), anchor=replace(before, state=AnchorState.MOVED, was="Look for all those"))
    assert Standing(reading_text(old.page("1"))).of(before).state is AnchorState.MOVED
    assert touched((old, new), moved) == (Touched(), ())


def test_nothing_changed_touches_nothing(pair: Pair) -> None:
    old, new = pair()
    assert touched((old, new), note("1.MA"), note("1.MA", old, "They came")) == (Touched(), ())


EDITS_BY_CHANCE = st.lists(
    st.tuples(
        st.integers(0, 99), st.integers(0, 9), st.integers(0, 9), st.sampled_from(("river", "council"))
    ),
    max_size=4,
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=EDITS_BY_CHANCE)
def test_every_note_on_a_page_that_changes_is_counted_once(
    tmp_path: Path, edits: list[tuple[int, int, int, str]]
) -> None:
    before = read_content(write_worded_content(tmp_path / "content"))
    with TemporaryDirectory() as folder:
        for name, content in (("old", before), ("new", edited(before, edits))):
            write_book(content, Path(folder) / name)
        old, new = (Catalogue(CatalogueReader(Path(folder) / name)) for name in ("old", "new"))
        changes = edition_changes(old, new)
        codes = old.reader.codes()
        counted, found = touched_by([note(code) for code in codes], old, new, changes, {})
        renamed = {one.was_code for one in changes.renamed}
        gone = {one.code for one in changes.removed}
        hit = renamed | gone | {one.was_code or one.code for one in changes.changed}
        assert {one.target for one in found} == hit
        assert counted == Touched(
            notes=len(hit), stay=len(hit - gone), page_gone=len(gone), followed=len(renamed)
        )
        on_words = [note(code, old, reading_text(old.page(code))[:30]) for code in codes]
        counted, found = touched_by(on_words, old, new, changes, {})
        assert counted.stay + counted.move + counted.lose_place + counted.page_gone == counted.notes
        for one in found:
            assert one.verdict is not None
            if one.verdict.state is AnchorState.ORPHAN:
                assert one.now == ""
            else:
                assert one.now in reading_text(new.page(one.new_target))
                assert (one.verdict.state is not AnchorState.EXACT) or one.now == one.was
        old.close()
        new.close()
