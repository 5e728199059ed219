"""Each check passes a sound paper and fails one that is broken on purpose, and nothing else is said of it."""

from collections import Counter
from datetime import date

import pytest

from esscollab_desktop.render.pdf import compile_pdf
from esscollab_desktop.services.catalogue import Catalogue
from esscollab_desktop.services.handouts import HandoutOptions, handout_for
from esscollab_desktop.services.landscape_files import sheet_of
from papers.breaking import ALONG, BREAKERS, OF_FIGURES, broken
from papers.conditions import ALL, MATTERHORN, Condition, findings

DAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def pages(catalogue: Catalogue) -> bytes:
    return compile_pdf(handout_for(catalogue, None, ["4.MA", "4.AK"], HandoutOptions(DAY))).data


@pytest.fixture(scope="module")
def figures(catalogue: Catalogue) -> bytes:
    return compile_pdf(sheet_of(catalogue, DAY)).data


def test_the_protocol_has_87_conditions_for_software() -> None:
    """136 conditions in 31 checkpoints: 87 for software, 47 for people, 2 without a test."""
    assert len(MATTERHORN) == 87
    assert [c.id for c in MATTERHORN] == sorted(c.id for c in MATTERHORN)


def test_each_condition_stands_once_and_has_what_breaks_it() -> None:
    assert Counter(c.id for c in ALL).most_common(1)[0][1] == 1
    assert {c.id for c in ALL} == set(BREAKERS)


def test_sound_papers_are_found_sound(pages: bytes, figures: bytes) -> None:
    assert findings(pages) == []
    assert findings(figures) == []


@pytest.mark.parametrize("condition", ALL, ids=lambda condition: condition.id)
def test_a_broken_paper_is_found_broken_so(condition: Condition, pages: bytes, figures: bytes) -> None:
    name, breaker = condition.id, BREAKERS[condition.id]
    found = {f.id for f in findings(broken(figures if name in OF_FIGURES else pages, breaker))}
    assert name in found
    akin = {c.id for c in ALL if c.check is condition.check or BREAKERS[c.id] is breaker}
    assert found <= akin | ALONG.get(name, set())
