"""Reads the accessibility bus for a test: one line of JSON for each command that comes in on standard input.

Run by the system's own Python, which has the bindings. Commands, a JSON list each:
  ["walk"]                         every accessible of the program, depth first
  ["press", role, name, action]    do an action of the first one with this role and the name's beginning
  ["find", role, name]             the first one with this role and the name's beginning
  ["shows", name]                  whether something with this beginning of a name is on the screen
  ["focus"]                        the accessible with the focus
  ["heard"]                        announcements and focus changes since the last time
"""
# mypy: ignore-errors
# The bindings belong to another Python.

import json
import os
import sys
import warnings

import gi

warnings.simplefilter("ignore")  # the older names are on every release; the newer ones are not
gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

STATES = (
    "focusable", "focused", "showing", "checked", "pressed", "expanded", "expandable", "selected", "enabled",
    "read_only", "editable",
)  # fmt: skip
KINDS = {name: getattr(Atspi.StateType, name.upper()) for name in STATES}


class Bus:
    def __init__(self, program):
        self.program = program
        self.heard = []
        Atspi.init()
        Atspi.set_timeout(5000, 15000)
        self.listener = None

    def listen(self):
        """Told to a program that is not on the bus yet, it would not hear of it."""
        self.listener = Atspi.EventListener.new(self.on_event)
        for kind in ("object:announcement", "object:state-changed:focused", "window:activate"):
            self.listener.register(kind)

    def on_event(self, event):
        if event.type.startswith("object:announcement"):
            self.heard.append({"said": event.any_data})
        elif event.type.startswith("object:state-changed:focused") and event.detail1:
            self.heard.append({"focus": event.source.get_name(), "role": event.source.get_role_name()})

    def application(self):
        desktop = Atspi.get_desktop(0)
        for place in range(desktop.get_child_count()):
            found = desktop.get_child_at_index(place)
            if found is not None and found.get_process_id() == self.program:
                found.set_cache_mask(Atspi.Cache.NONE)  # what is, not what was
                if self.listener is None:
                    self.listen()
                return found
        return None

    def below(self, accessible, depth=0, whole=False):
        if accessible is None:  # not on the bus yet
            return
        yield accessible, depth
        whole = whole or accessible.get_role() == Atspi.Role.DOCUMENT_FRAME
        for place in range(accessible.get_child_count()):
            child = accessible.get_child_at_index(place)
            # What stands in a view that is not shown is passed over, as a screen reader does.
            if child is not None and (whole or child.get_state_set().contains(Atspi.StateType.VISIBLE)):
                yield from self.below(child, depth + 1, whole)

    def told(self, accessible, depth=0):
        states = accessible.get_state_set()
        place = accessible.get_component_iface()
        box = place.get_extents(Atspi.CoordType.SCREEN) if place else None
        return {
            "depth": depth,
            "role": accessible.get_role_name(),
            "name": accessible.get_name(),
            "description": accessible.get_description(),
            "states": [name for name, kind in KINDS.items() if states.contains(kind)],
            "attributes": accessible.get_attributes() or {},
            "box": [box.x, box.y, box.width, box.height] if box else None,
            "actions": self.actions(accessible),
        }

    def actions(self, accessible):
        held = accessible.get_action_iface()
        return [held.get_action_name(n) for n in range(held.get_n_actions())] if held else []

    # --- commands ---

    def walk(self):
        application = self.application()
        if application is None:
            return []
        return [self.told(found, depth) for found, depth in self.below(application)]

    def find(self, role, name):
        for found, _depth in self.below(self.application()):
            if found.get_role_name() == role and found.get_name().startswith(name):
                return found
        return None

    def show(self, role, name):
        found = self.find(role, name)
        return found and self.told(found)

    def shows(self, name):
        showing = Atspi.StateType.SHOWING
        found = (a for a, _depth in self.below(self.application()) if a.get_name().startswith(name))
        return any(a.get_state_set().contains(showing) for a in found)

    def press(self, role, name, action):
        found = self.find(role, name)
        if found is None:
            return False
        names = self.actions(found)
        return action in names and found.get_action_iface().do_action(names.index(action))

    def focus(self):
        focused = None
        for found, depth in self.below(self.application()):
            states = found.get_state_set()
            # What scrolls inside a field takes part in its focus; of each list the current row does.
            if found.get_role() == Atspi.Role.FILLER:
                continue
            if states.contains(Atspi.StateType.FOCUSED) and states.contains(Atspi.StateType.SHOWING):
                focused = self.told(found, depth)
        return focused

    def hear(self):
        heard, self.heard = self.heard, []
        return heard


def main():
    bus = Bus(int(sys.argv[1]))

    def on_line(source, _condition):
        line = source.readline()
        if not line:
            Atspi.event_quit()
            return False
        name, *more = json.loads(line)
        commands = {
            "walk": bus.walk,
            "press": bus.press,
            "focus": bus.focus,
            "heard": bus.hear,
            "find": bus.show,
            "shows": bus.shows,
        }
        try:
            answer = commands[name](*more)
        except GLib.Error:  # it went while it was being asked; whoever waits for it asks again
            answer = None
        print(json.dumps(answer), flush=True)
        return True

    def on_fault(*fault):
        sys.__excepthook__(*fault)
        os._exit(1)  # nobody is to wait for an answer that does not come

    sys.excepthook = on_fault
    GLib.io_add_watch(sys.stdin, GLib.PRIORITY_DEFAULT, GLib.IO_IN | GLib.IO_HUP, on_line)
    Atspi.event_main()


main()
