"""How records, their parts and numbers of them are named in a sentence about a new edition."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from esscollab_desktop.domain.codes import in_words, letter
from esscollab_desktop.domain.editions import PartChange, RecordChange
from esscollab_desktop.services.changed_words import first_place, shortened

_ONE_AND_MANY = {
    "practice": ("practice", "practices"),
    "example": ("example", "examples"),
    "jurisdiction": ("jurisdiction", "jurisdictions"),
    "organization": ("organization", "organizations"),
    "topic": ("topic", "topics"),
    "glossary": ("glossary term", "glossary terms"),
    "source": ("source", "sources"),
    "book": ("page about the book", "pages about the book"),
}
_SPOKEN = ("practice", "example", "jurisdiction")
_LETTER = re.compile(r"[a-z]{1,2}(?=$|, )")
_MOST_QUOTED = 90
_MOST_TITLE = 60
_MOST_PARTS = 4
_MOST_LETTERS = 26 * 27


def listed(words: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def quoted(words: str, most: int = _MOST_QUOTED) -> str:
    return f"“{shortened(words, most)}”"


def counted(changes: Iterable[RecordChange]) -> str:
    """`2 examples and 1 source`."""
    found = Counter(change.kind_of_record for change in changes)
    return listed(
        [f"{found[kind]:,} {_ONE_AND_MANY[kind][found[kind] > 1]}" for kind in _ONE_AND_MANY if found[kind]]
    )


def named(change: RecordChange) -> str:
    """A record as it stands in a sentence: by code and title, or by what it is and its title."""
    return _named(change.kind_of_record, change.code, change.title)


def was_named(change: RecordChange) -> str:
    return _named(change.kind_of_record, change.was_code or change.code, change.was_title or change.title)


def _named(kind: str, code: str, title: str) -> str:
    if kind == "book":
        return "the page about the book"
    if kind in _SPOKEN:
        return f"{in_words(code)} {shortened(title, _MOST_TITLE)}"
    return f"the {_ONE_AND_MANY[kind][0]} {quoted(title, _MOST_TITLE)}"


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def part_named(part: str) -> str:
    """`paragraph b` for its letter, `sources of paragraph b`, small letters for the other parts."""
    rest, _comma, beside = part.rpartition(", ")
    if rest and beside == "sources":
        return f"sources of {part_named(rest)}"
    if _LETTER.match(part):
        return f"paragraph {part}"
    return f"{part[:1].lower()}{part[1:]}"


def parts_named(parts: Iterable[str]) -> str:
    """Several parts in one list: `paragraphs b to d; partners`; past four, the others are not named."""
    given = list(dict.fromkeys(parts))
    letters = [part for part in given if _LETTER.fullmatch(part)]
    named = [_paragraphs(letters)] if letters else []
    named += [part_named(part) for part in given if part not in letters]
    if len(named) > _MOST_PARTS:
        named = [*named[: _MOST_PARTS - 1], f"{len(named) - _MOST_PARTS + 1} other parts"]
    return "; ".join(named)


def _paragraphs(letters: list[str]) -> str:
    if len(letters) == 1:
        return part_named(letters[0])
    first = next(place for place in range(_MOST_LETTERS) if letter(place) == letters[0])
    if len(letters) > 2 and letters == [letter(first + place) for place in range(len(letters))]:
        return f"paragraphs {letters[0]} to {letters[-1]}"
    return f"paragraphs {listed(letters)}"


def part_told(change: PartChange) -> str:
    """What became of a part of a page, in one sentence, its full stop left to the caller."""
    part = capital(part_named(change.part))
    was, now = first_place(change.pieces, _MOST_QUOTED)
    if _with_inner_quotes(was) != _with_inner_quotes(now):
        was, now = _with_inner_quotes(was), _with_inner_quotes(now)
    if was.strip() and now.strip():
        return f"{part}: was {quoted(was)}, now {quoted(now)}"
    return f"{part}, taken out: {quoted(was)}" if was.strip() else f"{part}, added: {quoted(now)}"


def _with_inner_quotes(words: str) -> str:
    return words.replace("“", "‘").replace("”", "’")
