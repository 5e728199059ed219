"""Where a note on a passage stands in the book as it is now, and what a person decides about it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from esscollab_desktop.domain.anchors import Anchor, AnchorState, Verdict
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.notes import Note
from esscollab_desktop.domain.page import reading_text
from esscollab_desktop.services.anchoring import Comparison, select
from esscollab_desktop.services.library import Reading
from esscollab_desktop.services.notebook import Notebook

_TAKEN_OFF = Verdict(AnchorState.ORPHAN, 0, 0, 0.0, "taken off the text")


def new_anchor(text: str, start: int, end: int, edition: str) -> Anchor:
    """An anchor on a passage of a page's reading text, chosen by a person."""
    return Anchor(select(text, start, end), edition)


class Standing:
    """The anchors of one page, judged on its reading text."""

    def __init__(self, text: str) -> None:
        self._comparison = Comparison(None, text)

    def of(self, held: Anchor) -> Verdict:
        """Where an anchor stands.

        One that lost its place, or was taken off the text, gets back only onto its very words: a likely
        place was looked for once, and a person may have said no to it.
        """
        verdict = self._comparison.verdict(held.selectors)
        if held.state is AnchorState.ORPHAN and verdict.state is not AnchorState.EXACT:
            return _TAKEN_OFF
        return verdict


def judged(held: Anchor, verdict: Verdict) -> Anchor:
    """The anchor as the notebook keeps it after a verdict; the same one where nothing has changed."""
    was = held.selectors.exact if verdict.state is AnchorState.MOVED else ""
    return replace(held, state=verdict.state, was=was)


def confirmed(verdict: Verdict, text: str, edition: str) -> Anchor:
    """A person says that the moved note fits where it stands."""
    return new_anchor(text, verdict.start, verdict.end, edition)


def taken_off(held: Anchor) -> Anchor:
    """A person says that it does not fit: it keeps its old quote and is listed without a place."""
    return replace(held, state=AnchorState.ORPHAN, was="")


@dataclass(frozen=True, slots=True)
class Restood:
    """What became of notes on passages of an earlier edition: how many moved, how many lost their place."""

    moved: int = 0
    lost: int = 0

    @property
    def sentence(self) -> str:
        """What to say; empty where every note kept its place."""
        told = []
        if self.moved:
            notes = "1 note" if self.moved == 1 else f"{self.moved} notes"
            told.append(f"{notes} moved with the new edition. Check that they still sit right.")
        if self.lost:
            notes = "1 note lost its" if self.lost == 1 else f"{self.lost} notes lost their"
            told.append(f"{notes} place; the notebook lists them with their old words.")
        return " ".join(told)


def restand(notebook: Notebook, book: Reading, *, of_this_edition_too: bool = False) -> Restood:
    """Judge all notes on passages of other editions anew, so that lists know what moved and what is lost.

    Slow with many notes: for a background. A note that is being changed meanwhile is left for next time.
    Those `of_this_edition_too` can be lost where an own example changed.
    """
    moved = lost = 0
    edition = "" if of_this_edition_too else book.info.edition
    for target, notes in _by_target(notebook.on_passages(edition)).items():
        standing = Standing(_text_of(book, target))
        for note, held in notes:
            after = judged(held, standing.of(held))
            if after == held:
                continue
            try:
                notebook.set_anchor(note.id, after, note.revision)
            except UserError:
                continue
            moved += after.state is AnchorState.MOVED
            lost += after.state is AnchorState.ORPHAN
    return Restood(moved, lost)


def _by_target(notes: Iterable[Note]) -> dict[str, list[tuple[Note, Anchor]]]:
    found: dict[str, list[tuple[Note, Anchor]]] = {}
    for note in notes:
        if note.anchor is not None:
            found.setdefault(note.target, []).append((note, note.anchor))
    return found


def _text_of(book: Reading, target: str) -> str:
    """The reading text of a page; empty where the book has it no more."""
    try:
        return reading_text(book.page(target))
    except UserError:
        return ""
