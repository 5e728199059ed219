"""What no file may hold, told by its number; every letter that a script has stays."""

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_PLAIN = re.compile("[\n -~¡-¬®-ÿ–—‘’“”•…]*")
_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e")
# They only hint at the direction of what is around them; on paper they are left out too (`printable`).
_HINTS = dict.fromkeys(map(ord, "\u061c\u200e\u200f\u2066\u2067\u2068\u2069\ufeff"))


def held(text: str) -> str:
    """One kind of line end, tabs as spaces; control, private, unassigned and half characters `[U+XXXX]`."""
    text = _LINE_ENDS.sub("\n", text).replace("\t", " ")
    if _PLAIN.fullmatch(text):
        return text
    return "".join(c if _is_held(c) else f"[U+{ord(c):04X}]" for c in text.translate(_HINTS))


def one_line(text: str) -> str:
    return " ".join(held(text).split())


def _is_held(character: str) -> bool:
    category = unicodedata.category(character)
    return character == "\n" or (category not in {"Cc", "Cs", "Co", "Cn"} and character not in _TURNS)
