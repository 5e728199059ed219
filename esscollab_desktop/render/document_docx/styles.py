"""The styles of paragraphs: Word's own names where it has one, ours begin with Handout."""

from dataclasses import replace
from typing import Any

from esscollab_desktop.render.document_docx.letters import characters
from esscollab_desktop.render.document_docx.look import INK, INK2, SANS, Look
from esscollab_desktop.render.document_docx.styled import Styled
from esscollab_desktop.render.document_docx.xml import w


def all_styles(look: Look, first_plain: int) -> list[Styled]:
    """`first_plain`: the highest level of a heading that is no item's title."""
    return [
        *_reading(look),
        *_headings(look, first_plain),
        *_lists(look),
        *_notes(look),
        *_sheets(look),
        *characters(look),
    ]


def _reading(look: Look) -> list[Styled]:
    p, face = look.points, look.reading
    leading = p(15, 27)
    text = Styled(
        "Normal", based="", face=face, size=p(11), color=INK, before=0, after=p(7, 10), line=leading,
        block=(w("widowControl"),),
    )  # fmt: skip
    sans = Styled("", face=SANS, size=p(10), line=p(13.5, 25))
    small = replace(sans, size=p(9.5), line=p(12.6, 24), color=INK2, after=p(4, 6))
    return [
        text,
        Styled("Handout Own Text", face=SANS),
        Styled("Handout Guidance", size=p(13, 20), line=p(18, 29), after=p(8, 10)),
        Styled(
            "Handout Prompt", face=SANS, size=p(11.5, 20), is_bold=True, before=p(10, 14), keeps_next=True
        ),
        replace(small, name="Handout Small"),
        replace(small, name="Handout Trail", is_bold=True, after=2, keeps_next=True),
        replace(small, name="Handout Mark Line", after=p(8, 10), keeps_next=True, color=INK2),
        replace(sans, name="Handout Cell", after=p(3, 5)),
        replace(sans, name="Handout Cell Head", is_bold=True, after=p(3, 5), keeps_next=True),
        Styled("Handout Cell Text", size=p(10), line=p(13.6, 25), after=p(4, 6)),
        Styled("Handout Card Text", size=p(12), line=p(16.4, 25), after=p(5, 7)),
        Styled("Handout Card Text Small", size=p(10.5), line=p(14.4, 25), after=p(4, 6)),
        replace(sans, name="Handout Cell Small", size=p(9), line=p(12, 24), after=p(2, 4)),
        replace(sans, name="Handout Column Title", face=face, size=p(12, 20), is_bold=True, after=2),
        Styled("Quote", is_italic=True, indent=360),
        replace(small, name="caption", color=INK2),
        Styled("Handout Figure", before=p(6), after=p(10), line=0),
    ]


def _headings(look: Look, first_plain: int) -> list[Styled]:
    """Levels above the first plain one are items' titles alone, and as large as those."""
    p, face = look.points, look.reading
    title = Styled(
        "Title", following="Normal", face=face, size=p(23, 26), line=p(29, 35), is_bold=True, after=p(4, 6),
        keeps_next=True, keeps_lines=True,
    )  # fmt: skip
    subtitle = Styled("Subtitle", face=face, size=p(13, 20), color=INK2, after=p(10), line=p(18, 29))
    plain = [(p(13.5, 21), p(16, 20)), (p(12, 19), p(12, 16)), (p(11, 18), p(10, 14))]
    made = [title, subtitle]
    for level in range(1, 7):
        size, before = (p(23, 26), p(18, 20)) if level < first_plain else plain[min(level - first_plain, 2)]
        made.append(
            replace(
                title,
                name=f"heading {level}",
                size=size,
                line=round(size * 1.26),
                before=before,
                after=p(4, 6),
                outline=level - 1,
            )
        )
    contents = Styled("toc 1", after=p(3, 5), face=SANS, size=p(10.5), line=p(15, 25))
    made.append(replace(title, name="TOC Heading", size=p(13.5, 21), line=p(17, 27), before=p(14)))
    steps = (replace(contents, name=f"toc {level}", indent=240 * (level - 1)) for level in range(1, 7))
    return [*made, *steps]


def _lists(look: Look) -> list[Styled]:
    p = look.points
    bullet = Styled("List Bullet", indent=360, hanging=300, numbers=1, after=p(4, 6))
    number = replace(bullet, name="List Number", indent=440, hanging=440, numbers=2)
    beside: dict[str, Any] = {"face": SANS, "size": p(9.5), "line": p(12.6, 24), "after": p(3, 5)}
    rail = 1100 if not look.large else 1900
    return [
        bullet,
        number,
        replace(bullet, name="Handout Note Bullet", based="List Bullet", face=SANS),
        replace(number, name="Handout Note Number", based="List Number", face=SANS),
        replace(bullet, name="Handout Beside Bullet", based="List Bullet", **beside),
        replace(number, name="Handout Beside Number", based="List Number", **beside),
        replace(
            bullet,
            name="Handout Cell Bullet",
            based="List Bullet",
            size=p(10),
            line=p(13.6, 25),
            indent=240,
            hanging=240,
        ),
        replace(number, name="Handout Cell Number", based="List Number", size=p(10), line=p(13.6, 25)),
        replace(bullet, name="Handout Card Bullet", based="List Bullet", size=p(12), line=p(16.4, 25)),
        Styled("Handout Coded Line", size=p(10), after=p(5, 7), indent=rail, hanging=rail),
        Styled("Handout Coded Name", after=0, before=p(4), is_bold=True, keeps_next=True),
    ]


def _notes(look: Look) -> list[Styled]:
    p = look.points
    note = Styled("Handout Note", face=SANS, size=p(11), after=p(5, 8))
    hang = 260 if not look.large else 560
    source = Styled(
        "Handout Source", face=SANS, size=p(9.5), color=INK2, after=p(3, 6), line=p(12.6, 24), indent=hang,
        hanging=hang, keeps_lines=True,
    )  # fmt: skip
    return [
        note,
        replace(note, name="Handout Note Head", after=p(1, 2), before=p(4, 6), keeps_next=True),
        replace(note, name="Handout Note Beside", size=p(9.5), line=p(12.6, 24), after=p(3, 5)),
        source,
        replace(source, name="Handout Cell Source", size=p(9), line=p(12, 24)),
    ]


def _sheets(look: Look) -> list[Styled]:
    p = look.points
    edge = Styled("header", face=SANS, size=p(9), color=INK2, after=0, line=p(12, 24))
    field = Styled("Handout Field", face=SANS, size=p(11), before=p(6), after=p(12), keeps_next=True)
    rule = p(27, 40)
    return [
        edge,
        replace(edge, name="footer"),
        field,
        Styled("Handout Ruled Line", size=p(11), before=0, after=0, line=rule),
        # Word wants a paragraph after each table and at each end of a section; this one is seen nowhere.
        Styled("Handout Space", size=p(11), before=0, after=0, keeps_next=True, line=p(12, 16)),
        Styled("Handout Gap", size=1, before=0, after=0, line=1, line_rule="exact"),
    ]
