"""What the note in hand is given, as menus of choices: kind, status, who may see it, details, passage."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from esscollab_desktop.domain.notes import NoteKind, NoteStatus, Visibility
from esscollab_desktop.ui.look.icons import Icons
from esscollab_desktop.ui.viewmodels.note_words import KIND_ICONS, SEEN_ICONS

# Field of the note, or what is asked of it; words of its menu; each choice with its words and its icon.
NOTE_CHOICES: tuple[tuple[str, str, tuple[tuple[object, str, str], ...]], ...] = (
    (
        "kind",
        "&Kind of the note",
        (
            (NoteKind.COMMENT, "&Comment", KIND_ICONS[NoteKind.COMMENT]),
            (NoteKind.QUESTION, "&Question", KIND_ICONS[NoteKind.QUESTION]),
            (NoteKind.CONCERN, "Co&ncern", KIND_ICONS[NoteKind.CONCERN]),
            (NoteKind.IDEA, "&Idea", KIND_ICONS[NoteKind.IDEA]),
            (NoteKind.HEARD, "&Heard", KIND_ICONS[NoteKind.HEARD]),
            (NoteKind.ACTION, "&Action", KIND_ICONS[NoteKind.ACTION]),
            (NoteKind.DECISION, "&Decision", KIND_ICONS[NoteKind.DECISION]),
            (NoteKind.RESPONSE, "&Response", KIND_ICONS[NoteKind.RESPONSE]),
        ),
    ),
    (
        "status",
        "&Status of the note",
        (
            (NoteStatus.OPEN, "&Open", ""),
            (NoteStatus.DONE, "&Done", ""),
            (NoteStatus.DROPPED, "D&ropped", ""),
        ),
    ),
    (
        "visibility",
        "&Who may see the note",
        (
            (Visibility.PRIVATE, "&Private", SEEN_ICONS[Visibility.PRIVATE]),
            (Visibility.TEAM, "&Team", SEEN_ICONS[Visibility.TEAM]),
            (Visibility.RECORD, "&Record", SEEN_ICONS[Visibility.RECORD]),
        ),
    ),
    (
        "detail",
        "De&tails of the note",
        (
            ("tags", "&Tags…", "tag"),
            ("speaker", "Who &said it…", "quote"),
            ("due", "&Due date…", "calendar"),
            ("author", "&Written by…", "pencil"),
        ),
    ),
    (
        "passage",
        "&Passage of the note",
        (
            ("show", "&Go to the passage", "arrow-right"),
            ("confirm", "It &fits here", "check"),
            ("take off", "&Take it off the text", "unlink"),
            ("pick", "&Pick a new passage", ""),
            ("keep", "&Keep on the example", ""),
        ),
    ),
)


def add_note_choices(menu: QMenu, icons: Icons) -> dict[str, dict[object, QAction]]:
    """Add a menu for each of them; the actions by field and value."""
    return {field: _choices(menu.addMenu(about), choices, icons) for field, about, choices in NOTE_CHOICES}


def _choices(
    menu: QMenu, choices: tuple[tuple[object, str, str], ...], icons: Icons
) -> dict[object, QAction]:
    made = {}
    for value, words, icon in choices:
        made[value] = action = menu.addAction(words)
        if icon:
            icons.follow(action, icon)
            action.setIconVisibleInMenu(False)
    return made
