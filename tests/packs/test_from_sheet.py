"""A filled-in sheet becomes sources that pass the check and build; faulty rows are named, all at once."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sheets import HEADERS, csv_bytes, row, written, xlsx

from esscollab_desktop.domain.book import Kind
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.packs.build import build_book
from esscollab_desktop.packs.check import check_folder
from esscollab_desktop.packs.from_sheet import Report, SheetError, write_sources
from esscollab_desktop.packs.sources import read_content
from esscollab_desktop.packs.starting import Start, Workshop, new_folder, start

RESOURCES = Path(__file__).parents[2] / "resources"
FOUR = "4-maximize-your-resources"


@pytest.fixture(scope="session")
def begun() -> Start:
    return start(Workshop(RESOURCES), "Our suppers", date(2026, 1, 31), with_book=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "ours"


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def faults_of(sheet: Path, folder: Path, begun: Start) -> list[str]:
    with pytest.raises(SheetError) as refusal:
        write_sources(sheet, folder, begun)
    first, *told = str(refusal.value).splitlines()
    count = "1 place needs" if len(told) == 1 else f"{len(told)} places need"
    assert first == f"Nothing was written: {count} mending."
    assert not folder.exists()
    return [line.removeprefix(f"{sheet.name}, ") for line in told]


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_sheet_to_sources_to_check_to_book(tmp_path: Path, folder: Path, begun: Start, suffix: str) -> None:
    rows = [row(1), row(2, state="oh", district="Oak District"), row(3, practice=1, topics="")]
    path = tmp_path / f"a{suffix}"
    sheet = xlsx(path, rows) if suffix == ".xlsx" else written(path, csv_bytes(rows, ";", "cp1252"))
    report = write_sources(sheet, folder, begun)
    assert (report.changed, report.faults, report.remarks) == ([], [], [])
    assert {name for name in report.new if name[0] != "."} == {
        *(
            "book.yaml",
            "sources.yaml",
            "organizations.yaml",
            "resources.yaml",
            "topics.yaml",
            "jurisdictions.csv",
        ),
        *(f"{FOUR}/practice.md", f"{FOUR}/4.MI.md", f"{FOUR}/4.OH.md"),
        *("1-reach-the-unreached/practice.md", "1-reach-the-unreached/1.MI.md"),
    }
    assert set(report.new) == set(files_of(folder))
    assert check_folder(folder) == ()
    content = build_book(folder, tmp_path / "book.sqlite")
    assert (content.book.title, content.book.edition_date) == ("Our suppers", "2026-01-31")
    assert [example.code for example in content.examples] == ["1.MI", "4.MI", "4.OH"]
    ohio = content.examples[2]
    assert (ohio.kind, ohio.headline, ohio.dates) == (Kind.RELATED, "supper number 2", "October 2025")
    assert [fact.text for fact in ohio.facts] == [
        "The district held supper 2 in its library.",
        "For supper 2, forty families came.",
    ]
    assert [(content.organizations[p.organization].name, p.role) for p in ohio.partners] == [
        ("Oak District", "did what is told here"),
        ("City Library", "rooms"),
        ("Parent Council", "invitations"),
    ]
    source = content.sources[ohio.facts[0].sources[0]]
    assert (source.title, source.publisher, source.date) == (
        "Report 2",
        "Lakeview Area Schools",
        "January 15, 2026",
    )
    lent = next(practice for practice in begun.book.practices if practice.code == "4")
    assert content.practices[1].guidance == lent.guidance


def test_ten_rows_with_three_faults_give_three_sentences(tmp_path: Path, folder: Path, begun: Start) -> None:
    rows = [row(number) for number in range(1, 11)]
    rows[2] = row(3, headline="x" * 82)
    rows[5] = row(6, state="Michigun")
    rows[8] = row(9, source_address="www.example.org")
    sheet = xlsx(tmp_path / "a.xlsx", rows)
    assert faults_of(sheet, folder, begun) == [
        "row 4, “Headline”: has 82 characters; shorten it to at most 70.",
        "row 7, “State”: “Michigun” is not a jurisdiction; use its name or letters, such as Michigan or MI.",
        "row 10, “Source address”: must be an address that begins with https:// or http://, without spaces.",
    ]
    report = write_sources(sheet, folder, begun, skip_faulty=True)
    assert [fault.row for fault in report.faults] == [4, 7, 10]
    assert [name for name in report.new if name.startswith(f"{FOUR}/4")] == [
        f"{FOUR}/4.MI{number}.md" for number in ("", "-2", "-3", "-4", "-5", "-6", "-7")
    ]
    assert check_folder(folder) == ()


# What is in a cell, and what is said of it; None where the row is taken.
CELLS = [
    ("practice", "", "is empty; fill it in."),
    ("practice", "9 Other", "there is no practice “9 Other”; use one of 1 "),
    ("practice", 4.0, None),
    ("practice", "4", None),
    ("practice", "maximize your resources", None),
    ("state", "mi", None),
    ("state", " Michigan ", None),
    ("headline", None, "is empty; fill it in."),
    ("headline", "a line.", "ends with a full stop; take it off."),
    ("headline", "=cmd|'/C calc'!A0", "holds a formula without a result; write the text itself."),
    ("headline", '=HYPERLINK("http://x.org")', "holds a formula without a result; write the text itself."),
    ("headline", "#REF!", "holds #REF!; write the text itself."),
    ("headline", 'a "plain" line that’s read', None),
    ("headline", 2016, None),
    ("summary", "<script>alert(1)</script>", "plain text only; take out the HTML."),
    ("done", "They met.\n## Related facts\nMore.", "a paragraph begins with #; take the sign out."),
    ("done", "They met. [^law]", "source marks stand at the end of a paragraph; move it there."),
    ("done", "**They** met.", "plain text only; take out the ** __ or `."),
    ("done", "They met.\x07", "the character U+0007 can't be shown; delete it."),
    ("done", "They met.\r\n\r\n• Then they ate.", None),
    ("done", "---\nThey met.", None),
    ("done", " \n ", "is empty; fill it in."),
    ("done", "They met. " * 3_000, None),
    ("partners", ": rooms", "a role stands here without a name; write “Name: role”."),
    ("partners", "A: x; a: y", "names a twice; join the two."),
    ("partners", "A: x;\n; B", None),
    ("source_title", "{{7*7}} #let x: & *", None),
    (
        "source_address",
        "javascript:alert(1)",
        "must be an address that begins with https:// or http://, without",
    ),
    (
        "source_address",
        "file:///etc/passwd",
        "must be an address that begins with https:// or http://, without",
    ),
    ("source_date", date(2026, 1, 15), None),
    ("topics", "No such topic", "“No such topic” is not a topic; choose from the list."),
    ("dates", "2016: fall", None),
]


@pytest.mark.parametrize(("column", "cell", "told"), CELLS)
def test_cells_of_all_kinds(
    tmp_path: Path, folder: Path, begun: Start, column: str, cell: object, told: str | None
) -> None:
    rows = [row(1, **{column: cell})]
    is_code = isinstance(cell, str) and "\x07" in cell
    sheet = written(tmp_path / "a.csv", csv_bytes(rows)) if is_code else xlsx(tmp_path / "a.xlsx", rows)
    if told is None:
        write_sources(sheet, folder, begun)
        assert check_folder(folder) == ()
        assert [example.code for example in read_content(folder).examples] == ["4.MI"]
    else:
        (fault,) = faults_of(sheet, folder, begun)
        header = HEADERS[list(row_keys()).index(column)]
        assert fault.startswith(f"row 2, “{header}”: {told}")


def row_keys() -> list[str]:
    from sheets import SOUND

    return list(SOUND)


def test_nul_in_csv(tmp_path: Path, folder: Path, begun: Start) -> None:
    sheet = written(tmp_path / "a.csv", csv_bytes([row(1, headline="a\0b")]))
    assert faults_of(sheet, folder, begun) == [
        "row 2, “Headline”: the character U+0000 can't be shown; delete it."
    ]


def test_every_fault_of_a_row_is_named(tmp_path: Path, folder: Path, begun: Start) -> None:
    sheet = xlsx(tmp_path / "a.xlsx", [["", "", "", "x" * 71 + "."]])
    told = faults_of(sheet, folder, begun)
    assert [line.partition("”")[0].removeprefix("row 2, “") for line in told] == [
        *("Practice", "State", "Headline", "Headline", "Summary", "What was done"),
        *("Source title", "Source publisher", "Source address"),
    ]


def test_what_two_rows_have_in_common(tmp_path: Path, folder: Path, begun: Start) -> None:
    rows = [
        row(1),
        row(2, headline="Supper number 1"),
        row(3, source_address="https://www.example.org/suppers/1", source_title="Another title"),
        row(4, done=row(1)[5]),
    ]
    assert faults_of(xlsx(tmp_path / "a.xlsx", rows), folder, begun) == [
        "row 3, “Headline”: row 2 has the same; say what is different in one of the two.",
        "row 4, “Source title”: row 2 has the same address with “Report 1”; write the same in both.",
        "row 5, “What was done”: the same words stand in row 2; delete one of the two.",
    ]
    report = write_sources(tmp_path / "a.xlsx", folder, begun, skip_faulty=True)
    assert {fault.row for fault in report.faults} == {3, 4, 5}
    assert check_folder(folder) == ()


def test_rows_share_sources_and_organizations(tmp_path: Path, folder: Path, begun: Start) -> None:
    same = {"source_address": "https://www.example.org/x/", "source_title": "Report"}
    other = {**same, "source_address": "https://www.example.org/x", "district": "city library"}
    write_sources(xlsx(tmp_path / "a.xlsx", [row(1, **same), row(2, **other)]), folder, begun)
    content = read_content(folder)
    assert {source for e in content.examples for f in e.facts for source in f.sources} == {"report"}
    assert [partner.organization for partner in content.examples[1].partners] == [
        "city-library",
        "parent-council",
    ]
    assert list(content.organizations) == ["city-library", "parent-council"]


def test_topics_come_along_with_the_wider_ones(tmp_path: Path, folder: Path, begun: Start) -> None:
    narrow = next(topic for topic in begun.book.topics.values() if topic.broader)
    other = next(topic for topic in begun.book.topics.values() if topic.names and not topic.broader)
    named = f"{narrow.label.upper()}; {other.names[0]} ;; {other.id}"
    write_sources(xlsx(tmp_path / "a.xlsx", [row(1, topics=named)]), folder, begun)
    content = read_content(folder)
    assert content.examples[0].topics == (narrow.id, other.id)
    assert {narrow.id, narrow.broader, other.id} <= set(content.topics) != set(begun.book.topics)
    assert content.topics[other.id] == other


def test_words_that_the_folder_has_for_its_own_topics_stay_there(
    tmp_path: Path, folder: Path, begun: Start
) -> None:
    new_folder(begun, folder)
    first, second = [topic for topic in begun.book.topics.values() if topic.names and topic.id != "families"][
        :2
    ]
    own = f"ours:\n  label: Ours\n  group: people\n  also: [{first.names[0]}, {second.names[0]}]\n"
    (folder / "topics.yaml").write_text((folder / "topics.yaml").read_text("utf-8") + own, "utf-8")
    added(tmp_path, folder, begun, row(1, topics=f"families; {first.names[0]}; {second.label}"))
    content = read_content(folder)
    assert content.examples[-1].topics == ("families", "ours", second.id)
    assert content.topics[second.id].names == second.names[1:]


def test_columns_in_another_order_with_others_between(tmp_path: Path, folder: Path, begun: Start) -> None:
    headers = [*reversed(HEADERS), "Remarks", ""]
    sheet = xlsx(tmp_path / "a.xlsx", [[*reversed(row(1)), "ours", ""]], [h.upper() for h in headers])
    report = write_sources(sheet, folder, begun)
    assert report.remarks == ["The column “REMARKS” is not one of the template’s; it was not read."]
    assert [example.headline for example in read_content(folder).examples] == ["supper number 1"]


def test_headers_that_are_missing_or_there_twice(tmp_path: Path, folder: Path, begun: Start) -> None:
    headers = ["State" if header == "Headline" else header for header in HEADERS]
    assert faults_of(xlsx(tmp_path / "a.xlsx", [row(1)], headers), folder, begun) == [
        "row 1, “State”: stands here twice; delete one of the two.",
        "row 1, “Headline”: this column is missing; take it over from the template.",
    ]
    assert faults_of(xlsx(tmp_path / "b.xlsx", [], []), folder, begun) == [
        "row 1: is empty; begin with the row of headers from the template."
    ]


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_the_template_as_it_is_holds_no_example(folder: Path, begun: Start, suffix: str) -> None:
    template = begun.workshop.template(suffix)
    with pytest.raises(UserError, match=r"holds no example yet\. Write yours below the row of headers"):
        write_sources(template, folder, begun)


def test_rows_below_the_template_are_taken_and_its_own_left_out(
    tmp_path: Path, folder: Path, begun: Start
) -> None:
    template = begun.workshop.template(".csv").read_bytes()
    sheet = written(tmp_path / "a.csv", template + csv_bytes([row(1)]).split(b"\r\n", 1)[1])
    report = write_sources(sheet, folder, begun)
    assert report.remarks == ["Row 3 is the template’s own example; it was left out."]
    assert [example.headline for example in read_content(folder).examples] == ["supper number 1"]


def added(tmp_path: Path, folder: Path, begun: Start, *rows: list[object], replaced: bool = False) -> Report:
    return write_sources(xlsx(tmp_path / "more.xlsx", rows), folder, begun, may_replace=replaced)


def test_more_rows_for_a_folder_that_is_there(tmp_path: Path, folder: Path, begun: Start) -> None:
    new_folder(begun, folder)
    for path in folder.rglob("*.yaml"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n").removesuffix(b"\r\n"))
    (folder / "aliases.yaml").write_text("4.MI: 1.MI\n")
    before = files_of(folder)
    report = added(tmp_path, folder, begun, row(1), row(2, practice=1))
    assert report.changed == ["sources.yaml", "organizations.yaml"]
    assert report.new == [
        f"{FOUR}/practice.md",
        f"{FOUR}/4.MI-2.md",
        "1-listen-where-people-are/1.MI-2.md",
    ]
    after = files_of(folder)
    assert {name for name in before if before[name] != after[name]} == {"sources.yaml", "organizations.yaml"}
    assert after["sources.yaml"].startswith(before["sources.yaml"])
    assert b"\n" not in after["sources.yaml"].replace(b"\r\n", b"")
    assert check_folder(folder) == ()


def test_an_example_that_is_there_is_replaced_only_when_asked(
    tmp_path: Path, folder: Path, begun: Start
) -> None:
    added(tmp_path, folder, begun, row(1), row(2))
    before = files_of(folder)
    again = row(1, done="They held it once more.")
    with pytest.raises(SheetError) as refusal:
        added(tmp_path, folder, begun, again)
    told = f"row 2, “Headline”: {FOUR}/4.MI.md has this headline already; change it, or leave the row out."
    assert str(refusal.value).splitlines()[1] == f"more.xlsx, {told}"
    assert files_of(folder) == before
    assert added(tmp_path, folder, begun, again, replaced=True).changed == [f"{FOUR}/4.MI.md"]
    assert b"once more" in files_of(folder)[f"{FOUR}/4.MI.md"]
    assert check_folder(folder) == ()


def test_folders_that_cannot_be_used(tmp_path: Path, folder: Path, begun: Start) -> None:
    folder.mkdir()
    added(tmp_path, folder, begun, row(1))
    (folder / "sources.yaml").write_text("x: y\n")
    with pytest.raises(
        UserError, match=r"ours has \d+ places to mend first\. “esscollab packs check .*ours” names"
    ):
        added(tmp_path, folder, begun, row(2))
    other = tmp_path / "other"
    other.mkdir()
    (other / "letter.txt").touch()
    with pytest.raises(UserError, match=r"other is there already and holds something\. Name a new folder\."):
        added(tmp_path, other, begun, row(1))
    with pytest.raises(UserError, match=r"holds something\. Name a new folder\."):
        added(tmp_path, other / "letter.txt", begun, row(1))
    with pytest.raises(UserError, match=r"can't be written: .*Name another folder\."):
        added(tmp_path, other / "letter.txt" / "below", begun, row(1))
    assert files_of(other) == {"letter.txt": b""}


def test_a_table_that_takes_no_more_entries_is_left_alone(tmp_path: Path, folder: Path, begun: Start) -> None:
    added(tmp_path, folder, begun, row(1, partners=""))
    (folder / "organizations.yaml").write_text("{}\n")
    before = files_of(folder)
    with pytest.raises(
        UserError, match=r"with these rows the folder would have this to mend\.\norganizations"
    ):
        added(tmp_path, folder, begun, row(2))
    assert files_of(folder) == before


def test_the_same_sheet_gives_the_same_files(tmp_path: Path, begun: Start) -> None:
    sheet = xlsx(tmp_path / "a.xlsx", [row(1), row(2, state="OH")])
    for name in ("one", "two"):
        write_sources(sheet, tmp_path / name, begun)
    assert files_of(tmp_path / "one") == files_of(tmp_path / "two")


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    column=st.sampled_from(
        ["headline", "summary", "done", "partners", "district", "source_title", "dates", "practice"]
    ),
    text=st.text(max_size=200) | st.text(alphabet="[^]#-:;'\"*_`|<b>\n{}&!%@ =1.ab", max_size=60),
)
def test_any_text_is_taken_or_named(
    tmp_path_factory: pytest.TempPathFactory, begun: Start, column: str, text: str
) -> None:
    folder = tmp_path_factory.mktemp("any")
    data = csv_bytes([row(1, **{column: text.encode("utf-8", "replace").decode()})])
    try:
        write_sources(written(folder / "a.csv", data), folder / "ours", begun)
    except SheetError as refusal:
        assert {fault.row for fault in refusal.faults} == {2}
        assert not (folder / "ours").exists()
    else:
        assert check_folder(folder / "ours") == ()
