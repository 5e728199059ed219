"""Filters as they are typed among the words, `kind:related`, `meeting:"Spring forum"`: the chips' truth."""

import re

NAMES = ("kind", "state", "topic", "meeting", "practice")
_FILTER = re.compile(rf'(?<!\S)({"|".join(NAMES)}):("[^"]*"?|[^\s"]+)(?!\S)', re.IGNORECASE)


def filters_in(words: str) -> dict[str, str]:
    """The typed filter of each name, as typed; of two of one name the later, as the search reads them."""
    found: dict[str, str] = {}
    for one in _FILTER.finditer(words):
        found[one[1].lower()] = one[0]
    return found


def with_filter(words: str, name: str, typed: str) -> str:
    """The words with this filter instead of any of its name; without any where `typed` is empty.

    It stands before the words, so that what is typed next goes on with the last of them.
    """

    def is_other(one: re.Match[str]) -> str:
        return one[0] if one[1].lower() != name else ""

    others = _tidy(_FILTER.sub(is_other, words))
    return f"{typed} {others}" if typed else others


def without_filters(words: str) -> str:
    return _tidy(_FILTER.sub("", words))


def same(one: str, other: str) -> bool:
    """Whether two typed filters mean the same: case and needless quotes don't count."""
    return one.replace('"', "").casefold() == other.replace('"', "").casefold()


def _tidy(words: str) -> str:
    return " ".join(words.split())
