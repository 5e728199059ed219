"""Languages by their tags, and which way a text runs."""

import re
import unicodedata

_TAG = re.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_RIGHT_TO_LEFT = frozenset(
    ["ar", "arc", "dv", "fa", "he", "ks", "ku-arab", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"]
)


def tag_of(language: str) -> str:
    """The tag if it is one, else nothing."""
    return language if _TAG.fullmatch(language) else ""


def goes_left(language: str) -> bool:
    """Whether a language is written from the right to the left."""
    return language.lower().partition("-")[0] in _RIGHT_TO_LEFT


def is_right_to_left(text: str, language: str) -> bool:
    """By its first letter, as Unicode has it; a text without letters goes as its language does."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in {"L", "R", "AL"}:
            return direction != "L"
    return goes_left(language)
