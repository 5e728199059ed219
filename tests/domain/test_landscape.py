"""One count of examples and notes, by jurisdiction and practice."""

from esscollab_desktop.domain.book import Group, Jurisdiction, Kind, PracticeEntry
from esscollab_desktop.domain.landscape import Counts, landscape_of
from esscollab_desktop.domain.tiles import COLUMNS, ROWS, TILES
from esscollab_desktop.services.catalogue import Catalogue

PRACTICES = (PracticeEntry("1", "one", "One"), PracticeEntry("4", "four", "Four"))


def place(code: str) -> Jurisdiction:
    return Jurisdiction(code, code, "state", "", "", "", "")


def test_groups_and_notes_are_counted_where_they_stand() -> None:
    groups = [
        Group("4", "MA", Kind.PUBLISHED, 1),
        Group("4", "MA", Kind.RELATED, 2, "office"),
        Group("4@office", "KS", Kind.RELATED, 5, "office"),
        Group("1", "MA", Kind.OWN, 1),
        Group("9", "MA", Kind.RELATED, 7, "office"),
    ]
    notes = {"4.MA": 2, "4.MA-own": 1, "state:MA": 4, "4": 8, "about": 3, "9.MA": 2, "4.ZZ": 1, "": 1}
    found = landscape_of(PRACTICES, (place("MA"), place("KS"), place("WY")), groups, notes)
    assert found.cell("MA", "4") == Counts(1, 2, 0, 3)
    assert found.cell("KS", "4") == Counts(0, 5, 0, 0)
    assert found.cell("WY", "1") == Counts()
    assert found.of_jurisdiction("MA") == Counts(1, 2, 1, 7)
    assert found.of_practice("4") == Counts(1, 7, 0, 11)
    assert found.total == Counts(1, 7, 1, 15)
    assert found.with_example == 2


def test_every_jurisdiction_of_the_book_has_a_tile_of_its_own(catalogue: Catalogue) -> None:
    assert {place.code for place in catalogue.jurisdictions()} == set(TILES)
    assert len(set(TILES.values())) == len(TILES)
    assert all(column < COLUMNS and row < ROWS for column, row in TILES.values())
