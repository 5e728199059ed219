"""Languages by their tags, and which way a text runs."""

import re
import unicodedata

_TAG = re.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_LEFTWARD_SCRIPTS = frozenset({"adlm", "arab", "hebr", "nkoo", "rohg", "samr", "syrc", "thaa", "yezi"})
RIGHT_TO_LEFT = frozenset(
    ["ar", "arc", "azb", "ckb", "dv", "fa", "he", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"]
)

_ISOLATES, _END = frozenset("\u2066\u2067\u2068"), "\u2069"


def tag_of(language: str) -> str:
    """The tag if it is one, else nothing."""
    return language if _TAG.fullmatch(language) else ""


def goes_left(language: str) -> bool:
    """Whether a language, as a BCP 47 tag, is written from the right to the left; a script in it decides."""
    first, *rest = language.lower().split("-")
    script = next((part for part in rest if len(part) == 4 and part.isalpha()), "")
    return script in _LEFTWARD_SCRIPTS if script else first in RIGHT_TO_LEFT


def is_right_to_left(text: str, language: str = "") -> bool:
    """By its first strong letter outside of isolates, as Unicode has it (rules P2 and P3 of its annex 9).

    A text without letters goes as its language does.
    """
    depth = 0
    for character in text:
        if character in _ISOLATES:
            depth += 1
        elif character == _END:
            depth = max(0, depth - 1)
        elif character == "\n":
            depth = 0
        elif not depth and (strong := unicodedata.bidirectional(character)) in {"L", "R", "AL"}:
            return strong != "L"
    return goes_left(language)
