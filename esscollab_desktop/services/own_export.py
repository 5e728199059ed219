"""Writes own examples as content sources, so that an office can make a pack of them."""

import csv
import io
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from esscollab_desktop.domain import codes
from esscollab_desktop.domain.book import (
    Example,
    Fact,
    Jurisdiction,
    Kind,
    Organization,
    Partner,
    Practice,
    Source,
)
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.own import EXPERIENCE, MOST_HEADLINE, OwnExample, place_name
from esscollab_desktop.packs import writing
from esscollab_desktop.packs.source_text import source_text
from esscollab_desktop.packs.sources import read_content
from esscollab_desktop.packs.starting import refuse_filled, write_files
from esscollab_desktop.packs.tables import is_address
from esscollab_desktop.services.catalogue import Catalogue

_COLUMNS = "code,name,fips,kind,sea_name,sea_acronym,sea_website,essa_submission_window,neighbors"


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What was written. `examples` are (own code, file in the folder); `remarks` say what needs a person."""

    folder: Path
    examples: tuple[tuple[str, str], ...]
    remarks: tuple[str, ...]


def export_own_examples(
    examples: Sequence[OwnExample], catalogue: Catalogue, folder: Path, day: date
) -> ExportReport:
    """Write all files of a pack's sources into a new or empty folder, once they pass the check of packs.

    Their kind is `related`: they stand on no page of the practice itself. Examples whose
    practice or jurisdiction this edition of the book does not have are left out, with a remark. Raises
    UserError where there is nothing to write, or the folder can't be written.
    """
    if not examples:
        raise UserError("There is no example of your own yet, so there is nothing to export.")
    refuse_filled(folder)
    draft = _Draft(catalogue)
    for example in examples:
        draft.add(example)
    if not draft.written:
        raise UserError(f"Nothing was exported. {' '.join(draft.remarks)}")
    files = {name: text.encode() for name, text in draft.files(day).items()}
    with tempfile.TemporaryDirectory(prefix="esscollab-") as trial:
        write_files(Path(trial), files)
        read_content(Path(trial))
    write_files(folder, files)
    return ExportReport(folder, tuple(draft.written), tuple(draft.remarks))


@dataclass(slots=True)
class _Draft:
    """The sources while they are gathered: one record per source and organization, no code of the book."""

    catalogue: Catalogue
    sources: dict[str, Source] = field(default_factory=dict)
    organizations: dict[str, Organization] = field(default_factory=dict)
    practices: dict[str, Practice] = field(default_factory=dict)
    made: list[Example] = field(default_factory=list)
    written: list[tuple[str, str]] = field(default_factory=list)
    experience: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    headlines: set[tuple[str, str]] = field(default_factory=set)
    facts: set[str] = field(default_factory=set)

    def add(self, own: OwnExample) -> None:
        places = {place.code: place for place in self.catalogue.jurisdictions()}
        known = {practice.code for practice in self.catalogue.practices()}
        if own.practice not in known or own.jurisdiction not in places:
            self.remarks.append(f"{own.code} was left out: this book has no such practice or jurisdiction.")
            return
        practice = self._practice(own.practice)
        place = places[own.jurisdiction]
        code = self._code(own)
        headline = self._headline(own)
        where = source_text(place_name(own.district, place.name)) or place.name
        source = self._source(own, place, where)
        self.made.append(
            Example(
                code=code,
                practice=own.practice,
                jurisdiction=own.jurisdiction,
                kind=Kind.RELATED,
                heading="",
                headline=headline,
                summary=f"{where}: {headline}.",
                facts=tuple(Fact("", text, (source,), Kind.PUBLISHED) for text in self._texts(own, code)),
                partners=tuple(self._partners(own)),
            )
        )
        self.written.append((own.code, f"{_folder(practice)}/{code}.md"))
        if not own.has_source:
            self.experience.append(code)

    def _practice(self, code: str) -> Practice:
        if code not in self.practices:
            practice = self.catalogue.practice(code)
            self.practices[code] = practice
            self.sources.update(self.catalogue.sources(practice.sources))
        return self.practices[code]

    def _code(self, own: OwnExample) -> str:
        """The code that follows the book's own in that state, the same at every export."""
        held = self.catalogue.entries(own.practice, own.jurisdiction)
        taken = {example.code for example in held}
        free = (count for count in range(1, len(taken) + 2) if _book_code(own, count) not in taken)
        return _book_code(own, next(free) + codes.own_count(own.code) - 1)

    def _headline(self, own: OwnExample) -> str:
        """Under one practice a headline tells one example from the others, so a second one gets a number."""
        words = source_text(own.headline).rstrip(". ") or f"example {own.code}"
        count, headline = 1, words[:MOST_HEADLINE].rstrip(". ")
        while (own.practice, headline.casefold()) in self.headlines:
            count += 1
            ending = f" ({count})"
            headline = words[: MOST_HEADLINE - len(ending)].rstrip(". ") + ending
        self.headlines.add((own.practice, headline.casefold()))
        return headline

    def _texts(self, own: OwnExample, code: str) -> list[str]:
        """The paragraphs; one that stands in another example too says whose it is here."""
        texts = []
        for text in filter(None, map(source_text, own.paragraphs)):
            told = text if text.casefold() not in self.facts else f"{code}: {text}"
            if told.casefold() not in self.facts:
                self.facts.add(told.casefold())
                texts.append(told)
        return texts or [f"{code}: the headline says what was done."]

    def _partners(self, own: OwnExample) -> Iterable[Partner]:
        roles: dict[str, list[str]] = {}
        for name, role in own.partners:
            if kept := source_text(name):
                roles.setdefault(self._organization(kept), []).append(source_text(role))
        for organization, told in roles.items():
            yield Partner(organization, "", "; ".join(dict.fromkeys(filter(None, told))))

    def _organization(self, name: str) -> str:
        for known in self.organizations.values():
            if known.name.casefold() == name.casefold():
                return known.id
        made = writing.free_id(name, self.organizations)
        self.organizations[made] = Organization(made, name)
        return made

    def _source(self, own: OwnExample, place: Jurisdiction, where: str) -> str:
        """The id of the example's source; experience rests on the office, found by its agency's website."""
        if not own.has_source:
            about = (
                f"{EXPERIENCE}: {where}",
                where,
                self._website(place, f"own-experience-{writing.slug(where)}"),
            )
            return self._record(*about, "told by the office itself; the address is that of its state agency")
        title = source_text(own.source_title) or f"The source of {own.code}"
        publisher = source_text(own.source_publisher) or where
        if is_address(own.source_address):
            return self._record(title, publisher, own.source_address, "")
        address = self._website(place, f"no-address-{writing.slug(title)}")
        return self._record(
            title, publisher, address, "not on the web; the address is that of the state agency"
        )

    def _website(self, place: Jurisdiction, mark: str) -> str:
        """Every source needs an address of its own; the mark after # leads to the same page."""
        website = place.sea_website or next(iter(self.sources.values())).address
        return f"{website.partition('#')[0]}#{mark}"

    def _record(self, title: str, publisher: str, address: str, seen: str) -> str:
        for known in self.sources.values():
            if known.address == address:
                return known.id
        made = writing.free_id(title, self.sources)
        self.sources[made] = Source(made, title, publisher, address, seen=seen)
        return made

    def files(self, day: date) -> dict[str, str]:
        files = {
            "book.yaml": _book(day),
            "sources.yaml": "".join(
                writing.source_entry(self.sources[name]) for name in sorted(self.sources)
            ),
            "organizations.yaml": "".join(
                writing.organization_entry(self.organizations[name]) for name in sorted(self.organizations)
            ),
            "resources.yaml": "",
            "jurisdictions.csv": _jurisdictions(self.catalogue.jurisdictions()),
            "README.md": _readme(self.experience, self.written),
        }
        for practice in self.practices.values():
            files[f"{_folder(practice)}/practice.md"] = writing.practice_file(practice)
        for example in self.made:
            name = f"{_folder(self.practices[example.practice])}/{example.code}.md"
            files[name] = writing.example_file(example)
        return files


def _book_code(own: OwnExample, count: int) -> str:
    return f"{own.practice}.{own.jurisdiction}" + (f"-{count}" if count > 1 else "")


def _folder(practice: Practice) -> str:
    return f"{practice.code}-{writing.slug(practice.title)}"


def _book(day: date) -> str:
    fields = {
        "name": "own-examples",
        "title": "Examples from our office",
        "edition": f"{day.year}.1",
        "edition_date": day.isoformat(),
        "publisher": "Our office",
        "language": "en",
        "rights": "Ask our office before you copy or change these examples.",
    }
    return "".join(f"{name}: {writing.scalar(value)}\n" for name, value in fields.items())


def _jurisdictions(places: Iterable[Jurisdiction]) -> str:
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(_COLUMNS.split(","))
    for p in places:
        agency = (p.sea_name, p.sea_acronym, p.sea_website)
        table.writerow([p.code, p.name, "", p.kind, *agency, p.window, " ".join(p.neighbors)])
    return out.getvalue()


def _readme(experience: Sequence[str], written: Sequence[tuple[str, str]]) -> str:
    """What a person has to do before this becomes a pack."""
    files = "\n".join(f"- {own}: {name}" for own, name in written)
    lines = [
        "# Examples from our office",
        "These are the sources of a pack. Before you make one of them, write your office’s name, the name of "
        "the pack, its edition and the rights into book.yaml, and read each summary: it says the headline, "
        "no more.",
        f"Each example, by the code that it had among your own, with its file:\n\n{files}",
    ]
    if experience:
        told = ", ".join(experience)
        lines.append(f"Our own experience, with no other source behind it: all facts of {told}.")
    lines.append("Check the folder after every change: `esscollab packs check FOLDER`.")
    lines.append("Make a pack of it: `esscollab packs build FOLDER -o FILE.esspack`.")
    return "\n\n".join(lines) + "\n"
