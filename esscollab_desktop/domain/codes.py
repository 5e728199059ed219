"""Codes: the short, stable names that people say, type and print (`4`, `4.MA`, `1.WA-2`, `state:MI`).

A code of an installed pack ends with the pack's name: `4.MA@ohio-office`. Jurisdictions are the same in all.
"""

import re
from collections.abc import Iterable
from itertools import takewhile

_PRACTICE = re.compile(r"[1-9][0-9]*")
_COUNT = "[2-9]|[1-9][0-9]+"
_BOOK_EXAMPLE = re.compile(rf"([1-9][0-9]*)\.([A-Z]{{2,3}})(?:-(?:{_COUNT}))?")
# The user's own: no edition of any book gives out such a code.
_OWN_EXAMPLE = re.compile(rf"([1-9][0-9]*)\.([A-Z]{{2,3}})-own({_COUNT})?")
_OWN_ENDING = re.compile(r"-OWN(?=[0-9]*$)")
_STATE = re.compile(r"state:([A-Z]{2,3})")
_WORD = re.compile(r"(?:org|topic|source):[a-z0-9]+(?:-[a-z0-9]+)*|glossary:[^\W_]+(?:-[^\W_]+)*")


def normalize(text: str) -> str:
    """Bring a typed code into its written form: ` 4.ma ` is `4.MA`, `State:mi` is `state:MI`."""
    text, at, pack = text.strip().rpartition("@") if "@" in text else (text.strip(), "", "")
    if at:
        return f"{normalize(text)}@{pack.strip().lower()}"
    prefix, colon, rest = text.partition(":")
    return f"{prefix.lower()}:{rest.strip().upper()}" if colon else _OWN_ENDING.sub("-own", text.upper())


# A code and a paragraph as they are said: "4.MA, c", "4 ma c", "4.MA-2@ohio-office, paragraph aa".
_PLACE = re.compile(
    r"(?P<practice>[1-9][0-9]*)"
    r"(?:(?:\s*\.\s*|\s+)(?P<where>[a-z]{2,3}(?:-(?:own)?[0-9]*)?))?"
    r"(?P<pack>\s*@\s*[a-z][a-z0-9-]*)?"
    r"(?:[\s,]\s*(?:paragraph\s+|par\.?\s+|¶\s*)?\(?(?P<letter>[a-z]{1,2})\)?)?",
    re.IGNORECASE,
)


def place_of(text: str) -> tuple[str, str]:
    """The code and the paragraph's letter in what someone typed or said; what has no such form has no letter.

    `4.MA, c`, `4.MA c` and `4 ma c` are all `4.MA` and `c`. Whether there is such a code is not asked.
    """
    found = _PLACE.fullmatch(text.strip())
    if not found:
        return text.strip(), ""
    code = f"{found['practice']}.{found['where']}" if found["where"] else found["practice"]
    return normalize(code + (found["pack"] or "").replace(" ", "")), (found["letter"] or "").lower()


def bare(code: str) -> str:
    """The code as it stands in its own pack: `4.MA@ohio-office` is `4.MA`."""
    return code.partition("@")[0]


def pack_of(code: str) -> str:
    """The name of the pack in a code; empty for the codes of the book, of jurisdictions and own examples."""
    return code.partition("@")[2]


def in_pack(code: str, pack: str) -> str:
    """A pack's own code as it is named beside other packs; without a pack, the code itself."""
    return f"{code}@{pack}" if pack and code and not is_state(code) else code


def is_practice(code: str) -> bool:
    return _PRACTICE.fullmatch(bare(code)) is not None


def is_book_example(code: str) -> bool:
    """Whether a book or pack may give this code to an example."""
    return _BOOK_EXAMPLE.fullmatch(code) is not None


def is_own_example(code: str) -> bool:
    return _OWN_EXAMPLE.fullmatch(code) is not None


def is_example(code: str) -> bool:
    return is_book_example(bare(code)) or is_own_example(code)


def is_state(code: str) -> bool:
    return _STATE.fullmatch(code) is not None


def is_given_out(code: str) -> bool:
    """Whether a book or pack may give out this code for a record: it names no pack, and is no own one."""
    return code == "about" or any(
        form.fullmatch(code) is not None for form in (_PRACTICE, _BOOK_EXAMPLE, _STATE, _WORD)
    )


def practice_of(code: str) -> str:
    """The practice's code in an example's code, of the same pack; empty for any other code."""
    found = _example(code)
    return in_pack(found[1], pack_of(code)) if found else ""


def jurisdiction_of(code: str) -> str:
    """The jurisdiction's letters in an example's or a state's code; empty for any other code."""
    if found := _example(code):
        return found[2]
    found = _STATE.fullmatch(code)
    return found[1] if found else ""


def _example(code: str) -> re.Match[str] | None:
    return _BOOK_EXAMPLE.fullmatch(bare(code)) or _OWN_EXAMPLE.fullmatch(code)


def own_code(practice: str, jurisdiction: str, count: int) -> str:
    """The code of the user's own example that is the `count`th under this practice in this jurisdiction."""
    return f"{practice}.{jurisdiction}-own{count if count > 1 else ''}"


def own_count(code: str) -> int:
    """The place of an own example's code in its row: 1 for `4.KS-own`, 2 for `4.KS-own2`; 0 for others."""
    found = _OWN_EXAMPLE.fullmatch(code)
    return int(found[3] or 1) if found else 0


def nearest(code: str, known: Iterable[str], limit: int = 3) -> list[str]:
    """The known codes that look most like a mistyped one, best first; letters count more than order."""
    known = list(known)
    wanted = normalize(code)
    pool = known
    if is_practice(wanted):
        pool = [k for k in known if is_practice(k)] or known
    elif "." in wanted:
        pool = [k for k in known if practice_of(k) and practice_of(k) == wanted.split(".")[0]] or known
    from difflib import SequenceMatcher  # for a mistyped code only

    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(wanted)

    def common_start(code: str) -> int:
        return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(code, wanted, strict=False)))

    def distance(code: str) -> tuple[float, int, str]:
        matcher.set_seq1(code)
        return -matcher.ratio(), -common_start(code), code

    return sorted(pool, key=distance)[:limit]


def letter(place: int) -> str:
    """The mark of the paragraph at a place counted from 0: a, b … z, aa, ab …"""
    mark = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        mark = chr(ord("a") + rest) + mark
    return mark


def has_label(code: str) -> bool:
    """Whether a code is one that people say, and that stands in a box: practices, examples, states."""
    return is_practice(code) or is_example(code) or is_state(code)


def glossary_code(term: str) -> str:
    """The code of a glossary term: `glossary:SEA`, `glossary:submission-window`, `glossary:cde-colorado`."""
    kept = "-".join(re.findall(r"[^\W_]+", term))
    is_acronym = not any(char.isspace() for char in term) and sum(map(str.isupper, term)) > 1
    return f"glossary:{kept if is_acronym else kept.lower()}"


def in_box(code: str) -> str:
    """A code as it stands in its box: `MI` for `state:MI`; the pack is named beside it, not in it."""
    return bare(code).removeprefix("state:")


def in_words(code: str) -> str:
    """A code as it stands in a sentence: `4.MA`, `MI` for `state:MI`, `the book` for `about`."""
    return "the book" if code == "about" else code.removeprefix("state:")
