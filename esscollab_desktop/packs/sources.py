"""Reads a content folder whole and checks it; all faults are told in one go."""

import os
import re
from dataclasses import replace
from pathlib import Path

from esscollab_desktop.domain import codes
from esscollab_desktop.domain.book import Example, Kind, Resource
from esscollab_desktop.domain.content import Content
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.long_work import LongWork
from esscollab_desktop.packs import entries, tables, translations, vocabulary
from esscollab_desktop.packs.collecting import collecting_later
from esscollab_desktop.packs.example_files import ExampleFiles, processes_for
from esscollab_desktop.packs.faults import Faults
from esscollab_desktop.packs.file_text import read_text
from esscollab_desktop.packs.references import check_references

_FOLDER = re.compile(r"([1-9][0-9]*)-[a-z0-9-]+")
_TABLES = ("book.yaml", "sources.yaml", "organizations.yaml", "resources.yaml", "jurisdictions.csv")
# A small pack may do without these.
_OPTIONAL = ("topics.yaml", "glossary.yaml", "aliases.yaml")


READING = "Reading examples"


def read_content(folder: Path, work: LongWork | None = None, processes: int | None = None) -> Content:
    """Read and check the content sources in a folder.

    `processes`: how many share the example files; None: as many as pays, 0: none but this one.
    Raises ContentError (a UserError) naming file, line, field and remedy of every fault, UserError
    where there is no such folder, and Cancelled.
    """
    with collecting_later():
        return _read_content(folder, work or LongWork(), processes)


def _read_content(folder: Path, work: LongWork, processes: int | None) -> Content:
    if not folder.is_dir():
        raise UserError(f"There is no folder {folder}. Name the folder that holds book.yaml.")
    faults = Faults()
    texts = {name: read_text(folder / name, name, faults) for name in _TABLES}
    texts |= {
        name: read_text(folder / name, name, faults) if (folder / name).exists() else "" for name in _OPTIONAL
    }
    content = Content()
    content.sources = tables.read_sources(texts["sources.yaml"], "sources.yaml", faults)
    content.organizations = tables.read_organizations(
        texts["organizations.yaml"], "organizations.yaml", faults
    )
    content.jurisdictions, content.fips = tables.read_jurisdictions(
        texts["jurisdictions.csv"], "jurisdictions.csv", faults
    )
    content.book = tables.read_book(texts["book.yaml"], "book.yaml", content.sources, faults)
    content.topics = vocabulary.read_topics(texts["topics.yaml"], "topics.yaml", faults)
    content.glossary = vocabulary.read_glossary(
        texts["glossary.yaml"], "glossary.yaml", content.sources, faults
    )
    content.aliases = vocabulary.read_aliases(texts["aliases.yaml"], "aliases.yaml", faults)
    _read_entries(folder, content, faults, work, processes)
    _add_resources(texts["resources.yaml"], content, faults)
    content.places = faults.places
    check_references(content, faults, work)
    faults.stop_if_any()
    return content


def _read_entries(
    folder: Path, content: Content, faults: Faults, work: LongWork, processes: int | None
) -> None:
    known = entries.Known(
        frozenset(content.sources),
        frozenset(content.organizations),
        frozenset(content.jurisdictions),
        frozenset(content.topics),
    )
    practices = _practice_folders(folder, faults)
    names = {number: _names_in(folder / practice) for number, practice in practices.items()}
    count = sum(map(len, names.values())) - len(names)
    work.stage(READING, max(count, 0))
    if processes is None:
        processes = processes_for(count)
    with ExampleFiles(folder, known, faults, work, processes) as files:
        for number, practice in practices.items():
            name = f"{practice}/practice.md"
            text = read_text(folder / name, name, faults)
            content.practices.append(entries.read_practice(text, name, number, known, faults))
            _read_examples(files, practice, number, names.pop(number), content)
    content.practices.sort(key=lambda practice: int(practice.code))
    if not practices:
        faults.add("", 1, "", "there is no practice; add a folder such as “1-reach-the-unreached”.")


def _names_in(folder: Path) -> list[str]:
    with os.scandir(folder) as found:
        return sorted(entry.name for entry in found)


def _practice_folders(folder: Path, faults: Faults) -> dict[str, str]:
    """The names of the practices' folders by number; what has no place beside them is a fault."""
    owners: dict[str, str] = {}
    for path in sorted(folder.iterdir(), key=lambda p: p.name):
        if path.name in (*_TABLES, *_OPTIONAL, "README.md") or path.name.startswith("."):
            continue
        found = _FOLDER.fullmatch(path.name)
        if not path.is_dir() or not found:
            faults.add(
                path.name, 1, "", "has no place here; folders are named like “4-maximize-your-resources”."
            )
        elif found[1] in owners:
            faults.add(path.name, 1, "", f"practice {found[1]} is {owners[found[1]]} already; join the two.")
        else:
            owners[found[1]] = path.name
    return owners


def _read_examples(
    files: ExampleFiles, practice: str, number: str, names: list[str], content: Content
) -> None:
    """The examples of one practice and their translations, from files of these names, in this order."""
    faults = files.faults
    written: list[str] = []
    others: list[tuple[str, str, str]] = []
    for file in names:
        files.work.ask()
        code = file.removesuffix(".md")
        if file == "practice.md" or file.startswith("."):
            continue
        if found := translations.translated(file):
            others.append((file, *found))
        elif not file.endswith(".md") or not codes.is_book_example(code):
            remedy = f"has no place here; an example's file is named like “{number}.MA.md”."
            faults.add(f"{practice}/{file}", 1, "", remedy)
        elif codes.practice_of(code) != number:
            remedy = f"belongs to practice {codes.practice_of(code)}; move it to its folder."
            faults.add(f"{practice}/{file}", 1, "", remedy)
        else:
            written.append(file)
    placed = sorted(files.read(practice, written), key=lambda item: _rank(content, *item))
    content.examples += [example for _order, example in placed]
    originals = {example.code: example for _order, example in placed} if others else {}
    for file, code, language in others:
        name = f"{practice}/{file}"
        if code in originals:
            text = read_text(files.folder / name, name, faults)
            read = translations.read_translation(text, name, originals[code], language, faults)
            content.translations.append(read)
        else:
            faults.add(name, 1, "", f"there is no {code}.md that this could be a translation of; add it.")
        files.work.step()


def _rank(content: Content, order: int, example: Example) -> tuple[bool, int, str, int, str]:
    """Published before related; the given order first, then by the jurisdiction's name, then by code."""
    place = content.jurisdictions.get(example.jurisdiction)
    return (
        example.kind is not Kind.PUBLISHED,
        order or 10_000,
        place.name if place else "",
        len(example.code),
        example.code,
    )


def _add_resources(text: str, content: Content, faults: Faults) -> None:
    by_practice: dict[str, list[Resource]] = {practice.code: [] for practice in content.practices}
    for resource, practices, fields in tables.read_resources(text, "resources.yaml", faults):
        content.resources.append(resource)
        for code in practices:
            if code in by_practice:
                by_practice[code].append(resource)
            else:
                fields.fault("practices", f"there is no practice {code}; use the number of a folder.")
    content.practices = [replace(p, resources=tuple(by_practice[p.code])) for p in content.practices]
