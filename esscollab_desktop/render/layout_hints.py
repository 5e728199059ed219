"""Characters without ink: which of them still steer how letters join and which way they run."""

import re
import unicodedata

JOINERS = frozenset("\u200c\u200d")
TURNS = frozenset("\u061c\u200e\u200f\u2066\u2067\u2068\u2069")

_ANY = re.compile("[\u00ad\u061c\u200b-\u200f\u2060\u2066-\u2069\ufdfa\ufdfb\ufdfd\ufe00-\ufe0f\ufeff]")

# Line-break hints, a byte order mark, variation selectors: nothing is lost without them.
_NEEDLESS = re.compile("[\u00ad\u200b\u2060\ufe00-\ufe0f\ufeff]")

# Scripts in which joiners choose a letter's form, and the pictographs that they make one of.
_JOINABLE = (
    "\u0600-\u08ff\u0900-\u109f\u1780-\u18af\u1a20-\u1bff\u2190-\u2bff\ua800-\uabff"
    "\ufb50-\ufdff\ufe70-\ufefc\U00010d00-\U00011fff\U0001e900-\U0001e95f\U0001f000-\U0001faff"
)
# Whole sentences as one letter, wider than a line may be; Unicode spells them out.
_SENTENCES = {point: unicodedata.normalize("NFKC", chr(point)) for point in (0xFDFA, 0xFDFB, 0xFDFD)}
_JOINERS_IN_VAIN = re.compile(f"(?<![{_JOINABLE}])[\u200c\u200d]+|[\u200c\u200d]+(?![{_JOINABLE}])")
_MORE_JOINERS = re.compile("(?<=[\u200c\u200d])[\u200c\u200d]+")
_TURN = re.compile("[\u061c\u200e\u200f\u2066-\u2069]")
_ISOLATE = re.compile("[\u2066-\u2069]")


def without_idle_hints(text: str) -> str:
    """The text without hints that do nothing beside their neighbours; Arabic's whole sentences in words.

    Joiners stay between letters of scripts that join, and between pictographs.
    """
    if not _ANY.search(text):
        return text
    text = _NEEDLESS.sub("", text).translate(_SENTENCES)
    return _JOINERS_IN_VAIN.sub("", _MORE_JOINERS.sub("", text))


def only_needed(text: str) -> str:
    """Without marks of direction too, unless letters run to the left; isolates stay where each ends."""
    if not _ANY.search(text):
        return text
    text = without_idle_hints(text)
    if not any(unicodedata.bidirectional(c) in {"R", "AL"} for c in text if c not in TURNS):
        return _TURN.sub("", text)
    return text if _is_balanced(text) else _ISOLATE.sub("", text)


def _is_balanced(text: str) -> bool:
    """Whether every isolate ends on its own line, and nothing ends that did not begin."""
    depth = 0
    for character in text:
        if character in "\u2066\u2067\u2068":
            depth += 1
        elif character == "\u2069":
            depth -= 1
        if depth < 0 or (depth and character == "\n"):
            return False
    return depth == 0
