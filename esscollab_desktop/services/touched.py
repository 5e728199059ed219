"""Which notes a new edition touches, and where each of them will be; nothing is written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from unicodedata import normalize

from esscollab_desktop.domain import codes
from esscollab_desktop.domain.anchors import Anchor, AnchorState, Verdict
from esscollab_desktop.domain.editions import EditionChanges, TouchedNote
from esscollab_desktop.domain.notes import Note
from esscollab_desktop.domain.packs import Touched
from esscollab_desktop.domain.page import reading_text
from esscollab_desktop.services.anchoring import Comparison
from esscollab_desktop.services.catalogue import Catalogue


def touched_by(
    notes: Iterable[Note],
    old: Catalogue,
    new: Catalogue,
    changes: EditionChanges,
    meeting_titles: Mapping[str, str],
) -> tuple[Touched, tuple[TouchedNote, ...]]:
    """The live notes on pages that change, and those on passages whose words do, on whatever page.

    A note on a page that only lists another example is not among them, nor is one on an own example or in
    another pack. `meeting_titles`: titles by id.
    """
    fates, known = _fates(changes), frozenset(old.reader.codes())
    pages: dict[str, _Turn | None] = {}
    found: list[TouchedNote] = []
    meetings: list[str] = []
    for note in notes:
        if note.deleted_at is not None or codes.pack_of(note.target) != changes.pack:
            continue
        if note.target not in pages:
            pages[note.target] = _turn(codes.bare(note.target), old, new, fates, known)
        turn = pages[note.target]
        if turn is not None and (touched := _touched(note, turn, changes.pack)):
            found.append(touched)
            meetings.append(note.fields.meeting)
    titles = (meeting_titles[name] for name in dict.fromkeys(meetings) if name in meeting_titles)
    return _counted(found, tuple(titles)), tuple(found)


@dataclass
class _Turn:
    """A page in both editions. `code` is its code in the new one, empty where it is gone."""

    old: Catalogue
    new: Catalogue
    was: str
    code: str
    is_changed: bool

    @cached_property
    def text(self) -> str:
        return normalize("NFC", reading_text(self.new.page(self.code))) if self.code else ""

    @cached_property
    def old_text(self) -> str:
        return normalize("NFC", reading_text(self.old.page(self.was)))

    @cached_property
    def comparison(self) -> Comparison:
        return Comparison(self.old_text, self.text)

    def before(self, held: Anchor) -> tuple[AnchorState, str]:
        """How an anchor is shown in the old edition, and on which words."""
        if held.state is AnchorState.EXACT:
            return held.state, held.selectors.exact
        verdict = Comparison(None, self.old_text).verdict(held.selectors)
        return verdict.state, self.old_text[verdict.start : verdict.end]


def _fates(changes: EditionChanges) -> dict[str, str]:
    """Every old code that something happened to, with its new one; empty for a page that is gone."""
    fates = dict.fromkeys((change.code for change in changes.removed), "")
    for change in (*changes.changed, *changes.renamed):
        fates[change.was_code or change.code] = change.code
    return fates


def _turn(
    target: str, old: Catalogue, new: Catalogue, fates: Mapping[str, str], known: frozenset[str]
) -> _Turn | None:
    """None for a page that the old edition hasn't."""
    was = target if target in known else old.reader.aliases().get(target, "")
    return _Turn(old, new, was, fates.get(was, was), was in fates) if was else None


def _touched(note: Note, turn: _Turn, pack: str) -> TouchedNote | None:
    target = codes.in_pack(turn.code, pack)
    held = note.anchor
    if held is None or held.state is AnchorState.ORPHAN:
        return TouchedNote(note.id, note.target, target) if turn.is_changed else None
    if not turn.is_changed and turn.text == turn.old_text:
        return None
    verdict = turn.comparison.verdict(held.selectors)
    now = turn.text[verdict.start : verdict.end]
    state, was = turn.before(held)
    if not turn.is_changed and (verdict.state, now) == (state, was):
        return None
    return TouchedNote(note.id, note.target, target, verdict, was, now)


def _counted(found: Iterable[TouchedNote], meetings: tuple[str, ...]) -> Touched:
    counts: dict[str, Any] = dict.fromkeys(("stay", "move", "lose_place", "page_gone"), 0)
    followed = total = 0
    for one in found:
        total += 1
        counts[_fate(one.new_target, one.verdict)] += 1
        followed += bool(one.new_target) and one.new_target != one.target
    return Touched(notes=total, meetings=meetings, followed=followed, **counts)


def _fate(new_target: str, verdict: Verdict | None) -> str:
    if not new_target:
        return "page_gone"
    if verdict is None or verdict.state is AnchorState.EXACT:
        return "stay"
    return "move" if verdict.state is AnchorState.MOVED else "lose_place"
