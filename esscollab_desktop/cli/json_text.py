"""Records as JSON: keys as in the domain, times in ISO 8601, readable where the stream can carry it."""

import json
import re
from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import Any

from esscollab_desktop.domain.page import EntryList, Paragraph

_TYPES = {Paragraph: "paragraph", EntryList: "list"}
# JSON may hold these as they are, a terminal would obey them.
_STEERING = re.compile(r"[\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def as_json(value: object, *, ascii_only: bool) -> str:
    text = json.dumps(plain(value), ensure_ascii=ascii_only, indent=2)
    return _STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"


def plain(value: Any) -> Any:
    """A record as dictionaries, lists and texts; a page's blocks say their `type`."""
    if is_dataclass(value) and not isinstance(value, type):
        named = {field.name: plain(getattr(value, field.name)) for field in fields(value)}
        kind = _TYPES.get(type(value))
        return {"type": kind, **named} if kind else named
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, datetime):
        return value.isoformat()
    return value
