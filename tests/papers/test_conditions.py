"""Each check passes a sound paper and fails one that is broken on purpose, and nothing else is said of it."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from esscollab_desktop.domain.packets import ItemKind, PacketFields, PacketItem, PacketLook
from esscollab_desktop.render import svg
from esscollab_desktop.render.document import Cell, Column, Figure, Heading, Paragraph, Table, plain
from esscollab_desktop.render.document_pdf import compile_document
from esscollab_desktop.services.catalogue import Catalogue
from esscollab_desktop.services.packet_handouts import prepared
from papers.breaking import ALONG, BREAKERS, broken
from papers.conditions import ALL, MATTERHORN, Condition, findings
from papers.table import PAGE, table

DAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def sound(catalogue: Catalogue) -> bytes:
    """A handout with contents, lists, links, a figure, and a table that goes on."""
    items = (
        PacketItem("page", ItemKind.PAGE, ("4.MA",)),
        PacketItem("text", ItemKind.TEXT, (), "Us", "- we\n- you"),
    )
    fields = PacketFields("For the council", items, PacketLook(large=True))
    document = prepared(catalogue, None, None, None, fields, DAY).document
    drawing = svg.document(40, 40, "A disc", "A disc", svg.element("circle", cx=20, cy=20, r=9)).encode()
    more = (Heading(1, plain("Numbers")), Figure(drawing, "image/svg+xml", "A disc"), _table())
    return compile_document(replace(document, blocks=(*document.blocks, *more))).data


def _table() -> Table:
    cells = [
        [Cell((Paragraph(plain(f"{row}, {n}")),), is_head=n == 0) for n in range(3)] for row in range(40)
    ]
    columns = tuple(Column((Paragraph(plain(name)),)) for name in ("State", "Published", "Related"))
    return Table("Numbers by state", columns, tuple(map(tuple, cells)))


def test_the_protocol_has_87_conditions_for_software() -> None:
    """136 conditions in 31 checkpoints: 87 for software, 47 for people, 2 without a test."""
    assert len(MATTERHORN) == 87
    assert [c.id for c in MATTERHORN] == sorted(c.id for c in MATTERHORN)


def test_each_condition_stands_once_and_has_what_breaks_it() -> None:
    assert Counter(c.id for c in ALL).most_common(1)[0][1] == 1
    assert {c.id for c in ALL} == set(BREAKERS)


def test_a_sound_paper_is_found_sound(sound: bytes) -> None:
    assert findings(sound, is_large=True) == []


@pytest.mark.parametrize("condition", ALL, ids=lambda condition: condition.id)
def test_a_broken_paper_is_found_broken_so(condition: Condition, sound: bytes) -> None:
    name, breaker = condition.id, BREAKERS[condition.id]
    found = {f.id for f in findings(broken(sound, breaker), is_large=True)}
    assert name in found
    akin = {c.id for c in ALL if c.check is condition.check or BREAKERS[c.id] is breaker}
    if name.startswith("31-"):  # letters of a font that is broken stand elsewhere
        found = {one for one in found if not one.startswith("L-")}
    assert found <= akin | ALONG.get(name, set())


def test_the_page_on_paper_tells_each_condition() -> None:
    assert table() in PAGE.read_text("utf-8"), "PYTHONPATH=tests python -m papers.table writes it"
