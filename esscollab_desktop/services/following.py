"""Notes follow the book: what another edition, or content that comes or goes, does to where they stand.

Nothing is ever dropped: a note stands where it stood, is shown as moved, or is listed as having lost its
place.
Where a note goes is written as a version of its own, so that going back to the former edition finds in the
note's history where it stood there.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from esscollab_desktop.domain.anchors import Anchor, AnchorState, text_hash
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.notes import Note, NoteQuery
from esscollab_desktop.domain.page import reading_text
from esscollab_desktop.services.earlier_books import EarlierBooks
from esscollab_desktop.services.library import Library, Reading
from esscollab_desktop.services.notebook import Notebook
from esscollab_desktop.services.standing import Standing, judged, new_anchor


@dataclass(frozen=True, slots=True)
class Followed:
    """How many notes moved within their page, lost their place, or went along with a renamed page.

    `packets`: how many of these went along with renamed pages.
    """

    moved: int = 0
    lost: int = 0
    renamed: int = 0
    packets: int = 0

    @property
    def sentence(self) -> str:
        """What to say; empty where every note kept its place."""
        told = []
        if self.moved:
            notes = "1 note" if self.moved == 1 else f"{self.moved} notes"
            told.append(f"{notes} moved with the new edition. Check that they still sit right.")
        if self.renamed:
            notes = "1 note went" if self.renamed == 1 else f"{self.renamed} notes went"
            told.append(f"{notes} along with pages that have another code now.")
        if self.packets:
            packets = "1 packet went" if self.packets == 1 else f"{self.packets} packets went"
            told.append(f"{packets} along with pages that have another code now.")
        if self.lost:
            notes = "1 note lost its" if self.lost == 1 else f"{self.lost} notes lost their"
            told.append(f"{notes} place; the notebook lists them with their old words.")
        return " ".join(told)


def follow(
    notebook: Notebook, book: Library, earlier: EarlierBooks, *, of_open_editions_too: bool = False
) -> Followed:
    """Put every note where it belongs in the books that are open now; may be cut off and done again.

    Slow with many notes: for a background. A note that is being changed meanwhile is left for next time.
    Those `of_open_editions_too` can be lost where an own example changed.
    """
    walk = _Walk(notebook, book, earlier)
    moved = lost = renamed = 0
    for note in walk.concerned(of_open_editions_too):
        target = walk.target_of(note)
        after = walk.anchor_of(note, target)
        if (target, after) == (note.target, note.anchor):
            continue
        try:
            notebook.set_anchor(note.id, after, note.revision, target if target != note.target else "")
        except UserError:
            continue
        state = after.state if after else None
        was = note.anchor.state if note.anchor else None
        moved += state is AnchorState.MOVED and was is not state
        lost += state is AnchorState.ORPHAN and was is not state
        renamed += target != note.target
    return Followed(moved, lost, renamed)


def with_pages_gone(query: NoteQuery, notebook: Notebook, book: Reading) -> NoteQuery:
    """The query; where it asks for notes that lost their place, with those whose whole page is gone."""
    if AnchorState.ORPHAN not in query.anchor_states:
        return query
    gone = frozenset(target for target in notebook.counts() if not is_there(target, book))
    return replace(query, gone=gone)


def is_there(code: str, book: Reading) -> bool:
    """Whether an open book has a page of exactly this code."""
    try:
        return book.resolve(code) == code
    except UserError:
        return False


@dataclass
class _Walk:
    notebook: Notebook
    book: Library
    earlier: EarlierBooks
    _standings: dict[str, tuple[str, Standing]] = field(default_factory=dict)

    def concerned(self, of_open_editions_too: bool) -> Iterator[Note]:
        """Notes made on another text than their page has now; notes whose page is not there, or is again."""
        made_on = self.notebook.made_on(() if of_open_editions_too else self.book.editions)
        texts = {target: text_hash(self._text(target)) for target, _made, _state in made_on}
        wanted = {t for t, made, state in made_on if texts[t] != made or state != AnchorState.EXACT}
        gone = {t for t in self.notebook.counts() if not self._is_there(t) or t in self._taken_back}
        for target in sorted(wanted | gone):
            yield from (n for n in self.notebook.notes(target) if target in gone or n.anchor is not None)

    @cached_property
    def _taken_back(self) -> dict[str, list[str]]:
        """Codes that an edition that is not open gave to pages, where the old page is there again."""
        found: dict[str, list[str]] = {}
        for old, new in self.earlier.aliases():
            if self._is_there(old):
                found.setdefault(new, []).append(old)
        return found

    def target_of(self, note: Note) -> str:
        """The code that the note is about now: its own, what took its place, or where it stood before."""
        if back := self._taken_back.get(note.target):
            before = (target for target, _anchor in self.notebook.places(note.id) if target != note.target)
            if (former := next(before, "")) in back:
                return former
        if known := self._known(note.target):
            return known
        places = self.notebook.places(note.id)
        return next((target for target, _anchor in places if self._is_there(target)), note.target)

    def anchor_of(self, note: Note, target: str) -> Anchor | None:
        held = note.anchor
        if held is None:
            return None
        text, standing = self._standing(target)
        here = text_hash(text)
        if text and held.selectors.text_hash != here:
            stood = (a for t, a in self.notebook.places(note.id) if a and t == target)
            held = next((a for a in stood if a.selectors.text_hash == here), held)
        verdict = standing.of(held)
        if verdict.state is AnchorState.EXACT and held.selectors.text_hash != here:
            return new_anchor(text, verdict.start, verdict.end, self.book.edition_of(target))
        return judged(held, verdict)

    def _standing(self, target: str) -> tuple[str, Standing]:
        if target not in self._standings:
            text = self._text(target)
            self._standings = {target: (text, Standing(text, lambda made: self.earlier.text(target, made)))}
        return self._standings[target]

    def _text(self, target: str) -> str:
        """The reading text of a page; empty where no open book has it."""
        try:
            return reading_text(self.book.page(target)) if self._is_there(target) else ""
        except UserError:
            return ""

    def _known(self, code: str) -> str:
        try:
            return self.book.leads_to(code)
        except UserError:
            return ""

    def _is_there(self, code: str) -> bool:
        return is_there(code, self.book)
