"""One window per data folder: a second start raises the first."""

import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_PATIENCE = 500  # ms for a window that is there but busy


def _name(folder: Path) -> str:
    return "esscollab-" + hashlib.sha256(str(folder.resolve()).encode("utf-8", "replace")).hexdigest()[:24]


def raise_running(folder: Path) -> bool:
    """Ask the window that already uses this folder to come to the front; False where there is none."""
    socket = QLocalSocket()
    socket.connectToServer(_name(folder))
    if not socket.waitForConnected(_PATIENCE):
        return False
    socket.write(b"raise\n")
    socket.waitForBytesWritten(_PATIENCE)
    socket.disconnectFromServer()
    return True


class FirstWindow(QObject):
    """Listens, on a socket of this computer and user only, for later starts."""

    asked_to_raise = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        if not self._server.listen(_name(folder)):
            # A run that was killed leaves its socket's file behind.
            QLocalServer.removeServer(_name(folder))
            self._server.listen(_name(folder))

    def _on_connection(self) -> None:
        while socket := self._server.nextPendingConnection():
            socket.disconnected.connect(socket.deleteLater)
            self.asked_to_raise.emit()

    def close(self) -> None:
        self._server.close()
