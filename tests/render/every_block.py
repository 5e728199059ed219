"""A document by hand in which every kind of block stands, as a handout has them."""

from dataclasses import replace
from datetime import date

from esscollab_desktop.domain.book import Kind
from esscollab_desktop.domain.notes import NoteKind
from esscollab_desktop.render import svg
from esscollab_desktop.render.document import (
    Beside,
    Block,
    Card,
    Cards,
    Cell,
    Column,
    ColumnHead,
    Contents,
    Cover,
    Document,
    Entry,
    Field,
    Fields,
    Figure,
    Group,
    Heading,
    Lines,
    List,
    ListStyle,
    Mark,
    Marked,
    NewSheet,
    Notes,
    NoteText,
    Opening,
    Paragraph,
    Rail,
    Reference,
    SourceLine,
    Sources,
    Span,
    Style,
    Table,
    plain,
)
from esscollab_desktop.render.picture import png
from esscollab_desktop.render.words import KEY, WORDS

DRAWING = svg.document(
    300,
    120,
    "Map",
    "A map",
    svg.element("rect", x=2, y=2, width=296, height=116, fill="#DCECE7", stroke="#0B5A50"),
).encode()
LOGO = png(DRAWING.decode(), 1.0)

PRACTICE = Opening(
    title=plain("Maximize Your Resources"),
    level=1,
    anchor="item-4",
    code="4",
    trail="Practice 4, Collaboration",
    lead=(
        Paragraph(
            plain(
                "Join forces with partners outside the agency to make engagement stronger. They can bring "
                "money and materials, people, know-how and fresh points of view."
            ),
            Style.GUIDANCE,
        ),
    ),
    running="Practice 4: Maximize Your Resources",
    starts_page=True,
)
EXAMPLE = Opening(
    title=plain("Massachusetts: enlisted help"),
    level=2,
    anchor="item-4.MA",
    code="4.MA",
    kind=Kind.PUBLISHED,
    trail="Practice 4, Maximize Your Resources",
    mark="Published example",
    agency="Department of Elementary and Secondary Education (DESE)",
    running="4.MA Massachusetts: enlisted help",
)
ASKED = Mark(NoteKind.QUESTION, 1)
DECIDED = Mark(NoteKind.DECISION, 2)

DID = (
    Paragraph(
        plain(
            "Long before work on its ESSA plan began, DESE called on outside organizations for many kinds of "
            "tasks, such as programming in districts and evaluating programs."
        ),
        letter="a",
        references=(Reference(1, "source-1"), Reference(2, "source-2")),
    ),
    Paragraph(
        (
            Span("The Rennie Center led work to “crowdsource” fresh measures. DESE came, listened, and "),
            Span("answered attendees with ", mark=ASKED),
            Span("feedback", is_strong=True, mark=ASKED),
            Span(" right away", mark=ASKED),
            Span(", in "),
            Span("two languages", is_emphasis=True, mark=DECIDED),
            Span("."),
        ),
        letter="c",
        references=(Reference(1, "source-1"),),
    ),
)
NOTES = (
    NoteText(
        number=1,
        kind=NoteKind.QUESTION,
        sign="Question, November 23, 2026",
        about="on c",
        quote="answered attendees with feedback right away",
        body=(
            Paragraph(plain("Who wrote the answers down?")),
            List((Entry(text=plain("Ask DESE")), Entry(text=plain("Ask the library")))),
            List(
                (Entry(text=plain("first")), Entry(text=plain("second"))), ListStyle.NUMBERS, ("3.", "4.")
            ),
        ),
    ),
    NoteText(2, NoteKind.DECISION, "Decision, November 24, 2026", "on c", "two languages",
             (Paragraph(plain("Nuestro foro habla español.")),), "es"),
    NoteText(0, NoteKind.IDEA, "Idea, November 25, 2026", "", "", (Paragraph(plain("Ours too?")),)),
)  # fmt: skip
PROCESS = "“Process and Protest: Promising Practices”, Partners for Each and Every Child."
CHILD = "partnersforeachandeverychild.org"
MEMO = "Memo to the board, June 2016."
SOURCES = Sources(
    (
        SourceLine(1, "source-1", PROCESS, "", CHILD, f"https://{CHILD}"),
        SourceLine(2, "source-2", MEMO, "The first page was seen.", "doe.mass.edu"),
    ),
    Heading(3, plain("Sources")),
)


def coded(kind: Kind, *named: tuple[str, str, str]) -> tuple[Entry, ...]:
    return tuple(
        Entry(plain(label), plain(text), code, kind, anchor="item-4.MA") for code, label, text in named
    )


ONE_PAGER: tuple[Block, ...] = (
    Heading(2, plain("Published examples"), Kind.PUBLISHED),
    List(
        coded(
            Kind.PUBLISHED,
            ("4.MA", "Massachusetts: enlisted help", "The state agency, DESE, worked with three sets of "
             "partners. Mass, Inc. held “policy breakfasts” all over the state."),
            ("4.DC", "District of Columbia: extended capacity", "In OSSE’s Staffing Data Collaborative, LEAs "
             "work across their own borders with an expert research organization."),
        ),
        ListStyle.CODED,
        in_full=True,
    ),
    Heading(2, plain("Room for growth for all states")),
    Paragraph(plain("Engagement can become deeper when agencies admit honestly where equity falls short."),
              run_in=plain("Address power and privilege.")),
    Heading(2, plain("Related examples"), Kind.RELATED),
    Rail(
        Kind.RELATED,
        (
            List(
                coded(
                    Kind.RELATED,
                    ("4.AK", "Alaska:", "reached teachers through an affiliate"),
                    ("4.CA", "California:", "held regional meetings together with county offices, "
                     "and with those who teach in the smallest of its districts"),
                    ("4.NM", "New Mexico:", "New Mexico First helped the agency run its tour"),
                ),
                ListStyle.CODED,
            ),
        ),
    ),
)  # fmt: skip
REFERENCE: tuple[Block, ...] = (
    EXAMPLE,
    Rail(
        Kind.PUBLISHED,
        (
            Heading(3, plain("What the state did")),
            *DID,
            Heading(3, plain("Partners")),
            Paragraph(plain("Mass, Inc. (the organization writes MassINC); The Rennie Center")),
        ),
    ),
    Rail(
        Kind.RELATED,
        (
            Heading(3, plain("Related facts"), Kind.RELATED),
            Paragraph(
                plain("MassINC describes twelve months of work with a focus on Gateway Cities."),
                letter="e",
                references=(Reference(2, "source-2"),),
            ),
        ),
    ),
    Rail(
        Kind.OWN,
        (
            Heading(3, plain("From this office"), Kind.OWN),
            Paragraph(plain("We asked the same of the five districts on the river."), letter="f"),
        ),
    ),
    Notes(Heading(3, plain("Notes")), NOTES),
    SOURCES,
)
WORKSHEET: tuple[Block, ...] = (
    NewSheet(),
    Heading(2, plain("Worksheet")),
    Fields((Field("Group"), Field("Date"))),
    Group(
        (
            Paragraph(plain("What would this look like in our district?"), Style.PROMPT),
            Lines(4),
        ),
        is_together=True,
    ),
    Paragraph(plain("Edition 2026.1"), Style.SMALL),
    Figure(DRAWING, "image/svg+xml", "A map: 3 states with examples.", 300.0),
    Figure(LOGO, "image/png", "A logo.", 90.0),
    Group(
        (
            Paragraph(plain("Reúna a las familias antes de escribir el plan.")),
            Paragraph(plain("اجمعوا العائلات قبل كتابة الخطة 2026.", "ar")),
            Paragraph((Span("See "), Span("its page", link="https://www.doe.mass.edu/"), Span(" and "),
                       Span("4.MA", link="#item-4.MA"), Span(" or "), Span("nowhere", link="#lost"))),
        ),
        language="es",
    ),
    List((Entry(plain("Collaboration."), plain("Work done together.")), Entry(text=plain("Equity")),
          Entry(text=plain("Site"), address="example.org", link="https://example.org"))),
    List((Entry(text=plain("Begin")), Entry(text=plain("End")), Entry(text=plain("Odd"))), ListStyle.NUMBERS,
         ("1.", "2.", "7.")),
)  # fmt: skip
COLUMNS = (
    Column((Paragraph(plain("Field")),), 79.0, True),
    Column((ColumnHead("4.MA", Kind.PUBLISHED, "Published example", "Massachusetts", "DESE"),)),
    Column((ColumnHead("4.AK", Kind.RELATED, "Related example", "Alaska", "DEED", "Pack of the north"),)),
    Column((ColumnHead("4.KS-own", Kind.OWN, "Own example", "Kansas"),)),
)
COMPARISON = Table(
    "Massachusetts, Alaska and Kansas side by side",
    COLUMNS,
    tuple(
        (
            Cell((Paragraph(plain(name)),), True),
            Cell((DID[0], Marked(Kind.RELATED, plain("Related facts")), DID[0])),
            Cell((List((Entry(text=plain("one")), Entry(text=plain("two")))),)),
            Cell((Sources(SOURCES.lines),)),
        )
        for name in ("What was done", "Partners", "Sources", "Notes")
    ),
    lies=True,
)
NUMBERS = Table(
    "Examples by state",
    (Column((Paragraph(plain("State")),), 2.0), Column((Paragraph(plain("Published")),)),
     Column((Paragraph(plain("Related")),))),
    tuple((Cell((Paragraph(plain(state)),), True), Cell((Paragraph(plain("1")),)), Cell(()))
          for state in ("Alaska", "Massachusetts", "Wyoming")),
    is_small=True,
)  # fmt: skip
CARDS = tuple(
    Card(
        Opening(plain(title), 2, f"card-{code}", code, kind, mark=f"{kind.value.title()} example"),
        (Paragraph(plain("DESE called on outside organizations for many kinds of tasks. " * 3)),),
        "Source: Partners for Each and Every Child",
        part,
        parts,
    )
    for code, kind, title, part, parts in (
        ("4.MA", Kind.PUBLISHED, "Massachusetts: enlisted help", 1, 2),
        ("4.MA", Kind.PUBLISHED, "Massachusetts: enlisted help", 2, 2),
        ("4.AK", Kind.RELATED, "Alaska: reached teachers", 1, 1),
    )
)
BLOCKS: tuple[Block, ...] = (
    Contents(Heading(1, plain("Contents"))),
    PRACTICE,
    *ONE_PAGER,
    *REFERENCE,
    *WORKSHEET,
    NUMBERS,
    COMPARISON,
    Cards(CARDS, 2),
    Cards(CARDS, 4),
    Heading(2, plain("In the end")),
    Paragraph(plain("That was all.")),
)
COVER = Cover(
    "Resources for the council",
    "A packet for the forum",
    "Office of Family Engagement",
    Figure(LOGO, "image/png", "Logo of the office.", 60.0),
    ("Advisory council", "December 3, 2026", "Room 4"),
    "ESSCollab, edition 2026.1 of November 2026",
)
EVERY = Document(
    title="Resources for the council",
    language="en-US",
    blocks=BLOCKS,
    printed=date(2026, 11, 23),
    head="Advisory council, December 3, 2026",
    foot="ESSCollab, edition 2026.1. Printed November 23, 2026",
    words={**WORDS, "card": "card"},
    key={kind.value: words for kind, words in KEY.items()},
    cover=COVER,
)
SINGLE = replace(
    EVERY,
    title="Massachusetts: enlisted help",
    cover=None,
    blocks=tuple(
        replace(block, level=0) if isinstance(block, Opening) else block
        for block in (
            EXAMPLE,
            Beside(DID[:1], ()),
            Beside(DID[1:], NOTES),
            Rail(Kind.PUBLISHED, (Heading(1, plain("Partners")), *DID[:1])),
        )
    ),
    has_margin=True,
)
