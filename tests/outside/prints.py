"""Prints as the window does, on a queue by its name; the system's dialog is filled in as a person would.

prints.py FOLDER JSON: `what` is "handout" with `codes`, `paper` and `layout`, "pdf" with `path`, or "packet";
`queue`, `copies`, `pages` and `sides` ("none", "long", "short") are the dialog's. `pages`: "" for all, "2-3",
or "1,3", which CUPS picks out by itself.
The title of the job is the folder's name; the pages that are to be printed are written there, as pages.pdf.
"""

import json
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, TypeVar, cast

from made_packets import MadePackets, MadeSetting
from PySide6.QtCore import QTimer
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialogButtonBox,
    QLineEdit,
    QRadioButton,
    QSpinBox,
    QWidget,
)

from esscollab_desktop.app import Desk
from esscollab_desktop.domain.packets import ItemKind, PacketFields
from esscollab_desktop.render.raster import page_count
from esscollab_desktop.services.handouts import CompiledPdf
from esscollab_desktop.ui.viewmodels.packet_items import new_item
from esscollab_desktop.ui.views.printing import PrintJob, print_handout, print_pdf

_SIDES = {"none": "noDuplex", "long": "duplexLong", "short": "duplexShort"}
PATIENCE = 60_000  # ms
W = TypeVar("W", bound=QWidget)
Asked = dict[str, Any]


def named(dialog: QPrintDialog, kind: type[W], name: str) -> W:
    found = cast("W | None", dialog.findChild(kind, name))
    assert found is not None, f"the dialog has no {name}"
    return found


def fill_in(asked: Asked) -> None:
    """Answers the dialog as soon as it is there."""
    dialog = QApplication.activeModalWidget()
    if not isinstance(dialog, QPrintDialog):
        QTimer.singleShot(20, partial(fill_in, asked))
        return
    printers = named(dialog, QComboBox, "printers")
    place = printers.findText(asked["queue"])
    assert place >= 0, f"Qt does not know the queue {asked['queue']}"
    printers.setCurrentIndex(place)
    dialog.printer().setDocName(asked["title"])
    copies = named(dialog, QSpinBox, "copies")
    copies.setValue(asked["copies"])
    first, last = [*asked["pages"].split("-"), ""][:2]
    if last:
        named(dialog, QRadioButton, "printRange").setChecked(True)
        named(dialog, QSpinBox, "from").setValue(int(first))
        named(dialog, QSpinBox, "to").setValue(int(last))
    elif first:
        named(dialog, QRadioButton, "pagesRadioButton").setChecked(True)
        named(dialog, QLineEdit, "pagesLineEdit").setText(asked["pages"])
    sides = named(dialog, QRadioButton, _SIDES[asked["sides"]])
    assert sides.isEnabled() or asked["sides"] == "none"
    sides.setChecked(True)
    (buttons,) = dialog.findChildren(QDialogButtonBox)[-1:]
    buttons.button(QDialogButtonBox.StandardButton.Ok).click()


def start_handout(desk: Desk, asked: Asked) -> None:
    chosen = (asked["codes"], "none", asked["paper"], asked["layout"])
    print_handout(desk.window, desk.handouts, *chosen)


def start_file(desk: Desk, asked: Asked) -> None:
    data = Path(asked["path"]).read_bytes()
    print_pdf(desk.window, desk.packets.output, CompiledPdf(data, page_count(data), ()), "A file")


def start_packet(desk: Desk, asked: Asked) -> None:
    """From the composer: a packet of two pages and a comparison, as its preview shows them."""
    model = desk.packets
    if not desk.packs.is_ready:
        QTimer.singleShot(20, partial(start_packet, desk, asked))
        return
    if not model.is_ready:
        model.attach(MadePackets(), MadeSetting())
    items = [new_item(ItemKind.PAGE, (code,)) for code in ("4.MA", "2.IL")]
    items.append(new_item(ItemKind.COMPARISON, ("4.MA", "2.IL")))
    model.preview.made.connect(partial(_on_made, desk))
    desk.window.packet_steps.show()
    model.add_to_new(PacketFields("For the council"), items)


def _on_made(desk: Desk) -> None:
    fields, preview = desk.packets.fields, desk.packets.preview
    if preview.pages is not None and fields is not None and preview.pages.fields == fields and fields.items:
        preview.made.disconnect()
        QTimer.singleShot(0, desk.window.packet_steps.show().print)


def keep_pages(folder: Path) -> None:
    start = PrintJob.start

    def kept(job: PrintJob, pdf: CompiledPdf) -> None:
        (folder / "pages.pdf").write_bytes(pdf.data)
        start(job, pdf)

    PrintJob.start = kept  # type: ignore[method-assign, assignment]


def main(folder: str, words: str) -> int:
    asked: Asked = json.loads(words)
    asked["title"] = Path(folder).name
    app = QApplication(sys.argv[:1])
    keep_pages(Path(folder))
    desk = Desk(app, Path(folder))

    def on_said(told: str) -> None:
        print(told, flush=True)
        if told.startswith(("Sent", "The printer")):
            app.exit(0 if told.startswith("Sent") else 1)

    desk.handouts.said.connect(on_said)
    desk.packets.said.connect(on_said)
    desk.window.show()
    starts: dict[str, Callable[[Desk, Asked], object]] = {
        "handout": start_handout,
        "pdf": start_file,
        "packet": start_packet,
    }
    QTimer.singleShot(0, partial(fill_in, asked))
    QTimer.singleShot(0, partial(starts[asked["what"]], desk, asked))
    QTimer.singleShot(PATIENCE, partial(app.exit, 2))
    code = app.exec()
    desk.window.close()
    desk.close()
    return code


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
