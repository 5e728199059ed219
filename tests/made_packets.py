"""Stand-ins for the services behind the composer: packets in memory, and pages that bear their number."""

import threading
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.packets import Layout, Packet, PacketFields
from esscollab_desktop.render.document import Document, Opening, plain
from esscollab_desktop.render.pdf import CompiledPdf
from esscollab_desktop.services.handouts import HandoutReport
from esscollab_desktop.services.packet_handouts import Prepared

NOW = datetime(2026, 11, 23, 15, 42, tzinfo=UTC)


@dataclass
class MadePackets:
    """Keeps packets as the notebook does: by id, in versions, the deleted ones too."""

    kept: dict[str, Packet] = field(default_factory=dict)
    pictures: dict[str, bytes] = field(default_factory=dict)

    def list(self) -> list[Packet]:
        return [packet for packet in self.kept.values() if packet.deleted_at is None]

    def get(self, packet_id: str) -> Packet | None:
        return self.kept.get(packet_id)

    def add(self, fields: PacketFields) -> Packet:
        return self._put(Packet(f"p{len(self.kept) + 1}", fields, NOW, NOW))

    def save(self, packet_id: str, fields: PacketFields, revision: int) -> Packet:
        before = self.kept[packet_id]
        if not fields.name.strip():
            raise UserError("The packet has no name. Give it a few words.")
        if before.revision != revision:
            return self.add(fields)
        return self._put(replace(before, fields=fields, revision=revision + 1))

    def duplicate(self, packet_id: str) -> Packet:
        fields = self.kept[packet_id].fields
        return self.add(replace(fields, name=f"{fields.name}, copy"))

    def delete(self, packet_id: str) -> Packet:
        return self._put(replace(self.kept[packet_id], deleted_at=NOW))

    def restore(self, packet_id: str) -> Packet:
        return self._put(replace(self.kept[packet_id], deleted_at=None))

    def add_picture(self, data: bytes) -> str:
        if not data.startswith((b"\x89PNG", b"<svg")):
            raise UserError("This file is neither a PNG nor an SVG picture. Choose another one.")
        self.pictures["logo"] = data
        return "logo"

    def picture(self, name: str) -> bytes:
        return self.pictures[name]

    def _put(self, packet: Packet) -> Packet:
        self.kept[packet.id] = packet
        return packet


@dataclass
class MadeSetting:
    """Each item gives one page, a comparison one on lying paper and a text page two.

    `gate` holds the making up while it is closed; `made` are the titles of what was made, in order.
    """

    warnings: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    refusal: str = ""
    gate: threading.Event = field(default_factory=threading.Event)
    made: list[PacketFields] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.gate.set()

    def prepared(self, fields: PacketFields) -> Prepared:
        assert self.gate.wait(30)
        self.made.append(fields)
        if self.refusal:
            raise UserError(self.refusal)
        openings = tuple(
            Opening(plain(item.id), 1, item.id, starts_page=True, running=item.kind.value)
            for item in fields.items
        )
        document = Document(
            fields.name, "en", openings, date(2026, 11, 23), "", "", {}, {}, paper=fields.look.paper
        )
        gone = [code for item in fields.items for code in item.codes if code == "9.ZZ"]
        words = tuple(f"{code} is gone and was left out." for code in gone)
        return Prepared(document, (*self.warnings, *words), tuple(item.id for item in fields.items))

    def compiled(self, prepared: Prepared) -> CompiledPdf:
        sizes: list[tuple[int, int]] = []
        places: list[tuple[str, int]] = []
        for block in prepared.document.blocks:
            assert isinstance(block, Opening)
            places.append((block.anchor, len(sizes)))
            lies = block.running == Layout.COMPARISON.value
            sizes += [(792, 612) if lies else (612, 792)] * (2 if block.running == "text" else 1)
        return CompiledPdf(numbered_pages(sizes), len(sizes), self.replaced, tuple(places))

    def write(self, prepared: Prepared, path: Path, format_: str) -> HandoutReport:
        made = self.compiled(prepared)
        path.write_bytes(made.data if format_ == "pdf" else format_.encode())
        return HandoutReport(path, made.pages if format_ == "pdf" else 0, ())


def numbered_pages(sizes: list[tuple[int, int]]) -> bytes:
    """Pages with their number in large figures on them."""
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(sizes)))
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(sizes)} >>".encode(),
        font,
    ]
    for n, (width, height) in enumerate(sizes):
        stream = f"BT /F 96 Tf 100 {height - 200} Td (Page {n + 1}) Tj ET".encode()
        parts.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] /Contents {5 + 2 * n} 0 R "
            "/Resources << /Font << /F 3 0 R >> >> >>".encode()
        )
        parts.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(parts) + 1, start)
    return bytes(out)
