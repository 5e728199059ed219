"""The Markdown of the content sources: headings, paragraphs and the source marks at their ends."""

import re
import unicodedata
from dataclasses import dataclass, field

from esscollab_desktop.packs.faults import Faults

_TAIL = re.compile(r"(?P<broke>\s*\[breaks off\])?(?P<marks>(?:\s*\[\^[^\]\s]*\])*)\s*$")
_MARK = re.compile(r"\[\^([^\]\s]*)\]")
_MARKUP = (
    (re.compile(r"\[\^|\[breaks off\]"), "source marks stand at the end of a paragraph; move it there."),
    (re.compile(r"\*\*|__|`"), "plain text only; take out the ** __ or `."),
    (re.compile(r"\|"), "the sign | has no place in plain text; take it out."),
    (re.compile(r"\]\("), "plain text only; take out the link and name it as a source."),
    (re.compile(r"</?[A-Za-z!]"), "plain text only; take out the HTML."),
    (re.compile(r"[\"']"), "write “ ” for quotes and ’ for an apostrophe."),
)
# Whatever the patterns find begins with or holds one of these signs.
_SUSPICIOUS = re.compile(r"[\[\]*_`|<\"']")
_LIST_SIGN = re.compile(r"[-*+>|]\s|\d+\.\s")


@dataclass(frozen=True, slots=True)
class Para:
    text: str
    line: int
    sources: tuple[str, ...] = ()
    broke_off: bool = False


@dataclass(slots=True)
class Part:
    """A heading (level 0: what stands before the first one) with its paragraphs and the parts below it."""

    heading: str
    line: int
    level: int
    paragraphs: list[Para] = field(default_factory=list)
    parts: list["Part"] = field(default_factory=list)


def check_plain(text: str, faults: Faults, file: str, line: int, name: str) -> None:
    """Add a fault for everything in a text that is not plain text."""
    # Nearly every text is plain, which is quick to see.
    if text.isprintable() and not _SUSPICIOUS.search(text):
        return
    for pattern, remedy in _MARKUP:
        if pattern.search(text):
            faults.add(file, line, name, remedy)
    for char in text:
        if unicodedata.category(char) in {"Cc", "Co", "Cs", "Cn"}:
            faults.add(file, line, name, f"the character U+{ord(char):04X} can't be shown; delete it.")
            return


def split_front(text: str, file: str, faults: Faults) -> tuple[str, str, int]:
    """Front matter, body, and the line at which the body begins."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        faults.lose(file, 1, "must begin with a line “---”, the fields, and a second line “---”.")
        return "", text, 1
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() == "---":
            return "\n".join(lines[1:number]), "\n".join(lines[number + 1 :]), number + 2
    faults.lose(file, 1, "the fields must end with a line “---”; add it.")
    return "", "", len(lines)


def read_body(text: str, first_line: int, file: str, faults: Faults) -> Part:
    """The body as a tree of two levels (`##`, `###`) with cited paragraphs."""
    top = Part("", first_line, 0)
    second = here = top
    held: list[str] = []
    held_line = first_line
    for number, raw in enumerate([*text.split("\n"), ""], start=first_line):
        line = raw.strip()
        is_heading = line.startswith("#")
        if (not line or is_heading) and held:
            here.paragraphs.append(_paragraph(" ".join(held), held_line, file, faults))
            held = []
        if is_heading:
            marks, _, words = line.partition(" ")
            if marks not in {"##", "###"} or (marks == "###" and second is top):
                faults.add(file, number, "", "headings here begin with “## ” or, below one of those, “### ”.")
            here = Part(words.strip(), number, len(marks))
            check_plain(here.heading, faults, file, number, "heading")
            if marks == "###":
                second.parts.append(here)
            else:
                top.parts.append(here)
                second = here
        elif line:
            if not held:
                held_line = number
            held.append(line)
    return top


def _paragraph(text: str, line: int, file: str, faults: Faults) -> Para:
    # Not from the beginning: the marks can't come before the first bracket, and trying takes long.
    tail = _TAIL.search(text, len(text.partition("[")[0].rstrip()))
    assert tail is not None  # every part of the pattern may be empty
    words = " ".join(text[: tail.start()].split())
    sources = tuple(_MARK.findall(tail["marks"]))
    if not words:
        faults.add(file, line, "", "this paragraph has no words; write them before the source marks.")
    if _LIST_SIGN.match(words):
        faults.add(file, line, "", "plain paragraphs only; take out the list, quote or table sign.")
    if len(set(sources)) < len(sources):
        faults.add(file, line, "", "names one source twice; delete one of the marks.")
    check_plain(words, faults, file, line, "")
    return Para(words, line, tuple(dict.fromkeys(sources)), tail["broke"] is not None)
