"""What a person does with content packs: see what a file brings, take it in, go back; notes follow."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from esscollab_desktop.domain import codes
from esscollab_desktop.domain.editions import EditionChanges, TouchedNote
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.long_work import Progress, never, tell_nobody
from esscollab_desktop.domain.notes import Note
from esscollab_desktop.domain.packs import InstalledPack, Manifest, Touched
from esscollab_desktop.services.catalogue import Catalogue
from esscollab_desktop.services.earlier_books import EarlierBooks
from esscollab_desktop.services.following import Followed, follow
from esscollab_desktop.services.installing import (
    Offer,
    Packs,
    Step,
    Trust,
    pack_in_codes,
    written,
)
from esscollab_desktop.services.library import Library

if TYPE_CHECKING:
    from esscollab_desktop.services.backups import Backups
    from esscollab_desktop.services.notebook import Notebook
    from esscollab_desktop.services.packets import Packets

BEFORE = "before content changed"
MOST_LINES = 15
# Examples of a book that is compared with its former edition while the window is at work.
MOST_COMPARED = 2000


@dataclass(frozen=True)
class Preview:
    """What a step would do, in lines to read. `warning`: about who made it, empty where nothing is amiss."""

    lines: tuple[str, ...]
    warning: str = ""
    touched: Touched | None = None
    notes: tuple[TouchedNote, ...] = ()
    changes: EditionChanges | None = None


@dataclass(frozen=True)
class Desk:
    """The notes that steps look at and take along: the open notebook, its backups, titles of meetings."""

    notebook: "Notebook"
    backups: "Backups"
    meetings: Mapping[str, str]


class Content:
    """The packs, the library that reads them, and the notes that stand on them. For background threads."""

    def __init__(self, packs: Packs, library: Library, earlier: EarlierBooks) -> None:
        self.packs = packs
        self._library = library
        self._earlier = earlier

    def look_at(
        self,
        file: Path,
        desk: Desk | None,
        progress: Progress = tell_nobody,
        cancelled: Callable[[], bool] = never,
    ) -> tuple[Offer, Preview]:
        """Read a pack file and what it would change. `Offer.close` it, installed or not.

        Raises UserError where the file is not sound; Cancelled when asked to. Nothing is changed.
        """
        offer = self.packs.look_at(file, progress, cancelled)
        try:
            return offer, self._preview_of(offer, desk)
        except BaseException:
            offer.close()
            raise

    def _preview_of(self, offer: Offer, desk: Desk | None) -> Preview:
        told = [*_heading(offer)]
        touched: Touched | None = None
        notes: tuple[TouchedNote, ...] = ()
        if offer.former is not None and offer.changes is not None and offer.step is not Step.SAME:
            touched, notes = self._touched(
                offer.manifest.name, offer.former, offer.catalogue, offer.changes, desk
            )
            from esscollab_desktop.services.edition_summary import summary_lines

            room = MOST_LINES - len(told)
            told += summary_lines(offer.changes, offer.former.info, offer.catalogue.info, touched, most=room)
        return Preview(tuple(told), trust_words(offer), touched, notes, offer.changes)

    def look_back(self, name: str, desk: Desk | None) -> Preview:
        """What going back to the former edition would change. Raises UserError where there is none."""
        pack = self.packs.named(name)
        if pack.former is None:
            raise UserError(f"There is no earlier edition of {pack.name} to go back to.")
        then = self.packs.open_edition(pack.former)
        try:
            now = self.packs.open_edition(pack.current)
        except UserError as refusal:
            then.close()
            return Preview((str(refusal), f"Edition {pack.former.manifest.edition} takes its place again."))
        try:
            # What the newer edition changed: read backwards, a renamed page would look like one that is gone.
            changes = _changes(then, now, pack.name)
            notes = len(self._notes_on(pack.name, desk))
            from esscollab_desktop.services.edition_summary import summary_lines

            lines = [
                f"“{now.info.title}” goes back to edition {then.info.edition} of "
                f"{written(then.info.edition_date)}. What {now.info.edition} changed is taken back:",
                *summary_lines(changes, then.info, now.info, most=MOST_LINES - 3)[1:],
            ]
            if notes:
                lines.append("Your notes go back with it to where they stood.")
            return Preview(tuple(lines), changes=changes)
        finally:
            now.close()
            then.close()

    def look_at_last(self, name: str) -> Preview:
        """What the edition that is open changed over the one before. Raises UserError where there is none."""
        pack = self.packs.named(name)
        if pack.former is None:
            raise UserError(f"There is no earlier edition of {pack.name} to compare with.")
        then, now = self.packs.open_edition(pack.former), self.packs.open_edition(pack.current)
        try:
            from esscollab_desktop.services.edition_summary import summary_lines

            changes = _changes(then, now, pack.name)
            return Preview(
                tuple(summary_lines(changes, then.info, now.info, most=MOST_LINES)), changes=changes
            )
        finally:
            then.close()
            now.close()

    def news(self) -> str:
        """How much the book's edition changed over the one before, in one line; empty where there is none.

        Also empty after going back, and for a book that is too large to be compared in passing.
        """
        home = self.packs.installed()[0]
        now, then = home.current.manifest, home.former.manifest if home.former else None
        if then is None or then.edition_date >= now.edition_date or now.examples > MOST_COMPARED:
            return ""
        from esscollab_desktop.services.edition_summary import in_short

        changes = self.look_at_last(home.name).changes
        return in_short(changes) if changes and not changes.is_empty else ""

    def look_away(self, name: str, desk: Desk | None) -> Preview:
        """What taking a pack out would change."""
        pack = self.packs.named(name)
        notes = self._notes_on(pack.name, desk)
        lines = [
            f"“{pack.current.manifest.title}” and its {_examples(pack.current.manifest)} leave the tree."
        ]
        if pack.is_home:
            lines = ["The book that came with ESSCollab takes its place again."]
        if notes and not pack.is_home:
            count = "1 note" if len(notes) == 1 else f"{len(notes)} notes"
            lines.append(
                f"Your {count} on it stay in the notebook, and stand on their pages again once it is back."
            )
        return Preview(tuple(lines))

    def install(self, offer: Offer, desk: Desk | None) -> str:
        """Take in what was offered; gives what to say. The notebook is copied before its notes go along."""
        self._copy_first(desk)
        edition = self.packs.install(offer)
        followed = self._reopened(desk)
        words = f"“{edition.manifest.title}”, edition {edition.manifest.edition}, is installed."
        return f"{words} {followed.sentence}".strip()

    def step_back(self, name: str, desk: Desk | None) -> str:
        self._copy_first(desk)
        pack = self.packs.step_back(name)
        followed = self._reopened(desk)
        words = f"“{pack.current.manifest.title}” is back at edition {pack.current.manifest.edition}."
        return f"{words} {followed.sentence}".strip()

    def remove(self, name: str, desk: Desk | None) -> str:
        self._copy_first(desk)
        pack = self.packs.remove(name)
        self._reopened(desk)
        return f"“{pack.current.manifest.title}” is taken out. Your notes on it are kept."

    def keep_up(self, notebook: "Notebook") -> Followed:
        """At a start: finish what was cut off, notes and folders."""
        followed = self._followed(notebook)
        self.packs.clear_up()
        return followed

    def _followed(self, notebook: "Notebook") -> Followed:
        # Notes know an edition by its name; where two go by the same one, all of them are looked at.
        is_unsure = any(
            pack.former is not None and pack.former.manifest.edition == pack.current.manifest.edition
            for pack in self.packs.installed()
        )
        from esscollab_desktop.services.following_packets import follow_packets

        followed = follow(notebook, self._library, self._earlier, of_open_editions_too=is_unsure)
        return replace(followed, packets=follow_packets(_packets_of(notebook), self._library))

    def _copy_first(self, desk: Desk | None) -> None:
        if desk is not None:
            desk.backups.create(BEFORE)

    def _reopened(self, desk: Desk | None) -> Followed:
        books, self._library.troubles = self.packs.open_all()
        self._library.put_up(books)
        self._earlier.close()
        if desk is None:
            return Followed()
        followed = self._followed(desk.notebook)
        self._earlier.close()
        self.packs.clear_up()
        return followed

    def _touched(
        self, name: str, old: Catalogue, new: Catalogue, changes: EditionChanges, desk: Desk | None
    ) -> tuple[Touched | None, tuple[TouchedNote, ...]]:
        if desk is None:
            return None, ()
        from esscollab_desktop.services.touched import touched_by
        from esscollab_desktop.services.touched_packets import packets_touched

        touched, notes = touched_by(self._notes_on(name, desk), old, new, changes, desk.meetings)
        packets = packets_touched(_packets_of(desk.notebook).list(), old, changes)
        return replace(touched, packets=packets), notes

    def _notes_on(self, name: str, desk: Desk | None) -> list[Note]:
        """The live notes on pages of a pack; those of the book also on jurisdictions."""
        if desk is None:
            return []
        wanted = pack_in_codes(name)
        targets = [target for target in desk.notebook.counts() if codes.pack_of(target) == wanted]
        return [note for target in targets for note in desk.notebook.notes(target)]


def _packets_of(notebook: "Notebook") -> "Packets":
    from esscollab_desktop.services.packets import Packets

    return Packets(notebook.repository.packets)


def _changes(then: Catalogue, now: Catalogue, name: str) -> EditionChanges:
    from esscollab_desktop.services.edition_changes import edition_changes

    return edition_changes(then, now, pack_in_codes(name))


def _heading(offer: Offer) -> list[str]:
    manifest, title = offer.manifest, offer.manifest.title
    named = f"“{title}” by {manifest.publisher}"
    match offer.step:
        case Step.FIRST:
            lines = [
                f"{named} is new here: edition {manifest.edition} of {written(manifest.edition_date)}, with "
                f"{_examples(manifest)}. Its codes end with @{manifest.name}."
            ]
            return [*lines, *(f"From its publisher: {words}" for words in manifest.changes[:3])]
        case Step.SAME:
            return [f"{named}, edition {manifest.edition}, is installed already. Nothing would change."]
        case Step.OLDER:
            return [f"{named}: this edition is OLDER than the one installed."]
        case Step.CHANGED:
            return [
                f"{named}: this file calls itself edition {manifest.edition} like the one installed, but "
                "says other things. Ask its publisher which one is right."
            ]
        case Step.AGAIN:
            return [
                f"{named}, edition {manifest.edition}, is installed but can't be opened. Installing it again "
                "puts it right."
            ]
    lines = [f"From its publisher: {words}" for words in manifest.changes[:3]]
    if offer.former is None:
        lines.insert(0, f"{named}: the edition installed can't be opened, so what changes can't be told.")
    return lines


def trust_words(offer: Offer) -> str:
    """What to say about who made a pack; empty where it is signed with the key that the user trusts."""
    key = offer.signer.fingerprint if offer.signer else ""
    who = offer.manifest.publisher
    return {
        Trust.KNOWN_KEY: "",
        Trust.UNSIGNED: "This file is not signed, so it can't be told who made it. Install it only if you "
        "know where it comes from.",
        Trust.NEW_KEY: f"This file is signed, with a key that is new to you. If {who} has told you the key, "
        f"compare: {key}. Installing it means that you trust this key for this content from now on.",
        Trust.CHANGED_KEY: f"STOP AND CHECK: this file is signed with another key than the editions before. "
        f"Someone else may have made it. Ask {who}, by another way than this file, whether the new key is "
        f"theirs: {key}.",
        Trust.LOST_SIGNATURE: "STOP AND CHECK: the editions before were signed, this file is not. Someone "
        f"else may have made it. Ask {who} for a signed one.",
    }[offer.trust]


def _examples(manifest: Manifest) -> str:
    return "1 example" if manifest.examples == 1 else f"{manifest.examples:,} examples"


def pack_words(pack: InstalledPack) -> str:
    """One installed pack in a line."""
    manifest = pack.current.manifest
    date = written(manifest.edition_date)
    return f"{manifest.title}, edition {manifest.edition} of {date}, {_examples(manifest)}"
