"""Notes in words and signs: what a kind is called and drawn as, what a row says aloud."""

import re
from datetime import date, datetime

from esscollab_desktop.domain.anchors import AnchorState
from esscollab_desktop.domain.codes import in_words
from esscollab_desktop.domain.notes import Note, NoteKind, NoteStatus, Visibility

KIND_ICONS = {
    NoteKind.COMMENT: "message-square",
    NoteKind.QUESTION: "circle-question-mark",
    NoteKind.CONCERN: "triangle-alert",
    NoteKind.IDEA: "lightbulb",
    NoteKind.HEARD: "quote",
    NoteKind.ACTION: "square-check",
    NoteKind.DECISION: "gavel",
    NoteKind.RESPONSE: "reply",
}
SEEN_ICONS = {Visibility.PRIVATE: "lock", Visibility.TEAM: "users", Visibility.RECORD: "landmark"}
STATE_ICONS = {AnchorState.MOVED: "move-right", AnchorState.ORPHAN: "unlink"}
STATE_WORDS = {AnchorState.MOVED: "Moved", AnchorState.ORPHAN: "Lost its place"}
_BLOCK_SIGN = re.compile(r"^\s*(?:[-*+]|\d+[.)]|#{1,6}|>)\s+")
_INLINE_SIGN = re.compile(r"(\*\*|__|`)(?=\S)(.+?)(?<=\S)\1")
_LINK = re.compile(r"\[([^\]]+)\]\([^)\s]+\)")


def called(value: NoteKind | NoteStatus | Visibility) -> str:
    """A kind, status or visibility as it begins a line: "Question"."""
    return value.value.capitalize()


def first_words(body: str) -> str:
    """The first line that says something, without the signs of Markdown."""
    for line in body.splitlines():
        words = _BLOCK_SIGN.sub("", line).strip()
        if words:
            return _LINK.sub(r"\1", _INLINE_SIGN.sub(r"\2", words))
    return ""


def quote_of(note: Note) -> str:
    """The words that a note stands on, on one line; empty for a note on a whole page."""
    return " ".join(note.anchor.selectors.exact.split()) if note.anchor else ""


def state_of(note: Note) -> AnchorState:
    return note.anchor.state if note.anchor else AnchorState.EXACT


def day_words(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def short_day(at: datetime) -> str:
    """A day in a list: "Nov 20, 2026"; local."""
    local = at.astimezone()
    return f"{local:%b} {local.day}, {local.year}"


def number_of(count: int, noun: str = "note") -> str:
    return f"1 {noun}" if count == 1 else f"{count:,} {noun}s"


def spoken(note: Note, meeting: str) -> str:
    """A row of the list as one sentence for a screen reader."""
    fields = note.fields
    parts = [f"{called(fields.kind)} on {in_words(note.target)}", first_words(note.body) or "no words"]
    if quote := quote_of(note):
        parts.append(f"about “{quote}”")
    if state_of(note) in STATE_WORDS:
        parts.append(STATE_WORDS[state_of(note)].lower())
    if note.rivals:
        parts.append("two wordings")
    parts += [fields.status.value, fields.visibility.value, day_words(note.created_at.astimezone().date())]
    if fields.due:
        parts.append(f"due {day_words(fields.due)}")
    if meeting:
        parts.append(f"meeting {meeting}")
    if fields.tags:
        parts.append("tags " + ", ".join(fields.tags))
    return ", ".join(parts)
