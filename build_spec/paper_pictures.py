"""Pictures of pages in every layout, with the choices that change how they look: part of `make pictures`."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtGui import QImage

from esscollab_desktop import bootstrap, paths
from esscollab_desktop.domain.packets import (
    ItemKind,
    Language,
    Layout,
    NotesPlace,
    PacketFields,
    PacketItem,
    PacketLook,
    SourcesForm,
)
from esscollab_desktop.services.handouts import page_images
from esscollab_desktop.services.meetings import Meetings
from esscollab_desktop.services.notebook import Notebook
from esscollab_desktop.services.packet_handouts import prepared

FINENESS = 80  # dots per inch
FROM = "Ohio Department of Education"
WELCOME = (
    "We ask for **your** view of the state plan.\n\n- Read one example.\n- Talk it over with your neighbor.\n"
    "- Write down one step.\n\nWhat you say goes to the council, without your name."
)


def item(kind: ItemKind, *codes: str, title: str = "", body: str = "") -> PacketItem:
    return PacketItem(f"{kind.value} {' '.join(codes)}", kind, codes, title, body)


def page(code: str) -> PacketItem:
    return item(ItemKind.PAGE, code)


def packets(meeting: str) -> Iterator[tuple[str, tuple[int, ...], PacketFields]]:
    """Each with its name, and which of its pages are drawn."""
    welcome = item(ItemKind.TEXT, title="What we ask of you", body=WELCOME)
    whole = (welcome, page("4"), page("4.MA"), item(ItemKind.MAP), item(ItemKind.GLOSSARY))
    four = (item(ItemKind.EXAMPLES, "4"),)

    def of(name: str, items: tuple[PacketItem, ...], look: PacketLook) -> PacketFields:
        return PacketFields(name, items, look, meeting)

    noted = PacketLook(notes=NotesPlace.END, organization=FROM)
    yield "reference", (0, 1, 2, 3, 4), of("Advisory council", whole, noted)
    beside = PacketLook(notes=NotesPlace.MARGIN)
    yield "margin", (0,), PacketFields("", (page("4.MA"),), beside)
    lines = PacketLook(notes=NotesPlace.LINES, sources=SourcesForm.LIST)
    yield "lines", (0, 1), PacketFields("", (page("4.OH"),), lines)
    yield "map", (0, 1), PacketFields("", (item(ItemKind.MAP),), PacketLook())
    yield "one-pager", (0,), PacketFields("", (page("4"),), PacketLook(Layout.ONE_PAGER))
    yield "cards-2", (1,), of("Cards", four, PacketLook(Layout.CARDS, cards=2))
    yield "cards-4", (1,), of("Cards", four, PacketLook(Layout.CARDS, cards=4))
    yield "worksheet", (0,), PacketFields("", (page("4.MA"),), PacketLook(Layout.WORKSHEET))
    compared = (item(ItemKind.COMPARISON, "4.MA", "4.MI", "4.OH"),)
    yield "comparison", (0, 1), PacketFields("", compared, PacketLook(Layout.COMPARISON))
    yield "large", (0, 1), PacketFields("", (page("4.MA"),), PacketLook(large=True))
    spanish = PacketLook(Layout.WORKSHEET, language=Language.SPANISH)
    yield "spanish", (0,), PacketFields("", (page("4"),), spanish)


def draw_paper(notebook: Notebook, meetings: Meetings, out: Path, thin: Callable[[QImage], QImage]) -> None:
    """`paper-reference-1.png` and so on, from the book and these notes. `thin` makes a picture small."""
    library, press = bootstrap.open_catalogue(paths.bundle_root()), bootstrap.open_press()
    today = datetime.now(UTC).date()
    for name, wanted, fields in packets(meetings.list()[0].id):
        pdf = press(prepared(library, notebook, meetings, None, fields, today).document)
        for number, drawn in enumerate(page_images(pdf.data, FINENESS, list(wanted)), 1):
            image = QImage(drawn.data, drawn.width, drawn.height, drawn.stride, QImage.Format.Format_RGB888)
            thin(image).save(str(out / f"paper-{name}-{number}.png"))
    press.close()
    library.close()
