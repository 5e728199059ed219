"""`esscollab meetings list|add|use|show`: whom one met, and which meeting new notes belong to."""

import argparse
from dataclasses import replace
from typing import Any

from esscollab_desktop.cli import terminal, values
from esscollab_desktop.cli.choosing import CURRENT, chosen_meeting
from esscollab_desktop.cli.invocation import Invocation
from esscollab_desktop.cli.note_words import as_data, as_text, number_of
from esscollab_desktop.cli.opened import opened
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.meetings import Meeting, MeetingFields
from esscollab_desktop.domain.notes import NoteQuery


def add_to(nouns: Any, everywhere: argparse.ArgumentParser) -> None:
    parser = nouns.add_parser("meetings", parents=[everywhere], help="note down meetings, choose the current")
    verbs = parser.add_subparsers(metavar="list|add|use|show", required=True)
    _add_json(verbs.add_parser("list", parents=[everywhere], help="list meetings, newest first"), run_list)
    adding = verbs.add_parser("add", parents=[everywhere], help="note down a meeting")
    adding.add_argument("title", metavar="TITLE", help="what it is called")
    adding.add_argument("--date", metavar="DAY", type=values.day, help="when, such as 2026-03-31")
    adding.add_argument("--place", metavar="P", default="", help="where")
    adding.add_argument("--audience", metavar="A", default="", help="for whom")
    adding.add_argument("--group", metavar="G", action="append", default=[], help="who was there; repeated")
    adding.add_argument("--agenda", metavar="T", default="", help="what was to be talked about")
    adding.add_argument("--use", action="store_true", help="new notes belong to it from now on")
    _add_json(adding, run_add)
    using = verbs.add_parser("use", parents=[everywhere], help="begin a meeting, or end it")
    using.add_argument("meeting", metavar="MEETING", nargs="?", help="id or title: new notes belong to it")
    using.add_argument("--end", action="store_true", help="no meeting is going on any more")
    _add_json(using, run_use)
    showing = verbs.add_parser("show", parents=[everywhere], help="a meeting and its notes")
    showing.add_argument("meeting", metavar="MEETING", nargs="?", default=CURRENT, help="id or title")
    _add_json(showing, run_show)


def _add_json(parser: argparse.ArgumentParser, run: Any) -> None:
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.set_defaults(run=run)


def run_list(given: argparse.Namespace, invocation: Invocation) -> int:
    with opened(invocation) as desk:
        meetings, counts, now = desk.meetings.list(), desk.meetings.counts(), desk.meetings.current()
    told = [(meeting, counts.get(meeting.id, 0), meeting == now) for meeting in meetings]
    if given.json:
        invocation.say_json([_data(*one) for one in told])
    elif told:
        invocation.say("\n".join(_line(*one) for one in told))
    else:
        invocation.say("No meeting yet. `esscollab meetings add TITLE` notes one down.")
    return 0


def run_add(given: argparse.Namespace, invocation: Invocation) -> int:
    groups = tuple(group.strip() for group in given.group if group.strip())
    fields = MeetingFields(given.title, given.date, given.place, given.audience, groups, given.agenda)
    with opened(invocation) as desk:
        meeting = desk.meetings.add(fields)
        if given.use:
            desk.meetings.use(meeting.id)
    if given.json:
        invocation.say_json(_data(meeting, 0, given.use))
    else:
        invocation.say(f"Noted down “{meeting.title}”: {meeting.id}")
        if given.use:
            invocation.say("New notes belong to it from now on.")
    return 0


def run_use(given: argparse.Namespace, invocation: Invocation) -> int:
    if given.end == (given.meeting is not None):
        raise UserError("Name the meeting that begins, or give --end for none.")
    with opened(invocation) as desk:
        chosen = None if given.end else chosen_meeting(desk.meetings, given.meeting)
        desk.meetings.use(chosen.id if chosen else "")
        count = desk.meetings.counts().get(chosen.id, 0) if chosen else 0
    if given.json:
        invocation.say_json(_data(chosen, count, True) if chosen else None)
    elif chosen:
        invocation.say(f"New notes belong to “{chosen.title}” from now on.")
    else:
        invocation.say("No meeting is going on now.")
    return 0


def run_show(given: argparse.Namespace, invocation: Invocation) -> int:
    with opened(invocation) as desk:
        meeting = chosen_meeting(desk.meetings, given.meeting)
        notes = desk.notebook.find(NoteQuery(meeting=meeting.id))
        titles, names = desk.titles_for(notes), desk.meeting_titles
        now = desk.meetings.current()
    told = (meeting, len(notes), meeting == now)
    if given.json:
        listed = [as_data(note, titles, names) for note in notes]
        invocation.say_json({**_data(*told), "notes": listed})
        return 0
    width = terminal.columns()
    parts = ["\n".join([_line(*told), *_details(meeting, width)])]
    # Each would name the meeting that stands above.
    bare = [replace(note, fields=replace(note.fields, meeting="")) for note in notes]
    parts += [as_text(note, titles, {}, width) for note in bare]
    invocation.say("\n\n".join(parts))
    return 0


def _data(meeting: Meeting, notes: int, is_current: bool) -> dict[str, Any]:
    return {
        "id": meeting.id,
        "title": meeting.title,
        "date": meeting.date.isoformat() if meeting.date else None,
        "place": meeting.place,
        "audience": meeting.audience,
        "groups": meeting.groups,
        "agenda": meeting.agenda,
        "created_at": meeting.created_at,
        "updated_at": meeting.updated_at,
        "is_current": is_current,
        "note_count": notes,
    }


def _line(meeting: Meeting, notes: int, is_current: bool) -> str:
    day = meeting.date.isoformat() if meeting.date else "no date   "
    going_on = ", going on" if is_current else ""
    return f"{day}  {meeting.title} ({number_of(notes, 'note')}{going_on})\n    {meeting.id}"


def _details(meeting: Meeting, width: int) -> list[str]:
    told = (
        ("Place", meeting.place),
        ("For", meeting.audience),
        ("There", ", ".join(meeting.groups)),
        ("Agenda", meeting.agenda),
    )
    return [
        terminal.wrapped(line, width, f"    {name}: " if first else "    ", "    ")
        for name, text in told
        if text.strip()
        for first, line in ((not number, line) for number, line in enumerate(text.split("\n")))
    ]
