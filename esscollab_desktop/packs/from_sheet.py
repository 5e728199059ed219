"""Turns a filled-in sheet into content sources: a new folder, or more examples in one that is there."""

import re
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from esscollab_desktop.domain.content import Content
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.packs.drafts import Draft
from esscollab_desktop.packs.faults import ContentError, Fault
from esscollab_desktop.packs.sheet import Choices, RowFault, SheetExample, read_sheet
from esscollab_desktop.packs.sheet_columns import BY_KEY
from esscollab_desktop.packs.sources import read_content
from esscollab_desktop.packs.starting import Start, begin_folder, foundation, refuse_filled, write_files

_COLUMN_OF = {"headline": "headline", "organization": "partners", "as": "partners", "role": "partners"}


class SheetError(UserError):
    """The sheet has faults and nothing was written; the message lists them, a line each."""

    def __init__(self, path: Path, faults: Iterable[RowFault]) -> None:
        self.faults = tuple(faults)
        count = "1 place needs" if len(self.faults) == 1 else f"{len(self.faults)} places need"
        lines = "\n".join(f"{path.name}, {fault}" for fault in self.faults)
        super().__init__(f"Nothing was written: {count} mending.\n{lines}")


@dataclass(slots=True)
class Report:
    """What came of a sheet. Files are relative to the folder; `faults` are the rows that were left out."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    faults: list[RowFault] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def write_sources(
    sheet_file: Path, folder: Path, start: Start, *, skip_faulty: bool = False, may_replace: bool = False
) -> Report:
    """Write the examples of a sheet into a content folder; a folder that isn't there is begun.

    Nothing is written unless all of it passes the check. Faulty rows stop everything, or with
    `skip_faulty` are left out and come back in the report. An example that is there is replaced only with
    `may_replace`; to the tables, entries are added.

    Raises SheetError for faulty rows, UserError where sheet or folder can't be read or written.
    """
    content = _content_of(folder)
    both = [start.book, *([content] if content else [])]
    choices = Choices(
        {practice.code: practice.title for part in both for practice in part.practices},
        {code: place for part in both for code, place in part.jurisdictions.items()},
        {name: topic for part in both for name, topic in part.topics.items()},
    )
    sheet = read_sheet(sheet_file, choices)
    rows, faults = sheet.examples, list(sheet.faults)
    while True:
        draft = Draft(content or Content(), start.book, may_replace)
        for row in rows:
            draft.add(row)
        files = _files(draft, folder if content else None, start)
        found = draft.faults + (_checked(files, draft, folder if content else None) if draft.examples else [])
        faults += found
        if not found or not skip_faulty:
            break
        rows = [row for row in rows if row.row not in {fault.row for fault in found}]
    faults = sorted(set(faults), key=lambda fault: (fault.row, _place(fault)))
    if faults and not (skip_faulty and rows):
        raise SheetError(sheet_file, faults)
    if not rows:
        raise UserError(f"{sheet_file} holds no example yet. Write yours below the row of headers.")
    report = Report(faults=faults, remarks=sheet.remarks)
    _write(files, folder, report, is_new=content is None)
    return report


def _place(fault: RowFault) -> int:
    headers = [column.header for column in BY_KEY.values()]
    return headers.index(fault.column) if fault.column in headers else -1


def _content_of(folder: Path) -> Content | None:
    """What a content folder holds; None where it is still to be begun."""
    if not (folder / "book.yaml").exists():
        refuse_filled(folder)
        return None
    try:
        return read_content(folder)
    except ContentError as bad:
        count = f"{len(bad.faults)} places" if len(bad.faults) > 1 else "1 place"
        raise UserError(
            f"Nothing was written: {folder} has {count} to mend first. "
            f"“esscollab packs check {folder}” names them."
        ) from bad


def _files(draft: Draft, folder: Path | None, start: Start) -> dict[str, bytes]:
    """Each file that is new or changed, whole; the tables first."""
    begun = {name: text.encode() for name, text in foundation(start).items()} if folder is None else {}
    for name, entries in draft.added.items():
        old = begun.get(name, b"")
        if folder is not None and (folder / name).exists():
            old = (folder / name).read_bytes()
        begun[name] = _appended(old, entries)
    return begun | {name: text.encode() for name, text in draft.files.items()}


def _appended(old: bytes, entries: list[str]) -> bytes:
    ending = b"\r\n" if b"\r\n" in old else b"\n"
    new = "\n".join(entries).encode().replace(b"\n", ending)
    gap = (b"" if old.endswith(b"\n") else ending) + ending if old else b""
    return old + gap + new


def _checked(files: dict[str, bytes], draft: Draft, folder: Path | None) -> list[RowFault]:
    """The faults that the whole folder would have with these files, each put down to its row."""
    with tempfile.TemporaryDirectory() as name:
        trial = Path(name) / "content"
        if folder is not None:
            shutil.copytree(folder, trial, ignore=shutil.ignore_patterns(".*"))
        write_files(trial, files)
        try:
            read_content(trial)
        except ContentError as bad:
            return [_row_fault(fault, draft, bad) for fault in bad.faults]
    return []


def _row_fault(fault: Fault, draft: Draft, bad: ContentError) -> RowFault:
    row: SheetExample | None = draft.examples.get(fault.file)
    if row is None:
        # A table written in an unusual way, to which no entry can be added at the end.
        raise UserError(
            f"Nothing was written: with these rows the folder would have this to mend.\n{fault}"
        ) from bad
    remedy = fault.remedy
    for name, other in draft.examples.items():
        remedy = re.sub(rf"{re.escape(name)}:\d+", f"row {other.row}", remedy)
    column = BY_KEY[_COLUMN_OF[fault.field]].header if fault.field in _COLUMN_OF else BY_KEY["done"].header
    return RowFault(row.row, column, remedy)


def _write(files: dict[str, bytes], folder: Path, report: Report, *, is_new: bool) -> None:
    for name in files:
        (report.changed if (folder / name).exists() else report.new).append(name)
    (begin_folder if is_new else write_files)(folder, files)
