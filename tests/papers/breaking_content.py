"""Content, roles and the document as a whole, broken."""

from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Operator, Pdf, String

from papers.breaking_parts import change_metadata, first_of, fonts_of, in_first_tagged, rewritten


def artifact_inside(pdf: Pdf) -> None:
    def change(old: list[Any]) -> Iterator[Any]:
        done = False
        for operands, operator in old:
            yield operands, operator
            if not done and str(operator) == "BDC" and "/MCID" in operands[1]:
                yield [Name.Artifact], Operator("BMC")
            if not done and str(operator) in {"Tj", "TJ"} and old:
                yield [], Operator("EMC")
                done = True

    rewritten(pdf, in_first_tagged(change))


def tagged_inside(pdf: Pdf) -> None:
    def change(old: list[Any]) -> Iterator[Any]:
        yield [Name.Artifact], Operator("BMC")
        yield from old
        yield [], Operator("EMC")

    rewritten(pdf, in_first_tagged(change))


def not_marked(pdf: Pdf) -> None:
    def change(old: list[Any]) -> Iterator[Any]:
        yield from old
        yield [0, 0, 9, 9], Operator("re")
        yield [], Operator("f")

    rewritten(pdf, change)


def suspects(pdf: Pdf) -> None:
    pdf.Root.MarkInfo.Suspects = True


def role_of_nothing(pdf: Pdf) -> None:
    first_of(pdf, "P").S = Name.Aside


def roles_in_a_circle(pdf: Pdf) -> None:
    pdf.Root.StructTreeRoot.RoleMap.One = Name.Two
    pdf.Root.StructTreeRoot.RoleMap.Two = Name.One


def role_remapped(pdf: Pdf) -> None:
    pdf.Root.StructTreeRoot.RoleMap.Code = Name.Span


def code_without_meaning(pdf: Pdf) -> None:
    for font in fonts_of(pdf):
        text = font.ToUnicode.read_bytes()
        head, _, rest = text.partition(b"beginbfchar\n")
        font.ToUnicode.write(head + b"beginbfchar\n" + rest.partition(b"\n")[2])


def reference_form(pdf: Pdf) -> None:
    form = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, Ref=Dictionary())
    pdf.pages[0].Resources.XObject = Dictionary(X9=form)


def form_drawn_twice(pdf: Pdf) -> None:
    """With content that is named once, from one of two drawings."""

    def change(old: list[Any]) -> Iterator[Any]:
        drawing = pikepdf.unparse_content_stream(old)
        form = pdf.make_stream(drawing, Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 999, 999])
        form.Resources = pdf.pages[0].Resources
        pdf.pages[0].Resources = Dictionary(XObject=Dictionary(X9=form))
        yield [Name.X9], Operator("Do")
        yield [Name.X9], Operator("Do")

    rewritten(pdf, change)


def no_metadata(pdf: Pdf) -> None:
    del pdf.Root.Metadata


def no_ua_mark(pdf: Pdf) -> None:
    change_metadata(pdf, "<pdfuaid:part>1</pdfuaid:part>", "")


def no_title(pdf: Pdf) -> None:
    text = pdf.Root.Metadata.read_bytes().decode()
    title = text.partition("<dc:title>")[2].partition("</dc:title>")[0]
    change_metadata(pdf, f"<dc:title>{title}</dc:title>", "")


def title_not_asked_for(pdf: Pdf) -> None:
    del pdf.Root.ViewerPreferences.DisplayDocTitle


def title_not_shown(pdf: Pdf) -> None:
    pdf.Root.ViewerPreferences.DisplayDocTitle = False


def no_language(pdf: Pdf) -> None:
    del pdf.Root.Lang
    change_metadata(pdf, "<dc:language>", "<dc:source>")
    pdf.Root.AcroForm = pdf.make_indirect(Dictionary(TU=String("A field"), Fields=Array()))


def layers(pdf: Pdf) -> None:
    pdf.Root.OCProperties = Dictionary(
        D=Dictionary(Name=String("")), Configs=Array([Dictionary(Name=String(""), AS=Array())])
    )


def nameless_file(pdf: Pdf) -> None:
    pdf.Root.Extra = pdf.make_indirect(Dictionary(EF=Dictionary(), F=String("a.txt")))


def dynamic_form(pdf: Pdf) -> None:
    pdf.Root.AcroForm = Dictionary(Fields=Array(), XFA=pdf.make_stream(b"<config/>"))


def encrypted(_pdf: Pdf) -> None:
    """Done while it is written."""
