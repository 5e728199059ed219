"""Favorites: kept by code at once, followed through renames, silent about what is gone."""

import pytest
from PySide6.QtWidgets import QApplication

from esscollab_desktop.services.catalogue import Catalogue
from esscollab_desktop.ui.viewmodels.favorites import FavoritesModel


class Shelf:
    """Where favorites are kept, in memory."""

    def __init__(self, *codes: str) -> None:
        self.favorites: tuple[str, ...] = codes


class Renamed:
    """A catalogue in which a code has another name now."""

    def __init__(self, catalogue: Catalogue, former: dict[str, str]) -> None:
        self._catalogue, self._former = catalogue, former

    def __getattr__(self, name: str) -> object:
        return getattr(self._catalogue, name)

    def leads_to(self, code: str) -> str:
        return self._catalogue.leads_to(self._former.get(code, code))


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def favorites(qapp: QApplication, catalogue: Catalogue, shelf: Shelf) -> FavoritesModel:
    return FavoritesModel(catalogue, shelf)


def test_a_page_is_kept_and_kept_no_more(favorites: FavoritesModel, shelf: Shelf) -> None:
    heard: list[str] = []
    favorites.changed.connect(lambda: heard.append("changed"))
    assert favorites.toggle("4.MA")
    assert list(shelf.favorites) == ["4.MA"]
    assert favorites.holds("4.MA")
    assert not favorites.holds("4.MI")
    assert not favorites.toggle("4.MA")
    assert list(shelf.favorites) == []
    assert heard == ["changed", "changed"]


def test_they_are_listed_by_code_and_title(favorites: FavoritesModel, shelf: Shelf) -> None:
    assert favorites.listed() == []
    shelf.favorites = ("state:MI", "4.MA", "glossary:SEA", "4", "1.WA-2", "4.MA")
    listed = favorites.listed()
    assert [code for code, _words in listed] == ["1.WA-2", "4", "4.MA", "state:MI", "glossary:SEA"]
    words = dict(listed)
    assert words["4.MA"] == "4.MA  Massachusetts: enlisted help"
    assert words["state:MI"] == "MI  Michigan"
    assert words["glossary:SEA"] == "SEA"


def test_a_renamed_code_leads_on(catalogue: Catalogue) -> None:
    shelf = Shelf("4.XX", "4.MI")
    favorites = FavoritesModel(Renamed(catalogue, {"4.XX": "4.MA"}), shelf)  # type: ignore[arg-type]
    assert [code for code, _words in favorites.listed()] == ["4.MA", "4.MI"]
    assert favorites.holds("4.MA")
    favorites.toggle("4.MA")
    assert shelf.favorites == ("4.MI",)


def test_what_is_gone_stays_kept_and_is_not_listed(favorites: FavoritesModel, shelf: Shelf) -> None:
    shelf.favorites = ("4.MA@ohio-office", "4.ZZ", "[]", "4.KS-own")
    assert favorites.listed() == []
    favorites.toggle("4.MA")
    favorites.toggle("4.MA")
    assert shelf.favorites == ("4.MA@ohio-office", "4.ZZ", "[]", "4.KS-own")
