"""What we ask of our own paper beyond the standards: that the tags hang together and say something."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pikepdf

from papers.paper_file import Annotated, Marked, PaperFile, Tag

HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")


def parent_tree(file: PaperFile) -> Iterator[str]:
    """From each marked content and annotation the parent tree leads to the element that names it."""
    starts = {p.obj.objgen: int(p.obj.get("/StructParents", -1)) for p in file.pages}
    notes = {note.objgen: int(note.get("/StructParent", -1)) for _page, note in file.annotations}
    for kid, tag in file.owners.items():
        if isinstance(kid, Marked):
            row = file.parents.get(starts.get(kid.page, -1))
            named = row[kid.number] if isinstance(row, pikepdf.Array) and kid.number < len(row) else None
        else:
            named = file.parents.get(notes.get(kid.target, -1))
        if named is None or named.objgen != tag.node.objgen:
            yield f"{kid} is not led to its {tag.role}"


def parents_of_elements(file: PaperFile) -> Iterator[str]:
    for tag in file.tags:
        above = tag.node.get("/P")
        if above is None or tag.above is None or above.objgen != tag.above.node.objgen:
            yield tag.role


def annotations_outside(file: PaperFile) -> Iterator[str]:
    for page, note in file.annotations:
        if Annotated(note.objgen) not in file.owners or "/StructParent" not in note:
            yield f"page {page + 1}: {note.get('/Subtype')}"


def one_title(file: PaperFile) -> Iterator[str]:
    """One title: the role Title, which stands for a paragraph, or else the first heading."""
    titles = [tag for tag in file.tags if tag.role == "Title"]
    if len(titles) != 1:
        yield f"{len(titles)} titles"


def has_text(file: PaperFile, tag: Tag) -> bool:
    """Whether anything is shown or told in the element."""
    for one in tag.walk():
        if str(one.node.get("/ActualText", one.node.get("/Alt", ""))).strip():
            return True
        if any(file.words.get(kid, "").strip() for kid in one.kids if isinstance(kid, Marked)):
            return True
    return False


def empty_elements(file: PaperFile) -> Iterator[str]:
    """Headings, links and heads of tables that say nothing; and a paragraph, item or list that is empty."""
    for tag in file.of(*HEADINGS, "Link", "TH", "Title"):
        if not has_text(file, tag):
            yield tag.role
    for tag in file.of("P", "L", "LI", "Table", "TR", "TOC", "TOCI"):
        if not tag.kids:
            yield f"{tag.role} without anything in it"


def loose_text(file: PaperFile) -> Iterator[str]:
    """Text that stands right in what only groups others."""
    for tag in file.of("Document", "Part", "Art", "Sect", "Div", "L", "Table", "TR", "TOC"):
        for kid in tag.kids:
            if isinstance(kid, Marked):
                text = file.words.get(kid, "")
            else:
                is_inline = isinstance(kid, Tag) and kid.standard in {"Span", "Link", "Quote"}
                text = file.text_of(kid) if isinstance(kid, Tag) and is_inline else ""
            if text.strip():
                yield f"in {tag.role}: “{text[:40]}”"


def uneven_tables(file: PaperFile) -> Iterator[str]:
    """Each row has as many cells as the first, and the first is all heads."""
    for table in file.of("Table"):
        rows = [[c for c in row.tags if c.standard in {"TH", "TD"}] for row in _rows(table)]
        widths = [sum(int(c.attribute("ColSpan") or 1) for c in cells) for cells in rows]
        if len(set(widths)) > 1:
            yield f"rows of {sorted(set(widths))} cells"
        if not rows or any(c.standard != "TH" for c in rows[0]):
            yield "the first row is no head"
        if any(cells and cells[0].standard != "TH" for cells in rows):
            yield "a row has no head"


def _rows(table: Tag) -> list[Tag]:
    return [row for row in table.walk() if row.standard == "TR" and _table_of(row) is table]


def _table_of(tag: Tag) -> Tag | None:
    return next((one for one in tag.up() if one.standard == "Table"), None)


def lost_ways(file: PaperFile) -> Iterator[str]:
    """Links within the file and bookmarks lead to one of its pages, and to a place on it."""
    for told, goal in [*_link_goals(file), *_bookmarks(file)]:
        if not isinstance(goal, pikepdf.Array) or goal[0].objgen not in file.numbers:
            yield f"{told} leads nowhere"
            continue
        box = [float(v) for v in file.pages[file.numbers[goal[0].objgen]].mediabox]
        if len(goal) > 3 and not (0 <= float(goal[2]) <= box[2] and 0 <= float(goal[3]) <= box[3]):
            yield f"{told} leads beside its page"


def _link_goals(file: PaperFile) -> Iterator[tuple[str, Any]]:
    for page, note in file.annotations:
        action = note.get("/A", pikepdf.Dictionary())
        if note.get("/Subtype") == "/Link" and "/URI" not in action:
            yield f"page {page + 1}: a link", _named(file, note.get("/Dest", action.get("/D")))


def _named(file: PaperFile, goal: Any) -> Any:
    """A goal by name is looked up."""
    if not isinstance(goal, pikepdf.String | pikepdf.Name):
        return goal
    names = pikepdf.NameTree(file.root.Names.Dests) if "/Dests" in file.root.get("/Names", {}) else {}
    found = names.get(str(goal))
    return found.get("/D") if isinstance(found, pikepdf.Dictionary) else found


def _bookmarks(file: PaperFile) -> Iterator[tuple[str, Any]]:
    for node in _outline(file):
        goal = node.get("/Dest", node.get("/A", pikepdf.Dictionary()).get("/D"))
        yield f"bookmark “{node.get('/Title', '')}”", _named(file, goal)


def headings_without_bookmark(file: PaperFile) -> Iterator[str]:
    """Each heading of the first level has a bookmark of its words, but for that of the contents.

    Letters are compared in any order: those that run to the left are drawn from the end.
    """
    told = {_letters(str(node.get("/Title", ""))) for node in _outline(file)}
    of_contents = {before for before, tag in pairwise(file.tags) if tag.standard == "TOC"}
    for tag in file.of("H1"):
        if tag in of_contents:
            continue
        words = file.text_of(tag)
        if words.strip() and _letters(words) not in told:
            yield words


def _letters(text: str) -> str:
    return "".join(sorted("".join(text.split())))


def _outline(file: PaperFile) -> Iterator[Any]:
    todo = [file.root.get("/Outlines", {}).get("/First")]
    while todo:
        node: Any = todo.pop()
        if node is not None:
            yield node
            todo += [node.get("/Next"), node.get("/First")]


def backwards(file: PaperFile) -> Iterator[str]:
    """Elements come in the order of their pages: none begins on a page before that of the one before.

    A row that goes on is read cell by cell, hence back to the page where it began.
    """
    flow = [tag for tag in file.of("P", *HEADINGS, "L", "Table") if not _is_in_cell(tag)]
    firsts = [(tag, page) for tag in flow if (page := _page(file, tag)) >= 0]
    for (before, one), (after, other) in pairwise(firsts):
        if other < one:
            yield f"{after.role} on page {other + 1} after {before.role} on page {one + 1}"


def _is_in_cell(tag: Tag) -> bool:
    return any(one.standard in {"TH", "TD"} for one in tag.up())


def _page(file: PaperFile, tag: Tag) -> int:
    return next(
        (file.numbers.get(k.page, -1) for t in tag.walk() for k in t.kids if isinstance(k, Marked)),
        -1,
    )
