"""Where each jurisdiction's tile stands on the map: about where it lies, each as large as any other."""

# One row of places a line, from the west; the last line holds the outlying areas, Puerto Rico and BIE.
_ROWS = (
    "AK .  .  .  .  .  .  .  .  .  ME",
    ".  .  .  .  .  .  .  .  .  VT NH",
    "WA ID MT ND MN IL WI MI NY RI MA",
    "OR NV WY SD IA IN OH PA NJ CT .",
    "CA UT CO NE MO KY WV VA MD DE .",
    ".  AZ NM KS AR TN NC SC DC .  .",
    ".  .  .  OK LA MS AL GA .  .  .",
    "HI .  .  TX .  .  .  .  FL .  .",
    "AS GU MP .  .  BIE .  .  .  PR VI",
)

COLUMNS, ROWS = 11, len(_ROWS)
# The last row stands apart from the map above it.
APART = ROWS - 1

# (column, row) by the jurisdiction's letters.
TILES: dict[str, tuple[int, int]] = {
    code: (column, row)
    for row, line in enumerate(_ROWS)
    for column, code in enumerate(line.split())
    if code != "."
}
