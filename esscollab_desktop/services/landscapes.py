"""The landscape of what is open: how many examples and notes stand where."""

from collections.abc import Mapping

from esscollab_desktop.domain.landscape import Landscape, landscape_of
from esscollab_desktop.services.library import Reading


def landscape(library: Reading, note_counts: Mapping[str, int] | None = None) -> Landscape:
    """Counted from the groups, which no example has to be read for.

    `note_counts`: the notes on each code, as `Notebook.counts` gives them; without, no note is counted.
    """
    return landscape_of(library.practices(), library.jurisdictions(), library.groups(), note_counts or {})
