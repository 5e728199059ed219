"""Where long words may break: Typst never breaks one by itself and would draw it past the paper's edge."""

import re

from esscollab_desktop.render.fonts import widest
from esscollab_desktop.render.printable import clusters

_WORDS = re.compile(r"( +)")
_ADDRESS_JOINTS = re.compile(r"(?<=[/?&=_#-])(?=[^/?&=_#-])")

# Letters between two chances: every piece is a text of its own in the PDF, so not fewer than need be.
_TOGETHER = 3

Run = str | list[str]


def run(text: str, em: float) -> Run:
    """One line's text, as it is when every word fits `em`; else in pieces between which it may break.

    The pieces joined are the text. The space between words is breakable by itself; any other space
    (no-break, figure) belongs to its word.
    """
    if widest(text) <= em:
        return text
    pieces = [""]
    for word in _WORDS.split(text):
        if word.startswith(" ") or widest(word) <= em:
            pieces[-1] += word
        else:
            letters = list(clusters(word))
            first, *rest = ("".join(letters[i : i + _TOGETHER]) for i in range(0, len(letters), _TOGETHER))
            pieces[-1] += first
            pieces.extend(rest)
    return pieces if len(pieces) > 1 else pieces[0]


def address_run(text: str, em: float) -> Run:
    """An address: it may break after its joints, and anywhere where a part between joints is too long."""
    pieces: list[str] = []
    for part in _ADDRESS_JOINTS.split(text):
        broken = run(part, em)
        pieces.extend([broken] if isinstance(broken, str) else broken)
    return pieces if len(pieces) > 1 else text


def paragraphs(text: str, em: float) -> list[list[Run]]:
    """Text with line ends, as paragraphs (parted by blank lines) of lines; empty ones are left out."""
    found: list[list[Run]] = [[]]
    for line in text.split("\n"):
        if line.strip():
            found[-1].append(run(line, em))
        elif found[-1]:
            found.append([])
    return [lines for lines in found if lines]


def fit(text: str, em: float) -> str:
    """As much of one line as surely fits `em`, with an ellipsis where something is left out."""
    if widest(text) <= em:
        return text
    kept = ""
    for cluster in clusters(text):
        if widest(kept + cluster) + 1.0 > em:
            break
        kept += cluster
    return kept.rstrip() + "…"
