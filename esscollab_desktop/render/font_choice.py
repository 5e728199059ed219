"""Chooses among the computer's fonts: for each script one that has all of it, where there is one."""

from unicodedata import category

from esscollab_desktop.render.font_order import in_order, script_of
from esscollab_desktop.render.fonts import widest
from esscollab_desktop.render.printable import Coverage
from esscollab_desktop.render.system_fonts import Face, letters_of, plain_and_bold


class Choice:
    """The families chosen so far, each with all that its faces have, and the files that hold them."""

    def __init__(self, faces: dict[str, tuple[Face, ...]], han: str) -> None:
        self._all = faces
        self._han = han
        self.families: dict[str, frozenset[int]] = {}
        self.files: list[str] = []

    def covers(self, cluster: str) -> bool:
        return Coverage(tuple(self.families.values())).covers(cluster)

    def cover(self, wanted: frozenset[str]) -> None:
        """Choose for each script, so that its letters come from one font where one has them all."""
        by_script: dict[str, set[str]] = {}
        for cluster in wanted:
            by_script.setdefault(script_of(cluster), set()).add(cluster)
        # Signs come last: a font that was chosen for letters may have them too.
        for script in sorted(by_script, key=lambda s: (s.islower(), s)):
            left = {c for c in by_script[script] if not self.covers(c)}
            known, others = in_order(self._all, script, self._han)
            for family in known:
                if left and (held := self._held(family, left)):
                    self._take(family, left)
                    left -= held
            self._take_best(others, left)

    def _take_best(self, others: tuple[str, ...], left: set[str]) -> None:
        """The first that has all that is left; else those that have most of it."""
        parts: dict[str, set[str]] = {}
        for family in others if left else ():
            if held := self._held(family, left):
                parts[family] = held
            if held == left:
                parts = {family: held}
                break
        while parts:
            family = max(parts, key=lambda f: len(parts[f]))
            if not (held := parts.pop(family)):
                break
            self._take(family, left)
            left -= held
            parts = {f: rest - held for f, rest in parts.items()}

    def _held(self, family: str, left: set[str]) -> set[str]:
        plain, _ = plain_and_bold(self._all[family])
        points = _points(plain, frozenset().union(*(map(ord, c) for c in left)))
        one = Coverage((points,))
        return {c for c in left if one.covers(c)}

    def _take(self, family: str, wanted: set[str]) -> None:
        """The regular face, and a heavier one if it has what is wanted too."""
        every = frozenset().union(*(map(ord, c) for c in wanted))
        plain, bold = plain_and_bold(self._all[family])
        points, taken = _whole(plain), [plain]
        if bold and _points(plain, every) <= (heavy := _whole(bold)):
            points, taken = points & heavy, [plain, bold]
        if family not in self.families:
            self.files += [face.path for face in taken]
        self.families[family] = points


def _points(face: Face, wanted: frozenset[int]) -> frozenset[int]:
    """Which of these a face draws, no wider than a line may count on; a mark takes no room on its letter."""
    letters = letters_of(face)
    if letters is None:
        return frozenset()
    return frozenset(
        p
        for p in wanted
        if p in letters.glyphs and (category(chr(p)) == "Mn" or letters.width(p) <= widest(chr(p)))
    )


def _whole(face: Face) -> frozenset[int]:
    letters = letters_of(face)
    return _points(face, frozenset(letters.glyphs)) if letters else frozenset()
