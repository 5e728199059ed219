"""A packet put together in the window stands in the notebook, and is there again after a restart."""

from pathlib import Path

from made_pictures import size, svg
from plugin_desk import Desks
from pytestqt.qtbot import QtBot

from esscollab_desktop import bootstrap
from esscollab_desktop.domain.packets import ItemKind, PacketFields, PacketItem


def test_a_packet_with_its_logo_is_there_after_a_restart(desks: Desks, qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    desk = desks.open(folder)
    qtbot.waitUntil(lambda: desk.packets.is_listed)
    with qtbot.waitSignal(desk.packets.added):
        desk.packets.add(PacketFields("Family night", (PacketItem("a", ItemKind.PAGE, ("4.MA",)),)))
    desk.packets.set_logo(svg('<rect width="40" height="20" fill="#06c"/>'))
    qtbot.waitUntil(lambda: desk.packets.fields is not None and bool(desk.packets.fields.look.logo))
    desks.close(desk)

    again = desks.open(folder)
    qtbot.waitUntil(lambda: again.packets.is_listed)
    (packet,) = again.packets.packets
    desks.close(again)
    assert packet.fields.name == "Family night"
    assert packet.fields.items == (PacketItem("a", ItemKind.PAGE, ("4.MA",)),)
    notebook = bootstrap.open_notebook(folder)
    try:
        assert size(bootstrap.packets_in(notebook).picture(packet.fields.look.logo)) == (1000, 500)
    finally:
        notebook.close()


def test_a_file_that_is_no_logo_is_told_in_the_window(desks: Desks, qtbot: QtBot, tmp_path: Path) -> None:
    desk = desks.open(tmp_path / "data")
    qtbot.waitUntil(lambda: desk.packets.is_listed)
    with qtbot.waitSignal(desk.packets.added):
        desk.packets.add(PacketFields("Family night"))
    with qtbot.waitSignal(desk.packets.said) as told:
        desk.packets.set_logo(b"\xff\xd8\xff")
    assert told.args is not None
    assert "This is a JPEG file." in told.args[0]
