"""The schemas for editors take every bundled source, and know the same fields as their reader."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from small_book import FILES, write_content

from esscollab_desktop.packs.check import check_folder

ROOT = Path(__file__).parents[2]
AUTHORING = ROOT / "resources" / "authoring"
NAMES = ("example", "practice", "sources", "organizations", "topics", "glossary", "resources", "book")
TABLES = ("sources", "organizations", "topics", "glossary", "resources", "book")
FOLDERS = [ROOT / "resources" / "content", AUTHORING / "starter"]
MA, ONE = "1-reach-out/1.MA.md", "1-reach-out/practice.md"
TOPICS = (
    FILES.get("topics.yaml", "")
    + "families:\n  label: Families\n  group: people\n  also: [parents]\n  note: All of them.\n"
)
GLOSSARY = (
    FILES.get("glossary.yaml", "") + "LEA:\n  meaning: A local agency.\n  group: agencies\n  general: yes\n"
)


def schema(name: str) -> Any:
    return json.loads((AUTHORING / f"{name}.schema.json").read_text("utf-8"))


def read(text: str) -> Any:
    """As the reader of the sources takes it: every value is text."""
    return yaml.load(text, yaml.BaseLoader)


def front(text: str) -> Any:
    return read(text.split("---\n")[1])


def misfits(name: str, value: Any) -> list[str]:
    found = Draft202012Validator(schema(name)).iter_errors(value)
    return [f"{'/'.join(map(str, e.absolute_path))}: {e.message}" for e in found]


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_sound_and_describes_every_field(name: str) -> None:
    whole = schema(name)
    Draft202012Validator.check_schema(whole)
    assert whole["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    fields = [(path, field) for path, held in mappings(whole) for field in held["properties"].items()]
    assert fields
    assert [f"{path}/{key}" for path, (key, field) in fields if not field.get("description")] == []


def mappings(part: Any, path: str = "") -> list[tuple[str, Any]]:
    """Every mapping with named fields in a schema, with the way to it."""
    if not isinstance(part, dict):
        return []
    found = [(path, part)] if part.get("additionalProperties") is False else []
    for key, field in part.get("properties", {}).items():
        found += mappings(field, f"{path}/{key}")
    for key in ("items", "additionalProperties"):
        found += mappings(part.get(key), path)
    return found


@pytest.mark.parametrize("folder", FOLDERS, ids=["bundled", "starter"])
def test_every_source_fits_its_schema(folder: Path) -> None:
    files = sorted(folder.glob("*/*.md"))
    assert len(files) >= 2
    for path in files:
        name = "practice" if path.name == "practice.md" else "example"
        assert misfits(name, front(path.read_text("utf-8"))) == [], path.name
    for name in TABLES:
        path = folder / f"{name}.yaml"
        if path.exists():
            assert misfits(name, read(path.read_text("utf-8"))) == [], path.name


@pytest.mark.parametrize("name", TABLES[:-1])
def test_an_empty_table_fits(name: str) -> None:
    assert misfits(name, None) == []


# The file, the words in it after which an unknown field is put, and where the schema tells of those fields.
SPOTS = [
    ("example", MA, "code: 1.MA\n", "", ""),
    ("example", MA, "    role: outreach\n", "    ", "/partners"),
    ("practice", ONE, "theme: Representation\n", "", ""),
    ("sources", "sources.yaml", "  title: A letter\n", "  ", ""),
    ("organizations", "organizations.yaml", "  name: MassINC\n", "  ", ""),
    ("topics", "topics.yaml", "  label: Families\n", "  ", ""),
    ("glossary", "glossary.yaml", "  meaning: A local agency.\n", "  ", ""),
    ("resources", "resources.yaml", "- title: A handbook\n", "  ", ""),
    ("book", "book.yaml", "title: A small book\n", "", ""),
    ("book", "book.yaml", "  - title: The law\n", "    ", "/about"),
]


@pytest.mark.parametrize(("name", "file", "words", "indent", "path"), SPOTS)
def test_schema_and_reader_know_the_same_fields(
    tmp_path: Path, name: str, file: str, words: str, indent: str, path: str
) -> None:
    files = FILES | {"topics.yaml": TOPICS, "glossary.yaml": GLOSSARY}
    assert words in files[file]
    spoiled = files[file].replace(words, f"{words}{indent}xyz: x\n", 1)
    folder = write_content(tmp_path / "content", **(files | {file: spoiled}))
    (told,) = [fault for fault in check_folder(folder) if fault.field == "xyz"]
    listed = told.remedy.removesuffix(".").partition("use one of ")[2].split(", ")
    (held,) = [held for where, held in mappings(schema(name)) if where == path]
    assert sorted(held["properties"]) == sorted(listed)
    value = front(spoiled) if file.endswith(".md") else read(spoiled)
    assert any("xyz" in misfit for misfit in misfits(name, value))


# The file, words in it and what they become: neither the check nor the schema takes it.
REFUSED = [
    ("example", MA, "code: 1.MA\n", ""),
    ("example", MA, "kind: published", "kind: own"),
    ("example", MA, "heading: enlisted help\n", ""),
    ("example", MA, "kind: published", "kind: related"),
    ("example", MA, "early breakfasts with", "early " * 20),
    ("example", MA, "with partners\n", "with partners.\n"),
    ("example", MA, "organization: rennie", "name: rennie"),
    ("example", MA, "jurisdiction: MA", "stage: later\njurisdiction: MA"),
    ("example", MA, "jurisdiction: MA", "order: x\njurisdiction: MA"),
    ("practice", ONE, "view: partly seen", "view: seen"),
    ("practice", ONE, "theme: Representation", "theme:"),
    ("sources", "sources.yaml", "https://example.org/1", "ftp://example.org/1"),
    ("sources", "sources.yaml", "https://example.org/1", "https://example.org/1 2"),
    ("sources", "sources.yaml", "paper:", "My Paper:"),
    ("organizations", "organizations.yaml", "name: MassINC", "name:"),
    ("topics", "topics.yaml", "group: people", "group: pupils"),
    ("glossary", "glossary.yaml", "  group: agencies\n", ""),
    ("resources", "resources.yaml", "  publisher: Partners\n", ""),
    ("book", "book.yaml", '"2026-01-31"', "January 31"),
    ("book", "book.yaml", "    sources: [law]\n", ""),
    ("book", "book.yaml", "language: en\n", ""),
    ("book", "book.yaml", "name: small-book\n", ""),
    ("book", "book.yaml", "language: en", "language: English"),
    ("book", "book.yaml", "name: small-book", "name: small--book"),
    ("book", "book.yaml", "name: small-book", "name: Small-Book"),
    ("book", "book.yaml", "name: small-book", "name: small-book\nneeds: soon"),
]


@pytest.mark.parametrize(("name", "file", "words", "become"), REFUSED)
def test_what_the_schema_refuses_the_check_refuses_too(
    tmp_path: Path, name: str, file: str, words: str, become: str
) -> None:
    files = FILES | {"topics.yaml": TOPICS, "glossary.yaml": GLOSSARY}
    take = front if file.endswith(".md") else read
    assert words in files[file]
    assert misfits(name, take(files[file])) == []
    assert check_folder(write_content(tmp_path / "sound", **files)) == ()
    spoiled = files[file].replace(words, become, 1)
    assert misfits(name, take(spoiled)) != []
    assert any(
        f.file == file for f in check_folder(write_content(tmp_path / "bad", **(files | {file: spoiled})))
    )
