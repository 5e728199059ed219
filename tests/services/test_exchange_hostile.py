"""Files that are not what they say: one clear sentence each, and the notebook as it was."""

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from offices import Office, offices

from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.meetings import MeetingFields
from esscollab_desktop.domain.notes import NoteFields
from esscollab_desktop.services import exchange_file

Parts = dict[str, bytes]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with offices(tmp_path, 1) as (made,):
        meeting = made.meetings.add(MeetingFields("Retreat"))
        made.notebook.add("4.MA", "kept", NoteFields(meeting=meeting.id, author="Ann"))
        yield made


def parts_of(path: Path) -> Parts:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def zipped(parts: Parts, method: int = zipfile.ZIP_STORED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return out.getvalue()


def signed(parts: Parts) -> bytes:
    """The file with a list of contents that fits, as only a hostile hand would make it."""
    listed = {
        name: {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
        for name, data in parts.items()
        if name != "manifest.json"
    }
    manifest = {"format": "esscollab-notes", "version": 1, "files": listed}
    return zipped({**parts, "manifest.json": json.dumps(manifest).encode()})


def refused(office: Office, data: bytes) -> str:
    """The sentence with which the file is refused; the notebook is the same afterwards."""
    path, before = office.folder / "hostile.zip", office.notebook.histories()
    path.write_bytes(data)
    with pytest.raises(UserError) as caught:
        office.takes(path)
    assert office.notebook.histories() == before
    assert office.backups.list() == []
    sentence = str(caught.value)
    assert re.fullmatch(r"hostile\.zip can’t be read: [^\n]{5,200}\. Nothing was changed\.", sentence)
    return sentence


def changed(office: Office, change: Callable[[Any], None], name: str = "annotations.jsonld") -> bytes:
    parts = parts_of(office.sends())
    told = json.loads(parts[name])
    change(told)
    return signed({**parts, name: json.dumps(told).encode()})


def test_a_file_in_order_is_taken(office: Office) -> None:
    parts = parts_of(office.sends())
    for data in (signed(parts), zipped(parts, zipfile.ZIP_DEFLATED)):
        path = office.folder / "fine.zip"
        path.write_bytes(data)
        assert office.looks_into(path).is_known


@pytest.mark.parametrize("data", [b"", b"no zip", b"PK\x03\x04" + b"\0" * 40, b"\0" * 5000])
def test_what_is_no_zip(office: Office, data: bytes) -> None:
    assert "not a file of notes, or is damaged" in refused(office, data)


@pytest.mark.parametrize(
    "name", ["../climbing.txt", "/etc/passwd", "C:\\x", "extra.txt", "a/annotations.jsonld"]
)
def test_names_that_do_not_belong(office: Office, name: str) -> None:
    parts = parts_of(office.sends())
    refused(office, signed({**parts, name: b"x"}))
    assert not (office.folder.parent / "climbing.txt").exists()


def test_missing_and_doubled_files(office: Office) -> None:
    parts = parts_of(office.sends())
    for name in ("manifest.json", "annotations.jsonld"):
        assert "does not hold" in refused(office, zipped({k: v for k, v in parts.items() if k != name}))
    assert "list of contents" in refused(
        office, zipped({k: v for k, v in parts.items() if k != "notebook.json"})
    )
    out = io.BytesIO(zipped(parts))
    with zipfile.ZipFile(out, "a") as package, pytest.warns(UserWarning, match="Duplicate name"):
        package.writestr("annotations.jsonld", b"{}")
    assert "does not hold" in refused(office, out.getvalue())


def test_a_checksum_that_does_not_fit(office: Office) -> None:
    parts = parts_of(office.sends())
    parts["annotations.jsonld"] = parts["annotations.jsonld"].replace(b"kept", b"kepT")
    assert "damaged on the way" in refused(office, zipped(parts))


def test_a_newer_program_and_another_format(office: Office) -> None:
    newer = changed(office, lambda told: None)
    parts = parts_of(office.sends())
    for manifest, words in (
        ({"format": "esscollab-notes", "version": 2}, "newer version of the program"),
        ({"format": "other", "version": 1}, "not a file of notes"),
        ([], "not a file of notes"),
        ({"format": "esscollab-notes", "version": 1, "files": []}, "list of contents"),
    ):
        data = zipped({**parts, "manifest.json": json.dumps(manifest).encode()})
        assert words in refused(office, data)
    assert newer


def test_a_bomb_is_read_no_further_than_is_allowed(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchange_file, "MOST_BYTES", 1024 * 1024)
    parts = parts_of(office.sends())
    bomb = zipped({**parts, "annotations.jsonld": b" " * 3_000_000}, zipfile.ZIP_DEFLATED)
    assert len(bomb) < 10_000
    assert "larger than 1 MB" in refused(office, bomb)


@pytest.mark.parametrize(
    "data",
    [
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"\xff\xfe",
        b"NaN",
        b"1" * 5000,
        b'{"type": "AnnotationCollection", "first": {"items": [1, 2]}}',
        b'{"type": "AnnotationCollection", "first": {"items": {"a": 1}}}',
        b'{"type": "AnnotationCollection"}',
        b"[]",
        b"null",
    ],
)
def test_texts_that_are_no_annotations(office: Office, data: bytes) -> None:
    parts = parts_of(office.sends())
    refused(office, signed({**parts, "annotations.jsonld": data}))
    if b"AnnotationCollection" not in data:
        refused(office, signed({**parts, "notebook.json": data}))


WRONG: list[tuple[str, Any]] = [
    ("id", "http://example.org/1"),
    ("id", "urn:uuid:"),
    ("id", "urn:esscollab:note:%ff"),
    ("type", "Note"),
    ("created", "2026-11-23"),
    ("created", "2026-11-23T10:00:00"),
    ("created", "0001-01-01T00:00:00+14:00"),
    ("modified", 7),
    ("body", None),
    ("body", []),
    ("body", [{"type": "TextualBody", "value": "a"}, {"type": "TextualBody", "value": "b"}]),
    ("body", [{"type": "Image", "value": "a"}]),
    ("body", [{"type": "TextualBody", "value": ["a"]}]),
    ("target", "https://example.org"),
    ("target", ["urn:esscollab:code:4.MA"]),
    ("target", {"source": "urn:esscollab:code:4.MA", "selector": []}),
    ("creator", "Ann"),
    ("creator", {"name": 5}),
    ("esscollab:kind", "rumor"),
    ("esscollab:status", None),
    ("esscollab:visibility", "everyone"),
    ("esscollab:due", "2026-13-01"),
    ("esscollab:meeting", {}),
    ("esscollab:version", None),
    ("esscollab:version", {"id": ""}),
    ("esscollab:version", {"id": "a", "settles": "b"}),
    ("esscollab:version", {"id": "a", "settles": [1]}),
    ("esscollab:rivals", {"a": 1}),
    ("esscollab:rivals", [{}]),
    ("esscollab:deleted", "soon"),
]


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_values_of_the_wrong_kind(office: Office, name: str, value: Any) -> None:
    sentence = refused(
        office, changed(office, lambda told: told["first"]["items"][0].__setitem__(name, value))
    )
    assert "note 1" in sentence


@pytest.mark.parametrize(
    ("start", "end"), [(-1, 2), (3, 2), (True, 2), (1.0, 2), (0, 2**40), ("0", "1"), (0, None)]
)
def test_places_that_can_not_be(office: Office, start: Any, end: Any) -> None:
    target = {
        "source": "urn:esscollab:code:4.MA",
        "selector": [
            {"type": "TextQuoteSelector", "exact": "x"},
            {"type": "TextPositionSelector", "start": start, "end": end},
        ],
    }
    refused(office, changed(office, lambda told: told["first"]["items"][0].__setitem__("target", target)))


@pytest.mark.parametrize(
    ("name", "value"),
    [("id", ""), ("title", 3), ("date", "May"), ("groups", "all"), ("groups", [None]), ("modified", None)],
)
def test_meetings_of_the_wrong_kind(office: Office, name: str, value: Any) -> None:
    data = changed(office, lambda told: told["meetings"][0].__setitem__(name, value), "notebook.json")
    assert "meeting 1" in refused(office, data)


def test_notes_and_meetings_that_stand_twice(office: Office) -> None:
    twice = changed(office, lambda told: told["first"]["items"].append(told["first"]["items"][0]))
    assert "note 2 stands in it twice" in refused(office, twice)
    twice = changed(office, lambda told: told["meetings"].append(told["meetings"][0]), "notebook.json")
    assert "meeting 2 stands in it twice" in refused(office, twice)


def test_versions_in_a_circle_and_of_another_note_do_no_harm(office: Office) -> None:
    def ring(told: Any) -> None:
        note = told["first"]["items"][0]
        own = note["esscollab:version"]
        rival = json.loads(json.dumps(note))
        rival["esscollab:version"] = {"id": "other", "parent": own["id"]}
        own["parent"] = "other"
        note["esscollab:rivals"] = [rival]

    path = office.folder / "ring.zip"
    path.write_bytes(changed(office, ring))
    office.takes(path)
    assert [note.body for note in office.notebook.notes()] == ["kept"]
    assert office.takes(path) == ""


def test_half_characters_become_visible_marks(office: Office) -> None:
    def halve(told: Any) -> None:
        note = told["first"]["items"][0]
        note["id"] = "urn:esscollab:note:halved"
        note["body"][0]["value"] = "half \ud83d"
        note["esscollab:version"] = {"id": "half"}

    path = office.folder / "half.zip"
    path.write_bytes(changed(office, halve))
    office.takes(path)
    assert {note.body for note in office.notebook.notes()} == {"kept", "half [U+D83D]"}
    assert office.takes(path) == ""


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
KEYS = sorted({name for name, _ in WRONG})


@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(KEYS), JSON)
def test_any_value_anywhere_is_read_or_refused(office: Office, name: str, value: Any) -> None:
    data = changed(office, lambda told: told["first"]["items"][0].__setitem__(name, value))
    path = office.folder / "any.zip"
    path.write_bytes(data)
    try:
        office.looks_into(path)
    except UserError as refusal:
        assert str(refusal).endswith("Nothing was changed.")


@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 10_000), st.integers(0, 255))
def test_a_byte_that_flips_is_noticed_or_does_no_harm(office: Office, place: int, byte: int) -> None:
    data = bytearray(office.sends().read_bytes())
    data[place % len(data)] = byte
    path = office.folder / "flipped.zip"
    path.write_bytes(data)
    try:
        assert office.looks_into(path).is_known
    except UserError as refusal:
        assert str(refusal).endswith("Nothing was changed.")
