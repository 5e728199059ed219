"""Where blocks stand."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """`room`: the width of the text in points. `size`: the one size of type of a cell or the margin, else 0.

    `is_wide`: at the sheet's left edge of print too.
    """

    room: float
    size: float = 0.0
    is_wide: bool = False
