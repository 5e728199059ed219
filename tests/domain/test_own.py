"""What an own example must hold, and what is said where it does not."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.own import OwnFields, checked, place_name, shown

SOUND = OwnFields(headline="ten potlucks", text="They were held.")


def test_fields_are_folded() -> None:
    given = OwnFields(
        headline="  ten\n potlucks ",
        text="\n One.  \r\n\r\nTwo.\n\n",
        district=" Wichita\t",
        partners=(("  ", ""), (" The  Library ", " rooms ")),
        source_title=" Minutes ",
        source_address=" https://example.org/a ",
    )
    assert checked(given) == OwnFields(
        headline="ten potlucks",
        text="One.\n\nTwo.",
        district="Wichita",
        partners=(("The Library", "rooms"),),
        source_title="Minutes",
        source_address="https://example.org/a",
    )


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"headline": " \n"}, "The example has no headline. Say in a few words what was done."),
        ({"headline": "x" * 71}, "The headline has 71 characters. Shorten it to at most 70;"),
        ({"text": "\u2003\n"}, "The example does not say what was done. Write at least one sentence."),
        ({"text": "x" * 20_001}, "What was done has 20,001 characters. Shorten it to at most 20,000,"),
        ({"district": "x" * 301}, "The district’s name has 301 characters. Shorten it to at most 300."),
        ({"partners": (("", "rooms"),)}, "A partner has the role “rooms” but no name. Name the partner."),
        ({"partners": (("x" * 301, ""),)}, "The partner’s name has 301 characters."),
        ({"partners": (("x", "x" * 301),)}, "The partner’s role has 301 characters."),
        ({"partners": (("x", ""),) * 41}, "There are 41 partners. Keep at most 40."),
        ({"source_publisher": "x"}, "The source has no title. Give it one, or leave the source empty:"),
        ({"source_address": "https://example.org"}, "The source has no title."),
        (
            {"source_title": "x", "source_address": "example.org/a b"},
            "“example.org/a b” is not a web address. Begin it with https:// or leave it empty.",
        ),
        ({"source_title": "x", "source_address": "file:///etc/passwd"}, "“file:///etc/passwd” is not"),
        ({"source_title": "x", "source_address": "javascript:alert(1)"}, "“javascript:alert(1)” is not"),
    ],
)
def test_what_is_refused(changes: dict[str, object], told: str) -> None:
    with pytest.raises(UserError) as refusal:
        checked(replace(SOUND, **changes))  # type: ignore[arg-type]
    assert str(refusal.value).startswith(told)


@settings(deadline=None)
@given(
    st.builds(OwnFields, *[st.text(max_size=90)] * 3, st.lists(st.tuples(st.text(), st.text())).map(tuple))
)
def test_any_text_is_taken_or_refused_in_one_line(fields: OwnFields) -> None:
    try:
        kept = checked(fields)
    except UserError as refusal:
        assert "\n" not in str(refusal)
    else:
        assert checked(kept) == kept
        assert 0 < len(kept.headline) <= 70
        assert kept.text.split() == fields.text.split()


def test_places_and_typed_text_in_sentences() -> None:
    assert (place_name("Wichita", "Kansas"), place_name("", "Kansas")) == ("Wichita, Kansas", "Kansas")
    assert (shown(" \x1b[31m a\nb"), shown("\x00"), shown("x" * 60)) == ("[31m a b", "This", "x" * 40 + "…")
