"""Packets on the screen: saved at once, put in order, taken back; pages made one at a time, the last wins."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from made_packets import MadePackets, MadeSetting
from pytestqt.qtbot import QtBot

from esscollab_desktop.domain.meetings import Meeting
from esscollab_desktop.domain.packets import ItemKind, Layout, PacketFields, PacketItem
from esscollab_desktop.services.catalogue import Catalogue
from esscollab_desktop.ui.tasks import TaskRunner
from esscollab_desktop.ui.viewmodels.packet_items import new_item
from esscollab_desktop.ui.viewmodels.packet_output import file_name, file_names
from esscollab_desktop.ui.viewmodels.packets import NOT_OPEN, PacketsModel

PRACTICE = PacketItem("a", ItemKind.PAGE, ("4",))
PUBLISHED = PacketItem("b", ItemKind.PAGE, ("4.MA",))
RELATED = PacketItem("c", ItemKind.PAGE, ("4.OH",))
COMPARED = PacketItem("d", ItemKind.COMPARISON, ("4.MA", "4.MI", "4.OH"))
TEXT = PacketItem("e", ItemKind.TEXT, (), "Welcome", "Dear **all**")
FIELDS = PacketFields("Council", (PRACTICE, PUBLISHED, RELATED))


class Table:
    """The model with its threads, the stand-ins behind it, and what was said."""

    def __init__(self, catalogue: Catalogue, qtbot: QtBot) -> None:
        self.runners = [TaskRunner() for _ in range(4)]
        self.model = PacketsModel(catalogue, *self.runners)
        self.packets, self.setting = MadePackets(), MadeSetting()
        self.said: list[str] = []
        self.model.said.connect(self.said.append)
        self.qtbot = qtbot

    def open(self, *packets: PacketFields) -> None:
        for fields in packets:
            self.packets.add(fields)
        self.model.attach(self.packets, self.setting)
        self.settle()
        if packets:
            self.model.open(self.model.packets[0])

    def settle(self) -> None:
        for _ in range(4):
            for runner in self.runners:
                runner.drain()

    def look(self) -> None:
        """Someone looks at the pages, until they are those of now."""
        self.model.is_shown = True
        self.model.show_pages()
        self.qtbot.waitUntil(lambda: self.model.preview.is_current)

    def items(self) -> str:
        assert self.model.fields is not None
        return "".join(item.id for item in self.model.fields.items)


@pytest.fixture
def table(catalogue: Catalogue, qtbot: QtBot, own_garbage: None) -> Iterator[Table]:
    made = Table(catalogue, qtbot)
    yield made
    made.setting.gate.set()
    made.model.finish()
    for runner in made.runners:
        runner.close()


def test_before_the_notebook_is_open_it_says_so(table: Table) -> None:
    table.model.add(FIELDS)
    assert table.said == [NOT_OPEN]


def test_every_change_is_saved(table: Table) -> None:
    table.open(FIELDS)
    table.model.set_look(replace(FIELDS.look, layout=Layout.WORKSHEET, large=True))
    table.model.rename(" Town hall ")
    assert table.model.finish() == []
    (kept,) = table.packets.list()
    assert kept.fields.name == "Town hall"
    assert kept.fields.look.layout is Layout.WORKSHEET
    assert kept.revision == 2


def test_items_are_moved_in_words_and_stop_at_the_edges(table: Table) -> None:
    table.open(FIELDS)
    table.model.move_item("c", 0)
    assert table.items() == "cab"
    assert table.said[-1] == "4.OH moved to place 1 of 3."
    table.model.move_item("c", -1)
    assert table.said[-1] == "4.OH is first already."
    table.model.move_item("b", 3)
    assert table.said[-1] == "4.MA is last already."


def test_what_is_taken_out_comes_back_where_it_was(table: Table) -> None:
    table.open(FIELDS)
    table.model.remove_item("b")
    assert table.items() == "ac"
    assert table.said[-1] == "4.MA is taken out. Undo brings it back."
    table.model.move_item("c", 0)  # what was done since stays
    table.model.undo()
    assert table.items() == "cba"
    assert table.model.undo_words == ""
    table.model.undo()
    assert table.said[-1] == "There is nothing to take back in the packets."


def test_what_is_added_can_be_taken_out_again(table: Table) -> None:
    table.open(FIELDS)
    table.model.add_items([COMPARED])
    assert table.items() == "abcd"
    assert table.said[-1] == "Compare 4.MA, 4.MI and 4.OH added to “Council”, place 4 of 4."
    table.model.undo()
    assert table.items() == "abc"


def test_undo_goes_to_the_packet_that_it_is_about(table: Table) -> None:
    table.open(FIELDS, PacketFields("Other"))
    table.model.remove_item("a")
    table.model.open(table.model.packets[1])
    table.model.undo()
    assert table.model.fields is not None
    assert table.model.fields.name == "Council"
    assert table.items() == "abc"


def test_a_deleted_packet_comes_back(table: Table) -> None:
    table.open(FIELDS, PacketFields("Other"))
    table.model.delete()
    table.settle()
    assert table.model.fields == PacketFields("Other")
    assert table.model.undo_words == "The packet “Council” is deleted."
    table.model.undo()
    table.settle()
    assert table.model.fields == FIELDS
    assert len(table.model.packets) == 2


def test_a_duplicate_is_worked_on_next(table: Table) -> None:
    table.open(FIELDS)
    table.model.duplicate()
    table.settle()
    assert table.model.fields == replace(FIELDS, name="Council, copy")


def test_two_windows_leave_two_packets(table: Table) -> None:
    table.open(FIELDS)
    table.packets.save("p1", replace(FIELDS, name="Elsewhere"), 1)
    table.model.remove_item("a")
    assert table.model.finish() == []
    assert "This packet was also changed elsewhere. Both are kept, as two packets." in table.said
    assert [len(p.fields.items) for p in table.packets.list()] == [3, 2]


def test_rows_say_code_kind_and_pages(table: Table) -> None:
    meeting = Meeting("m", "Forum", None, "", "", (), "", datetime.now(UTC), datetime.now(UTC))
    notes = PacketItem("f", ItemKind.MEETING, ("m",))
    gone = PacketItem("g", ItemKind.PAGE, ("4.ZZ",))
    table.open(replace(FIELDS, items=(*FIELDS.items, TEXT, COMPARED, notes, gone)))
    table.model.set_meetings([meeting])
    table.look()
    rows = table.model.rows()
    assert [row.label for row in rows] == ["4", "4.MA", "4.OH", "", "", "", "4.ZZ"]
    assert [row.pages for row in rows] == ["1", "2", "3", "4–5", "6", "7", "8"]
    assert rows[1].title.startswith("Massachusetts")
    assert rows[2].spoken(3, 7).endswith(", related example, page 3, 3 of 7")
    assert rows[3].spoken(4, 7) == "Welcome, pages 4 to 5, 4 of 7"
    assert rows[5].title == "Notes of “Forum”"
    assert rows[6].title == "4.ZZ is not in this book"


def test_a_page_knows_its_item(table: Table) -> None:
    table.open(replace(FIELDS, items=(PRACTICE, TEXT, RELATED)))
    table.look()
    pages = table.model.preview.pages
    assert pages is not None
    assert [pages.item_on(n) for n in range(4)] == [0, 1, 1, 2]


# --- the pages ---


def test_nothing_is_made_while_nobody_looks(table: Table) -> None:
    table.open(FIELDS)
    table.model.remove_item("a")
    table.settle()
    assert table.setting.made == []


def test_of_many_changes_only_the_last_is_waited_for(table: Table) -> None:
    table.open(FIELDS)
    table.look()
    first = table.model.preview.pages
    table.setting.gate.clear()
    for name in ("One", "Two", "Three", "Four"):
        table.model.rename(name)
        table.qtbot.wait(1)
        assert table.model.preview.pages is first  # the last valid ones stay
    table.setting.gate.set()
    table.qtbot.waitUntil(lambda: table.model.preview.is_current)
    assert [fields.name for fields in table.setting.made] == ["Council", "One", "Four"]
    pages = table.model.preview.pages
    assert pages is not None
    assert pages.fields.name == "Four"


def test_another_packet_does_not_show_the_pages_of_the_last(table: Table) -> None:
    table.open(FIELDS, replace(FIELDS, name="Other"))
    table.look()
    table.setting.gate.clear()
    table.model.open(table.model.packets[1])
    assert table.model.preview.pages is None


def test_pages_that_come_for_a_packet_that_was_left_are_dropped(table: Table) -> None:
    table.open(FIELDS, PacketFields("Empty"))
    table.model.is_shown = True
    table.setting.gate.clear()
    table.model.show_pages()
    table.qtbot.wait(1)
    table.model.open(table.model.packets[1])
    table.setting.gate.set()
    table.settle()
    assert table.model.preview.pages is None


def test_a_refusal_leaves_the_last_pages(table: Table) -> None:
    table.open(FIELDS)
    table.look()
    first = table.model.preview.pages
    table.setting.refusal = "There is nothing to compare."
    table.model.rename("Again")
    table.qtbot.waitUntil(lambda: table.model.preview.refusal == "There is nothing to compare.")
    assert table.model.preview.pages is first


def test_a_page_is_drawn_as_wide_as_it_is_wanted_and_once(table: Table) -> None:
    table.open(FIELDS)
    table.look()
    preview = table.model.preview
    drawn: list[int] = []
    preview.drawn.connect(drawn.append)
    preview.want([(1, 306), (0, 153)])
    preview.want([(1, 306), (0, 153)])
    table.settle()
    assert drawn == [1, 0]
    image = preview.image((1, 306))
    assert image is not None
    assert (image.width, image.height) == (306, 396)


def test_a_page_out_of_view_is_not_drawn(table: Table) -> None:
    table.open(FIELDS)
    table.look()
    preview = table.model.preview
    preview.want([(0, 3000), (1, 300)])
    preview.want([(2, 300)])
    table.settle()
    assert preview.image((1, 300)) is None
    assert preview.image((2, 300)) is not None
    preview.want([(1, 300)])
    table.settle()
    assert preview.image((1, 300)) is not None


def test_the_words_of_a_page_are_told(table: Table) -> None:
    table.open(FIELDS)
    table.look()
    with table.qtbot.waitSignal(table.model.preview.told) as told:
        table.model.preview.ask_words(2)
    assert told.args == [2, "Page 3"]


def test_warnings_name_what_was_replaced(table: Table) -> None:
    table.setting.replaced = ("U+202E",)
    table.setting.warnings = ("Holds 1 team note.",)
    table.open(FIELDS)
    table.look()
    pages = table.model.preview.pages
    assert pages is not None
    assert pages.warnings[0] == "Holds 1 team note."
    assert "U+202E" in pages.warnings[1]


# --- on its way out ---


def test_a_packet_is_written_and_told(table: Table, tmp_path: Path) -> None:
    table.open(FIELDS)
    table.model.output.save(FIELDS, tmp_path / "a.pdf", "pdf")
    table.model.output.save(FIELDS, tmp_path / "a.md", "md")
    table.settle()
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
    assert table.said[-2:] == [
        f"Handout written: 3 pages, {tmp_path / 'a.pdf'}",
        f"Written: {tmp_path / 'a.md'}",
    ]


def test_many_go_into_a_folder_one_after_the_other(table: Table, tmp_path: Path) -> None:
    table.open(FIELDS)
    steps: list[tuple[int, int, str]] = []
    table.model.output.progress.connect(lambda *step: steps.append(step))
    packets = [FIELDS, replace(FIELDS, name="council"), replace(FIELDS, name="Other")]
    with table.qtbot.waitSignal(table.model.output.finished) as end:
        table.model.output.save_all(packets, tmp_path, "pdf")
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "ESSCollab Council.pdf",
        "ESSCollab Other.pdf",
        "ESSCollab council 2.pdf",
    ]
    assert [step[0] for step in steps] == [0, 1, 2, 3]
    assert end.args == [f"3 files written to {tmp_path}."]


def test_cancel_begins_nothing_more(table: Table, tmp_path: Path) -> None:
    table.open(FIELDS)
    table.model.output.progress.connect(lambda *_step: table.model.output.cancel())
    with table.qtbot.waitSignal(table.model.output.finished) as end:
        table.model.output.save_all([FIELDS, replace(FIELDS, name="Other")], tmp_path, "pdf")
    assert end.args == [f"Stopped: 1 file of 2 written to {tmp_path}."]


def test_one_that_is_refused_holds_no_other_up(table: Table, tmp_path: Path) -> None:
    table.open(FIELDS)
    table.setting.refusal = "It is empty."
    with table.qtbot.waitSignal(table.model.output.finished) as end:
        table.model.output.save_all([FIELDS], tmp_path, "pdf")
    assert end.args == [f"0 files written to {tmp_path}. Not written: “Council”: It is empty."]


def test_file_names_suit_every_system() -> None:
    assert file_name("A/B: “C”?.", "pdf") == "ESSCollab A B “C”.pdf"
    assert file_name(" .. ", "pdf") == "ESSCollab packet.pdf"
    assert len(file_name("x" * 500, "docx")) < 120
    assert file_names(["A", "a", "A"], "md") == ["ESSCollab A.md", "ESSCollab a 2.md", "ESSCollab A 3.md"]


def test_a_logo_is_kept_or_refused_in_a_sentence(table: Table) -> None:
    table.open(FIELDS)
    table.model.set_logo(b"GIF89a")
    table.settle()
    assert table.said[-1].startswith("This file is neither a PNG nor an SVG picture.")
    table.model.set_logo(b"\x89PNG...")
    table.settle()
    assert table.model.fields is not None
    assert table.model.fields.look.logo == "logo"


def test_items_have_ids_of_their_own() -> None:
    assert new_item(ItemKind.MAP).id != new_item(ItemKind.MAP).id
