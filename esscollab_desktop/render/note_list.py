"""The neutral list of notes: what an export holds, in order, before it becomes Markdown or Word."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(frozen=True, slots=True)
class ListedNote:
    """One note as a colleague reads it. `code` as people say it, `letter` that of the paragraph it is about.

    `quote` is the passage, `place` what became of it in words (empty where it holds). `source` is a line on
    what the passage, or the page, rests on. `body` is Markdown; `others` are wordings that wait for a choice.
    """

    code: str
    title: str
    body: str
    kind: str
    status: str
    visibility: str
    created: date
    changed: date
    letter: str = ""
    quote: str = ""
    place: str = ""
    source: str = ""
    tags: tuple[str, ...] = ()
    author: str = ""
    speaker: str = ""
    due: date | None = None
    meeting: str = ""
    others: tuple[str, ...] = ()

    @property
    def heading(self) -> str:
        # Not stripped: a title of odd characters alone is told, each as a mark.
        named = " ".join(filter(None, (self.code, self.title)))
        return ", ".join(filter(None, (named, self.letter)))


@dataclass(frozen=True, slots=True)
class NoteList:
    """`head` is label and text of each line above the notes: what is known of a meeting."""

    title: str
    book: str
    edition: str
    written: date
    notes: tuple[ListedNote, ...]
    head: tuple[tuple[str, str], ...] = ()


def day_text(day: date | None) -> str:
    return day.isoformat() if day else ""


def facts(note: ListedNote) -> list[tuple[str, str]]:
    """What a person set beside the text, with its label; what is empty is left out."""
    told: Sequence[tuple[str, str]] = (
        ("Kind", note.kind),
        ("Status", note.status),
        ("Tags", ", ".join(note.tags)),
        ("Heard from", note.speaker),
        ("Written by", note.author),
        ("Due", day_text(note.due)),
        ("Meeting", note.meeting),
        ("Visibility", note.visibility),
        ("Written on", day_text(note.created)),
        ("Changed on", day_text(note.changed) if note.changed != note.created else ""),
    )
    return [(label, readable(value).replace("\n", " ")) for label, value in told if value]


def readable(text: str) -> str:
    """Any text as every office program takes it: one kind of line end, no character that only steers.

    Control characters, marks that turn the direction of writing, half characters and those that are none
    become `[U+XXXX]`; a tab one space. All scripts stay: what a font lacks is the reader's program's to show.
    """
    text = _LINE_ENDS.sub("\n", text).replace("\t", " ").replace("\ufeff", "")
    return "".join(c if _is_text(c) else f"[U+{ord(c):04X}]" for c in text)


def _is_text(character: str) -> bool:
    if character == "\n":
        return True
    number = ord(character)
    is_none = number & 0xFFFE == 0xFFFE or 0xFDD0 <= number <= 0xFDEF
    return not is_none and character not in _BIDI and unicodedata.category(character) not in {"Cc", "Cs"}


def one_line(text: str) -> str:
    return " ".join(readable(text).split())
