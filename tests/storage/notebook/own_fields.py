"""Own examples for tests: a plain one, and any text that checks let through."""

from hypothesis import strategies as st

from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.own import OwnFields, checked

POTLUCKS = OwnFields(
    headline="ten potlucks with the library",
    text="Ten potlucks were held.\nOne was in Conexión hall.",
    district="Wichita",
    partners=(("Public Library", "rooms"), ("Rotary", "")),
    source_title="Minutes of the board",
    source_publisher="The district",
    source_address="https://example.org/minutes",
)
EXPERIENCE = OwnFields(headline="a poll of parents", text="Parents were polled.")

HOSTILE = st.one_of(
    st.text(st.characters(), max_size=60),
    st.sampled_from(
        [
            "'; DROP TABLE note; --",
            "<script>alert(1)</script> <b>",
            "#set page(width: 1pt) $x$ *bold* _it_ `raw` @ref",
            "[^law] [breaks off] [^x]",
            "---\nkind: related\n---",
            "## What the state did",
            "a \"b\" 'c' | d ** e __ f",
            "- 1. # list",
            "\ue000\ue001\ufeff\u202e\x00\x1b[31m",
            "\ud83d lone \ude00",
            "کتابخانه 図書館 é é",
            "*no: yes*, {a: b}, !!python/object, %TAG, NO, 2017",
        ]
    ),
)


def _sound(fields: OwnFields) -> bool:
    try:
        checked(fields)
    except UserError:
        return False
    return True


FIELDS = st.builds(
    OwnFields,
    headline=HOSTILE.map(lambda text: text[:70]),
    text=st.lists(HOSTILE, min_size=1, max_size=3).map("\n".join),
    district=st.one_of(st.just(""), HOSTILE),
    partners=st.lists(st.tuples(HOSTILE, HOSTILE), max_size=3).map(tuple),
    source_title=st.one_of(st.just(""), HOSTILE),
    source_publisher=st.just(""),
    source_address=st.just(""),
).filter(_sound)
