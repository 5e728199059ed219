"""Which fonts of the computer a document needs beside ours, and what can be printed with both."""

import shutil
from collections.abc import Iterable
from dataclasses import dataclass, fields, is_dataclass
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from unicodedata import category, normalize

from esscollab_desktop.domain.packets import FontsChoice
from esscollab_desktop.render.document import Document, texts
from esscollab_desktop.render.font_order import han_of, in_order, script_of
from esscollab_desktop.render.fonts import bundled_coverage, font_folder, typst_fonts, widest
from esscollab_desktop.render.layout_hints import only_needed
from esscollab_desktop.render.printable import Coverage, clusters, is_plain
from esscollab_desktop.render.system_fonts import Face, letters_of, plain_and_bold, system_faces

if TYPE_CHECKING:
    import typst

OURS = ("Source Serif 4", "Source Sans 3")

_EVERY_FACE = b"""
#for face in json(bytes(sys.inputs.data)) {
  text(font: face.at(0), weight: face.at(1), fallback: false)[x]
}
"""


@dataclass(frozen=True, slots=True)
class FontsFound:
    """`families`: asked after ours, in this order. `files` hold them. `coverage`: what can be printed; None:
    what ours can.
    """

    families: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    coverage: Coverage | None = None


def fonts_needed(document: Document, resources: Path | None = None, folder: Path | None = None) -> FontsFound:
    """What the document's letters beyond ours ask for; nothing where it is to have none but ours.

    The computer's fonts are looked at with the first such letter. With `folder` only those in there count.
    """
    if document.fonts is FontsChoice.BUNDLED:
        return FontsFound()
    strange = [text for text in texts(document) if not is_plain(text)]
    wanted = _beyond(strange, bundled_coverage(resources))
    if not wanted:
        return FontsFound()
    return _found(wanted, han_of("".join(strange), _languages(document)), resources, folder)


def _languages(document: Document) -> frozenset[str]:
    found = {document.language}
    rest: list[Any] = [document.blocks]
    while rest:
        part = rest.pop()
        if isinstance(part, tuple):
            rest.extend(part)
        elif is_dataclass(part):
            found.add(getattr(part, "language", ""))
            rest.extend(getattr(part, field.name) for field in fields(part))
    return frozenset(found - {""})


def _beyond(strange: Iterable[str], ours: Coverage) -> frozenset[str]:
    """The letters with their marks that a font could draw and ours can't."""
    found: set[str] = set()
    for text in strange:
        found.update(clusters(normalize("NFC", only_needed(text))))
    return frozenset(c for c in found if category(c[0])[0] in "LNPS" and not ours.covers(c))


@lru_cache(maxsize=32)
def _found(wanted: frozenset[str], han: str, resources: Path | None, folder: Path | None) -> FontsFound:
    faces = {family: held for family, held in system_faces(folder).items() if family not in OURS}
    choice = _Choice(faces, han)
    choice.cover(wanted)
    # A letter whose marks nobody has is better than none.
    choice.cover(frozenset(c[0] for c in wanted if len(c) > 1 and not choice.covers(c)))
    ours = bundled_coverage(resources)
    return FontsFound(
        tuple(choice.families),
        tuple(dict.fromkeys(choice.files)),
        Coverage((*ours.families, *choice.families.values())),
    )


def forget() -> None:
    """Look at the computer's fonts anew with the next document."""
    for held in (_found, system_faces, letters_of):
        held.cache_clear()


class _Choice:
    """The families chosen so far, each with all that its faces have."""

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


@lru_cache(maxsize=4)
def fonts_with(
    families: tuple[str, ...], files: tuple[str, ...], resources: Path | None = None
) -> "typst.Fonts":
    """Our fonts and those that were found, as Typst holds them, and no other.

    Typst takes whole folders only, so the files are put into one until it has read them.
    """
    if not files:
        return typst_fonts(resources)
    import typst

    with TemporaryDirectory(prefix="esscollab-fonts-", ignore_cleanup_errors=True) as folder:
        for number, file in enumerate(files):
            _put(Path(file), Path(folder) / f"{number}{Path(file).suffix}")
        fonts = typst.Fonts(
            include_system_fonts=False,
            include_embedded_fonts=False,
            font_paths=[str(font_folder(resources)), folder],
        )
        _read_now(fonts, families)
    return fonts


def _put(file: Path, place: Path) -> None:
    try:
        place.symlink_to(file)
    except (OSError, NotImplementedError):  # Windows asks for a right that few have
        shutil.copyfile(file, place)


def _read_now(fonts: "typst.Fonts", families: tuple[str, ...]) -> None:
    """Typst reads a face when it is first asked for; so each is asked for once."""
    import json

    import typst

    faces = [(f.family, f.weight) for f in fonts.fonts() if f.family in families]
    compiler = typst.Compiler(input=_EVERY_FACE, font_paths=fonts, ignore_system_fonts=True)
    compiler.compile(format="pdf", sys_inputs={"data": json.dumps(faces)}, pdf_tags=False)
