"""Reads an example in another language, `4.MA.es.md` beside `4.MA.md`, and holds it against the original."""

import re

from esscollab_desktop.domain.book import Example, Kind, Translation
from esscollab_desktop.packs.entries import DID, RELATED
from esscollab_desktop.packs.faults import Faults
from esscollab_desktop.packs.fields import read_mapping
from esscollab_desktop.packs.prose import Part, read_body, split_front

_NAME = re.compile(r"(?P<code>[^.]+\.[^.]+)\.(?P<language>[a-z]{2,3}(?:-[A-Z]{2})?)\.md")


def translated(name: str) -> tuple[str, str] | None:
    """The example's code and the language in a file's name; None for any other name."""
    found = _NAME.fullmatch(name)
    return (found["code"], found["language"]) if found else None


def read_translation(text: str, file: str, original: Example, language: str, faults: Faults) -> Translation:
    """Read a translation. Its facts carry no source marks: each stands for the original's in its place."""
    front, body, line = split_front(text, file, faults)
    fields = read_mapping(front, file, faults, first_line=2)
    fields.only(["language", "heading", "headline"])
    written = fields.text("language")
    if written and written != language:
        fields.fault("language", f"must be {language}, as the file's name says.")
    top = read_body(body, line, file, faults)
    if not top.paragraphs and not top.parts:
        faults.add(file, top.line, "", "the translation is empty; write it, or delete the file.")
    elif not top.paragraphs:
        faults.add(file, top.line, "", "the summary is missing; write it below the fields.")
    parts = {part.heading: part for part in top.parts}
    for heading, part in parts.items():
        if heading not in {DID, RELATED}:
            faults.add(file, part.line, heading, f"headings here stay as in {original.code}.md.")
    related = [f for f in original.facts if f.kind is Kind.RELATED and f.kind is not original.kind]
    facts = [
        *_facts(parts.get(DID), len(original.facts) - len(related), file, DID, top, faults),
        *_facts(parts.get(RELATED), len(related), file, RELATED, top, faults),
    ]
    faults.stands(f"{original.code}.{language}", file, 1)
    return Translation(
        example=original.code,
        language=language,
        heading=fields.text("heading", required=bool(original.heading)),
        headline=fields.text("headline"),
        summary=" ".join(para.text for para in top.paragraphs),
        facts=tuple(facts),
    )


def _facts(part: Part | None, wanted: int, file: str, heading: str, top: Part, faults: Faults) -> list[str]:
    found = [para.text for para in part.paragraphs] if part else []
    if len(found) != wanted and (top.paragraphs or top.parts):
        remedy = f"has {len(found)} facts where the original has {wanted}; bring the two in line."
        faults.add(file, part.line if part else top.line, heading, remedy)
    return found
