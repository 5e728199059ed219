"""The fixed words on paper, apart from the book's own text, and how dates are written."""

from datetime import date

from esscollab_desktop.domain.book import Kind

WORDS = {
    "product": "ESSCollab",
    "untitled": "Untitled",
    "contents": "Contents",
    "notes": "Notes",
    "sources": "Sources",
    "practice": "Practice",
    "edition": "edition",
    "printed": "Printed",
    "page": "Page",
    "of": "of",
    "broke_off": "The source broke off here; the rest was not seen.",
}

KEY = {
    Kind.PUBLISHED: "Published: on the practice’s own page",
    Kind.RELATED: "Related: from another public source",
    Kind.OWN: "Own: written in this office",
}

_MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)


def written_date(day: date) -> str:
    """`November 23, 2026`, the same under every locale."""
    return f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"
