"""The columns of the spreadsheet for authors: names, explanations, and one filled-in row."""

from dataclasses import dataclass

SAMPLE_SHEET = "Examples"
LISTS_SHEET = "Lists"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `key` is how the program calls it; `also` are other headers that mean the same.

    `paragraphs`: line breaks in a cell part its text; everywhere else they count as spaces.
    """

    key: str
    header: str
    explanation: str
    sample: str
    also: tuple[str, ...] = ()
    required: bool = True
    paragraphs: bool = False


COLUMNS = (
    Column(
        "practice",
        "Practice",
        "Needed. The number of the practice; choose from the list.",
        "4 Maximize Your Resources",
        also=("practice number",),
    ),
    Column(
        "state",
        "State",
        "Needed. The state or other jurisdiction; choose from the list, or write its two letters.",
        "Michigan",
        also=("jurisdiction",),
    ),
    Column(
        "district",
        "District or organization",
        "Who did it, where it was not the state’s own agency. May stay empty.",
        "Lakeview Area Schools",
        also=("district", "organization", "district/organization"),
        required=False,
    ),
    Column(
        "headline",
        "Headline",
        "Needed. One plain line of at most 70 characters, without a full stop.",
        "supper meetings in three languages with the city library",
    ),
    Column(
        "summary",
        "Summary",
        "Needed. Two sentences, ready to be read aloud.",
        "A district and its city library held supper meetings on the school plan. "
        "Families could speak in three languages.",
        paragraphs=True,
    ),
    Column(
        "done",
        "What was done",
        "Needed. One fact to a paragraph; Alt+Enter begins a new one. Plain text, no lists.",
        "The district and the library held four supper meetings in the fall.\n"
        "Interpreters for Spanish and Arabic sat at the tables. Notes were read back at the end.",
        also=("what was done (paragraphs)", "what we did"),
        paragraphs=True,
    ),
    Column(
        "partners",
        "Partners",
        "Who took part and as what: Name: role; Name: role. May stay empty.",
        "Lakeview City Library: rooms and interpreters; Parent Council: invitations",
        required=False,
        paragraphs=True,
    ),
    Column(
        "source_title",
        "Source title",
        "Needed. The document, page or article that tells of it.",
        "Report on the supper meetings",
        also=("title of the source",),
    ),
    Column(
        "source_publisher",
        "Source publisher",
        "Needed. Who published it.",
        "Lakeview Area Schools",
        also=("publisher",),
    ),
    Column(
        "source_address",
        "Source address",
        "Needed. Where it can be read; begins with https:// or http://.",
        "https://www.example.org/supper-meetings",
        also=("address", "source url", "url"),
    ),
    Column(
        "source_date",
        "Source date",
        "When it was published. May stay empty.",
        "January 15, 2026",
        also=("date", "date of the source"),
        required=False,
    ),
    Column(
        "dates",
        "Dates",
        "When it was done. May stay empty.",
        "October to November 2025",
        required=False,
    ),
    Column(
        "topics",
        "Topics",
        "What it is about, from the list on the sheet “Lists”, parted by semicolons. May stay empty.",
        "families and parents",
        also=("topic",),
        required=False,
    ),
)

BY_KEY = {column.key: column for column in COLUMNS}


def by_header() -> dict[str, Column]:
    """The columns by every header that means them, in small letters."""
    return {name.casefold(): column for column in COLUMNS for name in (column.header, *column.also)}
