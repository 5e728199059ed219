"""Elements and how they may stand in each other: checkpoints 09, 13, 14, 15, 17 and 19."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from papers.paper_file import PaperFile, Tag

_HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")


def tables(file: PaperFile) -> Iterator[str]:
    """A table: a caption first or last, then rows, or a head, bodies and a foot; rows hold cells alone."""
    for table in file.of("Table"):
        parts = [tag.standard for tag in table.tags]
        if "Caption" in parts[1:-1] or parts.count("Caption") > 1:
            yield "a caption in the middle"
        parts = [part for part in parts if part != "Caption"]
        grouped = [
            *(["THead"] if parts[:1] == ["THead"] else []),
            *["TBody"] * parts.count("TBody"),
            *(["TFoot"] if parts[-1:] == ["TFoot"] else []),
        ]
        if not parts or (set(parts) != {"TR"} and (parts != grouped or "TBody" not in parts)):
            yield f"a table of {parts}"
    yield from _astray(file, {"TR": {"Table", "THead", "TBody", "TFoot"}, "TH": {"TR"}, "TD": {"TR"}})
    yield from _astray(file, {"THead": {"Table"}, "TBody": {"Table"}, "TFoot": {"Table"}})
    yield from _strangers(file, {"THead": {"TR"}, "TBody": {"TR"}, "TFoot": {"TR"}, "TR": {"TH", "TD"}})


def lists(file: PaperFile) -> Iterator[str]:
    for tag in file.of("L"):
        parts = [kid.standard for kid in tag.tags]
        items = parts[1:] if parts[:1] == ["Caption"] else parts
        if not items or set(items) - {"LI", "L"}:
            yield f"a list of {parts}"
    for item in file.of("LI"):
        parts = [kid.standard for kid in item.tags]
        if not parts or set(parts) - {"Lbl", "LBody"} or len(item.tags) < len(item.kids):
            yield f"an item of {parts}"
    yield from _astray(file, {"LI": {"L"}, "LBody": {"LI"}})


def contents(file: PaperFile) -> Iterator[str]:
    yield from _strangers(
        file, {"TOC": {"TOC", "TOCI", "Caption"}, "TOCI": {"Lbl", "Reference", "NonStruct", "P", "TOC"}}
    )
    yield from _astray(file, {"TOCI": {"TOC"}})


def rubies(file: PaperFile) -> Iterator[str]:
    yield from _strangers(file, {"Ruby": {"RB", "RT", "RP"}})
    yield from _astray(file, {"RB": {"Ruby"}, "RT": {"Ruby"}, "RP": {"Ruby"}})


def warichus(file: PaperFile) -> Iterator[str]:
    yield from _strangers(file, {"Warichu": {"WT", "WP"}})
    yield from _astray(file, {"WT": {"Warichu"}, "WP": {"Warichu"}})


def _strangers(file: PaperFile, allowed: dict[str, set[str]]) -> Iterator[str]:
    """What stands in an element of a kind and must not."""
    for tag in file.of(*allowed):
        for kid in tag.tags:
            if kid.standard not in allowed[tag.standard]:
                yield f"{kid.standard} in {tag.standard}"
        if len(tag.tags) < len(tag.kids):
            yield f"content in {tag.standard}"


def _astray(file: PaperFile, homes: dict[str, set[str]]) -> Iterator[str]:
    """What stands outside the elements that it belongs to."""
    for tag in file.of(*homes):
        assert tag.above is not None
        if tag.above.standard not in homes[tag.standard]:
            yield f"{tag.standard} in {tag.above.standard}"


def figures(file: PaperFile) -> Iterator[str]:
    for tag in file.of("Figure"):
        if not _told(tag):
            yield "a figure"


def formulas(file: PaperFile) -> Iterator[str]:
    yield from ("a formula" for tag in file.of("Formula") if not _told(tag))


def formulas_at_all(file: PaperFile) -> Iterator[str]:
    """Stricter: there is none, so the mapping of its characters is that of all text (10-001)."""
    yield from ("a formula" for _tag in file.of("Formula"))


def _told(tag: Tag) -> bool:
    return any(str(tag.node.get(key, "")).strip() for key in ("/Alt", "/ActualText"))


def _levels(file: PaperFile) -> list[int]:
    return [int(tag.standard[1]) for tag in file.of(*_HEADINGS)]


def first_heading(file: PaperFile) -> Iterator[str]:
    levels = _levels(file)
    if levels and levels[0] != 1:
        yield f"the first is of level {levels[0]}"


def skipped_headings(file: PaperFile) -> Iterator[str]:
    levels = _levels(file)
    for before, level in pairwise(levels):
        if level > before + 1:
            yield f"{level} after {before}"


def doubled_headings(file: PaperFile) -> Iterator[str]:
    for tag in [file.tree, *file.tags]:
        if sum(kid.standard == "H" for kid in tag.tags) > 1:
            yield tag.role


def mixed_headings(file: PaperFile) -> Iterator[str]:
    if file.of("H") and file.of(*_HEADINGS):
        yield "H beside H1 to H6"


def scopes(file: PaperFile) -> Iterator[str]:
    """Each head tells what it heads, and a cell that names its heads names some that are there."""
    for table in file.of("Table"):
        cells = [tag for tag in table.walk() if tag.standard in {"TH", "TD"}]
        known = {bytes(tag.node["/ID"]) for tag in cells if "/ID" in tag.node}
        named = [tag.attribute("Headers") for tag in cells]
        if all(names is not None for names in named) and cells:
            for names in named:
                if {bytes(name) for name in names} - known:
                    yield "a named head is not there"
            continue
        for tag in cells:
            if tag.standard == "TH" and str(tag.attribute("Scope")) not in {"/Row", "/Column", "/Both"}:
                yield "a head without scope"


def notes_without_name(file: PaperFile) -> Iterator[str]:
    yield from ("a note" for tag in file.of("Note") if "/ID" not in tag.node)


def notes_of_one_name(file: PaperFile) -> Iterator[str]:
    names = Counter(bytes(tag.node["/ID"]) for tag in file.of("Note") if "/ID" in tag.node)
    yield from (repr(name) for name, count in names.items() if count > 1)
