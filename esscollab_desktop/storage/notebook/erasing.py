"""Erasing for good."""

from esscollab_desktop.domain.notes import ErasedReport
from esscollab_desktop.storage.notebook.sharing import SharedFile


def erase(file: SharedFile, note_ids: tuple[str, ...]) -> ErasedReport:
    raise NotImplementedError


def finish_erasing(file: SharedFile) -> None:
    pass
