"""Notes follow the book: on their very words, shown as moved, or listed as lost; never elsewhere."""

import os
import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from unicodedata import normalize

import pytest
from edited_content import EDITS, edited
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from plugin_packs import PackDesk, Press, packed_content
from small_book import FILES
from worded_book import write_worded_content

from esscollab_desktop.domain import codes
from esscollab_desktop.domain.anchors import AnchorState
from esscollab_desktop.domain.content import Content, codes_of
from esscollab_desktop.domain.notes import Note
from esscollab_desktop.domain.packs import HOME
from esscollab_desktop.domain.page import reading_text
from esscollab_desktop.packs.sources import read_content
from esscollab_desktop.services.following import Followed, follow
from esscollab_desktop.services.installing import pack_in_codes
from esscollab_desktop.services.standing import Standing, confirmed, new_anchor

NY, MA = "1-reach-out/1.NY.md", "1-reach-out/1.MA.md"
TEXT = "DESE called on partners. The Rennie Center led the meetings.\nBuses brought families to them."


# --- edits by chance ---


@dataclass(frozen=True)
class Draw:
    """Edits between two editions, and notes: (place of the code, start, length); no length: on the page."""

    is_home: bool
    edits: list[tuple[int, int, int, str]]
    merges: list[tuple[int, int]]
    moves: list[tuple[int, int]]
    notes: list[tuple[int, int, int]]


_WORDS = st.sampled_from(["river", "lamp", "of the", "partners", "second round", "school café"])
_SMALL = st.integers(0, 9)
DRAWS = st.builds(
    Draw,
    st.booleans(),
    st.lists(st.tuples(st.integers(0, len(EDITS) - 1), _SMALL, _SMALL, _WORDS), max_size=6),
    st.lists(st.tuples(_SMALL, _SMALL), max_size=1),
    st.lists(st.tuples(_SMALL, _SMALL), max_size=2),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 400), st.integers(0, 60)), min_size=4, max_size=12),
)


def changed(content: Content, draw: Draw) -> Content:
    """The next edition: edits, paragraphs in another order, examples that another took in."""
    made = edited(content, draw.edits)
    for drawn, by in draw.moves:
        place = drawn % len(made.examples)
        facts = made.examples[place].facts
        made.translations = [t for t in made.translations if t.example != made.examples[place].code]
        turn = by % len(facts)
        made.examples[place] = replace(made.examples[place], facts=(*facts[turn:], *facts[:turn]))
    for place, into in draw.merges:
        if len(made.examples) > 1:
            gone = made.examples.pop(place % len(made.examples)).code
            stays = made.examples[into % len(made.examples)].code
            made.translations = [t for t in made.translations if t.example != gone]
            made.aliases = {old: stays if now == gone else now for old, now in made.aliases.items()}
            made.aliases[gone] = stays
            for name, term in made.glossary.items():
                see = dict.fromkeys(stays if code == gone else code for code in term.see)
                made.glossary[name] = replace(term, see=tuple(see))
    return made


class Worded:
    """The small content in memory; prints as little of itself when a draw falls through."""

    def __init__(self, folder: Path) -> None:
        self.content = read_content(write_worded_content(folder))

    def __repr__(self) -> str:
        return "worded"


@pytest.fixture(scope="module")
def worded(tmp_path_factory: pytest.TempPathFactory) -> Worded:
    return Worded(tmp_path_factory.mktemp("worded"))


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory, press: Press) -> Path:
    """A desk's folder with an empty notebook, to be copied: making one takes longer than all the rest."""
    folder = tmp_path_factory.mktemp("empty")
    PackDesk(folder, press.book()).close()
    return folder


@settings(
    max_examples=int(os.environ.get("ESSCOLLAB_EDITION_DRAWS", "10")),
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow],
)
@given(draw=DRAWS)
@example(Draw(True, [(0, 1, 1, "river")], [], [], [(1, 0, 40), (2, 0, 60), (3, 9, 30), (2, 0, 0)]))
@example(Draw(False, [], [(1, 0)], [(0, 1)], [(n, n, 30 * (n % 2)) for n in range(12)]))
def test_every_note_stands_where_it_belongs_through_all_steps(
    worded: Worded, empty: Path, draw: Draw
) -> None:
    content = worded.content
    with TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(empty, folder / "desk", symlinks=True)
        pack = HOME if draw.is_home else "ohio-office"
        first = packed_content(content, pack, "1", folder / "first.esspack")
        after = changed(content, draw)
        second = packed_content(after, pack, "2", folder / "second.esspack")
        desk = PackDesk(folder / "desk", first.with_suffix(".sqlite") if draw.is_home else folder_book(empty))
        try:
            walk_through(desk, Walk(pack_in_codes(pack), content, after, first, second), draw)
        finally:
            desk.close()


def folder_book(empty: Path) -> Path:
    return empty / "program" / "db" / "practices.sqlite"


@dataclass(frozen=True)
class Walk:
    pack: str
    before: Content
    after: Content
    first: Path
    second: Path

    def expected(self, target: str) -> str:
        """Where a note on this page is to stand in the second edition; where it stood, if that is gone."""
        bare = codes.bare(target)
        if bare in codes_of(self.after) or bare == "about":
            return target
        return codes.in_pack(self.after.aliases.get(bare, bare), codes.pack_of(target))


def walk_through(desk: PackDesk, walk: Walk, draw: Draw) -> None:
    if walk.pack:
        desk.install(walk.first)
    noted = [take_note(desk, walk, *drawn) for drawn in draw.notes]
    before, bodies = stands(desk), {note.id: note.body for note in noted}
    files = notebook_bytes(desk)
    offer, _preview = desk.content.look_at(walk.second, desk.notes)
    offer.close()
    assert notebook_bytes(desk) == files
    assert stands(desk) == before

    desk.install(walk.second)
    check_followed(desk, walk, noted)
    confirm_every_other(desk)
    after = stands(desk)

    desk.content.step_back(HOME if not walk.pack else walk.pack, desk.notes)
    assert stands(desk) == before
    desk.install(walk.second)
    assert stands(desk) == after
    desk.content.step_back(HOME if not walk.pack else walk.pack, desk.notes)
    assert stands(desk) == before
    assert {note.id: note.body for note in desk.notebook.notes()} == bodies


def take_note(desk: PackDesk, walk: Walk, place: int, start: int, length: int) -> Note:
    known = sorted(code for code in codes_of(walk.before) if not codes.is_state(code))
    code = codes.in_pack(known[place % len(known)], walk.pack)
    text = normalize("NFC", reading_text(desk.library.page(code)))
    start = start % max(1, len(text))
    words = text[start : start + length]
    body = f"note {desk.notebook.counts().get(code, 0)} on {code}"
    if not words.strip():
        return desk.notebook.add(code, body)
    held = new_anchor(text, start, start + len(words), desk.library.edition_of(code))
    return desk.notebook.add(code, body, anchor=held)


Stand = tuple[str, AnchorState | None, str, int, int]


def stands(desk: PackDesk) -> dict[str, Stand]:
    """Where each note stands: its page, and its words with their place."""
    return {note.id: stand(note) for note in desk.notebook.notes()}


def stand(note: Note) -> Stand:
    if note.anchor is None:
        return note.target, None, "", 0, 0
    held = note.anchor.selectors
    return note.target, note.anchor.state, held.exact, held.start, held.end


def notebook_bytes(desk: PackDesk) -> dict[str, bytes]:
    paths = [path for path in desk.data.glob("notebook.sqlite*") if not path.name.endswith("-shm")]
    return {path.name: path.read_bytes() for path in paths}


def check_followed(desk: PackDesk, walk: Walk, noted: list[Note]) -> None:
    lost = {note.id for note in desk.notebook.orphans()}
    for was in noted:
        now = desk.notebook.get(was.id)
        assert now is not None
        assert now.deleted_at is None
        assert (now.target, now.body) == (walk.expected(was.target), was.body)
        if was.anchor is None:
            assert now.anchor is None
            continue
        assert now.anchor is not None
        words = was.anchor.selectors.exact
        match now.anchor.state:
            case AnchorState.EXACT:
                check_exact(desk, now, words)
            case AnchorState.MOVED:
                assert desk.is_there(now.target)
                assert now.anchor.was == now.anchor.selectors.exact == words
            case AnchorState.ORPHAN:
                assert now.id in lost
                assert now.anchor.selectors.exact == words


def check_exact(desk: PackDesk, note: Note, words: str) -> None:
    assert note.anchor is not None
    held = note.anchor.selectors
    text = normalize("NFC", reading_text(desk.library.page(note.target)))
    assert held.exact == text[held.start : held.end] == words


def confirm_every_other(desk: PackDesk) -> None:
    """A person says of some moved notes that they fit where they are shown."""
    moved = [n for n in desk.notebook.notes() if n.anchor and n.anchor.state is AnchorState.MOVED]
    for note in moved[::2]:
        assert note.anchor is not None
        text = reading_text(desk.library.page(note.target))
        verdict = Standing(text, lambda made: desk.earlier.text(note.target, made)).of(note.anchor)  # noqa: B023
        if verdict.state is AnchorState.MOVED:
            fits = confirmed(verdict, text, desk.library.edition_of(note.target))
            desk.notebook.set_anchor(note.id, fits, note.revision)


# --- one thing at a time ---


def test_notes_of_another_edition_are_judged_anew(pack_desk: PackDesk) -> None:
    desk = pack_desk
    text = reading_text(desk.library.page("1.NY"))
    start = text.index("A coalition polled")
    kept = desk.notebook.add("1.NY", "stays", anchor=new_anchor(text, start, start + 18, "2025.1"))
    old = text.replace("polled parents", "went from door to door all winter")
    begin = old.index("went from door")
    desk.notebook.add("1.NY", "other words", anchor=new_anchor(old, begin, begin + 33, "2025.1"))
    gone = desk.notebook.add("9.ZZ", "page gone", anchor=new_anchor(TEXT, 0, 24, "2025.1"))
    now = desk.note_on("1.NY", "It asked for time", "of today")

    said = follow(desk.notebook, desk.library, desk.earlier)

    states = {note.body: note.anchor.state for note in desk.notebook.notes() if note.anchor}
    assert states["stays"] is AnchorState.EXACT
    assert states["page gone"] is AnchorState.ORPHAN
    assert states["other words"] is not AnchorState.EXACT
    assert desk.notebook.get(kept.id) == kept
    assert desk.notebook.get(now.id) == now
    assert said.moved + said.lost == 2
    assert gone.id in {note.id for note in desk.notebook.orphans()}
    assert follow(desk.notebook, desk.library, desk.earlier) == Followed()


def test_what_is_said() -> None:
    assert Followed().sentence == ""
    assert Followed(1, 0).sentence == "1 note moved with the new edition. Check that they still sit right."
    assert Followed(2, 3, 1).sentence == (
        "2 notes moved with the new edition. Check that they still sit right. "
        "1 note went along with pages that have another code now. "
        "3 notes lost their place; the notebook lists them with their old words."
    )


def test_a_note_never_goes_to_the_same_code_of_another_pack(pack_desk: PackDesk, press: Press) -> None:
    """The home book gives up 1.NY; an office has a 1.NY of its own, with the very same words."""
    desk = pack_desk
    page, passage = desk.note_on("1.NY"), desk.note_on("1.NY", "A coalition polled parents")
    desk.install(press.pack("ohio-office"))
    desk.install(press.pack(HOME, "2", **{NY: ""}))
    for note in (page, passage):
        now = desk.notebook.get(note.id)
        assert now is not None
        assert now.target == "1.NY"
    assert [note.id for note in desk.notebook.orphans()] == [passage.id]
    desk.content.step_back(HOME, desk.notes)
    assert stands(desk) == {note.id: stand(note) for note in (page, passage)}


def test_a_note_never_goes_to_what_only_sounds_like_its_page(pack_desk: PackDesk, press: Press) -> None:
    """An organization gets another code without a former one being told; its name is what the code was."""
    desk = pack_desk
    note = desk.note_on("org:rennie")
    other = FILES["organizations.yaml"].replace(
        "rennie:\n  name: The Rennie Center", "center:\n  name: Rennie"
    )
    made = FILES[MA].replace("organization: rennie", "organization: center")
    desk.install(press.pack(HOME, "2", **{"organizations.yaml": other, MA: made}))
    now = desk.notebook.get(note.id)
    assert now is not None
    assert now.target == "org:rennie"


def test_other_words_under_the_name_of_the_same_edition(pack_desk: PackDesk, press: Press) -> None:
    desk = pack_desk
    desk.install(press.pack("ohio-office"))
    note = desk.note_on("1.NY@ohio-office", "It asked for time")
    before = stands(desk)
    longer = FILES[NY].replace("A coalition polled", "In May a wide coalition of many polled")
    desk.install(press.pack("ohio-office", **{NY: longer}))
    now = desk.notebook.get(note.id)
    assert now is not None
    check_exact(desk, now, "It asked for time")
    desk.content.step_back("ohio-office", desk.notes)
    assert stands(desk) == before


def test_notes_wait_for_content_that_was_taken_out(pack_desk: PackDesk, press: Press) -> None:
    desk = pack_desk
    desk.install(press.pack("ohio-office"))
    noted = [desk.note_on("1.NY@ohio-office"), desk.note_on("1.NY@ohio-office", "It asked for time")]
    before = stands(desk)
    desk.content.remove("ohio-office", desk.notes)
    assert [note.id for note in desk.notebook.orphans()] == [noted[1].id]
    assert {place[0] for place in stands(desk).values()} == {"1.NY@ohio-office"}
    desk.install(press.pack("ohio-office"))
    assert stands(desk) == before


def test_an_updated_program_takes_the_notes_along(pack_desk: PackDesk, press: Press) -> None:
    desk = pack_desk
    note = desk.note_on("1.NY", "A coalition polled parents")
    desk.start_again()
    renamed = {NY: "", "1-reach-out/1.NY-2.md": FILES[NY].replace("1.NY", "1.NY-2")}
    desk.close()
    desk.update_program(press.book("2", **renamed, **{"aliases.yaml": "1.NY: 1.NY-2\n"}))
    desk.open()
    assert desk.content.keep_up(desk.notebook) == Followed(renamed=1)
    now = desk.notebook.get(note.id)
    assert now is not None
    assert now.target == "1.NY-2"
    check_exact(desk, now, "A coalition polled parents")


def test_a_note_in_the_trash_comes_back_to_where_it_belongs(pack_desk: PackDesk, press: Press) -> None:
    desk = pack_desk
    note = desk.note_on("1.NY", "It asked for time")
    desk.notebook.delete(note.id)
    longer = FILES[NY].replace("A coalition polled", "In May a wide coalition of many polled")
    desk.install(press.pack(HOME, "2", **{NY: longer}))
    restored = desk.notebook.restore(note.id)
    assert restored.anchor is not None
    text = reading_text(desk.library.page("1.NY"))
    verdict = Standing(text, lambda made: desk.earlier.text("1.NY", made)).of(restored.anchor)
    assert text[verdict.start : verdict.end] == "It asked for time"
