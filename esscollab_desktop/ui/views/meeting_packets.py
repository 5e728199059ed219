"""The packets of a meeting, in its record: one press opens one, another starts one."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from esscollab_desktop.domain.packets import Packet
from esscollab_desktop.ui.look.icons import Icons
from esscollab_desktop.ui.views.flow import Flow, no_margins


class MeetingPackets(Flow):
    """`opened(packet)`; `new_wanted()`."""

    opened = Signal(object)
    new_wanted = Signal()

    def __init__(self, icons: Icons, parent: QWidget) -> None:
        super().__init__(no_margins(), parent)
        self._icons = icons
        self._packets: list[Packet] = []
        self.buttons: list[QPushButton] = []
        self.new = self._button("New packet for this meeting", "plus")
        self.new.clicked.connect(self.new_wanted)
        self.add(self.new)

    def _button(self, words: str, icon: str) -> QPushButton:
        button = QPushButton(words.replace("&", "&&"), self)
        button.setAutoDefault(False)
        self._icons.follow(button, icon, "ink2", 16)
        return button

    def show_packets(self, packets: Sequence[Packet]) -> None:
        """Nothing is made anew while it is the same: a button may have the keyboard."""
        if list(packets) == self._packets:
            return
        self._packets = list(packets)
        for button in self.buttons:
            self.take(button)
            button.deleteLater()
        self.buttons = []
        for packet in packets:
            button = self._button(packet.fields.name, "files")
            button.setAccessibleName(f"Packet {packet.fields.name}")
            button.clicked.connect(partial(self._on_pressed, packet))
            self.buttons.append(button)
            self.add(button)
            button.show()
        self.place()

    def _on_pressed(self, packet: Packet, _checked: bool = False) -> None:
        self.opened.emit(packet)
