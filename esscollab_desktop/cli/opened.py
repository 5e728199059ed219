"""What the commands on notes work with: the notebook, its meetings, and the book where it can be read."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from esscollab_desktop.cli.choosing import meeting_titles
from esscollab_desktop.cli.invocation import Invocation
from esscollab_desktop.domain.codes import has_label
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.notes import Note

if TYPE_CHECKING:
    from esscollab_desktop.services.library import Library
    from esscollab_desktop.services.meetings import Meetings
    from esscollab_desktop.services.notebook import Notebook
    from esscollab_desktop.services.packets import Packets


@dataclass
class Opened:
    """`library` is None where the book can't be read; then titles are empty."""

    notebook: "Notebook"
    meetings: "Meetings"
    library: "Library | None"

    @cached_property
    def packets(self) -> "Packets":
        from esscollab_desktop.bootstrap import packets_in

        return packets_in(self.notebook)

    @cached_property
    def meeting_titles(self) -> dict[str, str]:
        return meeting_titles(self.meetings)

    def titles_for(self, notes: list[Note]) -> dict[str, str]:
        """The titles of what these notes are on; organizations and terms too."""
        titles = {}
        for target in {note.target for note in notes}:
            if self.library is not None and (title := _title(self.library, target)):
                titles[target] = title
        return titles


@contextmanager
def opened(invocation: Invocation, *, without_book: bool = True) -> Iterator[Opened]:
    """Notebook, meetings and book, closed at the end.

    A book that can't be read is told in a remark; where `without_book` is False, it ends the command.
    """
    from esscollab_desktop.bootstrap import meetings_in

    library = None
    try:
        library = invocation.library()
    except UserError as refusal:
        if not without_book:
            raise
        invocation.remark(str(refusal))
    try:
        notebook = invocation.notebook()
        try:
            yield Opened(notebook, meetings_in(notebook), library)
        finally:
            notebook.close()
    finally:
        if library is not None:
            library.close()


def _title(library: "Library", target: str) -> str:
    try:
        code = library.resolve(target)
        return library.title_of(code) if has_label(code) else library.page(code).title
    except UserError:
        return ""
