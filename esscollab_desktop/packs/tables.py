"""Reads the files that are tables: book, sources, organizations, resources, jurisdictions."""

import csv
import dataclasses
import re
from collections.abc import Iterable
from datetime import date

from esscollab_desktop.domain.book import AboutText, Jurisdiction, Organization, Resource, Source
from esscollab_desktop.domain.content import BookFields
from esscollab_desktop.domain.packs import is_language, is_version, name_fault
from esscollab_desktop.packs.faults import Faults
from esscollab_desktop.packs.fields import Fields, read_list, read_mapping

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+\.[A-Za-z]{2,}(?::\d+)?(?:[/?#][^\s<>\"]*)?")
_COLUMNS = [
    "code",
    "name",
    "fips",
    "kind",
    "sea_name",
    "sea_acronym",
    "sea_website",
    "essa_submission_window",
    "neighbors",
]
_KINDS = ("state", "district", "territory", "bureau")


def read_book(text: str, file: str, sources: Iterable[str], faults: Faults) -> BookFields:
    fields = read_mapping(text, file, faults)
    fields.only([spec.name for spec in dataclasses.fields(BookFields)])
    known = set(sources)
    about = []
    for place, part in enumerate(fields.maps("about"), 1):
        faults.stands(f"about/{place}", file, part.place.line)
        part.only(["title", "text", "sources"])
        cited = _cited(part, known)
        about.append(AboutText(part.text("title"), part.text("text"), cited))
    for place, (_text, line) in enumerate(fields.texts("missing"), 1):
        faults.stands(f"missing/{place}", file, line)
    edition_date = fields.text("edition_date")
    if edition_date:
        try:
            date.fromisoformat(edition_date)
        except ValueError:
            fields.fault("edition_date", "must be a date of the form 2026-01-31.")
    name = fields.text("name")
    if name and (remedy := name_fault(name)):
        fields.fault("name", remedy)
    language = fields.text("language")
    if language and not is_language(language):
        fields.fault("language", "must be the short name of a language, such as “en” or “es-MX”.")
    needs = fields.text("needs", required=False)
    if needs and not is_version(needs):
        fields.fault("needs", "must be the number of an ESSCollab, such as “0.4”, in quotes.")
    return BookFields(
        title=fields.text("title"),
        edition=fields.text("edition"),
        edition_date=edition_date,
        publisher=fields.text("publisher"),
        language=language,
        rights=fields.text("rights"),
        about=tuple(about),
        missing=tuple(text for text, _line in fields.texts("missing")),
        name=name,
        needs=needs,
        changes=tuple(text for text, _line in fields.texts("changes")),
    )


def _cited(part: Fields, known: set[str]) -> tuple[str, ...]:
    cited = part.texts("sources")
    if not cited:
        part.fault("sources", "names no source; add one from sources.yaml.")
    for name, line in cited:
        if name not in known:
            part.faults.add(
                part.place.file, line, "sources", f"“{name}” is not in sources.yaml; add it there."
            )
    return tuple(dict.fromkeys(name for name, _line in cited))


def read_sources(text: str, file: str, faults: Faults) -> dict[str, Source]:
    found = {}
    owner: dict[str, str] = {}
    for name, fields in read_mapping(text, file, faults).named_maps():
        fields.only(["title", "publisher", "address", "date", "seen"])
        check_id(name, fields)
        faults.stands(f"source:{name}", file, fields.place.line)
        found[name] = Source(
            id=name,
            title=fields.text("title"),
            publisher=fields.text("publisher"),
            address=read_address(fields),
            date=fields.text("date", required=False),
            seen=fields.text("seen", required=False),
        )
        address = found[name].address
        if address and owner.setdefault(address, name) != name:
            fields.fault("address", f"“{owner[address]}” has the same address; keep one record for both.")
    return found


def read_organizations(text: str, file: str, faults: Faults) -> dict[str, Organization]:
    found: dict[str, Organization] = {}
    owner: dict[str, str] = {}
    for name, fields in read_mapping(text, file, faults).named_maps():
        fields.only(["name", "also", "note"])
        check_id(name, fields)
        faults.stands(f"org:{name}", file, fields.place.line)
        also = tuple(other for other, _line in fields.texts("also"))
        found[name] = Organization(name, fields.text("name"), also, fields.text("note", required=False))
        for label in {found[name].name.casefold()}:
            if label and owner.setdefault(label, name) != name:
                fields.fault("name", f"“{owner[label]}” has the same name; keep one record for both.")
    return found


def read_resources(text: str, file: str, faults: Faults) -> list[tuple[Resource, tuple[str, ...], Fields]]:
    """Each resource with its practices (none where it is about all), and its fields for more faults."""
    found = []
    seen: set[tuple[str, str]] = set()
    for place, fields in enumerate(read_list(text, file, faults), 1):
        fields.only(["title", "publisher", "address", "note", "practices"])
        faults.stands(f"resource/{place}", file, fields.place.line)
        resource = Resource(
            fields.text("title"),
            fields.text("publisher"),
            read_address(fields),
            fields.text("note", required=False),
        )
        if (resource.title, resource.address) in seen:
            fields.fault("title", "this resource stands here a second time; delete one of the two.")
        seen.add((resource.title, resource.address))
        practices = tuple(dict.fromkeys(code for code, _line in fields.texts("practices")))
        found.append((resource, practices, fields))
    return found


def read_jurisdictions(
    text: str, file: str, faults: Faults
) -> tuple[dict[str, Jurisdiction], dict[str, str]]:
    """The jurisdictions by code, and their FIPS numbers by code."""
    reader = csv.DictReader(text.splitlines(), strict=True)
    found: dict[str, Jurisdiction] = {}
    fips: dict[str, str] = {}
    lines: dict[str, int] = {}
    try:
        columns = list(reader.fieldnames or ())
        if columns not in (_COLUMNS, [*_COLUMNS, "note"]):
            faults.add(file, 1, "", f"the first line must be {','.join(_COLUMNS)}.")
            return {}, {}
        for row in reader:
            line = reader.line_num
            if None in row or None in row.values():
                faults.add(
                    file, line, "", f"must have {len(columns)} columns; look for a missing or extra comma."
                )
                continue
            read = _jurisdiction(row, file, line, faults)
            if read.code in found:
                faults.add(
                    file, line, "code", f"{read.code} stands on line {lines[read.code]} too; delete one."
                )
            faults.stands(f"state:{read.code}", file, line)
            found[read.code], fips[read.code], lines[read.code] = read, row["fips"].strip(), line
    except csv.Error as bad:
        # The reader counts the lines that it has finished; this one it has not.
        faults.add(file, reader.line_num + 1, "", f"can't be read as CSV ({bad}); mend this line.")
    for code, read in found.items():
        for other in read.neighbors:
            if other not in found or other == code:
                faults.add(file, lines[code], "neighbors", f"{other} is not another code of this file.")
            elif code not in found[other].neighbors:
                faults.add(
                    file, lines[other], "neighbors", f"{code} names {other} as neighbor; add {code} here."
                )
    return found, fips


def _jurisdiction(row: dict[str, str], file: str, line: int, faults: Faults) -> Jurisdiction:
    row = {name: value.strip() for name, value in row.items()}
    if not re.fullmatch(r"[A-Z]{2,3}", row["code"]):
        faults.add(file, line, "code", "must be two or three capital letters.")
    for name in ("name", "sea_name"):
        if not row[name]:
            faults.add(file, line, name, "is empty; fill it in.")
    if row["fips"] and not re.fullmatch(r"\d\d", row["fips"]):
        faults.add(file, line, "fips", "must be two digits, or empty.")
    if row["kind"] not in _KINDS:
        faults.add(file, line, "kind", f"must be one of {', '.join(_KINDS)}.")
    if row["sea_website"] and not _ADDRESS.fullmatch(row["sea_website"]):
        faults.add(file, line, "sea_website", "must be an address that begins with https:// or http://.")
    return Jurisdiction(
        code=row["code"],
        name=row["name"],
        kind=row["kind"],
        sea_name=row["sea_name"],
        sea_acronym=row["sea_acronym"],
        sea_website=row["sea_website"],
        window=row["essa_submission_window"],
        neighbors=tuple(dict.fromkeys(row["neighbors"].split())),
        note=row.get("note", ""),
    )


def is_address(text: str) -> bool:
    """Whether a text is a web address: http or https, a host, no spaces."""
    return _ADDRESS.fullmatch(text) is not None


def read_address(fields: Fields) -> str:
    address = fields.text("address", plain=False)
    if address and not is_address(address):
        fields.fault("address", "must be an address that begins with https:// or http://, without spaces.")
    return address


def check_id(name: str, fields: Fields) -> None:
    if not _ID.fullmatch(name):
        fields.fault(name, "an id is lower-case letters, digits and single hyphens; rename it.")
