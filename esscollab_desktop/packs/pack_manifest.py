"""A pack's manifest as JSON: written one way, and read with nothing taken on trust."""

import json
import re
import unicodedata
from datetime import date
from typing import Any, NoReturn

from esscollab_desktop import __version__
from esscollab_desktop.domain.packs import Manifest, is_language, is_older, is_version, name_fault
from esscollab_desktop.packs.pack_layout import MANIFEST, MOST, refuse
from esscollab_desktop.storage.catalogue.edition import SCHEMA

FORMAT = 1
_LENGTHS = {"title": 300, "edition": 60, "publisher": 300, "rights": 4_000}
_LONGEST_CHANGE, _MOST_CHANGES, _MOST_LANGUAGES = 500, 100, 40
_MOST_EXAMPLES = 10_000_000
_HASH = re.compile("[0-9a-f]{64}")
# Marks that turn the direction of text can make one name look like another.
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_FIELDS = (
    *("name", "title", "edition", "edition_date", "publisher", "languages", "rights", "needs", "changes"),
    *("content_hash", "examples"),
)
_KEYS = {"format", "schema", "book_size", "book_sha256", *_FIELDS}


class _UnreadableError(ValueError):
    """The JSON, or one of its values, is not what a manifest has."""


def manifest_bytes(manifest: Manifest, book_size: int, book_sha256: str, name: str) -> bytes:
    """The manifest as it stands in the pack `name`. Raises UserError for what no reader would take."""
    told = {key: getattr(manifest, key) for key in _FIELDS}
    whole = {"format": FORMAT, "schema": SCHEMA, **told, "book_size": book_size, "book_sha256": book_sha256}
    try:
        data = f"{json.dumps(whole, ensure_ascii=False, indent=1)}\n".encode()
        _manifest(json.loads(data))
    except _UnreadableError as bad:
        raise refuse(name, f"was not written: in book.yaml, {bad}", "Change it there.") from bad
    except UnicodeEncodeError as bad:
        raise refuse(
            name, "was not written: a text in book.yaml can’t be written", "Change it there."
        ) from bad
    if len(data) > MOST[MANIFEST]:
        raise refuse(name, "was not written: book.yaml says too much of this edition", "Shorten it there.")
    return data


def read_manifest(data: bytes, name: str) -> tuple[Manifest, int, str]:
    """The manifest, and the size and SHA-256 of the book that it names. Raises UserError."""
    try:
        told = json.loads(
            data.decode("utf-8"),
            object_pairs_hook=_once,
            parse_float=_refuse_number,
            parse_constant=_refuse_number,
            parse_int=_number,
        )
    except (ValueError, RecursionError) as bad:
        raise refuse(name, "has a manifest that can’t be read") from bad
    if not isinstance(told, dict):
        raise refuse(name, "has a manifest that can’t be read")
    _check_reader(told, name)
    try:
        manifest = _manifest(told)
        size, digest = told["book_size"], told["book_sha256"]
        _need(type(size) is int and size > 0, "book_size")
        _need(isinstance(digest, str) and _HASH.fullmatch(digest) is not None, "book_sha256")
    except _UnreadableError as bad:
        raise refuse(name, f"has a manifest that is not in order: {bad}") from bad
    return manifest, size, digest


def _check_reader(told: dict[str, Any], name: str) -> None:
    """Whether this program is new enough, before anything is asked that a newer one may say otherwise."""
    newer = "Install the newest ESSCollab to read it."
    if type(told.get("format")) is not int or told["format"] < 1:
        raise refuse(name, "has a manifest that is not in order: “format”")
    if told["format"] > FORMAT:
        raise refuse(name, "is of a newer kind than this ESSCollab knows", newer)
    needs = told.get("needs")
    if isinstance(needs, str) and is_version(needs) and is_older(__version__, needs):
        raise refuse(name, f"needs ESSCollab {needs}; this is {__version__}", newer)
    schema = told.get("schema")
    if type(schema) is not int or schema < 1:
        raise refuse(name, "has a manifest that is not in order: “schema”")
    if schema > SCHEMA:
        raise refuse(name, "is for a newer ESSCollab", newer)
    if schema < SCHEMA:
        remedy = "Ask its publisher to build it again with the newest one."
        raise refuse(name, "was built with an ESSCollab that is too old", remedy)


def _manifest(told: dict[str, Any]) -> Manifest:
    odd = sorted(_KEYS ^ set(told))
    if odd:
        raise _UnreadableError(f"“{_shown(odd[0])}” is missing or unknown")
    _need(isinstance(told["name"], str) and not name_fault(told["name"]), "name")
    for key, most in _LENGTHS.items():
        _need(_is_line(told[key], most), key)
    _need(_is_day(told["edition_date"]), "edition_date")
    languages, changes = told["languages"], told["changes"]
    _need(isinstance(languages, list) and 0 < len(languages) <= _MOST_LANGUAGES, "languages")
    _need(all(isinstance(language, str) and is_language(language) for language in languages), "languages")
    needs = told["needs"]
    _need(isinstance(needs, str) and (not needs or is_version(needs)), "needs")
    _need(isinstance(changes, list) and len(changes) <= _MOST_CHANGES, "changes")
    _need(all(_is_line(change, _LONGEST_CHANGE) for change in changes), "changes")
    digest, examples = told["content_hash"], told["examples"]
    _need(isinstance(digest, str) and _HASH.fullmatch(digest) is not None, "content_hash")
    _need(type(examples) is int and 0 <= examples <= _MOST_EXAMPLES, "examples")
    values = {key: told[key] for key in _FIELDS}
    return Manifest(**values | {"languages": tuple(languages), "changes": tuple(changes)})


def _need(holds: bool, key: str) -> None:
    if not holds:
        raise _UnreadableError(f"“{key}” is not what it must be")


def _is_line(text: object, most: int) -> bool:
    """Whether a value is one line of plain text: nothing that can't be seen, or that turns its direction."""
    return (
        isinstance(text, str)
        and 0 < len(text) <= most
        and not _TURNS.search(text)
        and not any(unicodedata.category(char) in {"Cc", "Cs", "Co", "Zl", "Zp"} for char in text)
    )


def _is_day(text: object) -> bool:
    try:
        return isinstance(text, str) and date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _shown(text: str) -> str:
    return "".join(char if char.isprintable() else "?" for char in text[:60])


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise _UnreadableError("a name stands there twice")
    return made


def _number(text: str) -> int:
    if len(text) > 18:
        raise _UnreadableError("a number is too long")
    return int(text)


def _refuse_number(_text: str) -> NoReturn:
    raise _UnreadableError("a number is not whole")
