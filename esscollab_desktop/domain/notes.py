"""What the user writes, as it leaves the notebook."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Note:
    """A note on a code. Times are aware, in UTC. `target` is the code of a practice, example or jurisdiction.

    `revision` counts the versions of the text from 1; a save says which one it was written over.
    """

    id: str
    target: str
    body: str
    created_at: datetime
    updated_at: datetime
    deleted_at: datetime | None = None
    revision: int = 1
