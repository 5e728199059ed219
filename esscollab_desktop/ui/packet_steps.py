"""What the commands do with packets: into one from every view, a new one, onto paper."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject

from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.meetings import Meeting
from esscollab_desktop.domain.notes import Note
from esscollab_desktop.domain.packets import ItemKind, Packet, PacketFields, PacketItem
from esscollab_desktop.ui.views.view_stack import COMPARE, OVERVIEW, PACKETS

if TYPE_CHECKING:
    from esscollab_desktop.ui.main_window import MainWindow, Parts
    from esscollab_desktop.ui.views.packets_view import PacketsView

NOTHING_HERE = "There is nothing here to put into a packet. Open a page, or choose something in the list."
NO_PACKET = "No packet is open. Press Ctrl+7 and choose one, or start one."


class PacketSteps(QObject):
    def __init__(self, window: "MainWindow", parts: "Parts") -> None:
        super().__init__(window)
        self._window, self._parts = window, parts
        self.model = parts.packets

    def table(self) -> dict[str, Callable[[], object]]:
        return {
            "packets": self.show,
            "packet_add": self.add,
            "packet_new": self.new,
            "packet_rename": self.rename,
            "packet_duplicate": self.duplicate,
            "packet_delete": self.delete,
            "packet_undo": self.model.undo,
            "packet_folder": self.to_folder,
        }

    def wire(self) -> None:
        model, parts = self.model, self._parts
        model.said.connect(self._window.say)
        model.chosen_changed.connect(self._on_chosen)
        model.undo_changed.connect(self._show_commands)
        model.listed.connect(self._show_commands)
        model.output.after_saving = parts.handouts.after_saving
        parts.own.changed.connect(model.show_pages)
        parts.packs.changed.connect(self._on_content)
        self._show_commands()

    @property
    def view(self) -> "PacketsView | None":
        """The view, while it is the one in front."""
        made = self._window.stack.view(PACKETS) if self._window.stack.name == PACKETS else None
        return cast("PacketsView", made) if made else None

    def show(self) -> "PacketsView":
        return cast("PacketsView", self._window.stack.show_view(PACKETS))

    def show_packet(self, packet: Packet) -> None:
        self.model.open(packet)
        self.show()

    def refresh(self) -> None:
        """What other views changed meanwhile, and words that are typed into a note."""
        self._parts.meetings.refresh()
        self.model.refresh()
        self.model.show_pages()

    # --- into a packet ---

    def add(self) -> None:
        """What one looks at goes into the packet in work; where none is, it is asked into which."""
        if view := self.view:
            if self.model.chosen is not None:
                view.pane.add.showMenu()
            else:
                self.new()
            return
        item = self.item_here()
        if item is None:
            self._window.say(NOTHING_HERE)
        elif not self.model.is_ready:
            self._window.say("The notebook is not open yet. Wait a moment, then try again.")
        elif self.model.chosen is not None:
            self.model.add_items([item])
        elif self.model.packets:
            self._ask_which(item)
        else:
            self.model.add_to_new(PacketFields("New packet"), [item])

    def _ask_which(self, item: PacketItem) -> None:
        from esscollab_desktop.ui.viewmodels.packet_items import row_of
        from esscollab_desktop.ui.views.packet_dialogs import WhichPacketDialog

        model = self.model
        packets = sorted(model.packets, key=lambda packet: packet.updated_at, reverse=True)
        look = packets[0].fields.look
        what = row_of(model.library, item, look.layout, model.meetings).short
        dialog = WhichPacketDialog(what, packets, self._window)
        if dialog.exec() != WhichPacketDialog.DialogCode.Accepted:
            return
        if dialog.packet is not None:
            model.open(dialog.packet)
            model.add_items([item])
        else:
            self._ask_name(lambda name: model.add_to_new(PacketFields(name), [item]))

    def item_here(self) -> PacketItem | None:
        """What stands in the view in front, as an item; None where nothing is chosen there."""
        from esscollab_desktop.ui.viewmodels.packet_items import new_item

        window = self._window
        if window.stack.name == COMPARE:
            model = window.compare_steps.model
            return new_item(ItemKind.COMPARISON, model.codes) if model.is_enough else None
        if window.stack.name == OVERVIEW:
            return self._of_overview()
        if window.stack.name == "notebook":
            edit = self._parts.notebook.chosen
            note: Note | None = edit.record if edit else None
            return new_item(ItemKind.PAGE, (note.target,)) if note else None
        if window.stack.name == "meetings":
            meeting = self._parts.meetings.chosen
            return new_item(ItemKind.MEETING, (meeting.record.id,)) if meeting else None
        code = window.finder.chosen_code() or window.reading.code
        return new_item(ItemKind.PAGE, (code,)) if code else None

    def _of_overview(self) -> PacketItem:
        """The matrix where the keyboard is in it; else the map."""
        from esscollab_desktop.ui.viewmodels.packet_items import new_item
        from esscollab_desktop.ui.views.overview import OverviewView

        view = self._window.stack.currentWidget()
        assert isinstance(view, OverviewView)
        if view.matrix_panel.isAncestorOf(self._window.focusWidget() or view):
            return new_item(ItemKind.MATRIX)
        return new_item(ItemKind.MAP)

    # --- packets as a whole ---

    def new(self) -> None:
        self._ask_name(lambda name: self.model.add(PacketFields(name)))

    def new_for(self, meeting: Meeting) -> None:
        """A packet for a meeting, under its name, to be worked on at once."""
        self.model.add(PacketFields(meeting.title, meeting=meeting.id))
        self.show()

    def rename(self) -> None:
        if fields := self._in_work():
            self._ask_name(self.model.rename, "Rename packet", "Rename", fields.name)

    def duplicate(self) -> None:
        if self._in_work():
            self.model.duplicate()

    def delete(self) -> None:
        if self._in_work():
            self.model.delete()

    def to_folder(self) -> None:
        from esscollab_desktop.ui.views.packet_folder_dialog import PacketFolderDialog

        self.model.flush()
        PacketFolderDialog(self.model.output, self.model.packets, self._window).exec()

    def _in_work(self) -> PacketFields | None:
        if self.model.fields is None:
            self._window.say(NO_PACKET)
        return self.model.fields

    def _ask_name(
        self, take: Callable[[str], object], title: str = "New packet", verb: str = "Start", name: str = ""
    ) -> None:
        from esscollab_desktop.ui.views.packet_dialogs import LineDialog

        LineDialog(title, "Name of the packet:", verb, partial(_named, take), self._window, name).exec()

    # --- what happened ---

    def _on_content(self, _words: str) -> None:
        self.model.fields_changed.emit()
        self.model.show_pages()

    def _on_chosen(self, _edit: object) -> None:
        self._show_commands()

    def _show_commands(self) -> None:
        commands, has_one = self._window.commands, self.model.chosen is not None
        for name in ("packet_rename", "packet_duplicate", "packet_delete"):
            commands[name].setEnabled(has_one)
        commands["packet_undo"].setEnabled(bool(self.model.undo_words))
        commands["packet_folder"].setEnabled(bool(self.model.packets))


def _named(take: Callable[[str], object], name: str) -> None:
    if not name.strip():
        raise UserError("A packet needs a name. Give it a few words by which you will know it again.")
    take(name.strip())
