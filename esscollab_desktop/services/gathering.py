"""Gathers what a packet names: pages, comparisons, map, glossary, notes; and tells what it did not find."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from esscollab_desktop.domain.codes import is_example, is_practice, is_state, jurisdiction_of, practice_of
from esscollab_desktop.domain.comparison import FEWEST, MOST
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.meetings import Meeting
from esscollab_desktop.domain.notes import Note, NoteQuery, Visibility
from esscollab_desktop.domain.packets import (
    SHARED,
    ItemKind,
    Language,
    Layout,
    NotesPlace,
    PacketFields,
    PacketItem,
)
from esscollab_desktop.render.layouts.content import (
    ComparisonItem,
    GlossaryItem,
    Item,
    LandscapeItem,
    MeetingItem,
    PageItem,
    TextItem,
)
from esscollab_desktop.render.layouts.languages import OTHER
from esscollab_desktop.render.words import day_in
from esscollab_desktop.services.glossary import Glossary
from esscollab_desktop.services.handouts import visibilities_in_words, without_practice, without_topics
from esscollab_desktop.services.landscape_files import sheet_of
from esscollab_desktop.services.library import Reading
from esscollab_desktop.services.one_page import one_page
from esscollab_desktop.services.side_by_side import comparison
from esscollab_desktop.services.translating import is_translated_into, translated

if TYPE_CHECKING:
    from esscollab_desktop.services.meetings import Meetings
    from esscollab_desktop.services.notebook import Notebook

_WITH_NOTES = frozenset((NotesPlace.END, NotesPlace.MARGIN))
_WITHOUT_ROOM = frozenset((Layout.CARDS, Layout.WORKSHEET))
_MANY = 5  # codes named in one warning


class Gathering:
    """One packet's content. `left_out`: what is not in it, and why, in sentences.

    `notebook` and `meetings` may be missing: then no note is found.
    """

    def __init__(
        self,
        library: Reading,
        notebook: "Notebook | None",
        meetings: "Meetings | None",
        fields: PacketFields,
    ) -> None:
        self._library, self._notebook, self._meetings = library, notebook, meetings
        self._fields, self._look = fields, fields.look
        self.left_out: list[str] = []
        self.anchors: tuple[str, ...] = ()
        self.meeting = self._found_meeting(fields.meeting) if fields.meeting else None
        self._held: Counter[Visibility] = Counter()
        self._there: Counter[Visibility] = Counter()
        self._untranslated: list[str] = []
        self._places: dict[str, str] = {}  # anchors of pages, by code

    def items(self) -> list[Item]:
        """Every item in order; each page once, where it comes first."""
        chosen = [(item, self._codes(item)) for item in self._fields.items]
        practices = {code for item, codes in chosen if item.kind is not ItemKind.COMPARISON for code in codes}
        self._practices = frozenset(filter(is_practice, practices))
        made: list[Item] = []
        begun: list[str] = []
        for item, codes in chosen:
            first = len(made)
            again = [self._places[code] for code in codes if code in self._places]
            made += self._made(item, codes, made)
            begun.append(made[first].anchor if len(made) > first else again[0] if again else "")
        self.anchors = tuple(begun)
        return made

    def warnings(self) -> tuple[str, ...]:
        """In the order in which someone who hands the pages out has to know them."""
        told = [*self.left_out]
        if self._untranslated:
            named = ", ".join(self._untranslated[:_MANY])
            more = len(self._untranslated) - _MANY
            rest = f" and {more} more" if more > 0 else ""
            told.append(f"There is no Spanish text of {named}{rest}; English stands there.")
        if words := visibilities_in_words(self._held, self._there):
            told.append(words)
        return tuple(told)

    # --- codes ---

    def _codes(self, item: PacketItem) -> list[str]:
        """The codes as they are known now; the others are left out and said."""
        if item.kind not in {ItemKind.PAGE, ItemKind.EXAMPLES, ItemKind.COMPARISON}:
            return []
        found = []
        for code in item.codes:
            try:
                found.append(self._library.resolve(code))
            except UserError as refusal:
                self.left_out.append(f"{code} is left out. {refusal}")
        if item.kind is not ItemKind.EXAMPLES:
            return found
        return [code for of in found for code in self._examples_of(of)]

    def _examples_of(self, code: str) -> list[str]:
        """All examples of a practice, or of a state."""
        if is_state(code):
            return [entry.code for entry in self._library.entries(jurisdiction=jurisdiction_of(code))]
        return [entry.code for entry in self._library.entries(practice_of(code) or code)]

    def _made(self, item: PacketItem, codes: Sequence[str], before: Sequence[Item]) -> list[Item]:
        anchor = f"item-{len(before) + 1}"
        if item.kind is ItemKind.COMPARISON:
            return self._compared(codes, len(before))
        if item.kind in {ItemKind.MAP, ItemKind.MATRIX}:
            return [self._landscape(anchor, item.kind is ItemKind.MATRIX)]
        if item.kind is ItemKind.GLOSSARY:
            return self._glossary(anchor)
        if item.kind is ItemKind.MEETING:
            return self._notes_of_meeting(anchor, item)
        if item.kind is ItemKind.TEXT:
            return [TextItem(anchor, item.title, item.body)]
        fresh = [code for code in dict.fromkeys(codes) if code not in self._places]
        if self._look.layout is Layout.COMPARISON:
            return self._side_by_side(fresh, before)
        return self._pages(fresh, before)

    # --- pages and comparisons ---

    def _pages(self, codes: Sequence[str], before: Sequence[Item]) -> list[Item]:
        made: list[Item] = []
        for code in codes:
            anchor = f"item-{len(before) + len(made) + 1}"
            self._places[code] = anchor
            last = made[-1] if made else before[-1] if before else None
            made.append(self._page(code, anchor, _is_under(last, code)))
        return made

    def _page(self, code: str, anchor: str, is_nested: bool) -> PageItem:
        page = whole = self._library.page(code)
        if self._look.layout is Layout.ONE_PAGER:
            page = one_page(self._library, whole)
            whole = whole if is_example(code) else page
        page = without_topics(page)
        if practice_of(code) in self._practices:
            page = without_practice(page)
        other = None
        if is_translated_into(self._look.language):
            other = translated(self._library, whole, OTHER)
            if other is None:
                self._untranslated.append(code)
        return PageItem(anchor, page, whole, self._notes(code), other, is_nested)

    def _side_by_side(self, codes: Sequence[str], before: Sequence[Item]) -> list[Item]:
        """Examples that follow each other, four to a table at most and about as many in each."""
        made: list[Item] = []
        for are_examples, run in groupby(codes, is_example):
            held = list(run)
            if not are_examples or len(held) < FEWEST:
                made += self._pages(held, [*before, *made])
                continue
            for part in _balanced(held):
                anchors = self._compared(part, len(before) + len(made))
                self._places.update(dict.fromkeys(part, anchors[0].anchor))
                made += anchors
        return made

    def _compared(self, codes: Sequence[str], before: int) -> list[Item]:
        try:
            compared = comparison(self._library, codes)
        except UserError as refusal:
            self.left_out.append(f"The comparison is left out. {refusal}")
            return []
        if is_translated_into(self._look.language):
            self._untranslated += [column.code for column in compared.columns]
        notes = tuple((column.code, self._notes(column.code)) for column in compared.columns)
        return [ComparisonItem(f"item-{before + 1}", compared, notes)]

    # --- everything else ---

    def _landscape(self, anchor: str, is_matrix: bool) -> LandscapeItem:
        counts = self._note_counts() if self._look.notes in _WITH_NOTES else None
        sheet = sheet_of(self._library, counts)
        return LandscapeItem(anchor, sheet, is_matrix)

    def _note_counts(self) -> dict[str, int] | None:
        if self._notebook is None:
            return None
        if self._look.visibilities == SHARED:
            return self._notebook.shared_counts()
        chosen = (n for n in self._notebook.notes() if n.fields.visibility in self._look.visibilities)
        return dict(Counter(note.target for note in chosen))

    def _glossary(self, anchor: str) -> list[Item]:
        """The terms that the pages of this packet use, of the book or of a page's own pack; by term."""
        codes = [code for item in self._fields.items for code in self._named(item)]
        found = {}
        for code in dict.fromkeys(codes):
            terms = Glossary(self._library.glossary_terms(code))
            page = self._library.page(code)
            found.update({m.term.code: m.term for m in terms.mentions(page)})
        terms_used = found.values() if codes else self._library.glossary_terms()
        if not terms_used:
            self.left_out.append("The words of the field are left out: these pages use none of them.")
            return []
        return [GlossaryItem(anchor, tuple(sorted(terms_used, key=lambda term: term.term.casefold())))]

    def _named(self, item: PacketItem) -> Iterator[str]:
        for code in item.codes if item.kind is not ItemKind.MEETING else ():
            try:
                known = self._library.resolve(code)
            except UserError:
                continue
            if item.kind is ItemKind.EXAMPLES:
                yield from self._examples_of(known)
            else:
                yield known

    def _notes_of_meeting(self, anchor: str, item: PacketItem) -> list[Item]:
        meeting = self._found_meeting(item.codes[0]) if item.codes and item.codes[0] else self.meeting
        if meeting is None or self._notebook is None:
            self.left_out.append(
                "Notes of a meeting are left out: choose the meeting that the packet is for."
            )
            return []
        notes = self._notebook.find(NoteQuery(meeting=meeting.id))
        kept = tuple((self._about(note), note) for note in self._seen(notes))
        lines = (*meeting_lines(meeting, self._look.language), *meeting_details(meeting))
        return [MeetingItem(anchor, meeting.title, lines, kept)]

    def _about(self, note: Note) -> str:
        try:
            title = self._library.title_of(self._library.resolve(note.target))
        except (UserError, KeyError):  # its page is in no open book
            return note.target
        return f"on {note.target} {title}" if is_example(note.target) else f"on {title}"

    def _found_meeting(self, meeting_id: str) -> Meeting | None:
        found = self._meetings.get(meeting_id) if self._meetings is not None else None
        if found is None or found.deleted_at is not None:
            self.left_out.append("The meeting of this packet is not in the notebook any more.")
            return None
        return found

    # --- notes ---

    def _notes(self, code: str) -> tuple[Note, ...]:
        if self._notebook is None or self._look.notes not in _WITH_NOTES:
            return ()
        notes = self._notebook.notes(code)
        if self._look.layout in _WITHOUT_ROOM:
            self._there.update(note.fields.visibility for note in notes)
            return ()
        return self._seen(notes)

    def _seen(self, notes: Iterable[Note]) -> tuple[Note, ...]:
        """Those that may be seen; all of them are counted."""
        there = tuple(notes)
        kept = tuple(note for note in there if note.fields.visibility in self._look.visibilities)
        self._there.update(note.fields.visibility for note in there)
        self._held.update(note.fields.visibility for note in kept)
        return kept


def codes_in(items: Iterable[Item]) -> Iterator[str]:
    """The codes of all pages and columns."""
    for item in items:
        if isinstance(item, PageItem):
            yield item.page.code
        elif isinstance(item, ComparisonItem):
            yield from (column.code for column in item.comparison.columns)


def meeting_lines(meeting: Meeting, language: Language) -> tuple[str, ...]:
    """Day and place in words, where they are known."""
    day = day_in(language, meeting.date) if meeting.date else ""
    return tuple(line for line in (day, meeting.place.strip()) if line)


def meeting_details(meeting: Meeting) -> tuple[str, ...]:
    """For whom it was, who was there, and what was to be talked about."""
    told = (meeting.audience, ", ".join(meeting.groups), *meeting.agenda.splitlines())
    return tuple(line.strip() for line in told if line.strip())


def _is_under(last: Item | None, code: str) -> bool:
    """Whether a page stands under its practice: right after it, or after another of its examples."""
    if not isinstance(last, PageItem) or not practice_of(code) or is_practice(code):
        return False
    if is_practice(last.page.code):
        return last.page.code == practice_of(code)
    return last.is_nested and practice_of(last.page.code) == practice_of(code)


def _balanced(codes: Sequence[str]) -> Iterator[list[str]]:
    """Parts of two to four, as even as can be: five are three and two."""
    count = -(-len(codes) // MOST)
    size, over = divmod(len(codes), count)
    start = 0
    for number in range(count):
        end = start + size + (number < over)
        yield list(codes[start:end])
        start = end
