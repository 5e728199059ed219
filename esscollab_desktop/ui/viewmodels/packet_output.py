"""Packets on their way out: into files of five kinds, many at once into a folder, or to a printer."""

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Signal

from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.packets import PacketFields
from esscollab_desktop.ui.tasks import TaskRunner
from esscollab_desktop.ui.viewmodels.packet_setting import Setting

if TYPE_CHECKING:
    from esscollab_desktop.render.pdf import CompiledPdf
    from esscollab_desktop.services.handouts import HandoutReport

FORMATS = {
    "pdf": "PDF",
    "html": "Web page (HTML)",
    "docx": "Word (DOCX)",
    "md": "Markdown",
    "json": "JSON",
}
_SPARE = frozenset('<>:"/\\|?*')
_LONGEST = 80


class PacketOutput(QObject):
    """`said(str)` tells how each went. `progress(done, of, name)` and then `finished(words)` for a folder."""

    said = Signal(str)
    progress = Signal(int, int, str)
    finished = Signal(str)

    def __init__(self, runner: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self.setting: Setting | None = None
        # Given a step, takes it once all that was typed so far is in the notebook, or was refused by it.
        self.after_saving: Callable[[Callable[[], None]], object] = lambda step: step()
        self._stop = Event()

    def default_path(self, fields: PacketFields, ending: str) -> str:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        return str(Path(folder or Path.home()) / file_name(fields.name, ending))

    def save(self, fields: PacketFields, path: Path, ending: str) -> None:
        setting = self.setting
        if setting is None:
            return
        self.said.emit("Making the file…")

        def work() -> "HandoutReport":
            return setting.write(setting.prepared(fields), path, ending)

        self.after_saving(lambda: self._runner.run(work, self._on_written, self._on_refused))

    def make(self, fields: PacketFields, done: "Callable[[CompiledPdf], None]") -> None:
        """Pages for the printer, where the preview has none that are of now."""
        setting = self.setting
        if setting is None:
            return
        self.said.emit("Making the pages…")

        def work() -> "CompiledPdf":
            return setting.compiled(setting.prepared(fields))

        self.after_saving(lambda: self._runner.run(work, done, self._on_refused))

    def run(self, work: Callable[[], object], done: Callable[[object], None]) -> None:
        """Do one step of printing off the window's thread."""
        self._runner.run(work, done, self._on_refused)

    def _on_written(self, report: "HandoutReport") -> None:
        from esscollab_desktop.ui.viewmodels.handouts import report_words

        self.said.emit(report_words(report) if report.pages else f"Written: {report.path}")

    def _on_refused(self, fault: Exception) -> None:
        if not isinstance(fault, UserError):
            raise fault
        self.said.emit(str(fault))

    # --- several into a folder ---

    def save_all(self, packets: Sequence[PacketFields], folder: Path, ending: str) -> None:
        """One after the other, each under its name; a refused one holds the others up no longer."""
        self._stop.clear()
        names = file_names([fields.name for fields in packets], ending)
        self.after_saving(lambda: self._next(list(zip(packets, names, strict=True)), folder, ending, 0, []))

    def cancel(self) -> None:
        """What is written stays; nothing more is begun."""
        self._stop.set()

    def _next(
        self, left: list[tuple[PacketFields, str]], folder: Path, ending: str, done: int, refusals: list[str]
    ) -> None:
        of = done + len(left)
        setting = self.setting
        if not left or self._stop.is_set() or setting is None:
            self._finish(done, of, folder, refusals)
            return
        (fields, name), rest = left[0], left[1:]
        self.progress.emit(done, of, fields.name)

        def refused(fault: Exception) -> None:
            if not isinstance(fault, UserError):
                raise fault
            self._next(rest, folder, ending, done + 1, [*refusals, f"“{fields.name}”: {fault}"])

        self._runner.run(
            lambda: setting.write(setting.prepared(fields), folder / name, ending),
            lambda _report: self._next(rest, folder, ending, done + 1, refusals),
            refused,
        )

    def _finish(self, done: int, of: int, folder: Path, refusals: list[str]) -> None:
        written = done - len(refusals)
        number = "1 file" if written == 1 else f"{written} files"
        words = f"{number} written to {folder}."
        if done < of:
            words = f"Stopped: {number} of {of} written to {folder}."
        if refusals:
            words += f" Not written: {' '.join(refusals)}"
        self.progress.emit(done, of, "")
        self.finished.emit(words)
        self.said.emit(words)


def file_name(name: str, ending: str) -> str:
    """A file name that every system takes: letters, figures and few signs, no dot or space at its end."""
    kept = "".join(" " if c in _SPARE or not c.isprintable() else c for c in name)
    kept = " ".join(kept.split())[:_LONGEST].strip(" .")
    return f"ESSCollab {kept}.{ending}" if kept else f"ESSCollab packet.{ending}"


def file_names(names: Sequence[str], ending: str) -> list[str]:
    """One for each, none twice, also where capitals don't count."""
    taken: set[str] = set()
    found = []
    for name in names:
        tried, number = file_name(name, ending), 1
        while tried.casefold() in taken:
            number += 1
            tried = f"{file_name(name, ending).removesuffix(f'.{ending}')} {number}.{ending}"
        taken.add(tried.casefold())
        found.append(tried)
    return found
