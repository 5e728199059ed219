"""Own examples as rows: what the repository and the command line's quick reader share."""

import json
from collections.abc import Sequence
from typing import Any

from esscollab_desktop.domain import codes
from esscollab_desktop.domain.own import OwnExample, OwnFields
from esscollab_desktop.storage.notebook.stored_text import storable, time_of

# In the order of the table, which the reading of damaged files counts on.
COLUMNS = (
    "id",
    "number",
    "code",
    "district",
    "headline",
    "body",
    "partners",
    "source_title",
    "source_publisher",
    "source_address",
    "created_at",
    "updated_at",
    "deleted_at",
    "revision",
)


def own_example(row: Sequence[Any]) -> OwnExample:
    """The record of one row, its columns as in COLUMNS."""
    value = dict(zip(COLUMNS, row, strict=True))
    code = value["code"]
    return OwnExample(
        id=value["id"],
        code=code,
        practice=codes.practice_of(code),
        jurisdiction=codes.jurisdiction_of(code),
        district=value["district"],
        headline=value["headline"],
        text=value["body"],
        partners=partners_of(value["partners"]),
        source_title=value["source_title"],
        source_publisher=value["source_publisher"],
        source_address=value["source_address"],
        created_at=time_of(value["created_at"]),
        updated_at=time_of(value["updated_at"]),
        deleted_at=time_of(value["deleted_at"]) if value["deleted_at"] else None,
        revision=value["revision"],
    )


def stored_fields(fields: OwnFields) -> dict[str, str]:
    """The columns that a person fills in, as they are kept."""
    return {
        "district": storable(fields.district),
        "headline": storable(fields.headline),
        "body": storable(fields.text),
        "partners": partners_text(fields.partners),
        "source_title": storable(fields.source_title),
        "source_publisher": storable(fields.source_publisher),
        "source_address": storable(fields.source_address),
    }


def partners_text(partners: Sequence[tuple[str, str]]) -> str:
    return json.dumps([[storable(name), storable(role)] for name, role in partners], ensure_ascii=False)


def partners_of(kept: str) -> tuple[tuple[str, str], ...]:
    """The partners of a row; none where a damaged disk left no list of them."""
    try:
        return tuple((str(name), str(role)) for name, role in json.loads(kept))
    except (ValueError, TypeError):
        return ()
