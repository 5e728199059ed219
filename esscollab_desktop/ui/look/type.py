"""Type: the two bundled families, and every size in the window as a multiple of one base."""

from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo

SERIF = "Source Serif 4"
SANS = "Source Sans 3"
BASE_POINTS = 10.5
Weight = QFont.Weight


def load_fonts(folder: Path) -> tuple[str, ...]:
    """Register every bundled face below `folder` (`resources/fonts`); the families it brought, sorted.

    A face that does not load is left out: the system's own face stands in.
    """
    families: set[str] = set()
    for path in sorted(folder.rglob("*.ttf")):
        number = QFontDatabase.addApplicationFont(str(path))
        if number >= 0:
            families.update(QFontDatabase.applicationFontFamilies(number))
    return tuple(sorted(families))


def system_points() -> float:
    """The size of the system's own window text."""
    return QFontInfo(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)).pointSizeF()


def serif(points: float, weight: Weight = Weight.Normal, italic: bool = False) -> QFont:
    """The book's face. The sans comes second: it has the letters of Navajo and Lakota names."""
    return _font((SERIF, SANS), points, weight, italic)


def sans(points: float, weight: Weight = Weight.Normal, italic: bool = False) -> QFont:
    """The face of people's words and of the window."""
    return _font((SANS,), points, weight, italic)


def _font(families: tuple[str, ...], points: float, weight: Weight, italic: bool) -> QFont:
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    font = QFont([*families, *system.families()])
    font.setPointSizeF(points)
    font.setWeight(weight)
    font.setItalic(italic)
    # Full hinting rounds every advance to a pixel and spreads the letters.
    font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    return font


def with_tabular_figures(font: QFont) -> QFont:
    """The same font with figures of one width, so that codes and counts stand in columns."""
    font = QFont(font)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


@dataclass(frozen=True, slots=True)
class Type:
    """The fonts of the roles. `base`: points of the controls; `is_serif`: the setting "Reading face"."""

    base: float = BASE_POINTS
    is_serif: bool = True

    def scaled(self, factor: float) -> "Type":
        """The same roles, larger or smaller: page zoom, "Window text"."""
        return replace(self, base=self.base * factor)

    def points(self, of_base: float) -> float:
        """`of_base`: points at the base of 10.5."""
        return self.base * of_base / BASE_POINTS

    def title(self) -> QFont:
        return self._page(22, Weight.DemiBold)

    def heading(self) -> QFont:
        return self._page(14.5, Weight.DemiBold)

    def reading(self) -> QFont:
        return self._page(13)

    def notes(self) -> QFont:
        return sans(self.points(11))

    def controls(self, is_selected: bool = False) -> QFont:
        """Buttons, tree, tables; what is selected or leads stands in semibold."""
        return sans(self.points(10.5), Weight.DemiBold if is_selected else Weight.Normal)

    def hints(self) -> QFont:
        return sans(self.points(9.5))

    def label(self, in_list: bool = False) -> QFont:
        """The code label."""
        return with_tabular_figures(sans(self.points(9.5 if in_list else 11), Weight.DemiBold))

    def figures(self) -> QFont:
        """Counts and codes beside rows."""
        return with_tabular_figures(sans(self.points(9.5)))

    def letter(self) -> QFont:
        """The paragraph letters of the rail."""
        return sans(self.points(10.5), Weight.Bold)

    def chip(self) -> QFont:
        return sans(self.points(9), Weight.Bold)

    def source_figure(self) -> QFont:
        """The raised figures that lead to a source."""
        return sans(self.points(9), Weight.DemiBold)

    def _page(self, of_base: float, weight: Weight = Weight.Normal) -> QFont:
        face = serif if self.is_serif else sans
        return face(self.points(of_base), weight)
