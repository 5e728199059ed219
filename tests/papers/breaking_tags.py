"""Elements and annotations, broken."""

from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, String

from papers.breaking_parts import Breaker, add_element, elements, first_of, links_of


def row_outside(pdf: Pdf) -> None:
    first_of(pdf, "TBody").S = Name.Div


def item_without_body(pdf: Pdf) -> None:
    first_of(pdf, "LBody").S = Name.P


def content_in_contents(pdf: Pdf) -> None:
    first_of(pdf, "TOCI").S = Name.P


def no_words_for_figure(pdf: Pdf) -> None:
    del first_of(pdf, "Figure").Alt


def first_heading_second(pdf: Pdf) -> None:
    first_of(pdf, "H1").S = Name.H2


def heading_skipped(pdf: Pdf) -> None:
    heading = elements(pdf, "H1", "H2")[1]
    heading.S = Name.H4


def headings_mixed(pdf: Pdf) -> None:
    for _ in "ab":
        add_element(pdf, "H", first_of(pdf, "Document"))


def head_without_scope(pdf: Pdf) -> None:
    """The attributes of heads are lists that hold one dictionary."""
    for head in elements(pdf, "TH"):
        for attributes in head.A if isinstance(head.A, Array) else [head.A]:
            if "/Scope" in attributes:
                del attributes.Scope


def footnotes_of_one_name(pdf: Pdf) -> None:
    above = first_of(pdf, "Document")
    for _ in "ab":
        add_element(pdf, "Note", above, ID=String("n"))


def annotation(subtype: str, role: str, **entries: Any) -> Breaker:
    """One more annotation on the first page, in an element of this role."""

    def breaker(pdf: Pdf) -> None:
        page = pdf.pages[0]
        kept = dict(entries)
        if kept.pop("mark", None):
            kept["AP"] = Dictionary(N=pdf.make_stream(b"0 0 9 9 re f"))
        note = pdf.make_indirect(
            Dictionary(Type=Name.Annot, Subtype=Name(f"/{subtype}"), Rect=[0, 0, 9, 9], F=4, **kept)
        )
        if subtype == "Widget":
            pdf.Root.AcroForm = Dictionary(Fields=Array([note]))
        page.obj.Annots = Array([*page.obj.get("/Annots", []), note])
        page.obj.Tabs = Name.S
        element = add_element(pdf, role, first_of(pdf, "Document"))
        element.K = Array([Dictionary(Type=Name.OBJR, Obj=note, Pg=page.obj)])
        note.StructParent = 9999
        tree = pdf.Root.StructTreeRoot.ParentTree
        numbered: list[Any] = [9999, element]
        kid = pdf.make_indirect(Dictionary(Nums=Array(numbered), Limits=[9999, 9999]))
        if "/Kids" in tree:
            tree.Kids.append(kid)
        else:
            tree.Nums.extend(numbered)

    return breaker


def no_tab_order(pdf: Pdf) -> None:
    for page in pdf.pages:
        if "/Tabs" in page.obj:
            del page.obj.Tabs


def other_tab_order(pdf: Pdf) -> None:
    for page in pdf.pages:
        page.obj.Tabs = Name.R


def link_outside(pdf: Pdf) -> None:
    for element in elements(pdf, "Link"):
        element.S = Name.Span


def link_without_words(pdf: Pdf) -> None:
    del links_of(pdf)[0].Contents


def clip(pdf: Pdf) -> None:
    pdf.Root.Extra = pdf.make_indirect(Dictionary(S=Name.MCD))
