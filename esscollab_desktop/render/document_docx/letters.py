"""The styles of characters and of tables."""

from dataclasses import replace

from esscollab_desktop.domain.book import Kind
from esscollab_desktop.render.document_docx.look import (
    ACCENT,
    ASK,
    BORDERS,
    CODE_STYLES,
    DO,
    EDGE,
    HEARD,
    INK,
    LINE,
    SANS,
    SAY,
    Look,
)
from esscollab_desktop.render.document_docx.styled import Styled, style_id
from esscollab_desktop.render.document_docx.xml import Element, w


def characters(look: Look) -> list[Styled]:
    p = look.points
    letter = Styled("", "character", "Default Paragraph Font")
    code = replace(letter, face=SANS, size=p(9.5), is_bold=True, color=INK)
    raised = () if look.large else (w("vertAlign", val="superscript"),)
    figure = replace(letter, face=SANS, size=p(11), is_bold=True, color=ACCENT, more=raised)
    made = [
        replace(letter, name="Default Paragraph Font", based=""),
        replace(letter, name="Strong", is_bold=True),
        replace(letter, name="Emphasis", is_italic=True),
        replace(letter, name="Hyperlink", color=ACCENT, more=(w("u", val="single"),)),
        replace(letter, name="Handout Item Title", size=p(23, 26), is_bold=True),
        replace(letter, name="Handout Run In", is_bold=True),
        replace(letter, name="Handout Letter", face=SANS, size=p(11), is_bold=True, color=ACCENT),
        replace(letter, name="Handout Mark", face=SANS, color=INK),
        replace(figure, name="Handout Source Figure"),
        replace(letter, name="Handout Source Number", is_bold=True, color=ACCENT),
        *(
            replace(
                code, name=CODE_STYLES[kind], more=(w("bdr", val=BORDERS[kind], sz=8, space=0, color=INK),)
            )
            for kind in Kind
        ),
    ]
    for group in (SAY, ASK, HEARD, DO):
        line = w("u", val=group.underline, color=group.color)
        fill = w("shd", val="clear", color="auto", fill=group.fill)
        made.append(replace(letter, name=f"Handout {group.name}", more=(line, fill)))
        chip = w("shd", val="clear", color="auto", fill=group.color)
        made.append(
            replace(
                letter,
                name=f"Handout Chip {group.name}",
                face=SANS,
                size=p(8),
                is_bold=True,
                color="FFFFFF",
                more=(chip,),
            )
        )
    return made


def table_styles() -> list[Element]:
    """Of tables: plain ones that only hold, with rules between rows, and cards with lines to cut along."""

    def made(name: str, *inside: Element) -> Element:
        own = None if name == "Normal Table" else 1
        based = () if name == "Normal Table" else (w("basedOn", val="NormalTable"),)
        return w(
            "style", w("name", val=name), *based, *inside, type="table", styleId=style_id(name),
            customStyle=own, default=None if own else 1,
        )  # fmt: skip

    def rule(side: str, size: int = 4, color: str = LINE, line: str = "single") -> Element:
        return w(side, val=line, sz=size, space=0, color=color)

    margins = w("tblCellMar", *(w(side, w=width, type="dxa") for side, width in _CELL))
    ruled = w("tblBorders", rule("top", 8, EDGE), rule("bottom", 8, EDGE), rule("insideH"))
    cut = (rule(side, 4, EDGE, "dashed") for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    head = w("tblStylePr", w("tcPr", w("tcBorders", rule("bottom", 8, EDGE))), type="firstRow")
    return [
        made("Normal Table", w("tblPr", w("tblInd", w=0, type="dxa"), margins)),
        made("Handout Table", w("tblPr", ruled), head),
        made("Handout Margin", w("tblPr", w("tblCellMar", *(w(side, w=0, type="dxa") for side in _SIDES)))),
        made("Handout Cards", w("tblPr", w("tblBorders", *cut))),
    ]


_SIDES = ("top", "left", "bottom", "right")
_CELL = (("top", 60), ("left", 90), ("bottom", 60), ("right", 90))
