"""What Typst refuses to print, replaced and tried again."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from esscollab_desktop.render.fonts import bundled_coverage
from esscollab_desktop.render.printable import Coverage

if TYPE_CHECKING:
    import typst

# So many refusals are answered one by one; after that everything but plain letters is spelled out.
_PATIENCE = 12
_LAST_RESORT = Coverage((frozenset(range(0x20, 0x7F)),))

Made = TypeVar("Made")


def answered(
    make: Callable[[Coverage | None], Made], resources: Path | None = None, coverage: Coverage | None = None
) -> Made:
    """What `make` makes with a coverage that Typst takes; with `coverage` at first, None for the bundled."""
    import typst

    for attempt in range(_PATIENCE + 1):
        try:
            return make(coverage)
        except typst.TypstError as refusal:
            if attempt == _PATIENCE:
                raise
            known = coverage or bundled_coverage(resources)
            refused = _refused_characters(refusal, known)
            coverage = known.without(refused) if refused and attempt < _PATIENCE - 1 else _LAST_RESORT
    raise AssertionError("unreachable: the last attempt returns or raises")


def _refused_characters(refusal: "typst.TypstError", known: Coverage) -> str:
    """The characters beyond plain letters that the message names and that were still thought printable."""
    told = f"{refusal.message} {' '.join(refusal.hints)}"
    named = {chr(int(digits, 16)) for digits in re.findall(r"(?:U\+|\\u\{)([0-9A-Fa-f]{2,6})", told)}
    candidates = {c for c in {*told, *named} if ord(c) > 0x7E and known.covers(c)}
    return "".join(sorted(candidates - set("“”‘’")))
