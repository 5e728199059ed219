"""A meeting's work by keys alone; all that is checked was read from the bus, as one would hear it."""

from pathlib import Path

import pytest
from programs import esscollab
from readers import Accessible, Reader, reading

pytestmark = pytest.mark.outside


def chosen(reader: Reader, role: str = "list item") -> Accessible | None:
    """The row that is chosen in the list in view."""
    rows = (a for a in reader.walk() if a.role == role and {"selected", "showing"} <= a.states)
    return next(rows, None)


def find(reader: Reader) -> None:
    reader.press("ctrl+l")
    reader.type("philanthropy ohio")
    reader.until(lambda: any("result" in words for words in reader.said()))
    row = reader.until(lambda: chosen(reader))
    assert "4.OH" in row.name
    assert " 1 of " in row.name
    reader.press("Return")


def read(reader: Reader) -> None:
    heading = reader.until(lambda: reader.named("heading", "Ohio"))
    assert heading.attributes["level"] == "1"
    reader.until(lambda: reader.named("paragraph", "a. "))
    reader.press("ctrl+r")
    reader.until(lambda: reader.named("document frame", "Page, 4.OH"))


def compare(reader: Reader) -> None:
    """With a second example, and back to the first."""
    reader.press("ctrl+shift+m")
    reader.press("ctrl+l")
    reader.type("4.MA")
    reader.press("Return")
    reader.until(lambda: reader.named("document frame", "Page, 4.MA"))
    reader.press("ctrl+shift+m", "ctrl+6")
    reader.until(lambda: cells(reader, "Partners, 4.OH") and cells(reader, "Partners, 4.MA"))
    reader.press("Escape", "alt+Left")
    reader.until(lambda: reader.named("document frame", "Page, 4.OH"))


def cells(reader: Reader, start: str) -> list[Accessible]:
    return [a for a in reader.walk() if a.name.startswith(start) and "showing" in a.states]


def annotate(reader: Reader) -> None:
    reader.press("ctrl+n")
    reader.until(lambda: reader.came_to("Note 1 on 4.OH"))
    reader.type("Ask their members about evenings")
    reader.until(lambda: "All notes saved" in reader.said())
    assert reader.named("panel", "Note 1, comment, on 4.OH")


def hand_out(reader: Reader, path: Path) -> None:
    reader.press("ctrl+shift+s")
    reader.until(lambda: reader.named("dialog", "Save handout"))
    reader.until(lambda: reader.came_to("What goes into the handout"))
    reader.until(lambda: reader.named("push button", "Save PDF"))
    reader.press("Return")
    reader.until(lambda: reader.came_to("File name:"))
    reader.press("ctrl+a")
    reader.type(str(path))
    reader.press("Return")
    reader.until(path.exists)
    reader.until(lambda: any(path.name in words for words in reader.said()))


def test_a_meetings_work_by_keys_and_by_ear(tmp_path: Path) -> None:
    with reading(tmp_path / "data") as reader:
        reader.until(reader.walk)
        find(reader)
        read(reader)
        compare(reader)
        annotate(reader)
        hand_out(reader, tmp_path / "meeting.pdf")
    assert (tmp_path / "meeting.pdf").read_bytes().startswith(b"%PDF-")
    notes = esscollab("--data-dir", tmp_path / "data", "notes", "list", "4.OH")
    assert "Ask their members about evenings" in notes
