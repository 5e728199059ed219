"""A short run of the hostile packs: every kind ten times. The long one is `make fuzz`."""

import random
from pathlib import Path

import pytest
from fuzz_packs import KINDS, is_one_answer, main, make_pack, make_sample, run, take, texts_in

SEED = 20261123


def test_every_hostile_pack_is_refused_or_harmless() -> None:
    tallies = run(400, SEED)
    assert [line for tally in tallies.values() for line in tally.failed] == []
    assert sum(tally.packs for tally in tallies.values()) == 400
    assert len(tallies) >= 14
    for kind, tally in tallies.items():
        assert tally.refused + tally.harmless == tally.packs >= 10, kind
    # What is only text passes; what is not a sound pack never does.
    assert tallies["HTML and other people’s markup"].refused == 0
    for kind in KINDS[: KINDS.index("garbage in the search index")]:
        assert tallies[kind].harmless == 0, kind


def test_what_was_once_more_than_an_answer(tmp_path: Path) -> None:
    """Found by a long run: garbage in the index that SQLite takes for a length, and runs out of memory."""
    (tmp_path / "sample").mkdir()
    (tmp_path / "work").mkdir()
    sample = make_sample(tmp_path / "sample")
    chance = random.Random("20261123 3140")
    data = make_pack("garbage in the search index", chance, sample, tmp_path / "work")
    (tmp_path / "a.esspack").write_bytes(data)
    assert take(tmp_path / "a.esspack", tmp_path) == "refused"


def test_the_same_seed_makes_the_same_packs(tmp_path: Path) -> None:
    (tmp_path / "sample").mkdir()
    sample = make_sample(tmp_path / "sample")
    for kind in KINDS:
        made = []
        for number in range(2):
            work = tmp_path / f"{kind} {number}"
            work.mkdir()
            made.append(make_pack(kind, random.Random(7), sample, work))
        assert made[0] == made[1], kind


def test_what_is_neither_refused_nor_harmless_is_told(tmp_path: Path) -> None:
    """The fuzz itself can fail: on an answer of several lines, and on anything but an answer."""
    assert is_one_answer("x is cut short. Get it again.")
    told = ["", "x", "a\nb.", "a\x1bb.", "x" * 600 + "."]
    assert [words for words in told if is_one_answer(words)] == []
    assert list(texts_in({"a": ("b", ["c"]), "d": 1})) == ["a", "d", "b", "c"]
    (tmp_path / "a.esspack").write_bytes(b"x")
    assert take(tmp_path / "a.esspack", tmp_path) == "refused"
    assert "TypeError" in take(None, tmp_path) or "AttributeError" in take(None, tmp_path)  # type: ignore[arg-type]


def test_the_page_has_the_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(len(KINDS)), "1", str(tmp_path / "fuzz.md")]) == 0
    assert capsys.readouterr().out.strip() in (tmp_path / "fuzz.md").read_text("utf-8")
