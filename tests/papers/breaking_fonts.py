"""Fonts, and what PDF/A asks for, broken."""

from collections.abc import Callable, Iterator
from typing import Any

from pikepdf import Array, Dictionary, Name, Operator, Pdf, String

from papers.breaking_parts import (
    Breaker,
    change_metadata,
    fonts_of,
    in_first_tagged,
    links_of,
    rewritten,
)


def each_font(change: Callable[[Pdf, Any], None]) -> Breaker:
    def breaker(pdf: Pdf) -> None:
        for font in fonts_of(pdf):
            change(pdf, font)

    return breaker


def own_map(**entries: Any) -> Breaker:
    """A map of codes of its own, which is as it should be but for what is given."""

    def change(pdf: Pdf, font: Any) -> None:
        own = Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0)
        for key in {"Registry", "Ordering", "Supplement"} & set(entries):
            own[f"/{key}"] = entries[key]
        font.Encoding = pdf.make_stream(entries.get("inside", b"/WMode 0 def"), CIDSystemInfo=own)
        if "UseCMap" in entries:
            font.Encoding.UseCMap = entries["UseCMap"]

    return each_font(change)


def no_glyph_map(_pdf: Pdf, font: Any) -> None:
    del font.DescendantFonts[0].CIDToGIDMap


def bad_glyph_map(_pdf: Pdf, font: Any) -> None:
    font.DescendantFonts[0].CIDToGIDMap = Name.Other


def other_encoding(_pdf: Pdf, font: Any) -> None:
    font.Encoding = Name("/Made-Up-H")


def not_embedded(_pdf: Pdf, font: Any) -> None:
    descriptor = font.DescendantFonts[0].FontDescriptor
    for key in ("/FontFile2", "/FontFile3"):
        if key in descriptor:
            del descriptor[key]


def no_unicode(_pdf: Pdf, font: Any) -> None:
    del font.ToUnicode


def meaning(digits: bytes) -> Breaker:
    def change(_pdf: Pdf, font: Any) -> None:
        text = font.ToUnicode.read_bytes()
        head, _, rest = text.partition(b"beginbfchar\n<0001> <")
        assert rest
        font.ToUnicode.write(head + b"beginbfchar\n<0001> <" + digits + b">" + rest.partition(b">")[2])

    return each_font(change)


def all_told(_pdf: Pdf, font: Any) -> None:
    font.DescendantFonts[0].FontDescriptor.CIDSet.write(b"\xff" * 99)


def none_told(_pdf: Pdf, font: Any) -> None:
    font.DescendantFonts[0].FontDescriptor.CIDSet.write(b"\x80")


def wide(_pdf: Pdf, font: Any) -> None:
    font.DescendantFonts[0].W = Array([0, 9999, 500])


def listed(_pdf: Pdf, font: Any) -> None:
    font.DescendantFonts[0].FontDescriptor.CharSet = String("/a/b")


def shown(code: int) -> Breaker:
    """One more character of the font in use, in the first tagged text."""

    def breaker(pdf: Pdf) -> None:
        def change(old: list[Any]) -> Iterator[Any]:
            for operands, operator in old:
                yield operands, operator
                if str(operator) in {"Tj", "TJ"}:
                    yield [String(code.to_bytes(2, "big"))], Operator("Tj")

        rewritten(pdf, in_first_tagged(change))

    return breaker


def simple_font(pdf: Pdf) -> None:
    def change(old: list[Any]) -> Iterator[Any]:
        yield from old
        yield [Name.Artifact], Operator("BMC")
        yield [], Operator("BT")
        yield [Name.F9, 9], Operator("Tf")
        yield [String("a")], Operator("Tj")
        yield [], Operator("ET")
        yield [], Operator("EMC")

    embedded = fonts_of(pdf)[0]
    pdf.pages[0].Resources.Font.F9 = pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.TrueType,
            BaseFont=Name.Plain,
            ToUnicode=embedded.ToUnicode,
            FontDescriptor=embedded.DescendantFonts[0].FontDescriptor,
        )
    )
    rewritten(pdf, change)


def no_archive_name(pdf: Pdf) -> None:
    change_metadata(pdf, "<pdfaid:conformance>A<", "<pdfaid:conformance>B<")


def not_told_tagged(pdf: Pdf) -> None:
    pdf.Root.MarkInfo.Marked = False


def device_colour(pdf: Pdf) -> None:
    del pdf.Root.OutputIntents

    def change(old: list[Any]) -> Iterator[Any]:
        yield [1, 0, 0], Operator("rg")
        yield from old

    rewritten(pdf, change)


def no_profile(pdf: Pdf) -> None:
    del pdf.Root.OutputIntents


def script(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(Type=Name.Action, S=Name.JavaScript, JS=String("app.alert(1)"))


def old_compression(pdf: Pdf) -> None:
    stream = pdf.make_stream(b"")
    stream.write(b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01", filter=Name.LZWDecode)
    pdf.Root.Extra = stream


def link_to_a_file(pdf: Pdf) -> None:
    next(note for note in links_of(pdf) if "/URI" in note.get("/A", {})).A.URI = String("file:///etc/passwd")


def hidden(pdf: Pdf) -> None:
    links_of(pdf)[0].F = 2


def smoothed(pdf: Pdf) -> None:
    pdf.Root.Extra = pdf.make_stream(b"", Interpolate=True)


def no_id(_pdf: Pdf) -> None:
    """Done after it is written."""


def without_id(data: bytes) -> bytes:
    """Renames the entry: nobody writes a file without it."""
    at = data.rindex(b"/ID")
    return data[:at] + b"/IX" + data[at + 3 :]
