"""Sizes and distances of paper, in points: as it is usually set, in large print, with notes in the margin."""

from dataclasses import asdict, dataclass, field, replace
from typing import Any

from esscollab_desktop.domain.packets import PaperSize
from esscollab_desktop.render.document import Beside, Document, walk
from esscollab_desktop.render.document_survey import kinds_of
from esscollab_desktop.render.fonts import widest

PAPERS = {PaperSize.LETTER: (612.0, 792.0), PaperSize.LEGAL: (612.0, 1008.0), PaperSize.A4: (595.28, 841.89)}
"""Width and height."""

_INCH = 72.0
LARGEST = 18.0
"""What large print never falls below."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """Sizes of type by what is set in them."""

    body: float = 11.0
    guidance: float = 13.0
    title: float = 23.0
    heading: float = 13.5
    small: float = 9.5
    entry: float = 10.0
    name: float = 12.0
    source: float = 9.0
    raised: float = 7.5
    margin: float = 9.0
    cell: float = 10.0
    figures: float = 9.0  # a table of numbers
    running: float = 9.0
    contents: float = 10.5
    prompt: float = 11.5
    code: float = 9.5
    letter: float = 10.5
    chip: float = 7.5
    card: float = 12.0
    card_title: float = 15.0


_LARGE = Sizes(
    **{name: max(LARGEST, usual) for name, usual in asdict(Sizes()).items()}
    | {"title": 26.0, "heading": 21.0}
)


@dataclass(frozen=True, slots=True)
class Theme:
    """`overhang`: from the sheet's left edge of print to the text. `room`: the width of the text.

    `beside`: of the notes in the margin, 0 without; `gap` parts it from the text."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    overhang: float
    room: float
    gutter: float = 14.4
    rail_gap: float = 11.3
    gap: float = 0.0
    beside: float = 0.0
    large: bool = False
    sans: bool = False
    lies: bool = False
    tight: bool = False
    sizes: Sizes = field(default=Sizes())

    @property
    def wide(self) -> float:
        """From the left edge of print to the right edge of the text."""
        return self.overhang + self.room

    @property
    def print(self) -> float:
        """The whole width of print."""
        return self.wide + self.gap + self.beside

    @property
    def depth(self) -> float:
        return self.height - self.top - self.bottom

    @property
    def rail(self) -> float:
        """What codes and letters have in the rail."""
        return self.overhang - self.gutter - self.rail_gap

    def lying(self) -> "Theme":
        """The same on lying paper, where nothing stands in a rail."""
        edge = 0.75 * _INCH
        width, height = max(self.width, self.height), min(self.width, self.height)
        room = width - 2 * edge
        return replace(
            self, width=width, height=height, left=edge, right=edge, overhang=0.0, room=room,
            lies=True, gap=0.0, beside=0.0, top=min(self.top, 1.2 * _INCH),
            bottom=min(self.bottom, 1.7 * _INCH),
        )  # fmt: skip

    def values(self) -> dict[str, Any]:
        return {**asdict(self), "wide": self.wide, "depth": self.depth, "rail": self.rail}


def theme_of(document: Document) -> Theme:
    """How the sheets of a document are divided."""
    width, height = PAPERS[document.paper][:: -1 if document.lies else 1]
    edge = 0.75 * _INCH
    has_margin = document.has_margin or any(isinstance(b, Beside) and b.notes for b in walk(document.blocks))
    if document.large:
        # The texts of head and foot have lines of their own, and so has each mark of the key.
        lines = len(kinds_of(document)) + (1 if widest(document.foot) <= (width - 2 * edge) / LARGEST else 2)
        theme = _sheet(width, height, edge, 28.8, edge, top=1.3 * _INCH, bottom=96.0 + 24.0 * lines)
        theme = replace(theme, large=True, sizes=_LARGE, gutter=9.0, rail_gap=5.0)
        if has_margin:
            theme = _with_margin(theme, 0.26 * width)
    elif has_margin:
        theme = _sheet(width, height, edge, 0.9 * _INCH, 0.6 * _INCH)
        theme = _with_margin(replace(theme, gutter=11.0, rail_gap=7.0), 1.75 * _INCH)
    else:
        theme = _sheet(width, height, edge, 1.1 * _INCH, 1.2 * _INCH)
    return replace(theme, sans=document.sans or document.large, lies=document.lies, tight=document.is_tight)


def _sheet(
    width: float, height: float, edge: float, overhang: float, right: float, top: float = 1.02 * _INCH,
    bottom: float = 0.98 * _INCH,
) -> Theme:  # fmt: skip
    left = edge + overhang
    return Theme(width, height, top, bottom, left, right, overhang, room=width - left - right)


def _with_margin(theme: Theme, beside: float) -> Theme:
    """The notes' column between the text and the edge of print."""
    gap = 14.4
    taken = gap + beside
    return replace(theme, right=theme.right + taken, room=theme.room - taken, gap=gap, beside=beside)
