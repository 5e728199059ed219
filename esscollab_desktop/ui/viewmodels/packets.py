"""The packets on the screen: which there are, the one in work, its items; every change is saved at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.meetings import Meeting
from esscollab_desktop.domain.packets import Packet, PacketFields, PacketItem, PacketLook
from esscollab_desktop.services.library import Reading
from esscollab_desktop.ui.tasks import TaskRunner
from esscollab_desktop.ui.viewmodels.autosave import Autosave, Edit
from esscollab_desktop.ui.viewmodels.packet_items import ItemRow, added, changed, moved, removed, row_of
from esscollab_desktop.ui.viewmodels.packet_output import PacketOutput
from esscollab_desktop.ui.viewmodels.packet_preview import PreviewModel
from esscollab_desktop.ui.viewmodels.packet_setting import Packets, Setting

T = TypeVar("T")
PacketEdit = Edit[Packet, PacketFields]
Change = Callable[[PacketFields], PacketFields]
UNTITLED = "New packet"
NOT_OPEN = "The notebook is not open yet. Wait a moment, then try again."


@dataclass(frozen=True)
class _Undo:
    """The way back of the last step: a change of a packet's fields, or None where the packet comes back."""

    words: str
    packet: Packet
    change: Change | None


class PacketsModel(QObject):
    """`listed()`; `chosen_changed(edit | None)`; `fields_changed()`: of the chosen; `state_changed(edit)`.

    `undo_changed()`: something can be taken back, or no more; `added(packet)` after a new one; `said(str)`.
    """

    listed = Signal()
    chosen_changed = Signal(object)
    fields_changed = Signal()
    state_changed = Signal(object)
    undo_changed = Signal()
    added = Signal(object)
    said = Signal(str)

    def __init__(
        self,
        library: Reading,
        reader: TaskRunner,
        writer: TaskRunner,
        maker: TaskRunner,
        drawer: TaskRunner,
        parent: QObject | None = None,
    ) -> None:
        """`maker` has pages made, `drawer` draws them: neither waits for the other, nor for what is saved."""
        super().__init__(parent)
        self.library = library
        self._reader, self._writer = reader, writer
        self._service: Packets | None = None
        self._undone: list[_Undo] = []
        self.packets: list[Packet] = []
        self.meetings: dict[str, str] = {}
        self.chosen: PacketEdit | None = None
        self.is_listed = False
        self.is_shown = False
        self.preview = PreviewModel(maker, drawer, self)
        self.output = PacketOutput(maker, self)
        self.output.said.connect(self.said)
        self._autosave: Autosave[Packet, PacketFields] = Autosave(writer, self._store, fields_of, self)
        self._autosave.state_changed.connect(self.state_changed)
        self._autosave.stored.connect(self._on_stored)

    def attach(self, packets: Packets, setting: Setting) -> None:
        self._service = packets
        self.preview.setting = self.output.setting = setting
        self.refresh()

    @property
    def is_ready(self) -> bool:
        return self._service is not None

    def refresh(self) -> None:
        """Read again: packets changed elsewhere, or what they are about."""
        service = self._service
        if service is not None:
            self._reader.run(service.list, self._on_listed, self._on_refused, "packets")

    def set_meetings(self, meetings: Sequence[Meeting]) -> None:
        named = {meeting.id: meeting.title for meeting in meetings}
        if named != self.meetings:
            self.meetings = named
            self.fields_changed.emit()
            self.show_pages()

    def for_meeting(self, meeting_id: str) -> list[Packet]:
        return [packet for packet in self.packets if packet.fields.meeting == meeting_id]

    # --- the packet in work ---

    @property
    def fields(self) -> PacketFields | None:
        return self.chosen.value if self.chosen else None

    def rows(self) -> list[ItemRow]:
        """The items as they are listed, with the pages that they are on where these are known."""
        fields, pages = self.fields, self.preview.pages
        if fields is None:
            return []
        rows = [row_of(self.library, item, fields.look.layout, self.meetings) for item in fields.items]
        if pages is None:
            return rows
        numbers = {item.id: pages.numbers(n) for n, item in enumerate(pages.fields.items)}
        return [replace(row, pages=numbers.get(row.item.id, "")) for row in rows]

    def open(self, packet: Packet | None) -> None:
        """Take a packet into work. What was being changed in another is saved at once."""
        if packet is not None and self.chosen is not None and self.chosen.record.id == packet.id:
            return
        self._autosave.flush()
        self.chosen = self._autosave.open(packet) if packet else None
        self.chosen_changed.emit(self.chosen)
        self.show_pages()

    def show_pages(self) -> None:
        """Make the pages anew: something that they tell may have changed. Only while someone looks."""
        if self.is_shown and self.chosen is not None:
            self.preview.show(self.chosen.value, self.chosen.record.id)
        elif self.chosen is None:
            self.preview.show(None)

    def write(self, fields: PacketFields) -> None:
        """What the packet in work is now; saved while one goes on."""
        if self.chosen is None or fields == self.chosen.value:
            return
        self._autosave.change(self.chosen, fields)
        self.fields_changed.emit()
        self.show_pages()

    def set_look(self, look: PacketLook) -> None:
        if self.fields is not None:
            self.write(replace(self.fields, look=look))

    def set_meeting(self, meeting_id: str) -> None:
        if self.fields is not None:
            self.write(replace(self.fields, meeting=meeting_id))

    def set_logo(self, data: bytes) -> None:
        """Keep a picture in the notebook and print it; a refused one is said."""
        edit = self.chosen

        def done(name: str) -> None:
            if edit is not None and edit is self.chosen:
                self.set_look(replace(edit.value.look, logo=name))
                self.said.emit("The logo stands on the first page.")

        self._write(lambda service: service.add_picture(data), done)

    # --- its items ---

    def add_items(self, items: Sequence[PacketItem], at: int | None = None) -> None:
        """Put items in; `said` tells what, and where it stands. Undo takes them out again."""
        fields, edit = self.fields, self.chosen
        if fields is None or edit is None:
            return
        self.write(added(fields, tuple(items), at))
        row = row_of(self.library, items[0], fields.look.layout, self.meetings)
        place = (len(fields.items) if at is None else at) + 1
        words = f"{row.short} added to “{fields.name}”"
        self.said.emit(f"{words}, place {place} of {len(fields.items) + len(items)}.")
        ids = [item.id for item in items]

        def back(now: PacketFields) -> PacketFields:
            for item_id in ids:
                now = removed(now, item_id)
            return now

        self._can_undo(f"{words}.", edit.record, back)

    def move_item(self, item_id: str, to: int) -> None:
        fields = self.fields
        if fields is None:
            return
        row = self._row(item_id)
        after = moved(fields, item_id, to)
        place = [item.id for item in after.items].index(item_id) + 1
        if after == fields:
            where = "first" if to < place else "last"
            self.said.emit(f"{row.short} is {where} already.")
            return
        self.write(after)
        self.said.emit(f"{row.short} moved to place {place} of {len(after.items)}.")

    def remove_item(self, item_id: str) -> None:
        fields, edit = self.fields, self.chosen
        if fields is None or edit is None:
            return
        row = self._row(item_id)
        at = fields.items.index(row.item)
        self.write(removed(fields, item_id))
        words = f"{row.short} is taken out."
        self.said.emit(f"{words} Undo brings it back.")
        self._can_undo(words, edit.record, lambda now: added(now, (row.item,), min(at, len(now.items))))

    def change_item(self, item: PacketItem) -> None:
        if self.fields is not None:
            self.write(changed(self.fields, item))

    def _row(self, item_id: str) -> ItemRow:
        return next(row for row in self.rows() if row.item.id == item_id)

    # --- packets as a whole ---

    def add(self, fields: PacketFields) -> None:
        """Keep a new packet and take it into work; `added` tells when it is there."""

        def done(packet: Packet) -> None:
            self._take_in(packet)
            self.said.emit(f"The packet “{packet.fields.name}” is there.")
            self.added.emit(packet)

        self._write(lambda service: service.add(fields), done)

    def add_to_new(self, fields: PacketFields, items: Sequence[PacketItem]) -> None:
        """A new packet with these items; they can be taken out again."""

        def done(packet: Packet) -> None:
            self._take_in(packet)
            self.add_items(items)

        self._write(lambda service: service.add(fields), done)

    def rename(self, name: str) -> None:
        if self.fields is not None and name.strip():
            self.write(replace(self.fields, name=name.strip()))
            self.said.emit(f"The packet is called “{name.strip()}” now.")

    def duplicate(self) -> None:
        """A second one like the one in work, which is then worked on."""
        if self.chosen is None:
            return
        packet_id = self.chosen.record.id

        def done(packet: Packet) -> None:
            self._take_in(packet)
            self.said.emit(f"This is the duplicate, “{packet.fields.name}”.")

        self._autosave.flush()
        self._write(lambda service: service.duplicate(packet_id), done)

    def delete(self) -> None:
        if self.chosen is None:
            return
        packet_id = self.chosen.record.id
        self._autosave.flush()

        def done(packet: Packet) -> None:
            words = f"The packet “{packet.fields.name}” is deleted."
            self.packets = [kept for kept in self.packets if kept.id != packet.id]
            self.open(self.packets[0] if self.packets else None)
            self.said.emit(f"{words} Undo brings it back.")
            self._can_undo(words, packet, None)
            self.refresh()

        self._write(lambda service: service.delete(packet_id), done)

    # --- the way back ---

    @property
    def undo_words(self) -> str:
        """What Undo would take back; empty where there is nothing."""
        return self._undone[-1].words if self._undone else ""

    def undo(self) -> None:
        if not self._undone:
            self.said.emit("There is nothing to take back in the packets.")
            return
        last = self._undone.pop()
        self.undo_changed.emit()
        if last.change is None:
            self._restore(last)
            return
        packet = next((kept for kept in self.packets if kept.id == last.packet.id), None)
        if packet is None and (self.chosen is None or self.chosen.record.id != last.packet.id):
            self.said.emit("Its packet is deleted.")
            return
        self.open(packet or last.packet)
        assert self.fields is not None
        self.write(last.change(self.fields))
        self.said.emit("Taken back.")

    def _restore(self, last: _Undo) -> None:
        def done(packet: Packet) -> None:
            self._take_in(packet)
            self.said.emit(f"The packet “{packet.fields.name}” is back.")

        def refused(fault: Exception) -> None:
            self._can_undo(last.words, last.packet, None)
            self._on_refused(fault)

        self._write(lambda service: service.restore(last.packet.id), done, refused)

    def _can_undo(self, words: str, packet: Packet, change: Change | None) -> None:
        self._undone.append(_Undo(words, packet, change))
        self.undo_changed.emit()

    # --- how it is done ---

    @property
    def unsaved(self) -> list[PacketEdit]:
        return self._autosave.unsaved

    def flush(self) -> None:
        self._autosave.flush()

    def finish(self) -> list[PacketEdit]:
        """Save all there is and wait for it; what could not be saved."""
        return self._autosave.finish()

    def _take_in(self, packet: Packet) -> None:
        self.packets = [packet, *(kept for kept in self.packets if kept.id != packet.id)]
        self.open(packet)
        self.refresh()

    def _store(self, packet: Packet, fields: PacketFields) -> Packet:
        assert self._service is not None
        return self._service.save(packet.id, fields, packet.revision)

    def _on_stored(self, edit: PacketEdit, before: Packet) -> None:
        if edit.record.id != before.id:
            self.said.emit("This packet was also changed elsewhere. Both are kept, as two packets.")
        self.refresh()

    def _on_listed(self, packets: list[Packet]) -> None:
        self.packets, self.is_listed = list(packets), True
        self.listed.emit()
        if self.chosen is None or self.chosen.is_dirty or self.chosen.is_saving:
            return
        now = next((packet for packet in packets if packet.id == self.chosen.record.id), None)
        if now is None:
            self.open(None)
        elif now != self.chosen.record:
            self.chosen = self._autosave.open(now)
            self.chosen_changed.emit(self.chosen)
            self.show_pages()

    def _write(
        self,
        work: Callable[[Packets], T],
        done: Callable[[T], None],
        refused: Callable[[Exception], None] | None = None,
    ) -> None:
        service = self._service
        if service is None:
            self.said.emit(NOT_OPEN)
            return
        self._writer.run(lambda: work(service), done, refused or self._on_refused)

    def _on_refused(self, fault: Exception) -> None:
        if not isinstance(fault, UserError):
            raise fault
        self.said.emit(str(fault))


def fields_of(packet: Packet) -> PacketFields:
    return packet.fields


def text_of(fields: PacketFields) -> str:
    """The words that a person typed into a packet, to be copied where they can't be saved."""
    return "\n\n".join(f"{item.title}\n{item.body}" for item in fields.items if item.body or item.title)
