"""The neutral document as JSON, for programs; `docs/handout.schema.json` describes it."""

import json
import re
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any, get_args

from esscollab_desktop.render.document import Block, Document, NewSheet
from esscollab_desktop.render.held import held

FORMAT, VERSION = "esscollab-handout", 1

_TOLD = ("title", "language", "printed", "head", "foot", "key", "cover", "blocks")  # of a document
# What only paper asks for.
_ON_PAPER = frozenset(
    ("in_full", "is_fixed", "is_small", "is_together", "lies", "running", "starts_page", "to_a_page", "width")
)
_BLOCKS = get_args(Block)


def json_of(document: Document) -> str:
    """UTF-8 text with a line end; keys in order, so the same document gives the same bytes."""
    told = ((name, _value(getattr(document, name))) for name in _TOLD)
    whole = {"format": FORMAT, "version": VERSION, **{name: value for name, value in told if value}}
    return json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _object(value: Any) -> dict[str, Any]:
    """A part by the names of its fields; what is empty is left out, numbers never are."""
    told: dict[str, Any] = {"type": _named(type(value).__name__)} if isinstance(value, _BLOCKS) else {}
    for field in fields(value):
        if field.name not in _ON_PAPER:
            held_ = _value(getattr(value, field.name))
            if (isinstance(held_, int) and not isinstance(held_, bool)) or held_:
                told[field.name.removeprefix("is_")] = held_
    return told


def _value(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, str):
        return held(value)
    if isinstance(value, bytes):
        return b64encode(value).decode("ascii")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _value(part) for key, part in value.items()}
    if isinstance(value, Iterable):
        return [_value(part) for part in value if not isinstance(part, NewSheet)]
    return _object(value) if is_dataclass(value) else value


def _named(class_name: str) -> str:
    """`ColumnHead` as `column-head`."""
    return re.sub("(?<=[a-z])(?=[A-Z])", "-", class_name).lower()
