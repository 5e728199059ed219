"""A new edition says which packets it touches, and their items follow it, there and back."""

from dataclasses import replace

import pytest
from plugin_packs import PackDesk, Press
from small_book import FILES

from esscollab_desktop import bootstrap
from esscollab_desktop.domain.packets import ItemKind, Packet, PacketFields, PacketItem
from esscollab_desktop.domain.packs import HOME, Touched, TouchedPacket
from esscollab_desktop.services.content import Preview
from esscollab_desktop.services.edition_summary import touched_lines
from esscollab_desktop.services.following import Followed
from esscollab_desktop.services.packets import Packets

NY, MA = "1-reach-out/1.NY.md", "1-reach-out/1.MA.md"
RENAMED = {
    NY: "",
    "1-reach-out/1.NY-2.md": FILES[NY].replace("1.NY", "1.NY-2"),
    "aliases.yaml": "1.NY: 1.NY-2\n",
}
MERGED = {NY: "", "aliases.yaml": "1.NY: 1.MA\n"}


@pytest.fixture
def packets(pack_desk: PackDesk) -> Packets:
    return bootstrap.packets_in(pack_desk.notebook)


def packet(packets: Packets, name: str, *items: tuple[ItemKind, tuple[str, ...]]) -> Packet:
    told = tuple(PacketItem(str(place), kind, codes) for place, (kind, codes) in enumerate(items))
    return packets.add(PacketFields(name, told))


def codes(packets: Packets, name: str) -> list[tuple[str, ...]]:
    return [item.codes for item in packets.by_name(name).fields.items]


def preview(desk: PackDesk, press: Press, edition: str = "2", **changes: str) -> Preview:
    offer, told = desk.content.look_at(press.pack(HOME, edition, **changes), desk.notes)
    offer.close()
    return told


def home(desk: PackDesk) -> str:
    return desk.packs.installed()[0].name


def test_the_preview_names_the_packets_that_print_what_changes(
    pack_desk: PackDesk, packets: Packets, press: Press
) -> None:
    packet(packets, "Board", (ItemKind.PAGE, ("1.MA",)), (ItemKind.COMPARISON, ("1.MA", "1.NY")))
    packet(packets, "Night", (ItemKind.PAGE, ("1.NY",)), (ItemKind.MAP, ()), (ItemKind.GLOSSARY, ()))
    packet(packets, "All", (ItemKind.EXAMPLES, ("1",)))
    packet(packets, "Other", (ItemKind.PAGE, ("state:VT",)), (ItemKind.PAGE, ("9.ZZ",)), (ItemKind.MAP, ()))
    packet(packets, "Elsewhere", (ItemKind.PAGE, ("1.MA@ohio-office",)))
    packets.delete(packet(packets, "Deleted", (ItemKind.PAGE, ("1.MA",))).id)
    before = [one.fields for one in packets.list()]
    text = FILES[MA].replace("More than 1,500", "More than 1,600")
    assert text != FILES[MA]
    told = preview(pack_desk, press, **{MA: text}, **RENAMED)
    assert told.touched is not None
    named = {one.name: replace(one, id="") for one in told.touched.packets}
    assert set(named) == {"Board", "Night", "All"}
    assert named["Night"] == TouchedPacket("", "Night", moved=(("1.NY", "1.NY-2"),))
    assert named["Board"].changed[0] == "1.MA"
    assert named["Board"].moved == (("1.NY", "1.NY-2"),)
    assert named["All"].moved == (("1.NY", "1.NY-2"),)
    line = next(line for line in told.lines if "packets" in line)
    assert line.startswith("It changes what 3 of your packets would print: “")
    assert "“Night” (1.NY is now 1.NY-2)" in line
    assert [one.fields for one in packets.list()] == before, "a preview writes nothing"


def test_what_is_gone_and_what_is_new_is_named(pack_desk: PackDesk, packets: Packets, press: Press) -> None:
    packet(packets, "All", (ItemKind.EXAMPLES, ("1",)))
    packet(packets, "Night", (ItemKind.PAGE, ("1.NY",)))
    fresh = FILES[NY].replace("1.NY", "1.VT").replace("jurisdiction: NY", "jurisdiction: VT")
    told = preview(pack_desk, press, **{NY: "", "1-reach-out/1.VT.md": fresh})
    assert told.touched is not None
    night, every = told.touched.packets
    assert (night.name, night.gone, night.added) == ("Night", ("1.NY",), ())
    assert ("1.NY" in every.gone, every.added) == (True, ("1.VT",))


def test_items_follow_there_and_back(pack_desk: PackDesk, packets: Packets, press: Press) -> None:
    desk = pack_desk
    packet(packets, "Night", (ItemKind.PAGE, ("1.NY",)), (ItemKind.COMPARISON, ("1.MA", "1.NY")))
    packet(packets, "Gone", (ItemKind.PAGE, ("9.ZZ",)), (ItemKind.TEXT, ()))
    before = packets.by_name("Night")
    offer, _ = desk.content.look_at(press.pack(HOME, "2", **RENAMED), desk.notes)
    assert "1 packet went along" in desk.content.install(offer, desk.notes)
    offer.close()
    assert codes(packets, "Night") == [("1.NY-2",), ("1.MA", "1.NY-2")]
    assert packets.by_name("Night").revision == before.revision, "who has it open makes no second one"
    assert codes(packets, "Gone") == [("9.ZZ",), ()]
    assert desk.content.keep_up(desk.notebook) == Followed()
    # A change meanwhile leaves the way back to the items that it doesn't touch.
    now = packets.by_name("Night")
    packets.save(now.id, replace(now.fields, items=now.fields.items[::-1]), now.revision)
    desk.content.step_back(home(desk), desk.notes)
    assert codes(packets, "Night") == [("1.MA", "1.NY"), ("1.NY",)]
    desk.content.step_back(home(desk), desk.notes)
    assert codes(packets, "Night") == [("1.MA", "1.NY-2"), ("1.NY-2",)]


def test_pages_that_became_one_part_again_on_the_way_back(
    pack_desk: PackDesk, packets: Packets, press: Press
) -> None:
    desk = pack_desk
    packet(packets, "One", (ItemKind.PAGE, ("1.NY",)), (ItemKind.PAGE, ("1.MA",)))
    packet(packets, "Two", (ItemKind.COMPARISON, ("1.NY", "1.MA")))
    offer, _ = desk.content.look_at(press.pack(HOME, "2", **MERGED), desk.notes)
    desk.content.install(offer, desk.notes)
    offer.close()
    assert codes(packets, "One") == [("1.MA",), ("1.MA",)]
    assert codes(packets, "Two") == [("1.NY", "1.MA")]
    desk.content.step_back(home(desk), desk.notes)
    assert codes(packets, "One") == [("1.NY",), ("1.MA",)]
    assert codes(packets, "Two") == [("1.NY", "1.MA")]


@pytest.mark.parametrize(
    ("packets", "line"),
    [
        (
            (TouchedPacket("a", "Night", ("4.MA",)),),
            "It changes what 1 of your packets would print: “Night” (4.MA changes).",
        ),
        (
            (
                TouchedPacket("a", "A", ("1", "2"), (("4.MA", "4.OH"),)),
                TouchedPacket("b", "B", gone=("1", "2", "3", "4"), added=("5.MA",)),
            ),
            "It changes what 2 of your packets would print: “A” (1 and 2 change; 4.MA is now 4.OH) and “B” "
            "(4 of its pages are gone; 5.MA is new).",
        ),
        (
            tuple(TouchedPacket(name, name, ("4",)) for name in "ABCDE"),
            "It changes what 5 of your packets would print: “A” (4 changes), “B” (4 changes), “C” "
            "(4 changes) and 2 more.",
        ),
    ],
)
def test_packets_stand_in_a_line_of_their_own(packets: tuple[TouchedPacket, ...], line: str) -> None:
    assert touched_lines(Touched(packets=packets)) == ["None of your notes is affected.", line]
    assert touched_lines(Touched(notes=1, stay=1, packets=packets))[2:] == [line]
