"""Content packs on this computer: look at a file, install it, go a step back, take it out again.

Looking changes nothing that anyone reads: the book is unpacked and examined in a folder of its own.
Installing then is one transaction in the register of packs.
"""

from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING

from esscollab_desktop.domain.editions import EditionChanges
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.long_work import Progress, never, tell_nobody
from esscollab_desktop.domain.packs import HOME, Edition, InstalledPack, Manifest, Signer
from esscollab_desktop.services.catalogue import Catalogue
from esscollab_desktop.services.shelf import Shelf
from esscollab_desktop.storage.catalogue.reader import CatalogueReader
from esscollab_desktop.storage.catalogue.title_page import title_page
from esscollab_desktop.storage.pack_folder import BOOK, PackFolder

if TYPE_CHECKING:  # what reads, checks and compares packs is loaded when one is looked at
    from esscollab_desktop.packs.pack_file import Pack


def pack_in_codes(name: str) -> str:
    """The pack's name as codes end with it: the book's own codes stand bare."""
    return "" if name == HOME else name


class Step(StrEnum):
    """What installing a file would be."""

    FIRST = "first"
    NEWER = "newer"
    OLDER = "older"
    SAME = "same"
    CHANGED = "changed"  # the same edition by name and date, with other content
    AGAIN = "again"  # the same content, where what is installed can't be read


class Trust(StrEnum):
    """What the signature says: compared with the key that the user trusts for this pack."""

    UNSIGNED = "unsigned"
    NEW_KEY = "new key"
    KNOWN_KEY = "known key"
    CHANGED_KEY = "changed key"
    LOST_SIGNATURE = "lost signature"


@dataclass
class Offer:
    """A pack file that was read, unpacked and found sound, and waits for a yes. `close` it in any case."""

    pack: "Pack"
    installed: InstalledPack | None
    step: Step
    trust: Trust
    folder: Path
    catalogue: Catalogue
    former: Catalogue | None
    changes: EditionChanges | None
    _held: ExitStack = field(default_factory=ExitStack)

    @property
    def manifest(self) -> Manifest:
        return self.pack.manifest

    @property
    def signer(self) -> Signer | None:
        return self.pack.signer

    @property
    def needs_new_trust(self) -> bool:
        """Whether the user has to look at the signature before anything else."""
        return self.trust in (Trust.NEW_KEY, Trust.CHANGED_KEY, Trust.LOST_SIGNATURE)

    def close(self) -> None:
        """Let go; what was unpacked and not installed is removed."""
        self._held.close()


class Packs:
    """The installed packs of one data folder, and the book that came with the program."""

    def __init__(
        self,
        folder: PackFolder,
        bundled: Path,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._folder = folder
        self._bundled = bundled
        self._now = now

    def installed(self) -> tuple[InstalledPack, ...]:
        """All packs, the book first; where no other edition of it was installed, the bundled one."""
        found = self._folder.installed()
        home, bundled = found.pop(HOME, None), self._bundled_edition
        if home is None:
            home = InstalledPack(HOME, bundled)
        elif self._is_updated(home):
            home = InstalledPack(HOME, bundled, home.current if home.current.folder else home.former)
        else:
            former = home.former or bundled
            home = InstalledPack(HOME, *(e if e.folder else bundled for e in (home.current, former)))
        return (home, *found.values())

    @cached_property
    def _bundled_edition(self) -> Edition:
        return Edition(title_page(self._bundled), "")

    def _is_updated(self, home: InstalledPack) -> bool:
        """Whether the program was updated since, and brought a newer edition than the one installed."""
        bundled = self._bundled_edition.manifest
        seen = [e.manifest.content_hash for e in (home.current, home.former) if e and not e.folder]
        return bundled.content_hash not in seen and is_newer(bundled, home.current.manifest)

    def named(self, name: str) -> InstalledPack:
        """One installed pack. Raises UserError naming those that are there."""
        found = {pack.name: pack for pack in self.installed()}
        if name.strip().lower() not in found:
            raise UserError(
                f"There is no content named {name[:40]} installed. Installed: {', '.join(found)}."
            )
        return found[name.strip().lower()]

    def open_all(self) -> tuple[Catalogue | Shelf, tuple[str, ...]]:
        """The book with the packs beside it, and a sentence for each pack that can't be opened.

        Raises UserError where the book itself can't be read; a pack never keeps the book closed.
        """
        opened: dict[str, Catalogue] = {}
        troubles: list[str] = []
        for pack in self._installed_or_told(troubles):
            try:
                opened[pack.name] = self.open_edition(pack.current)
            except UserError as refusal:
                troubles.append(str(refusal))
        home = opened.pop(HOME, None) or Catalogue(CatalogueReader(self._bundled))
        return (Shelf(home, opened) if opened else home), tuple(troubles)

    def _installed_or_told(self, troubles: list[str]) -> tuple[InstalledPack, ...]:
        try:
            return self.installed()
        except UserError as refusal:
            troubles.append(str(refusal))
            return ()

    def book_of(self, edition: Edition) -> Path:
        return self._folder.book_of(edition) if edition.folder else self._bundled

    def open_edition(self, edition: Edition) -> Catalogue:
        """Open the book of an installed edition. Raises UserError where it is damaged or missing."""
        try:
            return Catalogue(CatalogueReader(self.book_of(edition)))
        except UserError as refusal:
            if not edition.folder:
                raise
            raise UserError(
                f"{edition.manifest.name} can't be opened; your notes on it are safe. Edition "
                f"{edition.manifest.edition} was damaged or removed: install it from its file again."
            ) from refusal

    def look_at(
        self, file: Path, progress: Progress = tell_nobody, cancelled: Callable[[], bool] = never
    ) -> Offer:
        """Read a pack file and say what installing it would do. Slow for a large one: for a background.

        Raises UserError where the file is not sound, or another window is at it; Cancelled when asked to.
        Nothing that anyone reads is changed.
        """
        from esscollab_desktop.packs.pack_file import read_pack
        from esscollab_desktop.packs.packing import take_book
        from esscollab_desktop.services.edition_changes import edition_changes

        pack = read_pack(file)
        with ExitStack() as held:
            held.enter_context(self._folder.held())
            folder = self._folder.new_folder(pack.manifest.name)
            held.callback(self._discard, folder)
            take_book(pack, folder / BOOK, progress, cancelled)
            catalogue = Catalogue(CatalogueReader(folder / BOOK))
            held.callback(catalogue.close)
            installed = next((p for p in self.installed() if p.name == pack.manifest.name), None)
            former = changes = None
            if installed is not None:
                progress("Comparing", 0, 1)
                # One that can't be read is put right by what is installed over it.
                with suppress(UserError):
                    readable = self.open_edition(installed.current)
                    held.callback(readable.close)
                    changes = edition_changes(readable, catalogue, pack_in_codes(pack.manifest.name))
                    former = readable
            step = _step(pack.manifest, installed.current.manifest if installed else None)
            return Offer(
                pack,
                installed,
                Step.AGAIN if step is Step.SAME and former is None else step,
                self._trust(pack, installed),
                folder,
                catalogue,
                former,
                changes,
                held.pop_all(),
            )

    def install(self, offer: Offer) -> Edition:
        """Make an offered edition the open one. The user has seen what it changes, and who signed it."""
        name, signer = offer.manifest.name, offer.signer.key if offer.signer else ""
        self._take_up_update()
        offer.catalogue.close()
        if offer.former is not None:
            offer.former.close()
        edition = self._folder.enter(
            offer.folder, offer.manifest, signer, self._now(), self._bundled_edition.manifest
        )
        if signer:
            self._folder.trust(name, signer, self._now())
        offer.close()
        return edition

    def step_back(self, name: str) -> InstalledPack:
        """Restore the edition before; doing it again comes back.

        Raises UserError where there is none, or it can't be read.
        """
        pack = self.named(name)
        if pack.former is not None:
            self.open_edition(pack.former).close()
        with self._folder.held():
            self._take_up_update()
            self._folder.step_back(pack.name, self._bundled_edition.manifest)
        return self.named(name)

    def remove(self, name: str) -> InstalledPack:
        """Take a pack out; notes on it stay and are listed. The bundled book can't be removed."""
        pack = self.named(name)
        if pack.is_home and not pack.current.folder:
            raise UserError(
                "This is the book that comes with ESSCollab; it stays. Other content can be removed."
            )
        with self._folder.held():
            self._folder.remove(pack.name)
        return pack

    def clear_up(self) -> None:
        """Remove what no pack uses any more, and keep a copy of the bundled book for its notes' words."""
        self._take_up_update()
        self._folder.clear_up()
        self._folder.remember_bundled(self._bundled, self._bundled_edition.manifest.content_hash)

    def _take_up_update(self) -> None:
        """Write down that the program brought a newer book, so that what comes next goes on from it."""
        home = self._folder.installed().get(HOME)
        if home is not None and self._is_updated(home):
            self._folder.open_bundled(self._bundled_edition.manifest, self._now())

    def names(self) -> list[str]:
        """The names of all packs that are or were open here, as far as their books are still there."""
        return [HOME, *(name for name in self._folder.installed() if name != HOME)]

    def earlier_books(self, name: str) -> list[Path]:
        """Books of earlier editions of a pack that are still on this computer, the likeliest first."""
        found = []
        pack = self._folder.installed().get(name)
        if pack is not None:
            found += [self._folder.book_of(e) for e in (pack.former, pack.current) if e and e.folder]
        if name == HOME:
            found += [self._bundled, *self._folder.bundled_copies()]
        return [path for path in found if path.is_file()]

    def _trust(self, pack: "Pack", installed: InstalledPack | None) -> Trust:
        known = self._folder.trusted_key(pack.manifest.name)
        if pack.signer is None:
            was_signed = known or (installed is not None and installed.current.signer)
            return Trust.LOST_SIGNATURE if was_signed else Trust.UNSIGNED
        if not known:
            return Trust.NEW_KEY
        return Trust.KNOWN_KEY if known == pack.signer.key else Trust.CHANGED_KEY

    def _discard(self, folder: Path) -> None:
        with suppress(OSError):
            if folder.name not in self._used():
                rmtree(folder, ignore_errors=True)

    def _used(self) -> set[str]:
        editions = [
            edition for pack in self._folder.installed().values() for edition in (pack.current, pack.former)
        ]
        return {edition.folder for edition in editions if edition is not None}


def is_newer(one: Manifest, other: Manifest) -> bool:
    return _age(one) > _age(other)


def _age(manifest: Manifest) -> tuple[str, tuple[int, ...], str]:
    """By date, then by the numbers in the edition's name, then by its letters."""
    numbers = "".join(char if char.isdecimal() else " " for char in manifest.edition)
    return manifest.edition_date, tuple(map(int, numbers.split())), manifest.edition


def _step(new: Manifest, old: Manifest | None) -> Step:
    if old is None:
        return Step.FIRST
    if new.content_hash == old.content_hash:
        return Step.SAME
    if (new.edition, new.edition_date) == (old.edition, old.edition_date):
        return Step.CHANGED
    return Step.NEWER if is_newer(new, old) else Step.OLDER


def written(day: str) -> str:
    """An edition's date as people write it; as it stands where it is no date."""
    with suppress(ValueError):
        when = date.fromisoformat(day)
        return f"{when:%B} {when.day}, {when.year}"
    return day
