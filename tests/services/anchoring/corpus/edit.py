"""One edit of a text with a quoted passage, and how a verdict on it is judged."""

import re
from dataclasses import dataclass
from enum import StrEnum

from esscollab_desktop.domain.anchors import AnchorState, Verdict

_WORD = re.compile(r"\w+(?:[.,’']\w+)*")


class Outcome(StrEnum):
    """RIGHT: on the right words, or rightly on none. LOST: orphan where the words are. WRONG: elsewhere."""

    RIGHT = "right"
    LOST = "lost"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Edit:
    """`allowed`: the verdicts that are right. `where`: the span it must then stand on, None for orphan only.

    `is_light`: at most a fifth of the sentence changed, so that it should be re-attached.
    """

    name: str
    old: str
    start: int
    end: int
    new: str
    allowed: frozenset[AnchorState]
    where: tuple[int, int] | None
    is_light: bool = False

    @property
    def quote(self) -> str:
        return self.old[self.start : self.end]


def outcome(edit: Edit, verdict: Verdict) -> Outcome:
    if verdict.state is AnchorState.ORPHAN:
        return Outcome.RIGHT if AnchorState.ORPHAN in edit.allowed else Outcome.LOST
    words = edit.new[verdict.start : verdict.end]
    if verdict.state is AnchorState.EXACT and words != edit.quote:
        return Outcome.WRONG
    # Moved where exact is right asks a person once more: that is careful, not wrong.
    is_right = verdict.state in edit.allowed or edit.allowed == {AnchorState.EXACT}
    return Outcome.RIGHT if is_right and stands_on(edit, verdict.start, verdict.end) else Outcome.WRONG


def stands_on(edit: Edit, start: int, end: int) -> bool:
    """Whether a span is right: half of all words are in both spans, or it is a part of the right one."""
    if edit.where is None:
        return False
    if (start, end) == edit.where:
        return True
    ours, theirs = _words(edit.new, start, end), _words(edit.new, *edit.where)
    shared = len(ours & theirs)
    is_part = ours <= theirs and (3 * shared >= len(theirs) or not edit.is_light)
    return shared > 0 and (is_part or 2 * shared >= len(ours | theirs))


def _words(text: str, start: int, end: int) -> set[int]:
    return {m.start() for m in _WORD.finditer(text) if m.start() < end and m.end() > start}
