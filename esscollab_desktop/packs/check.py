"""Checks a content folder without building anything."""

from collections.abc import Callable
from pathlib import Path

from esscollab_desktop.domain.errors import Cancelled
from esscollab_desktop.domain.long_work import LongWork, Progress, never, tell_nobody
from esscollab_desktop.packs.collecting import collecting_later
from esscollab_desktop.packs.faults import ContentError, Fault
from esscollab_desktop.packs.sources import read_content


def check_folder(
    folder: Path, progress: Progress = tell_nobody, cancelled: Callable[[], bool] = never
) -> tuple[Fault, ...]:
    """All faults of a content folder, by file and line.

    Raises UserError where there is no such folder, and Cancelled.
    """
    with collecting_later():
        faults = _faults(folder, LongWork(progress, cancelled))
    if faults is None:
        raise Cancelled
    return faults


def _faults(folder: Path, work: LongWork) -> tuple[Fault, ...] | None:
    try:
        read_content(folder, work)
    except ContentError as bad:
        return bad.faults
    except Cancelled:
        # All that was read goes with the traceback, before Python looks through it for garbage.
        return None
    return ()
