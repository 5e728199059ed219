"""Writes records as the text of content sources, in the form in which a person would write them."""

import json
import re
import unicodedata
from collections.abc import Collection, Iterable

from esscollab_desktop.domain.book import Example, Fact, Kind, Organization, Partner, Practice, Source, Topic

# Letters at both ends, nothing between that YAML reads as a sign of its own.
_BARE = re.compile(r"[A-Za-z](?:[^\x00-\x1f:#{}\[\],&*!|>%@`\"'\\]*[^\x00-\x20:#{}\[\],&*!|>%@`\"'\\])?")
_CODE = re.compile(r"[1-9][0-9]*\.[A-Z]{2,3}(?:-[0-9]+)?")
_ADDRESS = re.compile(r"https?://[^\s\"'\\]*[^\s:\"'\\]")
# Other programs take these for something else than words.
_YAML_WORDS = {"yes", "no", "y", "n", "on", "off", "true", "false", "null"}


def scalar(text: str) -> str:
    """A YAML value on one line: bare where YAML reads it back as it is, else in straight double quotes."""
    is_name = _CODE.fullmatch(text) or _ADDRESS.fullmatch(text)
    if is_name or (_BARE.fullmatch(text) and text.isprintable() and text.casefold() not in _YAML_WORDS):
        return text
    return json.dumps(text, ensure_ascii=False)


def slug(text: str, most: int = 48) -> str:
    """An id made from words: small letters, digits and single hyphens; `entry` where nothing is left."""
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", letters.replace("'", ""))
    made = ""
    for word in words:
        if len(made) + len(word) + 1 > most:
            break
        made = f"{made}-{word}" if made else word
    return made or (words[0][:most] if words else "entry")


def free_id(words: str, taken: Collection[str]) -> str:
    """An id made from words that is not taken yet: `report`, `report-2`, `report-3`."""
    first = slug(words)
    number, found = 1, first
    while found in taken:
        number += 1
        found = f"{first}-{number}"
    return found


def source_entry(source: Source) -> str:
    return _entry(
        source.id,
        [
            ("title", source.title),
            ("publisher", source.publisher),
            ("address", source.address),
            ("date", source.date),
            ("seen", source.seen),
        ],
    )


def organization_entry(organization: Organization) -> str:
    also = f"[{', '.join(json.dumps(name, ensure_ascii=False) for name in organization.names)}]"
    return _entry(organization.id, [("name", organization.name), ("note", organization.note)]) + (
        f"  also: {also}\n" if organization.names else ""
    )


def topic_entry(topic: Topic) -> str:
    also = f"[{', '.join(json.dumps(name, ensure_ascii=False) for name in topic.names)}]"
    fields = [
        ("label", topic.label),
        ("group", topic.group),
        ("broader", topic.broader),
        ("note", topic.note),
    ]
    return _entry(topic.id, fields) + (f"  also: {also}\n" if topic.names else "")


def _entry(name: str, fields: Iterable[tuple[str, str]]) -> str:
    return f"{name}:\n" + "".join(f"  {field}: {scalar(value)}\n" for field, value in fields if value)


def practice_file(practice: Practice) -> str:
    """The practice's fields and guidance alone: what examples need to stand under it."""
    front = _front(
        [
            ("code", practice.code),
            ("theme", practice.theme),
            ("title", practice.title),
            ("report_title", practice.report_title),
            ("view", practice.view),
        ]
    )
    return f"---\n{front}---\n\n{practice.guidance}{_marks(practice.sources)}\n"


def example_file(example: Example) -> str:
    """An example as its file `CODE.md`. Facts of kind published and own stand under “What the state did”."""
    front = _front(
        [
            ("code", example.code),
            ("kind", example.kind),
            ("jurisdiction", example.jurisdiction),
            ("heading", example.heading),
            ("headline", example.headline),
        ]
    )
    front += "partners:\n" + "".join(map(_partner, example.partners)) if example.partners else ""
    front += f"topics: [{', '.join(example.topics)}]\n" if example.topics else ""
    front += f"stage: [{', '.join(example.stages)}]\n" if example.stages else ""
    front += _front([("dates", example.dates), ("as_of", example.as_of)])
    apart = example.kind is Kind.PUBLISHED
    did = [fact for fact in example.facts if not (apart and fact.kind is Kind.RELATED)]
    related = [fact for fact in example.facts if apart and fact.kind is Kind.RELATED]
    parts = [f"---\n{front}---", example.summary, "## What the state did", *map(_fact, did)]
    if related:
        parts += ["## Related facts", *map(_fact, related)]
    return "\n\n".join(parts) + "\n"


def _front(fields: Iterable[tuple[str, str]]) -> str:
    return "".join(f"{name}: {scalar(value)}\n" for name, value in fields if value)


def _partner(partner: Partner) -> str:
    line = f"  - organization: {partner.organization}\n"
    line += f"    as: {scalar(partner.name)}\n" if partner.name else ""
    return line + (f"    role: {scalar(partner.role)}\n" if partner.role else "")


def _fact(fact: Fact) -> str:
    return fact.text + (" [breaks off]" if fact.broke_off else "") + _marks(fact.sources)


def _marks(sources: Iterable[str]) -> str:
    return "".join(f" [^{name}]" for name in sources)
