"""Some of the packets that `make papers` makes up, looked at from all sides; all of them pair each choice."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from papers.desk import Desk, desk, make_book
from papers.looking import faults
from papers.packets import FACTORS
from papers.pairing import all_pairs, cases, pairs_of

SEED = 20261124
SOME = cases(FACTORS, 1, SEED)[:30]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("desk")
    with desk(folder, make_book(tmp_path_factory.mktemp("book"))) as opened:
        yield opened


def test_every_two_choices_meet() -> None:
    met = set().union(*map(pairs_of, cases(FACTORS, 1, SEED)))
    assert met >= all_pairs(FACTORS)


def test_three_hundred_packets_are_the_same_each_time() -> None:
    chosen = cases(FACTORS, 300, SEED)
    assert len(chosen) >= 300
    assert chosen == cases(FACTORS, 300, SEED)


@pytest.mark.parametrize("number", range(len(SOME)))
def test_a_packet_on_paper_is_sound(number: int, made: Desk, tmp_path: Path) -> None:
    assert faults(SOME[number], made, tmp_path) == [], SOME[number]
