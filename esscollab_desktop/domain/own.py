"""Own examples: what the user's own office or district did, with the checks that need nothing else."""

import re
from dataclasses import dataclass
from datetime import datetime

from esscollab_desktop.domain.errors import UserError

MOST_HEADLINE = 70
MOST_LINE = 300
MOST_TEXT = 20_000
MOST_PARTNERS = 40
EXPERIENCE = "Our own experience"

_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+\.[A-Za-z]{2,}(?::\d+)?(?:[/?#][^\s<>\"]*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class OwnFields:
    """What a person fills in. `partners` are (name, role); without any `source_…` it is own experience.

    `district` may be empty: then the jurisdiction itself did it. `text` is paragraphs, one to a line.
    """

    headline: str
    text: str
    district: str = ""
    partners: tuple[tuple[str, str], ...] = ()
    source_title: str = ""
    source_publisher: str = ""
    source_address: str = ""


@dataclass(frozen=True, slots=True)
class OwnExample:
    """An own example as the notebook keeps it. Its code is given once and never to another example.

    Times are aware, in UTC. `revision` counts its versions from 1; a save says which it was written over.
    """

    id: str
    code: str
    practice: str
    jurisdiction: str
    district: str
    headline: str
    text: str
    partners: tuple[tuple[str, str], ...]
    source_title: str
    source_publisher: str
    source_address: str
    created_at: datetime
    updated_at: datetime
    deleted_at: datetime | None = None
    revision: int = 1

    @property
    def fields(self) -> OwnFields:
        return OwnFields(
            headline=self.headline,
            text=self.text,
            district=self.district,
            partners=self.partners,
            source_title=self.source_title,
            source_publisher=self.source_publisher,
            source_address=self.source_address,
        )

    @property
    def has_source(self) -> bool:
        """Whether anything but own experience is given for it."""
        return bool(self.source_title)

    @property
    def paragraphs(self) -> tuple[str, ...]:
        return tuple(folded for line in self.text.splitlines() if (folded := _folded(line)))


def place_name(district: str, jurisdiction: str) -> str:
    """Where it was done, in words: `Kansas`, or `Wichita, Kansas`."""
    return f"{district}, {jurisdiction}" if district else jurisdiction


def checked(fields: OwnFields) -> OwnFields:
    """The fields as they are kept: single lines folded, space at the ends taken off, empty partners out.

    Raises UserError with what to do where something is missing or too long.
    """
    headline = _folded(fields.headline)
    text = "\n".join(line.rstrip() for line in fields.text.splitlines()).strip()
    if not headline:
        raise UserError("The example has no headline. Say in a few words what was done.")
    if len(headline) > MOST_HEADLINE:
        raise UserError(
            f"The headline has {len(headline)} characters. Shorten it to at most {MOST_HEADLINE}; "
            "the rest fits below it."
        )
    if not text:
        raise UserError("The example does not say what was done. Write at least one sentence.")
    if len(text) > MOST_TEXT:
        raise UserError(
            f"What was done has {len(text):,} characters. Shorten it to at most {MOST_TEXT:,}, "
            "or make two examples of it."
        )
    source = _source(fields)
    return OwnFields(
        headline, text, _line(fields.district, "district’s name"), _partners(fields.partners), *source
    )


def _partners(given: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    partners = []
    for name, role in given:
        partner = _line(name, "partner’s name"), _line(role, "partner’s role")
        if partner[1] and not partner[0]:
            raise UserError(f"A partner has the role “{shown(partner[1])}” but no name. Name the partner.")
        if partner[0]:
            partners.append(partner)
    if len(partners) > MOST_PARTNERS:
        raise UserError(f"There are {len(partners)} partners. Keep at most {MOST_PARTNERS}.")
    return tuple(partners)


def _source(fields: OwnFields) -> tuple[str, str, str]:
    title = _line(fields.source_title, "source’s title")
    publisher = _line(fields.source_publisher, "source’s publisher")
    address = _line(fields.source_address, "source’s address", most=2_000)
    if (publisher or address) and not title:
        raise UserError(
            "The source has no title. Give it one, or leave the source empty: then it is your own experience."
        )
    if address and not _ADDRESS.fullmatch(address):
        raise UserError(f"“{shown(address)}” is not a web address. Begin it with https:// or leave it empty.")
    return title, publisher, address


def _line(text: str, name: str, most: int = MOST_LINE) -> str:
    folded = _folded(text)
    if len(folded) > most:
        raise UserError(f"The {name} has {len(folded)} characters. Shorten it to at most {most}.")
    return folded


def _folded(text: str) -> str:
    return " ".join(text.split())


def shown(text: str) -> str:
    """A typed text as it can be repeated in a sentence: one line, nothing unprintable, not endless."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return (line[:40] + "…" if len(line) > 40 else line) or "This"
