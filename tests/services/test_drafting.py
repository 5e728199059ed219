"""Saved while typing: after a pause of 300 ms, and never more than a second behind."""

import heapq

from hypothesis import given, settings
from hypothesis import strategies as st

from esscollab_desktop.services.drafting import AGAIN, LONGEST, PAUSE, Drafting

# Gaps between keys, and how long a save takes; both to the millisecond.
gaps = st.lists(st.integers(0, 1500).map(lambda ms: ms / 1000), min_size=1, max_size=80)
slow = st.lists(st.integers(0, 290).map(lambda ms: ms / 1000), min_size=1, max_size=20)


def play(keys: list[float], durations: list[float]) -> tuple[dict[float, float], list[tuple[float, int]]]:
    """Type at the given times, save as the policy says. Gives when each key was on disk, and the saves."""
    draft, unsaved, in_save = Drafting(), list[float](), list[float]()
    on_disk: dict[float, float] = {}
    saves: list[tuple[float, int]] = []
    events = [(at, 0, "key") for at in keys]
    heapq.heapify(events)
    while events or draft.due is not None:
        if draft.due is not None and (not events or draft.due < events[0][0]):
            at = max([draft.due, *on_disk.values()])
            draft = draft.started()
            in_save, unsaved = unsaved, []
            saves.append((at, len(in_save)))
            heapq.heappush(events, (at + durations[len(saves) % len(durations)], 1, "saved"))
            continue
        at, _, what = heapq.heappop(events)
        if what == "key":
            draft = draft.typed(at)
            unsaved.append(at)
        else:
            draft = draft.saved()
            on_disk |= dict.fromkeys(in_save, at)
    assert not draft.is_dirty
    return on_disk, saves


@settings(deadline=None)
@given(gaps=gaps, durations=slow)
def test_no_key_is_more_than_a_second_from_the_disk(gaps: list[float], durations: list[float]) -> None:
    keys = [round(sum(gaps[: count + 1]), 3) for count in range(len(gaps))]
    on_disk, saves = play(keys, durations)
    assert on_disk.keys() == set(keys)
    assert all(on_disk[key] - key <= 1.0 + 1e-9 for key in keys)
    assert all(count > 0 for _, count in saves)


@settings(deadline=None)
@given(gaps=gaps)
def test_a_pause_saves_once_and_a_quiet_text_is_left_alone(gaps: list[float]) -> None:
    keys = [sum(gaps[: count + 1]) for count in range(len(gaps))]
    _, saves = play(keys, [0.0])
    pauses = sum(1 for gap in gaps[1:] if gap > PAUSE) + 1
    limits = (keys[-1] - keys[0]) / LONGEST + 1
    assert len(saves) <= pauses + limits


@given(st.lists(st.sampled_from(["typed", "started", "saved", "refused"]), max_size=40))
def test_nothing_is_due_without_something_unsaved(steps: list[str]) -> None:
    draft, dirty, at = Drafting(), False, 0.0
    for step in steps:
        at += 0.1
        if step == "started":
            draft = draft.started()
        elif step == "saved":
            draft = draft.saved()
        else:
            draft = draft.typed(at) if step == "typed" else draft.refused(at)
        if step == "typed":
            dirty = True
        elif step == "saved":
            dirty = draft.first is not None
        assert draft.is_dirty == dirty
        assert draft.due is None or dirty
        assert (draft.due is None) == (draft.first is None or draft.under_way is not None)


def test_the_times_as_they_are_promised() -> None:
    draft = Drafting().typed(10.0)
    assert draft.due == 10.0 + PAUSE
    assert draft.typed(10.25).due == 10.25 + PAUSE
    assert draft.typed(10.25).typed(10.5).typed(10.625).due == 10.0 + LONGEST


def test_keys_typed_during_a_save_wait_for_the_next() -> None:
    draft = Drafting().typed(1.0).started().typed(1.5)
    assert draft.due is None
    assert draft.started() == draft
    assert draft.saved().due == 1.5 + PAUSE


def test_a_refused_save_is_tried_again_and_not_at_each_key() -> None:
    draft = Drafting().typed(1.0).started().refused(1.5)
    assert draft.is_dirty
    assert draft.due == 1.5 + AGAIN
    assert draft.typed(1.75).typed(2.0).due == 1.5 + AGAIN
    assert draft.started().saved() == Drafting()
    assert Drafting().refused(1.0) == Drafting()
