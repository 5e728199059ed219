"""Checks a content folder without building anything."""

from pathlib import Path

from esscollab_desktop.packs.faults import ContentError, Fault
from esscollab_desktop.packs.sources import read_content


def check_folder(folder: Path) -> tuple[Fault, ...]:
    """All faults of a content folder, by file and line. Raises UserError where there is no such folder."""
    try:
        read_content(folder)
    except ContentError as bad:
        return bad.faults
    return ()
