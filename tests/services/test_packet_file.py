"""A packet in a file: out and in again, and files that are not what they say."""

import base64
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_pictures import png, svg

from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.notes import Visibility
from esscollab_desktop.domain.packets import ItemKind, Layout, PacketFields, PacketItem, PacketLook
from esscollab_desktop.services.packet_file import MOST_BYTES, PacketFile, packed
from esscollab_desktop.services.packets import Packets
from esscollab_desktop.storage.notebook.repository import open_notebook

MIGRATIONS = Path(__file__).parents[2] / "db" / "migrations"
NIGHT = PacketFields(
    "Family night",
    (
        PacketItem("a", ItemKind.PAGE, ("4.MA",)),
        PacketItem("b", ItemKind.MEETING, ("m1",)),
        PacketItem("c", ItemKind.TEXT, (), "Bienvenue", "À **tous**\n"),
    ),
    PacketLook(layout=Layout.CARDS, cards=4, organization="PTA"),
    "m1",
)


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Packets]:
    yield from _office(tmp_path_factory.mktemp("there"))


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Packets]:
    yield from _office(tmp_path / "here")


def _office(folder: Path) -> Iterator[Packets]:
    notebook = open_notebook(folder, MIGRATIONS)
    yield Packets(notebook.packets)
    notebook.close()


def test_a_packet_travels_with_its_logo(there: Packets, here: Packets, tmp_path: Path) -> None:
    logo = there.add_picture(svg('<rect width="40" height="20" fill="#06c"/>'))
    packet = there.add(replace(NIGHT, look=replace(NIGHT.look, logo=logo)))
    path = there.export(packet.id, tmp_path / "night.esspacket")
    assert b"\\u00c0" in path.read_bytes()
    taken = here.take_in(path, ["m1"])
    assert taken.fields == packet.fields
    assert taken.id != packet.id
    assert here.picture(logo) == there.picture(logo)
    assert here.take_in(path).fields.name == "Family night, copy"
    assert here.take_in(path).fields.name == "Family night, copy 2"
    again = there.export(packet.id, tmp_path / "again.esspacket")
    assert again.read_bytes() == path.read_bytes()


def test_meetings_that_are_not_here_stay_behind(there: Packets, here: Packets, tmp_path: Path) -> None:
    path = there.export(there.add(NIGHT).id, tmp_path / "night.esspacket")
    taken = here.take_in(path, ["m2"]).fields
    assert taken.meeting == ""
    assert taken.items[1] == PacketItem("b", ItemKind.MEETING)
    assert (taken.items[0], taken.items[2]) == (NIGHT.items[0], NIGHT.items[2])


def test_nobody_else_can_ask_for_private_notes(there: Packets, here: Packets, tmp_path: Path) -> None:
    every = replace(NIGHT, look=replace(NIGHT.look, visibilities=frozenset(Visibility)))
    path = there.export(there.add(every).id, tmp_path / "night.esspacket")
    assert here.take_in(path).fields.look.visibilities == {Visibility.TEAM, Visibility.RECORD}


def test_a_packet_whose_logo_is_lost_travels_without(there: Packets, here: Packets, tmp_path: Path) -> None:
    packet = there.add(replace(NIGHT, look=replace(NIGHT.look, logo="0" * 64)))
    path = there.export(packet.id, tmp_path / "night.esspacket")
    assert here.take_in(path).fields.look == NIGHT.look


def test_what_can_not_be_written_is_told(there: Packets, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="not in the notebook"):
        there.export("nothing", tmp_path / "x.esspacket")
    with pytest.raises(UserError, match="is not there"):
        there.export(there.add(NIGHT).id, tmp_path / "no" / "x.esspacket")


texts = st.text(max_size=40)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=texts.filter(str.strip), title=texts, body=texts, organization=texts)
def test_any_text_travels(
    here: Packets, there: Packets, tmp_path: Path, name: str, title: str, body: str, organization: str
) -> None:
    look = PacketLook(organization=organization)
    fields = PacketFields(name, (PacketItem("a", ItemKind.TEXT, (), title, body),), look)
    packet = there.add(fields)
    taken = here.take_in(there.export(packet.id, tmp_path / "x.esspacket"))
    assert taken.fields == fields
    here.delete(taken.id)


def data_of(**changes: Any) -> bytes:
    told = json.loads(packed(PacketFile(NIGHT)))
    for key, value in changes.items():
        if value is ...:
            del told[key]
        else:
            told[key] = value
    return json.dumps(told).encode()


def item(**changes: Any) -> dict[str, Any]:
    return {"id": "a", "kind": "page", "codes": ["4"], "title": "", "body": "", **changes}


def look(**changes: Any) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(packed(PacketFile(NIGHT)))["look"]
    return {**told, **changes}


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "not a packet, or is damaged"),
        (b"\xff\xfe\x00", "not a packet, or is damaged"),
        (b"[" * 100_000, "not a packet, or is damaged"),
        (b'{"a": 1, "a": 2}', "not a packet, or is damaged"),
        (b'{"a": NaN}', "not a packet, or is damaged"),
        (b"9" * 10_000, "not a packet, or is damaged"),
        (packed(PacketFile(NIGHT))[:-20], "not a packet, or is damaged"),
        (b"[]", "it is not a packet"),
        (b"{}", "it is not a packet"),
        (data_of(format="esscollab-notes"), "it is not a packet"),
        (data_of(version=2), "a newer ESSCollab wrote it"),
        (data_of(version=True), "does not hold"),
        (data_of(version="1"), "does not hold"),
        (data_of(extra=1), "does not hold"),
        (data_of(items=...), "does not hold"),
        (data_of(name=7), "does not hold"),
        (data_of(name="  "), "does not hold"),
        (data_of(meeting=None), "does not hold"),
        (data_of(items={}), "a list of up to 2000"),
        (data_of(items=[item(id=str(n)) for n in range(2001)]), "a list of up to 2000"),
        (data_of(items=[item(), item()]), "does not hold"),
        (data_of(items=[item(kind="poll")]), "not known here"),
        (data_of(items=[item(codes="4")]), "not known here"),
        (data_of(items=[item(codes=[4])]), "not known here"),
        (data_of(items=[item(id="")]), "not known here"),
        (data_of(items=[item(more=1)]), "not known here"),
        (data_of(items=[None]), "not known here"),
        (data_of(look=None), "not known here"),
        (data_of(look=look(layout="poster")), "not known here"),
        (data_of(look=look(cards=3)), "not known here"),
        (data_of(look=look(cards=2.0)), "not known here"),
        (data_of(look=look(large=1)), "not known here"),
        (data_of(look=look(visibilities=["all"])), "not known here"),
        (data_of(look=look(visibilities=["team", "team"])), "not known here"),
        (data_of(look=look(logo="../../x")), "does not hold"),
        (data_of(picture="a!"), "logo is damaged"),
        (data_of(picture="é"), "logo is damaged"),
        (data_of(picture=base64.b64encode(b"nonsense").decode()), "logo is damaged"),
        (data_of(picture=base64.b64encode(svg("<rect/>")).decode()), "logo is damaged"),
        (data_of(picture=base64.b64encode(png()[:-9]).decode()), "logo is damaged"),
    ],
)
def test_a_file_that_is_not_what_it_says_changes_nothing(
    here: Packets, tmp_path: Path, data: bytes, words: str
) -> None:
    path = tmp_path / "hostile.esspacket"
    path.write_bytes(data)
    with pytest.raises(UserError, match=words) as told:
        here.take_in(path)
    assert str(told.value).startswith("hostile.esspacket can’t be read: ")
    assert str(told.value).endswith("Nothing was changed.")
    assert here.list() == []


def test_a_file_that_is_not_there_or_too_large_is_told(here: Packets, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no such file"):
        here.take_in(tmp_path / "x.esspacket")
    with pytest.raises(UserError, match="can’t be opened"):
        here.take_in(tmp_path)
    large = tmp_path / "large.esspacket"
    with large.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    with pytest.raises(UserError, match="larger than 32 MB"):
        here.take_in(large)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_bytes_that_were_hit_give_a_packet_or_a_sentence(
    here: Packets, tmp_path: Path, data: st.DataObject
) -> None:
    whole = bytearray(packed(PacketFile(NIGHT, png())))
    for _ in range(data.draw(st.integers(1, 5))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path / "hit.esspacket"
    path.write_bytes(whole)
    try:
        taken = here.take_in(path)
    except UserError as told:
        assert "Nothing was changed." in str(told)
    else:
        assert here.get(taken.id) == taken
