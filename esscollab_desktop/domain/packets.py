"""A packet: an ordered choice of what goes on paper, and how it is to look there."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from esscollab_desktop.domain.notes import Visibility

SHARED = frozenset((Visibility.TEAM, Visibility.RECORD))


class ItemKind(StrEnum):
    """What an item of a packet is.

    PAGE: a practice, example, jurisdiction or any other page, its one code in `codes`. EXAMPLES: all examples
    of the practice in `codes`, as many as the open edition has. COMPARISON: two to four examples. GLOSSARY:
    the terms that the other items use. MEETING: the notes of the meeting in `codes` (its id; empty for the
    packet's own). TEXT: a page of one's own, `title` and Markdown `body`.
    """

    PAGE = "page"
    EXAMPLES = "examples"
    COMPARISON = "comparison"
    MAP = "map"
    MATRIX = "matrix"
    GLOSSARY = "glossary"
    MEETING = "meeting"
    TEXT = "text"


class Layout(StrEnum):
    REFERENCE = "reference"
    ONE_PAGER = "one-pager"
    CARDS = "cards"
    WORKSHEET = "worksheet"
    COMPARISON = "comparison"


class NotesPlace(StrEnum):
    """Where notes stand; LINES: none, but ruled lines to write on."""

    NONE = "none"
    END = "end"
    MARGIN = "margin"
    LINES = "lines"


class SourcesForm(StrEnum):
    """FULL: under each item, with publisher and address; SHORT: titles alone; LIST: once, at the very end."""

    FULL = "full"
    SHORT = "short"
    LIST = "list"


class PaperSize(StrEnum):
    LETTER = "letter"
    LEGAL = "legal"
    A4 = "a4"


class Language(StrEnum):
    """Of the fixed words, and of the book's text where it has been translated. BOTH: side by side."""

    ENGLISH = "en"
    SPANISH = "es"
    BOTH = "en+es"


class FontsChoice(StrEnum):
    """SYSTEM takes letters that the bundled faces lack from the system's."""

    SYSTEM = "system"
    BUNDLED = "bundled"


@dataclass(frozen=True, slots=True)
class PacketItem:
    """One line of a packet. `id` stays while the item is moved about; the rest as `ItemKind` says."""

    id: str
    kind: ItemKind
    codes: tuple[str, ...] = ()
    title: str = ""
    body: str = ""


@dataclass(frozen=True, slots=True)
class PacketLook:
    """How a packet is set. `cards` to a page: two or four. `logo`: a picture of the notebook, or empty.

    `large`: 18 points and more. `sans`: the reading face is the sans.
    """

    layout: Layout = Layout.REFERENCE
    paper: PaperSize = PaperSize.LETTER
    large: bool = False
    sans: bool = False
    notes: NotesPlace = NotesPlace.NONE
    visibilities: frozenset[Visibility] = SHARED
    sources: SourcesForm = SourcesForm.FULL
    contents: bool = True
    cards: int = 2
    language: Language = Language.ENGLISH
    fonts: FontsChoice = FontsChoice.SYSTEM
    organization: str = ""
    logo: str = ""


@dataclass(frozen=True, slots=True)
class PacketFields:
    """What a person puts together. `meeting`: the id of the meeting that the packet is for, or empty."""

    name: str
    items: tuple[PacketItem, ...] = ()
    look: PacketLook = PacketLook()
    meeting: str = ""


@dataclass(frozen=True, slots=True)
class Packet:
    """A packet of the notebook. Times are aware, in UTC. `revision` counts its versions from 1.

    `unknown`: items of a kind that a newer program put in; they are kept, at their places, and not shown.
    """

    id: str
    fields: PacketFields
    created_at: datetime
    updated_at: datetime
    deleted_at: datetime | None = None
    revision: int = 1
    unknown: int = 0
