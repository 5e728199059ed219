"""The fixed words on paper, apart from the book's own text, and how dates are written."""

from datetime import date

from esscollab_desktop.domain.book import Kind
from esscollab_desktop.domain.notes import NoteKind
from esscollab_desktop.domain.packets import Language
from esscollab_desktop.render import spanish

WORDS = {
    "product": "ESSCollab",
    "untitled": "Untitled",
    "contents": "Contents",
    "notes": "Notes",
    "notes_on": "Notes on",
    "related_facts": "Related facts",
    "row": "Example",
    "sources": "Sources",
    "back": "Back to the text",
    "card": "card",
    "practice": "Practice",
    "edition": "edition",
    "printed": "Printed",
    "page": "Page",
    "of": "of",
    "broke_off": "The source broke off here; the rest was not seen.",
    "glossary": "Words of the field",
    "logo": "Logo of the organization",
    "no_notes": "No note was taken.",
    "group": "Group",
    "date": "Date",
    "stands_out": "What stands out to you here?",
    "who_here": "Who would have to be in the room for us to do this?",
    "try_first": "What would we try first, and what might get in the way?",
    "do_already": "Where do we do this already?",
    "whose_voice": "Whose voice is missing, and how could we hear it?",
    "next_step": "What is one step we can take before we meet again?",
    "on": "on",
    "note": "Note",
    "team": "from the team",
    "record": "for the record",
    "private_note": "Private note",
    "private_notes": "Private notes",
    **{kind.value: kind.value.capitalize() for kind in NoteKind},
    "english": "English",
    "spanish": "Spanish",
    "summary": "Summary",
    "part": "Part",
    "map": "Map of the examples",
    "matrix": "Practices by state",
}

KEY = {
    Kind.PUBLISHED: "Published: on the practice’s own page",
    Kind.RELATED: "Related: from another public source",
    Kind.OWN: "Own: written in this office",
}

# What stands on map and matrix, and over the columns of their table.
LANDSCAPE = {
    "published": "Published",
    "related": "Related",
    "own": "Own",
    "notes": "Has notes",
    "none": "No example yet",
    "1": "1 example",
    "2": "2",
    "3": "3 or more",
    "jurisdiction": "Jurisdiction",
    "code": "Code",
    "notes_column": "Notes",
    "total": "Total",
    "all": "All",
    "dash": "–",
    "by_practice": "Practice by jurisdiction",
    "counted": "The numbers of the map, by practice. A dash says that there is no example yet.",
    "counted_notes": "The numbers of the map, by practice, with notes. A dash says that there is none of "
    "either yet. Notes on a jurisdiction or a practice itself count in its sum alone.",
}

_MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)


def words_in(language: Language) -> dict[str, str]:
    """The fixed words; side by side with Spanish they are English."""
    return spanish.WORDS if language is Language.SPANISH else WORDS


def key_in(language: Language) -> dict[Kind, str]:
    return spanish.KEY if language is Language.SPANISH else KEY


def heading_in(language: Language, words: str) -> str:
    """A heading or mark of the book's pages; empty where it has none in that language."""
    return spanish.HEADINGS.get(words, "") if language is Language.SPANISH else words


def written_date(day: date) -> str:
    """`November 23, 2026`, the same under every locale."""
    return f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"


def day_in(language: Language, day: date) -> str:
    """`November 23, 2026`, or `23 de noviembre de 2026`."""
    if language is Language.SPANISH:
        return f"{day.day} de {spanish.MONTHS[day.month - 1]} de {day.year}"
    return written_date(day)
