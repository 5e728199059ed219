"""What every Word file of ours has: told properties, counts of lists, the same bytes for the same input."""

import io
import zipfile
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document

_NO_TIME = (1980, 1, 1, 0, 0, 0)  # the first that a zip file knows
_LONGEST = 255  # of a property, for Word
_TYPES = "[Content_Types].xml"
_UNWANTED = ("/thumbnail", "/customXml", "/stylesWithEffects")  # of the template: another document's


def describe(document: "Document", title: str, day: date, language: str) -> None:
    """Core properties. `title` on one line; nobody is named as author."""
    told = document.core_properties
    told.title, told.language = title[:_LONGEST], language[:_LONGEST]
    told.author = told.last_modified_by = told.comments = told.keywords = ""
    told.revision = 1
    told.created = told.modified = datetime.combine(day, time(12), tzinfo=UTC).replace(tzinfo=None)


def packed(document: "Document") -> bytes:
    """The file: parts in one order, without a time, stored, since packing differs from system to system."""
    for relations in (document.part.rels, document.part.package.rels):
        for key in [key for key, held in relations.items() if held.reltype.endswith(_UNWANTED)]:
            del relations[key]
    made, out = io.BytesIO(), io.BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as package:
        for name in sorted(source.namelist(), key=lambda name: (name != _TYPES, name)):
            entry = zipfile.ZipInfo(name, _NO_TIME)
            entry.create_system, entry.external_attr = 0, 0
            package.writestr(entry, source.read(name))
    return out.getvalue()


def numbering(document: "Document", start: int, style: str = "List Number") -> int:
    """A new count for the style of numbered lists, beginning at `start`; python-docx knows no such thing."""
    definitions: Any = document.part.numbering_part.element
    listed: Any = document.styles[style].element
    known = definitions.num_having_numId(listed.pPr.numPr.numId.val)
    made = definitions.add_num(known.abstractNumId.val)
    made.add_lvlOverride(ilvl=0).add_startOverride(min(start, 2**31 - 1))
    return int(made.numId)
