"""Where the chip of a note stands: behind the last of its words, which is known only at the end of a text."""

import re
from collections.abc import Callable

# No text that is written holds this character.
_CHIP = re.compile("\0(\\d+) (\\d+) (\\w+)\0")

Key = tuple[str, str]


def chip(item: int, number: int, group: str) -> str:
    """A place for the chip of a note of an item; both count from 1."""
    return f"\0{item} {number} {group}\0" if number else ""


def parted(text: str) -> tuple[str, str]:
    """The text without places for chips, and these alone."""
    return _CHIP.sub("", text), "".join(found[0] for found in _CHIP.finditer(text))


def settled(text: str, shown: Callable[[Key, str], str]) -> str:
    """The text with what is shown for item and number, and group, at the last place of each."""
    last = {(found[1], found[2]): found.start() for found in _CHIP.finditer(text)}

    def at(found: re.Match[str]) -> str:
        key = found[1], found[2]
        return shown(key, found[3]) if last[key] == found.start() else ""

    return _CHIP.sub(at, text)
