"""One window per data folder: a second start raises the first."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCryptographicHash, QLockFile, QObject, QThread, Signal

if TYPE_CHECKING:  # sockets are loaded after the first page, or to reach the window that is there already
    from PySide6.QtNetwork import QLocalServer

_PATIENCE = 500  # ms for a window that is there but busy
_TRIES = 50  # a tenth of a second each, for a first window that is only just starting


def _name(folder: Path) -> str:
    path, sha256 = str(folder.resolve()).encode("utf-8", "replace"), QCryptographicHash.Algorithm.Sha256
    return "esscollab-" + bytes(QCryptographicHash.hash(path, sha256).data()).hex()[:24]


def first_window(folder: Path) -> "FirstWindow | None":
    """The place of the first window on this folder; None where another has it, which is raised.

    The lock decides, not the socket: of several starts at the same moment each would find no socket yet.
    """
    lock = QLockFile(str(folder / "window.lock"))
    lock.setStaleLockTime(0)  # it holds as long as its process lives, however long that is
    if lock.tryLock(0):
        return FirstWindow(folder, lock)
    if lock.error() is not QLockFile.LockError.LockFailedError:
        # The folder can't be written, or can't hold a lock: what comes next says so, if it matters.
        return None if raise_running(folder) else FirstWindow(folder, lock)
    for _ in range(_TRIES):
        if raise_running(folder):
            return None
        QThread.msleep(100)
    return FirstWindow(folder, lock)


def raise_running(folder: Path) -> bool:
    """Ask the window that already uses this folder to come to the front; False where there is none."""
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(_name(folder))
    if not socket.waitForConnected(_PATIENCE):
        return False
    socket.write(b"raise\n")
    socket.waitForBytesWritten(_PATIENCE)
    socket.disconnectFromServer()
    return True


class FirstWindow(QObject):
    """Holds the place; `close` gives it up. From `listen` on, later starts are heard.

    They come on a socket of this computer and user only, and try for some seconds.
    """

    asked_to_raise = Signal()

    def __init__(self, folder: Path, lock: QLockFile, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._lock = lock
        self._server: QLocalServer | None = None

    def listen(self) -> None:
        from PySide6.QtNetwork import QLocalServer

        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        if not self._server.listen(_name(self._folder)):
            # A run that was killed leaves its socket's file behind.
            QLocalServer.removeServer(_name(self._folder))
            self._server.listen(_name(self._folder))

    def _on_connection(self) -> None:
        while self._server and (socket := self._server.nextPendingConnection()):
            socket.disconnected.connect(socket.deleteLater)
            self.asked_to_raise.emit()

    def close(self) -> None:
        if self._server is not None:
            self._server.close()
        self._lock.unlock()
