"""In which order the computer's fonts are asked for the letters of a script: the same on every run."""

from collections.abc import Iterable
from functools import lru_cache

EMOJI, SYMBOLS = "emoji", "symbols"
_HAN = frozenset({"Hani", "Hira", "Kana", "Hang", "Bopo", "Hrkt"})
_SCRIPTLESS = frozenset({"Zyyy", "Zinh", "Zzzz"})

# What Linux, Windows and macOS bring, the most readable first. A family that bears the name of its script
# need not stand here.
_KNOWN = {
    "Arab": ("Noto Naskh Arabic", "Noto Sans Arabic", "Amiri", "KacstOne", "Segoe UI", "Tahoma",
             "Geeza Pro", "Arial", "DejaVu Sans"),
    "Armn": ("Segoe UI", "Mshtakan", "DejaVu Serif", "DejaVu Sans"),
    "Beng": ("Nirmala UI", "Kohinoor Bangla", "Bangla Sangam MN", "Vrinda"),
    "Cans": ("Gadugi", "Euphemia UCAS", "DejaVu Sans"),
    "Cher": ("Gadugi", "Plantagenet Cherokee", "Galvji"),
    "Cyrl": ("Noto Serif", "Noto Sans", "Cambria", "Times New Roman", "DejaVu Serif", "DejaVu Sans"),
    "Deva": ("Nirmala UI", "Kohinoor Devanagari", "Devanagari Sangam MN", "Mangal"),
    "Ethi": ("Ebrima", "Kefa", "Nyala"),
    "Geor": ("Segoe UI", "DejaVu Serif", "DejaVu Sans"),
    "Grek": ("Noto Serif", "Noto Sans", "Cambria", "Times New Roman", "DejaVu Serif", "DejaVu Sans"),
    "Gujr": ("Nirmala UI", "Gujarati Sangam MN", "Shruti"),
    "Guru": ("Nirmala UI", "Gurmukhi Sangam MN", "Raavi"),
    "Hebr": ("Segoe UI", "Arial Hebrew", "Arial", "DejaVu Sans"),
    "Khmr": ("Leelawadee UI", "Khmer UI", "Khmer Sangam MN"),
    "Knda": ("Nirmala UI", "Kannada Sangam MN", "Tunga"),
    "Laoo": ("Leelawadee UI", "Lao UI", "Lao Sangam MN", "DejaVu Sans"),
    "Latn": ("Noto Serif", "Noto Sans", "Cambria", "Times New Roman", "Charis SIL", "DejaVu Serif",
             "DejaVu Sans"),
    "Mlym": ("Nirmala UI", "Malayalam Sangam MN", "Kartika"),
    "Mymr": ("Padauk", "Myanmar Text", "Myanmar Sangam MN", "Myanmar MN"),
    "Sinh": ("Nirmala UI", "Sinhala Sangam MN", "Iskoola Pota"),
    "Syrc": ("Segoe UI Historic", "Estrangelo Edessa"),
    "Taml": ("Nirmala UI", "Tamil Sangam MN", "Latha"),
    "Telu": ("Nirmala UI", "Kohinoor Telugu", "Telugu Sangam MN", "Gautami"),
    "Thaa": ("MV Boli",),
    "Thai": ("Leelawadee UI", "Thonburi", "Tahoma", "Garuda"),
    "Tibt": ("Microsoft Himalaya", "Kailasa"),
    EMOJI: ("Noto Color Emoji", "Apple Color Emoji", "Segoe UI Emoji", "Twemoji", "Noto Emoji", "Symbola"),
    SYMBOLS: (
        "Noto Sans Symbols", "Noto Sans Symbols2", "Noto Sans Symbols 2", "Noto Sans Math", "Segoe UI Symbol",
        "Cambria Math", "Apple Symbols", "STIX Two Math", "DejaVu Sans", "Symbola",
    ),
}  # fmt: skip

# One letter is written differently in each of these; the text's own language comes first.
_HAN_FACES = {
    "ja": ("Noto Sans CJK JP", "Noto Sans JP", "Yu Gothic", "Meiryo", "Hiragino Sans", "IPAexGothic",
           "MS Gothic"),
    "ko": ("Noto Sans CJK KR", "Noto Sans KR", "Malgun Gothic", "Apple SD Gothic Neo", "NanumGothic",
           "UnDotum"),
    "tc": ("Noto Sans CJK TC", "Noto Sans TC", "Microsoft JhengHei", "PingFang TC", "Heiti TC",
           "AR PL UMing TW"),
    "sc": (
        "Noto Sans CJK SC", "Noto Sans SC", "Microsoft YaHei", "PingFang SC", "Hiragino Sans GB", "Heiti SC",
        "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "SimSun", "Droid Sans Fallback",
    ),
}  # fmt: skip
_TRADITIONAL = ("zh-hant", "zh-tw", "zh-hk", "zh-mo", "yue")


@lru_cache(maxsize=4096)
def script_of(cluster: str) -> str:
    """The script of a letter with its marks, by its ISO 15924 name; or "emoji", or "symbols"."""
    from fontTools import unicodedata as scripts  # type: ignore[import-untyped]

    first = ord(cluster[0])
    if 0x1F000 <= first <= 0x1FAFF or "\u20e3" in cluster or ("\u200d" in cluster and first >= 0x2190):
        return EMOJI
    script: str = scripts.script(cluster[0])
    if script in _SCRIPTLESS:
        # A sign that several scripts share comes from the font of the one that is there.
        others = scripts.script_extension(cluster[0]) - _SCRIPTLESS
        script = "Hani" if others & _HAN else next(iter(others)) if len(others) == 1 else SYMBOLS
    return "Hani" if script in _HAN else script


def preferred(script: str, han: str = "sc") -> tuple[str, ...]:
    """The families known to be good for a script. `han`: the way of writing that comes first."""
    if script == "Hani":
        ways = (han, *(way for way in ("sc", "tc", "ja", "ko") if way != han))
        return tuple(family for way in ways for family in _HAN_FACES[way])
    named = () if script in {EMOJI, SYMBOLS} else _bearing_its_name(script)
    known = _KNOWN.get(script, ())
    return (*(f for f in known if f.startswith("Noto")), *named, *(f for f in known if f[:4] != "Noto"))


def _bearing_its_name(script: str) -> tuple[str, ...]:
    from fontTools import unicodedata as scripts

    name = scripts.script_name(script, "").replace("_", " ")
    return tuple(f"{first} {name}" for first in ("Noto Sans", "Noto Serif", "Lohit")) if name else ()


def in_order(
    families: Iterable[str], script: str, han: str = "sc"
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The families that are known to be good, best first, and all others: Noto first, then by name."""
    there = set(families)
    first = tuple(dict.fromkeys(family for family in preferred(script, han) if family in there))
    others = sorted(there - set(first), key=lambda f: (not f.startswith("Noto"), f.casefold(), f))
    return first, tuple(others)


def han_of(text: str, languages: Iterable[str]) -> str:
    """Which way of writing Chinese letters is called for: by kana or hangul, else by the languages."""
    if any("\u3041" <= c <= "\u30ff" for c in text):
        return "ja"
    if any("\uac00" <= c <= "\ud7a3" for c in text):
        return "ko"
    tags = sorted(tag.lower() for tag in languages)
    for way, starts in (("tc", _TRADITIONAL), ("ja", ("ja",)), ("ko", ("ko",))):
        if any(tag.startswith(start) for tag in tags for start in starts):
            return way
    return "sc"
