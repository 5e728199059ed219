"""Two packs of offices beside the small book: what each changes of it."""

from small_book import FILES

OHIO, TEXAS = "ohio-office", "texas-office"
OURS = "1-reach-out/1.NY.md"
# A state that the book does not know; a practice of the book's number with another title; words of its own.
CHANGES = {
    "jurisdictions.csv": FILES["jurisdictions.csv"].replace("GU,Guam,66", "PR,Puerto Rico,72"),
    "2-show-work/practice.md": FILES["2-show-work/practice.md"]
    .replace("Transparency", "Hospitality")
    .replace("Show Your Work", "Set The Table"),
    "2-show-work/2.PR.md": FILES[OURS]
    .replace("1.NY", "2.PR").replace(": NY", ": PR").replace("a poll of parents", "suppers by the sea")
    .replace("Parents were polled in café", "Parents were fed in seaside"),
    OURS: FILES[OURS].replace("a poll of parents", "a platypus for parents"),
}  # fmt: skip
