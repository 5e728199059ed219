"""What the values of all blocks are made with."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from esscollab_desktop.render.breaks import fit
from esscollab_desktop.render.document import Block, Paragraph
from esscollab_desktop.render.document_values.place import Place
from esscollab_desktop.render.document_values.texts import Texts, Values, label_of
from esscollab_desktop.render.document_values.theme import Theme

Made = Values | list[Values] | None
"""A block's values; a table may become several, an empty paragraph none."""


@dataclass(slots=True)
class Maker:
    """Makes the values of one document's blocks, in their order."""

    texts: Texts
    theme: Theme
    words: dict[str, str]
    place: Place
    makers: "Mapping[type, Callable[[Maker, Any], Made]]"
    level: int = 0
    openings: int = 0  # that the contents will list
    used: set[str] = field(default_factory=set)

    def all(self, blocks: Iterable[Block], place: Place | None = None) -> list[Values]:
        """The blocks' values. Lettered paragraphs that follow each other are one list."""
        before = self.place
        self.place = place or before
        made: list[Values] = []
        for lettered, group in groupby(blocks, _is_lettered):
            if lettered:
                items = [value for block in group for value in self._one(block)]
                made.append({"k": "letters", "items": items})
            else:
                made += [value for block in group for value in self._one(block)]
        self.place = before
        return made

    def _one(self, block: Block) -> list[Values]:
        made = self.makers[type(block)](self, block)
        return made if isinstance(made, list) else [made] if made else []

    def em(self, size: float) -> float:
        """How many em of a size the room has."""
        return self.place.room / (self.place.size or size)

    def anchor(self, name: str) -> str:
        """The name where it is the first of its kind; a place has one name, and a name one place."""
        if not name or name in self.used:
            return ""
        self.used.add(name)
        return label_of(name)

    def next_level(self, wanted: int) -> int:
        """Never more than one deeper than the heading before."""
        self.level = max(1, min(wanted, self.level + 1, 6))
        return self.level

    def code(self, code: str) -> str:
        """A code for its box; that of an own example, set smaller, is longer."""
        return fit(code, 9.0)


def _is_lettered(block: Block) -> bool:
    return isinstance(block, Paragraph) and bool(block.letter)
