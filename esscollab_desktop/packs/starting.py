"""Begins a content folder: a small valid one to learn from, or the empty tables for what a sheet brings."""

import re
import shutil
import tempfile
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from esscollab_desktop.domain.content import Content
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.packs import HOME, LONGEST_NAME, name_fault
from esscollab_desktop.packs.cells import folded
from esscollab_desktop.packs.faults import Faults
from esscollab_desktop.packs.prose import check_plain
from esscollab_desktop.packs.sources import read_content
from esscollab_desktop.packs.writing import scalar, slug

TABLES = ("book.yaml", "sources.yaml", "organizations.yaml", "resources.yaml", "topics.yaml")


@dataclass(frozen=True, slots=True)
class Workshop:
    """Where the program keeps what authors begin with: its own sources, the starter folder, the schemas."""

    resources: Path

    @property
    def content(self) -> Path:
        return self.resources / "content"

    @property
    def authoring(self) -> Path:
        return self.resources / "authoring"

    def template(self, suffix: str) -> Path:
        return self.authoring / f"examples-template{suffix}"


@dataclass(frozen=True, slots=True)
class Start:
    """What a new folder is begun with. `book`: the program's own, for practices, states and topics."""

    workshop: Workshop
    title: str
    day: date
    book: Content = field(default_factory=Content)


def start(workshop: Workshop, title: str, day: date, *, with_book: bool = False) -> Start:
    """What a new folder is begun with. Raises UserError for a title that is not plain text."""
    title = folded(title)
    faults = Faults()
    check_plain(title, faults, "", 1, "title")
    if not title or faults.found:
        remedy = faults.found[0].remedy if title else "write some words."
        raise UserError(f"The title can't be used: {remedy}")
    return Start(workshop, title, day, read_content(workshop.content) if with_book else Content())


def foundation(begun: Start) -> dict[str, str]:
    """The files that every folder needs, by name, with no entry in them yet, and the schemas for editors."""
    starter = begun.workshop.authoring / "starter"
    files = {name: _comments((starter / name).read_text("utf-8")) for name in TABLES}
    files["book.yaml"] = _titled((starter / "book.yaml").read_text("utf-8"), begun)
    files["jurisdictions.csv"] = (begun.workshop.content / "jurisdictions.csv").read_text("utf-8")
    for schema in sorted(begun.workshop.authoring.glob("*.schema.json")):
        files[f".schemas/{schema.name}"] = schema.read_text("utf-8")
    return files


def new_folder(begun: Start, folder: Path) -> list[str]:
    """Write the starter into a new or empty folder; gives the files, relative to it.

    Raises UserError where the folder holds anything, or can't be written.
    """
    refuse_filled(folder)
    starter = begun.workshop.authoring / "starter"
    files = {
        path.relative_to(starter).as_posix(): path.read_text("utf-8") for path in sorted(starter.rglob("*.*"))
    }
    files = foundation(begun) | {name: text for name, text in files.items() if name != "book.yaml"}
    begin_folder(folder, {name: text.encode() for name, text in files.items()})
    return [name for name in files if not name.startswith(".")]


def refuse_filled(folder: Path) -> None:
    try:
        filled = folder.exists() and (not folder.is_dir() or any(folder.iterdir()))
    except OSError as bad:
        raise UserError(f"{folder} can't be read: {bad.strerror}. Name another folder.") from bad
    if filled:
        raise UserError(f"{folder} is there already and holds something. Name a new folder.")


def begin_folder(folder: Path, files: dict[str, bytes]) -> None:
    """Write a new folder whole or not at all; an empty one that is there makes way for it."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{folder.name}.", dir=folder.parent) as name:
            made = Path(name) / "made"
            write_files(made, files)
            if folder.exists():
                folder.rmdir()
            made.rename(folder)
    except OSError as bad:
        raise UserError(f"{folder} can't be written: {bad.strerror}. Name another folder.") from bad


def write_files(folder: Path, files: dict[str, bytes]) -> None:
    """Write files one by one, each whole or not at all."""
    try:
        for name, data in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            beside = path.with_name(f".{path.name}.new")
            beside.write_bytes(data)
            beside.replace(path)
    except OSError as bad:
        raise UserError(f"{folder} can't be written: {bad.strerror}. Name another folder.") from bad


def copy_template(workshop: Workshop, out: Path) -> None:
    """Copy the template for sheets; the name says whether as .xlsx or .csv. Nothing is overwritten."""
    suffix = out.suffix.lower()
    if suffix not in {".xlsx", ".csv"}:
        raise UserError(f"{out} ends neither in .xlsx nor in .csv. Name the file so.")
    if out.exists():
        raise UserError(f"{out} is there already. Name another file.")
    try:
        shutil.copyfile(workshop.template(suffix), out)
    except OSError as bad:
        raise UserError(f"{out} can't be written: {bad.strerror}. Name another file.") from bad


def _comments(text: str) -> str:
    """The comment lines that a table begins with."""
    found = re.match(r"(?:#[^\n]*\n)*", text)
    return found[0] if found else ""


def pack_name(title: str) -> str:
    """The name of a new pack, made from its title: no other than the book's own, and one that may be."""
    name = slug(title, LONGEST_NAME)
    return f"pack-{name}"[:LONGEST_NAME].rstrip("-") if name == HOME or name_fault(name) else name


def _titled(text: str, begun: Start) -> str:
    text = re.sub(r"(?m)^title: .*$", lambda _: f"title: {scalar(begun.title)}", text, count=1)
    text = re.sub(r"(?m)^name: .*$", f"name: {pack_name(begun.title)}", text, count=1)
    return re.sub(
        r"(?m)^edition_date: .*$", lambda _: f'edition_date: "{begun.day.isoformat()}"', text, count=1
    )
