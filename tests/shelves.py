"""Shelves for tests of the tree: made of examples in memory, and what stands on one."""

from collections import Counter
from collections.abc import Mapping, Sequence

from esscollab_desktop.domain.book import ExampleEntry, Group, Jurisdiction, Kind, PracticeEntry
from esscollab_desktop.domain.codes import bare, pack_of
from esscollab_desktop.ui.models.book_rows import Shelf


def entries_of(shelf: Shelf) -> tuple[ExampleEntry, ...]:
    """All examples of a shelf, in its order."""
    return shelf.entries("", "", None, None)


def groups_of(examples: Sequence[ExampleEntry]) -> tuple[Group, ...]:
    """How many of these stand where, in their order."""
    counts = Counter((e.practice, e.jurisdiction, e.kind, pack_of(e.code)) for e in examples)
    return tuple(Group(*key[:3], count, key[3]) for key, count in counts.items())


def shelf_of_examples(
    practices: Sequence[PracticeEntry],
    examples: Sequence[ExampleEntry],
    jurisdictions: Sequence[Jurisdiction],
    packs: Mapping[str, str] | None = None,
) -> Shelf:
    """A shelf that reads from these examples."""

    def entries(
        practice: str, jurisdiction: str, kind: Kind | None, pack: str | None
    ) -> tuple[ExampleEntry, ...]:
        return tuple(
            e
            for e in examples
            if practice in ("", e.practice, bare(e.practice))
            and jurisdiction in ("", e.jurisdiction)
            and kind in (None, e.kind)
            and pack in (None, pack_of(e.code))
        )

    by_code = {e.code: e for e in examples}
    return Shelf(practices, groups_of(examples), jurisdictions, entries, by_code.__getitem__, packs or {})
