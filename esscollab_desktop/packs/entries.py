"""Reads the Markdown files: practices and examples."""

from collections.abc import Iterable
from dataclasses import dataclass

from esscollab_desktop.domain import codes
from esscollab_desktop.domain.book import STAGES, Example, Fact, GrowthTheme, Kind, Partner, Practice
from esscollab_desktop.packs.faults import Faults
from esscollab_desktop.packs.fields import Fields, read_mapping
from esscollab_desktop.packs.prose import Para, Part, read_body, split_front

DID = "What the state did"
RELATED = "Related facts"
_BACKGROUND = "Background"
_GROWTH = "Room for growth for all states"
_RESOURCES = "Resources"
_EXAMPLE_FIELDS = (
    "code",
    "kind",
    "jurisdiction",
    "heading",
    "headline",
    "partners",
    "topics",
    "stage",
    "dates",
    "as_of",
    "order",
)
_VIEWS = ("full page seen", "partly seen")


@dataclass(frozen=True, slots=True)
class Known:
    """What an entry may refer to."""

    sources: frozenset[str]
    organizations: frozenset[str]
    jurisdictions: frozenset[str]
    topics: frozenset[str] = frozenset()


@dataclass(slots=True)
class _Entry:
    """One Markdown file while it is read."""

    file: str
    fields: Fields
    body: Part
    known: Known
    faults: Faults

    def cited(self, para: Para) -> tuple[str, ...]:
        """The paragraph's sources, each of them known; a fault where there is none."""
        if not para.sources:
            self.faults.add(self.file, para.line, "", "this paragraph names no source; end it with [^id].")
        for name in para.sources:
            if name not in self.known.sources:
                self.faults.add(
                    self.file, para.line, name, "this source is not in sources.yaml; add it there."
                )
        return para.sources

    def parts(self, allowed: Iterable[str]) -> dict[str, Part]:
        allowed = list(allowed)
        found: dict[str, Part] = {}
        for part in self.body.parts:
            if part.heading not in allowed:
                listed = ", ".join(f"“## {heading}”" for heading in allowed)
                self.faults.add(self.file, part.line, part.heading, f"headings here are {listed}.")
            elif part.heading in found:
                self.faults.add(self.file, part.line, part.heading, "stands here twice; join the two parts.")
            found[part.heading] = part
        return found

    def uncited(self, para: Para) -> str:
        if para.sources or para.broke_off:
            self.faults.add(self.file, para.line, "", "the summary carries no source marks; take them off.")
        return para.text

    def facts(self, part: Part | None, kind: Kind, code: str, before: int = 0) -> list[Fact]:
        """The facts of a part of what has this code; `before`: how many of its facts came before."""
        if part is None:
            return []
        for below in part.parts:
            self.faults.add(self.file, below.line, below.heading, "no “### ” headings here; take it out.")
        for place, para in enumerate(part.paragraphs, start=before):
            self.faults.stands(f"{code}/{codes.letter(place)}", self.file, para.line)
        return [Fact("", p.text, self.cited(p), kind, p.broke_off) for p in part.paragraphs]

    def note(self, part: Part | None) -> tuple[str, tuple[str, ...]]:
        """The plain paragraphs of a part as one text with its sources; sources are optional here."""
        if part is None:
            return "", ()
        for para in part.paragraphs:
            if para.sources:
                self.cited(para)
        sources = dict.fromkeys(name for para in part.paragraphs for name in para.sources)
        return " ".join(para.text for para in part.paragraphs), tuple(sources)


def _open(text: str, file: str, known: Known, faults: Faults) -> _Entry:
    front, body, line = split_front(text, file, faults)
    fields = read_mapping(front, file, faults, first_line=2)
    return _Entry(file, fields, read_body(body, line, file, faults), known, faults)


def read_practice(text: str, file: str, number: str, known: Known, faults: Faults) -> Practice:
    """Read a `practice.md`; `number` is what its folder's name begins with."""
    entry = _open(text, file, known, faults)
    fields = entry.fields
    fields.only(["code", "theme", "title", "report_title", "view"])
    code = fields.text("code")
    if code and code != number:
        fields.fault("code", f"must be “{number}”, as the folder's name says.")
    view = fields.text("view")
    if view and view not in _VIEWS:
        fields.fault("view", f"must be one of {', '.join(_VIEWS)}.")
    guidance = entry.body.paragraphs
    if not guidance:
        faults.add(file, entry.body.line, "", "the guidance is missing; write it below the fields.")
    cited = tuple(dict.fromkeys(name for para in guidance for name in entry.cited(para)))
    faults.stands(number, file, 1)
    parts = entry.parts([_BACKGROUND, _GROWTH, _RESOURCES])
    growth_note, growth_sources = entry.note(parts.get(_GROWTH))
    resources_note, resources_sources = entry.note(parts.get(_RESOURCES))
    return Practice(
        code=number,
        theme=fields.text("theme"),
        title=fields.text("title"),
        report_title=fields.text("report_title", required=False),
        guidance=" ".join(para.text for para in guidance),
        view=view,
        sources=cited,
        growth=tuple(_growth(entry, part, number, i) for i, part in enumerate(_below(parts, _GROWTH), 1)),
        background=tuple(_background(entry, parts.get(_BACKGROUND), cited, number)),
        resources=(),
        growth_note=growth_note,
        resources_note=resources_note,
        growth_note_sources=growth_sources,
        resources_note_sources=resources_sources,
    )


def _below(parts: dict[str, Part], heading: str) -> list[Part]:
    return parts[heading].parts if heading in parts else []


def _growth(entry: _Entry, part: Part, practice: str, place: int) -> GrowthTheme:
    entry.faults.stands(f"{practice}/growth/{place}", entry.file, part.line)
    if not part.paragraphs:
        entry.faults.add(entry.file, part.line, part.heading, "has no text; write it below the heading.")
    sources = dict.fromkeys(name for para in part.paragraphs for name in entry.cited(para))
    return GrowthTheme(part.heading, " ".join(para.text for para in part.paragraphs), tuple(sources))


def _background(entry: _Entry, part: Part | None, own_page: tuple[str, ...], practice: str) -> list[Fact]:
    """Background from the practice's own page counts as published, all else as related."""
    return [
        Fact("", fact.text, fact.sources, kind, fact.broke_off)
        for fact in entry.facts(part, Kind.RELATED, practice)
        for kind in [Kind.PUBLISHED if fact.sources and set(fact.sources) <= set(own_page) else Kind.RELATED]
    ]


def read_example(text: str, file: str, code: str, known: Known, faults: Faults) -> tuple[int, Example]:
    """Read an example's file; `code` is its name. With it comes its place (0 where none is given)."""
    entry = _open(text, file, known, faults)
    fields = entry.fields
    fields.only(_EXAMPLE_FIELDS)
    faults.stands(code, file, 1)
    faults.stands(f"{code}/headline", file, fields.line("headline"))
    kind = _kind(fields)
    written = fields.text("code")
    if written and written != code:
        fields.fault("code", f"must be {code}, as the file's name says.")
    jurisdiction = fields.text("jurisdiction")
    if jurisdiction and jurisdiction not in known.jurisdictions:
        fields.fault("jurisdiction", f"{jurisdiction} is not in jurisdictions.csv; use a code from there.")
    elif jurisdiction and jurisdiction != codes.jurisdiction_of(code):
        fields.fault("jurisdiction", f"must be {codes.jurisdiction_of(code)}, as the code says.")
    published = kind is Kind.PUBLISHED
    heading = fields.text("heading", required=published)
    if heading and not published:
        fields.fault("heading", "only a published example has a heading; leave it empty.")
    parts = entry.parts([DID, RELATED] if published else [DID])
    facts = entry.facts(parts.get(DID), kind, code)
    if not facts:
        faults.add(file, entry.body.line, DID, "holds no fact; write at least one paragraph there.")
    summary = [entry.uncited(para) for para in entry.body.paragraphs]
    if not summary:
        faults.add(file, entry.body.line, "", "the summary is missing; write it below the fields.")
    return _order(fields), Example(
        code=code,
        practice=codes.practice_of(code),
        jurisdiction=codes.jurisdiction_of(code),
        kind=kind,
        heading=heading,
        headline=_headline(fields),
        summary=" ".join(summary),
        facts=(*facts, *entry.facts(parts.get(RELATED), Kind.RELATED, code, len(facts))),
        partners=tuple(_partner(partner, known) for partner in fields.maps("partners")),
        as_of=fields.text("as_of", required=False),
        topics=_topics(fields, known),
        stages=_stages(fields),
        dates=fields.text("dates", required=False),
    )


def _kind(fields: Fields) -> Kind:
    kind = fields.text("kind")
    if kind and kind not in {Kind.PUBLISHED, Kind.RELATED}:
        fields.fault("kind", "must be published or related.")
    return Kind.PUBLISHED if kind == Kind.PUBLISHED else Kind.RELATED


def _order(fields: Fields) -> int:
    order = fields.text("order", required=False)
    if order and not (order.isascii() and order.isdigit() and len(order) < 5):
        fields.fault("order", "must be a whole number, such as 2.")
        return 0
    return int(order or 0)


def _topics(fields: Fields, known: Known) -> tuple[str, ...]:
    for name, line in fields.texts("topics"):
        if name not in known.topics:
            remedy = f"“{name}” is not in topics.yaml; add it there."
            fields.faults.add(fields.place.file, line, "topics", remedy)
    return tuple(dict.fromkeys(name for name, _line in fields.texts("topics")))


def _stages(fields: Fields) -> tuple[str, ...]:
    """The stages in their own order, whatever the order in the file."""
    given = fields.text_or_texts("stage")
    for stage in given:
        if stage not in STAGES:
            fields.fault("stage", f"“{stage}” is not one of {', '.join(STAGES)}.")
    return tuple(stage for stage in STAGES if stage in given)


def _headline(fields: Fields) -> str:
    headline = fields.text("headline")
    if len(headline) > 70:
        fields.fault("headline", f"has {len(headline)} characters; shorten it to at most 70.")
    if headline.endswith("."):
        fields.fault("headline", "ends with a full stop; take it off.")
    return headline


def _partner(fields: Fields, known: Known) -> Partner:
    fields.only(["organization", "as", "role", "kind"])
    organization = fields.text("organization")
    if organization and organization not in known.organizations:
        fields.fault("organization", f"“{organization}” is not in organizations.yaml; add it there.")
    kind = fields.text("kind", required=False)
    if kind not in ("", Kind.RELATED):
        fields.fault("kind", "can only be related: named in the related facts alone; else leave it out.")
    return Partner(
        organization,
        fields.text("as", required=False),
        fields.text("role", required=False),
        Kind.RELATED if kind else None,
    )
