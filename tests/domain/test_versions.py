"""Two versions of a third become one where both can hold, and are told apart where not."""

from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esscollab_desktop.domain.notes import NoteFields, NoteKind, NoteStatus, Visibility
from esscollab_desktop.domain.versions import Version, merged

BASE = Version("text", NoteFields(tags=("a", "b"), author="Ann"))


def with_fields(version: Version, **changes: Any) -> Version:
    return replace(version, fields=replace(version.fields, **changes))


VERSIONS = st.builds(
    Version,
    st.sampled_from(["text", "other", "third"]),
    st.builds(
        NoteFields,
        kind=st.sampled_from(NoteKind),
        status=st.sampled_from(NoteStatus),
        tags=st.sets(st.sampled_from("abc")).map(lambda tags: tuple(sorted(tags))),
        visibility=st.sampled_from(Visibility),
        due=st.sampled_from([None, date(2026, 1, 1)]),
    ),
)


def test_changes_to_different_things_are_both_kept() -> None:
    ours = with_fields(replace(BASE, body="typed on"), tags=("a", "b", "ours"))
    theirs = with_fields(BASE, status=NoteStatus.DONE, tags=("b", "theirs"))
    both = merged(BASE, ours, theirs)
    assert both == with_fields(
        replace(BASE, body="typed on"), status=NoteStatus.DONE, tags=("b", "ours", "theirs")
    )


@pytest.mark.parametrize(
    ("name", "our", "their"),
    [
        ("kind", NoteKind.IDEA, NoteKind.HEARD),
        ("author", "Bo", "Cy"),
        ("due", date(2026, 1, 1), date(2026, 2, 1)),
    ],
)
def test_the_same_thing_changed_twice_is_a_clash(name: str, our: Any, their: Any) -> None:
    ours, theirs = with_fields(BASE, **{name: our}), with_fields(BASE, **{name: their})
    assert merged(BASE, ours, theirs) is None
    assert merged(BASE, ours, ours) == ours


def test_without_a_base_only_what_is_alike_is_one() -> None:
    assert merged(None, BASE, BASE) == BASE
    assert merged(None, replace(BASE, body="other"), BASE) is None


@given(VERSIONS, VERSIONS, VERSIONS)
def test_merging_is_even_handed_and_invents_nothing(base: Version, ours: Version, theirs: Version) -> None:
    both = merged(base, ours, theirs)
    assert both == merged(base, theirs, ours)
    assert merged(base, ours, base) == ours
    if both is not None:
        assert both.body in (ours.body, theirs.body)
        for spec in fields(NoteFields):
            if spec.name != "tags":
                sides = getattr(ours.fields, spec.name), getattr(theirs.fields, spec.name)
                assert getattr(both.fields, spec.name) in sides
