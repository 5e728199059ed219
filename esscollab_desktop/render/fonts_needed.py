"""Which fonts of the computer a document needs beside ours, and what can be printed with both."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass, fields, is_dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from unicodedata import category, normalize

from esscollab_desktop.domain.packets import FontsChoice
from esscollab_desktop.render.document import Document, texts
from esscollab_desktop.render.font_choice import Choice
from esscollab_desktop.render.font_files import broken
from esscollab_desktop.render.font_order import han_of
from esscollab_desktop.render.fonts import bundled_coverage
from esscollab_desktop.render.layout_hints import without_idle_hints
from esscollab_desktop.render.printable import Coverage, clusters, is_plain
from esscollab_desktop.render.system_fonts import letters_of, system_faces

log = logging.getLogger(__name__)

OURS = ("Source Serif 4", "Source Sans 3")


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
    ours = bundled_coverage(resources)
    both = _in_both(ours)
    strange = [text for text in texts(document) if not is_plain(text) and not both.issuperset(text)]
    wanted = _beyond(strange, ours)
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


@lru_cache(maxsize=4)
def _in_both(ours: Coverage) -> frozenset[str]:
    """The characters that each of our families has, so that no text of them asks for another font."""
    return frozenset("\n").union(map(chr, frozenset.intersection(*ours.families)))


def _beyond(strange: Iterable[str], ours: Coverage) -> frozenset[str]:
    """The letters with their marks that a font could draw and ours can't."""
    found: set[str] = set()
    for text in strange:
        found.update(clusters(normalize("NFC", without_idle_hints(text))))
    return frozenset(c for c in found if category(c[0])[0] in "LNPS" and not ours.covers(c))


@lru_cache(maxsize=32)
def _found(wanted: frozenset[str], han: str, resources: Path | None, folder: Path | None) -> FontsFound:
    faces = {family: held for family, held in system_faces(folder).items() if family not in OURS}
    ours, nowhere = bundled_coverage(resources), _in_no_font(folder)
    while True:
        choice = Choice(faces, han)
        # A letter whose marks nobody has is better than none.
        bare = {c[0] for c in wanted & nowhere if not ours.covers(c[0])}
        sought = frozenset((wanted | bare) - nowhere)
        choice.cover(sought)
        if missing := {c for c in sought if not choice.covers(c)}:
            nowhere |= missing  # and chosen anew, so that a choice never hangs on what was asked before
            continue
        files = tuple(dict.fromkeys(choice.files))
        unfit = broken({family: _held(wanted, points) for family, points in choice.families.items()}, files)
        if not unfit:
            break
        log.info("Typst can't use these fonts: %s", ", ".join(sorted(unfit)))
        faces = {family: held for family, held in faces.items() if family not in unfit}
    return FontsFound(tuple(choice.families), files, Coverage((*ours.families, *choice.families.values())))


def _held(wanted: frozenset[str], points: frozenset[int]) -> str:
    one = Coverage((points,))
    return " ".join(sorted(c for c in wanted if one.covers(c)))


@lru_cache(maxsize=4)
def _in_no_font(folder: Path | None) -> set[str]:
    """What was looked for in every font in vain, remembered, since that takes longest."""
    return set()


def forget() -> None:
    """Look at the computer's fonts anew with the next document."""
    for held in (_found, _in_no_font, system_faces, letters_of):
        held.cache_clear()
