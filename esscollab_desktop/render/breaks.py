"""Where long words may break: Typst never breaks one by itself and would draw it past the paper's edge."""

import re

from esscollab_desktop.render.fonts import widest
from esscollab_desktop.render.printable import clusters

# Within these Typst finds the places to break itself: between the letters of China, Japan (but for those
# that begin no line) and Korea, after pictographs, and by dictionaries of Thai, Lao, Burmese and Khmer. A
# letter over and over is no word of theirs, and stays in one piece.
_BROKEN_BY_TYPST = (
    "\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u3096\u30a1-\u30fa\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff"
    "\U0001f000-\U0001faff\U00020000-\U0003ffff"
)
_SMALL_KANA = "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ"
WORD = re.compile(rf"(?:([{_BROKEN_BY_TYPST}])\1{{7,}}|[{_SMALL_KANA}]|[^ \n{_BROKEN_BY_TYPST}])+")
"""What Typst does not break: from one space, or letter that it breaks at, to the next."""

# Their letters join, so that a cut would show; it comes no sooner than the line may be full.
_CURSIVE = re.compile("[\u0600-\u08ff\u1800-\u18af\ufb50-\ufdff\ufe70-\ufefc\U0001e900-\U0001e95f]")
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
    pieces, at = [""], 0
    for word in WORD.finditer(text):
        if widest(word[0]) > em:
            first, *rest = cuts(word[0], em)
            pieces[-1] += text[at : word.start()] + first
            pieces.extend(rest)
            at = word.end()
    pieces[-1] += text[at:]
    return pieces if len(pieces) > 1 else pieces[0]


def cuts(word: str, em: float) -> list[str]:
    """A word that is too long, in pieces; no letter is parted from its marks."""
    letters = list(clusters(word))
    if not _CURSIVE.search(word):
        return ["".join(letters[i : i + _TOGETHER]) for i in range(0, len(letters), _TOGETHER)]
    pieces = [""]
    for letter in letters:
        if pieces[-1] and widest(pieces[-1] + letter) > em:
            pieces.append("")
        pieces[-1] += letter
    return pieces


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
