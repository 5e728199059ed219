"""What changes between two editions of a book: which records, and which words in them."""

from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher

from esscollab_desktop.domain.book import ExampleEntry
from esscollab_desktop.domain.differences import Change, Piece, differences
from esscollab_desktop.domain.editions import EditionChanges, PartChange, RecordChange
from esscollab_desktop.services.catalogue import Catalogue
from esscollab_desktop.services.changed_words import gathered, trimmed
from esscollab_desktop.services.edition_parts import Item, Part, links_of, parts_of
from esscollab_desktop.storage.catalogue.comparing import RecordDifference, differing

# A summary has no room for the words of more records than these.
_WORDS_OF = 15
_LIKENESS = 0.5


def edition_changes(old: Catalogue, new: Catalogue, pack: str = "") -> EditionChanges:
    """All differences between two editions. Fast also for large books; `pack` names the pack they are of.

    Raises UserError where a book turns out to be damaged.
    """
    added, removed, changed, renamed = [], [], [], []
    found = differing(old.reader, new.reader)
    has_examples = any(one.kind == "example" for one in found)
    entries = {e.code: e for book in (old, new) for e in book.examples()} if has_examples else {}
    for one in found:
        change = _told(one, old, new, pack, entries)
        if not one.was:
            added.append(change)
        elif one.is_joined or (one.code and one.code != one.was):
            renamed.append(change)
        elif not one.code:
            removed.append(change)
        if one.is_changed:
            changed.append(change)
    words = {change.code: words_changed(old, new, change) for change in changed[:_WORDS_OF]}
    return EditionChanges(tuple(added), tuple(removed), tuple(changed), tuple(renamed), words, pack)


def _told(
    one: RecordDifference, old: Catalogue, new: Catalogue, pack: str, entries: Mapping[str, ExampleEntry]
) -> RecordChange:
    code = one.code or one.was
    entry = entries.get(code)
    title = new.title_of(code) if one.code else old.title_of(code)
    was_title = old.title_of(one.was) if one.was and one.code else ""
    is_renamed = bool(one.was) and one.was != code
    return RecordChange(
        one.kind,
        code,
        title,
        was_code=one.was if is_renamed else "",
        was_title=was_title if is_renamed or was_title != title else "",
        pack=pack,
        joined=one.is_joined,
        origin=entry.kind if entry else None,
        headline=entry.headline if entry else "",
    )


def words_changed(old: Catalogue, new: Catalogue, change: RecordChange) -> tuple[PartChange, ...]:
    """The parts of a changed record that differ, in the order of its page, each with its changed words.

    Where all words are the same, but what is named by them is not, the codes of that are told.
    """
    was = change.was_code or change.code
    before, after = parts_of(old, was), parts_of(new, change.code)
    found: list[PartChange] = []
    for name in _in_order(before, after):
        found += _part(name, before.get(name), after.get(name))
    if not found:
        codes = ("; ".join(links_of(old, was)), "; ".join(links_of(new, change.code)))
        found += _text("What it names", *codes)
    return tuple(found)


def _in_order(before: Mapping[str, Part], after: Mapping[str, Part]) -> list[str]:
    return [*after, *(name for name in before if name not in after)]


def _part(name: str, before: Part | None, after: Part | None) -> Iterator[PartChange]:
    if isinstance(before, str) or isinstance(after, str):
        yield from _text(name, str(before or ""), str(after or ""))
    else:
        for left, right in _paired(before or (), after or ()):
            yield from _item(name, left, right)


def _text(part: str, before: str, after: str) -> Iterator[PartChange]:
    if before != after:
        yield PartChange(part, trimmed(gathered(differences(before, after))))


def _item(name: str, before: Item | None, after: Item | None) -> Iterator[PartChange]:
    held = after or before
    if held is None:
        return
    part = f"{name}{held.name}"
    if before is None or after is None:
        change = Change.ADDED if before is None else Change.REMOVED
        yield PartChange(part, (Piece(change, held.text),))
        return
    if not before.key or before.key != after.key:
        yield from _text(part, before.text, after.text)
    for left, right in zip(before.beside, after.beside, strict=True):
        yield from _item(f"{part}, ", left, right)


def _paired(before: tuple[Item, ...], after: tuple[Item, ...]) -> Iterable[tuple[Item | None, Item | None]]:
    """The items that are the same, or have become each other; None stands for what is gone or new."""
    old, new = ([item.key or item.text for item in items] for items in (before, after))
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal" or (tag == "replace" and j - i == m - k):
            yield from zip(before[i:j], after[k:m], strict=True)
        else:
            yield from _by_likeness(list(before[i:j]), after[k:m])


def _by_likeness(before: list[Item], after: tuple[Item, ...]) -> Iterator[tuple[Item | None, Item | None]]:
    for item in after:
        matcher = SequenceMatcher(None, "", item.text, autojunk=False)
        for place, candidate in enumerate(before):
            matcher.set_seq1(candidate.text)
            if matcher.quick_ratio() > _LIKENESS and matcher.ratio() > _LIKENESS:
                yield from ((gone, None) for gone in before[:place])
                yield candidate, item
                del before[: place + 1]
                break
        else:
            yield None, item
    yield from ((gone, None) for gone in before)
