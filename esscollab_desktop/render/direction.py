"""Letters that run to the left, and which language letters speak of where nobody has said."""

import unicodedata
from collections import Counter

# A language stands for its script only where the script has one that most readers of it expect here.
_LANGUAGES = {
    "Arab": "ar", "Armn": "hy", "Beng": "bn", "Cher": "chr", "Deva": "hi", "Ethi": "am", "Geor": "ka",
    "Grek": "el", "Gujr": "gu", "Guru": "pa", "Hang": "ko", "Hani": "zh", "Hebr": "he", "Hira": "ja",
    "Kana": "ja", "Khmr": "km", "Knda": "kn", "Laoo": "lo", "Mlym": "ml", "Mymr": "my", "Orya": "or",
    "Sinh": "si", "Taml": "ta", "Telu": "te", "Thaa": "dv", "Thai": "th", "Tibt": "bo",
}  # fmt: skip
_SIGNS = {
    "Arab": (("ur", frozenset("ٹڈڑںھہے")), ("ps", frozenset("ټډړښږڼ")), ("fa", frozenset("پچژگکی"))),
}
# Together they write one language, so that their letters are counted as one.
_TOGETHER = {"Hira": "Hani", "Kana": "Hani", "Hang": "Hani"}
_NAMED_BY = (("Hang", "ko"), ("Hira", "ja"), ("Kana", "ja"))


def has_right_to_left(text: str) -> bool:
    """Whether any letter of it runs to the left."""
    return not text.isascii() and any(unicodedata.bidirectional(c) in {"R", "AL"} for c in text)


def spoken(text: str, language: str) -> str:
    """The language to give a text of which only that of its surroundings is known.

    Where most letters are of a script that this language is not written in, it is the script's most usual
    one, so that a reader's voice can say it at all; else it stays. Latin and Cyrillic letters tell nothing.
    """
    if text.isascii():
        return language
    from fontTools import unicodedata as scripts  # type: ignore[import-untyped]

    counted = Counter(scripts.script(c) for c in text if unicodedata.category(c)[0] == "L")
    grouped: Counter[str] = Counter()
    for script, count in counted.items():
        grouped[_TOGETHER.get(script, script)] += count
    if not grouped:
        return language
    script, count = max(grouped.items(), key=lambda item: (item[1], item[0]))
    if script not in _LANGUAGES or 2 * count <= sum(grouped.values()):
        return language
    return language if _writes(language, script, counted) else _language(script, counted, frozenset(text))


def _language(script: str, counted: "Counter[str]", letters: frozenset[str]) -> str:
    if script == "Hani":
        for other, language in _NAMED_BY:
            if counted[other]:
                return language
    for language, signs in _SIGNS.get(script, ()):
        if letters & signs:
            return language
    return _LANGUAGES[script]


_WRITERS = {
    "Arab": frozenset(["ar", "azb", "ckb", "fa", "ks", "ps", "sd", "ug", "ur"]),
    "Beng": frozenset(["as", "bn"]),
    "Deva": frozenset(["bho", "hi", "kok", "mai", "mr", "ne", "sa"]),
    "Ethi": frozenset(["am", "gez", "ti", "tig"]),
    "Hebr": frozenset(["he", "yi"]),
    "Mymr": frozenset(["blk", "kac", "ksw", "kyu", "mnw", "my", "pwo", "shn"]),
    "Tibt": frozenset(["bo", "dz"]),
}


def _writes(language: str, script: str, counted: "Counter[str]") -> bool:
    """Whether the language is known to be written in that script."""
    first = language.lower().partition("-")[0]
    if script != "Hani":
        return first in _WRITERS.get(script, frozenset({_LANGUAGES[script]}))
    has_sounds = any(counted[other] for other, _ in _NAMED_BY)
    return first in {"ja", "ko"} or (first in {"zh", "yue"} and not has_sounds)
