"""Edits made by seed over real pages; words carry marks, so that each edit knows where the quote went."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random

from esscollab_desktop.domain.anchors import AnchorState

from .edit import Edit

_SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[A-Z“])")
_ALLOWED = frozenset((AnchorState.EXACT, AnchorState.MOVED))
_ORPHAN = frozenset((AnchorState.ORPHAN,))


@dataclass
class Word:
    """One word with its signs. `is_ours`: it belongs to the quote; `is_kept`: and is as it was."""

    text: str
    is_ours: bool = False
    is_kept: bool = False


Sentence = list[Word]
Paragraph = list[Sentence]


@dataclass
class Draft:
    """A page under edit. `own` is the sentence that the quote is in, or begins in."""

    pages: Sequence[str]
    paragraphs: list[Paragraph]
    own: Sentence
    random: Random
    quoted: int = 0
    changed: int = 0
    sentence_size: int = 0
    notes: list[str] = field(default_factory=list)

    def home(self) -> Paragraph:
        return next(p for p in self.paragraphs if any(s is self.own for s in p))

    def strange(self) -> Sentence:
        """A sentence of another page; one that is much like the quoted one would be an edit of it."""
        own = {word.text for word in self.own}
        while True:
            sentence = self.random.choice(self.random.choice(_read(self.random.choice(self.pages))))
            if 3 * len(own & {word.text for word in sentence}) < len(own):
                return sentence


def generated_edits(pages: Sequence[str], seed: int, count: int) -> list[Edit]:
    """`count` edits of these reading texts; the same seed makes the same ones."""
    random = Random(seed)
    edits: list[Edit] = []
    while len(edits) < count:
        edit = _generated(pages, random, len(edits))
        if edit is not None:
            edits.append(edit)
    return edits


def _read(text: str) -> list[Paragraph]:
    return [
        [[Word(word) for word in sentence.split()] for sentence in _SENTENCES.split(line)]
        for line in text.split("\n")
        if line.split()
    ]


def _generated(pages: Sequence[str], random: Random, number: int) -> Edit | None:
    paragraphs = _read(random.choice(pages))
    own = random.choice(random.choice(paragraphs))
    if len(own) < 5:
        return None
    draft = Draft(pages, paragraphs, own, random, sentence_size=len(own))
    _quote(draft)
    old, start, end = _laid_out(draft.paragraphs)
    own_quote = old[start:end]
    kind = _KINDS[number % len(_KINDS)]
    kind(draft)
    new, new_start, new_end = _laid_out(draft.paragraphs)
    kept = sum(word.is_kept for paragraph in draft.paragraphs for s in paragraph for word in s)
    name = f"{kind.__name__.strip('_')} {number}{''.join(f', {note}' for note in draft.notes)}"
    if kept == 0:
        # What is left of it, if anything, are other words; as the edit put them there, moved is fair too.
        allowed = frozenset((AnchorState.ORPHAN, AnchorState.MOVED)) if new_end else _ORPHAN
        return Edit(name, old, start, end, new, allowed, (new_start, new_end) if new_end else None)
    is_light = 5 * draft.changed <= draft.sentence_size and 2 * kept >= draft.quoted
    allowed = _ALLOWED if is_light else _ALLOWED | _ORPHAN
    if own_quote not in new[new_start:new_end]:
        allowed -= {AnchorState.EXACT}
    return Edit(name, old, start, end, new, allowed, (new_start, new_end), is_light)


def _quote(draft: Draft) -> None:
    """Marks the quote: the sentence, a part of it, a few words, or the sentence and the next one."""
    own, random = draft.own, draft.random
    draw = random.random()
    words = own
    if draw < 0.35:
        size = random.randint(4, max(4, len(own) - 1))
        first = random.randint(0, len(own) - size)
        words = own[first : first + size]
    elif draw < 0.5:
        size = random.randint(1, 3)
        first = random.randint(0, len(own) - size)
        words = own[first : first + size]
    elif draw < 0.6:
        home = draft.home()
        at = next(place for place, sentence in enumerate(home) if sentence is own)
        words = own + (home[at + 1] if at + 1 < len(home) else [])
    for word in words:
        word.is_ours = word.is_kept = True
    draft.quoted = len(words)


def _laid_out(paragraphs: list[Paragraph]) -> tuple[str, int, int]:
    """The text, and where the quote's words stand in it; 0 and 0 where there are none."""
    lines: list[str] = []
    spans: list[tuple[int, int]] = []
    at = 0
    for paragraph in paragraphs:
        words = [word for sentence in paragraph for word in sentence]
        for word in words:
            if word.is_ours:
                spans.append((at, at + len(word.text)))
            at += len(word.text) + 1
        if words:
            lines.append(" ".join(word.text for word in words))
    return "\n".join(lines), spans[0][0] if spans else 0, spans[-1][1] if spans else 0


# What can happen to the sentence itself


def _change_words(draft: Draft, share: float) -> None:
    """Changes words of the sentence until `share` of it is changed; at least one."""
    most = max(1, int(share * draft.sentence_size))
    while draft.changed < most and draft.own:
        draft.random.choice((_replace, _leave_out, _put_in, _renumber, _mistype))(draft)


def _replace(draft: Draft) -> None:
    word = draft.random.choice(draft.own)
    other = draft.random.choice(draft.strange()).text
    if other != word.text:
        word.text, word.is_kept = other, False
        draft.changed += 1


def _leave_out(draft: Draft) -> None:
    if len(draft.own) > 1:
        draft.own.pop(draft.random.randrange(len(draft.own)))
        draft.changed += 1


def _put_in(draft: Draft) -> None:
    at = draft.random.randint(0, len(draft.own))
    is_inside = 0 < at < len(draft.own) and draft.own[at - 1].is_ours and draft.own[at].is_ours
    draft.own.insert(at, Word(draft.random.choice(draft.strange()).text, is_inside))
    draft.changed += 1


def _renumber(draft: Draft) -> None:
    numbers = [word for word in draft.own if any(sign.isdigit() for sign in word.text)]
    if not numbers:
        return _replace(draft)
    word = draft.random.choice(numbers)
    changed = re.sub(r"\d", lambda match: str((int(match[0]) + 1) % 10), word.text, count=1)
    word.text, word.is_kept = changed, False
    draft.changed += 1
    return None


def _mistype(draft: Draft) -> None:
    word = draft.random.choice(draft.own)
    if len(word.text) > 4:
        at = draft.random.randrange(1, len(word.text) - 2)
        signs = list(word.text)
        signs[at], signs[at + 1] = signs[at + 1], signs[at]
        if signs != list(word.text):
            word.text = "".join(signs)
            draft.changed += 1


# What can happen around it


def _stir(draft: Draft) -> None:
    """Edits elsewhere on the page: sentences come, go, change; paragraphs change places or grow together."""
    for _ in range(draft.random.randint(1, 3)):
        act = draft.random.choice((_sentence_comes, _sentence_goes, _sentence_changes, _shuffle, _merge))
        act(draft)
        draft.notes.append(act.__name__.strip("_"))


def _sentence_comes(draft: Draft) -> None:
    _put_down(draft, [draft.strange()])


def _put_down(draft: Draft, sentences: list[Sentence]) -> None:
    """Puts sentences between others anywhere but in the quote; where no full stops are, as a paragraph."""
    at = draft.random.randrange(len(draft.paragraphs))
    paragraph = draft.paragraphs[at]
    if all(sentence[-1].text.endswith((".", "!", "?")) for sentence in (*paragraph, *sentences) if sentence):
        places = [at for at in range(len(paragraph) + 1) if not _is_inside(paragraph, at)]
        place = draft.random.choice(places)
        paragraph[place:place] = sentences
    else:
        draft.paragraphs.insert(at, sentences)


def _sentence_goes(draft: Draft) -> None:
    paragraph = draft.random.choice(draft.paragraphs)
    others = [s for s in paragraph if not any(word.is_ours for word in s) and s is not draft.own]
    if others:
        gone = draft.random.choice(others)
        paragraph[:] = [sentence for sentence in paragraph if sentence is not gone]


def _sentence_changes(draft: Draft) -> None:
    sentence = draft.random.choice(draft.random.choice(draft.paragraphs) or [[]])
    for word in sentence:
        if sentence is not draft.own and not word.is_ours and draft.random.random() < 0.3:
            word.text = draft.random.choice(draft.strange()).text


def _shuffle(draft: Draft) -> None:
    draft.random.shuffle(draft.paragraphs)


def _merge(draft: Draft) -> None:
    if len(draft.paragraphs) < 2:
        return
    at = draft.random.randrange(len(draft.paragraphs) - 1)
    if all(sentence[-1].text.endswith((".", "!", "?")) for sentence in draft.paragraphs[at] if sentence):
        draft.paragraphs[at : at + 2] = [draft.paragraphs[at] + draft.paragraphs[at + 1]]


def _is_inside(paragraph: Paragraph, at: int) -> bool:
    """Whether a sentence put in at `at` would stand in the midst of the quote."""
    before = any(word.is_ours for sentence in paragraph[:at] for word in sentence)
    return before and any(word.is_ours for sentence in paragraph[at:] for word in sentence)


# The kinds of edit


def _elsewhere(draft: Draft) -> None:
    _stir(draft)


def _a_tenth(draft: Draft) -> None:
    _change_words(draft, 0.1)


def _a_fifth(draft: Draft) -> None:
    _change_words(draft, 0.2)


def _a_fifth_and_elsewhere(draft: Draft) -> None:
    _change_words(draft, 0.2)
    _stir(draft)


def _a_half(draft: Draft) -> None:
    _change_words(draft, 0.5)


def _nearly_all(draft: Draft) -> None:
    _change_words(draft, 0.9)


def _signs_change(draft: Draft) -> None:
    """Other quotation marks, dashes and commas; the words stay."""
    for word in draft.own:
        if draft.random.random() < 0.3:
            word.text = draft.random.choice(("{},", "“{}”", "{} –", "({})")).format(
                word.text.strip(".,;“”()")
            )
    draft.own[-1].text = draft.own[-1].text.rstrip(".,;") + "!"


def _to_another_paragraph(draft: Draft) -> None:
    _put_down(draft, _take_out(draft))


def _to_another_paragraph_changed(draft: Draft) -> None:
    _to_another_paragraph(draft)
    _change_words(draft, 0.1)


def _goes(draft: Draft) -> None:
    _take_out(draft)


def _goes_with_all_around(draft: Draft) -> None:
    _take_out(draft)
    _stir(draft)


def _paragraph_goes(draft: Draft) -> None:
    home = draft.home()
    draft.paragraphs[:] = [paragraph for paragraph in draft.paragraphs if paragraph is not home]


def _another_in_its_place(draft: Draft) -> None:
    home = draft.home()
    at = next(place for place, sentence in enumerate(home) if sentence is draft.own)
    home.insert(at, draft.strange())
    _take_out(draft)


def _twin_comes(draft: Draft) -> None:
    """A near double elsewhere; the quoted sentence changes by a tenth."""
    _add_twin(draft)
    _change_words(draft, 0.1)


def _twin_comes_it_goes(draft: Draft) -> None:
    """A near double elsewhere, with another name or number; the quoted sentence goes."""
    _add_twin(draft)
    _take_out(draft)


def _add_twin(draft: Draft) -> None:
    twin = [Word(word.text) for word in draft.own]
    told = [w for w in twin[1:] if w.text[0].isupper() or w.text[0].isdigit()] or twin
    for word in told:
        digits = re.sub(r"\d", lambda match: str(9 - int(match[0])), word.text)
        word.text = (
            digits if digits != word.text else draft.random.choice(("Idaho", "Samoa", "Guam", "Maine"))
        )
    home = next(at for at, p in enumerate(draft.paragraphs) if any(s is draft.own for s in p))
    # Not next to it: what takes its place there can't be told from a change of its words.
    far = [at for at in range(len(draft.paragraphs)) if abs(at - home) > 2]
    if far:
        draft.paragraphs.insert(draft.random.choice(far), [twin])


def _take_out(draft: Draft) -> list[Sentence]:
    """Takes the sentence off the page, and the next one where the quote goes on in it."""
    taken = []
    for paragraph in draft.paragraphs:
        gone = [s for s in paragraph if s is draft.own or any(word.is_ours for word in s)]
        paragraph[:] = [s for s in paragraph if not any(s is other for other in gone)]
        taken += gone
    draft.paragraphs[:] = [paragraph for paragraph in draft.paragraphs if paragraph] or [[]]
    return taken


_KINDS: tuple[Callable[[Draft], None], ...] = (
    _elsewhere,
    _a_tenth,
    _a_fifth,
    _a_fifth_and_elsewhere,
    _to_another_paragraph,
    _a_fifth,
    _twin_comes,
    _goes,
    _a_fifth_and_elsewhere,
    _signs_change,
    _a_half,
    _goes_with_all_around,
    _to_another_paragraph_changed,
    _twin_comes_it_goes,
    _another_in_its_place,
    _paragraph_goes,
    _nearly_all,
)
