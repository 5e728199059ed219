"""Reads the words of the book: topics, glossary, and the aliases of codes that are no longer used."""

from collections.abc import Iterable

from esscollab_desktop.domain import codes
from esscollab_desktop.domain.book import STAGES, GlossaryTerm, Topic
from esscollab_desktop.packs.faults import Faults
from esscollab_desktop.packs.fields import Fields, read_mapping
from esscollab_desktop.packs.prose import check_plain
from esscollab_desktop.packs.tables import check_id

_GROUPS = ("people", "method", "stage")


def read_topics(text: str, file: str, faults: Faults) -> dict[str, Topic]:
    found: dict[str, Topic] = {}
    owner: dict[str, str] = {}
    read = list(read_mapping(text, file, faults).named_maps())
    for name, fields in read:
        fields.only(["label", "also", "group", "broader", "note"])
        check_id(name, fields)
        faults.stands(f"topic:{name}", file, fields.place.line)
        found[name] = topic = Topic(
            id=name,
            label=fields.text("label"),
            group=_group(fields),
            names=_names(fields),
            broader=fields.text("broader", required=False),
            note=fields.text("note", required=False),
        )
        if topic.group == "stage" and topic.label and topic.label not in STAGES:
            fields.fault("label", f"a topic of this group is one of {', '.join(STAGES)}.")
        for label in dict.fromkeys(words.casefold() for words in (topic.label, *topic.names)):
            if label and owner.setdefault(label, name) != name:
                fields.fault("also", f"“{label}” belongs to “{owner[label]}” already; delete one of the two.")
    for name, fields in read:
        if found[name].broader and found[name].broader not in found:
            fields.fault("broader", f"“{found[name].broader}” is not a topic of this file; add it.")
        elif name in _above(name, found):
            fields.fault("broader", f"leads back to “{name}”; take one of the two away.")
    return found


def _group(fields: Fields) -> str:
    group = fields.text("group")
    if group and group not in _GROUPS:
        fields.fault("group", f"must be one of {', '.join(_GROUPS)}.")
    return group


def _names(fields: Fields) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text, _line in fields.texts("also")))


def _above(name: str, topics: dict[str, Topic]) -> list[str]:
    """The broader topics of a topic, nearest first, each once."""
    found: list[str] = []
    wider = topics[name].broader
    while wider in topics and wider not in found:
        found.append(wider)
        wider = topics[wider].broader
    return found


def read_glossary(text: str, file: str, sources: Iterable[str], faults: Faults) -> dict[str, GlossaryTerm]:
    """The terms by code."""
    known = set(sources)
    found: dict[str, GlossaryTerm] = {}
    for term, fields in read_mapping(text, file, faults).named_maps():
        fields.only(["meaning", "also", "group", "sources", "general", "see"])
        check_plain(term, faults, file, fields.place.line, term)
        code = codes.glossary_code(term)
        if code == "glossary:":
            fields.fault(term, "has no letters; rename it.")
        if code.casefold() in {other.casefold() for other in found}:
            fields.fault(term, f"another term has the code {code} already; rename one of the two.")
        faults.stands(code, file, fields.place.line)
        general = fields.text("general", required=False)
        found[code] = GlossaryTerm(
            code=code,
            term=term,
            meaning=fields.text("meaning"),
            group=fields.text("group"),
            names=_names(fields),
            sources=_term_sources(fields, known, bool(general)),
            general=general,
            see=tuple(dict.fromkeys(text for text, _line in fields.texts("see"))),
        )
    return found


def _term_sources(fields: Fields, known: set[str], is_general: bool) -> tuple[str, ...]:
    cited = fields.texts("sources")
    if not cited and not is_general:
        fields.fault("sources", "names no source; add one, or write “general: yes” for general knowledge.")
    for name, line in cited:
        if name not in known:
            fields.faults.add(
                fields.place.file, line, "sources", f"“{name}” is not in sources.yaml; add it there."
            )
    return tuple(dict.fromkeys(name for name, _line in cited))


def read_aliases(text: str, file: str, faults: Faults) -> dict[str, str]:
    """Codes that are no longer used, each with the code that took its place."""
    fields = read_mapping(text, file, faults)
    found = {}
    for name in fields.nodes:
        faults.stands(f"alias:{name}", file, fields.line(name))
        if not codes.is_given_out(name):
            fields.fault(name, "is not the form of a code; write one such as “4.MI-2”.")
        found[name] = fields.text(name)
    return found
