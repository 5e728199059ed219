"""The user's notes among the results: a real notebook, written as the window writes it."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from esscollab_desktop.bootstrap import meetings_in, open_notebook, search_in
from esscollab_desktop.domain.anchors import Anchor, Selectors
from esscollab_desktop.domain.meetings import Meeting, MeetingFields
from esscollab_desktop.domain.notes import Note, NoteFields, NoteKind
from esscollab_desktop.domain.search import Answer, Result, ResultKind
from esscollab_desktop.services.catalogue import Catalogue
from esscollab_desktop.services.library import Library
from esscollab_desktop.services.notebook import Notebook
from esscollab_desktop.services.search.search import Search
from esscollab_desktop.storage.catalogue.search import Narrowed
from esscollab_desktop.storage.notebook.marks import FILE_NAME
from esscollab_desktop.storage.notebook.note_finder import NoteFinder


@pytest.fixture
def notebook(tmp_path: Path) -> Iterator[Notebook]:
    opened = open_notebook(tmp_path / "data")
    yield opened
    opened.close()


@pytest.fixture
def search(notebook: Notebook, catalogue: Catalogue, tmp_path: Path) -> Search:
    """Asked while the notebook is open."""
    return search_in(Library(catalogue), tmp_path / "data")


def notes(answer: Answer) -> list[Result]:
    return [result for result in answer.results if result.kind is ResultKind.NOTE]


def passage(quote: str) -> Anchor:
    return Anchor(Selectors(quote, "", "", 0, len(quote), "0" * 64), "2026.1")


def meeting(notebook: Notebook, title: str, day: date) -> Meeting:
    return meetings_in(notebook).add(MeetingFields(title, day))


def test_found_by_body_tag_and_quote(notebook: Notebook, search: Search) -> None:
    body = notebook.add("4.MA", "Ask the zookeepers about this.\n\nThen wait.")
    tag = notebook.add("state:MI", "Later.", NoteFields(tags=("marmalade", "für später")))
    quote = notebook.add("4.OH", "Yes!", anchor=passage("quixotic meetings"))
    for text, note, reason in (
        ("zookeepers", body, "Your word, in the note"),
        ("ZOOKEEP", body, "Begins with your letters, in the note"),
        ("marmalade", tag, "Your word, in its tags"),
        ("spater", tag, "Your word, in its tags"),
        ("quixotic", quote, "Your word, in the passage it is about"),
    ):
        (result,) = search.ask(text).results
        assert (result.kind, result.note, result.code) == (ResultKind.NOTE, note.id, note.target)
        assert result.reason == reason
        assert result.title.startswith("Comment, ")
    (result,) = search.ask("zookeepers").results
    assert [result.text[begin:end] for begin, end in result.marks] == ["zookeepers"]


def test_found_beside_the_book(notebook: Notebook, search: Search) -> None:
    first = notebook.add("4.MI", "Kellogg paid for all of it.")
    second = notebook.add("4.MI", "Did Kellogg pay?")
    answer = search.ask("kellogg")
    assert {result.note for result in notes(answer)} == {first.id, second.id}
    assert answer.results[0].code == "4.MI"
    assert answer.results[0].kind is not ResultKind.NOTE
    assert len(answer.results) > 4


def test_deleted_and_changed_notes(notebook: Notebook, search: Search) -> None:
    note = notebook.add("4", "zookeepers")
    assert search.ask("zookeepers").results
    notebook.save(note.id, "beekeepers", note.revision)
    assert not notes(search.ask("zookeepers"))
    assert notes(search.ask("beekeepers"))
    notebook.delete(note.id)
    assert not notes(search.ask("beekeepers"))


def kept(notebook: Notebook) -> tuple[Note, Note, Note, Meeting]:
    spring = meeting(notebook, "Spring forum", date(2026, 4, 2))
    meeting(notebook, "Autumn forum", date(2026, 10, 2))
    one = notebook.add("4.MA", "zookeepers came", NoteFields(NoteKind.CONCERN, meeting=spring.id))
    two = notebook.add("4.MA-2", "zookeepers left", NoteFields(NoteKind.IDEA))
    three = notebook.add("state:MA", "nobody came", NoteFields(NoteKind.HEARD, meeting=spring.id))
    return one, two, three, spring


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("zookeepers", {0, 1}),
        ("meeting:Spring zookeepers", {0}),
        ('meeting:"spring forum" came', {0, 2}),
        ("meeting:Spring", {0, 2}),
        ("meeting:Autumn zookeepers", set()),
        ("kind:concern zookeepers", {0}),
        ("kind:ideas", {1}),
        ("kind:note zookeepers", {0, 1}),
        ("kind:note", {0, 1, 2}),
        ("kind:heard state:MA", {2}),
        ("kind:published zookeepers", set()),
        ("practice:4 zookeepers", {0, 1}),
        ("practice:5 zookeepers", set()),
        ("topic:tribes zookeepers", set()),
        ('"zookeepers came"', {0}),
        ('"zookeepers" came', {0, 1}),
    ],
)
def test_filters(notebook: Notebook, search: Search, text: str, wanted: set[int]) -> None:
    held = kept(notebook)
    answer = search.ask(text)
    assert answer.ignored == ()
    assert {result.note for result in notes(answer)} == {held[n].id for n in wanted}


def test_a_meeting_leaves_nothing_but_its_notes(notebook: Notebook, search: Search) -> None:
    one, _two, _three, spring = kept(notebook)
    answer = search.ask("meeting:Spring zookeepers survey")
    assert [result.note for result in answer.results] == [one.id]
    assert ('meeting:"Spring forum"', "Spring forum") in search.choices().meetings
    meetings_in(notebook).delete(spring.id)
    assert search.ask("meeting:Spring zookeepers").ignored == ("meeting:Spring",)


def test_a_note_of_a_place(notebook: Notebook, search: Search) -> None:
    one, _two, three, _spring = kept(notebook)
    assert {result.note for result in notes(search.ask("state:MA came"))} == {one.id, three.id}
    assert notes(search.ask("state:MI came")) == []


def test_read_when_the_notebook_is_shut(catalogue: Catalogue, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    notebook = open_notebook(folder)
    note = notebook.add("4.MA", "zookeepers")
    notebook.close()
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    answer = search_in(Library(catalogue), folder).ask("zookeepers")
    assert [result.note for result in answer.results] == [note.id]
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def _garbage(path: Path) -> None:
    path.write_bytes(b"not a notebook " * 1000)


def _flipped(path: Path) -> None:
    data = bytearray(path.read_bytes())
    for at in range(4096, len(data), 97):
        data[at] ^= 0xFF
    path.write_bytes(data)


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("spoil", [_cut, _garbage, _flipped, _empty, _folder, Path.unlink])
def test_a_notebook_that_cannot_be_read_adds_nothing(
    catalogue: Catalogue, tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    folder = tmp_path / "data"
    notebook = open_notebook(folder)
    notebook.add("4.MA", "kellogg zookeepers", NoteFields(tags=("x",)))
    notebook.close()
    spoil(folder / FILE_NAME)
    before = sorted(folder.iterdir())
    search = search_in(Library(catalogue), folder)
    for text in ("kellogg", "meeting:Spring", "kind:note", "zookeepers kellogg"):
        answer = search.ask(text)
        assert not notes(answer)
    assert search.ask("kellogg").results[0].code == "4.MI"
    assert search.choices().meetings == ()
    assert sorted(folder.iterdir()) == before


def test_no_data_folder_is_made(catalogue: Catalogue, tmp_path: Path) -> None:
    assert search_in(Library(catalogue), tmp_path / "none").ask("kellogg").results
    assert not (tmp_path / "none").exists()
    finder = NoteFinder(tmp_path / "none")
    assert (finder.rows('"x"', Narrowed(), None, 9), finder.meetings()) == ([], [])


def test_hostile_notes(notebook: Notebook, search: Search) -> None:
    for body in (
        "<b>zookeepers</b> \u202e",
        "zookeepers \x00\ufeff ﬁ İ",
        "zookeepers " * 3000,
        "| zookeepers |",
    ):
        notebook.add("4.MA", body, NoteFields(tags=('"; DROP', "zookeepers")))
    found = notes(search.ask("zookeepers"))
    assert len(found) == 4
    for result in found:
        assert len(result.text) < 200
        assert all(result.text[begin:end] == "zookeepers" for begin, end in result.marks)
        assert result.marks


def test_notes_on_what_is_gone_are_still_found(notebook: Notebook, search: Search) -> None:
    note = notebook.add("9.ZZ", "zookeepers")
    (result,) = search.ask("zookeepers").results
    assert (result.code, result.note) == ("9.ZZ", note.id)
