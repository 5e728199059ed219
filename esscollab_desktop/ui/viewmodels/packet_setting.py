"""What the composer asks of the services that make a packet's pages, and how it reaches them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from esscollab_desktop.domain.packets import Packet, PacketFields
from esscollab_desktop.services.library import Reading

if TYPE_CHECKING:  # what sets type is loaded with the first packet
    from esscollab_desktop.render.document import Document
    from esscollab_desktop.render.pdf import CompiledPdf
    from esscollab_desktop.services.handouts import HandoutReport
    from esscollab_desktop.services.meetings import Meetings
    from esscollab_desktop.services.notebook import Notebook
    from esscollab_desktop.services.packet_handouts import Prepared

    Press = Callable[[Document], CompiledPdf]


class Packets(Protocol):
    """The packets of a notebook; what a call returns is on disk. Every call may raise UserError."""

    def list(self) -> list[Packet]: ...
    def add(self, fields: PacketFields) -> Packet: ...
    def save(self, packet_id: str, fields: PacketFields, revision: int) -> Packet: ...
    def duplicate(self, packet_id: str) -> Packet: ...
    def delete(self, packet_id: str) -> Packet: ...
    def restore(self, packet_id: str) -> Packet: ...
    def add_picture(self, data: bytes) -> str: ...
    def picture(self, name: str) -> bytes: ...


class Setting(Protocol):
    """Lays a packet out, makes its pages, writes its files; called off the window's thread."""

    def prepared(self, fields: PacketFields) -> "Prepared": ...
    def compiled(self, prepared: "Prepared") -> "CompiledPdf": ...
    def write(self, prepared: "Prepared", path: Path, format_: str) -> "HandoutReport": ...


@dataclass(frozen=True)
class PacketSetting:
    """The services, with all that they take."""

    library: Reading
    notebook: "Notebook"
    meetings: "Meetings"
    packets: Packets
    press: "Press"

    def prepared(self, fields: PacketFields) -> "Prepared":
        from esscollab_desktop.services.packet_handouts import prepared

        return prepared(self.library, self.notebook, self.meetings, self.packets, fields, date.today())

    def compiled(self, prepared: "Prepared") -> "CompiledPdf":
        return self.press(prepared.document)

    def write(self, prepared: "Prepared", path: Path, format_: str) -> "HandoutReport":
        from esscollab_desktop.services.packet_handouts import write_prepared

        return write_prepared(prepared, path, format_, self.press)
