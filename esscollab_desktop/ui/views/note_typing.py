"""What keys do to the text of a note: bold, and lists that go on by themselves. Pure: text in, text out."""

import re
from dataclasses import dataclass

_ITEM = re.compile(r"(\s*)(?:(-)|(\d{1,9})\.) (.*)")
_STARS = "**"


@dataclass(frozen=True)
class Edit:
    """Replace `start` to `end` by `words`; then the selection is `anchor` to `cursor`. All in code points."""

    start: int
    end: int
    words: str
    anchor: int
    cursor: int


def bold(text: str, start: int, end: int) -> Edit:
    """Make the selected words bold, or no longer so; without any, an empty pair to type between."""
    inner = text[start:end]
    core = inner.strip()
    if core.startswith(_STARS) and core.endswith(_STARS) and len(core) >= 5:
        words = inner.replace(core, core[2:-2])
        return Edit(start, end, words, start, start + len(words))
    if text[max(0, start - 2) : start] == _STARS == text[end : end + 2] and core:
        return Edit(start - 2, end + 2, inner, start - 2, end - 2)
    if not core:
        return Edit(start, end, inner + _STARS + _STARS, start + len(inner) + 2, start + len(inner) + 2)
    lead = inner[: len(inner) - len(inner.lstrip())]
    tail = inner[len(inner.rstrip()) :]
    words = f"{lead}{_STARS}{core}{_STARS}{tail}"
    return Edit(start, end, words, start, start + len(words))


def new_line(text: str, cursor: int) -> Edit | None:
    """Enter in a list: the next item begins; in an empty item the list ends. None anywhere else."""
    start = text.rfind("\n", 0, cursor) + 1
    stop = text.find("\n", cursor)
    line = text[start : len(text) if stop < 0 else stop]
    found = _ITEM.fullmatch(line)
    if found is None or cursor - start < len(line) - len(found[4]):
        return None
    if not found[4].strip():
        return Edit(start, start + len(line), "", start, start)
    sign = found[2] or f"{int(found[3]) + 1}."
    words = f"\n{found[1]}{sign} "
    return Edit(cursor, cursor, words, cursor + len(words), cursor + len(words))
