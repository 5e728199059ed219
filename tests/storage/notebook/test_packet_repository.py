"""Packets on disk: any text comes back, both versions of a conflict, what a newer program wrote, damage."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.notes import Visibility
from esscollab_desktop.domain.packets import (
    FontsChoice,
    ItemKind,
    Language,
    Layout,
    NotesPlace,
    Packet,
    PacketFields,
    PacketItem,
    PacketLook,
    PaperSize,
    SourcesForm,
)
from esscollab_desktop.storage.notebook.engine import WAL, notebook_engine, writing
from esscollab_desktop.storage.notebook.marks import REVISION
from esscollab_desktop.storage.notebook.packets import PacketRepository
from esscollab_desktop.storage.notebook.repository import NotebookRepository, open_notebook
from esscollab_desktop.storage.notebook.stored_text import storable

MIGRATIONS = Path(__file__).parents[3] / "db" / "migrations"
FILE = "notebook.sqlite"

NIGHT = PacketFields(
    "Family night",
    (
        PacketItem("a", ItemKind.PAGE, ("4.MA",)),
        PacketItem("b", ItemKind.COMPARISON, ("4.MA", "4.KS")),
        PacketItem("c", ItemKind.TEXT, (), "Welcome", "**All** of you"),
    ),
    PacketLook(layout=Layout.WORKSHEET, large=True, organization="PTA"),
    "m1",
)

texts = st.text(st.characters(exclude_categories=()), max_size=30)
items = st.builds(
    PacketItem,
    st.uuids().map(str),
    st.sampled_from(ItemKind),
    st.lists(texts, max_size=3).map(tuple),
    texts,
    texts,
)
looks = st.builds(
    PacketLook,
    layout=st.sampled_from(Layout),
    paper=st.sampled_from(PaperSize),
    large=st.booleans(),
    sans=st.booleans(),
    notes=st.sampled_from(NotesPlace),
    visibilities=st.frozensets(st.sampled_from(Visibility)),
    sources=st.sampled_from(SourcesForm),
    contents=st.booleans(),
    cards=st.sampled_from((2, 4)),
    language=st.sampled_from(Language),
    fonts=st.sampled_from(FontsChoice),
    organization=texts,
    logo=texts,
)
packets_fields = st.builds(
    PacketFields, texts, st.lists(items, max_size=4, unique_by=lambda item: item.id).map(tuple), looks, texts
)


@pytest.fixture
def notebook(tmp_path: Path) -> Iterator[NotebookRepository]:
    opened = open_notebook(tmp_path / "data", MIGRATIONS, now=_clock())
    yield opened
    opened.close()


@pytest.fixture
def packets(notebook: NotebookRepository) -> PacketRepository:
    return notebook.packets


def _clock() -> Any:
    start, count = datetime(2026, 11, 24, tzinfo=UTC), iter(range(10**9))
    return lambda: start + timedelta(seconds=next(count))


def kept(fields: PacketFields) -> PacketFields:
    """What comes back of what was given: lone halves of a character as marks."""
    told = tuple(
        PacketItem(
            storable(item.id),
            item.kind,
            tuple(storable(code) for code in item.codes),
            storable(item.title),
            storable(item.body),
        )
        for item in fields.items
    )
    look = replace(
        fields.look, organization=storable(fields.look.organization), logo=storable(fields.look.logo)
    )
    return PacketFields(storable(fields.name), told, look, storable(fields.meeting))


def column(folder: Path, packet_id: str, name: str) -> Any:
    with closing(sqlite3.connect(folder / FILE)) as connection:
        return json.loads(
            connection.execute(f"SELECT {name} FROM packet WHERE id = ?", (packet_id,)).fetchone()[0]
        )


def write_column(folder: Path, packet_id: str, name: str, value: str) -> None:
    with closing(sqlite3.connect(folder / FILE)) as connection:
        connection.execute(f"UPDATE packet SET {name} = ? WHERE id = ?", (value, packet_id))
        connection.commit()


def test_a_packet_is_kept_as_it_was_given(packets: PacketRepository) -> None:
    added = packets.add(NIGHT)
    assert (added.fields, added.revision, added.deleted_at, added.unknown) == (NIGHT, 1, None, 0)
    assert packets.get(added.id) == added
    assert packets.packets() == [added]
    assert packets.get("nothing") is None


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(packets_fields, packets_fields)
def test_any_text_comes_back(packets: PacketRepository, first: PacketFields, second: PacketFields) -> None:
    added = packets.add(first)
    assert added.fields == kept(first)
    saved = packets.save(added.id, second, added.revision)
    assert saved == packets.get(added.id)
    assert saved.fields == kept(second)


def test_the_packet_that_was_changed_last_stands_first(packets: PacketRepository) -> None:
    one, two = packets.add(NIGHT), packets.add(replace(NIGHT, name="Second"))
    assert [packet.id for packet in packets.packets()] == [two.id, one.id]
    packets.save(one.id, replace(NIGHT, name="First"), 1)
    assert [packet.id for packet in packets.packets()] == [one.id, two.id]


def test_a_save_over_an_older_version_keeps_both(packets: PacketRepository) -> None:
    added = packets.add(NIGHT)
    theirs = packets.save(added.id, replace(NIGHT, name="Theirs"), 1)
    ours = packets.save(added.id, replace(NIGHT, name="Ours"), 1)
    assert (theirs.id, theirs.revision) == (added.id, 2)
    assert ours.id != added.id
    assert {packet.fields.name for packet in packets.packets()} == {"Theirs", "Ours"}
    again = packets.save(added.id, replace(NIGHT, name="Theirs"), 1)
    assert again == theirs, "the same words twice are no conflict"


def test_a_deleted_packet_comes_back(packets: PacketRepository) -> None:
    added = packets.add(NIGHT)
    gone = packets.delete(added.id)
    assert gone.deleted_at is not None
    assert (packets.packets(), packets.deleted()) == ([], [gone])
    assert packets.restore(added.id) == added
    packets.delete(added.id)
    saved = packets.save(added.id, NIGHT, 1)
    assert saved.deleted_at is None, "what is saved into it brings it back"


def test_a_packet_that_is_not_there_is_told(packets: PacketRepository) -> None:
    for act in (packets.delete, packets.restore, lambda name: packets.duplicate(name, "x")):
        with pytest.raises(UserError, match="not in the notebook"):
            act("nothing")
    with pytest.raises(UserError, match="not in the notebook"):
        packets.save("nothing", NIGHT, 1)


def unknown_inside(packets: PacketRepository, folder: Path) -> Packet:
    """A packet into which a newer program put items and a look that are not known here."""
    added = packets.add(NIGHT)
    first, *others = column(folder, added.id, "items")
    newer: list[Any] = [{"id": "x", "kind": "poll", "question": "?"}, {**first, "wide": True}]
    newer += [{"id": "y", "kind": "quiz"}, *others, "what is this"]
    write_column(folder, added.id, "items", json.dumps(newer))
    look = {
        **column(folder, added.id, "look"),
        "layout": "poster",
        "cards": 6,
        "ink": "green",
        "large": "yes",
    }
    write_column(folder, added.id, "look", json.dumps(look))
    found = packets.get(added.id)
    assert found is not None
    return found


def test_what_a_newer_program_wrote_is_kept_and_not_shown(packets: PacketRepository, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    packet = unknown_inside(packets, folder)
    assert packet.fields.items == NIGHT.items
    assert packet.unknown == 3
    assert packet.fields.look == replace(NIGHT.look, layout=Layout.REFERENCE, large=False)

    a, _b, c = packet.fields.items
    fields = replace(packet.fields, items=(c, a), look=replace(packet.fields.look, sans=True))
    saved = packets.save(packet.id, fields, packet.revision)
    assert saved.fields == fields
    # Behind `a`, which went to the end, goes what stood behind it; behind `c` what stood there.
    assert [one if isinstance(one, str) else one["id"] for one in column(folder, packet.id, "items")] == [
        "x", "c", "what is this", "a", "y"
    ]  # fmt: skip
    assert column(folder, packet.id, "items")[3]["wide"] is True
    look = column(folder, packet.id, "look")
    assert (look["layout"], look["cards"], look["ink"], look["sans"]) == ("poster", 6, "green", True)

    chosen = packets.save(
        packet.id, replace(fields, look=replace(fields.look, layout=Layout.CARDS, cards=4)), saved.revision
    )
    assert (chosen.fields.look.layout, chosen.fields.look.cards) == (Layout.CARDS, 4)

    second = packets.duplicate(packet.id, "Copy")
    assert column(folder, second.id, "items") == column(folder, packet.id, "items")
    assert (second.unknown, second.revision, second.fields.name) == (3, 1, "Copy")
    theirs = packets.save(packet.id, replace(fields, name="late"), 1)
    assert theirs.id != packet.id
    assert theirs.unknown == 3, "nor is it lost where two windows wrote"


@pytest.mark.parametrize("items", ["", "{", "null", "7", "[7]", "[" * 100_000, '[{"id":"","kind":"page"}]'])
def test_a_damaged_row_is_still_a_packet(packets: PacketRepository, tmp_path: Path, items: str) -> None:
    added = packets.add(NIGHT)
    write_column(tmp_path / "data", added.id, "items", items)
    write_column(tmp_path / "data", added.id, "look", items)
    (packet,) = packets.packets()
    assert packet.fields == PacketFields("Family night", meeting="m1")
    assert packets.save(added.id, NIGHT, 1).fields == NIGHT


def test_a_picture_is_kept_by_its_bytes(packets: PacketRepository, tmp_path: Path) -> None:
    name = packets.put_picture(b"\x89PNG\0\xff")
    assert packets.put_picture(b"\x89PNG\0\xff") == name
    assert packets.picture(name) == b"\x89PNG\0\xff"
    assert packets.picture("") is None
    with closing(sqlite3.connect(tmp_path / "data" / FILE)) as connection:
        connection.execute("UPDATE picture SET value = 'iVBO'")
        connection.commit()
    assert packets.picture(name) is None, "it is not the picture of that name any more"
    assert packets.put_picture(b"\x89PNG\0\xff") == name
    assert packets.picture(name) == b"\x89PNG\0\xff"


def test_an_older_notebook_gets_a_place_for_packets(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    engine = notebook_engine(folder / FILE, WAL)
    with writing(engine).begin() as connection:
        _older(connection)
    engine.dispose()
    notebook = open_notebook(folder, MIGRATIONS)
    assert notebook.notice == ""
    added = notebook.packets.add(NIGHT)
    assert notebook.packets.packets() == [added]
    assert [note.body for note in notebook.notes()] == ["kept"]
    notebook.close()
    with closing(sqlite3.connect(folder / FILE)) as plain:
        assert plain.execute("PRAGMA user_version").fetchone() == (int(REVISION),)


def _older(connection: Any) -> None:
    from esscollab_desktop.storage.notebook import schema

    schema.alembic_version.create(connection)
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(MIGRATIONS))
    command.upgrade(config, "0003")
    schema.mark(connection, "0003")
    connection.exec_driver_sql("INSERT INTO meta (key, value) VALUES ('app', 'esscollab')")
    connection.exec_driver_sql(
        "INSERT INTO note (id, target, body, created_at, updated_at)"
        " VALUES ('11111111-1111-1111-1111-111111111111', '4', 'kept', '2026-01-01', '2026-01-01')"
    )


@pytest.mark.parametrize("harm", ["schema", "tail"])
def test_packets_and_their_pictures_outlive_damage(tmp_path: Path, harm: str) -> None:
    folder = tmp_path / "data"
    notebook = open_notebook(folder, MIGRATIONS)
    long = replace(NIGHT, items=(*NIGHT.items, PacketItem("d", ItemKind.TEXT, (), "Long", "x" * 20_000)))
    added, other = notebook.packets.add(NIGHT), notebook.packets.add(long)
    notebook.packets.save(added.id, replace(NIGHT, name="Newer"), 1)
    picture = notebook.packets.put_picture(b"\x89PNG")
    notebook.close()
    data = bytearray((folder / FILE).read_bytes())
    if harm == "schema":
        data[:16] = bytes(16)  # nobody can open it: only the pages are left
    else:
        data[100] ^= 0xFF
    (folder / FILE).write_bytes(data)
    again = open_notebook(folder, MIGRATIONS)
    assert again.notice
    assert {packet.id: packet.fields for packet in again.packets.packets()} == {
        added.id: replace(NIGHT, name="Newer"),
        other.id: long,
    }
    again.close()
    assert picture
