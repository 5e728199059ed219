"""Elements of WordprocessingML, with the parts of properties in the one order that Word takes."""

from collections.abc import Iterable
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

Element = Any  # of lxml, with python-docx's own classes; neither tells its types

# As ECMA-376 part 1, 17 lists them; only what is written here.
_ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs bidi spacing ind "
    "contextualSpacing jc outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs color spacing position sz szCs u bdr shd vertAlign rtl lang",
    "tblPr": "tblStyle bidiVisual tblW jc tblInd tblBorders tblLayout tblCellMar tblLook tblCaption",
    "tcPr": "tcW tcBorders tcMar vAlign",
    "trPr": "cantSplit trHeight tblHeader",
    "sectPr": "headerReference footerReference type pgSz pgMar cols docGrid",
}
_RANK = {name: {qn(f"w:{tag}"): i for i, tag in enumerate(tags.split())} for name, tags in _ORDER.items()}


def w(tag: str, *inside: Element, **given: object) -> Element:
    """`w("ind", left=720)`; properties get what is inside of them in Word's order, nothing for None."""
    made: Element = OxmlElement(f"w:{tag}")
    for name, value in given.items():
        if value is not None:
            made.set(qn(f"w:{name.rstrip('_')}"), str(value))
    held: Iterable[Element] = (part for part in inside if part is not None)
    if tag in _RANK:
        rank = _RANK[tag]
        held = sorted(held, key=lambda part: rank[part.tag])
    made.extend(held)
    return made


def on(tag: str, wanted: object = True) -> Element | None:
    """A switch that is on, or nothing."""
    return w(tag) if wanted else None


def text_element(text: str) -> Element:
    made = w("t")
    made.text = text
    if text != text.strip():
        made.set(qn("xml:space"), "preserve")
    return made


def put(properties: Element, *parts: Element | None) -> None:
    """Add to properties, each at its place; what was there of the same name goes."""
    name = properties.tag.partition("}")[2]
    rank = _RANK[name]
    wanted = [part for part in parts if part is not None]
    for part in wanted:
        for old in properties.findall(part.tag):
            properties.remove(old)
        later = (i for i, held in enumerate(properties) if rank[held.tag] > rank[part.tag])
        properties.insert(next(later, len(properties)), part)


def properties_of(paragraph: Element) -> Element:
    """The properties of a paragraph, made where there are none."""
    found = paragraph.find(qn("w:pPr"))
    if found is None:
        found = w("pPr")
        paragraph.insert(0, found)
    return found


def field(instruction: str, shown: str, style: Element | None = None) -> list[Element]:
    """A field with what it shows until it is worked out, as runs."""

    def run(part: Element) -> Element:
        held = w("r", part)
        if style is not None:
            held.insert(0, w("rPr", w("rStyle", val=style)))
        return held

    instr = w("instrText")
    instr.text = f" {instruction} "
    instr.set(qn("xml:space"), "preserve")
    kinds = ("begin", "separate", "end")
    begin, separate, end = (run(w("fldChar", fldCharType=kind)) for kind in kinds)
    shown_run = [run(text_element(shown))] if shown else []
    return [begin, run(instr), separate, *shown_run, end]
