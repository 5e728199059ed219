"""Words that notes are about, marked in the texts of a page: by their place in its reading text."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from unicodedata import normalize

from esscollab_desktop.domain.anchors import AnchorState
from esscollab_desktop.domain.notes import Note
from esscollab_desktop.domain.page import Page, Segment, reading_parts
from esscollab_desktop.render.document import Mark, Span, Text


@dataclass(frozen=True, slots=True)
class Numbered:
    """A note, numbered in reading order; 0: it is on the whole page. `letter`: of its paragraph."""

    note: Note
    number: int
    start: int = 0
    end: int = 0
    letter: str = ""


class Passages:
    """The notes of one page. A place is kept only where the page has the very words of the quote there."""

    def __init__(self, page: Page, notes: Sequence[Note]) -> None:
        self._parts = reading_parts(page)
        segments = [segment for part in self._parts for segment in part]
        held = sorted((n for n in notes if _is_placed(n, segments)), key=_place)
        self.numbered = [
            *(_numbered(note, number, segments) for number, note in enumerate(held, 1)),
            *(Numbered(note, 0) for note in notes if note not in held),
        ]

    def lead(self) -> "Reader":
        return Reader(self, self._parts[0])

    def section(self, place: int) -> "Reader":
        """The texts of a section of the page that was given, counted from 0."""
        return Reader(self, self._parts[place + 1])

    def in_text(self, segment: Segment) -> list[Numbered]:
        """The notes on words of a segment, the longest passage first, so that a shorter one shows in it."""
        found = [n for n in self.numbered if n.number and n.start < segment.end and segment.start < n.end]
        return sorted(found, key=lambda n: n.start - n.end)


class Reader:
    """The segments of a part in their order; texts are asked for as the page has them."""

    def __init__(self, passages: Passages, segments: Sequence[Segment]) -> None:
        self._passages = passages
        self._rest = list(segments)
        self._begun: list[Numbered] = []

    def spans(self, text: str, language: str = "") -> Text:
        """The next text, cut where marks begin and end. Empty text is no segment."""
        if not text:
            return ()
        segment = self._rest.pop(0)
        assert segment.text == normalize("NFC", text)
        notes = self._passages.in_text(segment)
        begun = [n for n in notes if n.start >= segment.start]
        self._begun += sorted(begun, key=lambda n: n.number)
        cuts = {0, len(segment.text)}
        for n in notes:
            cuts |= {max(0, n.start - segment.start), min(len(segment.text), n.end - segment.start)}
        places = sorted(cuts)
        return tuple(
            Span(segment.text[a:b], language=language, mark=_mark(notes, segment.start + a))
            for a, b in pairwise(places)
        )

    def take_begun(self) -> list[Numbered]:
        """The notes that begin in the texts that were read since this was asked."""
        begun, self._begun = self._begun, []
        return begun


def _mark(notes: Sequence[Numbered], place: int) -> Mark | None:
    over = [n for n in notes if n.start <= place < n.end]
    return Mark(over[-1].note.fields.kind, over[-1].number) if over else None


def _is_placed(note: Note, segments: Sequence[Segment]) -> bool:
    if note.anchor is None or note.anchor.state is not AnchorState.EXACT:
        return False
    chosen = note.anchor.selectors
    text = "\n".join(segment.text for segment in segments)
    return chosen.start < chosen.end and text[chosen.start : chosen.end] == chosen.exact


def _place(note: Note) -> tuple[int, int, str]:
    assert note.anchor is not None
    return note.anchor.selectors.start, note.anchor.selectors.end, note.id


def _numbered(note: Note, number: int, segments: Sequence[Segment]) -> Numbered:
    assert note.anchor is not None
    chosen = note.anchor.selectors
    letter = next((s.letter for s in segments if s.start <= chosen.start < s.end), "")
    return Numbered(note, number, chosen.start, chosen.end, letter)
