"""The log of one run of the window: rotating, removed by a clean exit, kept when the run died."""

import faulthandler
import logging
import sys
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import IO

_KEPT = 5
_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def log_path(data: Path) -> Path:
    """Where a run logs, in the user's folder."""
    return data / "log" / "esscollab.log"


@dataclass(slots=True)
class RunLog:
    """The log of this run. `former` is the log of an earlier run that died, or None."""

    path: Path
    former: Path | None
    _handlers: list[logging.Handler]
    _faults: IO[str]

    def close(self, *, clean: bool) -> None:
        """Let go of the files; `clean` removes them, so that the next start has nothing to tell."""
        faulthandler.disable()
        self._faults.close()
        root = logging.getLogger()
        for handler in self._handlers:
            root.removeHandler(handler)
            handler.close()
        if clean:
            for path in _files_of_run(self.path):
                path.unlink(missing_ok=True)


def start(data: Path, console_level: int = logging.WARNING) -> RunLog:
    """Log to `log/esscollab.log` in the data folder and to the console from `console_level` on.

    Raises OSError where the folder can't be written.
    """
    path = log_path(data)
    path.parent.mkdir(parents=True, exist_ok=True)
    former = _set_aside(path)
    to_file = RotatingFileHandler(path, maxBytes=1_000_000, backupCount=2, encoding="utf-8")
    to_file.setLevel(logging.INFO)
    handlers: list[logging.Handler] = [to_file]
    # A windowed program on Windows has no stderr at all.
    if sys.stderr is not None:
        console = logging.StreamHandler()
        console.setLevel(console_level)
        handlers.append(console)
    root = logging.getLogger()
    root.setLevel(min(logging.INFO, console_level))
    for handler in handlers:
        handler.setFormatter(logging.Formatter(_FORMAT))
        root.addHandler(handler)
    # faulthandler writes to a fixed file number, which a rotating file would close under it.
    faults = _faults_path(path).open("w", encoding="utf-8")
    faulthandler.enable(faults)
    return RunLog(path, former, handlers, faults)


def latest_crash(data: Path) -> Path | None:
    """The newest log that a run left behind by dying, or None."""
    found = _crash_logs(log_path(data))
    return found[-1] if found else None


def _faults_path(path: Path) -> Path:
    return path.with_suffix(".faults")


def _files_of_run(path: Path) -> list[Path]:
    return [path, _faults_path(path), *sorted(path.parent.glob(f"{path.name}.[0-9]*"))]


def _crash_logs(path: Path) -> list[Path]:
    return sorted(path.parent.glob(f"{path.stem}-died-*.log"))


def _set_aside(path: Path) -> Path | None:
    """Put the files of a run that did not end cleanly together under a name of their own."""
    if not path.exists():
        return None
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
    kept = path.with_name(f"{path.stem}-died-{stamp}.log")
    path.replace(kept)
    faults = _faults_path(path)
    if faults.exists():
        with kept.open("a", encoding="utf-8") as log:
            log.write(faults.read_text(encoding="utf-8", errors="replace"))
        faults.unlink()
    for old in _crash_logs(path)[:-_KEPT]:
        with suppress(OSError):
            old.unlink()
    return kept
