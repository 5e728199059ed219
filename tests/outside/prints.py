"""Prints a handout as the window does, on a queue by its name; the dialog's answers come as arguments.

prints.py FOLDER QUEUE COPIES FIRST LAST SIDES CODE; SIDES is none, long or short. A FIRST of 0 prints all.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QDialog

from esscollab_desktop.app import Desk
from esscollab_desktop.ui.views.printing import print_handout

_SIDES = {
    "none": QPrinter.DuplexMode.DuplexNone,
    "long": QPrinter.DuplexMode.DuplexLongSide,
    "short": QPrinter.DuplexMode.DuplexShortSide,
}
PATIENCE = 60_000  # ms


def main(folder: str, queue: str, copies: str, first: str, last: str, sides: str, code: str) -> int:
    app = QApplication(sys.argv[:1])
    desk = Desk(app, Path(folder))

    def answer(dialog: QPrintDialog) -> int:
        printer = dialog.printer()
        printer.setPrinterName(queue)
        assert printer.isValid(), f"Qt does not know the queue {queue}"
        printer.setDocName(Path(folder).name)
        printer.setCopyCount(int(copies))
        printer.setFromTo(int(first), int(last))
        printer.setDuplex(_SIDES[sides])
        return QDialog.DialogCode.Accepted

    def on_said(words: str) -> None:
        print(words, flush=True)
        if words.startswith(("Sent", "The printer")):
            app.exit(0 if words.startswith("Sent") else 1)

    QPrintDialog.exec = answer  # type: ignore[method-assign]
    desk.handouts.said.connect(on_said)
    desk.window.show()
    QTimer.singleShot(0, lambda: print_handout(desk.window, desk.handouts, [code], "none", "letter"))
    QTimer.singleShot(PATIENCE, lambda: app.exit(2))
    code_ = app.exec()
    desk.window.close()
    desk.close()
    return code_


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
