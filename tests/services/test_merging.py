"""Merging notes: the same whatever the order, nothing twice, no edit lost."""

from dataclasses import replace
from datetime import timedelta

import pytest
from histories import FIRST, START, STEPS, begun, deleted, grown, handed_over, moved, written
from hypothesis import given, settings

from esscollab_desktop.domain.meetings import Meeting
from esscollab_desktop.domain.notes import History
from esscollab_desktop.services.merging import merge, newer, standing

PROPERTY = settings(deadline=None, max_examples=400)


def minutes(count: int) -> timedelta:
    return timedelta(minutes=count)


def texts(history: History) -> set[str]:
    """What a person sees of a note: its text, and those that stand against it."""
    by_id = {r.id: r.body for r in history.revisions}
    return {history.note.body, *(by_id[rival] for rival in history.note.rivals)}


@PROPERTY
@given(STEPS)
def test_twice_changes_nothing(steps: list[tuple[int, int, int, int]]) -> None:
    a, b, _ = grown(steps)
    both = merge(a, b)
    assert merge(a, a) == a
    assert merge(both, b) == both
    assert merge(both, a) == both
    assert merge(a, handed_over(a)).note == a.note


@PROPERTY
@given(STEPS)
def test_the_order_of_two_does_not_matter(steps: list[tuple[int, int, int, int]]) -> None:
    a, b, _ = grown(steps)
    assert merge(a, b) == merge(b, a)


@PROPERTY
@given(STEPS)
def test_the_order_of_three_does_not_matter(steps: list[tuple[int, int, int, int]]) -> None:
    a, b, c = grown(steps)
    assert merge(merge(a, b), c) == merge(a, merge(b, c)) == merge(merge(c, a), b)
    x, y, z = map(handed_over, (a, b, c))
    assert merge(merge(x, y), z) == merge(x, merge(y, z)) == merge(merge(z, x), y)


@PROPERTY
@given(STEPS)
def test_no_text_that_stood_is_lost_unless_it_was_written_on(steps: list[tuple[int, int, int, int]]) -> None:
    a, b, _ = grown(steps)
    both = merge(a, b)
    passed = {name for r in both.revisions for name in (r.parent, *r.settles)}
    by_id = {r.id: r for r in both.revisions}
    for one in (a, b):
        head = by_id[one.revisions[-1].id]
        written_on = head.id in passed or any(r.body == head.body and r.id in passed for r in both.revisions)
        assert head.body in texts(both) or written_on or head.deleted_at or both.note.deleted_at is None


@PROPERTY
@given(STEPS)
def test_a_history_stands_as_its_last_version(steps: list[tuple[int, int, int, int]]) -> None:
    for history in grown(steps):
        now = standing(history.revisions)
        assert history.revisions[-1] == now.head
        assert (history.note.body, history.note.deleted_at) == (now.head.body, now.deleted_at)
        assert history.note.rivals == tuple(rival.id for rival in now.rivals)
        place = {r.id: number for number, r in enumerate(history.revisions)}
        assert all(place.get(r.parent, -1) < place[r.id] for r in history.revisions)


def test_an_edit_on_one_side_is_taken_over() -> None:
    a = begun()
    b = written(a, "second", START + minutes(1), "b")
    assert merge(a, b) == b
    assert merge(a, handed_over(b)).note.body == "second"


def test_two_edits_of_one_version_are_both_kept_until_a_person_picks() -> None:
    a = written(begun(), "mine", START + minutes(1), "a")
    b = written(begun(), "theirs", START + minutes(2), "b")
    both = merge(a, b)
    assert (both.note.body, both.note.rivals) == ("theirs", ("a",))
    picked = written(both, "mine", START + minutes(3), "pick", both.note.rivals)
    assert (picked.note.body, picked.note.rivals) == ("mine", ())
    for other in (a, b, both):
        assert merge(picked, other) == merge(other, picked) == picked
        assert merge(other, handed_over(picked)).note == merge(handed_over(picked), other).note
        assert merge(other, handed_over(picked)).note.body == "mine"
        assert merge(other, handed_over(picked)).note.rivals == ()


def test_the_same_pick_made_twice_is_no_new_conflict() -> None:
    a, b = (written(begun(), text, START + minutes(1), text) for text in ("mine", "theirs"))
    both = merge(a, b)
    one = written(both, "mine", START + minutes(3), "pick 1", both.note.rivals)
    other = written(both, "mine", START + minutes(4), "pick 2", both.note.rivals)
    assert (merge(one, other).note.body, merge(one, other).note.rivals) == ("mine", ())
    later = written(one, "mine, longer", START + minutes(5), "later")
    assert texts(merge(later, other)) == {"mine", "mine, longer"}


def test_an_edit_wins_over_a_deletion_of_what_was_before() -> None:
    gone = deleted(begun(), START + minutes(5))
    edited = written(begun(), "edited", START + minutes(1), "e")
    both = merge(gone, edited)
    assert (both.note.body, both.note.deleted_at) == ("edited", None)
    assert both == merge(edited, gone)
    assert merge(gone, begun()).note.deleted_at == START + minutes(5)


def test_an_edit_wins_over_a_version_that_was_deleted_elsewhere() -> None:
    gone = deleted(written(begun(), "other", START + minutes(9), "o"), START + minutes(10))
    both = merge(gone, written(begun(), "edited", START + minutes(1), "e"))
    assert (both.note.body, both.note.rivals, both.note.deleted_at) == ("edited", (), None)


def test_a_note_that_was_brought_back_stays() -> None:
    gone = deleted(begun(), START + minutes(1))
    back = written(gone, "first", START + minutes(2), "back")
    assert back.note.deleted_at is None
    for other in (gone, begun(), handed_over(gone)):
        assert merge(back, other).note.deleted_at is None
    again = deleted(back, START + minutes(3))
    assert merge(again, back).note.deleted_at == START + minutes(3)


def test_a_new_edition_of_the_book_makes_no_conflict() -> None:
    here, there = moved(begun(), START + minutes(1), "m1"), moved(begun(), START + minutes(2), "m2")
    assert merge(here, there).note.rivals == ()
    edited = written(there, "edited", START + minutes(1), "e")
    assert (merge(here, edited).note.body, merge(here, edited).note.rivals) == ("edited", ())
    assert merge(here, deleted(begun(), START)).note.deleted_at == START
    assert merge(merge(here, edited), deleted(begun(), START)).note.deleted_at is None


def test_restoring_an_old_text_is_an_edit() -> None:
    second = written(begun(), "second", START + minutes(1), "a")
    back = written(second, "first", START + minutes(2), "b")
    assert merge(back, second).note.body == "first"
    other = written(begun(), "third", START + minutes(3), "c")
    assert texts(merge(back, other)) == {"first", "third"}


def test_a_wrong_clock_does_not_bring_an_old_text_back() -> None:
    new = written(begun(), "new", START - minutes(500), "a")
    assert merge(begun(), new).note.body == "new"


def test_versions_that_name_each_other_still_stand() -> None:
    ring = begun(replace(FIRST, parent="b"), replace(FIRST, id="b", parent="first", body="b"))
    assert ring.note.body in {"first", "b"}
    assert merge(ring, ring) == ring
    assert merge(ring, begun()) == merge(begun(), ring)


def test_histories_of_two_notes_are_not_mixed() -> None:
    other = replace(begun(), note=replace(begun().note, id="m"))
    with pytest.raises(ValueError, match="two notes"):
        merge(begun(), other)


def test_of_two_records_of_a_meeting_the_newer_one_holds() -> None:
    old = Meeting("m", "Old", None, "", "", (), "", START, START)
    new = replace(old, title="New", updated_at=START + minutes(1))
    gone = replace(old, deleted_at=START + minutes(2))
    for one, other, wanted in ((old, new, new), (old, gone, gone), (gone, new, new), (old, old, old)):
        assert newer(one, other) == newer(other, one) == wanted
