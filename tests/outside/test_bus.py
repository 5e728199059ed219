"""What a screen reader gets of the real program, over the accessibility bus."""

import re
from collections.abc import Iterator
from functools import partial
from itertools import takewhile
from pathlib import Path

import pytest
from programs import esscollab
from readers import Accessible, Reader, reading

pytestmark = pytest.mark.outside

HERE = Path(__file__).parent
NO_ROLES = ("", "invalid", "unknown", "redundant object")


def nameless(walk: list[Accessible]) -> list[str]:
    """What can have the keyboard, is on the screen, and says nothing of itself."""
    # What scrolls inside a list or a field is told too; the list has the name.
    waiting = (a for a in walk if {"focusable", "showing"} <= a.states and a.role != "filler")
    return [f"{a.role} {a.box}" for a in waiting if not a.name]


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """The window on an example with a note on it."""
    folder = tmp_path_factory.mktemp("data")
    esscollab("--data-dir", folder, "notes", "add", "4.MA", "--text", "Ask about evenings")
    with reading(folder) as reader:
        open_page(reader)
        yield reader


def open_page(reader: Reader) -> None:
    reader.press("Escape", "ctrl+l")
    reader.type("4.ma")
    reader.press("Return")
    reader.until(lambda: reader.named("heading", "Massachusetts"))
    reader.until(lambda: reader.named("panel", "Note 1, comment, on 4.MA"))


@pytest.fixture(scope="module")
def walk(reader: Reader) -> list[Accessible]:
    """All that the bus shows of it."""
    return reader.walk()


def names(walk: list[Accessible], role: str) -> list[str]:
    return [a.name for a in walk if a.role == role]


def test_everything_that_takes_the_keyboard_has_a_name_and_a_role(walk: list[Accessible]) -> None:
    assert len([a for a in walk if a.has_focus]) > 40
    assert nameless(walk) == []
    assert [a for a in walk if a.role in NO_ROLES] == []


def test_headings_of_the_page_come_with_their_level(walk: list[Accessible]) -> None:
    told = [(a.attributes.get("level"), a.name) for a in walk if a.role == "heading"]
    assert told[0] == ("1", "Massachusetts: enlisted help")
    assert ("2", "What the state did") in told
    assert ("2", "Sources") in told
    assert {level for level, _ in told[1:]} == {"2"}


def test_paragraphs_lists_links_and_terms_come_in_reading_order(walk: list[Accessible]) -> None:
    (page,) = (n for n, a in enumerate(walk) if a.role == "document frame")
    assert walk[page].name == "Page, 4.MA Massachusetts"
    inside = list(takewhile(lambda a: a.depth > walk[page].depth, walk[page + 1 :]))
    assert any(a.role == "paragraph" and a.name.startswith("a. Calling on outside") for a in inside)
    assert any(a.role == "list item" and a.name.startswith("Rennie Center: set up") for a in inside)
    links = [a for a in inside if a.role == "link"]
    assert all("Press" in a.actions for a in links)
    assert any(a.name == "ESSA" and a.description.startswith("Term of the glossary") for a in links)
    tops = [a.box[1] for a in inside if a.box and a.depth == walk[page].depth + 1 and a.role != "label"]
    assert tops == sorted(tops)


def test_rows_of_the_tree_say_level_kind_numbers_and_place(walk: list[Accessible]) -> None:
    (tree,) = (n for n, a in enumerate(walk) if a.role == "tree" and a.name == "Practices and states")
    inside = takewhile(lambda a: a.depth > walk[tree].depth, walk[tree + 1 :])
    rows = [a for a in inside if a.role in ("table cell", "tree item")]
    assert rows
    assert [a.name for a in rows if not re.search(r", level \d, \d+ of \d+$", a.name)] == []
    assert "Massachusetts, 4.MA, published example, 1 note, level 3, 1 of 3" in [a.name for a in rows]
    practice = next(a for a in rows if a.name.startswith("Practice 4"))
    assert {"expandable", "expanded"} <= practice.states


def test_a_choice_says_whether_it_is_made(walk: list[Accessible]) -> None:
    chosen = {a.name: "checked" in a.states for a in walk if a.role == "check box" and "showing" in a.states}
    assert (chosen["Read"], chosen["Notebook"]) == (True, False)


VIEWS = {
    "overview": ("ctrl+5", "Massachusetts, MA: 1 published"),
    "table": ("ctrl+t", "Examples and notes by jurisdiction"),
    "compare": ("ctrl+6", "Add by code"),
    "notebook": ("ctrl+3", "Notes"),
    "meetings": ("ctrl+4", "Meetings"),
    "commands": ("ctrl+k", "Type what you want to do"),
    "handout": ("ctrl+shift+s", "Save handout"),
}


@pytest.mark.parametrize("name", VIEWS)
def test_nothing_is_nameless_in_another_view(reader: Reader, name: str) -> None:
    key, shown = VIEWS[name]
    reader.press(key)
    reader.until(lambda: reader.shows(shown))
    there = reader.walk()
    assert nameless(there) == []
    assert [a for a in there if a.role in NO_ROLES] == []
    reader.press("Escape")
    reader.come_back()


CONTROLS = (
    "push button",
    "check box",
    "toggle button",
    "combo box",
    "text",
    "entry",
    "list",
    "tree",
    "table",
)
# One of several: Tab comes to the chosen one, arrows to the others.
ONE_OF_SEVERAL = ("By practice", "By state")


def more_than(reader: Reader, before: int) -> bool:
    return len(reader.listen()) > before


def test_tab_comes_to_every_control(reader: Reader) -> None:
    reader.press("Escape", "ctrl+l")
    reader.type("wyoming")
    reader.press("Return")
    reader.until(lambda: reader.named("heading", "Wyoming"))
    states = {"focusable", "showing", "enabled"}
    waiting = {a.name for a in reader.walk() if a.role in CONTROLS and states <= a.states}
    assert len(waiting) > 10
    missed = waiting - set(ONE_OF_SEVERAL)
    for _ in range(100):  # links and terms of the page are stops too
        before = len(reader.listen())
        reader.press("Tab")
        reader.until(partial(more_than, reader, before))
        missed -= {told["focus"] for told in reader.heard[before:] if "focus" in told}
        if not missed:
            break
    assert missed == set()


def test_a_name_that_is_taken_out_is_missed(tmp_path: Path) -> None:
    with reading(tmp_path, str(HERE / "without_a_name.py")) as reader:
        reader.until(reader.walk)
        reader.press("ctrl+r")
        reader.until(lambda: reader.named("heading", ""))
        missed = nameless(reader.walk())
    assert len(missed) == 1
    assert missed[0].startswith("tree")
