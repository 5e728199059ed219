"""Content packs: one book with its edition as one file, what is installed, and their names."""

import re
from dataclasses import dataclass
from datetime import datetime

# The pack of the book that comes with the program; its codes bear no name.
HOME = "essa-practices"

# The name is typed, spoken and stands in file names: no Windows device, nothing that could climb.
NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
LONGEST_NAME = 32
_VERSION = re.compile(r"[0-9]{1,4}(?:\.[0-9]{1,4}){0,3}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
RESERVED_NAMES = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10)))
)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a pack says of itself. `name` stays the same through all editions, `edition` names one of them.

    `edition_date` is ISO 8601. `needs`: the oldest ESSCollab that reads it ("0.4"), may be empty. `changes`:
    what is new in this edition, in the publisher's words. `content_hash` is the hash of the book in it.
    """

    name: str
    title: str
    edition: str
    edition_date: str
    publisher: str
    languages: tuple[str, ...]
    rights: str
    needs: str
    changes: tuple[str, ...]
    content_hash: str
    examples: int


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signed a pack: the public key in hexadecimal (32 bytes, Ed25519)."""

    key: str

    @property
    def fingerprint(self) -> str:
        """What people compare, on the phone or on paper: eight groups of four, from the key's SHA-256."""
        from hashlib import sha256

        digest = sha256(bytes.fromhex(self.key)).hexdigest()[:32]
        return " ".join(digest[place : place + 4] for place in range(0, 32, 4))


@dataclass(frozen=True, slots=True)
class Edition:
    """One installed edition. `folder` is relative to the pack folder; empty for the bundled book."""

    manifest: Manifest
    folder: str
    installed_at: datetime | None = None
    signer: str = ""


@dataclass(frozen=True, slots=True)
class InstalledPack:
    """A pack as it is open now, and the edition that one step back restores, None where there is none."""

    name: str
    current: Edition
    former: Edition | None = None

    @property
    def is_home(self) -> bool:
        return self.name == HOME


@dataclass(frozen=True, slots=True)
class TouchedPacket:
    """A packet that a new edition touches: codes whose pages change, get another code (old, new), or go.

    `added`: examples that come into an item with all examples of a practice.
    """

    id: str
    name: str
    changed: tuple[str, ...] = ()
    moved: tuple[tuple[str, str], ...] = ()
    gone: tuple[str, ...] = ()
    added: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Touched:
    """What a new edition does to notes, counted: `stay`, `move`, `lose_place`, `page_gone` add up to `notes`.

    `meetings`: the titles of those that the notes were taken in. `followed`: how many of the notes follow a
    page to its new code; they are counted among the others too. `packets`: those that print what changes.
    """

    notes: int = 0
    stay: int = 0
    move: int = 0
    lose_place: int = 0
    page_gone: int = 0
    meetings: tuple[str, ...] = ()
    followed: int = 0
    packets: tuple[TouchedPacket, ...] = ()


def name_fault(name: str) -> str:
    """What is wrong with a pack's name, as a remedy; empty for a good one."""
    if not NAME.fullmatch(name) or len(name) > LONGEST_NAME:
        return (
            "must be small letters, figures and single hyphens, beginning with a letter, at most "
            f"{LONGEST_NAME} long, such as “ohio-office”."
        )
    if name in RESERVED_NAMES:
        return "is a name that Windows keeps for itself; choose another."
    return ""


def is_version(text: str) -> bool:
    """Whether a text is the number of a program, such as “0.4”: digits and points."""
    return _VERSION.fullmatch(text) is not None


def is_language(text: str) -> bool:
    """Whether a text is the short name of a language, such as “en” or “es-MX”."""
    return _LANGUAGE.fullmatch(text) is not None


def is_older(version: str, needed: str) -> bool:
    """Whether a program of this version is too old for what needs `needed`; nothing is needed by “”."""
    if not needed:
        return False
    have, want = ([int(part) for part in re.findall("[0-9]+", text)] for text in (version, needed))
    most = max(len(have), len(want))
    return have + [0] * (most - len(have)) < want + [0] * (most - len(want))
