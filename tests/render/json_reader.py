"""The text of a handout's JSON, read by its schema alone."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

SCHEMA = Path(__file__).parents[2] / "docs" / "handout.schema.json"
VALIDATOR = Draft202012Validator(json.loads(SCHEMA.read_text("utf-8")))

# The texts of each part that has any, in the order in which they are read.
_ORDER = {
    "paragraph": ("letter", "run_in", "text", "references"),
    "opening": ("trail", "code", "title", "mark", "agency", "lead"),
    "notes": ("heading", "notes"),
    "sources": ("heading", "lines"),
    "table": ("columns", "rows"),
    "column-head": ("code", "mark", "title", "agency", "pack"),
    "card": ("opening", "blocks", "source"),
    "cover": ("organization", "title", "subtitle", "meeting", "edition"),
    "note": ("number", "sign", "about", "quote", "body"),
    "source": ("number", "text", "seen", "address"),
    "entry": ("code", "label", "text", "address"),
}


class JsonFile:
    def __init__(self, text: str) -> None:
        self.whole = json.loads(text)
        misfits = [f"{list(e.absolute_path)}: {e.message}" for e in VALIDATOR.iter_errors(self.whole)]
        assert misfits == []

    def words(self, between: str = "") -> str:
        """All of its text, without white space but what stands between its parts."""
        whole = self.whole
        blocks = whole.get("blocks", [])
        cover = whole.get("cover", {})
        has_own = any(part.get("level") == 0 for part in _openings(blocks))
        title = cover.get("title") or whole.get("title", "")
        titled = {**cover, "title": "" if has_own else title}
        told = [*_fields(titled, _ORDER["cover"], whole), *_pieces(blocks, whole)]
        return between.join("".join(piece.split()) for piece in told)


def _openings(part: Any) -> Iterator[dict[str, Any]]:
    if isinstance(part, list):
        for one in part:
            yield from _openings(one)
    elif isinstance(part, dict):
        if part.get("type") == "opening":
            yield part
        for one in part.values():
            yield from _openings(one)


def _fields(part: dict[str, Any], names: tuple[str, ...], whole: dict[str, Any]) -> Iterator[str]:
    for name in names:
        yield from _pieces(part.get(name), whole)


def _pieces(part: Any, whole: dict[str, Any]) -> Iterator[str]:  # noqa: PLR0912 - one for each part
    if isinstance(part, str | int):
        yield str(part)
    elif isinstance(part, list):
        for one in part:
            yield from _pieces(one, whole)
    elif not isinstance(part, dict):
        return
    elif (kind := part.get("type")) == "contents":
        yield from _pieces(part["heading"], whole)
        for opening in _openings(whole["blocks"]):
            if opening["level"]:
                yield from _fields(opening, ("code", "title"), whole)
    elif kind == "list":
        labels = [*part.get("labels", []), *[""] * len(part.get("entries", []))]
        for entry, label in zip(part.get("entries", []), labels, strict=False):
            code = entry.get("code", "") if part["style"] == "coded" else ""
            yield from (label if part["style"] == "numbers" else "", code)
            yield from _fields(entry, _ORDER["entry"][1:], whole)
    elif kind in {"figure", "lines"}:
        return
    elif kind in _ORDER:
        yield from _fields(part, _ORDER[kind], whole)
    elif "sign" in part or "body" in part:
        yield f"N{part['number']}" if part["number"] else ""
        yield from _fields(part, _ORDER["note"][1:], whole)
    elif "parts" in part:
        opening, count = part["opening"], f"card {part['part']} of {part['parts']}"
        yield from _fields(opening, ("trail", "code"), whole)
        yield count if part["parts"] > 1 else ""
        yield from _fields(opening, ("title", "mark", "agency", "lead"), whole)
        yield from _fields(part, ("blocks", "source"), whole)
    elif ("number" in part and "seen" in part) or ("text" in part and "number" in part):
        yield from _fields(part, _ORDER["source"], whole)
    else:
        names = ("heading", "head", "number", "words", "fields", "text", "blocks", "notes", "lines", "cards")
        yield from _fields({k: v for k, v in part.items() if v is not True}, names, whole)
