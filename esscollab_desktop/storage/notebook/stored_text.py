"""What a typed text looks like on disk: itself, but for what no encoding can hold."""

import re
from datetime import UTC, datetime

_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_UNKNOWN_TIME = datetime(1970, 1, 1, tzinfo=UTC)
_LONE = re.compile("[\ud800-\udfff]")


def storable(text: str) -> str:
    """The text as it is kept: as typed, NUL included.

    Halves of a character (surrogates) have no form in UTF-8. Two that belong together become their character;
    a lone one becomes the visible mark `[U+D83D]`, the same that is used in print. Callers see it by
    comparing the note's body with what they gave.
    """
    if text.isascii() or not _LONE.search(text):
        return text
    joined = _PAIR.sub(lambda pair: pair[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le"), text)
    return _LONE.sub(lambda half: f"[U+{ord(half[0]):04X}]", joined)


def time_text(at: datetime) -> str:
    """An aware time as it is kept: ISO 8601 in UTC, always with microseconds, so that it sorts as text."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def time_of(kept: str) -> datetime:
    try:
        return datetime.fromisoformat(kept).astimezone(UTC)
    except ValueError:
        # A byte flipped on disk: the note counts for more than its time.
        return _UNKNOWN_TIME
