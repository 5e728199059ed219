"""A text as words: where each stands, how much it says, and where a sentence begins or ends."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import NamedTuple

# Numbers keep their separators; scripts without spaces are read sign by sign; marks belong to their letters.
_WORD = re.compile(
    r"\d+(?:[.,]\d+)*"
    r"|[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]"
    r"|(?:(?![\d\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff])[\w\u0300-\u036f\u0900-\u0dff]"
    r"|(?<=\w)['’´](?=\w))+"
)
_PART_END = re.compile(r"[.!?…:;]|\n")
_SENTENCE_END = re.compile(r"[.!?…]\W*\s|\n")

_LITTLE = frozenset(
    """a an and are as at be been but by can could did do does for from had has have he her his how i if in
    into is it its may more most of on or our out over she should so some such than that the their them then
    there these they this those to too up was we were what when where which while who whom why will with would
    you your de el la los las en y que un una""".split()  # noqa: SIM905 - words in lines, not in a column
)
_DENIALS = frozenset(
    """no not never none nobody nothing nowhere neither nor without cannot hardly
    sin nunca jamás nadie""".split()  # noqa: SIM905
)
_NUMBERS = frozenset(
    """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million
    once twice half first second third fourth fifth sixth seventh eighth ninth tenth
    all every each both""".split()  # noqa: SIM905
)

_LONGEST = 120  # words of a sentence to one side
LITTLE_WEIGHT = 0.35
FACT_WEIGHT = 1.5


class Span(NamedTuple):
    """A passage: code points of its text, and the words it touches, both half-open."""

    start: int
    end: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one text. `forms` are folded for comparing; `facts` marks names, numbers and denials."""

    text: str
    starts: list[int]
    ends: list[int]
    forms: list[str]
    weights: list[float]
    facts: list[bool]
    index: dict[str, list[int]] = field(repr=False)

    def __len__(self) -> int:
        return len(self.forms)

    def within(self, start: int, end: int) -> tuple[int, int]:
        """The words that `start` to `end` touches, as a half-open range."""
        first = bisect_right(self.ends, start)
        return first, max(first, bisect_left(self.starts, end))

    def weight(self, first: int, last: int) -> float:
        return sum(self.weights[first:last])

    def between(self, place: int) -> str:
        """The signs between word `place` - 1 and word `place`."""
        start = self.ends[place - 1] if place > 0 else 0
        end = self.starts[place] if place < len(self.forms) else len(self.text)
        return self.text[start:end]

    def is_break(self, place: int) -> bool:
        """Whether a sentence or a part of one ends before word `place`."""
        return place <= 0 or place >= len(self.forms) or bool(_PART_END.search(self.between(place)))

    def sentences(self, first: int, last: int) -> tuple[int, int]:
        """Words `first` to `last` grown to whole sentences; a very long one is left off after a while."""
        low, high = max(0, first - _LONGEST), min(len(self.forms), last + _LONGEST)
        while first > low and not _SENTENCE_END.search(self.between(first)):
            first -= 1
        while 0 < last < high and not _SENTENCE_END.search(self.between(last)):
            last += 1
        return first, last


def words_of(text: str) -> Words:
    starts, ends, written = [], [], []
    for match in _WORD.finditer(text):
        starts.append(match.start())
        ends.append(match.end())
        written.append(match.group())
    forms = [word.casefold().replace("’", "'").replace("´", "'") for word in written]
    lower = {word for word in written if word[0].islower()}
    facts = [is_fact(word, form, lower) for word, form in zip(written, forms, strict=True)]
    weights = [
        FACT_WEIGHT if fact else LITTLE_WEIGHT if form in _LITTLE else 1.0
        for form, fact in zip(forms, facts, strict=True)
    ]
    index: dict[str, list[int]] = {}
    for place, form in enumerate(forms):
        index.setdefault(form, []).append(place)
    return Words(text, starts, ends, forms, weights, facts, index)


def span_of(words: Words, start: int, end: int) -> Span:
    return Span(start, end, *words.within(start, end))


def is_fact(word: str, form: str, lower: set[str]) -> bool:
    """Whether a word names or counts or denies: `lower` holds the words that the text writes small."""
    if form in _LITTLE:
        return False
    if word[0].isdigit() or form in _NUMBERS or form in _DENIALS or form.endswith("n't"):
        return True
    return word[0].isupper() and form not in lower


def is_name(form: str) -> bool:
    """Whether a fact is neither a number nor a denial."""
    return not form[0].isdigit() and form not in _NUMBERS and form not in _DENIALS


def is_inside_word(text: str, place: int) -> bool:
    """Whether `place` in a text stands between two letters or figures of one word."""
    return 0 < place < len(text) and text[place - 1].isalnum() and text[place].isalnum()
