"""The fixed words on paper, apart from the book's own text, and how dates are written."""

from datetime import date

from esscollab_desktop.domain.book import Kind

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


def written_date(day: date) -> str:
    """`November 23, 2026`, the same under every locale."""
    return f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"
