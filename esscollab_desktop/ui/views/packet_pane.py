"""The packet at the left: which one, what is in it and in what order, how it looks."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from esscollab_desktop.domain.meetings import Meeting
from esscollab_desktop.ui.look.icons import Icons
from esscollab_desktop.ui.look.theme import Theme
from esscollab_desktop.ui.models.packet_list import PacketListModel
from esscollab_desktop.ui.viewmodels.packets import PacketEdit, PacketsModel
from esscollab_desktop.ui.views.packet_add_menu import PacketAddMenu
from esscollab_desktop.ui.views.packet_items_list import ItemList
from esscollab_desktop.ui.views.packet_look import PacketLookPane
from esscollab_desktop.ui.views.packet_pages import EMPTY
from esscollab_desktop.ui.views.plain_label import PlainLabel
from esscollab_desktop.ui.views.undo_bar import UndoBar

NONE_YET = "No packet yet. Start one here, or open an example and press Ctrl+Shift+P."
NO_MEETING = "For no meeting"


class PacketPane(QFrame):
    """Shows what the model holds; what is done by hand or key is told by signals of its parts."""

    meeting_chosen = Signal(str)

    def __init__(
        self,
        model: PacketsModel,
        actions: Sequence[QAction],
        theme: Theme,
        icons: Icons,
        parent: QWidget,
    ) -> None:
        """`actions`: what can be done with the packet as a whole, the first of them starts a new one."""
        super().__init__(parent)
        self.setObjectName("packetPane")
        self._model, self._theme, self._icons = model, theme, icons
        self._meetings: list[Meeting] = []
        self.combo = QComboBox(self)
        self.more = QPushButton("Packet", self)
        self.none = PlainLabel(NONE_YET, self)
        self.new = QPushButton("New packet…", self)
        self._body = QWidget(self)
        self.count = PlainLabel(parent=self._body)
        self.hint = QWidget(self._body)
        self.rows = PacketListModel(self)
        self.list = ItemList(self.rows, theme, icons, self._body)
        self.empty = PlainLabel(EMPTY, self._body)
        self.undo_bar = UndoBar(theme, icons, self._body)
        self.add = QPushButton("Add an item", self._body)
        self.add_menu = PacketAddMenu(self.add)
        self.meeting = QComboBox(self._body)
        self.look = PacketLookPane(theme, icons, self._body)
        self._make_parts(actions)
        self._lay_out()
        self._wire()
        self._set_looks()
        self.show_packets()
        self.show_fields()

    def _make_parts(self, actions: Sequence[QAction]) -> None:
        self.combo.setAccessibleName("Packet in work")
        self.combo.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.meeting.setAccessibleName("For the meeting")
        for combo in (self.combo, self.meeting):
            combo.setMinimumContentsLength(8)
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        menu = QMenu(self.more)
        for action in actions:
            menu.addAction(action)
        self.more.setMenu(menu)
        self.more.setAccessibleName("Packet: new, rename, duplicate, delete")
        self.new.setObjectName("primaryButton")
        self.new.clicked.connect(actions[0].trigger)
        self._icons.follow(self.new, "plus", "onaccent", 16)
        self._icons.follow(self.add, "plus", size=16)
        self.add.setMenu(self.add_menu.menu)
        for button in (self.more, self.new, self.add):
            button.setAutoDefault(False)
        for label in (self.none, self.empty):
            label.setObjectName("hint")
            label.setWordWrap(True)
        row = QHBoxLayout(self.hint)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self._keys = [PlainLabel(words, self.hint) for words in ("Move with", "Alt ↑", "Alt ↓")]
        for label in self._keys:
            row.addWidget(label)
        for label in self._keys[1:]:
            label.setObjectName("kbd")

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 16, 8)
        head.setSpacing(8)
        head.addWidget(self.combo, 1)
        head.addWidget(self.more)
        self._first = QWidget(self)
        first = QVBoxLayout(self._first)
        first.setContentsMargins(16, 8, 16, 16)
        first.setSpacing(12)
        first.addWidget(self.none)
        first.addWidget(self.new, 0, Qt.AlignmentFlag.AlignLeft)
        first.addStretch(1)
        counted = QHBoxLayout()
        counted.setContentsMargins(16, 2, 16, 8)
        counted.addWidget(self.count, 1)
        counted.addWidget(self.hint)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 10, 16, 4)
        foot.setSpacing(8)
        foot.addWidget(self.add)
        foot.addWidget(self.meeting, 1)
        self.empty.setContentsMargins(16, 4, 16, 8)
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addLayout(counted)
        body.addWidget(self.list)
        body.addWidget(self.empty)
        body.addWidget(self.undo_bar)
        body.addLayout(foot)
        body.addWidget(self.look)
        body.addStretch(1)
        self.area = QScrollArea(self)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(self._body)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._first, 1)
        column.addWidget(self.area, 1)

    def _wire(self) -> None:
        model = self._model
        self.combo.activated.connect(self._on_packet)
        self.meeting.activated.connect(self._on_meeting)
        self.look.changed.connect(model.set_look)
        self.look.said.connect(model.said)
        self.rows.drop_wanted.connect(self._on_dropped, Qt.ConnectionType.QueuedConnection)
        self.undo_bar.undo_wanted.connect(self._on_undo)
        self.add_menu.menu.aboutToShow.connect(self._fill_menu)
        model.listed.connect(self.show_packets)
        model.chosen_changed.connect(self._on_chosen)
        model.fields_changed.connect(self.show_fields)
        model.undo_changed.connect(self._show_undo)
        model.preview.made.connect(self.show_fields)
        self._theme.changed.connect(self._set_looks)

    # --- what it shows ---

    def show_packets(self) -> None:
        packets, chosen = list(self._model.packets), self._model.chosen
        has_any = bool(packets) or chosen is not None
        if chosen is not None and all(packet.id != chosen.record.id for packet in packets):
            packets.insert(0, chosen.record)
        self.combo.clear()
        for packet in packets:
            is_chosen = chosen is not None and packet.id == chosen.record.id
            self.combo.addItem(chosen.value.name if is_chosen and chosen else packet.fields.name)
            self.combo.setItemData(self.combo.count() - 1, packet.id)
            if is_chosen:
                self.combo.setCurrentIndex(self.combo.count() - 1)
        if chosen is None:
            self.combo.setCurrentIndex(-1)
        self.combo.setVisible(has_any)
        self.more.setVisible(has_any)
        self._first.setVisible(self._model.is_listed and not has_any)
        self.area.setVisible(chosen is not None)
        self._show_undo()

    def show_meetings(self, meetings: Sequence[Meeting]) -> None:
        self._meetings = list(meetings)
        self._show_meeting()

    def show_fields(self) -> None:
        """Items, pages, look and meeting as they are now; what is chosen stays chosen."""
        fields = self._model.fields
        if fields is None:
            self.rows.show([])
            return
        here, row = self.list.current_id(), self.list.currentIndex().row()
        self.rows.show(self._model.rows())
        number = len(fields.items)
        if number and not self.list.currentIndex().isValid():
            if self.rows.place_of(here) < 0:
                here = fields.items[min(max(row, 0), number - 1)].id
            self.list.choose(here)
        pages = self._model.preview.pages
        counted = "1 item" if number == 1 else f"{number} items"
        if pages is not None:
            counted += ", 1 page" if pages.pdf.pages == 1 else f", {pages.pdf.pages} pages"
        self.count.setText(counted)
        self.list.setVisible(number > 0)
        self.hint.setVisible(number > 1 and self._theme.window_text < 1.5)
        self.empty.setVisible(number == 0)
        self.look.show_look(fields.look)
        self._show_meeting()
        place = self.combo.currentIndex()
        if place >= 0 and self.combo.itemText(place) != fields.name:
            self.combo.setItemText(place, fields.name)

    def _show_meeting(self) -> None:
        fields = self._model.fields
        chosen = fields.meeting if fields else ""
        titles = [(meeting.id, f"For “{meeting.title}”") for meeting in self._meetings]
        if chosen and all(meeting_id != chosen for meeting_id, _ in titles):
            titles.append((chosen, "For a meeting that is gone"))
        self.meeting.clear()
        for meeting_id, words in [("", NO_MEETING), *titles]:
            self.meeting.addItem(words, meeting_id)
        self.meeting.setCurrentIndex(max(0, self.meeting.findData(chosen)))

    def _show_undo(self) -> None:
        self.undo_bar.show_words(self._model.undo_words)

    def _fill_menu(self) -> None:
        fields = self._model.fields
        own = self._model.meetings.get(fields.meeting, "") if fields else ""
        self.add_menu.fill(self._model.library.practices(), self._meetings, own)

    # --- what happened ---

    def _on_chosen(self, edit: PacketEdit | None) -> None:
        self.show_packets()
        self.show_fields()
        if edit is not None and edit.value.items:
            self.list.choose(edit.value.items[0].id)

    def _on_packet(self, place: int) -> None:
        packet_id = self.combo.itemData(place)
        self._model.open(next((p for p in self._model.packets if p.id == packet_id), None))

    def _on_meeting(self, place: int) -> None:
        self._model.set_meeting(self.meeting.itemData(place))

    def _on_dropped(self, item_id: str, place: int) -> None:
        self._model.move_item(item_id, place)
        self.list.choose(item_id)

    def _on_undo(self) -> None:
        self._model.undo()
        if self.list.isVisible():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def start(self) -> QWidget:
        """What gets the keyboard when one comes here."""
        if self._model.chosen is None:
            return self.combo if self._model.packets else self.new
        return self.list if self.rows.rowCount() else self.add

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._set_looks()  # Qt takes fonts away from what gets another parent after it was measured

    def _set_looks(self) -> None:
        kinds = self._theme.type
        self.count.setFont(kinds.controls(is_selected=True))
        self.combo.setFont(kinds.controls(is_selected=True))
        for label in (self.none, self.empty):
            label.setFont(kinds.notes())
        self._keys[0].setFont(kinds.hints())
        for label in self._keys[1:]:
            font = label.font()
            font.setPointSizeF(kinds.chip().pointSizeF())
            label.setFont(font)
        self.list.grow()
        self.show_fields()
