"""Content packs: one book with its edition as one file, what is installed, and their names."""

import re
from dataclasses import dataclass
from datetime import datetime

# The pack of the book that comes with the program; its codes bear no name.
HOME = "essa-practices"

# The name is typed, spoken and stands in file names: no Windows device, nothing that could climb.
NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
LONGEST_NAME = 32
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
