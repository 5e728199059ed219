"""Notes from one notebook to another: nothing twice, nothing lost, nothing private, and all of it undone."""

import json
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from offices import Office, offices, seen

from esscollab_desktop.domain.anchors import Anchor, AnchorState, Selectors
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.meetings import MeetingFields
from esscollab_desktop.domain.notes import (
    History,
    Note,
    NoteFields,
    NoteKind,
    NoteQuery,
    NoteStatus,
    Revision,
    Visibility,
)
from esscollab_desktop.services.exchange import apply_import, export_notes, preview_import, undo_import
from esscollab_desktop.services.exchange_file import packed, unpacked
from esscollab_desktop.services.merging import arranged

SCHEMA = Path(__file__).parents[2] / "resources" / "authoring" / "annotation.schema.json"
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
MARK = "zq7-private-mark-7qz"
PLACE = Anchor(
    Selectors("public “breakfasts”", "before ", " after", 7, 26, "0f3a"), "2026.1", AnchorState.MOVED, "was"
)


@pytest.fixture
def three(tmp_path: Path) -> Iterator[list[Office]]:
    with offices(tmp_path, 3) as made:
        yield made


def full(office: Office) -> None:
    """Notes of every sort, each told from the others by its text."""
    meeting = office.meetings.add(MeetingFields("Retreat", date(2026, 11, 30), "Hall", "all", ("EL", "IEP")))
    for kind in NoteKind:
        fields = NoteFields(
            *(kind, NoteStatus.DONE, ("a", "b"), Visibility.RECORD, "Ann", "a parent", date(2027, 1, 2)),
            meeting=meeting.id,
        )
        office.notebook.add("4.MA", f"a **{kind}**", fields, PLACE)
    office.notebook.add("state:MI", "plain")
    gone = office.notebook.add("4", "gone")
    office.notebook.delete(gone.id)


def by_text(office: Office, body: str) -> Note:
    (note,) = [one.note for one in office.notebook.histories() if one.note.body == body]
    return note


def test_all_that_a_note_has_arrives(three: list[Office]) -> None:
    a, b, _ = three
    full(a)
    plan = b.looks_into(a.sends())
    assert (len(plan.added), plan.changed, plan.conflicting, plan.unchanged) == (11, (), (), ())
    assert b.stands() == []
    b.takes(a.sends())
    assert b.stands() == a.stands()
    assert [note.body for note in b.notebook.trash()] == ["gone"]


def test_twice_changes_nothing_and_makes_no_backup(three: list[Office]) -> None:
    a, b, _ = three
    full(a)
    b.takes(a.sends())
    before, copies = b.notebook.histories(), b.backups.list()
    assert len(copies) == 1
    plan = b.looks_into(a.sends())
    assert plan.changes_nothing
    assert plan.is_known
    assert (len(plan.unchanged), plan.sentence) == (11, "Nothing in it is new.")
    assert apply_import(b.notebook, plan, b.backups) == ""
    assert a.takes(b.sends()) == ""
    assert b.notebook.histories() == before
    assert len(b.backups.list()) == len(copies)


def test_the_same_notes_give_the_same_bytes(three: list[Office]) -> None:
    a, b, _ = three
    full(a)
    b.takes(a.sends())
    assert a.sends().read_bytes() == a.sends().read_bytes() == b.sends().read_bytes()


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_order_of_files_does_not_matter(tmp_path: Path, order: tuple[int, ...]) -> None:
    with offices(tmp_path, 4) as (a, b, c, last):
        for text in ("one", "two", "three", "four"):
            a.notebook.add("4.MA", text)
        for office in (b, c):
            office.takes(a.sends())
        for office, word in ((a, "A"), (b, "B")):
            note = by_text(office, "one")
            office.notebook.save(note.id, f"one {word}", note.revision)
        a.notebook.delete(by_text(a, "two").id)
        two = by_text(b, "two")
        b.notebook.save(two.id, "two, edited", two.revision)
        c.notebook.delete(by_text(c, "three").id)
        four = by_text(c, "four")
        c.notebook.restore(c.notebook.delete(four.id).id)
        a.notebook.delete(four.id)
        files = [office.sends() for office in (a, b, c)]
        for place in order:
            last.takes(files[place])
        for file in files:
            assert last.takes(file) == ""
        notes = {one.note.body: one.note for one in last.notebook.histories()}
        assert set(notes) == {"one B", "two, edited", "three", "four"}
        assert notes["one B"].rivals
        assert [bool(notes[t].deleted_at) for t in ("two, edited", "three", "four")] == [False, True, False]
        for office in (a, b, c):
            office.takes(last.sends())
            assert office.stands() == last.stands()


def test_both_edits_stand_until_a_person_picks_and_the_pick_goes_round(three: list[Office]) -> None:
    a, b, c = three
    a.notebook.add("4.MA", "common")
    b.takes(a.sends())
    for office, text in ((a, "from a"), (b, "from b")):
        note = by_text(office, "common")
        office.notebook.save(note.id, text, note.revision)
    plan = b.looks_into(a.sends())
    (line,) = plan.conflicting
    assert line.words == "4.MA: “from b” and “from a”. Both are kept, side by side, until you pick one."
    b.takes(a.sends())
    a.takes(b.sends())
    assert a.stands() == b.stands()
    note = by_text(a, "from b")
    (rival,) = note.rivals
    a.notebook.settle(note.id, rival)
    assert by_text(a, "from a").rivals == ()
    for office in (b, c):
        office.takes(a.sends())
        assert office.stands() == a.stands()
    assert a.takes(b.sends()) == ""
    older = by_text(c, "from a")
    c.notebook.save(older.id, "went on", older.revision)
    b.takes(c.sends())
    assert by_text(b, "went on").rivals == ()


def test_writing_on_while_a_rival_stands_keeps_it_standing(three: list[Office]) -> None:
    a, b, _ = three
    a.notebook.add("4.MA", "common")
    b.takes(a.sends())
    for office, text in ((a, "from a"), (b, "from b")):
        note = by_text(office, "common")
        office.notebook.save(note.id, text, note.revision)
    b.takes(a.sends())
    note = by_text(b, "from b")
    b.notebook.save(note.id, "from b, longer", note.revision)
    a.takes(b.sends())
    assert by_text(a, "from b, longer").rivals == note.rivals
    b.notebook.delete(note.id)
    a.takes(b.sends())
    assert [n.body for n in a.notebook.trash()] == ["from b, longer"]
    assert a.stands() == b.stands()


def test_what_each_line_says(three: list[Office]) -> None:
    a, b, _ = three
    for text in ("one", "two", "three", "four", "five"):
        a.notebook.add("state:MI", text)
    b.takes(a.sends())
    a.notebook.save(by_text(a, "one").id, "one!", 1)
    a.notebook.save(by_text(a, "two").id, "two", 1, NoteFields(kind=NoteKind.IDEA))
    a.notebook.delete(by_text(a, "three").id)
    a.notebook.save(by_text(a, "four").id, "four!", 1)
    b.notebook.delete(by_text(b, "four").id)
    a.notebook.delete(by_text(a, "five").id)
    b.notebook.save(by_text(b, "five").id, "five!", 1)
    plan = b.looks_into(a.sends())
    assert sorted(line.words for line in plan.changed) == [
        "MI: “four!” was deleted here and changed there: it comes back.",
        "MI: “one” becomes “one!”.",
        "MI: “three” goes to the trash, as it did there.",
        "MI: “two”, its details change.",
    ]
    assert [line.words for line in plan.unchanged] == [
        "MI: “five!” was deleted there and changed here: it stays."
    ]
    assert plan.sentence == "0 will be added, 4 changed, 0 kept in two wordings, 1 are here already."
    b.takes(a.sends())
    assert {n.body for n in b.notebook.notes()} == {"one!", "two", "four!", "five!"}


def test_one_undo_takes_all_of_it_back(three: list[Office]) -> None:
    a, b, _ = three
    full(a)
    b.notebook.add("4.MI", "own")
    b.takes(a.sends())
    a.notebook.add("4.MA", "later")
    for office, text in ((a, "plain a"), (b, "plain b")):
        note = by_text(office, "plain")
        office.notebook.save(note.id, text, note.revision)
    a.notebook.delete(by_text(a, "a **idea**").id)
    before, file = b.stands(), a.sends()
    token = b.takes(file)
    after = b.stands()
    assert after != before
    assert undo_import(b.notebook, token) == 3
    assert b.stands() == before
    assert undo_import(b.notebook, token) == 0
    assert undo_import(b.notebook, "") == 0
    b.takes(file)
    assert b.stands() == after


def test_what_is_typed_between_preview_and_import_is_merged(three: list[Office]) -> None:
    a, b, _ = three
    a.notebook.add("4.MA", "one")
    b.takes(a.sends())
    note = by_text(a, "one")
    a.notebook.save(note.id, "from a", note.revision)
    plan = b.looks_into(a.sends())
    b.notebook.save(note.id, "typed meanwhile", 1)
    apply_import(b.notebook, plan, b.backups)
    (now,) = b.notebook.notes()
    texts = {r.id: r.body for r in b.notebook.history(note.id)}
    assert {now.body, *(texts[r] for r in now.rivals)} == {"typed meanwhile", "from a"}


def test_private_notes_are_in_no_byte_of_the_file(three: list[Office]) -> None:
    a, b, _ = three
    secret = a.meetings.add(MeetingFields(f"{MARK} meeting"))
    marked = NoteFields(
        tags=(MARK,), visibility=Visibility.PRIVATE, author=MARK, speaker=MARK, meeting=secret.id
    )
    quote = Anchor(Selectors(MARK, MARK, MARK, 0, 9, "h"), "2026.1", was=MARK)
    a.notebook.add("4.MA", f"{MARK} private", marked, quote)
    once = a.notebook.add("4.MI", f"{MARK} was private", marked, quote)
    a.notebook.save(once.id, "for the team now", once.revision, NoteFields(), PLACE)
    then = a.notebook.add("4.MI", "for the team")
    a.notebook.save(then.id, f"{MARK} private now", then.revision, marked)
    a.notebook.delete(a.notebook.add("4.DC", f"{MARK} deleted", marked).id)
    a.notebook.delete(a.notebook.add("4.DC", f"{MARK} thrown away").id)
    report = export_notes(a.notebook, a.meetings, a.folder / "out.zip")
    assert report.sentence == "Holds 1 note. 2 private notes are left out."
    data = report.path.read_bytes()
    with zipfile.ZipFile(report.path) as package:
        parts = [package.read(name) for name in package.namelist()]
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        assert all(MARK.encode(encoding) not in part for part in [data, *parts])
    assert secret.id.encode() not in data
    assert b.takes(report.path)
    assert [note.body for note in b.notebook.notes()] == ["for the team now"]
    everything = a.sends(with_private=True)
    assert MARK.encode() in everything.read_bytes()
    b.takes(everything)
    assert b.stands() == a.stands()


def test_a_private_rival_stays_at_home(three: list[Office]) -> None:
    a, b, _ = three
    a.notebook.add("4.MA", "common")
    b.takes(a.sends())
    a.notebook.save(by_text(a, "common").id, f"{MARK}", 1, NoteFields(visibility=Visibility.PRIVATE))
    b.notebook.save(by_text(b, "common").id, "team", 1)
    a.takes(b.sends())
    assert by_text(a, "team").rivals
    assert MARK.encode() not in a.sends().read_bytes()


def test_a_choice_of_notes_travels_alone(three: list[Office]) -> None:
    a, b, _ = three
    full(a)
    plain = by_text(a, "plain")
    query = NoteQuery(kinds=frozenset({NoteKind.IDEA, NoteKind.ACTION}))
    for choice, texts in (([plain.id, "unknown"], {"plain"}), (query, {"a **idea**", "a **action**"})):
        path = a.folder / "choice.zip"
        export_notes(a.notebook, a.meetings, path, choice)
        assert {one.note.body for one in unpacked(path).histories} == texts
    assert [meeting.title for meeting in unpacked(path).meetings] == ["Retreat"]
    assert b.looks_into(path).added[-1].words == "Meeting “Retreat”"


def test_of_a_meeting_the_newer_record_holds(three: list[Office]) -> None:
    a, b, _ = three
    meeting = a.meetings.add(MeetingFields("Retreat"))
    a.notebook.add("4.MA", "said", NoteFields(meeting=meeting.id))
    b.takes(a.sends())
    saved = a.meetings.save(meeting.id, MeetingFields("Retreat, moved", place="Hall"), 1)
    (line,) = b.looks_into(a.sends()).changed
    assert line.words == "Meeting “Retreat, moved”: the record there is newer."
    token = b.takes(a.sends())
    assert b.meetings.list()[0].title == saved.title
    assert a.takes(b.sends()) == ""
    undo_import(b.notebook, token)
    assert b.meetings.list()[0].title == "Retreat"
    b.takes(a.sends())
    a.meetings.delete(meeting.id)
    b.takes(a.sends())
    assert b.meetings.list() == []
    b.meetings.restore(meeting.id)
    a.takes(b.sends())
    assert [m.title for m in a.meetings.list()] == ["Retreat, moved"]


ANY = st.text(st.characters(codec="utf-8"), max_size=30)
PLACES = st.builds(
    Anchor,
    st.builds(Selectors, ANY, ANY, ANY, st.integers(0, 50), st.integers(50, 90), ANY),
    ANY,
    st.sampled_from(AnchorState),
    ANY,
)
FIELDS = st.builds(
    NoteFields,
    st.sampled_from(NoteKind),
    st.sampled_from(NoteStatus),
    st.lists(ANY, max_size=3).map(tuple),
    st.just(Visibility.TEAM),
    *(ANY, ANY, st.none() | st.dates(), ANY),
)
TIMES = st.datetimes(datetime(1900, 1, 1), datetime(2900, 1, 1), timezones=st.just(UTC))
NAMES = ANY.filter(bool)


@st.composite
def any_history(draw: st.DrawFn) -> History:
    name, at = draw(NAMES), draw(TIMES)
    ids = draw(st.lists(NAMES, min_size=1, max_size=3, unique=True))
    versions = [
        Revision(one, name, 1, "", draw(ANY), draw(FIELDS), draw(st.none() | PLACES), draw(TIMES))
        for one in ids
    ]
    return arranged(Note(name, draw(NAMES), "", at, at), versions)


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(any_history(), max_size=4, unique_by=lambda one: one.note.id))
def test_any_text_arrives_as_it_was(histories: list[History]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "any.zip"
        path.write_bytes(packed(histories, ()))
        read = {one.note.id: one.note for one in unpacked(path).histories}
    assert {name: seen(note) for name, note in read.items()} == {
        one.note.id: seen(one.note) for one in histories
    }


def w3c(path: Path) -> dict[str, Any]:
    with zipfile.ZipFile(path) as package:
        return dict(json.loads(package.read("annotations.jsonld")))


def test_the_annotations_are_what_the_w3c_asks_for(three: list[Office]) -> None:
    a, b, _ = three
    full(a)
    b.takes(a.sends())
    for office in (a, b):
        note = by_text(office, "plain")
        office.notebook.save(note.id, f"plain {office.folder.name}", note.revision)
    b.takes(a.sends())
    told = w3c(b.sends())
    schema = json.loads(SCHEMA.read_text("utf-8"))
    validator = Draft202012Validator(schema)
    assert [error.message for error in validator.iter_errors(told)] == []
    items = told["first"]["items"]
    assert told["total"] == len(items) == 10
    (idea,) = [one for one in items if one["body"][0]["value"] == "a **idea**"]
    assert idea["motivation"] == "commenting"
    assert idea["creator"] == {"type": "Person", "name": "Ann"}
    assert idea["body"][0]["format"] == "text/markdown"
    assert [body["value"] for body in idea["body"] if body.get("purpose") == "tagging"] == ["a", "b"]
    assert idea["target"]["source"] == "urn:esscollab:code:4.MA"
    quote, position = idea["target"]["selector"]
    assert quote == {
        "type": "TextQuoteSelector",
        "exact": "public “breakfasts”",
        "prefix": "before ",
        "suffix": " after",
    }
    assert position == {"type": "TextPositionSelector", "start": 7, "end": 26}
    assert [one["motivation"] for one in items if "replying" in one["motivation"]] == ["replying"]
    (conflict,) = [one for one in items if one["target"] == "urn:esscollab:code:state%3AMI"]
    rival = {"@context": "http://www.w3.org/ns/anno.jsonld", **conflict["esscollab:rivals"][0]}
    annotation = validator.evolve(schema={**schema, "$ref": "#/$defs/Annotation", "allOf": [True]})
    assert [error.message for error in annotation.iter_errors(rival)] == []


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("first", "items", 0, "motivation"), "shouting"),
        (("first", "items", 0, "created"), "yesterday"),
        (("first", "items", 0, "creator"), {"type": "Robot", "name": "x"}),
        (("first", "items", 0, "target"), {"type": "SpecificResource"}),
        (("first", "items", 0, "body"), [{"type": "TextualBody"}]),
        (("first", "items", 0, "kind"), "idea"),
        (("first", "items", 0, "type"), "Note"),
        (("first", "type"), "Page"),
        (("@context",), "http://example.org/"),
        (("total",), -1),
    ],
)
def test_the_schema_refuses_what_the_w3c_does_not_know(
    three: list[Office], place: tuple[Any, ...], value: Any
) -> None:
    three[0].notebook.add("4.MA", "text", NoteFields(author="Ann"))
    told: Any = w3c(three[0].sends())
    validator = Draft202012Validator(json.loads(SCHEMA.read_text("utf-8")))
    assert validator.is_valid(told)
    at = told
    for step in place[:-1]:
        at = at[step]
    at[place[-1]] = value
    assert not validator.is_valid(told)


def test_a_file_that_is_in_the_way_stays(three: list[Office]) -> None:
    (three[0].folder / "a.zip").mkdir()
    with pytest.raises(UserError, match="is a folder"):
        export_notes(three[0].notebook, three[0].meetings, three[0].folder / "a.zip")
    with pytest.raises(UserError, match="there is no such file"):
        preview_import(three[0].notebook, three[0].meetings, three[0].folder / "none.zip")
