"""Reads a content folder whole and checks it; all faults are told in one go."""

import re
from dataclasses import replace
from pathlib import Path

from esscollab_desktop.domain import codes
from esscollab_desktop.domain.book import Example, Kind, Resource
from esscollab_desktop.domain.content import Content
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.packs import entries, tables, translations, vocabulary
from esscollab_desktop.packs.faults import Faults
from esscollab_desktop.packs.references import check_references

_FOLDER = re.compile(r"([1-9][0-9]*)-[a-z0-9-]+")
_TABLES = ("book.yaml", "sources.yaml", "organizations.yaml", "resources.yaml", "jurisdictions.csv")
# A small pack may do without these.
_OPTIONAL = ("topics.yaml", "glossary.yaml", "aliases.yaml")


def read_content(folder: Path) -> Content:
    """Read and check the content sources in a folder.

    Raises ContentError (a UserError) naming file, line, field and remedy of every fault, and UserError
    where there is no such folder.
    """
    if not folder.is_dir():
        raise UserError(f"There is no folder {folder}. Name the folder that holds book.yaml.")
    faults = Faults()
    texts = {name: _text(folder / name, name, faults) for name in _TABLES}
    texts |= {
        name: _text(folder / name, name, faults) if (folder / name).exists() else "" for name in _OPTIONAL
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
    _read_entries(folder, content, faults)
    _add_resources(texts["resources.yaml"], content, faults)
    content.places = faults.places
    check_references(content, faults)
    faults.stop_if_any()
    return content


def _text(path: Path, name: str, faults: Faults) -> str:
    """The file's text; a missing file or foreign bytes are faults. A byte order mark is dropped."""
    try:
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except FileNotFoundError:
        faults.lose(name, 1, "this file is missing; add it.")
    except OSError as bad:
        faults.lose(name, 1, f"can't be read ({bad.strerror}); look whether it is open elsewhere.")
    except UnicodeDecodeError as bad:
        line = bad.object[: bad.start].count(b"\n") + 1
        faults.lose(name, line, "holds bytes that are not UTF-8; save the file as UTF-8.")
    return ""


def _read_entries(folder: Path, content: Content, faults: Faults) -> None:
    known = entries.Known(
        frozenset(content.sources),
        frozenset(content.organizations),
        frozenset(content.jurisdictions),
        frozenset(content.topics),
    )
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
            _read_practice(path, found[1], known, content, faults)
    content.practices.sort(key=lambda practice: int(practice.code))
    if not owners:
        faults.add("", 1, "", "there is no practice; add a folder such as “1-reach-the-unreached”.")


def _read_practice(folder: Path, number: str, known: entries.Known, content: Content, faults: Faults) -> None:
    name = f"{folder.name}/practice.md"
    text = _text(folder / "practice.md", name, faults)
    content.practices.append(entries.read_practice(text, name, number, known, faults))
    placed: list[tuple[int, Example]] = []
    others: list[tuple[Path, str, str]] = []
    for path in sorted(folder.iterdir(), key=lambda p: p.name):
        name = f"{folder.name}/{path.name}"
        code = path.name.removesuffix(".md")
        if path.name == "practice.md" or path.name.startswith("."):
            continue
        if found := translations.translated(path.name):
            others.append((path, *found))
        elif path.suffix != ".md" or not codes.is_book_example(code):
            faults.add(name, 1, "", f"has no place here; an example's file is named like “{number}.MA.md”.")
        elif codes.practice_of(code) != number:
            faults.add(name, 1, "", f"belongs to practice {codes.practice_of(code)}; move it to its folder.")
        else:
            placed.append(entries.read_example(_text(path, name, faults), name, code, known, faults))
    content.examples += [
        example for _order, example in sorted(placed, key=lambda item: _rank(content, *item))
    ]
    originals = {example.code: example for _order, example in placed}
    for path, code, language in others:
        name = f"{folder.name}/{path.name}"
        if code in originals:
            text = _text(path, name, faults)
            read = translations.read_translation(text, name, originals[code], language, faults)
            content.translations.append(read)
        else:
            faults.add(name, 1, "", f"there is no {code}.md that this could be a translation of; add it.")


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
