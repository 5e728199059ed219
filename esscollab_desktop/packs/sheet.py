"""Reads the rows of a filled-in sheet as examples, and names every faulty row with column and remedy."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from esscollab_desktop.domain.book import Jurisdiction, Topic
from esscollab_desktop.packs.cells import folded, paragraphs
from esscollab_desktop.packs.faults import Faults
from esscollab_desktop.packs.prose import check_plain
from esscollab_desktop.packs.sheet_columns import BY_KEY, COLUMNS, by_header
from esscollab_desktop.packs.sheet_file import Row, read_rows
from esscollab_desktop.packs.tables import is_address

_BROKEN = re.compile(r"#(?:REF!|N/A|NAME\?|VALUE!|DIV/0!|NULL!|NUM!|SPILL!|CALC!|####*)")
_FORMULA = re.compile(r"=\s*[A-Za-z(@+\"'$\d-]")


@dataclass(frozen=True, slots=True, order=True)
class RowFault:
    """`column` is its header; empty where the whole row is meant."""

    row: int
    column: str
    remedy: str

    def __str__(self) -> str:
        return (
            f"row {self.row}, “{self.column}”: {self.remedy}"
            if self.column
            else f"row {self.row}: {self.remedy}"
        )


@dataclass(frozen=True, slots=True)
class SheetExample:
    """One sound row. `partners` are names with roles; an empty district means the state's agency."""

    row: int
    practice: str
    jurisdiction: str
    district: str
    headline: str
    summary: str
    facts: tuple[str, ...]
    partners: tuple[tuple[str, str], ...]
    source_title: str
    source_publisher: str
    source_address: str
    source_date: str
    dates: str
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choices:
    """What a row may name: practices by number with their titles, jurisdictions, topics."""

    practices: Mapping[str, str]
    jurisdictions: Mapping[str, Jurisdiction]
    topics: Mapping[str, Topic]


@dataclass(slots=True)
class Sheet:
    """A sheet as read. `remarks` tell what was passed over."""

    examples: list[SheetExample] = field(default_factory=list)
    faults: list[RowFault] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def read_sheet(path: Path, choices: Choices) -> Sheet:
    """Read every row; a row with a fault is no example. Raises UserError where the file can't be read."""
    rows = read_rows(path)
    sheet = Sheet()
    if not rows:
        sheet.faults.append(RowFault(1, "", "is empty; begin with the row of headers from the template."))
        return sheet
    places = _places(rows[0], sheet)
    if sheet.faults:
        return sheet
    for row in rows[1:]:
        cells = {key: row.cells[place] if place < len(row.cells) else "" for key, place in places.items()}
        if _is_template_row(cells, "explanation"):
            continue
        if _is_template_row(cells, "sample"):
            sheet.remarks.append(f"Row {row.number} is the template’s own example; it was left out.")
            continue
        reader = _RowReader(row.number, cells, {key for key in places if places[key] in row.formulas})
        example = reader.read(choices)
        if reader.found:
            sheet.faults += sorted(set(reader.found), key=lambda fault: _order_of(fault.column))
        else:
            sheet.examples.append(example)
    return sheet


def _order_of(column: str) -> int:
    return next((place for place, known in enumerate(COLUMNS) if known.header == column), -1)


def _places(header: Row, sheet: Sheet) -> dict[str, int]:
    """Where each column stands, by its header; unknown columns are passed over with a remark."""
    known = by_header()
    places: dict[str, int] = {}
    for place, cell in enumerate(header.cells):
        name = " ".join(cell.split())
        column = known.get(name.casefold().rstrip(" *:"))
        if column is None:
            if name:
                sheet.remarks.append(f"The column “{name}” is not one of the template’s; it was not read.")
        elif column.key in places:
            sheet.faults.append(
                RowFault(header.number, column.header, "stands here twice; delete one of the two.")
            )
        else:
            places[column.key] = place
    for column in COLUMNS:
        if column.required and column.key not in places:
            sheet.faults.append(
                RowFault(
                    header.number, column.header, "this column is missing; take it over from the template."
                )
            )
    return places


def _is_template_row(cells: Mapping[str, str], kind: str) -> bool:
    """Whether a row is one that the template brought along, unchanged."""
    return all(
        folded(cell) == folded(BY_KEY[key].explanation if kind == "explanation" else BY_KEY[key].sample)
        for key, cell in cells.items()
    )


@dataclass(slots=True)
class _RowReader:
    """One row while it is read: faults gather, and what is faulty comes back empty."""

    number: int
    cells: Mapping[str, str]
    formulas: set[str]
    found: list[RowFault] = field(default_factory=list)

    def read(self, choices: Choices) -> SheetExample:
        return SheetExample(
            row=self.number,
            practice=self._practice(choices),
            jurisdiction=self._jurisdiction(choices),
            district=self._line("district"),
            headline=self._headline(),
            summary=" ".join(self._paragraphs("summary")),
            facts=tuple(self._paragraphs("done")),
            partners=tuple(self._partners()),
            source_title=self._line("source_title"),
            source_publisher=self._line("source_publisher"),
            source_address=self._address(),
            source_date=self._line("source_date"),
            dates=self._line("dates"),
            topics=tuple(self._topics(choices)),
        )

    def fault(self, key: str, remedy: str) -> None:
        self.found.append(RowFault(self.number, BY_KEY[key].header, remedy))

    def _raw(self, key: str) -> str:
        """The cell's text; empty, with a fault, where it is needed or holds no text of its own."""
        text = self.cells.get(key, "").strip()
        if key in self.formulas or _FORMULA.match(text):
            self.fault(key, "holds a formula without a result; write the text itself.")
        elif _BROKEN.fullmatch(text):
            self.fault(key, f"holds {text}; write the text itself.")
        elif not folded(text) and BY_KEY[key].required:
            self.fault(key, "is empty; fill it in.")
        else:
            return text
        return ""

    def _plain(self, key: str, text: str) -> str:
        faults = Faults()
        check_plain(text, faults, "", self.number, key)
        for told in faults.found:
            self.fault(key, told.remedy)
        return text

    def _line(self, key: str) -> str:
        return self._plain(key, folded(self._raw(key)))

    def _paragraphs(self, key: str) -> list[str]:
        found = [self._plain(key, text) for text in paragraphs(self._raw(key))]
        for text in found:
            if text.startswith(("#", ">")):
                self.fault(key, f"a paragraph begins with {text[0]}; take the sign out.")
        return found

    def _headline(self) -> str:
        headline = self._line("headline")
        if len(headline) > 70:
            self.fault("headline", f"has {len(headline)} characters; shorten it to at most 70.")
        if headline.endswith("."):
            self.fault("headline", "ends with a full stop; take it off.")
        return headline

    def _practice(self, choices: Choices) -> str:
        text = self._line("practice")
        titles = {title.casefold(): code for code, title in choices.practices.items()}
        number = re.match(r"(?:practice\s+)?(\d+)\b", text, re.IGNORECASE)
        code = number[1] if number else titles.get(text.casefold(), "")
        if text and code not in choices.practices:
            known = ", ".join(f"{code} {title}" for code, title in choices.practices.items())
            self.fault("practice", f"there is no practice “{text}”; use one of {known}.")
        return code

    def _jurisdiction(self, choices: Choices) -> str:
        text = self._line("state")
        names = {place.name.casefold(): code for code, place in choices.jurisdictions.items()}
        wanted = text.casefold()
        letters = text.upper()
        code = letters if letters in choices.jurisdictions else names.get(wanted, "")
        if text and not code:
            self.fault(
                "state", f"“{text}” is not a jurisdiction; use its name or letters, such as Michigan or MI."
            )
        return code

    def _address(self) -> str:
        address = self._raw("source_address")
        if address and not is_address(address):
            self.fault(
                "source_address", "must be an address that begins with https:// or http://, without spaces."
            )
        return address

    def _partners(self) -> list[tuple[str, str]]:
        found: dict[str, tuple[str, str]] = {}
        for part in (part.strip() for line in self._paragraphs("partners") for part in line.split(";")):
            name, _colon, role = (words.strip() for words in part.partition(":"))
            if part and not name:
                self.fault("partners", "a role stands here without a name; write “Name: role”.")
            elif name.casefold() in found:
                self.fault("partners", f"names {name} twice; join the two.")
            elif name:
                found[name.casefold()] = (name, role)
        return list(found.values())

    def _topics(self, choices: Choices) -> list[str]:
        known = {
            name.casefold(): topic.id
            for topic in choices.topics.values()
            for name in (*topic.names, topic.id, topic.label)
        }
        found = []
        for name in re.split(r"[;\n]", self._raw("topics")):
            wanted = folded(name)
            if wanted and wanted.casefold() not in known:
                self.fault("topics", f"“{wanted}” is not a topic; choose from the list.")
            elif wanted:
                found.append(known[wanted.casefold()])
        return list(dict.fromkeys(found))
