"""Three offices write and hand over at random; once all have all files, all notebooks say the same."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from offices import Office, offices

from esscollab_desktop.domain.notes import NoteFields, NoteKind
from esscollab_desktop.services.exchange import undo_import

STEPS = st.lists(
    st.tuples(st.sampled_from("wwwfdrpsstu"), st.integers(0, 2), st.integers(0, 2), st.integers(0, 2)),
    max_size=12,
)


def step(made: list[Office], what: str, who: int, which: int, other: int) -> None:
    office = made[who]
    notes = sorted((one.note for one in office.notebook.histories()), key=lambda n: n.created_at)
    note = notes[which % len(notes)]
    match what:
        case "w":
            office.notebook.save(note.id, f"text {other}", note.revision)
        case "f":
            office.notebook.save(note.id, note.body, note.revision, NoteFields(kind=list(NoteKind)[other]))
        case "d":
            office.notebook.delete(note.id)
        case "r":
            office.notebook.restore(note.id)
        case "p" if note.rivals and not note.deleted_at:
            office.notebook.settle(note.id, note.rivals[0])
        case "s":
            office.takes(made[other].sends())
        case "t":
            office.notebook.undo(office.takes(made[other].sends()))
        case "u":
            before = office.stands()
            undo_import(office.notebook, office.takes(made[other].sends()))
            assert office.stands() == before


@settings(deadline=None, max_examples=15, suppress_health_check=list(HealthCheck))
@given(STEPS)
def test_all_notebooks_come_to_say_the_same(steps: list[tuple[str, int, int, int]]) -> None:
    with TemporaryDirectory() as folder, offices(Path(folder), 3) as made:
        made[0].notebook.add("4.MA", "first")
        made[0].notebook.add("4.MI", "second")
        for office in made[1:]:
            office.takes(made[0].sends())
        for one in steps:
            step(made, *one)
        files = [office.sends() for office in made]
        for turn, office in enumerate(made):
            for file in files[turn:] + files[:turn]:
                office.takes(file)
        assert made[0].stands() == made[1].stands() == made[2].stands()
        for office in made:
            assert [office.takes(file) for file in files] == ["", "", ""]
            for live in office.notebook.notes():
                texts = {version.id for version in office.notebook.history(live.id)}
                assert set(live.rivals) <= texts
