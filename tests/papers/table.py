"""The table of conditions in docs/paper.md, from the checks: `python -m papers.table` writes it."""

from collections.abc import Iterator
from pathlib import Path

from papers.conditions import ARCHIVE, LAYOUT, MATTERHORN, OURS, Condition

PAGE = Path(__file__).parents[2] / "docs" / "paper.md"
BEGIN, END = "<!-- conditions -->\n", "<!-- end of conditions -->\n"
_PARTS = (
    ("Matterhorn Protocol 1.1: all 87 conditions for software", MATTERHORN),
    ("PDF/A-2a beyond PDF/UA", ARCHIVE),
    ("Structure: our own", OURS),
    ("Layout: our own", LAYOUT),
)


def table() -> str:
    return "\n".join(line for title, part in _PARTS for line in _part(title, part)) + "\n"


def _part(title: str, part: tuple[Condition, ...]) -> Iterator[str]:
    yield f"\n### {title}\n"
    yield "| condition | fails where | how it is judged |"
    yield "| --- | --- | --- |"
    yield from (f"| {c.id} | {c.words} | {_judged(c)} |" for c in part)


def _judged(condition: Condition) -> str:
    module = condition.check.__module__.removeprefix("papers.")
    name = f"`{module}.{condition.check.__qualname__.split('.')[0]}`"
    if condition.absent:
        return f"not applicable: our files hold no {condition.absent}; {name} sees to it"
    return name


if __name__ == "__main__":
    before, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
    PAGE.write_text(before + BEGIN + table() + END + rest.partition(END)[2], "utf-8")
