"""A shelf that shows one jurisdiction alone, or one practice there: what the tree is narrowed to."""

from dataclasses import dataclass, replace

from esscollab_desktop.domain.book import ExampleEntry, Kind
from esscollab_desktop.domain.landscape import practice_row
from esscollab_desktop.ui.models.book_rows import Shelf


@dataclass(frozen=True)
class Narrowing:
    """Letters of a jurisdiction; with a practice, only what is under it there."""

    jurisdiction: str
    practice: str = ""


def is_possible(shelf: Shelf, wanted: Narrowing) -> bool:
    """Whether the shelf still has them: a pack may have been removed."""
    return any(place.code == wanted.jurisdiction for place in shelf.jurisdictions) and (
        not wanted.practice or any(practice.code == wanted.practice for practice in shelf.practices)
    )


def words_for(shelf: Shelf, wanted: Narrowing) -> str:
    """`Massachusetts`, `Massachusetts, practice 4`."""
    name = next(place.name for place in shelf.jurisdictions if place.code == wanted.jurisdiction)
    return f"{name}, practice {wanted.practice}" if wanted.practice else name


def narrowed(shelf: Shelf, wanted: Narrowing) -> Shelf:
    """The same shelf with nothing else on it."""
    known = {practice.code for practice in shelf.practices}

    def is_meant(practice: str, jurisdiction: str) -> bool:
        row = practice_row(practice, known)
        return jurisdiction == wanted.jurisdiction and (not wanted.practice or row == wanted.practice)

    def entries(
        practice: str, jurisdiction: str, kind: Kind | None, pack: str | None
    ) -> tuple[ExampleEntry, ...]:
        found = shelf.entries(practice, jurisdiction or wanted.jurisdiction, kind, pack)
        return tuple(entry for entry in found if is_meant(entry.practice, entry.jurisdiction))

    def entry(code: str) -> ExampleEntry:
        found = shelf.entry(code)
        if not is_meant(found.practice, found.jurisdiction):
            raise KeyError(code)
        return found

    return replace(
        shelf,
        practices=[p for p in shelf.practices if wanted.practice in ("", p.code)],
        groups=[group for group in shelf.groups if is_meant(group.practice, group.jurisdiction)],
        jurisdictions=[place for place in shelf.jurisdictions if place.code == wanted.jurisdiction],
        entries=entries,
        entry=entry,
    )
