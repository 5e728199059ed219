"""What a user can do with packets, on a real notebook."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from made_pictures import png, size, svg

from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.packets import ItemKind, PacketFields, PacketItem
from esscollab_desktop.render.picture import png as drawn
from esscollab_desktop.services.packets import Packets
from esscollab_desktop.storage.notebook.repository import NotebookRepository, open_notebook
from esscollab_desktop.ui.viewmodels.packet_setting import Packets as Wanted

MIGRATIONS = Path(__file__).parents[2] / "db" / "migrations"


@pytest.fixture
def notebook(tmp_path: Path) -> Iterator[NotebookRepository]:
    opened = open_notebook(tmp_path / "data", MIGRATIONS)
    yield opened
    opened.close()


@pytest.fixture
def packets(notebook: NotebookRepository) -> Packets:
    return Packets(notebook.packets)


def test_they_are_what_the_window_asks_for(packets: Packets) -> None:
    wanted: Wanted = packets
    assert wanted.list() == []


def test_a_packet_is_known_by_its_name_its_id_or_how_they_begin(packets: Packets) -> None:
    night, day = packets.add(PacketFields("Family  Night")), packets.add(PacketFields("Family day"))
    for name in ("Family  Night", " family night ", night.id, night.id[:9], "family n"):
        assert packets.by_name(name) == night
    with pytest.raises(UserError, match=r"There is no packet “Evening”\. There are “Family day” and|are “Fa"):
        packets.by_name("Evening")
    with pytest.raises(UserError, match="2 packets begin with “family”"):
        packets.by_name("family")
    with pytest.raises(UserError, match="no packet “fam”"):
        packets.by_name("fam")
    packets.delete(day.id)
    assert packets.by_name("family") == night
    assert packets.by_name("family day", deleted=True).id == day.id
    with pytest.raises(UserError, match=r"no deleted packet “x”\. There is “Family day”\."):
        packets.by_name("x", deleted=True)


def test_the_first_packet_is_missed_in_words(packets: Packets) -> None:
    with pytest.raises(UserError, match="There is none yet"):
        packets.by_name("Any")


def test_two_of_one_name_are_told_apart_by_id(packets: Packets) -> None:
    one, two = packets.add(PacketFields("Same")), packets.add(PacketFields("Same"))
    with pytest.raises(UserError, match="2 packets are called “same”") as told:
        packets.by_name("same")
    assert one.id in str(told.value)
    assert two.id in str(told.value)


@pytest.mark.parametrize("name", ["", "  ", "\n\t"])
def test_a_packet_needs_a_name(packets: Packets, name: str) -> None:
    with pytest.raises(UserError, match="has no name"):
        packets.add(PacketFields(name))
    kept = packets.add(PacketFields("A"))
    with pytest.raises(UserError, match="has no name"):
        packets.save(kept.id, PacketFields(name), 1)
    assert packets.get(kept.id) == kept


def test_a_duplicate_gets_a_name_of_its_own(packets: Packets) -> None:
    item = PacketItem("a", ItemKind.MAP)
    first = packets.add(PacketFields("Night", (item,), meeting="m1"))
    names = [packets.duplicate(first.id).fields for _ in range(3)]
    assert [fields.name for fields in names] == ["Night, copy", "Night, copy 2", "Night, copy 3"]
    assert {fields.items for fields in names} == {(item,)}
    assert len(packets.for_meeting("m1")) == 4
    with pytest.raises(UserError, match="not in the notebook"):
        packets.duplicate("nothing")


def test_packets_of_a_meeting(packets: Packets) -> None:
    one = packets.add(PacketFields("One", meeting="m1"))
    packets.add(PacketFields("Two", meeting="m2"))
    packets.add(PacketFields("None"))
    packets.delete(packets.add(PacketFields("Gone", meeting="m1")).id)
    assert packets.for_meeting("m1") == [one]
    assert packets.for_meeting("") == []


def test_items_that_share_an_id_are_told_apart(packets: Packets) -> None:
    item = PacketItem("a", ItemKind.MAP)
    kept = packets.add(PacketFields("A", (item, item, replace(item, id=""))))
    assert len({one.id for one in kept.fields.items}) == 3
    assert kept.fields.items[0] == item


def test_a_logo_is_kept_as_a_png_of_its_own(packets: Packets, notebook: NotebookRepository) -> None:
    name = packets.add_picture(svg("<rect width='40' height='20'/>"))
    assert size(packets.picture(name)) == (1000, 500)
    assert packets.add_picture(packets.picture(name)) == name
    assert packets.add_picture(png()) != name
    with pytest.raises(UserError, match="Choose it again"):
        packets.picture("")
    with pytest.raises(UserError, match="neither a PNG nor an SVG"):
        packets.add_picture(b"nonsense")
    asked: list[float] = []

    def draw(drawing: str, scale: float) -> bytes:
        asked.append(scale)
        return drawn(drawing, scale)

    assert Packets(notebook.packets, draw).add_picture(svg("<rect width='40' height='20'/>")) == name
    assert set(asked) == {1.0}
