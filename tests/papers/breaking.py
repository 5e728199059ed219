"""Breaks a sound PDF in one way for each condition, so that each check is seen to fail."""

import io
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Operator, Pdf, String

from papers.letters import sheets

Breaker = Callable[[Pdf], None]


def broken(data: bytes, breaker: Breaker) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        breaker(pdf)
        out = io.BytesIO()
        if breaker is encrypted:
            kept = pikepdf.Permissions(accessibility=False)
            pdf.save(out, encryption=pikepdf.Encryption(owner="owner", user="", allow=kept))
        else:
            as_it_is = pikepdf.StreamDecodeLevel.none
            pdf.save(out, fix_metadata_version=False, stream_decode_level=as_it_is, compress_streams=False)
    return out.getvalue() if breaker is not no_id else without_id(out.getvalue())


def elements(pdf: Pdf, *roles: str) -> list[Any]:
    """In reading order."""
    found: list[Any] = []

    def walk(node: Any) -> None:
        for kid in _kids(node):
            if isinstance(kid, Dictionary) and "/S" in kid:
                if not roles or str(kid.S)[1:] in roles:
                    found.append(kid)
                walk(kid)

    walk(pdf.Root.StructTreeRoot)
    return found


def _first(pdf: Pdf, *roles: str) -> Any:
    return elements(pdf, *roles)[0]


def _links(pdf: Pdf) -> list[Any]:
    return [note for page in pdf.pages for note in page.obj.get("/Annots", [])]


def _fonts(pdf: Pdf) -> list[Any]:
    found = [font for page in pdf.pages for font in page.obj.Resources.get("/Font", {}).values()]
    return list({font.objgen: font for font in found}.values())


def _content(pdf: Pdf, change: Callable[[list[Any]], Iterator[Any]]) -> None:
    """Writes the instructions of the first page anew."""
    page = pdf.pages[0]
    instructions: Any = pikepdf.parse_content_stream(page)
    made = pikepdf.unparse_content_stream(list(change(list(instructions))))
    page.Contents = pdf.make_stream(made)


def _metadata(pdf: Pdf, before: str, after: str) -> None:
    text = pdf.Root.Metadata.read_bytes().decode()
    assert before in text
    pdf.Root.Metadata.write(text.replace(before, after).encode())


def _add(pdf: Pdf, role: str, above: Any, **entries: Any) -> Any:
    made = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{role}"), P=above, **entries))
    above.K = Array([*_kids(above), made])
    return made


def _kids(above: Any) -> list[Any]:
    kids = above.get("/K", Array())
    return list(kids) if isinstance(kids, Array) else [kids]


def _adds(*roles: str) -> Breaker:
    """Elements put into each other at the end of the document."""

    def breaker(pdf: Pdf) -> None:
        above = _first(pdf, "Document")
        for role in roles:
            above = _add(pdf, role, above)

    return breaker


# content ---------------------------------------------------------------------------------------------------


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

    _content(pdf, _only_first_tagged(change))


def _only_first_tagged(
    change: Callable[[list[Any]], Iterator[Any]],
) -> Callable[[list[Any]], Iterator[Any]]:
    """Leaves what stands before the first tagged content as it is."""

    def whole(old: list[Any]) -> Iterator[Any]:
        at = next(n for n, (given, o) in enumerate(old) if str(o) == "BDC" and "/MCID" in given[1])
        yield from old[:at]
        end = at + next(n for n, (_given, o) in enumerate(old[at:]) if str(o) == "EMC")
        yield from change(old[at : end + 1])
        yield from old[end + 1 :]

    return whole


def tagged_inside(pdf: Pdf) -> None:
    def change(old: list[Any]) -> Iterator[Any]:
        yield [Name.Artifact], Operator("BMC")
        yield from old
        yield [], Operator("EMC")

    _content(pdf, _only_first_tagged(change))


def not_marked(pdf: Pdf) -> None:
    def change(old: list[Any]) -> Iterator[Any]:
        yield from old
        yield [0, 0, 9, 9], Operator("re")
        yield [], Operator("f")

    _content(pdf, change)


def suspects(pdf: Pdf) -> None:
    pdf.Root.MarkInfo.Suspects = True


def role_of_nothing(pdf: Pdf) -> None:
    _first(pdf, "P").S = Name.Aside


def roles_in_a_circle(pdf: Pdf) -> None:
    pdf.Root.StructTreeRoot.RoleMap.One = Name.Two
    pdf.Root.StructTreeRoot.RoleMap.Two = Name.One


def role_remapped(pdf: Pdf) -> None:
    pdf.Root.StructTreeRoot.RoleMap.Code = Name.Span


def code_without_meaning(pdf: Pdf) -> None:
    for font in _fonts(pdf):
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

    _content(pdf, change)


# the document ----------------------------------------------------------------------------------------------


def no_metadata(pdf: Pdf) -> None:
    del pdf.Root.Metadata


def no_ua_mark(pdf: Pdf) -> None:
    _metadata(pdf, "<pdfuaid:part>1</pdfuaid:part>", "")


def no_title(pdf: Pdf) -> None:
    text = pdf.Root.Metadata.read_bytes().decode()
    title = text.partition("<dc:title>")[2].partition("</dc:title>")[0]
    _metadata(pdf, f"<dc:title>{title}</dc:title>", "")


def title_not_asked_for(pdf: Pdf) -> None:
    del pdf.Root.ViewerPreferences.DisplayDocTitle


def title_not_shown(pdf: Pdf) -> None:
    pdf.Root.ViewerPreferences.DisplayDocTitle = False


def no_language(pdf: Pdf) -> None:
    del pdf.Root.Lang
    _metadata(pdf, "<dc:language>", "<dc:source>")
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


# elements --------------------------------------------------------------------------------------------------


def row_outside(pdf: Pdf) -> None:
    _first(pdf, "TBody").S = Name.Div


def item_without_body(pdf: Pdf) -> None:
    _first(pdf, "LBody").S = Name.P


def content_in_contents(pdf: Pdf) -> None:
    _first(pdf, "TOCI").S = Name.P


def no_words_for_figure(pdf: Pdf) -> None:
    del _first(pdf, "Figure").Alt


def first_heading_second(pdf: Pdf) -> None:
    _first(pdf, "H1").S = Name.H2


def heading_skipped(pdf: Pdf) -> None:
    heading = elements(pdf, "H1", "H2")[1]
    heading.S = Name.H4


def headings_mixed(pdf: Pdf) -> None:
    for _ in "ab":
        _add(pdf, "H", _first(pdf, "Document"))


def head_without_scope(pdf: Pdf) -> None:
    """The attributes of heads are lists that hold one dictionary."""
    for head in elements(pdf, "TH"):
        for attributes in head.A if isinstance(head.A, Array) else [head.A]:
            if "/Scope" in attributes:
                del attributes.Scope


def footnotes_of_one_name(pdf: Pdf) -> None:
    above = _first(pdf, "Document")
    for _ in "ab":
        _add(pdf, "Note", above, ID=String("n"))


# annotations -----------------------------------------------------------------------------------------------


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
        element = _add(pdf, role, _first(pdf, "Document"))
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
    del _links(pdf)[0].Contents


def clip(pdf: Pdf) -> None:
    pdf.Root.Extra = pdf.make_indirect(Dictionary(S=Name.MCD))


# fonts -----------------------------------------------------------------------------------------------------


def _each_font(change: Callable[[Pdf, Any], None]) -> Breaker:
    def breaker(pdf: Pdf) -> None:
        for font in _fonts(pdf):
            change(pdf, font)

    return breaker


def _own_map(**entries: Any) -> Breaker:
    """A map of codes of its own, which is as it should be but for what is given."""

    def change(pdf: Pdf, font: Any) -> None:
        own = Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0)
        for key in {"Registry", "Ordering", "Supplement"} & set(entries):
            own[f"/{key}"] = entries[key]
        font.Encoding = pdf.make_stream(entries.get("inside", b"/WMode 0 def"), CIDSystemInfo=own)
        if "UseCMap" in entries:
            font.Encoding.UseCMap = entries["UseCMap"]

    return _each_font(change)


def _no_glyph_map(_pdf: Pdf, font: Any) -> None:
    del font.DescendantFonts[0].CIDToGIDMap


def _bad_glyph_map(_pdf: Pdf, font: Any) -> None:
    font.DescendantFonts[0].CIDToGIDMap = Name.Other


def _other_encoding(_pdf: Pdf, font: Any) -> None:
    font.Encoding = Name("/Made-Up-H")


def _not_embedded(_pdf: Pdf, font: Any) -> None:
    descriptor = font.DescendantFonts[0].FontDescriptor
    for key in ("/FontFile2", "/FontFile3"):
        if key in descriptor:
            del descriptor[key]


def _no_unicode(_pdf: Pdf, font: Any) -> None:
    del font.ToUnicode


def _meaning(digits: bytes) -> Breaker:
    def change(_pdf: Pdf, font: Any) -> None:
        text = font.ToUnicode.read_bytes()
        head, _, rest = text.partition(b"beginbfchar\n<0001> <")
        assert rest
        font.ToUnicode.write(head + b"beginbfchar\n<0001> <" + digits + b">" + rest.partition(b">")[2])

    return _each_font(change)


def _all_told(_pdf: Pdf, font: Any) -> None:
    font.DescendantFonts[0].FontDescriptor.CIDSet.write(b"\xff" * 99)


def _none_told(_pdf: Pdf, font: Any) -> None:
    font.DescendantFonts[0].FontDescriptor.CIDSet.write(b"\x80")


def _wide(_pdf: Pdf, font: Any) -> None:
    font.DescendantFonts[0].W = Array([0, 9999, 500])


def _listed(_pdf: Pdf, font: Any) -> None:
    font.DescendantFonts[0].FontDescriptor.CharSet = String("/a/b")


def _shown(code: int) -> Breaker:
    """One more character of the font in use, in the first tagged text."""

    def breaker(pdf: Pdf) -> None:
        def change(old: list[Any]) -> Iterator[Any]:
            for operands, operator in old:
                yield operands, operator
                if str(operator) in {"Tj", "TJ"}:
                    yield [String(code.to_bytes(2, "big"))], Operator("Tj")

        _content(pdf, _only_first_tagged(change))

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

    embedded = _fonts(pdf)[0]
    pdf.pages[0].Resources.Font.F9 = pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.TrueType,
            BaseFont=Name.Plain,
            ToUnicode=embedded.ToUnicode,
            FontDescriptor=embedded.DescendantFonts[0].FontDescriptor,
        )
    )
    _content(pdf, change)


# PDF/A -----------------------------------------------------------------------------------------------------


def no_archive_name(pdf: Pdf) -> None:
    _metadata(pdf, "<pdfaid:conformance>A<", "<pdfaid:conformance>B<")


def not_told_tagged(pdf: Pdf) -> None:
    pdf.Root.MarkInfo.Marked = False


def device_colour(pdf: Pdf) -> None:
    del pdf.Root.OutputIntents

    def change(old: list[Any]) -> Iterator[Any]:
        yield [1, 0, 0], Operator("rg")
        yield from old

    _content(pdf, change)


def no_profile(pdf: Pdf) -> None:
    del pdf.Root.OutputIntents


def script(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(Type=Name.Action, S=Name.JavaScript, JS=String("app.alert(1)"))


def old_compression(pdf: Pdf) -> None:
    stream = pdf.make_stream(b"")
    stream.write(b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01", filter=Name.LZWDecode)
    pdf.Root.Extra = stream


def link_to_a_file(pdf: Pdf) -> None:
    next(note for note in _links(pdf) if "/URI" in note.get("/A", {})).A.URI = String("file:///etc/passwd")


def hidden(pdf: Pdf) -> None:
    _links(pdf)[0].F = 2


def smoothed(pdf: Pdf) -> None:
    pdf.Root.Extra = pdf.make_stream(b"", Interpolate=True)


def no_id(_pdf: Pdf) -> None:
    """Done after it is written."""


def without_id(data: bytes) -> bytes:
    """Renames the entry: nobody writes a file without it."""
    at = data.rindex(b"/ID")
    return data[:at] + b"/IX" + data[at + 3 :]


# ours ------------------------------------------------------------------------------------------------------


def parents_elsewhere(pdf: Pdf) -> None:
    todo = [pdf.Root.StructTreeRoot.ParentTree]
    while todo:
        node = todo.pop()
        todo += list(node.get("/Kids", []))
        for value in node.get("/Nums", []):
            if isinstance(value, Array) and len(value) > 1:
                value[0], value[1] = value[1], value[0]


def above_elsewhere(pdf: Pdf) -> None:
    _first(pdf, "H1").P = _first(pdf, "L")


def link_without_element(pdf: Pdf) -> None:
    del _links(pdf)[0].StructParent


def no_title_element(pdf: Pdf) -> None:
    _first(pdf, "Title").S = Name.P


def uneven(pdf: Pdf) -> None:
    _add(pdf, "TD", elements(pdf, "TR")[2])


def lost_way(pdf: Pdf) -> None:
    link = next(note for note in _links(pdf) if "/A" not in note)
    link.Dest = Array([pdf.Root, Name.XYZ, 0, 0, 0])


def bookmark_renamed(pdf: Pdf) -> None:
    node: Any = pdf.Root.Outlines.First
    while node is not None:
        node.Title = String("Something else")
        node = node.get("/Next")


def loose(pdf: Pdf) -> None:
    _first(pdf, "P").S = Name.Div


def pages_swapped(pdf: Pdf) -> None:
    pdf.Root.Pages.Kids = Array(reversed(list(pdf.Root.Pages.Kids)))


# the layout ------------------------------------------------------------------------------------------------


def _page_content(page: Any, pdf: Pdf, change: Callable[[list[Any]], Iterator[Any]]) -> None:
    instructions: Any = pikepdf.parse_content_stream(page)
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(list(change(list(instructions)))))


def aside(pdf: Pdf) -> None:
    def change(old: list[Any]) -> Iterator[Any]:
        yield [1, 0, 0, 1, 400, 0], Operator("cm")
        yield from old

    _content(pdf, change)


def _content_of(pdf: Pdf, element: Any) -> tuple[Any, int]:
    """The page and number of the first content in an element."""
    page, todo = element.get("/Pg"), [element]
    while todo:
        node = todo.pop(0)
        for kid in _kids(node):
            if isinstance(kid, int):
                return node.get("/Pg", page), kid
            if kid.get("/Type") == "/MCR":
                return kid.get("/Pg", node.get("/Pg", page)), int(kid.MCID)
            if "/S" in kid:
                todo.append(kid)
    raise AssertionError("nothing is in it")


def _move(pdf: Pdf, element: Any, by: tuple[float, float]) -> None:
    """Everything of an element’s first content, to another place."""
    goal, number = _content_of(pdf, element)
    page = next(one for one in pdf.pages if one.obj.objgen == goal.objgen)

    def change(old: list[Any]) -> Iterator[Any]:
        depth = 0
        for operands, operator in old:
            name = str(operator)
            if name in {"BDC", "BMC"} and (depth or _is_number(operands, number)):
                depth += 1
            if name == "EMC" and depth:
                depth -= 1
                if not depth:
                    yield [], Operator("Q")
            yield operands, operator
            if name == "BDC" and depth == 1 and _is_number(operands, number):
                yield [], Operator("q")
                yield [1, 0, 0, 1, *by], Operator("cm")

    _page_content(page, pdf, change)


def _is_number(operands: Any, number: int) -> bool:
    return len(operands) > 1 and isinstance(operands[1], Dictionary) and operands[1].get("/MCID") == number


def cell_moved(pdf: Pdf) -> None:
    """The second row's head, to the right."""
    _move(pdf, elements(pdf, "TR")[1].K[0], (150.0, 0.0))


def twice(pdf: Pdf) -> None:
    def change(old: list[Any]) -> Iterator[Any]:
        yield from old
        yield [Name.Artifact], Operator("BMC")
        yield [], Operator("q")
        yield [1, 0, 0, 1, 40, 0], Operator("cm")
        yield from ((given, op) for given, op in old if str(op) not in {"BDC", "BMC", "EMC"})
        yield [], Operator("Q")
        yield [], Operator("EMC")

    _content(pdf, _only_first_tagged(change))


def heading_last(pdf: Pdf) -> None:
    """A paragraph after which the page ends becomes a heading, at its foot."""
    told = elements(pdf, "P", "H1")
    first = next(at for at, one in enumerate(told) if one.S == Name.H1)
    found = [(one, *_content_of(pdf, one)) for one in told[first:] if _has_content(one)]
    ends = (one for one, after in pairwise(found) if one[1].objgen != after[1].objgen)
    last, page, number = next(one for one in ends if one[0].S == Name.P)
    last.S = Name.H2
    out = io.BytesIO()
    pdf.save(out)
    at = next(n for n, one in enumerate(pdf.pages) if one.obj.objgen == page.objgen)
    letters = sheets(out.getvalue())[at].letters
    _move(pdf, last, (0.0, 40.0 - min(one.box[1] for one in letters if one.content == number)))


def _has_content(element: Any) -> bool:
    return any(isinstance(kid, int) or kid.get("/Type") == "/MCR" for kid in _kids(element))


def head_gone(pdf: Pdf) -> None:
    """What is no content goes from all pages."""

    def change(old: list[Any]) -> Iterator[Any]:
        depth = 0
        for operands, operator in old:
            name = str(operator)
            if name in {"BDC", "BMC"} and (depth or operands[0] == Name.Artifact):
                depth += 1
            if not depth or name not in {"Tj", "TJ"}:
                yield operands, operator
            if name == "EMC" and depth:
                depth -= 1

    for page in pdf.pages:
        _page_content(page, pdf, change)


def row_over_pages(pdf: Pdf) -> None:
    """The cells of two rows, on two pages, in one row."""
    rows = elements(pdf, "TR")
    pages = [_content_of(pdf, row)[0].objgen for row in rows]
    at = next(n for n, (one, other) in enumerate(pairwise(pages)) if one != other)
    cell, other = rows[at].K[0], rows[at + 1].K[0]
    for kid in _kids(other):
        if isinstance(kid, Dictionary) and "/S" in kid:
            kid.P = cell
    cell.K = Array([*_kids(cell), *_kids(other)])
    other.K = Array()


def smaller(pdf: Pdf) -> None:
    def change(old: list[Any]) -> Iterator[Any]:
        for operands, operator in old:
            yield [operands[0], 12] if str(operator) == "Tf" else operands, operator

    _content(pdf, change)


_FORMULA = _adds("Formula")
_MARK = annotation("PrinterMark", "P", Contents=String("A mark"), mark=True)

# By condition: what breaks it.
BREAKERS: dict[str, Breaker] = {
    "01-003": artifact_inside,
    "01-004": tagged_inside,
    "01-005": not_marked,
    "01-007": suspects,
    "02-001": role_of_nothing,
    "02-003": roles_in_a_circle,
    "02-004": role_remapped,
    "06-001": no_metadata,
    "06-002": no_ua_mark,
    "06-003": no_title,
    "07-001": title_not_asked_for,
    "07-002": title_not_shown,
    "09-004": row_outside,
    "09-005": item_without_body,
    "09-006": content_in_contents,
    "09-007": _adds("Ruby", "P"),
    "09-008": _adds("Warichu", "P"),
    "10-001": code_without_meaning,
    **dict.fromkeys((f"11-00{n}" for n in range(1, 7)), no_language),
    "13-004": no_words_for_figure,
    "14-002": first_heading_second,
    "14-003": heading_skipped,
    "14-006": headings_mixed,
    "14-007": headings_mixed,
    "15-003": head_without_scope,
    "17-002": _FORMULA,
    "17-003": _FORMULA,
    "19-003": _adds("Note"),
    "19-004": footnotes_of_one_name,
    **dict.fromkeys((f"20-00{n}" for n in range(1, 4)), layers),
    "21-001": nameless_file,
    "25-001": dynamic_form,
    "26-001": encrypted,
    "26-002": encrypted,
    "28-002": annotation("Stamp", "P", Contents=String("A stamp")),
    "28-004": annotation("Stamp", "Annot"),
    "28-005": annotation("Widget", "Form"),
    "28-006": annotation("Balloon", "Annot", Contents=String("A balloon")),
    "28-007": annotation("TrapNet", "Annot", Contents=String("A net")),
    "28-008": no_tab_order,
    "28-009": other_tab_order,
    "28-010": annotation("Widget", "P", TU=String("A field")),
    "28-011": link_outside,
    "28-012": link_without_words,
    "28-014": clip,
    "28-015": clip,
    "28-016": annotation("FileAttachment", "Annot", Contents=String("A file")),
    "28-017": _MARK,
    "28-018": _MARK,
    "30-001": reference_form,
    "30-002": form_drawn_twice,
    "31-001": _own_map(Registry=String("Other")),
    "31-002": _own_map(Ordering=String("Other")),
    "31-003": _own_map(Supplement=5),
    "31-004": _each_font(_bad_glyph_map),
    "31-005": _each_font(_no_glyph_map),
    "31-006": _each_font(_other_encoding),
    "31-007": _own_map(inside=b"/WMode 1 def"),
    "31-008": _own_map(UseCMap=Name("/Made-Up-H")),
    "31-009": _each_font(_not_embedded),
    "31-011": _shown(0x7FFF),
    "31-012": _each_font(_listed),
    "31-013": _each_font(_listed),
    "31-014": _each_font(_none_told),
    "31-015": _each_font(_all_told),
    "31-016": _each_font(_wide),
    **dict.fromkeys((f"31-{n:03}" for n in range(17, 27)), simple_font),
    "31-027": _each_font(_no_unicode),
    "31-028": _meaning(b"0000"),
    "31-029": _meaning(b"FEFF"),
    "31-030": _shown(0),
    "A-name": no_archive_name,
    "A-tags": not_told_tagged,
    "A-colour": device_colour,
    "A-profile": no_profile,
    "A-action": script,
    "A-filter": old_compression,
    "A-outside": link_to_a_file,
    "A-flags": hidden,
    "A-private": _meaning(b"E000"),
    "A-smooth": smoothed,
    "A-id": no_id,
    "E-parents": parents_elsewhere,
    "E-above": above_elsewhere,
    "E-links": link_without_element,
    "E-title": no_title_element,
    "E-empty": _adds("H1"),
    "E-tables": uneven,
    "E-ways": lost_way,
    "E-marks": bookmark_renamed,
    "E-loose": loose,
    "E-order": pages_swapped,
    "L-page": aside,
    "L-cell": cell_moved,
    "L-upon": twice,
    "L-foot": heading_last,
    "L-head": head_gone,
    "L-row": row_over_pages,
    "L-size": smaller,
}
# Where one fault is more than one condition, those that are found beside it.
ALONG: dict[str, set[str]] = {
    "06-001": {"A-name"},
    "09-007": {"E-empty"},
    "09-008": {"E-empty"},
    "10-001": {"E-empty"},
    "21-001": {"A-outside"},
    "28-012": {"28-004"},
    "31-011": {"10-001"},
    "31-027": {"10-001", "E-empty"},
    "31-030": {"10-001"},
    "A-colour": {"A-profile"},
    "E-links": {"E-parents"},
    "L-cell": {"L-upon"},
    "L-foot": {"L-upon", "E-order"},
    "L-row": {"E-empty", "L-cell"},
}
